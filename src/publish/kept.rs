//! The previous release's assets, kept for one release.
//!
//! A browser may hold a page of the release before and ask for its style sheet now. Assets carry a
//! hash of their content in the name, so the old and the new one can stand side by side.

use super::manifest::{Entry, Manifest};
use super::stage::{Fate, Previous, Staged, hash_file};

/// Adds the previous release's assets that the new one does not have.
pub(super) fn keep(previous: &Previous, staged: &mut Vec<Staged>) {
    let new: Vec<Entry> = staged.iter().map(|file| file.entry.clone()).collect();
    for entry in candidates(&previous.manifest, &new) {
        let old = previous.folder.join(&entry.path);
        if hash_file(&old).is_ok_and(|(sha256, _)| sha256 == entry.sha256) {
            staged.push(Staged { entry: Entry { kept: true, ..entry.clone() }, fate: Fate::Same });
        }
    }
    staged.sort_by(|a, b| a.entry.path.cmp(&b.entry.path));
}

/// What is to be kept of the previous portal when `new`, sorted by path, follows it.
pub(super) fn candidates<'a>(previous: &'a Manifest, new: &[Entry]) -> Vec<&'a Entry> {
    let (kept, current): (Vec<&Entry>, Vec<&Entry>) = previous.files().iter().partition(|entry| entry.kept);
    // Building the same again is no new release: what was kept stays.
    let same_release = current.iter().copied().eq(new);
    let candidates = if same_release { kept } else { current };
    candidates
        .into_iter()
        .filter(|entry| entry.kept || is_hashed_asset(&entry.path))
        .filter(|entry| new.binary_search_by(|file| file.path.cmp(&entry.path)).is_err())
        .collect()
}

/// `assets/style-1a2b3c4d.css`: the name changes with the content.
pub(super) fn is_hashed_asset(path: &str) -> bool {
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
