//! Releases that can be gone back to, and the log.
//!
//! `releases/0007.json` says what a release consists of; `objects/<sha256>` holds each file of a kept
//! release that is not in the portal now; `log.jsonl` has a line for every publication, and is never cut.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::error::PublishError;
use super::super::manifest::{Entry, Manifest};
use super::store::{Key, Store};
use super::trouble::Trouble;
use super::{Plan, Terms};

const RELEASES: &str = "releases";
const OBJECTS: &str = "objects";
const LOG: &str = "log.jsonl";

/// One publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Counts up from 1.
    pub number: u32,
    #[serde(flatten)]
    pub stamp: Stamp,
    /// The portal's files without those kept from the release before, by path.
    files: Vec<Entry>,
}

/// When, by whom and from what a release was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// RFC 3339, UTC.
    pub at: String,
    pub by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// The release that this one is a return to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<u32>,
}

impl Stamp {
    pub(super) fn new(terms: &Terms<'_>, restores: Option<&Release>) -> Self {
        Self {
            at: terms.at.clone(),
            by: terms.by.clone(),
            // What stands again is the edition that it was.
            revision: restores.map_or(terms.revision.clone(), |release| release.stamp.revision.clone()),
            restores: restores.map(|release| release.number),
        }
    }
}

#[derive(Serialize)]
struct LogLine<'a> {
    release: u32,
    #[serde(flatten)]
    stamp: &'a Stamp,
    added: usize,
    changed: usize,
    removed: usize,
    files: usize,
}

impl Release {
    pub(super) fn files(&self) -> &[Entry] {
        &self.files
    }

    /// How many files it has.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn is(&self, manifest: &Manifest) -> bool {
        current(manifest) == self.files
    }
}

/// The archive of a target, as it is now.
pub(super) struct Archive<'a> {
    store: &'a dyn Store,
    /// The oldest first.
    releases: Vec<Release>,
    objects: BTreeSet<String>,
}

/// The releases of a target, the newest first.
pub(super) fn releases(store: &dyn Store) -> Result<Vec<Release>, PublishError> {
    let mut releases = Archive::open(store)?.releases;
    releases.reverse();
    Ok(releases)
}

impl<'a> Archive<'a> {
    pub fn open(store: &'a dyn Store) -> Result<Self, PublishError> {
        let mut names = store.list(RELEASES)?;
        names.sort();
        let mut releases = Vec::new();
        for name in names {
            let Some(bytes) = store.read(&release_key(&name))? else { continue };
            let release = serde_json::from_slice(&bytes).map_err(|_| Trouble::BadRelease.at(&name))?;
            releases.push(release);
        }
        let objects = store.list(OBJECTS)?.into_iter().collect();
        Ok(Self { store, releases, objects })
    }

    /// The number of the newest release, if it is this portal.
    pub fn number_of(&self, manifest: &Manifest) -> Option<u32> {
        self.releases.last().filter(|release| release.is(manifest)).map(|release| release.number)
    }

    /// The release to go back to from the portal that stands.
    pub fn choose(&self, to: Option<u32>, manifest: &Manifest, place: &str) -> Result<&Release, PublishError> {
        let missing = || Trouble::NoRelease { wanted: to, known: self.numbers() }.at(place);
        match to {
            Some(number) => self.releases.iter().find(|release| release.number == number).ok_or_else(missing),
            None => self.before(manifest).ok_or_else(missing),
        }
    }

    /// The newest release that came before what stands and is something else. After a return that is the one
    /// before the release returned to.
    fn before(&self, manifest: &Manifest) -> Option<&Release> {
        let standing = self.releases.last().filter(|release| release.is(manifest));
        let number = standing.map_or(u32::MAX, |release| release.stamp.restores.unwrap_or(release.number));
        self.releases.iter().rev().find(|release| release.number < number && !release.is(manifest))
    }

    fn numbers(&self) -> Vec<u32> {
        self.releases.iter().map(|release| release.number).collect()
    }

    /// Where each file of a release is found: in the archive, else in the portal that stands.
    pub fn locate(&self, release: &Release, standing: &Manifest) -> Result<Vec<(Entry, Key)>, PublishError> {
        let find = |entry: &Entry| {
            // The archive first: a file of the portal may be the work of a run that never finished.
            let archived = self.objects.contains(&entry.sha256).then(|| object_key(&entry.sha256));
            let stands = || standing.get(&entry.path).filter(|old| old.sha256 == entry.sha256);
            let key = archived.or_else(|| stands().map(|old| Key::Portal(old.path.clone())));
            key.map(|key| (entry.clone(), key)).ok_or_else(|| Trouble::Lost.at(&entry.path))
        };
        release.files.iter().map(find).collect()
    }

    /// Keeps what will not stand where it stands once the new portal has come.
    pub fn preserve(&mut self, old: &Manifest, new: &Manifest) -> Result<(), PublishError> {
        let mut leaves: BTreeMap<&str, &str> = BTreeMap::new();
        for entry in old.files() {
            let hash = entry.sha256.as_str();
            let stays = new.get(&entry.path).is_some_and(|new| new.sha256 == entry.sha256);
            if !stays && !self.objects.contains(hash) {
                leaves.insert(hash, &entry.path);
            }
        }
        let leaves: Vec<(&str, &str)> = leaves.into_iter().collect();
        let store = self.store;
        leaves
            .par_iter()
            .try_for_each(|(hash, path)| store.copy(&Key::Portal((*path).to_owned()), &object_key(hash), hash))?;
        self.objects.extend(leaves.into_iter().map(|(hash, _)| hash.to_owned()));
        Ok(())
    }

    /// Notes a portal that stands as a release, unless it is the newest one already, and gives its number.
    pub fn record(&mut self, manifest: &Manifest, stamp: &Stamp, plan: &Plan) -> Result<u32, PublishError> {
        if let Some(number) = self.number_of(manifest) {
            return Ok(number);
        }
        let number = self.releases.last().map_or(0, |release| release.number) + 1;
        let release = Release { number, stamp: stamp.clone(), files: current(manifest) };
        let (added, changed, removed) = (plan.added.len(), plan.changed.len(), plan.removed.len());
        let line = LogLine { release: number, stamp, added, changed, removed, files: release.len() };
        self.store.write(&release_key(&release_name(number)), &json(&release)?)?;
        self.store.append(&Key::Own(LOG.to_owned()), &String::from_utf8_lossy(&json(&line)?))?;
        self.releases.push(release);
        Ok(number)
    }

    /// Notes the portal that stands before another follows it, should nobody have: it was built there by other
    /// means, or its publication was cut off at the last moment.
    pub fn record_standing(&mut self, old: &Manifest, new: &Manifest, stamp: &Stamp) -> Result<(), PublishError> {
        if current(old) == current(new) {
            return Ok(());
        }
        let unknown = Stamp { at: stamp.at.clone(), by: "?".to_owned(), revision: None, restores: None };
        self.record(old, &unknown, &Plan::default()).map(|_| ())
    }

    /// Forgets releases but the newest and `keep` before it, and files that no release needs any more.
    pub fn prune(&mut self, keep: usize) -> Result<(), PublishError> {
        let gone = self.releases.len().saturating_sub(keep.saturating_add(1));
        for release in self.releases.drain(..gone) {
            self.store.remove(&release_key(&release_name(release.number)))?;
        }
        let needed: BTreeSet<&str> =
            self.releases.iter().flat_map(|release| &release.files).map(|entry| entry.sha256.as_str()).collect();
        let unneeded: Vec<String> =
            self.objects.iter().filter(|hash| !needed.contains(hash.as_str())).cloned().collect();
        let store = self.store;
        unneeded.par_iter().try_for_each(|hash| store.remove(&object_key(hash)))?;
        self.objects.retain(|hash| !unneeded.contains(hash));
        Ok(())
    }
}

/// The files of a portal without those it keeps of the release before.
fn current(manifest: &Manifest) -> Vec<Entry> {
    manifest.files().iter().filter(|entry| !entry.kept).cloned().collect()
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, PublishError> {
    serde_json::to_vec(value).map_err(|error| Trouble::Internal(error.to_string()).at(RELEASES))
}

fn release_name(number: u32) -> String {
    format!("{number:04}.json")
}

fn release_key(name: &str) -> Key {
    Key::Own(format!("{RELEASES}/{name}"))
}

fn object_key(hash: &str) -> Key {
    Key::Own(format!("{OBJECTS}/{hash}"))
}
