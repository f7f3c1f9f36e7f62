//! Single files outside the portal: those that commands make for the editor, and our own notes.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::error::{Action, PublishError};
use super::{Target, guard};

/// Writes a file that is not there yet, with the folders above it.
///
/// # Errors
/// The file is there already (its content is never touched), or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(PublishError::io(Action::Create, folder))?;
    }
    let write = || OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes);
    write().map_err(PublishError::io(Action::Write, path))
}

/// How many of some files changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Renewed {
    pub written: usize,
    pub unchanged: usize,
}

/// Writes files of ours, each by its name, into the output among those of others: new ones, and anew
/// those whose content `ours` knows. All are looked at before any is written.
///
/// # Errors
/// The output is part of a site or of a portal; one of the files holds something else, which is not
/// touched; or one cannot be read or written.
pub fn renew(
    target: Target<'_>,
    files: &[(String, Vec<u8>)],
    ours: impl Fn(&[u8]) -> bool,
) -> Result<Renewed, PublishError> {
    guard::admit(target)?;
    let mut changed = Vec::new();
    for (name, bytes) in files {
        let path = target.output.join(name);
        match std::fs::read(&path) {
            Ok(old) if old == *bytes => {}
            Ok(old) if ours(&old) => changed.push((path, bytes, true)),
            Ok(_) => return Err(PublishError::Taken { path }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => changed.push((path, bytes, false)),
            Err(error) => return Err(PublishError::io(Action::Read, &path)(error)),
        }
    }
    for (path, bytes, there) in &changed {
        match there {
            true => replace(path, bytes).map_err(PublishError::io(Action::Write, path))?,
            false => write_new(path, bytes)?,
        }
    }
    Ok(Renewed { written: changed.len(), unchanged: files.len() - changed.len() })
}

/// Replaces a file of the site that a command adds to.
///
/// # Errors
/// The file cannot be written; then it is as it was.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    replace(path, bytes).map_err(PublishError::io(Action::Write, path))
}

/// What became of a file that was to be revised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revised {
    Written,
    /// The file is no longer what it was thought to be, and is as it was.
    ChangedMeanwhile,
}

/// Writes a file of the site anew from what it holds now, with the rights it has. `new` says `None`
/// where the bytes are not the ones it was made for.
///
/// # Errors
/// The file cannot be read or written; then it is as it was.
pub fn revise(path: &Path, new: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Result<Revised, PublishError> {
    let old = std::fs::read(path).map_err(PublishError::io(Action::Read, path))?;
    let Some(bytes) = new(&old) else { return Ok(Revised::ChangedMeanwhile) };
    // A name that the loader passes over, for a server may be looking.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = path.with_file_name(format!(".{name}.new"));
    let write = || {
        let mut file = std::fs::File::create(&fresh)?;
        file.write_all(&bytes)?;
        file.set_permissions(std::fs::metadata(path)?.permissions())?;
        file.sync_all()?;
        std::fs::rename(&fresh, path)
    };
    write()
        .inspect_err(|_| {
            // What cannot be written cannot always be cleaned up either; the first error is the one to tell.
            let _ = std::fs::remove_file(&fresh);
        })
        .map_err(PublishError::io(Action::Write, path))?;
    Ok(Revised::Written)
}

/// Replaces a file in one step: it has its old content or its new one, never half of either.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // One fixed name is enough, since the lock keeps others out, and a leftover is written over.
    let mut fresh = path.as_os_str().to_owned();
    fresh.push("-new");
    let mut file = std::fs::File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&fresh, path)
}
