//! Lanes of one name in several pools: two roles, told apart by their pools' names.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::plain;
use crate::bpmn::names::element;
use crate::bpmn::read::{Definitions, ElementId};

/// A lane, and the pool it is in.
type InPool = (ElementId, ElementId);

/// Lanes that share their name with one of another pool of their collaboration, with a name of their own;
/// `None` where the pools have none that differ. Lanes of ours say whose they are.
pub fn find(definitions: &Definitions) -> BTreeMap<ElementId, Option<String>> {
    let mut apart = BTreeMap::new();
    for (collaboration, _) in definitions.tree.named(definitions.tree.root(), "collaboration") {
        let mut by_name: BTreeMap<String, Vec<InPool>> = BTreeMap::new();
        for (pool, _) in definitions.tree.named(collaboration, "participant") {
            let Some(process) = definitions.target(pool, "processRef") else { continue };
            for (lane, name) in lanes(definitions, process) {
                by_name.entry(plain(&name)).or_default().push((lane, pool));
            }
        }
        for lanes in by_name.into_values() {
            apart.extend(told_apart(definitions, &lanes));
        }
    }
    apart
}

/// All lanes with names of a process, inner ones too.
fn lanes(definitions: &Definitions, process: ElementId) -> Vec<(ElementId, String)> {
    let mut found = Vec::new();
    let mut open: Vec<ElementId> = definitions.tree.named(process, "laneSet").map(|(id, _)| id).collect();
    while let Some(set) = open.pop() {
        for (lane, element) in definitions.tree.named(set, "lane") {
            if definitions.tree.extension(lane, element::ACTOR).is_none() {
                found.extend(element.label().map(|name| (lane, name)));
            }
            open.extend(definitions.tree.named(lane, "childLaneSet").map(|(id, _)| id));
        }
    }
    found
}

fn told_apart(definitions: &Definitions, lanes: &[InPool]) -> Vec<(ElementId, Option<String>)> {
    let pools: BTreeSet<ElementId> = lanes.iter().map(|(_, pool)| *pool).collect();
    if pools.len() < 2 {
        return Vec::new();
    }
    let names: BTreeSet<String> =
        pools.iter().filter_map(|pool| Some(plain(&definitions.get(*pool).label()?))).collect();
    let differ = names.len() == pools.len();
    let own = |(lane, pool): &InPool| {
        let (lane, pool) = (definitions.get(*lane).label()?, definitions.get(*pool).label()?);
        differ.then(|| format!("{lane} ({pool})"))
    };
    lanes.iter().map(|lane| (lane.0, own(lane))).collect()
}
