//! A procedure: steps in the order they were written, and how they lead on.

use super::{ActorId, ComplaintId, Duration, LawRef, PageId};
use crate::source::Span;

/// One procedure with its chart.
#[derive(Debug, Clone, Default)]
pub struct Workflow {
    pub trigger: Option<String>,
    pub outcome: Option<String>,
    pub deadline: Option<Deadline>,
    /// Every actor with a step, in column order.
    pub lanes: Vec<ActorId>,
    pub complaint: Option<ComplaintId>,
    /// As written, with the starts and ends that the author left out added at both ends.
    pub steps: Vec<Step>,
    /// A step names a tool, whether or not there is one of that name.
    pub names_tool: bool,
    /// The page or a step cites a statute, whether or not there is one of that name.
    pub cites_law: bool,
    /// A step or a way out of one could not be read or bound, which was reported: what the rest of
    /// the chart seems to lack is not to be trusted.
    pub incomplete: bool,
}

/// How long a case may take.
#[derive(Debug, Clone)]
pub struct Deadline {
    pub within: Duration,
    /// What it is counted from.
    pub from: Option<String>,
    pub law: Vec<LawRef>,
    pub basis: Option<DeadlineBasis>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineBasis {
    Statutory,
    Local,
    Internal,
}

impl DeadlineBasis {
    /// As pages and other programs write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statutory => "statutory",
            Self::Local => "local",
            Self::Internal => "internal",
        }
    }
}

/// Index into [`Workflow::steps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepIndex(pub usize);

#[derive(Debug, Clone)]
pub struct Step {
    /// `[a-z0-9-]+`, unique in the workflow; the anchor is `trin-<id>`.
    pub id: String,
    /// Of the id, or of the whole workflow for a step the program added.
    pub span: Span,
    pub kind: StepKind,
    /// What is done, asked, waited for; the text of a start or end; empty for split and join.
    pub title: String,
    /// 1, 2, 3 … over the steps somebody does; `None` for start, end, split and join.
    pub number: Option<u32>,
    /// Who does it. Start, end, split and join take the lane of their neighbour in the chart.
    pub by: Option<ActorId>,
    pub with: Vec<ActorId>,
    /// Pages of kind tool.
    pub tools: Vec<PageId>,
    pub law: Vec<LawRef>,
    pub within: Option<Duration>,
    pub remember: Option<String>,
    pub exits: Vec<Exit>,
    /// Index into the page's headings: the heading with this step's id starts its guidance.
    pub guidance: Option<usize>,
    /// Added by the program: the start showing the trigger, the end showing the outcome.
    pub implied: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    Action,
    /// `many`: more than one answer may hold (inclusive).
    Decision {
        many: bool,
    },
    /// For an actor (a message), or for a time when nobody is named.
    Wait {
        actor: Option<ActorId>,
    },
    /// Another workflow as a sub-workflow; `None` when it could not be found.
    Run {
        workflow: Option<PageId>,
    },
    Split,
    /// Waits for all branches, or for the first.
    Join {
        any: bool,
    },
    Start,
    /// `then` leads on to another workflow without coming back.
    End {
        then: Option<PageId>,
    },
}

impl StepKind {
    /// Whether somebody does it: it has a number and a card in the list.
    pub fn is_numbered(self) -> bool {
        matches!(self, Self::Action | Self::Decision { .. } | Self::Wait { .. } | Self::Run { .. })
    }
}

/// A way out of a step.
#[derive(Debug, Clone)]
pub struct Exit {
    pub to: StepIndex,
    pub kind: ExitKind,
    /// The answer, or what the late branch says.
    pub say: Option<String>,
    /// The condition in words.
    pub when: Option<String>,
    pub law: Vec<LawRef>,
    /// On the main path from the start: at each step the answer whose target stands next, else the first,
    /// unless it leads round in a circle and another to an end.
    pub main: bool,
    /// Not written: it follows from the order of the steps.
    pub implied: bool,
    /// Where it was written; of the step when it follows from the order.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitKind {
    /// `next`, or the step below.
    Next,
    Answer,
    Late,
    /// Out of a split.
    Branch,
}

impl Step {
    /// Waits for a time and nothing else: no answer comes in, and nothing is too late.
    pub fn waits_for_time(&self) -> bool {
        self.kind == (StepKind::Wait { actor: None })
            && self.within.is_some()
            && self.exits.iter().all(|exit| exit.kind == ExitKind::Next)
    }
}

impl Workflow {
    pub fn step(&self, index: StepIndex) -> Option<&Step> {
        self.steps.get(index.0)
    }

    /// How many steps carry a number.
    pub fn count(&self) -> usize {
        self.steps.iter().filter(|step| step.number.is_some()).count()
    }

    /// Steps with their index.
    pub fn indexed(&self) -> impl Iterator<Item = (StepIndex, &Step)> {
        self.steps.iter().enumerate().map(|(n, step)| (StepIndex(n), step))
    }

    /// Steps that lead to each step, in order.
    pub fn predecessors(&self) -> Vec<Vec<StepIndex>> {
        let mut all = vec![Vec::new(); self.steps.len()];
        for (index, step) in self.indexed() {
            for exit in &step.exits {
                if let Some(list) = all.get_mut(exit.to.0)
                    && !list.contains(&index)
                {
                    list.push(index);
                }
            }
        }
        all
    }
}
