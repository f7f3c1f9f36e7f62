//! Somebody who reads the portal all the time while it is published.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::site::{Release, Site, Tree};

/// What a reader may rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// All at once: who has seen the new portal never sees the old one again.
    AtOnce,
    /// File by file: each file is whole.
    FileByFile,
}

impl Promise {
    /// As the figures call it.
    pub fn way(self) -> &'static str {
        match self {
            Self::AtOnce => "at once",
            Self::FileByFile => "file by file",
        }
    }
}

/// What stands: a whole release; `None` where files are replaced one by one and some are.
pub fn judge(site: &Site, promise: Promise) -> Result<Option<Release>, String> {
    match (promise, site.stands()) {
        (Promise::AtOnce, stands) => stands.map(Some),
        (Promise::FileByFile, stands) => site.is_consistent().map(|()| stands.ok()),
    }
}

/// Reads every page again and again until told to stop; how many files were read, or what was wrong.
pub fn watch(site: &Site, new: Release, promise: Promise, stop: &AtomicBool) -> Result<usize, String> {
    let (old, new) = (site.tree(new.other()), site.tree(new));
    let both: Vec<&String> = new.keys().filter(|path| old.contains_key(*path)).collect();
    let output = site.output();
    let (mut count, mut arrived) = (0, None);
    while !stop.load(Ordering::SeqCst) {
        for path in &both {
            let bytes = fs::read(output.join(path)).map_err(|error| format!("{path}: {error}"))?;
            count += 1;
            let (is_old, is_new) = (old.get(*path) == Some(&bytes), new.get(*path) == Some(&bytes));
            match (is_old, is_new, &arrived) {
                (false, false, _) => return Err(format!("{path}: {} bytes of no release", bytes.len())),
                (true, false, Some(first)) if promise == Promise::AtOnce => {
                    return Err(format!("{path} is old, though {first} was new"));
                }
                (false, true, None) => arrived = Some((*path).clone()),
                _ => {}
            }
            has_assets(&output, path, &bytes)?;
        }
    }
    Ok(count)
}

/// A page that somebody holds finds its style sheets, scripts and pictures, whatever stands there by now.
fn has_assets(output: &Path, path: &str, bytes: &[u8]) -> Result<(), String> {
    if !path.ends_with(".html") {
        return Ok(());
    }
    let missing = links(path, bytes)
        .into_iter()
        .filter(|link| link.starts_with("assets/"))
        .find(|link| output.join(link).symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound));
    missing.map_or(Ok(()), |asset| Err(format!("{path} needs {asset}")))
}

/// The assets of a release.
pub fn assets(tree: &Tree) -> BTreeSet<&String> {
    tree.keys().filter(|path| path.starts_with("assets/")).collect()
}

/// Files that a page links to or asks for, below the output.
pub fn links(path: &str, bytes: &[u8]) -> Vec<String> {
    let html = String::from_utf8_lossy(bytes);
    let attributes = html.split_whitespace().filter_map(|word| word.split_once("=\""));
    let addresses = attributes.filter_map(|(name, rest)| {
        let value = rest.split('"').next()?;
        // Or an attribute by which a script finds its files.
        (matches!(name, "href" | "src") || value.contains("assets/")).then_some(value)
    });
    addresses.filter_map(|address| resolve(path, address)).collect()
}

fn resolve(path: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    if address.is_empty() || address.contains([':', ' ', ',', '<']) || address.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    let folder = address.ends_with('/') || address.ends_with("..");
    Some(match (folder, parts.is_empty()) {
        (true, true) => "index.html".to_owned(),
        (true, false) => parts.join("/") + "/index.html",
        (false, _) => parts.join("/"),
    })
}
