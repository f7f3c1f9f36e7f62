//! The same table again, when nothing that it is made from changed.
//!
//! Most saves change what a page says and not where anything stands. Whether that is so is told by what
//! each changed page claims, before and after; when in doubt the table is made anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{FacetList, FacetValue, Route, Routes, facet, home_of};
use crate::diag::Checked;
use crate::model::{ActorId, Content, Kind, Page, PageId, Pages, Portal};
use crate::source::Url;
use crate::theme::Theme;

/// Makes the table again and again, keeping it while it would be the same.
#[derive(Debug, Default)]
pub struct Router {
    last: Option<Last>,
}

/// What the last table was made from.
#[derive(Debug)]
struct Last {
    theme: Arc<Theme>,
    world: World,
    pages: Pages,
    routes: Arc<HashMap<Url, Route>>,
    facets: Arc<BTreeMap<FacetValue, FacetList>>,
}

/// What the table is made from besides pages.
#[derive(Debug, PartialEq, Eq)]
struct World {
    site: crate::model::Site,
    actors: Vec<String>,
    audiences: Vec<String>,
    assets: Vec<Url>,
    handing: BTreeSet<ActorId>,
    owners: BTreeSet<PageId>,
}

impl Router {
    /// The table of a portal. One with problems is never kept: they point at places.
    pub fn collect(&mut self, portal: &Portal, theme: &Arc<Theme>) -> Checked<Routes> {
        let world = World::of(portal);
        let kept = self.last.take().filter(|last| last.is_right(portal, theme, &world));
        let (routes, facets) = match kept {
            Some(last) => (last.routes, last.facets),
            None => {
                let made = Routes::collect(portal, theme);
                if made.diagnostics.iter().next().is_some() {
                    return made;
                }
                (made.value.routes, made.value.facets)
            }
        };
        let (theme, pages) = (Arc::clone(theme), portal.pages.clone());
        self.last = Some(Last { theme, world, pages, routes: Arc::clone(&routes), facets: Arc::clone(&facets) });
        Checked::new(Routes::new(portal, routes, facets), Default::default())
    }
}

impl Last {
    fn is_right(&self, portal: &Portal, theme: &Arc<Theme>, world: &World) -> bool {
        let home = home_of(portal, Kind::Workflow).map(|home| home.id);
        let claims = |page| Claims::of(portal, home, page);
        let mut pages = self.pages.shared().iter().zip(portal.pages.shared());
        Arc::ptr_eq(&self.theme, theme)
            && self.pages.len() == portal.pages.len()
            && pages.all(|(old, new)| Arc::ptr_eq(old, new) || claims(old) == claims(new))
            && self.world == *world
    }
}

impl World {
    fn of(portal: &Portal) -> Self {
        let uses = &portal.uses;
        Self {
            site: portal.site.clone(),
            actors: portal.actors.iter().map(|actor| actor.id.clone()).collect(),
            audiences: portal.audiences.iter().map(|audience| audience.id.clone()).collect(),
            assets: portal.assets.values().cloned().collect(),
            handing: uses.handovers.keys().flat_map(|(from, to)| [*from, *to]).collect(),
            owners: uses.owned.keys().copied().collect(),
        }
    }
}

/// What a page has to do with the table.
#[derive(PartialEq, Eq)]
struct Claims<'a> {
    url: &'a Url,
    kind: Kind,
    aliases: &'a [Url],
    synonyms: &'a [String],
    section: Option<PageId>,
    /// The kind that a section gives to its pages.
    gives: Option<Kind>,
    facets: BTreeSet<FacetValue>,
}

impl<'a> Claims<'a> {
    fn of(portal: &Portal, home: Option<PageId>, page: &'a Page) -> Self {
        let synonyms = match &page.content {
            Content::Term(term) => term.synonyms.as_slice(),
            _ => &[],
        };
        Self {
            url: &page.url,
            kind: page.kind(),
            aliases: &page.aliases,
            synonyms,
            section: page.section,
            gives: super::section_kind(page),
            facets: home.map(|home| facet::values(portal, home, page)).unwrap_or_default(),
        }
    }
}
