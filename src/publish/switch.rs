//! The new portal takes the old one's place file by file, where it cannot do so in one step.
//!
//! Readers never see half a file, and files come in an [order](super::order) that keeps pages whole; the
//! manifest follows them, and what left goes last. A journal lists what is ours meanwhile, so that a
//! run after a killed one knows its files and finishes the work.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::durable::{sync_file, sync_folder};
use super::error::{Action, PublishError};
use super::manifest::{MANIFEST, OWN_PREFIX, folders};
use super::order::Rank;
use super::place::Place;
use super::stage::{Previous, Staged};

/// `owned` are files that an unfinished run put in the output.
pub(super) fn switch(
    place: &Place,
    staging: &Path,
    previous: &Previous,
    staged: &[Staged],
    owned: &BTreeSet<String>,
) -> Result<(), PublishError> {
    let new: BTreeSet<&str> = staged.iter().map(|file| file.entry.path.as_str()).collect();
    let mut old: BTreeSet<&str> = previous.paths().collect();
    old.extend(owned.iter().map(String::as_str));
    place.write_journal(&old.union(&new).map(|path| (*path).to_owned()).collect())?;

    let stale: Vec<&str> = old.difference(&new).copied().collect();
    let (in_the_way, stale) = split_obstacles(stale, &new);
    delete(&place.output, &in_the_way)?;
    for path in in_order(staged, previous) {
        put(staging, &place.output, path)?;
    }
    put(staging, &place.output, MANIFEST)?;
    delete(&place.output, &stale)?;
    sync_folder(&place.output).map_err(PublishError::io(Action::Write, &place.output))?;
    place.remove_journal()
}

/// Changed files in the order in which they become visible. What the manifest does not have is new, even where a
/// killed run has put it already: the pages that lead to it need not be there.
fn in_order<'a>(staged: &'a [Staged], previous: &Previous) -> Vec<&'a str> {
    let mut paths: Vec<&str> =
        staged.iter().filter(|file| file.is_changed()).map(|file| file.entry.path.as_str()).collect();
    paths.sort_by_key(|path| (Rank::of(path, previous.manifest.get(path).is_none()), *path));
    paths
}

/// Old files that stand where the new portal needs a folder, or the other way round: they cannot
/// wait until last.
fn split_obstacles<'a>(stale: Vec<&'a str>, new: &BTreeSet<&str>) -> (Vec<&'a str>, Vec<&'a str>) {
    let new_folders: BTreeSet<&str> = new.iter().flat_map(|path| folders(path)).collect();
    stale.into_iter().partition(|path| new_folders.contains(path) || folders(path).any(|folder| new.contains(folder)))
}

fn put(staging: &Path, output: &Path, path: &str) -> Result<(), PublishError> {
    let (from, to) = (staging.join(path), output.join(path));
    let put = || -> io::Result<()> {
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => carry(&from, output, &to),
            moved => moved,
        }
    };
    put().map_err(PublishError::io(Action::Write, &to))
}

/// To another file system: as a copy under our own name first, so that the file appears whole.
fn carry(from: &Path, output: &Path, to: &Path) -> io::Result<()> {
    let incoming = output.join(format!("{OWN_PREFIX}incoming"));
    std::fs::copy(from, &incoming)?;
    sync_file(&incoming)?;
    std::fs::rename(&incoming, to)
}

/// Deletes files of ours, and the folders that are empty then.
fn delete(output: &Path, paths: &[&str]) -> Result<(), PublishError> {
    for path in paths {
        let file = output.join(path);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(PublishError::io(Action::Delete, &file)(error));
            }
            _ => {}
        }
        // Stops by itself at the first folder that still holds something.
        let _ = folders(path).try_for_each(|folder| std::fs::remove_dir(output.join(folder)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_the_way_are_told_from_the_rest() {
        let new = BTreeSet::from(["a/index.html", "b", "c/d"]);
        let (first, last) = split_obstacles(vec!["a", "b/index.html", "c/e", "f"], &new);
        assert_eq!(first, ["a", "b/index.html"]);
        assert_eq!(last, ["c/e", "f"]);
    }
}
