//! An owner or unit must be a contact.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-contact",
    severity: Severity::Error,
    title: Doc { da: "En ejer eller enhed skal være en kontakt.", en: "An owner or unit must be a contact." },
    why: Doc {
        da: "Læseren skal kunne ringe til nogen. Skriv id'et på en side under kontakt eller centre.",
        en: "The reader must be able to call somebody. Write the id of a page under contacts or centres.",
    },
    example: "owner: ydelseservice",
    fixed: "owner: ydelsesservice",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Contact, found, |name| {
        say!("Kontakten »{name}« findes ikke.", "There is no contact “{name}”.")
    });
}
