//! Units and their people as vCard 3.0, the version that both Outlook and telephones read.

use super::Export;
use super::fold::{escape, push_line, push_text};
use crate::model::{Contact, Kind, Page, Person};
use crate::theme::format::tel;

/// The cards of one contact: the unit first, since some programs read only the first.
pub fn of(export: Export, page: &Page) -> String {
    let mut out = String::new();
    if let Some(contact) = page.contact() {
        push_unit(&mut out, export, page, contact);
        for person in contact.people.iter().filter(|person| person.phone.is_some() || person.email.is_some()) {
            push_person(&mut out, contact, person);
        }
    }
    out
}

/// The cards of all contacts.
pub fn all(export: Export) -> String {
    export.portal.of_kind(Kind::Contact).map(|page| of(export, page)).collect()
}

fn push_unit(out: &mut String, export: Export, page: &Page, contact: &Contact) {
    begin(out, &contact.unit, "");
    push_text(out, "ORG", &contact.unit);
    for phone in &contact.phones {
        push_text(out, "TEL;TYPE=WORK,VOICE", &tel(&phone.number));
    }
    push_text(out, "EMAIL;TYPE=INTERNET", contact.email.as_deref().unwrap_or_default());
    if let Some(address) = &contact.address {
        // Post box; extra; street; town; region; code; country: ours is one text.
        push_line(out, "ADR;TYPE=WORK", &format!(";;{};;;;", escape(address)));
    }
    let hours = contact.hours.iter().map(|hours| format!("{} {}-{}", hours.days, hours.from, hours.to));
    let note: Vec<String> = contact.covers.iter().cloned().chain(hours).collect();
    push_text(out, "NOTE", &note.join("\n"));
    if let Some(address) = export.absolute(&page.url) {
        push_line(out, "URL", &address);
    }
    push_line(out, "END", "VCARD");
}

fn push_person(out: &mut String, contact: &Contact, person: &Person) {
    let name = person.name.as_deref().unwrap_or_default();
    match name {
        "" => begin(out, &format!("{}, {}", person.role, contact.unit), ""),
        name => begin(out, name, name),
    }
    push_text(out, "ORG", &contact.unit);
    push_text(out, "TITLE", &person.role);
    push_text(out, "TEL;TYPE=WORK,VOICE", &person.phone.as_deref().map(tel).unwrap_or_default());
    push_text(out, "EMAIL;TYPE=INTERNET", person.email.as_deref().unwrap_or_default());
    push_line(out, "END", "VCARD");
}

/// A card with its name; the parts of a person's name are the last word and the rest.
fn begin(out: &mut String, shown: &str, person: &str) {
    push_line(out, "BEGIN", "VCARD");
    push_line(out, "VERSION", "3.0");
    push_text(out, "FN", shown);
    let (given, family) = person.rsplit_once(' ').unwrap_or(("", person));
    let family = if person.is_empty() { shown } else { family };
    push_line(out, "N", &format!("{};{};;;", escape(family), escape(given)));
}
