//! What the rules about unknown names share: the message, and the nearest name that exists.

use crate::diag::{Diagnostic, Diagnostics, Fix, Rule, Text, letters};
use crate::model::{Portal, Unresolved, UnresolvedKind};
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
        found.push(with_remedy(problem, reference));
    }
}

/// Says what to write instead, where that is known.
fn with_remedy(problem: Diagnostic, reference: &Unresolved) -> Diagnostic {
    if reference.hidden {
        return problem.help(say!(
            "siden er en kladde eller gælder ikke endnu; byg med --drafts for at se den",
            "the page is a draft or does not hold yet; build with --drafts to see it"
        ));
    }
    let problem = match (reference.near.as_slice(), reference.sure) {
        ([name, ..], true) => problem.help(say!("skriv »{name}«", "write “{name}”")),
        ([name], false) => problem.did_you_mean(Some(name)),
        ([], _) => problem,
        (several, false) => {
            let all = several.join(", ");
            problem.help(say!("mente du en af dem: {all}", "did you mean one of them: {all}"))
        }
    };
    let Some(place) = letters(reference.span, &reference.name) else { return problem };
    reference.near.iter().map(|near| Fix::replace(place, near)).fold(problem, |problem, fix| {
        let safe = reference.sure && problem.fixes.is_empty();
        problem.fix(if safe { fix.safe() } else { fix })
    })
}
