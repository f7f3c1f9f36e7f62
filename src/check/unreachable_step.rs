//! Every step can be reached.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Page, Portal};
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
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in portal.pages.iter().filter_map(Page::workflow) {
        let reachable = graph::reachable(workflow, graph::starts(workflow));
        for (index, step) in workflow.indexed() {
            // An added end follows from the last step, which is then reported itself.
            if reachable.get(index.0) == Some(&false) && !step.implied {
                let id = &step.id;
                found.push(
                    Diagnostic::new(&RULE, step.span, say!("Ingen trin fører til »{id}«.", "No step leads to “{id}”."))
                        .help(say!(
                            "lad et svar eller »next: {id}« føre hertil, eller slet trinet",
                            "let an answer or “next: {id}” lead here, or delete the step"
                        )),
                );
            }
        }
    }
}
