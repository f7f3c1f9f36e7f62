//! The glossary: the page of a term, and the index of all.

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::list;
use super::place::Place;
use super::views::{EntryView, GroupView, LawView, LetterView, LinkView};
use crate::diag::Diagnostic;
use crate::model::{Content, Kind, Page, PageId, Term};
use crate::text::danish_order;

#[derive(Serialize)]
struct PageView {
    short: String,
    synonyms: Vec<String>,
    see: Vec<LinkView>,
    law: Vec<LawView>,
    /// Pages whose text links here.
    used_in: Vec<EntryView>,
    previous: Option<LinkView>,
    next: Option<LinkView>,
}

pub(super) fn page(place: &Place, page: &Page, term: &Term) -> Result<Output, Diagnostic> {
    let linking = place.portal.uses.links.get(&page.id).into_iter().flatten().copied();
    let linking = linking.filter(|id| place.portal.page(*id).kind() == Kind::Workflow);
    let all: Vec<&Page> = list::by_title(place, Kind::Term).collect();
    let at = all.iter().position(|other| other.id == page.id);
    let neighbour = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|page| place.link(page.id));
    let view = PageView {
        short: term.short.clone(),
        synonyms: term.synonyms.clone(),
        see: see(place, page, term),
        law: place.law(&page.law),
        used_in: place.entries(linking),
        previous: neighbour(at.and_then(|at| at.checked_sub(1))),
        next: neighbour(at.map(|at| at + 1)),
    };
    place.html("abc.html", Head::with_text(place, page), "term", &view)
}

fn see(place: &Place, page: &Page, term: &Term) -> Vec<LinkView> {
    let mut all: Vec<PageId> = term.see.clone();
    all.extend(page.related.iter().filter(|id| !term.see.contains(id)));
    all.into_iter().map(|id| place.link(id)).collect()
}

#[derive(Serialize)]
struct IndexView {
    count: usize,
    letters: Vec<LetterView>,
    groups: Vec<GroupView<RowView>>,
}

/// A term with its definition, or a synonym that points at one.
#[derive(Serialize)]
struct RowView {
    title: String,
    href: Option<String>,
    short: Option<String>,
    /// The term a synonym stands for.
    of: Option<String>,
}

pub(super) fn index(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let terms: Vec<&Page> = list::by_title(place, Kind::Term).collect();
    let mut rows: Vec<(String, RowView)> = Vec::new();
    for page in &terms {
        let Content::Term(term) = &page.content else { continue };
        let href = Some(place.page_href(page.id));
        rows.extend(term.synonyms.iter().map(|synonym| {
            let of = Some(page.title.clone());
            (synonym.clone(), RowView { title: synonym.clone(), href: href.clone(), short: None, of })
        }));
        let row = RowView { title: page.title.clone(), href, short: Some(term.short.clone()), of: None };
        rows.push((page.title.clone(), row));
    }
    rows.sort_by(|a, b| danish_order(&a.0, &b.0));
    let groups = list::by_letter(rows);
    let view = IndexView { count: terms.len(), letters: list::letters(&groups, ""), groups };
    place.html("abc_index.html", Head::with_text(place, page), "index", &view)
}
