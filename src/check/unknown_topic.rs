//! A topic referred to must exist.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-topic",
    severity: Severity::Error,
    title: Doc { da: "Et emne, der henvises til, skal findes.", en: "A topic referred to must exist." },
    why: Doc {
        da: "Spørgsmålene i »Hvem har ansvaret?« skal ende hos nogen.",
        en: "The questions of the finder must end with somebody.",
    },
    example: "topic: kontanthjælp",
    fixed: "topic: kontanthjaelp",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Topic, found, |name| {
        say!("Emnet »{name}« findes ikke.", "There is no topic “{name}”.")
    });
}
