//! Names to ids; what cannot be bound is remembered.

use super::index::Index;
use crate::model::{
    ActorId, AudienceId, Citation, ComplaintId, Kind, LawRef, Lead, PageId, SHARED, Site, Unresolved, UnresolvedKind,
};
use crate::parse::Fields;
use crate::source::{At, Span};
use crate::text::nearest;

/// Binds names by the index. Every method returns what it could bind and records the rest.
pub struct Binder<'i, 'd> {
    pub index: &'i Index<'d>,
    pub site: &'i Site,
    pub unresolved: Vec<Unresolved>,
}

impl<'i, 'd> Binder<'i, 'd> {
    pub fn new(index: &'i Index<'d>, site: &'i Site) -> Self {
        Self { index, site, unresolved: Vec::new() }
    }

    pub fn miss(&mut self, kind: UnresolvedKind, name: &str, span: Span, near: Option<&str>) {
        // In a registry that could not be read every name would be unknown.
        if self.index.is_unread(kind) || (kind == UnresolvedKind::Administration && self.site.unread) {
            return;
        }
        let near = near.map(str::to_owned).into_iter().collect();
        self.unresolved.push(Unresolved { kind, name: name.to_owned(), span, near, hidden: false });
    }

    /// A page of a kind, by its id.
    pub fn page(&mut self, kind: Kind, what: UnresolvedKind, name: At<&str>) -> Option<PageId> {
        let found = self.index.of_kind(kind, name.value);
        if found.is_none() {
            let near = nearest(name.value, self.index.slugs(kind)).map(str::to_owned).into_iter().collect();
            let hidden = self.index.is_hidden(kind, name.value);
            self.unresolved.push(Unresolved { kind: what, name: name.value.to_owned(), span: name.span, near, hidden });
        }
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
            ([one], _) | (_, [one]) => Some(*one),
            ([], _) => {
                let last = name.value.rsplit('/').next().unwrap_or(name.value);
                let near = nearest(last, self.index.names()).map(str::to_owned).into_iter().collect();
                let hidden = self.index.is_hidden_name(name.value);
                let kind = UnresolvedKind::Page;
                self.unresolved.push(Unresolved { kind, name: name.value.to_owned(), span: name.span, near, hidden });
                None
            }
            (several, _) => {
                let path = |id: &PageId| self.index.document(*id).map(|d| super::index::name_path(&d.path).to_owned());
                let near = several.iter().filter_map(path).collect();
                let kind = UnresolvedKind::AmbiguousPage;
                self.unresolved.push(Unresolved {
                    kind,
                    name: name.value.to_owned(),
                    span: name.span,
                    near,
                    hidden: false,
                });
                None
            }
        }
    }

    pub fn actor(&mut self, name: At<&str>) -> Option<ActorId> {
        let found = self.index.actor(name.value);
        if found.is_none() {
            let near = nearest(name.value, self.index.actors());
            self.miss(UnresolvedKind::Actor, name.value, name.span, near);
        }
        found
    }

    pub fn audiences(&mut self, fields: &Fields, key: &str) -> Vec<AudienceId> {
        fields.texts(key).filter_map(|name| self.audience(name)).collect()
    }

    pub fn audience(&mut self, name: At<&str>) -> Option<AudienceId> {
        let found = self.index.audience(name.value);
        if found.is_none() {
            let near = nearest(name.value, self.index.audiences());
            self.miss(UnresolvedKind::Audience, name.value, name.span, near);
        }
        found
    }

    pub fn complaint(&mut self, fields: &Fields) -> Option<ComplaintId> {
        let name = fields.text("complaint")?;
        let found = self.index.complaint(name.value);
        if found.is_none() {
            let near = nearest(name.value, self.index.complaints());
            self.miss(UnresolvedKind::Complaint, name.value, name.span, near);
        }
        found
    }

    pub fn lead(&mut self, name: At<&str>) -> Option<Lead> {
        if name.value == SHARED {
            return Some(Lead::Shared);
        }
        let found = self.site.find_administration(name.value);
        if found.is_none() {
            let names = self.site.administrations.iter().map(|a| a.id.as_str()).chain([SHARED]);
            let near = nearest(name.value, names);
            self.miss(UnresolvedKind::Administration, name.value, name.span, near);
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
                let near = nearest(abbr, self.index.laws());
                self.miss(UnresolvedKind::Law, abbr, citation.span, near);
                None
            }
        }
    }
}
