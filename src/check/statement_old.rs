//! The accessibility statement is looked through every year.

use jiff::ToSpan;

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Date, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "statement-old",
    severity: Severity::Notice,
    title: Doc {
        da: "Tilgængelighedserklæringen er højst et år gammel.",
        en: "The accessibility statement is at most a year old.",
    },
    why: Doc {
        da: "Loven kræver, at erklæringen ses efter mindst en gang om året.",
        en: "The law demands that the statement is looked through at least once a year.",
    },
    example: "date = \"2024-01-01\"",
    fixed: "date = \"2026-11-22\"",
};

pub fn check(portal: &Portal, today: Date, found: &mut Diagnostics) {
    let Some(date) = portal.site.statement.as_ref().and_then(|statement| statement.date.as_ref()) else { return };
    let made = date.value;
    if made.checked_add(1.year()).is_ok_and(|due| due < today) {
        found.push(
            Diagnostic::new(
                &RULE,
                date.span,
                say!("Tilgængelighedserklæringen er fra {made}.", "The accessibility statement is of {made}."),
            )
            .help(say!(
                "se den efter på was.digst.dk, og skriv den nye dato",
                "look it through and write the new date"
            )),
        );
    }
}
