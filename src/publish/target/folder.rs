//! A target on a disk or a file share. The archive lies beside the portal, or in it where the portal is a
//! mount point.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::durable::sync_folder;
use super::super::error::{Action, Failure, PublishError};
use super::super::manifest::Manifest;
use super::super::place::Place;
use super::super::prepared::{Prepared, prepare};
use super::super::write::replace;
use super::super::{Item, Payload, Target, guard};
use super::archive::{self, Archive, Release, Stamp};
use super::plan::Plan;
use super::store::{Key, Store};
use super::trouble::Trouble;
use super::{Delivered, Terms, patiently};

/// Lets a prepared portal take the place of the old one, whose files are kept.
pub(super) fn deliver(
    mut prepared: Prepared,
    keep: usize,
    terms: &Terms<'_>,
    stamp: Stamp,
) -> Result<Delivered, PublishError> {
    let place = prepared.place.output.display().to_string();
    let plan = plan(&prepared);
    if terms.dry_run {
        return Ok(Delivered { place, plan, transferred: 0, release: None });
    }
    plan.check(terms, &place)?;
    let store = FolderStore::of(&prepared.place);
    let mut archive = Archive::open(&store)?;
    let (old, new) = (prepared.previous.manifest.clone(), prepared.manifest.clone());
    if prepared.previous.published {
        archive.record_standing(&old, &new, &stamp)?;
        archive.preserve(&old, &new)?;
    }
    let transferred = prepared.commit()?.written;
    let release = Some(archive.record(&new, &stamp, &plan)?);
    archive.prune(keep)?;
    Ok(Delivered { place, plan, transferred, release })
}

fn plan(prepared: &Prepared) -> Plan {
    let changed: BTreeSet<&str> = prepared.changed().collect();
    Plan::new(&prepared.previous.manifest, &prepared.manifest, |path| changed.contains(path))
}

/// Makes an earlier release the portal.
pub(super) fn rollback(
    target: Target<'_>,
    to: Option<u32>,
    keep: usize,
    terms: &Terms<'_>,
) -> Result<(Release, Delivered), PublishError> {
    let place = Place::choose(&guard::resolve(target)?)?;
    let store = FolderStore::of(&place);
    let archive = Archive::open(&store)?;
    let Some(standing) = Manifest::read(&place.output)? else {
        return Err(Trouble::Empty.at(&place.output.display().to_string()));
    };
    let release = archive.choose(to, &standing, &place.output.display().to_string())?.clone();
    let located = archive.locate(&release, &standing)?;
    let items: Vec<Item<PathBuf>> =
        located.into_iter().map(|(entry, key)| Item { path: entry.path, source: store.path(&key) }).collect();
    let copy = |item: &Item<PathBuf>| Ok::<_, Infallible>(Payload::Copy(item.source.clone()));
    let prepared = patiently(terms, || prepare(target, &items, copy));
    let prepared = prepared.map_err(|failure| match failure {
        Failure::Publish(error) => error,
        Failure::Render(never) => never.into_iter().next().map_or_else(|| Trouble::Lost.at(""), |never| match never {}),
    })?;
    for entry in release.files() {
        let found = prepared.manifest.get(&entry.path);
        if found.is_none_or(|found| found.sha256 != entry.sha256) {
            return Err(Trouble::Lost.at(&entry.path));
        }
    }
    let delivered = deliver(prepared, keep, terms, Stamp::new(terms, Some(&release)))?;
    Ok((release, delivered))
}

pub(super) fn releases(target: Target<'_>) -> Result<Vec<Release>, PublishError> {
    let place = Place::choose(&guard::resolve(target)?)?;
    archive::releases(&FolderStore::of(&place))
}

struct FolderStore {
    portal: PathBuf,
    archive: PathBuf,
}

impl FolderStore {
    fn of(place: &Place) -> Self {
        Self { portal: place.output.clone(), archive: place.archive() }
    }

    fn path(&self, key: &Key) -> PathBuf {
        match key {
            Key::Portal(path) => self.portal.join(path),
            Key::Own(path) => self.archive.join(path),
        }
    }

    /// The path, with the folders above it.
    fn made(&self, key: &Key) -> io::Result<PathBuf> {
        let path = self.path(key);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above)?;
        }
        Ok(path)
    }
}

impl Store for FolderStore {
    fn read(&self, key: &Key) -> Result<Option<Vec<u8>>, PublishError> {
        let path = self.path(key);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PublishError::io(Action::Read, &path)(error)),
        }
    }

    fn write(&self, key: &Key, bytes: &[u8]) -> Result<(), PublishError> {
        let write = || replace(&self.made(key)?, bytes);
        write().map_err(PublishError::io(Action::Write, &self.path(key)))
    }

    fn append(&self, key: &Key, line: &str) -> Result<(), PublishError> {
        let append = || {
            let mut file = OpenOptions::new().append(true).create(true).open(self.made(key)?)?;
            file.write_all(format!("{line}\n").as_bytes())?;
            file.sync_all()
        };
        append().map_err(PublishError::io(Action::Write, &self.path(key)))
    }

    fn copy(&self, from: &Key, to: &Key, _sha256: &str) -> Result<(), PublishError> {
        let (from, path) = (self.path(from), self.path(to));
        self.made(to).and_then(|to| share(&from, &to)).map_err(PublishError::io(Action::Write, &path))
    }

    fn remove(&self, key: &Key) -> Result<(), PublishError> {
        let path = self.path(key);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(PublishError::io(Action::Delete, &path)(error))
            }
            _ => Ok(()),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        let path = self.archive.join(folder);
        let failed = || PublishError::io(Action::Read, &path);
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed()(error)),
        };
        let name = |entry: io::Result<std::fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
        let names: Vec<String> = entries.map(name).collect::<io::Result<_>>().map_err(failed())?;
        // What a killed run had begun to write is no file of the archive.
        Ok(names.into_iter().filter(|name| !name.ends_with(UNFINISHED)).collect())
    }
}

/// What [`replace`] adds to the name of a file it has not finished.
const UNFINISHED: &str = "-new";

/// The same file under another name, or a copy of it where that cannot be.
fn share(from: &Path, to: &Path) -> io::Result<()> {
    // A portal's files are never written to where they stand, so two names for one file are safe.
    match std::fs::hard_link(from, to) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(_) => {}
        Ok(()) => return Ok(()),
    }
    let mut fresh = to.as_os_str().to_owned();
    fresh.push(UNFINISHED);
    std::fs::copy(from, &fresh)?;
    std::fs::rename(&fresh, to)?;
    to.parent().map_or(Ok(()), sync_folder)
}
