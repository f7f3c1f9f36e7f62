//! An administration must stand in site.toml.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-administration",
    severity: Severity::Error,
    title: Doc { da: "En forvaltning skal stå i site.toml.", en: "An administration must stand in site.toml." },
    why: Doc {
        da: "Portalen kender forvaltningerne fra site.toml, og ordet faelles for dem alle.",
        en: "The portal knows the administrations of site.toml, and the word faelles for all of them.",
    },
    example: "lead: bifs",
    fixed: "lead: bif",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Administration, found, |name| {
        say!("Forvaltningen »{name}« findes ikke.", "There is no administration “{name}”.")
    });
}
