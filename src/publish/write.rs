//! Single files outside the portal: those that commands make for the editor, and our own notes.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::error::{Action, PublishError};

/// Writes a file that is not there yet, with the folders above it.
///
/// # Errors
/// The file is there already (its content is never touched), or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
    };
    write().map_err(PublishError::io(Action::Write, path))
}

/// Replaces a file of the site that a command adds to.
///
/// # Errors
/// The file cannot be written; then it is as it was.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    replace(path, bytes).map_err(PublishError::io(Action::Write, path))
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
