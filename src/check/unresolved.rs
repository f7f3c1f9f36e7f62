//! What the rules about unknown names share: the message, and the nearest name that exists.

use crate::diag::{Diagnostic, Diagnostics, Rule, Text};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

/// Reports every reference of a kind that could not be bound.
pub fn report(
    rule: &'static Rule,
    portal: &Portal,
    kind: UnresolvedKind,
    found: &mut Diagnostics,
    message: impl Fn(&str) -> Text,
) {
    for reference in portal.unresolved.iter().filter(|reference| reference.kind == kind) {
        let problem = Diagnostic::new(rule, reference.span, message(&reference.name));
        found.push(if reference.hidden {
            problem.help(say!(
                "siden er en kladde eller gælder ikke endnu; byg med --drafts for at se den",
                "the page is a draft or does not hold yet; build with --drafts to see it"
            ))
        } else {
            problem.did_you_mean(reference.near.first().map(String::as_str))
        });
    }
}
