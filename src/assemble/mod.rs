//! Documents to a portal: identity and references.
//!
//! The result is closed: every reference in it resolves. What does not resolve is left out and kept
//! as data in [`Portal::unresolved`], for the rules to speak about. In order:
//!
//! 1. [`index`]: which pages there are and the names they answer to.
//! 2. [`registries`]: actors, audiences, complaints, finder.
//! 3. [`pages`]: each document to a page, [`workflow`]s among them.
//! 4. [`links`]: the links and images of bodies.
//! 5. [`uses`]: the same references the other way round.
//!
//! [`kept`] says which pages are as they were, when the portal is assembled again after a save.

mod bind;
mod content;
mod index;
mod kept;
mod links;
mod moved;
mod pages;
mod registries;
mod renew;
mod uses;
mod workflow;

use std::sync::Arc;

use crate::model::{Conflict, Date, History, Kind, Page, Portal, Site, Unresolved, UnresolvedKind};
use crate::parse::Documents;
use crate::source::At;
use bind::Binder;
use index::Index;
use kept::Bound;

pub use index::{name_of, name_path, url_of};
pub use kept::Assembler;
pub use moved::relative_path;

/// What decides which pages are in the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    pub today: Date,
    /// Drafts and pages that do not hold yet as well.
    pub drafts: bool,
}

/// Assembles a portal once, without dates of change.
pub fn assemble(site: Site, documents: &Documents, options: Options) -> Portal {
    Assembler::default().assemble(site, documents, options, &History::default())
}

impl Assembler {
    /// Assembles the portal. Pages that are as they were the last time are shared with that portal.
    pub fn assemble(&mut self, site: Site, documents: &Documents, options: Options, history: &History) -> Portal {
        let world = kept::World::new(&site, documents, options, history);
        let (index, difference) = self.index(&world, &site, documents);
        let mut binder = Binder::new(&index, &site);
        let mut portal = registries::assemble(&documents.registries, &mut binder);
        let drafted = uses::drafted(documents, &index, options);
        let bound = self.bind((&index, &difference), &site, world, (history, drafted));
        portal.pages = bound.pages.things().iter().map(|bound| Arc::clone(&bound.page)).collect();
        portal.assets = links::assets(&documents.assets);
        let search = site.search_contact.as_ref();
        portal.search_contact = search.and_then(|name| {
            binder.page(Kind::Contact, UnresolvedKind::Contact, At::new(name.value.as_str(), name.span))
        });
        portal.uses = Arc::clone(&bound.uses);
        portal.unresolved = unresolved(binder.unresolved, bound.pages.things());
        portal.conflicts = conflicts(&index, bound.pages.things());
        self.keep(index, bound);
        portal.site = site;
        portal
    }
}

/// In the order they were met: the registries', the front matter's, the texts'.
fn unresolved(mut registries: Vec<Unresolved>, bound: &[Bound]) -> Vec<Unresolved> {
    registries.extend(bound.iter().flat_map(|bound| bound.missed.iter().cloned()));
    registries.extend(bound.iter().flat_map(|bound| bound.missed_links.iter().cloned()));
    registries
}

fn conflicts(index: &Index, bound: &[Bound]) -> Vec<Conflict> {
    let steps = bound.iter().flat_map(|bound| bound.conflicts.iter().cloned());
    index.conflicts().into_iter().chain(steps).collect()
}

/// When the version control saw a page change.
fn date(page: &mut Page, history: &History) {
    page.committed = history.last_changes.get(&page.source).copied();
}
