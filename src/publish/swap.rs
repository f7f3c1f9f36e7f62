//! The new portal takes the old one's place in one step.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::durable::sync_folder;
use super::error::{Action, PublishError};
use super::inventory::Ours;
use super::place::{Place, Staging};
use super::stage::Previous;

/// Swaps staging and output; `false` when the system cannot do that here.
pub(super) fn swap(
    place: &Place,
    staging: &mut Staging,
    previous: &Previous,
    owned: &BTreeSet<String>,
) -> Result<bool, PublishError> {
    if place.mounted {
        return Ok(false);
    }
    let failed = || PublishError::io(Action::Swap, &place.output);
    if !previous.exists {
        std::fs::rename(staging.path(), &place.output).map_err(failed())?;
        staging.leave();
    } else {
        take_over_rights(staging.path(), &place.output).map_err(failed())?;
        if !exchange(staging.path(), &place.output).map_err(failed())? {
            return Ok(false);
        }
        look_again(place, staging, &Ours { manifest: &previous.manifest, owned, mounted: false })?;
    }
    // The new portal is complete as it stands: what an earlier run had begun no longer matters.
    place.remove_journal()?;
    if let Some(above) = place.output.parent() {
        sync_folder(above).map_err(failed())?;
    }
    Ok(true)
}

/// The old portal is about to be deleted. Should somebody have put a file in it since we looked,
/// everything goes back to where it was.
fn look_again(place: &Place, staging: &mut Staging, ours: &Ours<'_>) -> Result<(), PublishError> {
    let found = ours.find_others(staging.path());
    if found.as_ref().is_ok_and(Vec::is_empty) {
        return Ok(());
    }
    match exchange(staging.path(), &place.output) {
        Ok(true) => Err(PublishError::Foreign { output: place.output.clone(), files: found? }),
        Ok(false) | Err(_) => {
            staging.leave();
            Err(PublishError::Foreign { output: staging.path().to_owned(), files: found? })
        }
    }
}

/// The web server may read the output through rights that were given to the folder.
fn take_over_rights(staging: &Path, output: &Path) -> io::Result<()> {
    std::fs::set_permissions(staging, std::fs::metadata(output)?.permissions())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(staging: &Path, output: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, staging, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // Mount points, network file systems and layered ones in containers.
        Err(Errno::BUSY | Errno::XDEV | Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_staging: &Path, _output: &Path) -> io::Result<bool> {
    Ok(false)
}
