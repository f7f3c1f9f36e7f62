//! What lay beside an old address: an alias brings it along.
//!
//! A page that moves takes its checklist, drawings and cards with it, and a role or an audience its other pages and
//! its feed. Pages lead on to where they are now. No page can lead on from a file's address, so files are given
//! out at both.

use std::collections::BTreeMap;

use super::collect::beside;
use super::{FacetList, FacetValue, Target, urls};
use crate::model::{Actor, Audience, AudienceId, Page, Portal};
use crate::source::Url;

/// Everything that follows from the aliases of a portal.
pub(super) fn all(portal: &Portal, facets: &BTreeMap<FacetValue, FacetList>) -> Vec<(Url, Target)> {
    let mut all: Vec<(Url, Target)> = Vec::new();
    for page in &portal.pages {
        all.extend(page.aliases.iter().flat_map(|alias| of_page(portal, page, alias)));
    }
    for actor in &portal.actors {
        all.extend(actor.aliases.iter().flat_map(|alias| of_actor(portal, actor, alias)));
    }
    for (n, audience) in portal.audiences.iter().enumerate() {
        all.extend(audience.aliases.iter().flat_map(|alias| of_audience(portal, AudienceId(n), audience, alias)));
    }
    for (value, list) in facets {
        all.extend(aliases_of(portal, *value).iter().filter_map(|alias| of_facet(list, alias)));
    }
    all
}

/// The last part of a page's address: the id it had.
fn id(alias: &Url) -> Option<&str> {
    let id = alias.as_str().strip_suffix('/')?.rsplit('/').next()?;
    Some(id).filter(|id| !id.is_empty())
}

fn redirect(from: Url, to: Url) -> (Url, Target) {
    (from, Target::Redirect { to })
}

fn of_page(portal: &Portal, page: &Page, alias: &Url) -> Vec<(Url, Target)> {
    let Some(slug) = id(alias) else { return Vec::new() };
    let before = Page { url: alias.clone(), slug: slug.to_owned(), ..page.clone() };
    let now = beside(portal, page).into_iter().map(|(url, _)| url);
    let then = beside(portal, &before).into_iter().zip(now);
    then.map(|((url, target), now)| if url.is_page() { redirect(url, now) } else { (url, target) }).collect()
}

fn of_actor(portal: &Portal, actor: &Actor, alias: &Url) -> Vec<(Url, Target)> {
    let Some(id) = id(alias) else { return Vec::new() };
    let before = Actor { id: id.to_owned(), ..actor.clone() };
    let mut all = vec![redirect(urls::role(&before), urls::role(actor))];
    let named = |id: &crate::model::ActorId| portal.actor(*id).id == actor.id;
    if portal.uses.handovers.keys().any(|(from, to)| named(from) || named(to)) {
        all.push(redirect(urls::handovers(&before), urls::handovers(actor)));
    }
    all
}

fn of_audience(portal: &Portal, number: AudienceId, audience: &Audience, alias: &Url) -> Vec<(Url, Target)> {
    let Some(id) = id(alias) else { return Vec::new() };
    let before = Audience { id: id.to_owned(), ..audience.clone() };
    let mut all = vec![redirect(urls::audience(&before), urls::audience(audience))];
    if portal.site.base_url.is_some() {
        all.push((urls::audience_feed(&before), Target::AudienceFeed(number)));
    }
    all
}

fn aliases_of(portal: &Portal, value: FacetValue) -> &[Url] {
    match value {
        FacetValue::Area(page) | FacetValue::Law(page) | FacetValue::Tool(page) => &portal.page(page).aliases,
        FacetValue::Audience(id) => &portal.audience(id).aliases,
        FacetValue::Lead(_) | FacetValue::Deadline | FacetValue::Shared => &[],
    }
}

fn of_facet(list: &FacetList, alias: &Url) -> Option<(Url, Target)> {
    let (above, _) = list.url.as_str().strip_suffix('/')?.rsplit_once('/')?;
    Some(redirect(Url::new(format!("{above}/{}/", id(alias)?)), list.url.clone()))
}
