//! Pages of text, and the small pages that every portal has.

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::list;
use super::place::Place;
use super::views::{EntryView, LetterView, LinkView};
use crate::diag::Diagnostic;
use crate::model::{Kind, Page};
use crate::routes::{Target, urls};
use crate::source::Url;
use crate::text::danish_order;

#[derive(Serialize)]
struct TextView {
    contents: Vec<HeadingView>,
    related: Vec<EntryView>,
    /// The pages of the same section, with this one; none when it stands alone.
    menu: Vec<SiblingView>,
}

/// A page of the same section.
#[derive(Serialize)]
struct SiblingView {
    link: LinkView,
    current: bool,
}

/// An entry of a table of contents.
#[derive(Serialize)]
struct HeadingView {
    id: String,
    title: String,
}

pub(super) fn page(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let headings = page.body.headings.iter().filter(|heading| heading.level == 2);
    let view = TextView {
        contents: headings.map(|h| HeadingView { id: h.id.clone(), title: h.text.clone() }).collect(),
        related: place.entries(page.related.iter().copied()),
        menu: menu(place, page),
    };
    place.html("page.html", Head::with_text(place, page), "text", &view)
}

/// More than this nobody reads beside a page; the section's own page lists them.
const MOST_SIBLINGS: usize = 60;

fn menu(place: &Place, page: &Page) -> Vec<SiblingView> {
    let Some(section) = page.section else { return Vec::new() };
    let pages = list::texts(place, section);
    if !(2..=MOST_SIBLINGS).contains(&pages.len()) {
        return Vec::new();
    }
    let mut pages: Vec<&Page> = pages.iter().map(|id| place.portal.page(*id)).collect();
    pages.sort_by(|a, b| danish_order(&a.title, &b.title));
    pages
        .into_iter()
        .map(|sibling| SiblingView { link: place.link(sibling.id), current: sibling.id == page.id })
        .collect()
}

/// A list of letters that leads into an index.
#[derive(Serialize)]
struct IndexView {
    link: LinkView,
    letters: Vec<LetterView>,
}

#[derive(Serialize)]
struct SearchView {
    indexes: Vec<IndexView>,
    sections: Vec<EntryView>,
}

/// What the search page offers when nothing was searched: every index by letter, every section.
pub(super) fn search(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    place.html("search.html", head, "search", &search_view(place))
}

pub(super) fn not_found(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    place.html("404.html", head, "search", &search_view(place))
}

fn search_view(place: &Place) -> SearchView {
    let indexes = [Kind::Workflow, Kind::Tool, Kind::Term].into_iter().filter_map(|kind| index(place, kind)).collect();
    let top = place.portal.of_kind(Kind::Section).filter(|page| page.url.depth() == 1);
    SearchView { indexes, sections: place.entries(top.map(|page| page.id)) }
}

fn index(place: &Place, kind: Kind) -> Option<IndexView> {
    let home = list::home(place, kind)?;
    let url = match kind {
        Kind::Tool => urls::tools_by_name(home),
        _ => home.url.clone(),
    };
    let titles = place.portal.of_kind(kind).map(|page| (page.title.clone(), ())).collect();
    let letters = list::letters(&list::by_letter(titles), &place.href(&url));
    Some(IndexView { link: place.link(home.id), letters })
}

#[derive(Serialize)]
struct RedirectView {
    title: String,
    href: String,
}

/// An old address: a page that sends on, since no server can be asked to.
pub(super) fn redirect(place: &Place, to: &Url) -> Result<Output, Diagnostic> {
    let title = match place.routes.get(to).map(|route| &route.target) {
        Some(Target::Page(page) | Target::Special { intro: Some(page), .. }) => place.portal.page(*page).title.as_str(),
        _ => to.as_str(),
    };
    let view = RedirectView { title: title.to_owned(), href: place.href(to) };
    place.html("redirect.html", Head::made(place, view.title.clone(), Vec::new()), "redirect", &view)
}
