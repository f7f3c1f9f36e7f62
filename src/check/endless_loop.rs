//! A loop has a way out.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, StepIndex};
use crate::say;

pub static RULE: Rule = Rule {
    id: "endless-loop",
    severity: Severity::Error,
    title: Doc { da: "En løkke har en vej ud.", en: "A loop has a way out." },
    why: Doc {
        da: "En sag, der aldrig kan slutte, er en fejl i arbejdsgangen.",
        en: "A case that can never end is a mistake in the workflow.",
    },
    example: "- id: a\n  do: Skriv\n  next: b\n- id: b\n  do: Vent\n  next: a",
    fixed: "- id: a\n  ask: Er det i orden?\n  answers: {Nej: b, Ja: slut}\n- id: b\n  do: Ret\n  next: a\n- id: slut\n  end: Færdig",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in graph::complete(portal) {
        // A step that leads nowhere is another rule's, and would make every loop before it endless.
        if graph::has_dead_end(workflow) {
            continue;
        }
        let ends = graph::reaches_end(workflow);
        let reachable = graph::reachable(workflow, graph::starts(workflow));
        let trapped = |index: StepIndex| ends.get(index.0) == Some(&false) && reachable.get(index.0) == Some(&true);
        // One report: the first step from which no end can be reached any more.
        if let Some((_, step)) = workflow.indexed().find(|(index, step)| trapped(*index) && !step.implied) {
            let id = &step.id;
            found.push(
                Diagnostic::new(
                    &RULE,
                    step.span,
                    say!("Fra »{id}« kan arbejdsgangen aldrig slutte.", "From “{id}” the workflow can never end."),
                )
                .help(say!("giv løkken et svar, der fører ud af den", "give the loop an answer that leads out of it")),
            );
        }
    }
}
