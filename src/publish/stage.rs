//! Rendering into the staging folder: every item in parallel, each written as soon as it is made,
//! so that memory does not grow with the portal.
//!
//! A file whose content is that of the previous portal is not written: it becomes a hard link and
//! keeps its times, and when nothing changed at all there is nothing to swap. The manifest's hash is
//! only the hint; the bytes on disk decide, since a file may have been changed where it stands and
//! neither size nor time would tell for certain.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::error::{Action, Failure, PublishError};
use super::manifest::{Entry, MANIFEST, Manifest, folders};
use super::{Item, Payload};
use crate::text::sha256_hex;

/// The portal that the new one is to replace.
#[derive(Debug)]
pub(super) struct Previous {
    pub folder: PathBuf,
    /// The folder is there, though perhaps empty.
    pub exists: bool,
    /// A portal of ours is in it.
    pub published: bool,
    /// Of that portal, else empty.
    pub manifest: Manifest,
}

impl Previous {
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.manifest.files().iter().map(|entry| entry.path.as_str())
    }

    /// Whether it already is the portal just staged, down to the last byte.
    pub fn holds(&self, manifest: &Manifest, staged: &[Staged]) -> bool {
        self.published && self.manifest == *manifest && !staged.iter().any(Staged::is_changed)
    }
}

/// A file of the new portal.
#[derive(Debug)]
pub(super) struct Staged {
    pub entry: Entry,
    pub fate: Fate,
}

impl Staged {
    pub fn is_changed(&self) -> bool {
        self.fate == Fate::Changed
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not what the previous portal really has under this path; written to the staging folder.
    Changed,
    /// As in the previous portal, and still only there or linked from there.
    Same,
    /// As in the previous portal, but copied, since there are no hard links here.
    Copied,
}

/// Renders every item; those that changed are written to `staging`. Sorted by path.
pub(super) fn all<T: Sync, E: Send>(
    staging: &Path,
    previous: &Previous,
    items: &[Item<T>],
    render: impl Fn(&Item<T>) -> Result<Payload, E> + Sync,
) -> Result<Vec<Staged>, Failure<E>> {
    if !previous.published {
        make_folders(staging, items.iter().map(|item| item.path.as_str()))?;
    }
    let failed = AtomicBool::new(false);
    // Once one item has failed nothing will be published: the others are rendered only to find
    // all failures in one run.
    let one = |item: &Item<T>| match render(item) {
        Err(failure) => {
            failed.store(true, Ordering::Relaxed);
            Ok(Some(Err(failure)))
        }
        Ok(_) if failed.load(Ordering::Relaxed) => Ok(None),
        Ok(payload) => stage(staging, previous, &item.path, &payload).map(|file| Some(Ok(file))),
    };
    let outcomes: Vec<Option<Result<Staged, E>>> = items.par_iter().map(one).collect::<Result<_, PublishError>>()?;
    let (mut files, mut failures) = (Vec::with_capacity(items.len()), Vec::new());
    for outcome in outcomes.into_iter().flatten() {
        match outcome {
            Ok(file) => files.push(file),
            Err(failure) => failures.push(failure),
        }
    }
    if !failures.is_empty() {
        return Err(Failure::Render(failures));
    }
    files.sort_by(|a, b| a.entry.path.cmp(&b.entry.path));
    Ok(files)
}

/// Completes the staging folder with the files of the previous portal that stay as they are.
pub(super) fn link_unchanged(staging: &Path, previous: &Previous, staged: &mut [Staged]) -> Result<(), PublishError> {
    make_folders(staging, staged.iter().map(|file| file.entry.path.as_str()))?;
    staged.par_iter_mut().filter(|file| file.fate == Fate::Same).try_for_each(|file| {
        let to = staging.join(&file.entry.path);
        let old = previous.folder.join(&file.entry.path);
        file.fate = link(&old, &to).map_err(PublishError::io(Action::Write, &to))?;
        Ok(())
    })
}

pub(super) fn write_manifest(staging: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let path = staging.join(MANIFEST);
    let written = manifest.to_bytes().map_err(io::Error::from).and_then(|bytes| create(&path)?.write_all(&bytes));
    written.map_err(PublishError::io(Action::Write, &path))
}

/// SHA-256 and size of a file, read piece by piece.
pub(super) fn hash_file(path: &Path) -> io::Result<(String, u64)> {
    let mut hash = HashTo { hasher: Sha256::new(), inner: io::sink() };
    let size = io::copy(&mut File::open(path)?, &mut hash)?;
    Ok((hash.hex(), size))
}

/// Makes each folder once, level by level, since a portal has about as many folders as pages.
fn make_folders<'a>(staging: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), PublishError> {
    let needed: BTreeSet<&str> = paths.flat_map(folders).collect();
    let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in needed {
        levels.entry(folder.matches('/').count()).or_default().push(folder);
    }
    let make = |folder: &&str| {
        let path = staging.join(folder);
        match std::fs::create_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(PublishError::io(Action::Write, &path)(error))
            }
            _ => Ok(()),
        }
    };
    levels.values().try_for_each(|level| level.par_iter().try_for_each(make))
}

/// Writes the file, unless the previous portal has it already.
fn stage(staging: &Path, previous: &Previous, path: &str, payload: &Payload) -> Result<Staged, PublishError> {
    let was = previous.manifest.get(path);
    let (sha256, size) = match payload {
        Payload::Bytes(bytes) => (sha256_hex(bytes), bytes.len() as u64),
        Payload::Copy(source) if was.is_some() => hash_file(source).map_err(PublishError::io(Action::Read, source))?,
        // A new file is hashed while it is copied.
        Payload::Copy(_) => Default::default(),
    };
    let mut entry = Entry { path: path.to_owned(), sha256, size, kept: false };
    let hint = was.is_some_and(|was| was.sha256 == entry.sha256 && was.size == entry.size);
    if hint && holds(&previous.folder.join(path), payload, &entry) {
        return Ok(Staged { entry, fate: Fate::Same });
    }
    let to = staging.join(path);
    match payload {
        Payload::Bytes(bytes) => {
            create(&to).and_then(|mut file| file.write_all(bytes)).map_err(PublishError::io(Action::Write, &to))?
        }
        // What counts is what was copied, should the file have changed since it was hashed.
        Payload::Copy(source) => (entry.sha256, entry.size) = copy(source, &to)?,
    }
    Ok(Staged { entry, fate: Fate::Changed })
}

/// Adds a file of the previous portal, or a copy of it that keeps its time.
fn link(old: &Path, new: &Path) -> io::Result<Fate> {
    if std::fs::hard_link(old, new).is_ok() {
        return Ok(Fate::Same);
    }
    std::fs::copy(old, new)?;
    let time = old.metadata()?.modified()?;
    // Only a courtesy to web servers and backups: a failure changes nothing that matters.
    let _ = OpenOptions::new().write(true).open(new)?.set_modified(time);
    Ok(Fate::Copied)
}

/// Whether the old file really has the content of the new one.
fn holds(old: &Path, payload: &Payload, entry: &Entry) -> bool {
    if !old.symlink_metadata().is_ok_and(|meta| meta.is_file() && meta.len() == entry.size) {
        return false;
    }
    match payload {
        Payload::Bytes(bytes) => std::fs::read(old).is_ok_and(|old| old == *bytes),
        Payload::Copy(_) => hash_file(old).is_ok_and(|(sha256, _)| sha256 == entry.sha256),
    }
}

/// Opens a new file; it must not be there, since two items never share one.
fn create(path: &Path) -> io::Result<File> {
    let open = || OpenOptions::new().write(true).create_new(true).open(path);
    match (open(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder)?;
            open()
        }
        (opened, _) => opened,
    }
}

/// Copies and hashes in one go, so that the hash is that of what was written.
fn copy(source: &Path, to: &Path) -> Result<(String, u64), PublishError> {
    let mut from = File::open(source).map_err(PublishError::io(Action::Read, source))?;
    let inner = create(to).map_err(PublishError::io(Action::Write, to))?;
    let mut both = HashTo { hasher: Sha256::new(), inner };
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = from.read(&mut buffer).map_err(PublishError::io(Action::Read, source))?;
        if read == 0 {
            return Ok((both.hex(), size));
        }
        both.write_all(buffer.get(..read).unwrap_or_default()).map_err(PublishError::io(Action::Write, to))?;
        size += read as u64;
    }
}

/// Hashes what passes through it.
struct HashTo<W> {
    hasher: Sha256,
    inner: W,
}

impl<W> HashTo<W> {
    fn hex(self) -> String {
        use std::fmt::Write;
        self.hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

impl<W: Write> Write for HashTo<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
