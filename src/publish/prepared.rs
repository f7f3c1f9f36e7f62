//! The new portal, whole beside the old one, before readers see it.

use std::collections::BTreeSet;

use super::error::{Failure, PublishError};
use super::lock::{self, Lock};
use super::manifest::{self, Manifest};
use super::place::{Place, Staging};
use super::stage::{self, Previous, Staged};
use super::{Item, Method, Payload, Published, Target, durable, guard, inventory, kept, swap, switch};

/// A portal that is rendered and compared with the one that stands. Nobody else is at the output
/// meanwhile; dropped, it leaves everything as it was.
#[derive(Debug)]
pub(super) struct Prepared {
    pub place: Place,
    pub previous: Previous,
    pub manifest: Manifest,
    staged: Vec<Staged>,
    staging: Staging,
    /// Files that an unfinished run put in the output.
    owned: BTreeSet<String>,
    _lock: Lock,
}

/// Renders every item and compares the portal they make with the one that stands.
pub(super) fn prepare<T: Sync, E: Send>(
    target: Target<'_>,
    items: &[Item<T>],
    render: impl Fn(&Item<T>) -> Result<Payload, E> + Sync,
) -> Result<Prepared, Failure<E>> {
    manifest::check_paths(items.iter().map(|item| item.path.as_str()))?;
    let output = guard::resolve(target)?;
    let place = Place::choose(&output)?;
    let lock = lock::acquire(&place)?;
    let owned = place.collect_leftovers()?;
    let previous = inventory::inspect(&place, &owned)?;
    let staging = place.open_staging()?;
    let mut staged = stage::all(staging.path(), &previous, items, render)?;
    kept::keep(&previous, &mut staged);
    let manifest = Manifest::new(staged.iter().map(|file| file.entry.clone()).collect());
    Ok(Prepared { place, previous, manifest, staged, staging, owned, _lock: lock })
}

impl Prepared {
    /// The portal that stands is the new one already, down to the last byte.
    pub fn is_unchanged(&self) -> bool {
        self.owned.is_empty() && self.previous.holds(&self.manifest, &self.staged)
    }

    /// Files whose bytes are not what stands under their path.
    pub fn changed(&self) -> impl Iterator<Item = &str> {
        self.staged.iter().filter(|file| file.is_changed()).map(|file| file.entry.path.as_str())
    }

    /// Lets the new portal take the old one's place.
    pub fn commit(&mut self) -> Result<Published, PublishError> {
        if self.is_unchanged() {
            return Ok(self.report(Method::Unchanged));
        }
        if !self.place.mounted {
            stage::link_unchanged(self.staging.path(), &self.previous, &mut self.staged)?;
        }
        stage::write_manifest(self.staging.path(), &self.manifest)?;
        durable::sync_staging(self.staging.path(), &self.previous, &self.staged)?;
        let method = if swap::swap(&self.place, &mut self.staging, &self.previous, &self.owned)? {
            Method::Swap
        } else {
            switch::switch(&self.place, self.staging.path(), &self.previous, &self.staged, &self.owned)?;
            Method::FileByFile
        };
        Ok(self.report(method))
    }

    fn report(&self, method: Method) -> Published {
        let written = self.staged.iter().filter(|file| file.is_changed()).count();
        Published {
            output: self.place.output.clone(),
            method,
            written,
            unchanged: self.staged.len() - written,
            removed: self.previous.paths().filter(|path| self.manifest.get(path).is_none()).count(),
            kept: self.staged.iter().filter(|file| file.entry.kept).count(),
            bytes: self.staged.iter().map(|file| file.entry.size).sum(),
        }
    }
}
