//! Rendering into the staging folder: every item in parallel, each written as soon as it is made,
//! so that memory does not grow with the portal.
//!
//! A file whose content is that of the previous portal becomes a hard link to it and keeps its
//! times. The manifest's hash is only the hint; the bytes on disk decide, since a file may have
//! been changed where it stands and neither size nor time would tell for certain.

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
        self.published && self.manifest == *manifest && staged.iter().all(|file| !file.changed)
    }
}

/// A file in the staging folder.
#[derive(Debug)]
pub(super) struct Staged {
    pub entry: Entry,
    /// Not what the previous portal really has under this path.
    pub changed: bool,
    /// The same file as in the previous portal, not only the same content.
    pub linked: bool,
}

/// Renders every item into `staging`; sorted by path.
pub(super) fn all<T: Sync, E: Send>(
    staging: &Path,
    previous: &Previous,
    items: &[Item<T>],
    render: impl Fn(&Item<T>) -> Result<Payload, E> + Sync,
) -> Result<Vec<Staged>, Failure<E>> {
    make_folders(staging, items.iter().map(|item| item.path.as_str()))?;
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
    levels.values().try_for_each(|level| {
        level.par_iter().try_for_each(|folder| {
            let path = staging.join(folder);
            std::fs::create_dir(&path).map_err(PublishError::io(Action::Write, &path))
        })
    })
}

fn stage(staging: &Path, previous: &Previous, path: &str, payload: &Payload) -> Result<Staged, PublishError> {
    let (sha256, size) = match payload {
        Payload::Bytes(bytes) => (sha256_hex(bytes), bytes.len() as u64),
        Payload::Copy(source) => hash_file(source).map_err(PublishError::io(Action::Read, source))?,
    };
    let mut entry = Entry { path: path.to_owned(), sha256, size, kept: false };
    let to = staging.join(path);
    let old = previous.folder.join(path);
    let hint = previous.manifest.get(path).is_some_and(|was| was.sha256 == entry.sha256 && was.size == entry.size);
    let same = hint && holds(&old, payload, &entry);
    if same && std::fs::hard_link(&old, &to).is_ok() {
        return Ok(Staged { entry, changed: false, linked: true });
    }
    match payload {
        Payload::Bytes(bytes) => {
            create(&to).and_then(|mut file| file.write_all(bytes)).map_err(PublishError::io(Action::Write, &to))?
        }
        // Read a second time: what counts is what was copied, should the file have changed meanwhile.
        Payload::Copy(source) => (entry.sha256, entry.size) = copy(source, &to)?,
    }
    if same {
        keep_time(&old, &to);
    }
    Ok(Staged { entry, changed: !same, linked: false })
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

/// Where there are no hard links an unchanged file at least keeps its time.
fn keep_time(old: &Path, new: &Path) {
    let time = old.metadata().and_then(|meta| meta.modified());
    // Only a courtesy to web servers and backups: a failure changes nothing that matters.
    let _ = time.and_then(|time| OpenOptions::new().write(true).open(new)?.set_modified(time));
}

/// The file must not be there: two items never share one.
fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
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
