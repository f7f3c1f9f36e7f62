//! What most likely took the place of a lost page.

use std::collections::BTreeMap;

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

/// Where successors are looked for.
pub struct Candidates<'a> {
    portal: &'a Portal,
    by_id: BTreeMap<&'a str, Vec<&'a Page>>,
    by_title: BTreeMap<String, Vec<&'a Page>>,
    by_folder: BTreeMap<&'a str, Vec<&'a Page>>,
}

impl<'a> Candidates<'a> {
    pub fn of(portal: &'a Portal, routes: &Routes) -> Self {
        let (by_id, by_title, by_folder) = Default::default();
        let mut all = Self { portal, by_id, by_title, by_folder };
        let stands = |page: &&Page| matches!(routes.get(&page.url).map(|route| &route.target), Some(Target::Page(_)));
        for page in portal.pages.iter().filter(stands) {
            all.by_id.entry(&page.slug).or_default().push(page);
            all.by_title.entry(slug(&page.title)).or_default().push(page);
            if let Some((folder, _)) = split(&page.url) {
                all.by_folder.entry(folder).or_default().push(page);
            }
        }
        all
    }

    /// The likeliest successor of a page, if there is a likely one: the same id elsewhere, a near name in the same
    /// folder, a page whose title makes the id.
    pub fn successor(&self, lost: &Url) -> Option<Successor<'a>> {
        let (folder, id) = split(lost)?;
        let below = |what: Special| folder == what.url().as_str();
        if below(Special::Roles) || below(Special::Map) {
            let actors: Vec<(&str, &Actor)> = self.portal.actors.iter().map(|one| (one.id.as_str(), one)).collect();
            return entry(id, &actors, |actor| slug(&actor.name)).map(Successor::Actor);
        }
        if below(Special::Audiences) {
            let all: Vec<(&str, &Audience)> = self.portal.audiences.iter().map(|one| (one.id.as_str(), one)).collect();
            return entry(id, &all, |one| slug(&one.name)).map(Successor::Audience);
        }
        self.page(folder, id).map(Successor::Page)
    }

    fn page(&self, folder: &str, id: &str) -> Option<&'a Page> {
        // A list that the program made has no page that took its place: the values of a facet are all lists.
        if folder.contains("/efter/") {
            return None;
        }
        let top = |url: &str| url.split('/').next().unwrap_or_default().to_owned();
        let same_top = |all: &[&'a Page]| -> Vec<&'a Page> {
            all.iter().filter(|page| top(page.url.as_str()) == top(folder)).copied().collect()
        };
        let only = |all: &[&'a Page]| match all {
            [one] => Some(*one),
            _ => None,
        };
        let named = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        let titled = self.by_title.get(id).map_or(&[][..], Vec::as_slice);
        let beside = self.by_folder.get(folder).map_or(&[][..], Vec::as_slice);
        let near = || {
            let near = nearest(id, beside.iter().map(|page| page.slug.as_str()))?;
            beside.iter().find(|page| page.slug == near).copied()
        };
        only(&same_top(named))
            .or_else(|| only(named))
            .or_else(|| only(&same_top(titled)))
            .or_else(near)
            .or_else(|| only(titled))
    }
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

/// The section nearest above an address that is gone.
pub fn section_above<'a>(portal: &'a Portal, lost: &Url) -> Option<&'a Page> {
    let text = lost.as_str().trim_end_matches('/');
    let ends = text.rmatch_indices('/').map(|(at, _)| at + 1);
    let folders: Vec<Url> = ends.filter_map(|at| text.get(..at)).map(Url::new).collect();
    folders.iter().find_map(|url| portal.of_kind(Kind::Section).find(|section| section.url == *url))
}
