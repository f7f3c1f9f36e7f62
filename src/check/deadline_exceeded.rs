//! The steps' times fit the deadline of the case.

use super::graph;
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{ActorId, Affiliation, Duration, Page, Portal, Step, StepIndex, StepKind, Workflow};
use crate::say;

pub static RULE: Rule = Rule {
    id: "deadline-exceeded",
    severity: Severity::Warning,
    title: Doc { da: "Trinenes tider kan være inden for fristen.", en: "The steps' times fit the deadline." },
    why: Doc {
        da: "Når trinene tilsammen tager længere tid end fristen, kan den ikke overholdes. Ventetid hos borgere og andre uden for forvaltningerne tæller ikke med.",
        en: "When the steps together take longer than the deadline, it cannot be kept. Waiting for citizens and other outsiders does not count.",
    },
    example: "deadline: {within: 1 uge}\nsteps:\n- id: a\n  do: Undersøg\n  within: 14 dage",
    fixed: "deadline: {within: 4 uger}\nsteps:\n- id: a\n  do: Undersøg\n  within: 14 dage",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in portal.pages.iter().filter_map(Page::workflow) {
        let Some(deadline) = &workflow.deadline else { continue };
        let Some(limit) = deadline.within.hours() else { continue };
        let longest = longest_path(portal, workflow);
        if longest > limit {
            let (days, within) = (longest.div_ceil(24), &deadline.within);
            found.push(
                Diagnostic::new(
                    &RULE,
                    deadline.span,
                    say!(
                        "Trinene kan tage {days} dage, men fristen er {within}.",
                        "The steps may take {days} days, but the deadline is {within}."
                    ),
                )
                .help(say!("ret fristen eller tiden på trinene", "correct the deadline or the steps' times")),
            );
        }
    }
}

/// Hours of the longest way from a start to an end, loops taken once.
fn longest_path(portal: &Portal, workflow: &Workflow) -> u64 {
    let forward = graph::without_back_exits(workflow);
    let mut longest: Vec<Option<u64>> = vec![None; workflow.steps.len()];
    let starts = graph::starts(workflow);
    let mut stack = starts.clone();
    // Children first: a step is settled when everything it leads to is.
    while let Some(index) = stack.last().copied() {
        let next = forward.get(index.0).map_or(&[][..], Vec::as_slice);
        let open: Vec<StepIndex> = next.iter().copied().filter(|to| longest.get(to.0) == Some(&None)).collect();
        if open.is_empty() {
            let below = next.iter().filter_map(|to| longest.get(to.0).copied().flatten()).max().unwrap_or(0);
            if let Some(slot) = longest.get_mut(index.0) {
                *slot = Some(below + workflow.step(index).map_or(0, |step| hours(portal, step)));
            }
            stack.pop();
        } else {
            stack.extend(open);
        }
    }
    starts.iter().filter_map(|start| longest.get(start.0).copied().flatten()).max().unwrap_or(0)
}

/// The time a step takes us: outsiders' time is not ours.
fn hours(portal: &Portal, step: &Step) -> u64 {
    let outside = |actor: ActorId| portal.actor(actor).affiliation == Affiliation::External;
    let theirs = match step.kind {
        StepKind::Wait { actor } => actor.is_some_and(outside),
        _ => step.by.is_some_and(outside),
    };
    if theirs { 0 } else { step.within.as_ref().and_then(Duration::hours).unwrap_or(0) }
}
