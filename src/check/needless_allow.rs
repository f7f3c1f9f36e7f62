//! A silenced warning exists.

use crate::diag::{Diagnostic, Doc, Rule, Severity};
use crate::model::Allow;
use crate::say;

pub static RULE: Rule = Rule {
    id: "needless-allow",
    severity: Severity::Warning,
    title: Doc { da: "En advarsel, der er slået fra, findes.", en: "A silenced warning exists." },
    why: Doc {
        da: "»allow« uden en advarsel bag sig skjuler den næste, der kommer.",
        en: "An “allow” without a warning behind it hides the next one that comes.",
    },
    example: "allow: [{rule: unused-tool, why: Ny}]",
    fixed: "allow: []",
};

/// `known`: whether there is a rule of that name that may be silenced.
pub fn problem(allow: &Allow, known: bool, near: Option<&str>) -> Diagnostic {
    let rule = &allow.rule;
    if known {
        return Diagnostic::new(
            &RULE,
            allow.span,
            say!("Siden giver ikke advarslen »{rule}«.", "The page does not give the warning “{rule}”."),
        )
        .help(say!("slet linjen i »allow«", "delete the line in “allow”"));
    }
    Diagnostic::new(
        &RULE,
        allow.span,
        say!("Der er ingen advarsel, der hedder »{rule}«.", "There is no warning called “{rule}”."),
    )
    .did_you_mean(near)
}
