//! The end of one branch does not fall into the head of the next.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Exit, Portal, Step, StepIndex, StepKind, Workflow};
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
    fixed: "- id: bevilg\n  do: Bevilg\n  next: slut\n- id: afslag\n  do: Giv afslag\n- id: slut\n  end: Færdig",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in graph::complete(portal) {
        for (index, step) in workflow.indexed().filter(|(_, step)| !step.implied) {
            for exit in &step.exits {
                found.extend(problem(workflow, index, exit).into_iter().collect());
            }
        }
    }
}

fn problem(workflow: &Workflow, falling: StepIndex, exit: &Exit) -> Option<Diagnostic> {
    let (step, target) = (workflow.step(falling)?, workflow.step(exit.to)?);
    match target.kind {
        StepKind::Start => Some(into_start(workflow, step, target)),
        // Meeting is what joins are for, and an end is nobody's branch.
        StepKind::Join { .. } | StepKind::End { .. } => None,
        _ if exit.implied => {
            let opener = graph::heads_branch_from_above(workflow, exit.to, falling)?;
            Some(into_branch(step, target, workflow.step(opener)?))
        }
        _ => None,
    }
}

fn into_branch(step: &Step, target: &Step, opener: &Step) -> Diagnostic {
    let (id, next) = (&step.id, &target.id);
    Diagnostic::new(
        &RULE,
        step.span,
        say!(
            "»{id}« løber ind i »{next}«, som er begyndelsen på en anden gren.",
            "“{id}” runs into “{next}”, the head of another branch."
        ),
    )
    .label(opener.span, say!("grenen begynder her", "the branch begins here"))
    .help(say!(
        "skriv »next: {next}«, hvis det er meningen, ellers det rigtige trin",
        "write “next: {next}” if that is meant, else the right step"
    ))
}

/// Nothing leads to a start, not even on purpose: what is meant is the step that it leads to.
fn into_start(workflow: &Workflow, step: &Step, start: &Step) -> Diagnostic {
    let (id, next) = (&step.id, &start.id);
    let problem = Diagnostic::new(
        &RULE,
        step.span,
        say!(
            "»{id}« fører til »{next}«, men intet trin fører til en begyndelse.",
            "“{id}” leads to “{next}”, but no step leads to a start."
        ),
    )
    .label(start.span, say!("her kan arbejdsgangen begynde", "the workflow may begin here"));
    match start.exits.first().and_then(|exit| workflow.step(exit.to)) {
        Some(meant) if meant.id != step.id => {
            let meant = &meant.id;
            problem.help(say!("før trinet til »{meant}« med »next«", "lead the step to “{meant}” with “next”"))
        }
        _ => problem.help(say!("før trinet til et andet med »next«", "lead the step to another with “next”")),
    }
}
