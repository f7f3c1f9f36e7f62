//! An image or file must lie beside the page.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-file",
    severity: Severity::Error,
    title: Doc {
        da: "Et billede eller en fil skal ligge ved siden af siden.",
        en: "An image or file must lie beside the page.",
    },
    why: Doc {
        da: "Læg filen i samme mappe, og skriv dens navn.",
        en: "Put the file into the same folder and write its name.",
    },
    example: "![Skema](skema.png)",
    fixed: "![Skema](../billeder/skema.png)",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Asset, found, |name| {
        if name.starts_with("www.") || (name.contains('@') && !name.contains('/')) {
            return say!("Adressen »{name}« mangler sin begyndelse.", "The address “{name}” lacks its beginning.");
        }
        say!("Filen »{name}« findes ikke.", "There is no file “{name}”.")
    });
}
