//! Where our own files stand while we work: beside the output, or in it when it is a mount point.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::error::{Action, PublishError};
use super::inventory::Ours;
use super::manifest::{Manifest, OWN_PREFIX};
use super::write::replace;

/// The output and the names of what we need around it. The lock guards all of them.
#[derive(Debug)]
pub(super) struct Place {
    pub output: PathBuf,
    /// The output cannot be swapped, since the system has mounted something there.
    pub mounted: bool,
    folder: PathBuf,
    prefix: String,
}

impl Place {
    pub fn choose(output: &Path) -> Result<Self, PublishError> {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let beside = output.parent().unwrap_or(output);
        let exists = output.exists();
        let mounted = exists && is_mount_point(output, beside).map_err(PublishError::io(Action::Read, output))?;
        let (folder, prefix) = if mounted || (exists && !is_writable(beside)) {
            (output, OWN_PREFIX.to_owned())
        } else {
            (beside, format!(".{name}{OWN_PREFIX}"))
        };
        Ok(Self { output: output.to_owned(), mounted, folder: folder.to_owned(), prefix })
    }

    pub fn lock(&self) -> PathBuf {
        self.own("lock")
    }

    fn staging(&self) -> PathBuf {
        self.own("staging")
    }

    fn journal(&self) -> PathBuf {
        self.own("journal")
    }

    /// Where a target keeps what it needs to go back.
    pub fn archive(&self) -> PathBuf {
        self.own("archive")
    }

    fn own(&self, what: &str) -> PathBuf {
        self.folder.join(format!("{}{what}", self.prefix))
    }

    /// Clears away what a killed run left behind. Files it may have put in the output file by file
    /// are handed back: they are ours, though no manifest lists them yet.
    pub fn collect_leftovers(&self) -> Result<BTreeSet<String>, PublishError> {
        let owned = self.read_journal()?;
        let staging = self.staging();
        if staging.symlink_metadata().is_err() {
            return Ok(owned);
        }
        // With a manifest it may be the old portal, just swapped out, and somebody may have put a
        // file there in the last moment. Without one it is a portal that was never finished.
        match Manifest::read(&staging) {
            Ok(None) | Err(PublishError::BadManifest { .. }) => {}
            Ok(Some(manifest)) => {
                Ours { manifest: &manifest, owned: &owned, mounted: false }.refuse_others(&staging)?
            }
            Err(error) => return Err(error),
        }
        remove_tree(&staging).map_err(PublishError::io(Action::Delete, &staging))?;
        Ok(owned)
    }

    /// A fresh folder for the new portal.
    pub fn open_staging(&self) -> Result<Staging, PublishError> {
        let path = self.staging();
        std::fs::create_dir(&path).map_err(PublishError::io(Action::Write, &path))?;
        Ok(Staging { path, remove: true })
    }

    /// Notes every file that is ours or is about to be, before the output is touched file by file.
    pub fn write_journal(&self, paths: &BTreeSet<String>) -> Result<(), PublishError> {
        let path = self.journal();
        let failed = PublishError::io(Action::Write, &path);
        match serde_json::to_vec(paths).map_err(io::Error::from).and_then(|bytes| replace(&path, &bytes)) {
            Ok(()) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// The output is whole again and its manifest says all there is to know.
    pub fn remove_journal(&self) -> Result<(), PublishError> {
        let path = self.journal();
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(PublishError::io(Action::Delete, &path)(error))
            }
            _ => Ok(()),
        }
    }

    fn read_journal(&self) -> Result<BTreeSet<String>, PublishError> {
        let path = self.journal();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(error) => return Err(PublishError::io(Action::Read, &path)(error)),
        };
        let owned: BTreeSet<String> = serde_json::from_slice(&bytes)
            .map_err(|error| PublishError::BadManifest { path: path.clone(), error: error.to_string() })?;
        match owned.iter().find(|path| !super::manifest::is_safe(path)) {
            Some(bad) => Err(PublishError::BadPath { path: bad.clone() }),
            None => Ok(owned),
        }
    }
}

/// The staging folder; removed when dropped, with whatever is in it by then.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    remove: bool,
}

impl Staging {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves the folder alone: it has become the output, or holds what must not be lost.
    pub fn leave(&mut self) {
        self.remove = false;
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.remove {
            // What cannot be removed now is collected by the next run.
            let _ = remove_tree(&self.path);
        }
    }
}

/// Most of a portal lies two levels down, so that is where the work is shared out.
fn remove_tree(path: &Path) -> io::Result<()> {
    let below: Vec<_> = WalkDir::new(path).min_depth(2).max_depth(2).into_iter().filter_map(Result::ok).collect();
    below.into_par_iter().filter(|entry| entry.file_type().is_dir()).for_each(|entry| {
        // The call below meets the same failure and reports it.
        let _ = std::fs::remove_dir_all(entry.path());
    });
    std::fs::remove_dir_all(path)
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(_folder: &Path) -> bool {
    true
}

/// Containers mount folders of the same file system, so the device alone does not tell.
#[cfg(target_os = "linux")]
fn is_mount_point(output: &Path, above: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    let of = |path: &Path| statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID | StatxFlags::INO);
    match (of(output), of(above)) {
        (Ok(here), Ok(there)) => Ok((here.stx_mnt_id, here.stx_dev_major, here.stx_dev_minor)
            != (there.stx_mnt_id, there.stx_dev_major, there.stx_dev_minor)),
        _ => other_device(output, above),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_point(output: &Path, above: &Path) -> io::Result<bool> {
    other_device(output, above)
}

#[cfg(unix)]
fn other_device(output: &Path, above: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(output.metadata()?.dev() != above.metadata()?.dev())
}

#[cfg(not(unix))]
fn is_mount_point(_output: &Path, _above: &Path) -> io::Result<bool> {
    Ok(false)
}
