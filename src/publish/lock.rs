//! One run at a time on one output.
//!
//! The lock is the operating system's, so it ends with its holder however that ends; the file only
//! carries it, and names the holder to those who are turned away.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::error::{Action, Holder, PublishError};
use super::place::Place;

/// Held until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

pub(super) fn acquire(place: &Place) -> Result<Lock, PublishError> {
    let path = place.lock();
    loop {
        let file = open(&path).map_err(PublishError::io(Action::Lock, &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(PublishError::Locked { output: place.output.clone(), holder: holder(&file) });
            }
            Err(TryLockError::Error(error)) => return Err(PublishError::io(Action::Lock, &path)(error)),
        }
        // The last holder may have removed the file between our opening and locking it; then this
        // lock is on a file that nobody else will find.
        if is_at(&file, &path) {
            // Let go of again should the disk be full.
            let lock = Lock { path, file };
            introduce(&lock.file).map_err(PublishError::io(Action::Lock, &lock.path))?;
            return Ok(lock);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is let go, so that nobody locks a file that is about to vanish
        // without noticing. A file that stays does no harm.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A link planted under this name must not make us write elsewhere.
        options.custom_flags(rustix::fs::OFlags::NOFOLLOW.bits() as i32);
    }
    options.open(path)
}

fn introduce(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    write!(file, "{} {}", std::process::id(), host())
}

fn holder(file: &File) -> Option<Holder> {
    let mut text = String::new();
    file.take(1024).read_to_string(&mut text).ok()?;
    let (pid, host) = text.split_once(' ')?;
    Some(Holder { pid: pid.parse().ok()?, host: host.to_owned() })
}

#[cfg(unix)]
pub(super) fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
pub(super) fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(held), Ok(found)) => (held.dev(), held.ino()) == (found.dev(), found.ino()),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
