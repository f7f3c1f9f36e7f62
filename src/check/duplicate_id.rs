//! Two things of a kind may not share an id.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Conflict, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "duplicate-id",
    severity: Severity::Error,
    title: Doc {
        da: "To ting af samme slags kan ikke have samme id.",
        en: "Two things of a kind may not share an id.",
    },
    why: Doc {
        da: "Henvisninger ville ramme den ene eller den anden ved et tilfælde. Omdøb den ene.",
        en: "References would hit one or the other by chance. Rename one of them.",
    },
    example: "- id: modtag\n  do: Registrér\n- id: modtag\n  do: Svar",
    fixed: "- id: modtag\n  do: Registrér\n- id: svar\n  do: Svar",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for conflict in &portal.conflicts {
        if let Conflict::Id { id, first, second } = conflict {
            found.push(
                Diagnostic::new(
                    &RULE,
                    *second,
                    say!("Id'et »{id}« er brugt to gange.", "The id “{id}” is used twice."),
                )
                .label(*first, say!("første gang her", "first here"))
                .help(say!(
                    "giv den ene et andet navn, for eksempel »{id}-2«, og ret det de steder, der henviser til den",
                    "give one of them another name, such as “{id}-2”, and mend what refers to it"
                )),
            );
        }
    }
}
