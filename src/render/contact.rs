//! Units and centres: the page of one, and lists of them by administration.

use serde::Serialize;

use super::Output;
use super::card::{self, ContactView};
use super::frame::Head;
use super::list;
use super::place::Place;
use super::views::{EntryView, GroupView, LinkView, OwnerView};
use crate::diag::Diagnostic;
use crate::model::{Contact, Kind, Lead, Page, PageId};
use crate::routes::urls;
use crate::text::{danish_order, slug};

#[derive(Serialize)]
struct PageView {
    card: Option<ContactView>,
    services: Vec<EntryView>,
    /// Actors that are reached here.
    roles: Vec<LinkView>,
    owns: Vec<EntryView>,
    topics: Vec<EntryView>,
    calendar: Option<String>,
}

pub(super) fn page(place: &Place, page: &Page, _contact: &Contact) -> Result<Output, Diagnostic> {
    let uses = &place.portal.uses;
    let actors = place.portal.actors.iter().filter(|actor| actor.contact == Some(page.id));
    let topics = place.portal.of_kind(Kind::Topic).filter(|topic| topic_contact(topic) == Some(page.id));
    let view = PageView {
        card: card::contact(place, page.id),
        services: place.entries(uses.services.get(&page.id).into_iter().flatten().copied()),
        roles: actors
            .map(|actor| LinkView { title: actor.name.clone(), href: place.href_if(&urls::role(actor)) })
            .collect(),
        owns: place.entries(uses.owned.get(&page.id).into_iter().flatten().copied()),
        topics: place.entries(topics.map(|topic| topic.id)),
        calendar: place.href_if(&urls::review_calendar(page)),
    };
    place.html("contact.html", Head::with_text(place, page), "contact", &view)
}

fn topic_contact(page: &Page) -> Option<PageId> {
    match &page.content {
        crate::model::Content::Topic(topic) => topic.contact,
        _ => None,
    }
}

#[derive(Serialize)]
struct IndexView {
    count: usize,
    groups: Vec<OwnerGroupView>,
    /// Units listed in another section, in short.
    elsewhere: Vec<ElsewhereView>,
    vcard: Option<String>,
    csv: Option<String>,
}

/// Another section of contacts.
#[derive(Serialize)]
struct ElsewhereView {
    entry: EntryView,
    contacts: Vec<ContactView>,
}

/// Units of one administration.
#[derive(Serialize)]
struct OwnerGroupView {
    owner: Option<OwnerView>,
    group: GroupView<ContactView>,
}

/// A section of contacts. The home of contacts also offers downloads of all.
pub(super) fn index(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let contacts = below(place, page);
    let is_home = list::home(place, Kind::Contact).is_some_and(|home| home.id == page.id);
    let elsewhere = place.portal.of_kind(Kind::Section).filter(|section| {
        is_home && section.id != page.id && crate::routes::section_kind(section) == Some(Kind::Contact)
    });
    let view = IndexView {
        count: contacts.len(),
        groups: groups(place, &contacts),
        elsewhere: elsewhere.map(|section| in_short(place, section)).collect(),
        vcard: place.href_if(&urls::vcard_all()).filter(|_| is_home),
        csv: place.href_if(&urls::contacts_csv()).filter(|_| is_home),
    };
    place.html("contact_index.html", Head::with_text(place, page), "index", &view)
}

/// The contacts of a section, by title.
fn below<'a>(place: &Place<'a>, section: &Page) -> Vec<&'a Page> {
    let inside = |candidate: &&Page| candidate.url.as_str().starts_with(section.url.as_str());
    let mut contacts: Vec<&Page> = place.portal.of_kind(Kind::Contact).filter(inside).collect();
    contacts.sort_by(|a, b| danish_order(&a.title, &b.title));
    contacts
}

fn in_short(place: &Place, section: &Page) -> ElsewhereView {
    let contacts = below(place, section).into_iter().filter_map(|page| card::contact(place, page.id));
    ElsewhereView { entry: place.entry(section), contacts: contacts.collect() }
}

/// Shared units first, then each administration's in the site's order, then the rest.
fn groups(place: &Place, contacts: &[&Page]) -> Vec<OwnerGroupView> {
    let mut leads: Vec<Option<Lead>> = vec![Some(Lead::Shared)];
    let administrations = 0..place.portal.site.administrations.len();
    leads.extend(administrations.map(|n| Some(Lead::Administration(crate::model::AdministrationId(n)))));
    leads.push(None);
    let group = |lead: Option<Lead>| {
        let owner = lead.and_then(|lead| place.owner(lead));
        let title = owner.as_ref().map_or_else(|| place.text("common.unknown"), |owner| owner.name.clone());
        let of_lead = contacts.iter().filter(|page| page.lead == lead);
        let entries: Vec<ContactView> = of_lead.filter_map(|page| card::contact(place, page.id)).collect();
        let id = slug(owner.as_ref().map_or("andre", |owner| &owner.short));
        (!entries.is_empty()).then_some(OwnerGroupView { owner, group: GroupView { id, title, entries } })
    };
    leads.into_iter().filter_map(group).collect()
}
