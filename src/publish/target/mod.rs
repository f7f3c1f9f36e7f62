//! Publishing to a named target, where earlier releases are kept to go back to.
//!
//! - [`folder`]: on a disk or a file share. The portal that stands is swapped as by `build`.
//! - [`bucket`] and [`upload`]: a store that speaks S3, where nothing can be swapped. Files come in an
//!   [order](super::order) that keeps every page whole, and a journal lets the next run take up what a
//!   killed one left.
//!
//! Both keep an [`archive`]: what each release consists of, the files that later releases changed, and a
//! log of who published what. Before a file is changed or deleted its old content is in the archive.

mod archive;
mod bucket;
mod folder;
mod lease;
mod plan;
mod store;
mod trouble;
mod upload;

pub use archive::{Release, Stamp};
pub use bucket::Credentials;
pub use plan::Plan;
pub use trouble::Trouble;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{Failure, PublishError};
use super::manifest::Manifest;
use super::prepared::prepare;
use super::verify::Damage;
use super::{Item, Payload, Target};
use crate::model;
use bucket::Bucket;

/// A target of the site, ready to be worked on.
#[derive(Debug)]
pub struct Opened<'a> {
    settings: &'a model::Target,
    /// The site's root: folders are named from there, and portals for a bucket are made there.
    root: &'a Path,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Bucket(Box<Bucket>),
}

/// Under what conditions to publish, and what to note of it.
pub struct Terms<'a> {
    /// Now, as RFC 3339 in UTC.
    pub at: String,
    /// Who publishes, for the log.
    pub by: String,
    /// The edition: a commit.
    pub revision: Option<String>,
    /// The most files that may be deleted.
    pub max_deletes: usize,
    /// Only say what would be done.
    pub dry_run: bool,
    /// Read what stands at the target, and write anew what is not as it was written.
    pub repair: bool,
    /// Wait for somebody else's lock to be given up or to run out.
    pub wait: bool,
    /// Is told when there is something to wait for.
    pub waiting: &'a (dyn Fn(&str) + Sync),
}

/// What was done, or would be.
#[derive(Debug)]
pub struct Delivered {
    /// The target as people would write it.
    pub place: String,
    pub plan: Plan,
    /// Files really transferred; fewer than planned when an earlier run was cut off.
    pub transferred: usize,
    /// The number of the release that stands now; `None` when it was only asked what would be done.
    pub release: Option<u32>,
}

impl<'a> Opened<'a> {
    /// # Errors
    /// The settings name no address, or there are no credentials for it.
    pub fn open(
        settings: &'a model::Target,
        root: &'a Path,
        credentials: Option<Credentials>,
    ) -> Result<Self, PublishError> {
        let place = match &settings.location {
            model::Location::Folder(folder) => Place::Folder(root.join(folder)),
            model::Location::Bucket(bucket) => Place::Bucket(Box::new(Bucket::open(bucket, credentials)?)),
        };
        Ok(Self { settings, root, place })
    }

    /// Renders every item and makes the portal they are what readers see.
    ///
    /// # Errors
    /// The failures of `render`, or why the target could not be written. What readers see is whole.
    pub fn publish<T: Sync, E: Send>(
        &self,
        items: &[Item<T>],
        render: impl Fn(&Item<T>) -> Result<Payload, E> + Sync,
        terms: &Terms<'_>,
    ) -> Result<Delivered, Failure<E>> {
        let stamp = Stamp::new(terms, None);
        match &self.place {
            Place::Folder(output) => {
                let target = Target { output, root: self.root };
                let prepared = patiently(terms, || prepare(target, items, &render))?;
                Ok(folder::deliver(prepared, self.settings.releases, terms, stamp)?)
            }
            Place::Bucket(bucket) => {
                let output = self.workshop();
                patiently(terms, || super::publish(Target { output: &output, root: self.root }, items, &render))?;
                let wanted = upload::from_folder(&output)?;
                Ok(upload::deliver(bucket, wanted, self.settings.releases, terms, stamp)?)
            }
        }
    }

    /// Makes an earlier release what readers see: the one with this number, or the one before the
    /// release that stands.
    ///
    /// # Errors
    /// There is no such release, or why the target could not be written.
    pub fn rollback(&self, to: Option<u32>, terms: &Terms<'_>) -> Result<(Release, Delivered), PublishError> {
        match &self.place {
            Place::Folder(output) => {
                folder::rollback(Target { output, root: self.root }, to, self.settings.releases, terms)
            }
            Place::Bucket(bucket) => upload::rollback(bucket, to, self.settings.releases, terms),
        }
    }

    /// Reads every file of the portal and compares it with the manifest; with the number of files.
    ///
    /// # Errors
    /// There is no portal, or it cannot be read.
    pub fn verify(&self) -> Result<(usize, Vec<Damage>), PublishError> {
        match &self.place {
            Place::Folder(output) => verify_folder(output),
            Place::Bucket(bucket) => upload::verify(bucket),
        }
    }

    /// What the portal that stands consists of; `None` when there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn standing(&self) -> Result<Option<Manifest>, PublishError> {
        match &self.place {
            Place::Folder(output) => Manifest::read(output),
            Place::Bucket(bucket) => Ok(upload::standing(bucket)?.map(|(manifest, _)| manifest)),
        }
    }

    /// The releases that can be gone back to, the newest first; the first is the one that stands, should
    /// nobody have written to the target by other means.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn releases(&self) -> Result<Vec<Release>, PublishError> {
        match &self.place {
            Place::Folder(output) => folder::releases(Target { output, root: self.root }),
            Place::Bucket(bucket) => archive::releases(bucket.as_ref()),
        }
    }

    /// Where the portal for a bucket is made before it is transferred; it stays, so that the next one is
    /// made quicker.
    fn workshop(&self) -> PathBuf {
        self.root.join(WORKSHOP).join(&self.settings.name)
    }
}

/// The same for a portal in any folder.
///
/// # Errors
/// There is no portal, or it cannot be read.
pub fn verify_folder(output: &Path) -> Result<(usize, Vec<Damage>), PublishError> {
    match Manifest::read(output)? {
        Some(manifest) => Ok((manifest.files().len(), super::verify(output)?)),
        None => Err(Trouble::Empty.at(&output.display().to_string())),
    }
}

/// How often to look whether somebody else is done.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Waits, should it be asked for, until nobody else is at work in a folder. Such a lock ends with its holder.
fn patiently<T, E>(terms: &Terms<'_>, work: impl Fn() -> Result<T, Failure<E>>) -> Result<T, Failure<E>> {
    let mut told = false;
    loop {
        match work() {
            Err(Failure::Publish(PublishError::Locked { holder, .. })) if terms.wait => {
                if !told {
                    (terms.waiting)(&holder.map_or_else(String::new, |holder| holder.host));
                    told = true;
                }
                std::thread::sleep(LOOK_AGAIN);
            }
            done => return done,
        }
    }
}

/// Below the site's root.
const WORKSHOP: &str = ".vejviser/publish";
