//! A step must lead to a step of the same workflow.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-step",
    severity: Severity::Error,
    title: Doc {
        da: "Et trin skal føre til et trin i samme arbejdsgang.",
        en: "A step must lead to a step of the same workflow.",
    },
    why: Doc {
        da: "En pil ud i ingenting stopper den, der følger arbejdsgangen. Skriv id'et på et trin, der står i listen.",
        en: "An arrow into nothing stops whoever follows the workflow. Write the id of a step in the list.",
    },
    example: "next: afgorelse",
    fixed: "next: afgoerelse",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Step, found, |name| {
        say!("Trinet »{name}« findes ikke i arbejdsgangen.", "There is no step “{name}” in the workflow.")
    });
}
