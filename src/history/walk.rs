//! Back through the commits until every page's last change is found.
//!
//! The pages wanted stand at the newest commit. At each commit a page whose file is the same in a parent
//! moves on to that parent, the first of several; a page that differs from all of them was changed here.
//! So a page goes one way back, past merges that did not touch it, whatever clocks say: they only decide
//! which commit is looked at next. Folders that are equal are not opened.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use gix_hash::ObjectId;

use super::repository::{Commit, Entry, Repository, Tree};

/// Folders in folders; deeper ones are not looked into.
const DEEPEST: usize = 64;

/// When pages last changed.
pub struct Dates {
    /// By path below the site, in seconds since 1970.
    pub seconds: BTreeMap<String, i64>,
    /// Pages whose last change was not found.
    pub unknown: usize,
    /// Why it was not.
    pub cut: Cut,
}

/// Where the walk ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Older commits were not fetched.
    Shallow,
    /// There are more than are looked at.
    Long,
}

/// Pages by number: sets of them move from commit to commit.
type Pages = BTreeSet<usize>;

/// The dates of all pages; `None` when the newest commit does not hold the site.
///
/// # Errors
/// An object cannot be read.
pub fn dates(repository: &Repository, most: usize) -> Result<Option<Dates>, String> {
    let head = repository.commit(repository.head())?;
    let Some(content) = repository.content(&head)? else { return Ok(None) };
    let mut paths = Vec::new();
    compare(repository, Some(content), None, &mut b"content".to_vec(), &mut |path| paths.push(path.to_vec()))?;
    paths.retain(|path| path.ends_with(b".md"));
    let numbers = paths.iter().cloned().enumerate().map(|(number, path)| (path, number)).collect();
    let mut walk =
        Walk { repository, numbers, waiting: BTreeMap::new(), queue: BinaryHeap::new(), dated: BTreeMap::new() };
    walk.wait(repository.head(), Place { commit: head, content: Some(content), pages: (0..paths.len()).collect() });
    let mut unknown = Dates { seconds: BTreeMap::new(), unknown: 0, cut: Cut::Shallow };
    let mut looked_at = 0;
    while let Some((_, id)) = walk.queue.pop() {
        let Some(place) = walk.waiting.remove(&id) else { continue };
        if looked_at == most {
            unknown.unknown += place.pages.len();
            unknown.cut = Cut::Long;
            continue;
        }
        looked_at += 1;
        if repository.is_shallow(&id) {
            unknown.unknown += place.pages.len();
        } else {
            walk.look(place)?;
        }
    }
    let name = |number: usize| String::from_utf8(paths.get(number)?.clone()).ok();
    unknown.seconds = walk.dated.iter().filter_map(|(number, at)| Some((name(*number)?, *at))).collect();
    Ok(Some(unknown))
}

/// A commit with the pages whose way back leads through it.
struct Place {
    commit: Commit,
    content: Option<ObjectId>,
    pages: Pages,
}

struct Walk<'a> {
    repository: &'a Repository,
    numbers: BTreeMap<Vec<u8>, usize>,
    waiting: BTreeMap<ObjectId, Place>,
    /// The newest first.
    queue: BinaryHeap<(i64, ObjectId)>,
    dated: BTreeMap<usize, i64>,
}

impl Walk<'_> {
    fn wait(&mut self, id: ObjectId, place: Place) {
        match self.waiting.get_mut(&id) {
            Some(waiting) => waiting.pages.extend(place.pages),
            None => {
                self.queue.push((place.commit.seconds, id));
                self.waiting.insert(id, place);
            }
        }
    }

    /// Dates the pages that changed at a commit, and sends the others to its parents.
    fn look(&mut self, place: Place) -> Result<(), String> {
        let Place { commit, content, mut pages } = place;
        for id in &commit.parents {
            if pages.is_empty() {
                break;
            }
            let parent = self.repository.commit(*id)?;
            let before = self.repository.content(&parent)?;
            let changed = self.changed(content, before)?;
            let differing: Pages = changed.into_iter().filter(|page| pages.remove(page)).collect();
            let same = std::mem::replace(&mut pages, differing);
            if !same.is_empty() {
                self.wait(*id, Place { commit: parent, content: before, pages: same });
            }
        }
        self.dated.extend(pages.into_iter().map(|page| (page, commit.seconds)));
        Ok(())
    }

    /// Pages that differ between two folders.
    fn changed(&self, new: Option<ObjectId>, old: Option<ObjectId>) -> Result<Vec<usize>, String> {
        let mut changed = Vec::new();
        let mut note = |path: &[u8]| changed.extend(self.numbers.get(path).copied());
        compare(self.repository, new, old, &mut b"content".to_vec(), &mut note)?;
        Ok(changed)
    }
}

/// Tells every file below `new` that `old` does not have, or has with other bytes.
fn compare(
    repository: &Repository,
    new: Option<ObjectId>,
    old: Option<ObjectId>,
    path: &mut Vec<u8>,
    differs: &mut dyn FnMut(&[u8]),
) -> Result<(), String> {
    let Some(id) = new.filter(|_| new != old) else { return Ok(()) };
    if path.iter().filter(|byte| **byte == b'/').count() > DEEPEST {
        return Ok(());
    }
    let (new, old) = (repository.tree(id)?, old.map(|old| repository.tree(old)).transpose()?);
    let mut before = Entries::of(old.as_ref());
    for entry in new.entries() {
        let entry = entry?;
        let was = before.id_of(&entry)?;
        if was == Some(entry.id) {
            continue;
        }
        let length = path.len();
        path.push(b'/');
        path.extend_from_slice(entry.name);
        if entry.is_folder {
            compare(repository, Some(entry.id), was, path, differs)?;
        } else {
            differs(path);
        }
        path.truncate(length);
    }
    Ok(())
}

/// The entries of a folder, looked up in the order they stand in.
struct Entries<'a> {
    rest: Box<dyn Iterator<Item = Result<Entry<'a>, String>> + 'a>,
    next: Option<Entry<'a>>,
}

impl<'a> Entries<'a> {
    fn of(tree: Option<&'a Tree>) -> Self {
        Self { rest: Box::new(tree.into_iter().flat_map(Tree::entries)), next: None }
    }

    /// The entry of the same name and sort. What stands before it is not asked for again.
    fn id_of(&mut self, wanted: &Entry) -> Result<Option<ObjectId>, String> {
        loop {
            let entry = match self.next.take() {
                Some(entry) => entry,
                None => match self.rest.next() {
                    Some(entry) => entry?,
                    None => return Ok(None),
                },
            };
            match entry.key().cmp(wanted.key()) {
                Ordering::Less => {}
                Ordering::Equal => return Ok(Some(entry.id)),
                Ordering::Greater => {
                    self.next = Some(entry);
                    return Ok(None);
                }
            }
        }
    }
}
