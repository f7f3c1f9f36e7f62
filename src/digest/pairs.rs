//! Which page, actor and audience of the one state is which of the other.
//!
//! A page is the same when it stands at the same address, when an alias says where it stood, or when it is the only
//! one of its kind and id in both states.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ActorId, AudienceId, Kind, Page, PageId, Portal};
use crate::source::Url;

/// Old ids to new ones; what has no pair is new or gone.
#[derive(Debug, Default)]
pub struct Pairs {
    pages: BTreeMap<PageId, PageId>,
    actors: BTreeMap<ActorId, ActorId>,
    audiences: BTreeMap<AudienceId, AudienceId>,
}

/// A page of either state: what is the same in both has one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Either<T> {
    /// In the new state, and perhaps in the old.
    Now(T),
    /// In the old state alone.
    Then(T),
}

impl Pairs {
    pub fn of(old: &Portal, new: &Portal) -> Self {
        let named = |id: &str, aliases: &[Url], before: &str| {
            id == before
                || aliases.iter().any(|url| url.as_str().trim_end_matches('/').rsplit('/').next() == Some(before))
        };
        let actor = |before: &str| {
            new.actors
                .iter()
                .position(|one| one.id == before)
                .or_else(|| new.actors.iter().position(|one| named(&one.id, &one.aliases, before)))
        };
        let audience = |before: &str| {
            new.audiences
                .iter()
                .position(|one| one.id == before)
                .or_else(|| new.audiences.iter().position(|one| named(&one.id, &one.aliases, before)))
        };
        let numbered = |all: Vec<Option<usize>>| {
            all.into_iter().enumerate().filter_map(|(then, now)| Some((then, now?))).collect::<Vec<_>>()
        };
        let actors = numbered(old.actors.iter().map(|one| actor(&one.id)).collect());
        let audiences = numbered(old.audiences.iter().map(|one| audience(&one.id)).collect());
        Self {
            pages: pages(old, new),
            actors: actors.into_iter().map(|(then, now)| (ActorId(then), ActorId(now))).collect(),
            audiences: audiences.into_iter().map(|(then, now)| (AudienceId(then), AudienceId(now))).collect(),
        }
    }

    /// Pages of both states, old and new.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, PageId)> {
        self.pages.iter().map(|(old, new)| (*old, *new))
    }

    pub fn actors(&self) -> impl Iterator<Item = (ActorId, ActorId)> {
        self.actors.iter().map(|(old, new)| (*old, *new))
    }

    pub fn audiences(&self) -> impl Iterator<Item = (AudienceId, AudienceId)> {
        self.audiences.iter().map(|(old, new)| (*old, *new))
    }

    /// An old page, as what it is now if it still is.
    pub fn page(&self, old: PageId) -> Either<PageId> {
        self.pages.get(&old).map_or(Either::Then(old), |new| Either::Now(*new))
    }

    pub fn actor(&self, old: ActorId) -> Either<ActorId> {
        self.actors.get(&old).map_or(Either::Then(old), |new| Either::Now(*new))
    }

    pub fn audience(&self, old: AudienceId) -> Either<AudienceId> {
        self.audiences.get(&old).map_or(Either::Then(old), |new| Either::Now(*new))
    }
}

fn pages(old: &Portal, new: &Portal) -> BTreeMap<PageId, PageId> {
    let mut pairs: BTreeMap<PageId, PageId> = BTreeMap::new();
    let mut taken: BTreeSet<PageId> = BTreeSet::new();
    let by_url: BTreeMap<&Url, &Page> = new.pages.iter().map(|page| (&page.url, page)).collect();
    let by_alias: BTreeMap<&Url, &Page> =
        new.pages.iter().flat_map(|page| page.aliases.iter().map(move |alias| (alias, page))).collect();
    let (before, now) = (by_id(old), by_id(new));
    let alone = |page: &Page| {
        let key = (page.kind(), page.slug.as_str());
        let one = |all: &BTreeMap<(Kind, &str), Vec<PageId>>| match all.get(&key).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        };
        one(&before)?;
        one(&now).map(|id| new.page(id))
    };
    let mut pass = |find: &dyn Fn(&Page) -> Option<PageId>| {
        for page in &old.pages {
            if let Some(to) = find(page).filter(|to| !pairs.contains_key(&page.id) && !taken.contains(to)) {
                pairs.insert(page.id, to);
                taken.insert(to);
            }
        }
    };
    pass(&|page| by_url.get(&page.url).map(|page| page.id));
    pass(&|page| by_alias.get(&page.url).map(|page| page.id));
    pass(&|page| alone(page).map(|page| page.id));
    pairs
}

fn by_id(portal: &Portal) -> BTreeMap<(Kind, &str), Vec<PageId>> {
    let mut all: BTreeMap<(Kind, &str), Vec<PageId>> = BTreeMap::new();
    for page in &portal.pages {
        all.entry((page.kind(), page.slug.as_str())).or_default().push(page.id);
    }
    all
}
