//! A tool must have a page.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-tool",
    severity: Severity::Error,
    title: Doc { da: "Et redskab skal have en side.", en: "A tool must have a page." },
    why: Doc {
        da: "Redskabet skal kunne åbnes fra trinet. Ret id'et, eller lav siden med »vejviser new tool«.",
        en: "The tool must open from the step. Correct the id, or make the page with “vejviser new tool”.",
    },
    example: "tools: [kyy]",
    fixed: "tools: [ky]",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Tool, found, |name| {
        say!("Redskabet »{name}« findes ikke.", "There is no tool “{name}”.")
    });
}
