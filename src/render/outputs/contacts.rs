//! All contacts as a table: a row per unit and per person.

use super::{Export, csv};
use crate::model::{Contact, Kind, Page, Person};
use crate::text::danish_order;
use crate::theme::format::phone;

pub fn table(export: Export) -> String {
    let text = |key: &str| export.strings.find(key).unwrap_or_default().to_owned();
    let head =
        ["title", "role", "name", "phone", "email", "address", "covers"].map(|key| text(&format!("contact.{key}")));
    let mut out = String::from(csv::START);
    csv::push_row(&mut out, &head.each_ref().map(String::as_str));
    let mut pages: Vec<(&Page, &Contact)> =
        export.portal.of_kind(Kind::Contact).filter_map(|page| Some((page, page.contact()?))).collect();
    pages.sort_by(|(_, a), (_, b)| danish_order(&a.unit, &b.unit));
    for (_, contact) in pages {
        push_unit(&mut out, contact);
        for person in &contact.people {
            push_person(&mut out, contact, person);
        }
    }
    out
}

fn push_unit(out: &mut String, contact: &Contact) {
    let numbers = contact.phones.iter().map(|p| match &p.label {
        Some(label) => format!("{label} {}", phone(&p.number)),
        None => phone(&p.number),
    });
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    let (email, address, covers) = (or_empty(&contact.email), or_empty(&contact.address), or_empty(&contact.covers));
    csv::push_row(out, &[&contact.unit, "", "", &numbers, &email, &address, &covers]);
}

fn push_person(out: &mut String, contact: &Contact, person: &Person) {
    let number = person.phone.as_deref().map(phone).unwrap_or_default();
    let name = person.name.as_deref().unwrap_or_default();
    csv::push_row(
        out,
        &[&contact.unit, &person.role, name, &number, person.email.as_deref().unwrap_or_default(), "", ""],
    );
}
