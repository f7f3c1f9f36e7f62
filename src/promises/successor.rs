//! What most likely took the place of a lost page.

use crate::model::{Actor, Audience, Kind, Page, Portal};
use crate::routes::{Routes, Special, Target, urls};
use crate::source::Url;
use crate::text::{nearest, slug};

/// Who can answer at an old address, and where it is written.
#[derive(Clone, Copy)]
pub enum Successor<'a> {
    Page(&'a Page),
    Actor(&'a Actor),
    Audience(&'a Audience),
}

impl Successor<'_> {
    pub fn url(&self) -> Url {
        match self {
            Self::Page(page) => page.url.clone(),
            Self::Actor(actor) => urls::role(actor),
            Self::Audience(audience) => urls::audience(audience),
        }
    }

    /// What people know it by.
    pub fn name(&self) -> &str {
        match self {
            Self::Page(page) => &page.title,
            Self::Actor(actor) => &actor.name,
            Self::Audience(audience) => &audience.name,
        }
    }
}

/// The likeliest successor of a page, if there is a likely one: the same id elsewhere, a near name in the same
/// folder, a page whose title makes the id.
pub fn of<'a>(portal: &'a Portal, routes: &Routes, lost: &Url) -> Option<Successor<'a>> {
    let (folder, id) = split(lost)?;
    let below = |what: Special| folder == what.url().as_str();
    if below(Special::Roles) || below(Special::Map) {
        let actors: Vec<(&str, &Actor)> = portal.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
        let named = |actor: &Actor| slug(&actor.name);
        return entry(id, &actors, named).map(Successor::Actor);
    }
    if below(Special::Audiences) {
        let all: Vec<(&str, &Audience)> = portal.audiences.iter().map(|one| (one.id.as_str(), one)).collect();
        return entry(id, &all, |one| slug(&one.name)).map(Successor::Audience);
    }
    page(portal, routes, folder, id).map(Successor::Page)
}

/// The folder of a page's address, with its slash, and the last part.
fn split(url: &Url) -> Option<(&str, &str)> {
    let whole = url.as_str().strip_suffix('/')?;
    let at = whole.rfind('/').map_or(0, |at| at + 1);
    Some((whole.get(..at)?, whole.get(at..)?))
}

fn entry<'a, T>(id: &str, all: &[(&str, &'a T)], named: impl Fn(&T) -> String) -> Option<&'a T> {
    let by_name = all.iter().find(|(_, one)| named(one) == id);
    let near = || nearest(id, all.iter().map(|(id, _)| *id)).and_then(|near| all.iter().find(|(id, _)| *id == near));
    by_name.or_else(near).map(|(_, one)| *one)
}

fn page<'a>(portal: &'a Portal, routes: &Routes, folder: &str, id: &str) -> Option<&'a Page> {
    // A list that the program made has no page that took its place: the values of a facet are all lists.
    if folder.contains("/efter/") {
        return None;
    }
    let stands = |page: &&Page| matches!(routes.get(&page.url).map(|route| &route.target), Some(Target::Page(_)));
    let pages = || portal.pages.iter().filter(stands);
    let top = |url: &str| url.split('/').next().unwrap_or_default().to_owned();
    let same_top = |page: &&Page| top(page.url.as_str()) == top(folder);
    let same_folder = |page: &&Page| split(&page.url).is_some_and(|(other, _)| other == folder);
    let same_id = || pages().filter(|page| page.slug == id);
    let titled = || pages().filter(|page| slug(&page.title) == id);
    let near = || {
        let slugs = pages().filter(same_folder).map(|page| page.slug.as_str());
        let near = nearest(id, slugs)?;
        pages().filter(same_folder).find(|page| page.slug == near)
    };
    let only = |mut all: Box<dyn Iterator<Item = &'a Page> + '_>| {
        let first = all.next()?;
        all.next().is_none().then_some(first)
    };
    only(Box::new(same_id().filter(same_top)))
        .or_else(|| only(Box::new(same_id())))
        .or_else(|| only(Box::new(titled().filter(same_top))))
        .or_else(near)
        .or_else(|| only(Box::new(titled())))
}

/// The section nearest above an address that is gone.
pub fn section_above<'a>(portal: &'a Portal, lost: &Url) -> Option<&'a Page> {
    let text = lost.as_str().trim_end_matches('/');
    let ends = text.rmatch_indices('/').map(|(at, _)| at + 1);
    let folders: Vec<Url> = ends.filter_map(|at| text.get(..at)).map(Url::new).collect();
    folders.iter().find_map(|url| portal.of_kind(Kind::Section).find(|section| section.url == *url))
}
