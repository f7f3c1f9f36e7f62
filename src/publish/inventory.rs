//! What is in the output, and whether all of it is ours.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use super::error::{Action, PublishError};
use super::manifest::{Manifest, OWN_PREFIX, folders};
use super::place::Place;
use super::stage::Previous;

/// What we know to be ours in a folder.
#[derive(Debug)]
pub(super) struct Ours<'a> {
    pub manifest: &'a Manifest,
    /// Files that an unfinished run put there.
    pub owned: &'a BTreeSet<String>,
    /// The folder is the top of a file system, which keeps a folder of its own there.
    pub mounted: bool,
}

/// The portal that stands in the output.
pub(super) fn inspect(place: &Place, owned: &BTreeSet<String>) -> Result<Previous, PublishError> {
    let folder = place.output.clone();
    if !folder.exists() {
        return Ok(Previous { folder, exists: false, published: false, manifest: Manifest::default() });
    }
    let found = Manifest::read(&folder)?;
    let published = found.is_some();
    let manifest = found.unwrap_or_default();
    match (Ours { manifest: &manifest, owned, mounted: place.mounted }).refuse_others(&folder) {
        Err(PublishError::Foreign { output, .. }) if !published && owned.is_empty() => {
            Err(PublishError::NotOurs { output })
        }
        refused => refused.map(|()| Previous { folder, exists: true, published, manifest }),
    }
}

impl Ours<'_> {
    /// Fails when the folder holds a file that is not ours.
    pub fn refuse_others(&self, folder: &Path) -> Result<(), PublishError> {
        let files = self.find_others(folder)?;
        if files.is_empty() { Ok(()) } else { Err(PublishError::Foreign { output: folder.to_owned(), files }) }
    }

    /// Files that are not ours; a folder in which nothing is ours stands for all it holds.
    pub fn find_others(&self, folder: &Path) -> Result<Vec<String>, PublishError> {
        let our_folders: BTreeSet<&str> = self.paths().flat_map(folders).collect();
        let mut found = BTreeSet::new();
        let walk = WalkDir::new(folder).min_depth(1).follow_links(false).into_iter();
        for entry in walk.filter_entry(|entry| !self.is_exempt(entry)) {
            let entry = entry.map_err(|error| unreadable(folder, error))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = below(folder, entry.path());
            // A link or a device in place of one of our files is not ours.
            if !(self.has(&path) && entry.file_type().is_file()) {
                found.insert(topmost(&path, &our_folders));
            }
        }
        Ok(found.into_iter().collect())
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.manifest.files().iter().map(|entry| entry.path.as_str()).chain(self.owned.iter().map(String::as_str))
    }

    fn has(&self, path: &str) -> bool {
        self.manifest.get(path).is_some() || self.owned.contains(path)
    }

    /// Our own working files, and what a file system keeps for itself.
    fn is_exempt(&self, entry: &walkdir::DirEntry) -> bool {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 1 && (name.starts_with(OWN_PREFIX) || (self.mounted && name == "lost+found"))
    }
}

fn unreadable(folder: &Path, error: walkdir::Error) -> PublishError {
    let path = error.path().unwrap_or(folder).to_owned();
    PublishError::Io { action: Action::Read, path, error: error.into() }
}

fn below(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn topmost(path: &str, our_folders: &BTreeSet<&str>) -> String {
    match folders(path).take_while(|folder| !our_folders.contains(folder)).last() {
        Some(folder) => format!("{folder}/"),
        None => path.to_owned(),
    }
}
