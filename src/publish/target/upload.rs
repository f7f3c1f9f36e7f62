//! A portal to a bucket, file by file.
//!
//! 1. What the new portal will not have is copied to the archive.
//! 2. The journal says which files are about to change or go, so that a run after a killed one knows them.
//! 3. Files are written in their [order](super::super::order), each read back and compared.
//! 4. The manifest follows, on the condition that it is the one we began with.
//! 5. Files that left are deleted, the release is noted, the journal goes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::super::error::{Action, PublishError};
use super::super::kept;
use super::super::manifest::{Entry, MANIFEST, Manifest, is_safe};
use super::super::order::Rank;
use super::super::verify::{Damage, DamageKind};
use super::archive::{Archive, Release, Stamp};
use super::bucket::{Bucket, Put, When};
use super::lease::{self, Lease};
use super::plan::Plan;
use super::store::Key;
use super::trouble::Trouble;
use super::{Delivered, Terms};
use crate::text::sha256_hex;

/// Requests at once: enough to hide the way there and back, few enough for a small store.
const AT_ONCE: usize = 8;

/// A file the portal is to have.
pub(super) struct Wanted {
    entry: Entry,
    source: Source,
}

enum Source {
    File(PathBuf),
    /// In the bucket already, under another name.
    Stored(Key),
}

/// A portal that was made in a folder.
pub(super) fn from_folder(output: &Path) -> Result<Vec<Wanted>, PublishError> {
    let manifest = Manifest::read(output)?.unwrap_or_default();
    let current = manifest.files().iter().filter(|entry| !entry.kept);
    Ok(current.map(|entry| Wanted { source: Source::File(output.join(&entry.path)), entry: entry.clone() }).collect())
}

/// Makes `wanted` the portal in the bucket.
pub(super) fn deliver(
    bucket: &Bucket,
    wanted: Vec<Wanted>,
    keep: usize,
    terms: &Terms<'_>,
    stamp: Stamp,
) -> Result<Delivered, PublishError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build();
    let pool = pool.map_err(|error| Trouble::Internal(error.to_string()).at(bucket.name()))?;
    pool.install(|| {
        let look = || {
            let mut seen = Seen::look(bucket)?;
            if terms.repair {
                seen.damaged = damages(bucket, &seen).into_iter().map(|damage| damage.path).collect();
            }
            Ok::<Seen, PublishError>(seen)
        };
        let seen = look()?;
        let first = Job::new(bucket, &wanted, &seen)?;
        let place = bucket.name().to_owned();
        if terms.dry_run {
            return Ok(Delivered { place, plan: first.plan, transferred: 0, release: None });
        }
        first.plan.check(terms, &place)?;
        if let Some(release) = first.done()? {
            return Ok(Delivered { place, plan: first.plan, transferred: 0, release: Some(release) });
        }
        lease::hold(bucket, terms, |lease| {
            // Somebody may have published before the lock was ours.
            let seen = look()?;
            let job = Job::new(bucket, &wanted, &seen)?;
            job.plan.check(terms, &place)?;
            let (release, transferred) = job.run(lease, keep, &stamp)?;
            Ok(Delivered { place: place.clone(), plan: job.plan, transferred, release: Some(release) })
        })
    })
}

/// Makes an earlier release the portal, without transferring a file.
pub(super) fn rollback(
    bucket: &Bucket,
    to: Option<u32>,
    keep: usize,
    terms: &Terms<'_>,
) -> Result<(Release, Delivered), PublishError> {
    let seen = Seen::look(bucket)?;
    if !seen.published {
        return Err(Trouble::Empty.at(bucket.name()));
    }
    let archive = Archive::open(bucket)?;
    let release = archive.choose(to, &seen.manifest, bucket.name())?.clone();
    let located = archive.locate(&release, &seen.manifest)?;
    let wanted = located.into_iter().map(|(entry, key)| Wanted { entry, source: Source::Stored(key) }).collect();
    let delivered = deliver(bucket, wanted, keep, terms, Stamp::new(terms, Some(&release)))?;
    Ok((release, delivered))
}

/// Reads every file and compares it with the manifest.
pub(super) fn verify(bucket: &Bucket) -> Result<(usize, Vec<Damage>), PublishError> {
    let seen = Seen::look(bucket)?;
    if !seen.published {
        return Err(Trouble::Empty.at(bucket.name()));
    }
    let mut damages = damages(bucket, &seen);
    let foreign = seen.files.keys().filter(|path| seen.manifest.get(path).is_none());
    damages.extend(foreign.map(|path| Damage { path: path.clone(), kind: DamageKind::Foreign }));
    damages.sort();
    Ok((seen.manifest.files().len(), damages))
}

/// The files of the portal that are not as they were written; all are read.
fn damages(bucket: &Bucket, seen: &Seen) -> Vec<Damage> {
    let compare = |entry: &Entry| {
        let damage = |kind| Some(Damage { path: entry.path.clone(), kind });
        match bucket.fetch(&Key::Portal(entry.path.clone())) {
            Ok(Some(found)) if sha256_hex(&found.bytes) == entry.sha256 => None,
            Ok(Some(_)) => damage(DamageKind::Changed),
            Ok(None) => damage(DamageKind::Missing),
            Err(_) => damage(DamageKind::Unreadable),
        }
    };
    seen.manifest.files().par_iter().filter_map(compare).collect()
}

/// The manifest of the portal that stands, with its tag.
pub(super) fn standing(bucket: &Bucket) -> Result<Option<(Manifest, Option<String>)>, PublishError> {
    let Some(found) = bucket.fetch(&manifest_key())? else { return Ok(None) };
    let manifest = Manifest::parse(&found.bytes).map_err(|error| bad(bucket, error))?;
    Ok(Some((manifest, found.tag)))
}

fn bad(bucket: &Bucket, error: String) -> PublishError {
    PublishError::BadManifest { path: format!("{}{MANIFEST}", bucket.name()).into(), error }
}

/// What stands in the bucket.
struct Seen {
    manifest: Manifest,
    published: bool,
    /// Of the manifest.
    tag: Option<String>,
    /// Files that a run which never finished was about to change or delete, if there was one.
    journal: Option<BTreeSet<String>>,
    /// Files that were read and found to be wrong.
    damaged: BTreeSet<String>,
    /// What is really there, with sizes.
    files: BTreeMap<String, u64>,
}

impl Seen {
    fn look(bucket: &Bucket) -> Result<Self, PublishError> {
        let found = standing(bucket)?;
        let published = found.is_some();
        let (manifest, tag) = found.unwrap_or_default();
        let journal = bucket.fetch(&journal_key())?;
        let read = |bytes: &[u8]| serde_json::from_slice::<BTreeSet<String>>(bytes);
        let journal =
            journal.map(|found| read(&found.bytes)).transpose().map_err(|error| bad(bucket, error.to_string()))?;
        // By this list files are deleted.
        if let Some(path) = journal.iter().flatten().find(|path| !is_safe(path)) {
            return Err(PublishError::BadPath { path: path.clone() });
        }
        Ok(Self { manifest, published, tag, journal, damaged: BTreeSet::new(), files: bucket.files()? })
    }

    /// Whether a run that never finished was about to change or delete the file.
    fn is_begun(&self, path: &str) -> bool {
        self.journal.as_ref().is_some_and(|journal| journal.contains(path))
    }

    /// Whether the manifest may not tell what the file holds.
    fn is_in_doubt(&self, path: &str) -> bool {
        self.is_begun(path) || self.damaged.contains(path)
    }

    /// Whether a file stands there that we did not write.
    fn is_foreign(&self, path: &str) -> bool {
        self.files.contains_key(path) && self.manifest.get(path).is_none() && !self.is_begun(path)
    }
}

/// The way from what stands to what is wanted.
struct Job<'a> {
    bucket: &'a Bucket,
    seen: &'a Seen,
    sources: BTreeMap<&'a str, &'a Source>,
    manifest: Manifest,
    plan: Plan,
}

impl<'a> Job<'a> {
    fn new(bucket: &'a Bucket, wanted: &'a [Wanted], seen: &'a Seen) -> Result<Self, PublishError> {
        let foreign: Vec<String> =
            wanted.iter().map(|file| &file.entry.path).filter(|path| seen.is_foreign(path)).cloned().collect();
        if !foreign.is_empty() {
            return Err(Trouble::Taken(foreign).at(bucket.name()));
        }
        let sources = wanted.iter().map(|file| (file.entry.path.as_str(), &file.source)).collect();
        let mut entries: Vec<Entry> = wanted.iter().map(|file| file.entry.clone()).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let there = |entry: &&Entry| seen.files.get(&entry.path) == Some(&entry.size) && !seen.is_in_doubt(&entry.path);
        let kept: Vec<Entry> = kept::candidates(&seen.manifest, &entries)
            .into_iter()
            .filter(there)
            .map(|entry| Entry { kept: true, ..entry.clone() })
            .collect();
        entries.extend(kept);
        let manifest = Manifest::new(entries);
        let differs = |path: &str| {
            let (old, new) = (seen.manifest.get(path), manifest.get(path));
            seen.is_in_doubt(path)
                || old.map(|entry| &entry.sha256) != new.map(|entry| &entry.sha256)
                || new.is_some_and(|entry| seen.files.get(path) != Some(&entry.size))
        };
        let plan = Plan::new(&seen.manifest, &manifest, differs);
        Ok(Self { bucket, seen, sources, manifest, plan })
    }

    /// The number of the release, if there is nothing left to do.
    fn done(&self) -> Result<Option<u32>, PublishError> {
        if !self.plan.is_empty() || self.seen.journal.is_some() || self.seen.manifest != self.manifest {
            return Ok(None);
        }
        Ok(Archive::open(self.bucket)?.number_of(&self.manifest))
    }

    fn run(&self, lease: &Lease<'_>, keep: usize, stamp: &Stamp) -> Result<(u32, usize), PublishError> {
        let mut archive = Archive::open(self.bucket)?;
        if self.seen.published {
            archive.record_standing(&self.seen.manifest, &self.manifest, stamp)?;
            archive.preserve(&self.seen.manifest, &self.manifest)?;
        }
        self.write_journal()?;
        let transferred = self.write_files(lease)?;
        lease.check()?;
        self.write_manifest()?;
        self.delete_stale(lease)?;
        let release = archive.record(&self.manifest, stamp, &self.plan)?;
        archive.prune(keep)?;
        self.bucket.delete(&journal_key())?;
        Ok((release, transferred))
    }

    fn write_journal(&self) -> Result<(), PublishError> {
        let Plan { added, changed, removed, .. } = &self.plan;
        // Those to be deleted too: once the manifest is the new one, it no longer names them.
        let mut paths: BTreeSet<&String> = added.iter().chain(changed).chain(removed).collect();
        paths.extend(self.seen.journal.iter().flatten());
        let bytes =
            serde_json::to_vec(&paths).map_err(|error| Trouble::Internal(error.to_string()).at(self.bucket.name()))?;
        self.bucket.put(&journal_key(), &bytes, &When::Always).map(|_| ())
    }

    /// Gives the number of files that had to be written.
    fn write_files(&self, lease: &Lease<'_>) -> Result<usize, PublishError> {
        let written = AtomicUsize::new(0);
        let all = || self.plan.added.iter().chain(&self.plan.changed);
        for rank in Rank::ALL {
            let now: Vec<&String> =
                all().filter(|path| Rank::of(path, !self.seen.files.contains_key(*path)) == rank).collect();
            now.into_par_iter().try_for_each(|path| {
                lease.check()?;
                if self.write_file(path)? {
                    written.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<(), PublishError>(())
            })?;
        }
        Ok(written.into_inner())
    }

    /// Writes a file and reads it back; `false` when a run that never finished had written it.
    fn write_file(&self, path: &str) -> Result<bool, PublishError> {
        let (Some(entry), Some(source)) = (self.manifest.get(path), self.sources.get(path)) else { return Ok(false) };
        let key = Key::Portal(path.to_owned());
        let begun = self.seen.is_begun(path) && !self.seen.damaged.contains(path);
        if begun && self.bucket.hash_of(&key)?.as_ref() == Some(&entry.sha256) {
            return Ok(false);
        }
        match source {
            Source::File(file) => {
                let bytes = std::fs::read(file).map_err(PublishError::io(Action::Read, file))?;
                self.bucket.put(&key, &bytes, &When::Always)?;
            }
            Source::Stored(from) => self.bucket.duplicate(from, &key, &entry.sha256)?,
        }
        let found = self.bucket.fetch(&key)?;
        match found.is_some_and(|found| sha256_hex(&found.bytes) == entry.sha256) {
            true => Ok(true),
            false => Err(Trouble::Damaged.at(path)),
        }
    }

    fn write_manifest(&self) -> Result<(), PublishError> {
        if self.seen.published && self.seen.manifest == self.manifest {
            return Ok(());
        }
        let internal = |error: serde_json::Error| Trouble::Internal(error.to_string()).at(self.bucket.name());
        let bytes = self.manifest.to_bytes().map_err(internal)?;
        let when = if self.seen.published { When::Tagged(self.seen.tag.clone()) } else { When::New };
        match self.bucket.put(&manifest_key(), &bytes, &when)? {
            Put::Written(_) => Ok(()),
            Put::Refused => Err(Trouble::Overtaken.at(self.bucket.name())),
        }
    }

    /// Files of the portal before, and of runs that never finished, which the new portal does not have.
    fn delete_stale(&self, lease: &Lease<'_>) -> Result<(), PublishError> {
        let ours = self.seen.manifest.files().iter().map(|entry| &entry.path).chain(self.seen.journal.iter().flatten());
        let stale: BTreeSet<&String> = ours.filter(|path| self.manifest.get(path).is_none()).collect();
        stale.into_par_iter().filter(|path| self.seen.files.contains_key(*path)).try_for_each(|path| {
            lease.check()?;
            self.bucket.delete(&Key::Portal(path.clone()))
        })
    }
}

fn manifest_key() -> Key {
    Key::Portal(MANIFEST.to_owned())
}

fn journal_key() -> Key {
    Key::Own("journal.json".to_owned())
}
