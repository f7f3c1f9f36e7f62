//! Every name of the site: what defines it and what refers to it, by the rules by which `assemble` binds.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::facts::Facts;
use super::refer::{Reference, What};
use super::shape::FileKind;
use crate::assemble::{name_of, name_path, url_of};
use crate::model::{Citation, Kind, SHARED};
use crate::parse::keys::Target;
use crate::parse::{Fields, kind_of};
use crate::source::{SourcePath, Span};

/// Something that has a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    Page(SourcePath),
    /// A step or heading of a page.
    Anchor(SourcePath, String),
    /// A section of a statute, by its anchor.
    Provision(SourcePath, String),
    Actor(String),
    Audience(String),
    Complaint(String),
    Administration(String),
    Asset(SourcePath),
    Rule(String),
}

/// A file as it is now, and as it was when its fields could last be read.
#[derive(Debug, Clone)]
pub struct Entry {
    pub fresh: Arc<Facts>,
    pub good: Arc<Facts>,
}

/// The files of the site and the names in them.
#[derive(Debug, Default)]
pub struct Names {
    files: BTreeMap<SourcePath, Entry>,
    assets: BTreeSet<SourcePath>,
    maps: OnceCell<Maps>,
}

/// What is looked up often.
#[derive(Debug, Default)]
struct Maps {
    by_slug: BTreeMap<(Kind, String), SourcePath>,
    by_name: BTreeMap<String, Vec<SourcePath>>,
    laws: BTreeMap<String, SourcePath>,
}

impl Names {
    /// Takes in a file. While its fields cannot be read, the last ones that could stand for it.
    pub fn put(&mut self, facts: Arc<Facts>) {
        let path = facts.file.path.clone();
        let before = self.files.get(&path).map(|entry| Arc::clone(&entry.good));
        let good = match before.filter(|good| facts.is_broken() && !good.is_broken() && good.kind == facts.kind) {
            Some(good) => good,
            None => Arc::clone(&facts),
        };
        self.files.insert(path, Entry { fresh: facts, good });
        self.maps.take();
    }

    pub fn remove(&mut self, path: &SourcePath) {
        self.files.remove(path);
        self.maps.take();
    }

    pub fn set_assets(&mut self, assets: BTreeSet<SourcePath>) {
        self.assets = assets;
    }

    pub fn assets(&self) -> impl Iterator<Item = &SourcePath> {
        self.assets.iter()
    }

    pub fn entry(&self, path: &SourcePath) -> Option<&Entry> {
        self.files.get(path)
    }

    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    /// A file as it last could be read.
    pub fn good(&self, path: &SourcePath) -> Option<&Arc<Facts>> {
        self.files.get(path).map(|entry| &entry.good)
    }

    pub fn all(&self) -> impl Iterator<Item = &Arc<Facts>> {
        self.files.values().map(|entry| &entry.good)
    }

    /// Pages in path order.
    pub fn pages(&self) -> impl Iterator<Item = (Kind, &Arc<Facts>)> {
        self.all().filter_map(|facts| Some((facts.page_kind()?, facts)))
    }

    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Facts>> {
        self.pages().filter(move |(found, _)| *found == kind).map(|(_, facts)| facts)
    }

    /// What a file is; a page by the sections above it.
    pub fn file_kind(&self, path: &SourcePath) -> FileKind {
        FileKind::of(path, |path| {
            let sections = self.of_kind(Kind::Section);
            let kinds = sections.filter_map(|facts| {
                let kind = Kind::from_name(facts.field("kind")?)?;
                Some((facts.file.path.folder().to_owned(), kind))
            });
            kind_of(path, &kinds.collect())
        })
    }

    fn maps(&self) -> &Maps {
        self.maps.get_or_init(|| {
            let mut maps = Maps::default();
            for (kind, facts) in self.pages() {
                let path = &facts.file.path;
                let name = name_of(path);
                maps.by_name.entry(name.to_owned()).or_default().push(path.clone());
                if kind != Kind::Section {
                    maps.by_slug.entry((kind, name.to_owned())).or_insert_with(|| path.clone());
                }
                if kind == Kind::Law {
                    let abbr = facts.field("abbr").map_or_else(|| name.to_uppercase(), str::to_owned);
                    maps.laws.entry(abbr).or_insert_with(|| path.clone());
                }
            }
            maps
        })
    }

    pub fn page_of_kind(&self, kind: Kind, slug: &str) -> Option<&SourcePath> {
        self.maps().by_slug.get(&(kind, slug.to_owned()))
    }

    /// Abbreviations of statutes with their pages.
    pub fn laws(&self) -> impl Iterator<Item = (&str, &SourcePath)> {
        self.maps().laws.iter().map(|(abbr, path)| (abbr.as_str(), path))
    }

    pub fn law(&self, abbr: &str) -> Option<&SourcePath> {
        self.maps().laws.get(abbr)
    }

    /// Pages a name answers to: a bare id, or as much of the path before it as tells pages apart.
    pub fn named(&self, name: &str) -> Vec<&SourcePath> {
        let last = name.rsplit('/').next().unwrap_or(name);
        let pages = self.maps().by_name.get(last).map_or(&[][..], Vec::as_slice);
        pages.iter().filter(|path| answers(name_path(path), name)).collect()
    }

    /// As much of a page's path as tells it from all others.
    pub fn unique_name(&self, path: &SourcePath) -> String {
        let whole = name_path(path);
        let ends = whole.rmatch_indices('/').map(|(at, _)| at + 1).chain(std::iter::once(0));
        let names = ends.filter_map(|at| whole.get(at..));
        let unique = names.into_iter().find(|name| self.named(name).len() == 1);
        unique.unwrap_or(whole).to_owned()
    }

    /// The page at an address of the portal.
    pub fn at_url(&self, url: &str) -> Option<&SourcePath> {
        let wanted = url.trim_matches('/');
        let path = self.named(wanted).into_iter().find(|path| url_of(path).as_str().trim_matches('/') == wanted);
        path.filter(|_| !wanted.is_empty())
    }

    /// Entries of the registry of a kind.
    pub fn registry(&self, kind: FileKind) -> impl Iterator<Item = (&Arc<Facts>, &Fields)> {
        let files = self.all().filter(move |facts| facts.kind == kind);
        files.flat_map(|facts| facts.entries().iter().map(move |fields| (facts, fields)))
    }

    pub fn registry_entry(&self, kind: FileKind, id: &str) -> Option<(&Arc<Facts>, &Fields)> {
        self.registry(kind).find(|(_, fields)| fields.text("id").is_some_and(|at| at.value == id))
    }

    pub fn administrations(&self) -> impl Iterator<Item = (&Arc<Facts>, &Fields)> {
        let site = self.good(&SourcePath::new("site.toml"));
        let fields = site.into_iter().filter_map(|facts| Some((facts, facts.fields()?)));
        fields.flat_map(|(facts, fields)| fields.maps("administration").map(move |entry| (facts, entry)))
    }

    pub fn administration(&self, id: &str) -> Option<(&Arc<Facts>, &Fields)> {
        self.administrations().find(|(_, fields)| fields.text("id").is_some_and(|at| at.value == id))
    }

    /// What a reference in the file `from` means.
    pub fn resolve(&self, from: &SourcePath, reference: &Reference) -> Option<Symbol> {
        let name = reference.name.as_str();
        match &reference.what {
            What::Named(target) => self.resolve_named(from, *target, name, reference.key),
            What::Statute(citation) => self.resolve_citation(citation),
            What::Wiki => match self.named(name).as_slice() {
                [one] => Some(Symbol::Page((*one).clone())),
                _ => None,
            },
            What::Path => self.resolve_path(from, name),
            What::Anchor(page) => {
                let page = match page {
                    Some(page) => match self.resolve(from, page)? {
                        Symbol::Page(path) => path,
                        _ => return None,
                    },
                    None => from.clone(),
                };
                self.resolve_anchor(&page, name)
            }
            What::Url => self.at_url(name).cloned().map(Symbol::Page),
        }
    }

    fn resolve_named(&self, from: &SourcePath, target: Target, name: &str, key: &str) -> Option<Symbol> {
        let owned = || name.to_owned();
        let of_kind = |kind| self.page_of_kind(kind, name).cloned().map(Symbol::Page);
        let entry = |kind| self.registry_entry(kind, name).is_some();
        match target {
            Target::Step => self.good(from)?.step(name).map(|_| Symbol::Anchor(from.clone(), owned())),
            Target::Actor => entry(FileKind::Actors).then(|| Symbol::Actor(owned())),
            Target::Audience => entry(FileKind::Audiences).then(|| Symbol::Audience(owned())),
            Target::Complaint => entry(FileKind::Complaints).then(|| Symbol::Complaint(owned())),
            Target::Tool => of_kind(Kind::Tool),
            Target::Contact => of_kind(Kind::Contact),
            Target::Workflow => of_kind(Kind::Workflow),
            Target::Term => of_kind(Kind::Term),
            Target::Topic => of_kind(Kind::Topic),
            Target::Lead if name == SHARED => None,
            Target::Lead => self.administration(name).map(|_| Symbol::Administration(owned())),
            Target::Page => self.resolve_page(from, name, key),
            Target::Asset => from.join(name).filter(|path| self.assets.contains(path)).map(Symbol::Asset),
            Target::Rule => Some(Symbol::Rule(owned())),
        }
    }

    /// Where several pages answer, `related` means one of the page's own kind, `featured` one in its folder.
    fn resolve_page(&self, from: &SourcePath, name: &str, key: &str) -> Option<Symbol> {
        let found = self.named(name);
        let kind = |path: &SourcePath| self.good(path).and_then(|facts| facts.page_kind());
        let folder = format!("{}/", from.folder());
        let likely = |path: &&&SourcePath| match key {
            "featured" => path.as_str().starts_with(&folder),
            _ => kind(path) == kind(from),
        };
        let mut preferred = found.iter().filter(likely);
        let one = match (found.as_slice(), preferred.next(), preferred.next()) {
            ([one], ..) => one,
            (_, Some(one), None) => one,
            _ => return None,
        };
        Some(Symbol::Page((*one).clone()))
    }

    pub fn resolve_citation(&self, citation: &Citation) -> Option<Symbol> {
        let law = self.law(&citation.abbr)?.clone();
        Some(match citation.provisions.first() {
            Some(provision) => Symbol::Provision(law, provision.key().anchor()),
            None => Symbol::Page(law),
        })
    }

    fn resolve_path(&self, from: &SourcePath, written: &str) -> Option<Symbol> {
        let path = match written.strip_prefix('/') {
            Some(below) => SourcePath::new(&format!("content/{below}")),
            None => from.join(written)?,
        };
        if self.assets.contains(&path) {
            return Some(Symbol::Asset(path));
        }
        self.good(&path)?.page_kind().map(|_| Symbol::Page(path))
    }

    fn resolve_anchor(&self, page: &SourcePath, written: &str) -> Option<Symbol> {
        let facts = self.good(page)?;
        let step = written.strip_prefix("trin-").unwrap_or(written);
        if facts.step(step).is_some() {
            return Some(Symbol::Anchor(page.clone(), step.to_owned()));
        }
        let headings = facts.headings();
        if headings.iter().any(|heading| heading.id == written) {
            return Some(Symbol::Anchor(page.clone(), written.to_owned()));
        }
        let section = written.split("-stk").next().unwrap_or(written);
        (facts.page_kind() == Some(Kind::Law)).then(|| Symbol::Provision(page.clone(), section.to_owned()))
    }

    /// Where a symbol is defined.
    pub fn definition(&self, symbol: &Symbol) -> Option<(&Arc<Facts>, Span)> {
        let entry = |(facts, fields): (_, &Fields)| Some((facts, fields.text("id")?.span));
        match symbol {
            Symbol::Page(path) => self.good(path).map(|facts| (facts, title_span(facts))),
            Symbol::Anchor(path, id) => {
                let facts = self.good(path)?;
                let step = facts.step(id).map(|step| step.id.span);
                Some((facts, step.or_else(|| heading_span(facts, id))?))
            }
            Symbol::Provision(path, anchor) => {
                let facts = self.good(path)?;
                Some((facts, heading_span(facts, anchor).unwrap_or_else(|| title_span(facts))))
            }
            Symbol::Actor(id) => self.registry_entry(FileKind::Actors, id).and_then(entry),
            Symbol::Audience(id) => self.registry_entry(FileKind::Audiences, id).and_then(entry),
            Symbol::Complaint(id) => self.registry_entry(FileKind::Complaints, id).and_then(entry),
            Symbol::Administration(id) => self.administration(id).and_then(entry),
            Symbol::Asset(_) | Symbol::Rule(_) => None,
        }
    }

    /// Every reference to a symbol, with the file it stands in.
    pub fn references(&self, symbol: &Symbol) -> Vec<(&Arc<Facts>, &Reference)> {
        let mut found = Vec::new();
        for facts in self.all() {
            let path = &facts.file.path;
            let to_it = |reference: &&Reference| self.resolve(path, reference).as_ref() == Some(symbol);
            found.extend(facts.references.iter().filter(to_it).map(|reference| (facts, reference)));
        }
        found
    }
}

/// Whether a page's path answers to a name.
pub fn answers(path: &str, name: &str) -> bool {
    path == name || path.strip_suffix(name).is_some_and(|before| before.ends_with('/'))
}

pub fn title_span(facts: &Facts) -> Span {
    let title = facts.fields().and_then(|fields| fields.text("title"));
    title.map_or_else(|| Span::start_of(facts.file.id), |at| at.span)
}

/// Where a heading stands, without its line break.
pub fn heading_span(facts: &Facts, id: &str) -> Option<Span> {
    let heading = facts.headings().iter().find(|heading| heading.id == id)?;
    let written = facts.text().get(heading.span.range()).unwrap_or_default();
    let length = written.trim_end().len();
    let start = heading.span.start as usize;
    Some(Span::new(heading.span.file, start..start + length))
}
