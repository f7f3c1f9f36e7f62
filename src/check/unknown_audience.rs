//! An audience must stand in _data/audiences.yaml.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-audience",
    severity: Severity::Error,
    title: Doc {
        da: "En målgruppe skal stå i _data/audiences.yaml.",
        en: "An audience must stand in _data/audiences.yaml.",
    },
    why: Doc {
        da: "Målgrupper bliver til oversigter. En stavefejl ville give en oversigt med én side.",
        en: "Audiences become lists; a slip would make a list of one page.",
    },
    example: "audience: [sygmeldte]",
    fixed: "audience: [sygemeldte]",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Audience, found, |name| {
        say!("Målgruppen »{name}« findes ikke.", "There is no audience “{name}”.")
    });
}
