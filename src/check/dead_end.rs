//! A step leads on, or is an end.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Page, Portal, Step, StepKind, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "dead-end",
    severity: Severity::Error,
    title: Doc { da: "Et trin fører videre eller er en afslutning.", en: "A step leads on, or is an end." },
    why: Doc {
        da: "Den, der følger arbejdsgangen, skal altid vide, hvad der kommer bagefter.",
        en: "Whoever follows the workflow must always know what comes next.",
    },
    example: "- id: deling\n  split: []",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for page in &portal.pages {
        let Some(workflow) = page.workflow() else { continue };
        for step in &workflow.steps {
            let ends = matches!(step.kind, StepKind::End { .. });
            if step.exits.is_empty() && !ends && !has_unknown_exit(portal, page, step) {
                let id = &step.id;
                found.push(
                    Diagnostic::new(
                        &RULE,
                        step.span,
                        say!("Trinet »{id}« fører ingen steder hen.", "The step “{id}” leads nowhere."),
                    )
                    .help(say!(
                        "tilføj svar, »next« eller gør det til »end«",
                        "add answers, “next”, or make it an “end”"
                    )),
                );
            }
        }
    }
}

/// An exit that names an unknown step is one mistake, not two.
fn has_unknown_exit(portal: &Portal, page: &Page, step: &Step) -> bool {
    portal.unresolved.iter().any(|reference| {
        reference.kind == UnresolvedKind::Step && reference.span.file == page.file && reference.span > step.span
    })
}
