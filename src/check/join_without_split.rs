//! A join waits for branches that run at the same time.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, Step, StepIndex, StepKind, Workflow};
use crate::say;

pub static RULE: Rule = Rule {
    id: "join-without-split",
    severity: Severity::Error,
    title: Doc {
        da: "En samling venter kun på grene, der går i gang samtidig.",
        en: "A join waits for branches that begin at the same time.",
    },
    why: Doc {
        da: "Svarene på et spørgsmål fører sagen ad én vej. En samling bagefter ville vente for evigt på de andre. Lad vejene føre til det næste trin uden samling.",
        en: "The answers to a question lead a case one way. A join behind them would wait for the others for ever. Let the ways lead to the next step without a join.",
    },
    example: "- id: oplyst\n  ask: Er sagen oplyst?\n  answers: {Ja: samling, Nej: hent}\n- id: hent\n  do: Hent oplysninger\n- id: samling\n  join: all",
    fixed: "- id: oplyst\n  ask: Er sagen oplyst?\n  answers: {Ja: afgoer, Nej: hent}\n- id: hent\n  do: Hent oplysninger\n- id: afgoer\n  do: Afgør sagen",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in graph::complete(portal) {
        let reached = graph::reachable(workflow, graph::starts(workflow));
        for (index, join) in workflow.indexed().filter(|(_, step)| step.kind == StepKind::Join { any: false }) {
            if reached.get(index.0) == Some(&true) && !splits(workflow).any(|split| leads_to(workflow, split, index)) {
                found.push(problem(join));
            }
        }
    }
}

/// Steps that several branches may leave at the same time.
fn splits(workflow: &Workflow) -> impl Iterator<Item = StepIndex> {
    let many = |kind| matches!(kind, StepKind::Split | StepKind::Decision { many: true });
    workflow.indexed().filter(move |(_, step)| many(step.kind)).map(|(index, _)| index)
}

/// Whether a branch of a split comes to the join. That it is one only is what a rule about branches
/// that meet elsewhere says.
fn leads_to(workflow: &Workflow, split: StepIndex, join: StepIndex) -> bool {
    graph::reachable(workflow, [split]).get(join.0) == Some(&true)
}

fn problem(join: &Step) -> Diagnostic {
    let id = &join.id;
    Diagnostic::new(
        &RULE,
        join.span,
        say!("Samlingen »{id}« har ingen grene at vente på.", "The join “{id}” has no branches to wait for."),
    )
    .help(say!(
        "slet samlingen, eller del arbejdet med »split« før den",
        "delete the join, or split the work before it with “split”"
    ))
}
