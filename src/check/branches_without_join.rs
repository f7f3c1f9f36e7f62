//! Branches of a split meet in a join.

use std::collections::BTreeSet;

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, Step, StepIndex, StepKind, Workflow};
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
    fixed: "- id: deling\n  split: [a, b]\n- id: a\n  do: Ring\n  next: c\n- id: b\n  do: Skriv\n- id: c\n  join: all\n- id: d\n  do: Afgør",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in graph::complete(portal) {
        for (at, split) in workflow.indexed().filter(|(_, step)| step.kind == StepKind::Split) {
            check_split(workflow, at, split, found);
        }
    }
}

fn check_split(workflow: &Workflow, at: StepIndex, split: &Step, found: &mut Diagnostics) {
    let heads: BTreeSet<StepIndex> = split.exits.iter().map(|exit| exit.to).collect();
    // A branch that leads back before the split begins anew; it is not followed round and round.
    let mut stops = BTreeSet::from([at]);
    let whole = Branches::of(workflow, &heads, &stops);
    let joins: BTreeSet<StepIndex> = whole.meetings(workflow).filter(|step| is_join(workflow, *step)).collect();
    stops.extend(&joins);
    let branches = Branches::of(workflow, &heads, &stops);
    let meets = |index: &StepIndex| !joins.contains(index) && (joins.is_empty() || !is_end(workflow, *index));
    let meeting = branches.meetings(workflow).find(meets).or_else(|| branches.past(workflow, at, &joins));
    // Running into the next branch's head is another rule's.
    if let Some(meeting) = meeting.filter(|step| !(heads.contains(step) && fallen_into(workflow, *step))) {
        found.extend(problem(workflow, split, meeting).into_iter().collect());
    }
}

/// What each branch of a split can reach.
struct Branches<'a> {
    heads: &'a BTreeSet<StepIndex>,
    /// In the order of the heads.
    regions: Vec<BTreeSet<StepIndex>>,
}

impl<'a> Branches<'a> {
    fn of(workflow: &Workflow, heads: &'a BTreeSet<StepIndex>, stops: &BTreeSet<StepIndex>) -> Self {
        Self { heads, regions: heads.iter().map(|head| graph::region(workflow, *head, stops)).collect() }
    }

    fn reached_by(&self, step: StepIndex) -> usize {
        self.regions.iter().filter(|branch| branch.contains(&step)).count()
    }

    /// Steps that two branches reach and at which one of them arrives on its own.
    fn meetings(&self, workflow: &Workflow) -> impl Iterator<Item = StepIndex> + use<> {
        // The head of one branch that another reaches, or a step that one of them leads to alone.
        let mut first: BTreeSet<StepIndex> = self.heads.iter().copied().filter(|to| self.reached_by(*to) > 1).collect();
        for branch in &self.regions {
            for step in branch.iter().filter(|step| self.reached_by(**step) == 1) {
                let exits = workflow.step(*step).into_iter().flat_map(|step| &step.exits);
                first.extend(exits.map(|exit| exit.to).filter(|to| self.reached_by(*to) > 1));
            }
        }
        first.into_iter()
    }

    /// Where a branch that never comes to the joins runs into what follows them.
    fn past(&self, workflow: &Workflow, split: StepIndex, joins: &BTreeSet<StepIndex>) -> Option<StepIndex> {
        let stops = BTreeSet::from([split]);
        let after: BTreeSet<StepIndex> = joins.iter().flat_map(|join| graph::region(workflow, *join, &stops)).collect();
        let stray = self.regions.iter().filter(|branch| branch.is_disjoint(joins));
        stray.flat_map(|branch| branch.intersection(&after)).copied().find(|step| !is_end(workflow, *step))
    }
}

fn is_join(workflow: &Workflow, step: StepIndex) -> bool {
    workflow.step(step).is_some_and(|step| matches!(step.kind, StepKind::Join { .. }))
}

fn is_end(workflow: &Workflow, step: StepIndex) -> bool {
    workflow.step(step).is_some_and(|step| matches!(step.kind, StepKind::End { .. }))
}

fn fallen_into(workflow: &Workflow, head: StepIndex) -> bool {
    workflow.steps.iter().any(|step| step.exits.iter().any(|exit| exit.to == head && exit.implied))
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
