//! The same table again, but for pages that came or went.
//!
//! Most saves change what a page says and not where anything stands. Whether that is so is told by what
//! each changed page claims, before and after. A page that came or went takes its own rows along, and its place in
//! the lists of workflows. When in doubt the table is made anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{FacetList, FacetValue, Route, Routes, Target, collect, facet, former, home_of, search_shards};
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
    world: World,
    pages: Pages,
    /// Of the search index.
    shards: usize,
    rows: Rows,
}

/// The table itself.
#[derive(Debug)]
struct Rows {
    routes: Arc<HashMap<Url, Route>>,
    facets: Arc<BTreeMap<FacetValue, FacetList>>,
}

/// What the table is made from besides pages.
#[derive(Debug, PartialEq, Eq)]
struct World {
    site: crate::model::Site,
    /// With the old addresses of each.
    actors: Vec<(String, Vec<Url>)>,
    audiences: Vec<(String, Vec<Url>)>,
    /// Of the portal and of the theme.
    assets: Vec<Url>,
    handing: BTreeSet<ActorId>,
    owners: BTreeSet<PageId>,
}

impl Router {
    /// The table of a portal. One with problems is never kept: they point at places.
    pub fn collect(&mut self, portal: &Portal, theme: &Theme) -> Checked<Routes> {
        let world = World::of(portal, theme);
        let kept = self.last.take().filter(|last| last.world == world).and_then(|last| last.renewed(portal));
        let Rows { routes, facets } = match kept {
            Some(rows) => rows,
            None => {
                let made = Routes::collect(portal, theme);
                if made.diagnostics.iter().next().is_some() {
                    return made;
                }
                Rows { routes: made.value.routes, facets: made.value.facets }
            }
        };
        let (pages, rows) = (portal.pages.clone(), Rows { routes: Arc::clone(&routes), facets: Arc::clone(&facets) });
        self.last = Some(Last { world, pages, shards: search_shards(portal), rows });
        Checked::new(Routes::new(portal, routes, facets), Default::default())
    }
}

impl Last {
    /// The rows as they are now; `None` when more changed than pages that came or went.
    fn renewed(self, portal: &Portal) -> Option<Rows> {
        let home = home_of(portal, Kind::Workflow).map(|home| home.id);
        let claims = |page| Claims::of(portal, home, page);
        let mut rows = self.rows;
        let mut fewer = false;
        let mut old = self.pages.shared().iter().peekable();
        for new in portal.pages.shared() {
            while let Some(gone) = old.next_if(|old| old.id < new.id) {
                rows.remove(portal, &claims(gone), gone)?;
                fewer = true;
            }
            match old.next_if(|old| old.id == new.id) {
                Some(old) if Arc::ptr_eq(old, new) || claims(old) == claims(new) => {}
                Some(_) => return None,
                None => rows.add(portal, &claims(new), new)?,
            }
        }
        for gone in old {
            rows.remove(portal, &claims(gone), gone)?;
            fewer = true;
        }
        // What lay beside an old address may have given way to a page that went.
        if fewer && former::all(portal, &rows.facets).iter().any(|(url, _)| !rows.routes.contains_key(url)) {
            return None;
        }
        rows.share(self.shards, search_shards(portal))?;
        Some(rows)
    }
}

impl Rows {
    /// Shares the search index among more or fewer files. `None` where a URL is taken.
    fn share(&mut self, before: usize, now: usize) -> Option<()> {
        if before == now {
            return Some(());
        }
        let routes = Arc::make_mut(&mut self.routes);
        collect::shards(before).for_each(|(url, _)| drop(routes.remove(&url)));
        for (url, target) in collect::shards(now) {
            if routes.insert(url.clone(), Route { url, target }).is_some() {
                return None;
            }
        }
        Some(())
    }

    /// `None` where a row is not its own.
    fn remove(&mut self, portal: &Portal, claims: &Claims, page: &Page) -> Option<()> {
        let routes = Arc::make_mut(&mut self.routes);
        for (url, target) in claims.rows(portal, page)? {
            routes.remove(&url).filter(|route| route.target == target)?;
        }
        for value in &claims.facets {
            let list = &mut Arc::make_mut(&mut self.facets).get_mut(value)?.workflows;
            list.retain(|id| *id != page.id);
            // An empty list has no page.
            list.first()?;
        }
        Some(())
    }

    /// `None` where a URL is taken.
    fn add(&mut self, portal: &Portal, claims: &Claims, page: &Page) -> Option<()> {
        let routes = Arc::make_mut(&mut self.routes);
        for (url, target) in claims.rows(portal, page)? {
            if routes.insert(url.clone(), Route { url, target }).is_some() {
                return None;
            }
        }
        for value in &claims.facets {
            let list = &mut Arc::make_mut(&mut self.facets).get_mut(value)?.workflows;
            let at = list.partition_point(|id| *id < page.id);
            list.insert(at, page.id);
        }
        Some(())
    }
}

impl World {
    fn of(portal: &Portal, theme: &Theme) -> Self {
        let uses = &portal.uses;
        Self {
            site: portal.site.clone(),
            actors: portal.actors.iter().map(|actor| (actor.id.clone(), actor.aliases.clone())).collect(),
            audiences: portal.audiences.iter().map(|one| (one.id.clone(), one.aliases.clone())).collect(),
            assets: portal.assets.values().chain(theme.assets().iter().map(|(url, _)| url)).cloned().collect(),
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

    /// The rows that are the page's alone. `None` where others may have given way to it, or give way to it.
    fn rows(&self, portal: &Portal, page: &Page) -> Option<Vec<(Url, Target)>> {
        if !self.aliases.is_empty() || matches!(self.kind, Kind::Section | Kind::Term) {
            return None;
        }
        let mut rows = collect::beside(portal, page);
        rows.push((page.url.clone(), Target::Page(page.id)));
        Some(rows)
    }
}
