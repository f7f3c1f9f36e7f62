//! Making sure that what takes the old portal's place is on the disk, should the power fail.

use std::io;
use std::path::Path;

use super::error::{Action, PublishError};
use super::stage::{Fate, Previous, Staged};

/// Has every file of the staging folder on the disk before the old portal goes.
pub(super) fn sync_staging(staging: &Path, previous: &Previous, staged: &[Staged]) -> Result<(), PublishError> {
    // The first portal replaces nothing, and one that was lost is simply built again.
    if !previous.published {
        return Ok(());
    }
    sync_all(staging, staged).map_err(PublishError::io(Action::Write, staging))
}

/// Files one by one while they are few, else the whole file system at once.
#[cfg(target_os = "linux")]
fn sync_all(staging: &Path, staged: &[Staged]) -> io::Result<()> {
    const FEW: usize = 32;
    if staged.iter().filter(|file| file.fate != Fate::Same).count() <= FEW {
        return sync_each(staging, staged);
    }
    rustix::fs::syncfs(std::fs::File::open(staging)?).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn sync_all(staging: &Path, staged: &[Staged]) -> io::Result<()> {
    sync_each(staging, staged)
}

fn sync_each(staging: &Path, staged: &[Staged]) -> io::Result<()> {
    use rayon::prelude::*;
    staged
        .par_iter()
        .filter(|file| file.fate != Fate::Same)
        .try_for_each(|file| sync_file(&staging.join(&file.entry.path)))?;
    sync_file(&staging.join(super::MANIFEST))
}

pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    std::fs::OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Has the names in a folder on the disk.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened like a file.
    if cfg!(unix) { std::fs::File::open(path)?.sync_all() } else { Ok(()) }
}
