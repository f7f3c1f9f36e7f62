//! Branches of a split meet in a join.

use std::collections::BTreeMap;

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Page, Portal, Step, StepIndex, StepKind, Workflow};
use crate::say;

pub static RULE: Rule = Rule {
    id: "branches-without-join",
    severity: Severity::Error,
    title: Doc { da: "Samtidige grene mødes i en samling.", en: "Parallel branches meet in a join." },
    why: Doc {
        da: "Uden samling er det uklart, om man skal vente på begge grene, og det næste trin kunne blive gjort to gange.",
        en: "Without a join it is unclear whether to wait for both, and the next step could be done twice.",
    },
    example: "- id: deling\n  split: [a, b]\n- id: a\n  do: Ring\n  next: c\n- id: b\n  do: Skriv\n- id: c\n  do: Afgør",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in portal.pages.iter().filter_map(Page::workflow) {
        for (_, split) in workflow.indexed().filter(|(_, step)| step.kind == StepKind::Split) {
            check_split(workflow, split, found);
        }
    }
}

fn check_split(workflow: &Workflow, split: &Step, found: &mut Diagnostics) {
    let mut owner: BTreeMap<StepIndex, StepIndex> = BTreeMap::new();
    for head in split.exits.iter().map(|exit| exit.to) {
        for member in graph::branch(workflow, head) {
            let first = *owner.entry(member).or_insert(head);
            if first != head {
                found.extend(problem(workflow, split, member).into_iter().collect());
                // Everything behind the meeting point is shared too; one report is enough.
                return;
            }
        }
    }
}

fn problem(workflow: &Workflow, split: &Step, meeting: StepIndex) -> Option<Diagnostic> {
    let step = workflow.step(meeting)?;
    let id = &step.id;
    Some(
        Diagnostic::new(
            &RULE,
            step.span,
            say!(
                "To samtidige grene mødes i »{id}« uden en samling.",
                "Two parallel branches meet in “{id}” without a join."
            ),
        )
        .label(split.span, say!("grenene begynder her", "the branches begin here"))
        .help(say!(
            "sæt et trin med »join: all« ind, og lad grenene føre dertil med »next«",
            "put in a step with “join: all” and let the branches lead there with “next”"
        )),
    )
}
