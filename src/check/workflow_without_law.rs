//! A workflow names its legal basis.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;

pub static RULE: Rule = Rule {
    id: "workflow-without-law",
    severity: Severity::Warning,
    title: Doc { da: "En arbejdsgang har sit lovgrundlag.", en: "A workflow has its legal basis." },
    why: Doc {
        da: "Uden henvisning kan ingen finde arbejdsgangen, når loven ændres.",
        en: "Without a reference nobody finds the workflow when the law changes.",
    },
    example: "steps:\n- id: a\n  do: Afgør sagen",
    fixed: "law: [\"LAS § 11\"]\nsteps:\n- id: a\n  do: Afgør sagen",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for page in &portal.pages {
        let Some(workflow) = page.workflow() else { continue };
        if !workflow.cites_law {
            found.push(
                Diagnostic::new(
                    &RULE,
                    page.title_span,
                    say!("Arbejdsgangen har ingen lovhenvisning.", "The workflow has no reference to a statute."),
                )
                .help(say!(
                    "skriv »law: [\"LAS § 11\"]« øverst eller på et trin",
                    "write “law: [\"LAS § 11\"]” at the top or on a step"
                )),
            );
        }
    }
}
