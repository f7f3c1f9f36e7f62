//! Cards that stand on several page types: how to reach a unit, how to complain.

use serde::Serialize;

use super::place::Place;
use super::views::{ComplaintView, OwnerView};
use crate::model::{ComplaintId, Hours, PageId};
use crate::routes::urls;

/// A unit and how to reach it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ContactView {
    pub title: String,
    pub href: Option<String>,
    pub unit: String,
    pub owner: Option<OwnerView>,
    pub covers: Option<String>,
    pub phones: Vec<PhoneView>,
    pub email: Option<String>,
    /// Lines of the address.
    pub address: Vec<String>,
    pub hours: Vec<HoursView>,
    pub people: Vec<PersonView>,
    pub vcard: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct PhoneView {
    pub label: Option<String>,
    pub number: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct HoursView {
    pub days: String,
    pub from: String,
    pub to: String,
    /// The same for scripts, when it is understood: "1 2 3" from Monday, "09:00", "15:00".
    pub open: Option<OpenView>,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct OpenView {
    pub days: String,
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct PersonView {
    pub role: String,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// The card of a contact page; `None` for a page of another kind.
pub(super) fn contact(place: &Place, id: PageId) -> Option<ContactView> {
    let page = place.portal.page(id);
    let contact = page.contact()?;
    Some(ContactView {
        title: page.title.clone(),
        href: Some(place.page_href(id)),
        unit: contact.unit.clone(),
        owner: page.lead.and_then(|lead| place.owner(lead)),
        covers: contact.covers.clone(),
        phones: contact
            .phones
            .iter()
            .map(|phone| PhoneView { label: phone.label.clone(), number: phone.number.clone() })
            .collect(),
        email: contact.email.clone(),
        address: contact
            .address
            .iter()
            .flat_map(|address| address.split(['\n', ',']))
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect(),
        hours: contact.hours.iter().map(hours).collect(),
        people: contact
            .people
            .iter()
            .map(|person| PersonView {
                role: person.role.clone(),
                name: person.name.clone(),
                phone: person.phone.clone(),
                email: person.email.clone(),
            })
            .collect(),
        vcard: place.href_if(&urls::vcard(page)),
    })
}

fn hours(hours: &Hours) -> HoursView {
    let days: Vec<String> = hours.weekdays().iter().map(ToString::to_string).collect();
    let open = hours.clock().filter(|_| !days.is_empty());
    HoursView {
        days: hours.days.clone(),
        from: hours.from.clone(),
        to: hours.to.clone(),
        open: open.map(|(from, to)| OpenView { days: days.join(" "), from, to }),
    }
}

pub(super) fn complaint(place: &Place, id: ComplaintId) -> ComplaintView {
    let complaint = place.portal.complaint(id);
    ComplaintView {
        text: complaint.text.clone(),
        authority: complaint.authority.clone(),
        deadline: complaint.deadline.as_ref().map(ToString::to_string),
        law: place.law(&complaint.law),
    }
}
