//! The list of a portal's files, kept in the portal: what is ours, and what each file should hold.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{Action, PublishError};

/// The manifest's name in the output.
pub const MANIFEST: &str = ".vejviser-manifest.json";

/// What begins the names of our own files that are no part of the portal.
pub(super) const OWN_PREFIX: &str = ".vejviser-";

const FORMAT: u32 = 1;

/// Every file of a portal, sorted by path. The manifest itself is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    files: Vec<Entry>,
}

/// One file of a portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Below the output, with `/` between parts.
    pub path: String,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub size: u64,
    /// An asset of the previous release, for those who still look at its pages.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kept: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: u32,
    files: Vec<Entry>,
}

impl Manifest {
    pub(super) fn new(mut files: Vec<Entry>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The portal's files in path order.
    pub fn files(&self) -> &[Entry] {
        &self.files
    }

    /// The file with this path.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.files.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok().and_then(|at| self.files.get(at))
    }

    /// The manifest of the portal in this folder; `None` when it has none.
    ///
    /// # Errors
    /// It cannot be read, is not a manifest, or names files outside the folder.
    pub fn read(output: &Path) -> Result<Option<Self>, PublishError> {
        let path = output.join(MANIFEST);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::io(Action::Read, &path)(error)),
        };
        Self::parse(&bytes).map(Some).map_err(|error| PublishError::BadManifest { path, error })
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// It is none, or names files outside the folder.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let stored: Stored = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if stored.format != FORMAT {
            return Err(format!("format {}", stored.format));
        }
        // Files are deleted by this list, so a path in it may not lead out of the output.
        check_paths(stored.files.iter().map(|entry| entry.path.as_str()))
            .map_err(|error| error.message().get(crate::diag::Lang::English).to_owned())?;
        Ok(Self::new(stored.files))
    }

    /// One line per file, so that two releases can be compared by any tool.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut text = format!("{{\"format\":{FORMAT},\"files\":[");
        for (n, entry) in self.files.iter().enumerate() {
            text.push_str(if n == 0 { "\n" } else { ",\n" });
            text.push_str(&serde_json::to_string(entry)?);
        }
        text.push_str("\n]}\n");
        Ok(text.into_bytes())
    }
}

/// Sees to it that each path stays within the output and that no two get in each other's way.
pub(super) fn check_paths<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Result<(), PublishError> {
    let mut files = BTreeSet::new();
    for path in paths.clone() {
        if !is_safe(path) {
            return Err(PublishError::BadPath { path: path.to_owned() });
        }
        if !files.insert(path) {
            return Err(PublishError::Clash { path: path.to_owned() });
        }
    }
    match paths.flat_map(folders).find(|folder| files.contains(folder)) {
        Some(folder) => Err(PublishError::Clash { path: folder.to_owned() }),
        None => Ok(()),
    }
}

/// The folders above a path, nearest first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/').map(|(folder, _)| folder), |folder| {
        folder.rsplit_once('/').map(|(above, _)| above)
    })
}

pub(super) fn is_safe(path: &str) -> bool {
    // A backslash or colon separates parts on Windows.
    let plain = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']) && !part.contains(char::is_control)
    };
    path.split('/').all(plain) && !path.starts_with(OWN_PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within_the_output() {
        for path in ["index.html", "abc/æ/index.html", ".nojekyll", "a..b/c", "assets/.vejviser-x"] {
            assert!(is_safe(path), "{path}");
        }
        for path in ["", "/a", "a//b", "a/", "../a", "a/../b", "./a", "a\\b", "c:a", "a\0b", ".vejviser-manifest.json"]
        {
            assert!(!is_safe(path), "{path}");
        }
    }

    #[test]
    fn a_file_cannot_be_a_folder_too() {
        let clash = |paths: &[&str]| check_paths(paths.iter().copied()).is_err();
        assert!(clash(&["a", "a"]));
        assert!(clash(&["a/b", "a/b/c/d"]));
        assert!(!clash(&["a/b", "a/b.html", "a/bc/d"]));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let entry = |path: &str, kept| Entry { path: path.into(), sha256: "0f".into(), size: 3, kept };
        let manifest = Manifest::new(vec![entry("b", true), entry("a", false)]);
        let bytes = manifest.to_bytes().unwrap();
        assert_eq!(Manifest::parse(&bytes).unwrap(), manifest);
        assert!(Manifest::parse(b"{\"format\":1,\"files\":[{\"path\":\"../x\",\"sha256\":\"\",\"size\":0}]}").is_err());
        assert!(Manifest::parse(b"{\"format\":9,\"files\":[]}").is_err());
    }
}
