//! Links are http, https, mailto, tel or paths in the portal.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unsafe-link",
    severity: Severity::Error,
    title: Doc {
        da: "Links er http, https, mailto, tel eller stier i portalen.",
        en: "Links are http, https, mailto, tel or paths in the portal.",
    },
    why: Doc {
        da: "Andre slags links kan køre programmer i læserens browser.",
        en: "Other kinds of links can run programs in the reader's browser.",
    },
    example: "[Åbn](javascript:alert(1))",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Scheme, found, |name| {
        say!("Links må ikke begynde med »{name}:«.", "Links may not begin with “{name}:”.")
    });
}
