//! Names to ids; what cannot be bound is remembered.

use super::index::Index;
use crate::model::{
    ActorId, AudienceId, Citation, ComplaintId, Kind, LawRef, Lead, PageId, SHARED, Site, Unresolved, UnresolvedKind,
};
use crate::parse::Fields;
use crate::source::{At, Span};
use crate::text::nearest;

/// Binds names by the index. Every method returns what it could bind and records the rest.
pub struct Binder<'i> {
    pub index: &'i Index,
    pub site: &'i Site,
    pub unresolved: Vec<Unresolved>,
    /// Pages that names led to; statutes and sections left out.
    pub refers: Vec<PageId>,
}

impl<'i> Binder<'i> {
    pub fn new(index: &'i Index, site: &'i Site) -> Self {
        Self { index, site, unresolved: Vec::new(), refers: Vec::new() }
    }

    /// Remembers a name that nobody answers to, with what was meant.
    pub fn miss(&mut self, kind: UnresolvedKind, name: At<&str>, meant: Meant) {
        // In a registry that could not be read every name would be unknown.
        if self.index.is_unread(kind) || (kind == UnresolvedKind::Administration && self.site.unread) {
            return;
        }
        let Meant { near, sure, hidden } = meant;
        self.unresolved.push(Unresolved { kind, name: name.value.to_owned(), span: name.span, near, sure, hidden });
    }

    /// A page of a kind, by its id.
    pub fn page(&mut self, kind: Kind, what: UnresolvedKind, name: At<&str>) -> Option<PageId> {
        let found = self.index.of_kind(kind, name.value);
        if found.is_none() {
            let titled = self.index.titled(Some(kind), name.value);
            let hidden = self.index.is_hidden(kind, name.value);
            self.miss(what, name, Meant { hidden, ..Meant::of(name.value, titled, self.index.slugs(kind)) });
        }
        self.refers.extend(found);
        found
    }

    pub fn contact(&mut self, fields: &Fields, key: &str) -> Option<PageId> {
        fields.text(key).and_then(|name| self.page(Kind::Contact, UnresolvedKind::Contact, name))
    }

    pub fn workflow(&mut self, name: At<&str>) -> Option<PageId> {
        self.page(Kind::Workflow, UnresolvedKind::Workflow, name)
    }

    pub fn pages_of(&mut self, fields: &Fields, key: &str, kind: Kind, what: UnresolvedKind) -> Vec<PageId> {
        fields.texts(key).filter_map(|name| self.page(kind, what, name)).collect()
    }

    /// A page of any kind by its name; where several answer, one that `preferred` picks is taken.
    pub fn any_page(&mut self, name: At<&str>, preferred: impl Fn(PageId) -> bool) -> Option<PageId> {
        let found = self.index.named(name.value);
        let likely: Vec<PageId> = found.iter().copied().filter(|id| preferred(*id)).collect();
        match (found.as_slice(), likely.as_slice()) {
            ([one], _) | (_, [one]) => {
                self.refers.push(*one);
                Some(*one)
            }
            ([], _) => {
                let last = name.value.rsplit('/').next().unwrap_or(name.value);
                let hidden = self.index.is_hidden_name(name.value);
                let meant = Meant::of(last, self.index.titled(None, name.value), self.index.names());
                self.miss(UnresolvedKind::Page, name, Meant { hidden, ..meant });
                None
            }
            (several, _) => {
                let path = |id: &PageId| self.index.document(*id).map(|d| super::index::name_path(&d.path).to_owned());
                let near = several.iter().filter_map(path).collect();
                self.miss(UnresolvedKind::AmbiguousPage, name, Meant { near, ..Meant::default() });
                None
            }
        }
    }

    pub fn actor(&mut self, name: At<&str>) -> Option<ActorId> {
        let found = self.index.actor(name.value);
        if found.is_none() {
            let named = self.index.entitled(UnresolvedKind::Actor, name.value);
            self.miss(UnresolvedKind::Actor, name, Meant::of(name.value, named, self.index.actors()));
        }
        found
    }

    pub fn audiences(&mut self, fields: &Fields, key: &str) -> Vec<AudienceId> {
        fields.texts(key).filter_map(|name| self.audience(name)).collect()
    }

    pub fn audience(&mut self, name: At<&str>) -> Option<AudienceId> {
        let found = self.index.audience(name.value);
        if found.is_none() {
            let named = self.index.entitled(UnresolvedKind::Audience, name.value);
            self.miss(UnresolvedKind::Audience, name, Meant::of(name.value, named, self.index.audiences()));
        }
        found
    }

    pub fn complaint(&mut self, fields: &Fields) -> Option<ComplaintId> {
        let name = fields.text("complaint")?;
        let found = self.index.complaint(name.value);
        if found.is_none() {
            self.miss(UnresolvedKind::Complaint, name, Meant::of(name.value, None, self.index.complaints()));
        }
        found
    }

    pub fn lead(&mut self, name: At<&str>) -> Option<Lead> {
        if name.value == SHARED {
            return Some(Lead::Shared);
        }
        let found = self.site.find_administration(name.value);
        if found.is_none() {
            let administrations = || self.site.administrations.iter();
            let called = |a: &&crate::model::Administration| [&a.name, &a.short].contains(&&name.value.to_owned());
            let named = administrations().find(called).map(|a| a.id.as_str());
            let ids = administrations().map(|a| a.id.as_str()).chain([SHARED]);
            self.miss(UnresolvedKind::Administration, name, Meant::of(name.value, named, ids));
        }
        found.map(Lead::Administration)
    }

    pub fn laws(&mut self, fields: &Fields, key: &str) -> Vec<LawRef> {
        fields.citations(key).filter_map(|citation| self.law(citation)).collect()
    }

    pub fn law(&mut self, citation: At<&Citation>) -> Option<LawRef> {
        let Citation { text, abbr, provisions } = citation.value;
        match self.index.law(abbr) {
            Some(law) => Some(LawRef { text: text.clone(), law, provisions: provisions.clone() }),
            None => {
                let name = At::new(abbr.as_str(), beginning(citation.span, text.len(), abbr.len()));
                let meant = Meant::of(abbr, self.index.act(abbr), self.index.laws());
                self.miss(UnresolvedKind::Law, name, meant);
                None
            }
        }
    }
}

/// The first `length` bytes of a text of `whole` bytes, within its quotes; the whole where it is
/// written otherwise than it reads.
fn beginning(span: Span, whole: usize, length: usize) -> Span {
    let start = match (span.end - span.start) as usize {
        bare if bare == whole => span.start,
        quoted if quoted == whole + 2 => span.start + 1,
        _ => return span,
    };
    Span { start, end: start + length as u32, ..span }
}

/// What somebody meant who wrote a name that nobody answers to.
#[derive(Debug, Default)]
pub struct Meant {
    pub near: Vec<String>,
    pub sure: bool,
    pub hidden: bool,
}

impl Meant {
    /// `titled` has the name as its title; else the one of `ids` that reads the same, or the nearest.
    pub fn of<'a>(name: &str, titled: Option<&str>, ids: impl Iterator<Item = &'a str> + Clone) -> Self {
        let slug = crate::text::slug(name);
        let mut alike = ids.clone().filter(|id| !slug.is_empty() && crate::text::slug(id) == slug);
        let alike = alike.next().filter(|_| alike.next().is_none());
        match titled.or(alike) {
            Some(id) => Self { near: vec![id.to_owned()], sure: true, hidden: false },
            None => Self { near: nearest(name, ids).map(str::to_owned).into_iter().collect(), ..Self::default() },
        }
    }
}
