//! Every step can be reached.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, Step, StepIndex, Workflow};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unreachable-step",
    severity: Severity::Error,
    title: Doc { da: "Ethvert trin skal kunne nås.", en: "Every step can be reached." },
    why: Doc {
        da: "Et trin uden vej hertil bliver aldrig gjort. Ofte mangler trinet ovenover et svar, eller et »next« springer forbi.",
        en: "A step without a way to it is never done. Often the step above lacks an answer, or a “next” jumps past it.",
    },
    example: "- id: a\n  do: Registrér\n  next: c\n- id: b\n  do: Glemt trin",
    fixed: "- id: a\n  do: Registrér\n- id: b\n  do: Husket trin",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in graph::complete(portal) {
        // Behind a step that leads nowhere nothing can be reached; that step is another rule's.
        if graph::has_dead_end(workflow) {
            continue;
        }
        let mut reached = graph::reachable(workflow, graph::starts(workflow));
        // What follows a step that nothing leads to is the same mistake.
        while let Some(index) = first_unreached(workflow, &reached) {
            let from_here = graph::reachable(workflow, [index]);
            reached.iter_mut().zip(from_here).for_each(|(reached, here)| *reached |= here);
            // An added end follows from the last step, which is then reported itself.
            found.extend(workflow.step(index).filter(|step| !step.implied).map(problem).into_iter().collect());
        }
    }
}

/// The first step that nothing leads to; in a ring that nothing leads into, its first step.
fn first_unreached(workflow: &Workflow, reached: &[bool]) -> Option<StepIndex> {
    let mut led_to = vec![false; workflow.steps.len()];
    for (index, step) in workflow.indexed().filter(|(index, _)| reached.get(index.0) == Some(&false)) {
        for exit in step.exits.iter().filter(|exit| exit.to != index) {
            if let Some(led_to) = led_to.get_mut(exit.to.0) {
                *led_to = true;
            }
        }
    }
    let open = || workflow.indexed().map(|(index, _)| index).filter(|index| reached.get(index.0) == Some(&false));
    open().find(|index| led_to.get(index.0) == Some(&false)).or_else(|| open().next())
}

fn problem(step: &Step) -> Diagnostic {
    let id = &step.id;
    Diagnostic::new(&RULE, step.span, say!("Ingen trin fører til »{id}«.", "No step leads to “{id}”.")).help(say!(
        "lad et svar eller »next: {id}« føre hertil, eller slet trinet",
        "let an answer or “next: {id}” lead here, or delete the step"
    ))
}
