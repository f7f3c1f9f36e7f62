//! An entry referred to must exist.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-term",
    severity: Severity::Error,
    title: Doc { da: "Et opslag, der henvises til, skal findes.", en: "An entry referred to must exist." },
    why: Doc { da: "Ret id'et, eller skriv opslaget.", en: "Correct the id, or write the entry." },
    example: "see: [partshøring]",
    fixed: "see: [partshoering]",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Term, found, |name| {
        say!("Opslaget »{name}« findes ikke.", "There is no entry “{name}”.")
    });
}
