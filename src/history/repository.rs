//! Git's objects, as the walk needs them. The only file that knows the library.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use gix_hash::{Kind, ObjectId};
use gix_object::commit::ref_iter::Token;
use gix_object::{CommitRefIter, FindExt, TreeRefIter};
use gix_ref::Target;
use gix_ref::file::{ReferenceExt, Store};

/// No object of a content folder is this large; a pack that says otherwise is not believed.
const LARGEST: usize = 64 * 1024 * 1024;
/// Trees kept in memory: those of a commit are compared with its parent's, and then again with its child's.
const KEPT: usize = 4096;
/// Characters of a commit's short name.
const NAME: usize = 7;

/// The repository a site lies in.
pub struct Repository {
    objects: gix_odb::Handle,
    store: Store,
    head: ObjectId,
    /// Commits whose parents were not fetched.
    shallow: BTreeSet<ObjectId>,
    /// Folders from the top of the work tree to the site.
    site: Vec<Vec<u8>>,
    trees: std::cell::RefCell<BTreeMap<ObjectId, Rc<[u8]>>>,
}

/// What matters of a commit.
pub struct Commit {
    pub tree: ObjectId,
    pub parents: Vec<ObjectId>,
    /// When it was made, in seconds since 1970.
    pub seconds: i64,
}

/// The bytes of a folder.
#[derive(Clone)]
pub struct Tree(Rc<[u8]>);

/// An entry of a folder.
pub struct Entry<'a> {
    pub name: &'a [u8],
    pub id: ObjectId,
    pub is_folder: bool,
    /// Neither a folder, a symbolic link nor another repository.
    pub is_file: bool,
}

impl Repository {
    /// The repository around `root`; `None` when there is none, or nothing was committed to it yet.
    ///
    /// # Errors
    /// What is wrong with the repository, in the library's words.
    pub fn around(root: &Path) -> Result<Option<Self>, String> {
        let root = root.canonicalize().map_err(text)?;
        let Some((git, work)) = discover(&root)? else { return Ok(None) };
        let common = gix_discover::path::from_plain_file(&git.join("commondir")).transpose().map_err(text)?;
        let common = common.map_or_else(|| git.clone(), |common| git.join(common));
        // References in another format look like a repository without any.
        if common.join("reftable").is_dir() {
            return Err("reftable".to_owned());
        }
        let objects = open(&common)?;
        let store = Store::for_linked_worktree(git, common.clone(), Kind::Sha1);
        let Some(head) = head(&store, &objects)? else { return Ok(None) };
        let below = root.strip_prefix(&work).map_err(text)?;
        let names = below.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned().into_bytes()),
            _ => None,
        });
        let site = names.collect();
        let shallow = shallow(&common)?;
        Ok(Some(Self { objects, store, head, shallow, site, trees: Default::default() }))
    }

    pub fn head(&self) -> ObjectId {
        self.head
    }

    /// Short name of the newest commit.
    pub fn revision(&self) -> String {
        short(self.head)
    }

    /// Whether commits are missing that were made before the oldest ones that were fetched.
    pub fn is_cut(&self) -> bool {
        !self.shallow.is_empty()
    }

    /// The commits that somebody may mean: of a branch, a tag or `HEAD` one, of the beginning of a name several.
    ///
    /// # Errors
    /// What is wrong with the repository.
    pub fn named(&self, name: &str) -> Result<Vec<ObjectId>, String> {
        // What cannot be the name of a reference may still be the beginning of a commit's.
        if let Ok(Some(mut reference)) = self.store.try_find(name) {
            return Ok(vec![reference.peel_to_id(&self.store, &self.objects).map_err(text)?]);
        }
        let Ok(prefix) = gix_hash::Prefix::from_hex(name) else { return Ok(Vec::new()) };
        let mut found = std::collections::HashSet::new();
        self.objects.lookup_prefix(prefix, Some(&mut found)).map_err(text)?;
        let mut commits: Vec<ObjectId> = found.into_iter().filter(|id| self.commit(*id).is_ok()).collect();
        commits.sort_unstable();
        Ok(commits)
    }

    /// Whether the parents of a commit were left out when the repository was fetched.
    pub fn is_shallow(&self, commit: &ObjectId) -> bool {
        self.shallow.contains(commit)
    }

    /// # Errors
    /// The object is not there, or is no commit.
    pub fn commit(&self, id: ObjectId) -> Result<Commit, String> {
        let mut buffer = Vec::new();
        let data = self.objects.find(&id, &mut buffer).map_err(text)?;
        let mut commit = Commit { tree: id, parents: Vec::new(), seconds: 0 };
        for token in CommitRefIter::from_bytes(data.data, Kind::Sha1) {
            match token.map_err(text)? {
                Token::Tree { id } => commit.tree = id,
                Token::Parent { id } => commit.parents.push(id),
                Token::Committer { signature } => {
                    commit.seconds = signature.seconds();
                    return Ok(commit);
                }
                _ => {}
            }
        }
        Err(format!("{id}: ?"))
    }

    /// The site's content folder in a commit; `None` where it has none.
    ///
    /// # Errors
    /// A folder is not there, or is no folder.
    pub fn content(&self, commit: &Commit) -> Result<Option<ObjectId>, String> {
        let content = b"content".to_vec();
        self.folder(commit, self.site.iter().chain([&content]))
    }

    /// The site in a commit; `None` where it is not.
    ///
    /// # Errors
    /// A folder is not there, or is no folder.
    pub fn site(&self, commit: &Commit) -> Result<Option<ObjectId>, String> {
        self.folder(commit, self.site.iter())
    }

    fn folder<'a>(
        &self,
        commit: &Commit,
        names: impl Iterator<Item = &'a Vec<u8>>,
    ) -> Result<Option<ObjectId>, String> {
        let mut at = commit.tree;
        for name in names {
            let tree = self.tree(at)?;
            let mut found = None;
            for entry in tree.entries() {
                let entry = entry?;
                if entry.is_folder && entry.name == name.as_slice() {
                    found = Some(entry.id);
                    break;
                }
            }
            match found {
                Some(id) => at = id,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// The object is not there, or is no file.
    pub fn file(&self, id: ObjectId) -> Result<Vec<u8>, String> {
        let mut buffer = Vec::new();
        let kind = self.objects.find(&id, &mut buffer).map_err(text)?.kind;
        if kind.is_blob() { Ok(buffer) } else { Err(format!("{id}: {kind}")) }
    }

    /// # Errors
    /// The object is not there, or is no folder.
    pub fn tree(&self, id: ObjectId) -> Result<Tree, String> {
        if let Some(tree) = self.trees.borrow().get(&id) {
            return Ok(Tree(Rc::clone(tree)));
        }
        let mut buffer = Vec::new();
        let data = self.objects.find(&id, &mut buffer).map_err(text)?;
        if !data.kind.is_tree() {
            return Err(format!("{id}: {}", data.kind));
        }
        let bytes: Rc<[u8]> = Rc::from(data.data);
        let mut trees = self.trees.borrow_mut();
        if trees.len() >= KEPT {
            trees.clear();
        }
        trees.insert(id, Rc::clone(&bytes));
        Ok(Tree(bytes))
    }
}

impl Tree {
    /// Entries in Git's order, which [`Entry`] has too.
    pub fn entries(&self) -> impl Iterator<Item = Result<Entry<'_>, String>> {
        TreeRefIter::from_bytes(&self.0, Kind::Sha1).map(|entry| {
            let entry = entry.map_err(text)?;
            Ok(Entry {
                name: entry.filename,
                id: entry.oid.to_owned(),
                is_folder: entry.mode.is_tree(),
                is_file: entry.mode.is_blob(),
            })
        })
    }
}

impl Entry<'_> {
    /// Git sorts a folder as if its name ended in a slash.
    pub fn key(&self) -> impl Iterator<Item = u8> + '_ {
        self.name.iter().copied().chain(self.is_folder.then_some(b'/'))
    }
}

/// A commit's name as people write it.
pub fn short(id: ObjectId) -> String {
    id.to_hex_with_len(NAME).to_string()
}

/// The folder of the repository and the top of its work tree.
fn discover(root: &Path) -> Result<Option<(PathBuf, PathBuf)>, String> {
    let found = match gix_discover::upwards(root) {
        Ok((found, _)) => found,
        Err(error) if error.is_not_found() => {
            // A repository so broken that it is not known for one.
            let broken = root.ancestors().map(|above| above.join(".git")).find(|git| git.join("objects").is_dir());
            return broken.map_or(Ok(None), |git| Err(git.display().to_string()));
        }
        Err(error) => return Err(text(error)),
    };
    let (git, work) = found.into_repository_and_work_tree_directories();
    // A site cannot lie in a repository without a work tree.
    let Some(work) = work else { return Ok(None) };
    Ok(Some((git, work.canonicalize().map_err(text)?)))
}

fn open(common: &Path) -> Result<gix_odb::Handle, String> {
    let options = gix_odb::store::init::Options { alloc_limit_bytes: Some(LARGEST), ..Default::default() };
    gix_odb::at_opts(common.join("objects"), Kind::Sha1, [], options).map_err(text)
}

/// The newest commit; `None` before the first one.
fn head(store: &Store, objects: &gix_odb::Handle) -> Result<Option<ObjectId>, String> {
    let mut head = store.find("HEAD").map_err(text)?;
    if let Target::Symbolic(branch) = &head.target
        && store.try_find(branch.as_ref()).map_err(text)?.is_none()
    {
        return Ok(None);
    }
    head.peel_to_id(store, objects).map(Some).map_err(text)
}

fn shallow(common: &Path) -> Result<BTreeSet<ObjectId>, String> {
    let path = common.join("shallow");
    if !path.is_file() {
        return Ok(BTreeSet::new());
    }
    let lines = std::fs::read_to_string(path).map_err(text)?;
    lines.lines().map(|line| ObjectId::from_hex(line.as_bytes()).map_err(text)).collect()
}

/// Errors of the library in one line.
fn text(error: impl std::fmt::Display) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
