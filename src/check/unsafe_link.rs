//! Links are http, https, mailto, tel or paths in the portal.

use super::unresolved;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
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
    fixed: "[Åbn](https://www.borger.dk/)",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::OwnComputer, found, |_| {
        say!("Linket virker kun på din egen computer.", "The link works on your own computer only.")
    });
    // Where nothing of that name lies in the portal, it has to be put there.
    let lost = |problem: &&mut Diagnostic| problem.rule.id == RULE.id && problem.help.is_none();
    for problem in found.iter_mut().filter(lost) {
        problem.help = Some(say!(
            "læg filen ved siden af siden, og skriv dens navn, for eksempel (skema.pdf), eller skriv en adresse med https://",
            "put the file beside the page and write its name, such as (form.pdf), or write an address with https://"
        ));
    }
    unresolved::report(&RULE, portal, UnresolvedKind::Scheme, found, |name| {
        say!("Links må ikke begynde med »{name}:«.", "Links may not begin with “{name}:”.")
    });
}
