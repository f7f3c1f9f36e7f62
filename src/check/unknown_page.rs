//! A link must lead to a page that exists.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-page",
    severity: Severity::Error,
    title: Doc { da: "Et link skal føre til en side, der findes.", en: "A link must lead to a page that exists." },
    why: Doc {
        da: "Et dødt link koster den, der har en borger i telefonen. Skriv stien til .md-filen, eller [[id]].",
        en: "A dead link costs whoever has a citizen on the phone. Write the path to the .md file, or [[id]].",
    },
    example: "[Partshøring](partshøring.md)",
    fixed: "[Partshøring](../abc/partshoering.md)",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Page, found, |name| {
        say!("Siden »{name}« findes ikke.", "There is no page “{name}”.")
    });
}
