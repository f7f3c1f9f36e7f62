//! Which pages are as they were.
//!
//! A page is made from its document and from the world around it: which pages there are, what they are
//! called, the registries, the settings. Most saves change one text and nothing of that world. Then all
//! other pages are shared with the portal before, but for those that show something of the changed
//! page: its title where they run it, its headings and steps where they link to them. Whenever the world
//! changed, everything is made anew; there is nothing to invalidate.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::bind::Binder;
use super::index::Index;
use super::{Options, date, links, pages, uses, workflow};
use crate::model::{
    ActorId, Conflict, Handover, History, Kind, LinkTarget, Page, PageId, Pages, Site, StepKind, Unresolved, Uses,
};
use crate::parse::{Document, Documents, Registries};
use crate::source::SourceFile;

/// Assembles the site again and again, keeping the pages that are as they were.
#[derive(Debug, Default)]
pub struct Assembler {
    world: Option<World>,
    index: Option<Index>,
    bound: AllBound,
}

/// Every page and the references between them, the other way round.
#[derive(Debug, Default)]
pub(super) struct AllBound {
    pub pages: Vec<Bound>,
    pub uses: Arc<Uses>,
}

/// A page and what was found while its references were bound.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub page: Arc<Page>,
    pub missed: Arc<[Unresolved]>,
    pub missed_links: Arc<[Unresolved]>,
    pub conflicts: Arc<[Conflict]>,
    pub handovers: Arc<[Handover]>,
}

impl Bound {
    /// Whether a name in it leads nowhere. What is said of that names what comes near, which may be anything.
    fn misses(&self) -> bool {
        !self.missed.is_empty() || !self.missed_links.is_empty()
    }
}

/// Everything that the pages of a portal are made from.
#[derive(Debug)]
pub(super) struct World {
    site: Site,
    options: Options,
    revision: Option<String>,
    registries: Arc<Registries>,
    assets: Vec<Arc<SourceFile>>,
    documents: Vec<Arc<Document>>,
}

impl World {
    pub fn new(site: &Site, documents: &Documents, options: Options, history: &History) -> Self {
        Self {
            site: site.clone(),
            options,
            revision: history.revision.clone(),
            registries: Arc::clone(&documents.registries),
            assets: documents.assets.clone(),
            documents: documents.pages.clone(),
        }
    }

    /// Whether all but the texts of pages is the same, so that ids and names mean what they did.
    fn is_like(&self, before: &World) -> bool {
        let assets = |world: &World| world.assets.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
        let mut documents = self.documents.iter().zip(&before.documents);
        self.options == before.options
            && self.revision == before.revision
            && Arc::ptr_eq(&self.registries, &before.registries)
            && self.documents.len() == before.documents.len()
            && documents.all(|(new, old)| Arc::ptr_eq(new, old) || self.is_called_alike(new, old))
            && self.site == before.site
            && assets(self) == assets(before)
    }

    /// Whether a page is found by the same names. A section's fields reach the pages below it.
    fn is_called_alike(&self, new: &Document, old: &Document) -> bool {
        let hidden = |document| super::index::is_hidden(document, self.options);
        new.kind != Kind::Section
            && (new.file, new.kind, &new.path) == (old.file, old.kind, &old.path)
            && new.fields.is_some() == old.fields.is_some()
            && text(new, "abbr") == text(old, "abbr")
            && hidden(new) == hidden(old)
    }
}

fn text<'d>(document: &'d Document, key: &str) -> Option<&'d str> {
    document.fields.as_ref()?.text(key).map(|at| at.value)
}

impl Assembler {
    /// The names of the portal; those of the last time when the world is like it was.
    pub(super) fn index(&mut self, world: &World, site: &Site, documents: &Documents) -> Index {
        if !self.world.as_ref().is_some_and(|before| world.is_like(before)) {
            (self.world, self.bound) = (None, AllBound::default());
        }
        match self.index.take() {
            // What is claimed twice is told by places, which may be others now.
            Some(mut index) if self.world.is_some() && index.conflicts().is_empty() => {
                index.renew(documents, world.options);
                index
            }
            _ => Index::new(site, documents, world.options),
        }
    }

    /// Every page of the index, bound; those that are as they were taken from the last time.
    pub(super) fn bind(
        &mut self,
        index: &Index,
        site: &Site,
        world: World,
        (history, drafted): (&History, BTreeSet<ActorId>),
    ) -> AllBound {
        let AllBound { pages: before, mut uses } = std::mem::take(&mut self.bound);
        let work = Work { index, site, history, before: &before };
        let pages = work.bind(self.world.as_ref());
        self.world = Some(world);
        if before.is_empty() {
            uses = Arc::new(Uses { drafted, ..uses::collect(&pages) });
        } else {
            let all = Arc::make_mut(&mut uses);
            all.drafted = drafted;
            let changed = before.iter().zip(&pages).filter(|(old, new)| !Arc::ptr_eq(&old.page, &new.page));
            changed.for_each(|(old, new)| uses::renew(all, old, new));
        }
        AllBound { pages, uses }
    }

    pub(super) fn keep(&mut self, index: Index, bound: AllBound) {
        (self.index, self.bound) = (Some(index), bound);
    }
}

struct Work<'a> {
    index: &'a Index,
    site: &'a Site,
    history: &'a History,
    /// One for each page, or none at all.
    before: &'a [Bound],
}

impl Work<'_> {
    fn bind(&self, world: Option<&World>) -> Vec<Bound> {
        let changed = self.changed(world);
        let renamed = self.renamed(&changed);
        let made: Vec<Bound> = (0..self.index.documents.len())
            .into_par_iter()
            .map(|number| match self.before.get(number) {
                Some(kept) if !changed.contains(&number) && !kept.misses() && !runs(&kept.page, &renamed) => {
                    kept.clone()
                }
                _ => self.page(number),
            })
            .collect();
        let moved = self.moved(&made);
        let pages: Pages = made.iter().map(|bound| Arc::clone(&bound.page)).collect();
        let is_kept = |number: usize, bound: &Bound| {
            let kept = self.before.get(number).is_some_and(|kept| Arc::ptr_eq(&kept.page, &bound.page));
            kept && !links_to(&bound.page, &moved)
        };
        let link =
            |(number, bound): (usize, Bound)| if is_kept(number, &bound) { bound } else { self.links(bound, &pages) };
        made.into_par_iter().enumerate().map(link).collect()
    }

    /// Documents that are other ones than before; none when there is no before.
    fn changed(&self, world: Option<&World>) -> BTreeSet<usize> {
        let Some(world) = world.filter(|_| !self.before.is_empty()) else { return BTreeSet::new() };
        // Pages that are left out have no number.
        let old = world.documents.iter().filter(|document| !super::index::is_hidden(document, world.options));
        let pairs = self.index.documents.iter().zip(old).enumerate();
        pairs.filter(|(_, (new, old))| !Arc::ptr_eq(new, old)).map(|(number, _)| number).collect()
    }

    /// Workflows that are called otherwise than before.
    fn renamed(&self, changed: &BTreeSet<usize>) -> BTreeSet<PageId> {
        let is_renamed = |number: &&usize| {
            let title = self.index.documents.get(**number).and_then(|document| text(document, "title"));
            self.before.get(**number).is_some_and(|kept| title != Some(kept.page.title.as_str()))
        };
        changed.iter().filter(is_renamed).map(|number| PageId(*number)).collect()
    }

    /// Pages whose headings or steps are others than before.
    fn moved(&self, made: &[Bound]) -> BTreeSet<PageId> {
        let pairs = made.iter().zip(self.before).filter(|(new, old)| !Arc::ptr_eq(&new.page, &old.page));
        pairs.filter(|(new, old)| !anchors(&new.page).eq(anchors(&old.page))).map(|(new, _)| new.page.id).collect()
    }

    /// A page, its links left for later.
    fn page(&self, number: usize) -> Bound {
        let mut binder = Binder::new(self.index, self.site);
        let mut page = pages::assemble(PageId(number), &mut binder);
        date(&mut page, self.history);
        let fields = self.index.document(page.id).and_then(|document| document.fields.as_ref());
        let conflicts = fields.into_iter().flat_map(workflow::conflicts).collect();
        let handovers = page.workflow().map(|workflow| workflow.handovers().into()).unwrap_or_default();
        let (missed, missed_links) = (binder.unresolved.into(), Arc::default());
        Bound { page: Arc::new(page), missed, missed_links, conflicts, handovers }
    }

    fn links(&self, mut bound: Bound, pages: &Pages) -> Bound {
        let mut binder = Binder::new(self.index, self.site);
        let (links, images) = links::assemble(&bound.page, pages, &mut binder);
        // Most pages have none, and had none.
        if !(links.is_empty() && images.is_empty() && bound.page.body.links.is_empty()) {
            let page = Arc::make_mut(&mut bound.page);
            (page.body.links, page.body.images) = (links, images);
        }
        Bound { missed_links: binder.unresolved.into(), ..bound }
    }
}

/// Whether a page shows the title of one of these as a sub-workflow.
fn runs(page: &Page, renamed: &BTreeSet<PageId>) -> bool {
    let is_one = |kind: StepKind| matches!(kind, StepKind::Run { workflow: Some(id) } if renamed.contains(&id));
    !renamed.is_empty() && page.workflow().is_some_and(|workflow| workflow.steps.iter().any(|step| is_one(step.kind)))
}

fn links_to(page: &Page, moved: &BTreeSet<PageId>) -> bool {
    let is_one = |target: &LinkTarget| matches!(target, LinkTarget::Page { page, .. } if moved.contains(page));
    !moved.is_empty() && page.body.links.iter().any(|link| is_one(&link.target))
}

/// Names of places on a page that others may link to.
fn anchors(page: &Page) -> impl Iterator<Item = &str> {
    let headings = page.body.headings.iter().map(|heading| heading.id.as_str());
    let steps = page.workflow().into_iter().flat_map(|workflow| &workflow.steps);
    headings.chain(["#"]).chain(steps.map(|step| step.id.as_str()))
}
