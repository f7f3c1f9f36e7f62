//! Which step becomes which element of BPMN, and which exits become which flows.

use super::Subject;
use super::duration::iso;
use super::ids::Ids;
use crate::model::{ActorId, Exit, ExitKind, Guidance, Step, StepKind, Workflow};

/// What the semantic part and the diagram agree on.
pub(super) struct Plan<'a> {
    pub subject: Subject<'a>,
    pub workflow: &'a Workflow,
    pub ids: Ids,
    /// By step.
    pub elements: Vec<Element>,
    /// In the order of the chart's edges.
    pub flows: Vec<Flow<'a>>,
    /// Where the text of each step stands.
    pub guidance: Guidance,
}

/// A sequence flow.
pub(super) struct Flow<'a> {
    pub id: String,
    /// Indices of steps.
    pub from: usize,
    pub to: usize,
    pub exit: &'a Exit,
    /// Leaves the boundary event instead of the step itself.
    pub late: bool,
}

/// An element of BPMN that a step can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Task,
    ReceiveTask,
    CallActivity,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
    ComplexGateway,
    StartEvent,
    TimerEvent,
    EndEvent,
}

impl Element {
    fn of(step: &Step) -> Self {
        match step.kind {
            StepKind::Action => Self::Task,
            StepKind::Decision { many: false } => Self::ExclusiveGateway,
            StepKind::Decision { many: true } => Self::InclusiveGateway,
            StepKind::Wait { .. } if step.waits_for_time() => Self::TimerEvent,
            StepKind::Wait { .. } => Self::ReceiveTask,
            StepKind::Run { .. } => Self::CallActivity,
            StepKind::Split | StepKind::Join { any: false } => Self::ParallelGateway,
            StepKind::Join { any: true } => Self::ComplexGateway,
            StepKind::Start => Self::StartEvent,
            StepKind::End { .. } => Self::EndEvent,
        }
    }

    pub fn tag(self) -> &'static str {
        match self {
            Self::Task => "bpmn:task",
            Self::ReceiveTask => "bpmn:receiveTask",
            Self::CallActivity => "bpmn:callActivity",
            Self::ExclusiveGateway => "bpmn:exclusiveGateway",
            Self::InclusiveGateway => "bpmn:inclusiveGateway",
            Self::ParallelGateway => "bpmn:parallelGateway",
            Self::ComplexGateway => "bpmn:complexGateway",
            Self::StartEvent => "bpmn:startEvent",
            Self::TimerEvent => "bpmn:intermediateCatchEvent",
            Self::EndEvent => "bpmn:endEvent",
        }
    }

    pub fn is_activity(self) -> bool {
        matches!(self, Self::Task | Self::ReceiveTask | Self::CallActivity)
    }
}

impl<'a> Plan<'a> {
    pub fn new(subject: Subject<'a>) -> Option<Self> {
        let workflow = subject.page.workflow()?;
        let ids = Ids::new(&subject.page.slug, workflow);
        let elements: Vec<Element> = workflow.steps.iter().map(Element::of).collect();
        let mut flows = Vec::new();
        for (from, (step, element)) in workflow.steps.iter().zip(&elements).enumerate() {
            for (number, exit) in (1..).zip(&step.exits).filter(|(_, exit)| exit.to.0 < workflow.steps.len()) {
                let late = exit.kind == ExitKind::Late && element.is_activity();
                flows.push(Flow { id: ids.flow(from, number), from, to: exit.to.0, exit, late });
            }
        }
        let guidance = Guidance::of(subject.page, workflow);
        Some(Self { subject, workflow, ids, elements, flows, guidance })
    }

    /// Steps with their index and element.
    pub fn steps(&self) -> impl Iterator<Item = (usize, &'a Step, Element)> {
        self.workflow.steps.iter().zip(&self.elements).enumerate().map(|(n, (step, element))| (n, step, *element))
    }

    pub fn element(&self, step: usize) -> Element {
        self.elements.get(step).copied().unwrap_or(Element::Task)
    }

    pub fn incoming(&self, step: usize) -> impl Iterator<Item = &Flow<'a>> {
        self.flows.iter().filter(move |flow| flow.to == step)
    }

    /// Ways out of the step itself.
    pub fn outgoing(&self, step: usize) -> impl Iterator<Item = &Flow<'a>> {
        self.flows.iter().filter(move |flow| flow.from == step && !flow.late)
    }

    /// Ways out of its boundary event; none when it has no such event.
    pub fn late(&self, step: usize) -> impl Iterator<Item = &Flow<'a>> {
        self.flows.iter().filter(move |flow| flow.from == step && flow.late)
    }

    /// The actor whose lane a step stands in.
    pub fn lane_of(&self, step: usize) -> Option<ActorId> {
        let lane = self.subject.chart.nodes.get(step)?.lane;
        self.workflow.lanes.get(lane).copied()
    }

    /// What the timer of a step says; `None` when it has none, or one without a length.
    pub fn duration(&self, step: usize) -> Option<String> {
        let timed = self.element(step) == Element::TimerEvent || self.late(step).next().is_some();
        iso(self.workflow.steps.get(step).filter(|_| timed)?.within.as_ref()?)
    }

    pub fn source_of(&self, flow: &Flow) -> String {
        if flow.late { self.ids.boundary(flow.from) } else { self.ids.node(flow.from) }
    }
}
