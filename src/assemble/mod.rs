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
//! When pages changed comes from the version control, not from documents: [`date`] writes it in.

mod bind;
mod content;
mod index;
mod links;
mod pages;
mod registries;
mod uses;
mod workflow;

use crate::model::{Date, History, Kind, Portal, Site, UnresolvedKind};
use crate::parse::Documents;
use crate::source::At;
use bind::Binder;
use index::Index;
pub use index::{name_of, name_path, url_of};
pub use links::relative_path;

/// What decides which pages are in the portal.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub today: Date,
    /// Drafts and pages that do not hold yet as well.
    pub drafts: bool,
}

/// Assembles the portal.
pub fn assemble(site: Site, documents: &Documents, options: Options) -> Portal {
    let index = Index::new(&site, documents, options);
    let mut binder = Binder::new(&index, &site);
    let mut portal = registries::assemble(&documents.registries, &mut binder);
    portal.pages = pages::assemble(&mut binder);
    links::assemble(&mut portal.pages, &mut binder);
    portal.assets = links::assets(&documents.assets);
    let search = site.search_contact.as_ref();
    portal.search_contact = search
        .and_then(|name| binder.page(Kind::Contact, UnresolvedKind::Contact, At::new(name.value.as_str(), name.span)));
    portal.uses = uses::collect(&portal);
    portal.uses.drafted = uses::drafted(documents, &index, options);
    portal.unresolved = binder.unresolved;
    portal.conflicts = index.conflicts();
    for document in &index.documents {
        portal.conflicts.extend(document.fields.iter().flat_map(workflow::conflicts));
    }
    portal.site = site;
    portal
}

/// Writes into the pages when the version control saw them change.
pub fn date(portal: &mut Portal, history: &History) {
    for page in &mut portal.pages {
        page.committed = history.last_changes.get(&page.source).copied();
    }
}
