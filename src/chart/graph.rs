//! What is drawn of a workflow: its steps as nodes, its actors as lanes, its exits as edges.

use crate::model::chart::{Graph, GraphEdge, GraphLane, GraphNode, Shape};
use crate::model::{Affiliation, ExitKind, Lead, Page, Portal, Step, StepIndex, StepKind, Workflow};

/// The graph of a workflow; node n is step n. Any other page gives an empty one.
pub fn graph(portal: &Portal, page: &Page) -> Graph {
    let Some(workflow) = page.workflow() else { return Graph::default() };
    let lane = lanes_of_steps(workflow);
    let mut edges = Vec::new();
    for (from, step) in workflow.indexed() {
        for exit in step.exits.iter().filter(|exit| exit.to.0 < workflow.steps.len()) {
            edges.push(GraphEdge {
                from: from.0,
                to: exit.to.0,
                label: exit.say.clone(),
                main: exit.main,
                handover: is_handover(portal, workflow, lane[from.0], lane[exit.to.0]),
                late: exit.kind == ExitKind::Late,
            });
        }
    }
    Graph {
        lanes: workflow.lanes.iter().map(|&actor| graph_lane(portal, actor)).collect(),
        nodes: workflow.steps.iter().zip(&lane).map(|(step, &lane)| node(step, lane)).collect(),
        edges,
    }
}

fn graph_lane(portal: &Portal, actor: crate::model::ActorId) -> GraphLane {
    let actor = portal.actor(actor);
    let group = match actor.affiliation {
        Affiliation::Inside(Lead::Administration(id)) => {
            portal.site.administration(id).map(|owner| owner.short.clone())
        }
        Affiliation::Inside(Lead::Shared) => Some(portal.site.shared_name.clone()).filter(|name| !name.is_empty()),
        Affiliation::External => None,
    };
    GraphLane { name: actor.name.clone(), group }
}

fn node(step: &Step, lane: usize) -> GraphNode {
    GraphNode {
        shape: match step.kind {
            StepKind::Action => Shape::Action,
            StepKind::Decision { .. } => Shape::Decision,
            StepKind::Wait { .. } if step.waits_for_time() => Shape::Timer,
            StepKind::Wait { .. } => Shape::Wait,
            StepKind::Run { .. } => Shape::Run,
            StepKind::Split => Shape::Split,
            StepKind::Join { .. } => Shape::Join,
            StepKind::Start => Shape::Start,
            StepKind::End { .. } => Shape::End,
        },
        any: matches!(step.kind, StepKind::Decision { many: true } | StepKind::Join { any: true }),
        label: step.title.clone(),
        number: step.number,
        lane,
        time: step.within.as_ref().map(|within| within.text.clone()),
        tools: u32::try_from(step.tools.len()).unwrap_or(u32::MAX),
        laws: u32::try_from(step.law.len()).unwrap_or(u32::MAX),
    }
}

/// From one administration to another; citizens and what all administrations share are neither.
fn is_handover(portal: &Portal, workflow: &Workflow, from: usize, to: usize) -> bool {
    let owner = |lane: usize| match portal.actor(*workflow.lanes.get(lane)?).affiliation {
        Affiliation::Inside(Lead::Administration(id)) => Some(id),
        _ => None,
    };
    matches!((owner(from), owner(to)), (Some(a), Some(b)) if a != b)
}

/// The lane of each step. One that nobody does stands with a neighbour: a start and a join with
/// what follows, an end and a split with what comes before.
fn lanes_of_steps(workflow: &Workflow) -> Vec<usize> {
    let before = workflow.predecessors();
    let own = |step: &Step| step.by.and_then(|actor| workflow.lanes.iter().position(|&lane| lane == actor));
    let mut lanes: Vec<Option<usize>> = workflow.steps.iter().map(own).collect();
    // A neighbour may be waiting for its own neighbour, so it takes as many rounds as there are in a row.
    for _ in 0..workflow.steps.len() {
        let found: Vec<(usize, usize)> = (workflow.indexed())
            .filter(|(index, _)| lanes[index.0].is_none())
            .filter_map(|(index, step)| Some((index.0, neighbour(step, &before[index.0], &lanes)?)))
            .collect();
        if found.is_empty() {
            break;
        }
        for (index, lane) in found {
            lanes[index] = Some(lane);
        }
    }
    lanes.into_iter().map(Option::unwrap_or_default).collect()
}

fn neighbour(step: &Step, before: &[StepIndex], lanes: &[Option<usize>]) -> Option<usize> {
    let lane = |index: StepIndex| lanes.get(index.0).copied().flatten();
    let ahead = step.exits.iter().find_map(|exit| lane(exit.to));
    let behind = before.iter().find_map(|&index| lane(index));
    match step.kind {
        StepKind::Start | StepKind::Join { .. } => ahead.or(behind),
        _ => behind.or(ahead),
    }
}
