//! The previous release's assets, kept for one release.
//!
//! A browser may hold a page of the release before and ask for its style sheet now. Assets carry a
//! hash of their content in the name, so the old and the new one can stand side by side.

use std::path::Path;

use super::error::{Action, PublishError};
use super::manifest::{Entry, folders};
use super::stage::{Previous, Staged, hash_file};

/// Adds the previous release's assets that the new one does not have.
pub(super) fn keep(staging: &Path, previous: &Previous, staged: &mut Vec<Staged>) -> Result<(), PublishError> {
    let (kept, current): (Vec<&Entry>, Vec<&Entry>) = previous.manifest.files().iter().partition(|entry| entry.kept);
    // Building the same again is no new release: what was kept stays.
    let same_release = current.iter().copied().eq(staged.iter().map(|file| &file.entry));
    let candidates = if same_release { kept } else { current };
    let gone: Vec<&Entry> = candidates
        .into_iter()
        .filter(|entry| entry.kept || is_hashed_asset(&entry.path))
        .filter(|entry| staged.binary_search_by(|file| file.entry.path.cmp(&entry.path)).is_err())
        .collect();
    for entry in gone {
        let old = previous.folder.join(&entry.path);
        if hash_file(&old).is_ok_and(|(sha256, _)| sha256 == entry.sha256) {
            let linked = link(&old, staging, &entry.path)?;
            staged.push(Staged { entry: Entry { kept: true, ..entry.clone() }, changed: false, linked });
        }
    }
    staged.sort_by(|a, b| a.entry.path.cmp(&b.entry.path));
    Ok(())
}

/// Links the file, or copies it where there are no links (`false`).
fn link(old: &Path, staging: &Path, path: &str) -> Result<bool, PublishError> {
    let to = staging.join(path);
    if let Some(folder) = folders(path).next() {
        std::fs::create_dir_all(staging.join(folder)).map_err(PublishError::io(Action::Write, &to))?;
    }
    if std::fs::hard_link(old, &to).is_ok() {
        return Ok(true);
    }
    std::fs::copy(old, &to).map(|_| false).map_err(PublishError::io(Action::Write, &to))
}

/// `assets/style-1a2b3c4d.css`: the name changes with the content.
fn is_hashed_asset(path: &str) -> bool {
    let Some(name) = path.strip_prefix("assets/") else { return false };
    let stem = name.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::is_hashed_asset;

    #[test]
    fn only_names_with_a_hash_are_assets_to_keep() {
        assert!(is_hashed_asset("assets/style-1a2b3c4d.css"));
        assert!(is_hashed_asset("assets/js/search-client-00ff00ff00ff.min.js"));
        assert!(!is_hashed_asset("assets/style.css"));
        assert!(!is_hashed_asset("assets/style-short.css"));
        assert!(!is_hashed_asset("abc/style-1a2b3c4d.css"));
    }
}
