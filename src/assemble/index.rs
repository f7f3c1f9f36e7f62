//! Which pages there are, and the names they answer to.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Options;
use crate::model::{ActorId, AudienceId, ByPage, ComplaintId, Conflict, Kind, PageId, Site, UnresolvedKind};
use crate::parse::{Document, Documents, Fields, Registries};
use crate::source::{SourcePath, Span, Url};

/// Names to ids, made before anything is bound.
#[derive(Debug)]
pub struct Index {
    /// The documents that are in the portal.
    pub documents: ByPage<Arc<Document>>,
    by_slug: HashMap<Kind, HashMap<Name, PageId>>,
    by_path: HashMap<SourcePath, PageId>,
    /// Folder -> the page of its section.
    sections: HashMap<Folder, PageId>,
    /// Last part of the path -> pages, for wikilinks.
    by_name: HashMap<Name, Vec<PageId>>,
    laws: BTreeMap<String, PageId>,
    actors: BTreeMap<String, ActorId>,
    audiences: BTreeMap<String, AudienceId>,
    complaints: BTreeMap<String, ComplaintId>,
    assets: BTreeSet<SourcePath>,
    /// Pages left out: drafts, and those that do not hold yet.
    hidden: BTreeSet<(Kind, String)>,
    hidden_paths: BTreeSet<SourcePath>,
    /// The registries, for names that are written instead of ids.
    registries: Arc<Registries>,
    conflicts: Vec<Conflict>,
}

impl Index {
    pub fn new(site: &Site, documents: &Documents, options: Options) -> Self {
        let mut index = Self {
            documents: shown(documents, options)
                .enumerate()
                .map(|(n, one)| (PageId::nth(n), Arc::clone(one)))
                .collect(),
            by_slug: HashMap::new(),
            by_path: HashMap::new(),
            sections: HashMap::new(),
            by_name: HashMap::new(),
            laws: BTreeMap::new(),
            actors: BTreeMap::new(),
            audiences: BTreeMap::new(),
            complaints: BTreeMap::new(),
            assets: documents.assets.iter().map(|file| file.path.clone()).collect(),
            hidden: BTreeSet::new(),
            hidden_paths: BTreeSet::new(),
            registries: Arc::clone(&documents.registries),
            conflicts: Vec::new(),
        };
        index.hide(documents, options);
        for (id, document) in index.documents.clone().iter() {
            index.name(id, document);
        }
        let registries = &documents.registries;
        index.actors = index.entries(&registries.actors, ActorId);
        index.audiences = index.entries(&registries.audiences, AudienceId);
        index.complaints = index.entries(&registries.complaints, ComplaintId);
        // An administration may not be called what stands for all of them.
        debug_assert!(site.find_administration(crate::model::SHARED).is_none());
        index
    }

    /// Remembers which pages are left out.
    pub(super) fn hide(&mut self, documents: &Documents, options: Options) {
        self.hidden.clear();
        self.hidden_paths.clear();
        for document in documents.pages.iter().filter(|document| is_hidden(document, options)) {
            self.hidden.insert((document.kind, name_of(&document.path).to_owned()));
            self.hidden_paths.insert(document.path.clone());
        }
    }

    /// Takes in the names that a page answers to.
    pub(super) fn name(&mut self, id: PageId, document: &Document) {
        let name = name_of(&document.path);
        self.by_path.insert(document.path.clone(), id);
        self.by_name.entry(Name(document.path.clone())).or_default().push(id);
        if document.kind == Kind::Section {
            self.sections.insert(Folder(document.path.clone()), id);
            return;
        }
        let of_kind = self.by_slug.entry(document.kind).or_default();
        if let Some(first) = of_kind.get(name) {
            let first = self.documents.get(*first).map_or_else(|| Span::start_of(document.file), |d| title_span(d));
            self.conflicts.push(Conflict::Id { id: name.to_owned(), first, second: title_span(document) });
        } else {
            of_kind.insert(Name(document.path.clone()), id);
        }
        if let Some(abbr) = document.fields.as_ref().and_then(|fields| fields.text("abbr")) {
            let first = *self.laws.entry(abbr.value.to_owned()).or_insert(id);
            if let Some(other) = self.document(first).filter(|_| first != id) {
                let first = other.fields.as_ref().and_then(|fields| fields.text("abbr"));
                let first = first.map_or_else(|| title_span(other), |at| at.span);
                self.conflicts.push(Conflict::Id { id: abbr.value.to_owned(), first, second: abbr.span });
            }
        } else if document.kind == Kind::Law {
            // Broken front matter: the file's name is the abbreviation in lower case.
            self.laws.entry(name.to_uppercase()).or_insert(id);
        }
    }

    fn entries<Id: Copy>(&mut self, entries: &[Fields], id: impl Fn(usize) -> Id) -> BTreeMap<String, Id> {
        let mut names: BTreeMap<String, (Id, Span)> = BTreeMap::new();
        for name in entries.iter().filter_map(|fields| fields.text("id")) {
            if let Some((_, first)) = names.get(name.value) {
                self.conflicts.push(Conflict::Id { id: name.value.to_owned(), first: *first, second: name.span });
            } else {
                names.insert(name.value.to_owned(), (id(names.len()), name.span));
            }
        }
        names.into_iter().map(|(name, (id, _))| (name, id)).collect()
    }

    pub fn conflicts(&self) -> Vec<Conflict> {
        self.conflicts.clone()
    }

    pub fn is_unread(&self, kind: UnresolvedKind) -> bool {
        self.registries.unread.contains(&kind)
    }

    pub fn document(&self, id: PageId) -> Option<&Document> {
        self.documents.get(id).map(|document| &**document)
    }

    /// Forgets the names of a page that is neither a section nor a statute.
    pub(super) fn forget(&mut self, document: &Document) {
        let name = name_of(&document.path);
        self.by_path.remove(&document.path);
        self.by_name.remove(name);
        if let Some(of_kind) = self.by_slug.get_mut(&document.kind) {
            of_kind.remove(name);
        }
    }

    /// How many pages have this name as their own.
    pub(super) fn called(&self, name: &str) -> usize {
        self.by_name.get(name).map_or(0, Vec::len)
    }

    pub fn of_kind(&self, kind: Kind, slug: &str) -> Option<PageId> {
        self.by_slug.get(&kind)?.get(slug).copied()
    }

    /// The ids of a kind, in order. Asked for when a name is not among them.
    pub fn slugs(&self, kind: Kind) -> impl Iterator<Item = &str> + Clone {
        sorted(self.by_slug.get(&kind).into_iter().flat_map(|slugs| slugs.keys().map(Name::as_str)))
    }

    pub fn is_hidden(&self, kind: Kind, slug: &str) -> bool {
        self.hidden.iter().any(|(k, hidden)| *k == kind && hidden == slug)
    }

    pub fn is_hidden_path(&self, path: &SourcePath) -> bool {
        self.hidden_paths.contains(path)
    }

    /// Whether a page that is left out answers to the last part of a name.
    pub fn is_hidden_name(&self, name: &str) -> bool {
        let last = name.rsplit('/').next().unwrap_or(name);
        self.hidden.iter().any(|(_, slug)| slug == last)
    }

    pub fn path(&self, path: &SourcePath) -> Option<PageId> {
        self.by_path.get(path).copied()
    }

    /// The page of the section that a folder is.
    pub fn section(&self, folder: &str) -> Option<PageId> {
        self.sections.get(folder).copied()
    }

    pub fn has_asset(&self, path: &SourcePath) -> bool {
        self.assets.contains(path)
    }

    pub fn assets(&self) -> impl Iterator<Item = &SourcePath> {
        self.assets.iter()
    }

    pub fn law(&self, abbr: &str) -> Option<PageId> {
        self.laws.get(abbr).copied()
    }

    pub fn laws(&self) -> impl Iterator<Item = &str> + Clone {
        self.laws.keys().map(String::as_str)
    }

    pub fn actor(&self, id: &str) -> Option<ActorId> {
        self.actors.get(id).copied()
    }

    pub fn actors(&self) -> impl Iterator<Item = &str> + Clone {
        self.actors.keys().map(String::as_str)
    }

    pub fn audience(&self, id: &str) -> Option<AudienceId> {
        self.audiences.get(id).copied()
    }

    pub fn audiences(&self) -> impl Iterator<Item = &str> + Clone {
        self.audiences.keys().map(String::as_str)
    }

    pub fn complaint(&self, id: &str) -> Option<ComplaintId> {
        self.complaints.get(id).copied()
    }

    pub fn complaints(&self) -> impl Iterator<Item = &str> + Clone {
        self.complaints.keys().map(String::as_str)
    }

    /// Pages a name answers to: a bare id, or as much of the path before it as tells pages apart.
    pub fn named(&self, name: &str) -> Vec<PageId> {
        let last = name.rsplit('/').next().unwrap_or(name);
        let answers = |id: &PageId| {
            self.document(*id).is_some_and(|document| {
                let path = name_path(&document.path);
                path == name || path.strip_suffix(name).is_some_and(|before| before.ends_with('/'))
            })
        };
        self.by_name.get(last).map_or_else(Vec::new, |ids| ids.iter().copied().filter(answers).collect())
    }

    /// The id of the one page of a kind, or of any, that has this title.
    pub fn titled(&self, kind: Option<Kind>, title: &str) -> Option<&str> {
        let of_kind = |document: &&Arc<Document>| kind.is_none_or(|kind| document.kind == kind);
        let titles = self
            .documents
            .things()
            .iter()
            .filter(of_kind)
            .filter_map(|document| Some((document.fields.as_ref()?.text("title")?.value, name_of(&document.path))));
        only(titles, title)
    }

    /// The id of the one actor or audience that has this name.
    pub fn entitled(&self, kind: UnresolvedKind, name: &str) -> Option<&str> {
        let entries = match kind {
            UnresolvedKind::Actor => &self.registries.actors,
            UnresolvedKind::Audience => &self.registries.audiences,
            _ => return None,
        };
        let names = entries.iter().filter_map(|entry| Some((entry.text("name")?.value, entry.text("id")?.value)));
        only(names, name)
    }

    /// The abbreviation of the one statute that has this title.
    pub fn act(&self, title: &str) -> Option<&str> {
        let laws = self.documents.things().iter().filter(|document| document.kind == Kind::Law);
        let titles = laws.filter_map(|document| {
            let fields = document.fields.as_ref()?;
            Some((fields.text("title")?.value, fields.text("abbr")?.value))
        });
        only(titles, title)
    }

    /// Every name a wikilink may use, for "mente du".
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        sorted(self.by_name.keys().map(Name::as_str))
    }
}

/// A page by its own name, which is part of its path.
#[derive(Debug)]
struct Name(SourcePath);

/// A section by its folder, which is part of its path.
#[derive(Debug)]
struct Folder(SourcePath);

impl Name {
    fn as_str(&self) -> &str {
        name_of(&self.0)
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for Folder {
    fn borrow(&self) -> &str {
        self.0.folder()
    }
}

/// Looked up by a text, they must be told apart as the text is.
macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                Borrow::<str>::borrow(self).hash(state);
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                Borrow::<str>::borrow(self) == Borrow::<str>::borrow(other)
            }
        }

        impl Eq for $name {}
    )*};
}

as_text!(Name, Folder);

/// Names in an order that does not depend on how they were kept.
fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> + Clone {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.into_iter()
}

/// Entries of a registry that can be referred to, in the order of their ids: those that have an id
/// of their own.
pub fn entries_with_id(entries: &[Fields]) -> impl Iterator<Item = &Fields> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    entries.iter().filter(move |fields| fields.text("id").is_some_and(|id| seen.insert(id.value)))
}

/// The id behind a title, when just one thing has it.
fn only<'d>(titles: impl Iterator<Item = (&'d str, &'d str)>, title: &str) -> Option<&'d str> {
    let wanted = title.trim().to_lowercase();
    let mut found = titles.filter(|(known, _)| known.trim().to_lowercase() == wanted).map(|(_, id)| id);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Where the title stands, or the top of the file.
pub fn title_span(document: &Document) -> Span {
    document
        .fields
        .as_ref()
        .and_then(|fields| fields.text("title"))
        .map_or_else(|| Span::start_of(document.file), |at| at.span)
}

/// A page's own name: the file's stem, for a section the folder's name.
pub fn name_of(path: &SourcePath) -> &str {
    name_path(path).rsplit('/').next().unwrap_or_default()
}

/// The path below `content/` that names a page: `abc/kontanthjaelp`; a section is its folder.
pub fn name_path(path: &SourcePath) -> &str {
    let below = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let stem = below.strip_suffix(".md").unwrap_or(below);
    match stem.strip_suffix("_index") {
        Some(folder) => folder.trim_end_matches('/'),
        None => stem,
    }
}

/// Folder path + id + `/`.
pub fn url_of(path: &SourcePath) -> Url {
    let name = name_path(path);
    Url::new(if name.is_empty() { String::new() } else { format!("{name}/") })
}

/// The documents that are in the portal, in path order.
pub(super) fn shown(documents: &Documents, options: Options) -> impl Iterator<Item = &Arc<Document>> {
    documents.pages.iter().filter(move |document| !is_hidden(document, options))
}

pub fn is_hidden(document: &Document, options: Options) -> bool {
    let Some(fields) = &document.fields else { return false };
    let draft = fields.text("status").is_some_and(|at| at.value == "draft");
    let later = fields.date("valid_from").is_some_and(|from| from > options.today);
    (draft || later) && !options.drafts
}
