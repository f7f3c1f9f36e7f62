//! A step leads on, or is an end.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, StepKind};
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
    fixed: "- id: deling\n  split: [samtale, beregning]",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for step in graph::complete(portal).flat_map(|workflow| &workflow.steps) {
        if step.exits.is_empty() && !matches!(step.kind, StepKind::End { .. }) {
            let id = &step.id;
            found.push(
                Diagnostic::new(
                    &RULE,
                    step.span,
                    say!("Trinet »{id}« fører ingen steder hen.", "The step “{id}” leads nowhere."),
                )
                .help(say!("tilføj svar, »next« eller gør det til »end«", "add answers, “next”, or make it an “end”")),
            );
        }
    }
}
