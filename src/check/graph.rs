//! Walks over a workflow that several rules need.

use std::collections::BTreeSet;

use crate::model::{ExitKind, Page, Portal, StepIndex, StepKind, Workflow};

/// Workflows of which every step and exit could be read and bound.
pub fn complete(portal: &Portal) -> impl Iterator<Item = &Workflow> {
    portal.pages.iter().filter_map(Page::workflow).filter(|workflow| !workflow.incomplete)
}

/// Whether a step that is no end leads nowhere.
pub fn has_dead_end(workflow: &Workflow) -> bool {
    workflow.steps.iter().any(|step| step.exits.is_empty() && !matches!(step.kind, StepKind::End { .. }))
}

/// Steps that can be reached from `from`, itself among them.
pub fn reachable(workflow: &Workflow, from: impl IntoIterator<Item = StepIndex>) -> Vec<bool> {
    let mut seen = vec![false; workflow.steps.len()];
    let mut open: Vec<StepIndex> = from.into_iter().collect();
    while let Some(index) = open.pop() {
        match seen.get_mut(index.0) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        open.extend(workflow.step(index).into_iter().flat_map(|step| step.exits.iter().map(|exit| exit.to)));
    }
    seen
}

/// Where a case may begin: the starts, or the first step when there is none.
pub fn starts(workflow: &Workflow) -> Vec<StepIndex> {
    let starts: Vec<StepIndex> =
        workflow.indexed().filter(|(_, step)| step.kind == StepKind::Start).map(|(index, _)| index).collect();
    if starts.is_empty() && !workflow.steps.is_empty() { vec![StepIndex(0)] } else { starts }
}

/// Steps from which an end can be reached.
pub fn reaches_end(workflow: &Workflow) -> Vec<bool> {
    let mut reaches: Vec<bool> = workflow.steps.iter().map(|step| matches!(step.kind, StepKind::End { .. })).collect();
    loop {
        let before = reaches.iter().filter(|reached| **reached).count();
        for (index, step) in workflow.indexed() {
            let leads = step.exits.iter().any(|exit| reaches.get(exit.to.0) == Some(&true));
            if let Some(reached) = reaches.get_mut(index.0) {
                *reached |= leads;
            }
        }
        if reaches.iter().filter(|reached| **reached).count() == before {
            return reaches;
        }
    }
}

/// Steps that can be reached from `head` without passing `stops`; a stop that is met counts.
pub fn region(workflow: &Workflow, head: StepIndex, stops: &BTreeSet<StepIndex>) -> BTreeSet<StepIndex> {
    let mut seen = BTreeSet::new();
    let mut open = vec![head];
    while let Some(index) = open.pop() {
        if !seen.insert(index) || stops.contains(&index) {
            continue;
        }
        open.extend(workflow.step(index).into_iter().flat_map(|step| step.exits.iter().map(|exit| exit.to)));
    }
    seen
}

/// Steps in an order in which every exit but the ones that lead back comes later, and those exits.
pub fn without_back_exits(workflow: &Workflow) -> Vec<Vec<StepIndex>> {
    let mut forward = vec![Vec::new(); workflow.steps.len()];
    let mut state = vec![State::New; workflow.steps.len()];
    for start in starts(workflow) {
        // A start that another one leads to has been walked; a second walk would take its ways back
        // for ways forward.
        if state.get(start.0) == Some(&State::New) {
            visit(workflow, start, &mut state, &mut forward);
        }
    }
    forward
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth first without recursion: workflows may be as long as a file allows.
fn visit(workflow: &Workflow, start: StepIndex, state: &mut [State], forward: &mut [Vec<StepIndex>]) {
    let mut stack = vec![(start, 0_usize)];
    while let Some((index, next)) = stack.pop() {
        if let Some(state) = state.get_mut(index.0) {
            *state = State::Open;
        }
        let exit = workflow.step(index).and_then(|step| step.exits.get(next));
        match exit {
            None => {
                if let Some(state) = state.get_mut(index.0) {
                    *state = State::Done;
                }
            }
            Some(exit) => {
                stack.push((index, next + 1));
                let target = state.get(exit.to.0).copied();
                if target != Some(State::Open)
                    && let Some(list) = forward.get_mut(index.0)
                {
                    list.push(exit.to);
                }
                if target == Some(State::New) {
                    stack.push((exit.to, 0));
                }
            }
        }
    }
}

/// Whether a step is the head of a branch that begins above it: the target of an answer, a late
/// branch or a split there. The step directly above is not "another branch".
pub fn heads_branch_from_above(workflow: &Workflow, head: StepIndex, falling: StepIndex) -> Option<StepIndex> {
    let from = |(index, step): (StepIndex, &crate::model::Step)| {
        let opens = step.exits.iter().any(|exit| exit.to == head && exit.kind != ExitKind::Next);
        (opens && index < head && index != falling).then_some(index)
    };
    workflow.indexed().find_map(from)
}
