//! An anchor must be a heading or a step of the page.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-anchor",
    severity: Severity::Error,
    title: Doc {
        da: "Et anker skal være en overskrift eller et trin på siden.",
        en: "An anchor must be a heading or a step of the page.",
    },
    why: Doc {
        da: "Ellers ender læseren øverst på siden. Skriv {#id} efter overskriften, eller ret linket.",
        en: "Otherwise the reader ends at the top of the page. Write {#id} after the heading, or correct the link.",
    },
    example: "[Fristen](afgoerelse.md#frist)",
    fixed: "[Fristen](afgoerelse.md#klagefrist)",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Anchor, found, |name| {
        say!("Ankeret »#{name}« findes ikke på siden.", "There is no anchor “#{name}” on the page.")
    });
}
