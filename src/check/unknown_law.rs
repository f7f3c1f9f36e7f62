//! A reference must begin with a statute the portal knows.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-law",
    severity: Severity::Error,
    title: Doc {
        da: "En lovhenvisning skal begynde med en lov, portalen kender.",
        en: "A reference must begin with a statute the portal knows.",
    },
    why: Doc {
        da: "Henvisningen bliver et link og gør, at en lovændring kan findes overalt. Forkortelserne står på lovenes sider.",
        en: "The reference becomes a link, and lets a change of law be found everywhere. Abbreviations stand on the statutes' pages.",
    },
    example: r#"law: "LASS § 11""#,
    fixed: r#"law: LAS § 11"#,
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Law, found, |name| {
        say!("Loven »{name}« findes ikke.", "There is no statute “{name}”.")
    });
}
