//! Which pages are as they were.
//!
//! A page is made from its document and from the world around it: which pages there are, what they are
//! called, the registries, the settings. Most saves change one text and nothing of that world. Then all
//! other pages are shared with the portal before, but for those that show something of the changed
//! page: its title where they run it, its headings and steps where they link to them. A page that came may be
//! what others missed; one that went is missed by those that named it. Whenever more of the world changed,
//! everything is made anew; there is nothing to invalidate.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::bind::Binder;
use super::index::Index;
use super::renew::{Difference, text};
use super::{Options, date, links, pages, uses, workflow};
use crate::model::{
    ActorId, ByPage, Conflict, Handover, History, Image, Link, LinkTarget, Page, PageId, Pages, Site, StepKind,
    Unresolved, Uses,
};
use crate::parse::{Documents, Registries};
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
    pub pages: ByPage<Bound>,
    pub uses: Arc<Uses>,
}

/// A page and what was found while its references were bound.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub page: Arc<Page>,
    pub missed: Arc<[Unresolved]>,
    pub missed_links: Arc<[Unresolved]>,
    /// Pages that names in its fields and links in its text led to.
    pub refers: Arc<[PageId]>,
    pub refers_links: Arc<[PageId]>,
    pub conflicts: Arc<[Conflict]>,
    pub handovers: Arc<[Handover]>,
}

/// What the links and images of a page lead to.
struct Links {
    links: Vec<Link>,
    images: Vec<Image>,
    missed: Arc<[Unresolved]>,
    refers: Arc<[PageId]>,
}

impl Bound {
    /// Whether a name in it leads nowhere. What is said of that names what comes near, which may be anything.
    fn misses(&self) -> bool {
        !self.missed.is_empty() || !self.missed_links.is_empty()
    }

    fn with(mut self, found: Links) -> Self {
        let Links { links, images, missed, refers } = found;
        // Most pages have none, and had none.
        if !(links.is_empty() && images.is_empty() && self.page.body.links.is_empty()) {
            let page = Arc::make_mut(&mut self.page);
            (page.body.links, page.body.images) = (links, images);
        }
        Self { missed_links: missed, refers_links: refers, ..self }
    }

    fn refers_to(&self, pages: &BTreeSet<PageId>) -> bool {
        !pages.is_empty() && self.refers.iter().chain(&*self.refers_links).any(|id| pages.contains(id))
    }
}

/// Everything but their documents that the pages of a portal are made from.
#[derive(Debug)]
pub(super) struct World {
    site: Site,
    options: Options,
    revision: Option<String>,
    registries: Arc<Registries>,
    assets: Vec<Arc<SourceFile>>,
}

impl World {
    pub fn new(site: &Site, documents: &Documents, options: Options, history: &History) -> Self {
        Self {
            site: site.clone(),
            options,
            revision: history.revision.clone(),
            registries: Arc::clone(&documents.registries),
            assets: documents.assets.clone(),
        }
    }

    /// Whether all but the pages is the same.
    fn is_like(&self, before: &World) -> bool {
        self.options == before.options
            && self.revision == before.revision
            && Arc::ptr_eq(&self.registries, &before.registries)
            && self.site == before.site
            && self.assets.iter().map(|file| &file.path).eq(before.assets.iter().map(|file| &file.path))
    }
}

impl Assembler {
    /// The names of the portal, and which pages are not as the last time; when all are made anew, none.
    pub(super) fn index(&mut self, world: &World, site: &Site, documents: &Documents) -> (Index, Difference) {
        let is_like = self.world.as_ref().is_some_and(|before| world.is_like(before));
        let kept = self.index.take().filter(|_| is_like).and_then(|index| index.renew(documents, world.options));
        kept.unwrap_or_else(|| {
            self.bound = AllBound::default();
            (Index::new(site, documents, world.options), Difference::default())
        })
    }

    /// Every page of the index, bound; those that are as they were taken from the last time.
    pub(super) fn bind(
        &mut self,
        (index, difference): (&Index, &Difference),
        site: &Site,
        world: World,
        (history, drafted): (&History, BTreeSet<ActorId>),
    ) -> AllBound {
        let AllBound { pages: before, mut uses } = std::mem::take(&mut self.bound);
        let pages = Work { index, site, history, before: &before, difference }.bind();
        self.world = Some(world);
        if before.is_empty() {
            uses = Arc::new(Uses { drafted, ..uses::collect(pages.things()) });
        } else {
            let all = Arc::make_mut(&mut uses);
            all.drafted = drafted;
            for id in &difference.gone {
                uses::renew(all, before.get(*id), None);
            }
            for (id, new) in pages.iter() {
                match before.get(id) {
                    Some(old) if Arc::ptr_eq(&old.page, &new.page) => {}
                    old => uses::renew(all, old, Some(new)),
                }
            }
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
    /// Every page of the last time, or none at all.
    before: &'a ByPage<Bound>,
    difference: &'a Difference,
}

impl Work<'_> {
    fn bind(&self) -> ByPage<Bound> {
        let renamed = self.renamed();
        let ids = self.index.documents.ids();
        let made: Vec<Bound> = ids
            .par_iter()
            .map(|id| match self.before.get(*id) {
                Some(kept) if self.stays(kept, &renamed) => kept.clone(),
                _ => self.page(*id),
            })
            .collect();
        let moved = self.moved(&made);
        let pages: Pages = made.iter().map(|bound| Arc::clone(&bound.page)).collect();
        let is_kept = |bound: &Bound| {
            let kept = self.before.get(bound.page.id).is_some_and(|kept| Arc::ptr_eq(&kept.page, &bound.page));
            kept && !links_to(&bound.page, &moved)
        };
        let find = |bound: &Bound| (!is_kept(bound)).then(|| self.links(&bound.page, &pages));
        let found: Vec<Option<Links>> = made.par_iter().map(find).collect();
        // Before the links are written: a page that somebody else has too would be copied for it.
        drop(pages);
        let linked = made.into_iter().zip(found).map(|(bound, found)| match found {
            Some(links) => bound.with(links),
            None => bound,
        });
        ids.iter().copied().zip(linked).collect()
    }

    fn stays(&self, kept: &Bound, renamed: &BTreeSet<PageId>) -> bool {
        let Difference { changed, gone, .. } = self.difference;
        !changed.contains(&kept.page.id) && !kept.misses() && !kept.refers_to(gone) && !runs(&kept.page, renamed)
    }

    /// Workflows that are called otherwise than before.
    fn renamed(&self) -> BTreeSet<PageId> {
        let is_renamed = |id: &&PageId| {
            let title = self.index.document(**id).and_then(|document| text(document, "title"));
            self.before.get(**id).is_some_and(|kept| title != Some(kept.page.title.as_str()))
        };
        self.difference.changed.iter().filter(is_renamed).copied().collect()
    }

    /// Pages whose headings or steps are others than before.
    fn moved(&self, made: &[Bound]) -> BTreeSet<PageId> {
        let is_moved = |new: &&Bound| {
            self.before
                .get(new.page.id)
                .is_some_and(|old| !Arc::ptr_eq(&new.page, &old.page) && !anchors(&new.page).eq(anchors(&old.page)))
        };
        made.iter().filter(is_moved).map(|new| new.page.id).collect()
    }

    /// A page, its links left for later.
    fn page(&self, id: PageId) -> Bound {
        let mut binder = Binder::new(self.index, self.site);
        let mut page = pages::assemble(id, &mut binder);
        date(&mut page, self.history);
        let fields = self.index.document(page.id).and_then(|document| document.fields.as_ref());
        let conflicts = fields.into_iter().flat_map(workflow::conflicts).collect();
        let handovers = page.workflow().map(|workflow| workflow.handovers().into()).unwrap_or_default();
        Bound {
            page: Arc::new(page),
            missed: binder.unresolved.into(),
            missed_links: Arc::default(),
            refers: binder.refers.into(),
            refers_links: Arc::default(),
            conflicts,
            handovers,
        }
    }

    fn links(&self, page: &Page, pages: &Pages) -> Links {
        let mut binder = Binder::new(self.index, self.site);
        let (links, images) = links::assemble(page, pages, &mut binder);
        Links { links, images, missed: binder.unresolved.into(), refers: binder.refers.into() }
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
