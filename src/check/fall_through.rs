//! The end of one branch does not fall into the head of the next.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, StepIndex, StepKind, Workflow};
use crate::say;

pub static RULE: Rule = Rule {
    id: "fall-through",
    severity: Severity::Error,
    title: Doc {
        da: "Enden af én gren løber ikke ind i den næste.",
        en: "The end of one branch does not run into the next.",
    },
    why: Doc {
        da: "Uden »next« fører et trin til det, der står under det. Står der begyndelsen på en anden gren, er det næsten altid en fejl.",
        en: "Without “next” a step leads to the one below. When that is the head of another branch, it is nearly always a mistake.",
    },
    example: "- id: bevilg\n  do: Bevilg\n- id: afslag\n  do: Giv afslag",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in graph::complete(portal) {
        for (index, step) in workflow.indexed().filter(|(_, step)| !step.implied) {
            for exit in step.exits.iter().filter(|exit| exit.implied) {
                found.extend(problem(workflow, index, exit.to).into_iter().collect());
            }
        }
    }
}

fn problem(workflow: &Workflow, falling: StepIndex, below: StepIndex) -> Option<Diagnostic> {
    let (step, target) = (workflow.step(falling)?, workflow.step(below)?);
    let opener = match target.kind {
        // Meeting is what joins are for, and an end is nobody's branch.
        StepKind::Join { .. } | StepKind::End { .. } => return None,
        StepKind::Start => below,
        _ => graph::heads_branch_from_above(workflow, below, falling)?,
    };
    let (id, next) = (&step.id, &target.id);
    let problem = Diagnostic::new(
        &RULE,
        step.span,
        say!(
            "»{id}« løber ind i »{next}«, som er begyndelsen på en anden gren.",
            "“{id}” runs into “{next}”, the head of another branch."
        ),
    )
    .help(say!(
        "skriv »next: {next}«, hvis det er meningen, ellers det rigtige trin",
        "write “next: {next}” if that is meant, else the right step"
    ));
    Some(match workflow.step(opener) {
        Some(opener) => problem.label(opener.span, say!("grenen begynder her", "the branch begins here")),
        None => problem,
    })
}
