//! Services: the page of one, and the index by administration.

use serde::Serialize;

use super::Output;
use super::card::{self, ContactView};
use super::frame::Head;
use super::list;
use super::place::Place;
use super::views::{DeadlineView, EntryView, GroupView, LawView, LetterView, LinkView, OwnerView};
use super::workflow::audience_link;
use crate::diag::Diagnostic;
use crate::model::{Content, Kind, Page, Service};

#[derive(Serialize)]
struct PageView {
    who_can_get: Option<String>,
    how_to_refer: Vec<String>,
    unit: Option<LinkView>,
    deadline: Option<DeadlineView>,
    audience: Vec<LinkView>,
    law: Vec<LawView>,
    contact: Option<ContactView>,
    related: Vec<EntryView>,
}

pub(super) fn page(place: &Place, page: &Page, service: &Service) -> Result<Output, Diagnostic> {
    let view = PageView {
        who_can_get: service.who_can_get.clone(),
        how_to_refer: service.how_to_refer.clone(),
        unit: service.unit.map(|unit| place.link(unit)),
        deadline: service.deadline.as_ref().map(|deadline| place.deadline(deadline)),
        audience: page.audience.iter().map(|id| audience_link(place, *id)).collect(),
        law: place.law(&page.law),
        contact: service.unit.and_then(|unit| card::contact(place, unit)),
        related: place.entries(page.related.iter().copied()),
    };
    place.html("service.html", Head::with_text(place, page), "service", &view)
}

#[derive(Serialize)]
struct IndexView {
    count: usize,
    letters: Vec<LetterView>,
    groups: Vec<GroupView<RowView>>,
}

#[derive(Serialize)]
struct RowView {
    title: String,
    href: Option<String>,
    summary: Option<String>,
    owner: Option<OwnerView>,
    unit: Option<LinkView>,
    within: Option<String>,
}

pub(super) fn index(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let services = list::by_title(place, Kind::Service);
    let count = services.len();
    let rows = services.filter_map(|page| Some((page.title.clone(), row(place, page)?)));
    let groups = list::by_letter(rows.collect());
    let view = IndexView { count, letters: list::letters(&groups, ""), groups };
    place.html("service_index.html", Head::with_text(place, page), "index", &view)
}

fn row(place: &Place, page: &Page) -> Option<RowView> {
    let Content::Service(service) = &page.content else { return None };
    let EntryView { title, href, summary, owner } = place.entry(page);
    Some(RowView {
        title,
        href,
        summary,
        owner,
        unit: service.unit.map(|unit| place.link(unit)),
        within: service.deadline.as_ref().map(|deadline| deadline.within.to_string()),
    })
}
