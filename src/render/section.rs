//! The front page, and sections that list what lies in them.

use serde::Serialize;

use super::Output;
use super::frame::{Head, encode, special_link};
use super::list;
use super::news;
use super::place::Place;
use super::topic::{self, FinderView, TopicView, finder};
use super::views::{EntryView, GroupView, LetterView, LinkView};
use super::workflow::audience_link;
use crate::diag::Diagnostic;
use crate::model::{AudienceId, Content, Kind, Page, PageId};
use crate::routes::{Special, urls};
use crate::text::danish_order;

#[derive(Serialize)]
struct SectionView {
    featured: Vec<EntryView>,
    subsections: Vec<SubsectionView>,
    letters: Vec<LetterView>,
    groups: Vec<GroupView<EntryView>>,
    /// Short lists need no letters.
    count: usize,
    /// Pages that the program makes and that stand below this section.
    made: Vec<LinkView>,
}

/// A section below, with what lies directly in it.
#[derive(Serialize)]
struct SubsectionView {
    entry: EntryView,
    count: usize,
    children: Vec<EntryView>,
}

pub(super) fn page(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let (sections, pages): (Vec<&Page>, Vec<&Page>) =
        place.portal.children(page.id).partition(|child| child.kind() == Kind::Section);
    let mut entries: Vec<(String, EntryView)> =
        pages.iter().map(|child| (child.title.clone(), place.entry(child))).collect();
    entries.sort_by(|a, b| danish_order(&a.0, &b.0));
    let count = entries.len();
    let groups = list::by_letter(entries);
    let view = SectionView {
        featured: featured(place, page),
        subsections: sections.into_iter().map(|section| subsection(place, section)).collect(),
        letters: list::letters(&groups, ""),
        groups,
        count,
        made: made(place, page),
    };
    place.html("section.html", Head::with_text(place, page), "section", &view)
}

/// Generated pages directly below a section that no content page stands for.
fn made(place: &Place, section: &Page) -> Vec<LinkView> {
    let below = |what: &Special| {
        let url = what.url();
        let name = url.as_str().strip_prefix(section.url.as_str()).unwrap_or_default();
        !section.url.as_str().is_empty()
            && name.trim_end_matches('/').split('/').filter(|part| !part.is_empty()).count() == 1
            && !place.portal.pages.iter().any(|page| page.url == url)
    };
    Special::ALL
        .into_iter()
        .filter(|what| what.is_in(&place.portal.site))
        .filter(below)
        .map(|what| special_link(place, what))
        .collect()
}

/// Pages that the editor named, in that order.
pub(super) fn featured(place: &Place, page: &Page) -> Vec<EntryView> {
    match &page.content {
        Content::Section(section) => place.entries(section.featured.iter().copied()),
        _ => Vec::new(),
    }
}

fn subsection(place: &Place, section: &Page) -> SubsectionView {
    let mut children = place.entries(place.portal.children(section.id).map(|child| child.id));
    children.sort_by(|a, b| danish_order(&a.title, &b.title));
    SubsectionView { entry: place.entry(section), count: children.len(), children }
}

#[derive(Serialize)]
struct HomeView {
    responsibility: Option<String>,
    /// Searches to begin with.
    examples: Vec<LinkView>,
    /// Topics that are asked about most: those the editor named, else the first.
    topics: Vec<TopicView>,
    finder: Option<FinderView>,
    audiences: Vec<EntryView>,
    sections: Vec<CountedView>,
    featured: Vec<EntryView>,
    changes: Vec<news::ChangeView>,
    changes_href: Option<String>,
    deadlines: LinkView,
}

/// A section with the number of pages below it.
#[derive(Serialize)]
struct CountedView {
    entry: EntryView,
    count: usize,
}

const TOPICS: usize = 6;
const AUDIENCES: usize = 10;
const CHANGES: usize = 5;

pub(super) fn home(place: &Place, head: Head, intro: Option<PageId>) -> Result<Output, Diagnostic> {
    let portal = place.portal;
    let topics = list::home(place, Kind::Topic);
    let view = HomeView {
        responsibility: topics.map(|page| place.page_href(page.id)),
        examples: examples(place),
        topics: asked_topics(place, topics),
        finder: portal.finder.as_ref().map(|tree| finder(place, tree)),
        audiences: audiences(place),
        sections: sections(place),
        featured: intro.map(|page| featured(place, portal.page(page))).unwrap_or_default(),
        changes: news::latest(place, CHANGES),
        changes_href: Some(place.href(&Special::Changes.url())),
        deadlines: special_link(place, Special::Deadlines),
    };
    place.html("home.html", head, "home", &view)
}

/// The site's example searches, as the search page is asked for them.
fn examples(place: &Place) -> Vec<LinkView> {
    let Some(search) = place.href_if(&Special::Search.url()) else { return Vec::new() };
    let view =
        |query: &String| LinkView { title: query.clone(), href: Some(format!("{search}?q={}", encode(query, ""))) };
    place.portal.site.search_examples.iter().map(view).collect()
}

fn asked_topics(place: &Place, section: Option<&Page>) -> Vec<TopicView> {
    let named = match section.map(|page| &page.content) {
        Some(Content::Section(section)) => section.featured.as_slice(),
        _ => &[],
    };
    let mut topics: Vec<TopicView> = named.iter().filter_map(|id| topic::row(place, place.portal.page(*id))).collect();
    if topics.is_empty() {
        topics.extend(list::by_title(place, Kind::Topic).filter_map(|page| topic::row(place, page)));
    }
    topics.truncate(TOPICS);
    topics
}

/// The audiences with most pages, in the registry's order.
fn audiences(place: &Place) -> Vec<EntryView> {
    let portal = place.portal;
    let pages = |id: AudienceId| portal.uses.audiences.get(&id).map_or(0, Vec::len);
    let mut ids: Vec<AudienceId> = (0..portal.audiences.len()).map(AudienceId).filter(|id| pages(*id) > 0).collect();
    ids.sort_by_key(|id| (std::cmp::Reverse(pages(*id)), *id));
    ids.truncate(AUDIENCES);
    ids.sort();
    let view = |id: AudienceId| {
        let audience = portal.audience(id);
        let LinkView { title, .. } = audience_link(place, id);
        EntryView {
            title,
            href: place.href_if(&urls::audience(audience)),
            summary: audience.summary.clone(),
            owner: None,
        }
    };
    ids.into_iter().map(view).collect()
}

/// The sections of the menu by its words, else all below the front page.
fn sections(place: &Place) -> Vec<CountedView> {
    let menu = &place.portal.site.menu;
    let top: Vec<&Page> = place.portal.of_kind(Kind::Section).filter(|page| page.url.depth() == 1).collect();
    if menu.is_empty() {
        return top.into_iter().map(|page| counted(place, page, page.title.clone())).collect();
    }
    let named = |url: &str| top.iter().copied().find(|page| page.url.as_str() == url.trim_start_matches('/'));
    menu.iter().filter_map(|entry| Some(counted(place, named(&entry.url)?, entry.title.clone()))).collect()
}

fn counted(place: &Place, page: &Page, title: String) -> CountedView {
    CountedView { entry: EntryView { title, ..place.entry(page) }, count: below(place, page) }
}

/// Pages below a section at any depth, sections themselves not counted.
fn below(place: &Place, section: &Page) -> usize {
    if section.url == Special::Shared.url() {
        return place.routes.facet(crate::routes::FacetValue::Shared).map_or(0, |list| list.workflows.len());
    }
    let inside = |page: &&Page| page.kind() != Kind::Section && page.url.as_str().starts_with(section.url.as_str());
    place.portal.pages.iter().filter(inside).count()
}
