//! Whether a published portal still is what its manifest says.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::PublishError;
use super::inventory::Ours;
use super::manifest::{Entry, Manifest};
use super::stage::hash_file;

/// One file that is not as it was published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Damage {
    pub path: String,
    pub kind: DamageKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DamageKind {
    /// Listed, but not there.
    Missing,
    /// There, with other content.
    Changed,
    /// There, though nobody published it.
    Foreign,
    /// There, but cannot be read.
    Unreadable,
}

/// Reads every file of the portal in `output` and compares it with the manifest.
///
/// # Errors
/// The folder has no manifest, or cannot be read.
pub fn verify(output: &Path) -> Result<Vec<Damage>, PublishError> {
    let Some(manifest) = Manifest::read(output)? else {
        return Err(PublishError::NotOurs { output: output.to_owned() });
    };
    let mut damages: Vec<Damage> = manifest.files().par_iter().filter_map(|entry| compare(output, entry)).collect();
    let foreign = Ours { manifest: &manifest, owned: &BTreeSet::new(), mounted: true }.find_others(output)?;
    damages.extend(foreign.into_iter().map(|path| Damage { path, kind: DamageKind::Foreign }));
    damages.sort();
    Ok(damages)
}

fn compare(output: &Path, entry: &Entry) -> Option<Damage> {
    let kind = match hash_file(&output.join(&entry.path)) {
        Ok((sha256, size)) if sha256 == entry.sha256 && size == entry.size => return None,
        Ok(_) => DamageKind::Changed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => DamageKind::Missing,
        Err(_) => DamageKind::Unreadable,
    };
    Some(Damage { path: entry.path.clone(), kind })
}
