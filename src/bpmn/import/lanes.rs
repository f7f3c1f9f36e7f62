//! The lanes of a page, and which new actors its pages name.

use std::collections::BTreeSet;

use super::cast::Cast;
use super::graph::{Graph, Kind};
use super::report::Report;
use super::scope::Scope;
use super::{Drafted, NewActor};
use crate::bpmn::read::{Definitions, ElementId};
use crate::say;

/// Lanes as the drawing has them, then actors who came otherwise; a lane without steps has no column.
pub fn of(
    definitions: &Definitions,
    scope: &Scope,
    graph: &Graph,
    cast: &mut Cast,
    report: &mut Report,
) -> Vec<String> {
    let busy: BTreeSet<&str> =
        graph.nodes.iter().filter(|node| does_something(&node.kind)).map(|node| node.by.as_str()).collect();
    let mut lanes: Vec<String> = Vec::new();
    for pool in &scope.pools {
        let mut drawn: Vec<ElementId> = leaf_lanes(definitions, pool.container, report);
        if scope.ours.is_none() {
            drawn.sort_by_key(|lane| definitions.bounds(*lane));
        }
        let mut actors: Vec<(Option<ElementId>, String)> =
            drawn.into_iter().map(|lane| (Some(lane), cast.of_lane(lane))).collect();
        if let Some(participant) = pool.participant {
            let actor = cast.of_participant(participant);
            let titles = definitions.get(participant).label().as_deref() == Some(&scope.title);
            if titles || busy.contains(actor.as_str()) {
                report.keep(participant);
            }
            actors.push((None, actor));
        }
        for (lane, actor) in actors {
            let shown = busy.contains(actor.as_str()) || (scope.ours.is_some() && lane.is_some());
            match lane {
                Some(lane) if shown && cast.is_merged(lane) => report.lose(
                    definitions,
                    lane,
                    say!(
                        "er samme aktør som banen med det navn i en anden pool",
                        "is the same actor as the lane of that name in another pool"
                    ),
                ),
                Some(lane) if shown => report.keep(lane),
                Some(lane) => report.lose(
                    definitions,
                    lane,
                    say!("har ingen trin og får ingen bane", "has no steps and gets no lane"),
                ),
                None => {}
            }
            if shown && !lanes.contains(&actor) {
                lanes.push(actor);
            }
        }
    }
    let rest: Vec<&str> = busy.into_iter().filter(|actor| !lanes.iter().any(|lane| lane == actor)).collect();
    lanes.extend(rest.into_iter().map(str::to_owned));
    lanes
}

fn does_something(kind: &Kind) -> bool {
    matches!(kind, Kind::Do | Kind::Ask { .. } | Kind::Wait | Kind::Run(_))
}

/// Lanes without lanes in them; one that has some is said by a line.
fn leaf_lanes(definitions: &Definitions, container: ElementId, report: &mut Report) -> Vec<ElementId> {
    let mut leaves = Vec::new();
    let mut open: Vec<ElementId> = definitions.tree.named(container, "laneSet").map(|(id, _)| id).collect();
    open.reverse();
    while let Some(set) = open.pop() {
        report.keep(set);
        for (lane, _) in definitions.tree.named(set, "lane") {
            let inner: Vec<ElementId> = definitions.tree.named(lane, "childLaneSet").map(|(id, _)| id).collect();
            let filled = inner.iter().any(|set| definitions.tree.named(*set, "lane").next().is_some());
            if filled {
                report.lose(
                    definitions,
                    lane,
                    say!(
                        "er delt i baner; kun de inderste er aktører",
                        "is parted into lanes; only the innermost are actors"
                    ),
                );
                open.extend(inner);
            } else {
                leaves.push(lane);
                inner.into_iter().for_each(|set| report.keep(set));
            }
        }
    }
    leaves
}

/// New actors that a page names.
pub(super) fn new_actors(cast: &Cast, drafts: &[Drafted]) -> Vec<NewActor> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for draft in drafts {
        named.extend(draft.lanes.iter().map(String::as_str));
        for node in draft.graph.nodes.iter().filter(|node| does_something(&node.kind)) {
            named.insert(&node.by);
            named.extend(node.with.iter().chain(&node.wait_for).map(String::as_str));
        }
    }
    cast.new.iter().filter(|actor| named.contains(actor.id.as_str())).cloned().collect()
}
