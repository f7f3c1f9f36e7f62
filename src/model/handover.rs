//! Hand-overs: where a case goes from one actor to another.

use std::collections::BTreeSet;

use super::{ActorId, PageId, Step, StepIndex, StepKind, Workflow};

/// A case going from one actor to another within a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handover {
    pub from: ActorId,
    pub to: ActorId,
    /// The last step of the one, and the first of the other. Both are the waiting step where an actor is
    /// asked for something and answers.
    pub before: StepIndex,
    pub after: StepIndex,
}

/// A hand-over of a workflow, among those of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandoverRef {
    pub page: PageId,
    pub before: StepIndex,
    pub after: StepIndex,
}

impl Workflow {
    /// The steps somebody does next, in order: starts, splits and joins are passed through.
    pub fn next_done(&self, step: &Step) -> BTreeSet<StepIndex> {
        let mut seen: BTreeSet<StepIndex> = BTreeSet::new();
        let mut open: Vec<StepIndex> = step.exits.iter().map(|exit| exit.to).collect();
        let mut done = BTreeSet::new();
        while let Some(index) = open.pop() {
            let Some(next) = self.step(index).filter(|_| seen.insert(index)) else { continue };
            if next.kind.is_numbered() {
                done.insert(index);
            } else {
                open.extend(next.exits.iter().map(|exit| exit.to));
            }
        }
        done
    }

    /// Every hand-over, in step order: each way from a step to the next step of another actor counts once,
    /// however many answers lead there. Who waits for another hands over to them, and gets the case back.
    pub fn handovers(&self) -> Vec<Handover> {
        let mut all = Vec::new();
        for (index, step) in self.indexed().filter(|(_, step)| step.kind.is_numbered()) {
            let Some(from) = step.by else { continue };
            if let StepKind::Wait { actor: Some(other) } = step.kind
                && other != from
            {
                all.push(Handover { from, to: other, before: index, after: index });
                all.push(Handover { from: other, to: from, before: index, after: index });
            }
            for after in self.next_done(step) {
                if let Some(to) = self.step(after).and_then(|next| next.by).filter(|to| *to != from) {
                    all.push(Handover { from, to, before: index, after });
                }
            }
        }
        all
    }
}
