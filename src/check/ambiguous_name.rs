//! A name in a link must belong to one page only.

use crate::diag::{Diagnostic, Diagnostics, Doc, Fix, Rule, Severity, letters};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "ambiguous-name",
    severity: Severity::Error,
    title: Doc {
        da: "Et navn i et link skal kun passe på én side.",
        en: "A name in a link must belong to one page only.",
    },
    why: Doc {
        da: "Flere sider kan have samme id, når de er af hver sin slags. Skriv så meget af mappen foran, at det er entydigt: [[abc/kontanthjaelp]].",
        en: "Pages of different kinds may share an id. Write as much of the folder in front as makes it clear: [[abc/kontanthjaelp]].",
    },
    example: "[[kontanthjaelp]]",
    fixed: "[[abc/kontanthjaelp]]",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for reference in portal.unresolved.iter().filter(|reference| reference.kind == UnresolvedKind::AmbiguousPage) {
        let (name, all) = (&reference.name, reference.near.join(", "));
        let problem = Diagnostic::new(
            &RULE,
            reference.span,
            say!("»{name}« passer på flere sider.", "“{name}” names several pages."),
        )
        .help(say!("skriv en af dem: {all}", "write one of them: {all}"));
        let place = letters(reference.span, name);
        let fixes =
            place.into_iter().flat_map(|place| reference.near.iter().map(move |near| Fix::replace(place, near)));
        found.push(fixes.fold(problem, Diagnostic::fix));
    }
}
