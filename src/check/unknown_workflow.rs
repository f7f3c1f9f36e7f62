//! A workflow that is run or referred to must exist.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-workflow",
    severity: Severity::Error,
    title: Doc {
        da: "En arbejdsgang, der køres eller henvises til, skal findes.",
        en: "A workflow that is run or referred to must exist.",
    },
    why: Doc { da: "Ellers fører trinet ingen steder hen.", en: "Otherwise the step leads nowhere." },
    example: "run: partshoering",
    fixed: "run: partshoering-generel",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Workflow, found, |name| {
        say!("Arbejdsgangen »{name}« findes ikke.", "There is no workflow “{name}”.")
    });
}
