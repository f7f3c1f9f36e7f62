//! What must hold of every exported file, whatever the workflow.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Element, Tree};

const NODES: [&str; 11] = [
    "task",
    "receiveTask",
    "callActivity",
    "exclusiveGateway",
    "inclusiveGateway",
    "parallelGateway",
    "complexGateway",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "boundaryEvent",
];

/// Everything wrong with a file.
pub fn faults(tree: &Tree) -> Vec<String> {
    let mut wrong = ids(tree);
    wrong.extend(references(tree));
    wrong.extend(lanes(tree));
    wrong.extend(flows(tree));
    wrong.extend(drawing(tree));
    wrong.extend(order(tree));
    wrong
}

pub fn is_node(element: &Element) -> bool {
    NODES.contains(&element.name.as_str())
}

fn ids(tree: &Tree) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for id in tree.0.iter().filter(|element| !element.is_ours()).filter_map(|element| element.attributes.get("id")) {
        let mut letters = id.chars();
        let first = letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        if !first || !letters.all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)) {
            wrong.push(format!("»{id}« is no NCName"));
        }
        if !seen.insert(id) {
            wrong.push(format!("{id} stands twice"));
        }
    }
    wrong
}

fn references(tree: &Tree) -> Vec<String> {
    let known: BTreeSet<&str> = tree.0.iter().map(|element| element.get("id")).collect();
    let attributes = ["processRef", "sourceRef", "targetRef", "attachedToRef", "bpmnElement"];
    let mut named: Vec<&str> = Vec::new();
    for element in &tree.0 {
        named.extend(attributes.iter().map(|name| element.get(name)).filter(|id| !id.is_empty()));
        if ["incoming", "outgoing", "flowNodeRef"].contains(&element.name.as_str()) {
            named.push(&element.text);
        }
    }
    named.into_iter().filter(|id| !known.contains(id)).map(|id| format!("{id} is not there")).collect()
}

fn lanes(tree: &Tree) -> Vec<String> {
    let mut lanes: BTreeMap<&str, usize> = BTreeMap::new();
    for reference in tree.named("flowNodeRef") {
        *lanes.entry(&reference.text).or_default() += 1;
    }
    if tree.named("lane").next().is_none() {
        return Vec::new();
    }
    let count = |node: &Element| lanes.get(node.get("id")).copied().unwrap_or(0);
    let nodes = tree.0.iter().filter(|element| is_node(element) && count(element) != 1);
    nodes.map(|node| format!("{} is in {} lanes", node.get("id"), count(node))).collect()
}

/// A flow is named by both its ends, and by nobody else.
fn flows(tree: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    for (end, name) in [("targetRef", "incoming"), ("sourceRef", "outgoing")] {
        let said: BTreeSet<(String, String)> = tree
            .0
            .iter()
            .filter(|element| is_node(element))
            .flat_map(|node| {
                let flows = tree.texts(node, name).into_iter().map(|flow| (node.get("id").to_owned(), flow.to_owned()));
                flows.collect::<Vec<_>>()
            })
            .collect();
        let there: BTreeSet<(String, String)> =
            tree.named("sequenceFlow").map(|flow| (flow.get(end).to_owned(), flow.get("id").to_owned())).collect();
        wrong.extend(said.symmetric_difference(&there).map(|(node, flow)| format!("{node}: {name} {flow}")));
    }
    wrong
}

pub struct Box {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

pub fn bounds(element: &Element) -> Box {
    let number = |name: &str| element.get(name).parse().unwrap();
    Box { x: number("x"), y: number("y"), w: number("width"), h: number("height") }
}

/// Everything has one shape or edge, lies at or right of and below 0, and lines begin and end at the
/// border of what they connect.
fn drawing(tree: &Tree) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut shapes: BTreeMap<&str, Box> = BTreeMap::new();
    for shape in tree.named("BPMNShape") {
        let rect = bounds(&tree.0[shape.children[0]]);
        if shapes.insert(shape.get("bpmnElement"), rect).is_some() {
            wrong.push(format!("{} is drawn twice", shape.get("bpmnElement")));
        }
    }
    let drawn =
        tree.0.iter().filter(|element| is_node(element) || ["lane", "participant"].contains(&element.name.as_str()));
    let ids: BTreeSet<&str> = drawn.map(|element| element.get("id")).collect();
    wrong.extend(ids.iter().filter(|id| !shapes.contains_key(**id)).map(|id| format!("{id} has no shape")));
    for rect in tree.named("Bounds").map(bounds) {
        if rect.x < 0 || rect.y < 0 || rect.w <= 0 || rect.h <= 0 {
            wrong.push(format!("{},{} {}x{}", rect.x, rect.y, rect.w, rect.h));
        }
    }
    for flow in tree.named("sequenceFlow") {
        let mut edges = tree.named("BPMNEdge").filter(|edge| edge.get("bpmnElement") == flow.get("id"));
        let (Some(edge), None) = (edges.next(), edges.next()) else {
            wrong.push(format!("{} has not one edge", flow.get("id")));
            continue;
        };
        wrong.extend(ends(tree, flow, edge, &shapes));
    }
    wrong.extend(labels(tree, &shapes));
    wrong
}

/// Names stand free: on no shape but their own, and on no other name.
fn labels(tree: &Tree, shapes: &BTreeMap<&str, Box>) -> Vec<String> {
    let owned = |name: &'static str| tree.named(name).flat_map(|drawn| drawn.children.iter().map(move |n| (drawn, *n)));
    let all: Vec<(&str, Box)> = owned("BPMNShape")
        .chain(owned("BPMNEdge"))
        .filter(|(_, n)| tree.0[*n].name == "BPMNLabel")
        .map(|(drawn, n)| (drawn.get("bpmnElement"), bounds(&tree.0[tree.0[n].children[0]])))
        .collect();
    let is_node = |id: &str| tree.0.iter().any(|element| element.get("id") == id && is_node(element));
    let mut wrong = Vec::new();
    for (at, (owner, label)) in all.iter().enumerate() {
        let other_shapes = shapes.iter().filter(|(id, rect)| *id != owner && is_node(id) && overlap(label, rect));
        wrong.extend(other_shapes.map(|(id, _)| format!("the name of {owner} lies on {id}")));
        let other_names = all.iter().skip(at + 1).filter(|(_, other)| overlap(label, other));
        wrong.extend(other_names.map(|(id, _)| format!("the names of {owner} and {id} overlap")));
    }
    wrong
}

fn overlap(a: &Box, b: &Box) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

fn ends(tree: &Tree, flow: &Element, edge: &Element, shapes: &BTreeMap<&str, Box>) -> Vec<String> {
    let point = |n: &usize| (tree.0[*n].get("x").parse::<i32>().unwrap(), tree.0[*n].get("y").parse::<i32>().unwrap());
    let points: Vec<(i32, i32)> = edge.children.iter().filter(|n| tree.0[**n].name == "waypoint").map(point).collect();
    let mut wrong = Vec::new();
    for (end, at) in [("sourceRef", points.first()), ("targetRef", points.last())] {
        let (Some(&(x, y)), Some(shape)) = (at, shapes.get(flow.get(end))) else {
            wrong.push(format!("{}: no {end}", flow.get("id")));
            continue;
        };
        let name = &tree.id(flow.get(end)).name;
        let off = distance(name, shape, x, y);
        if off > 1.5 {
            wrong.push(format!("{}: its {end} is {off:.1} from the border of {}", flow.get("id"), flow.get(end)));
        }
    }
    if points.len() < 2 || points.iter().any(|&(x, y)| x < 0 || y < 0) {
        wrong.push(format!("{}: {points:?}", flow.get("id")));
    }
    wrong
}

/// How far a point is from the border of a shape, roughly.
fn distance(name: &str, shape: &Box, x: i32, y: i32) -> f64 {
    let (w, h) = (f64::from(shape.w) / 2.0, f64::from(shape.h) / 2.0);
    let (dx, dy) = ((f64::from(x - shape.x) - w).abs(), (f64::from(y - shape.y) - h).abs());
    match name {
        name if name.ends_with("Gateway") => (dx / w + dy / h - 1.0).abs() * w.min(h),
        name if name.ends_with("Event") => (dx.hypot(dy) - w).abs(),
        _ => (dx - w).max(dy - h).abs(),
    }
}

/// Children stand in the order that the standard's schema asks for.
fn order(tree: &Tree) -> Vec<String> {
    let rank = |name: &str| match name {
        "documentation" => 0,
        "extensionElements" => 1,
        "laneSet" | "incoming" => 2,
        "outgoing" => 3,
        "timerEventDefinition" | "conditionExpression" | "flowNodeRef" => 4,
        "sequenceFlow" => 5,
        name if NODES.contains(&name) => 4,
        _ => 9,
    };
    let sorted = |element: &&Element| !element.children.iter().map(|n| rank(&tree.0[*n].name)).is_sorted();
    let checked = tree
        .0
        .iter()
        .filter(|element| is_node(element) || ["process", "lane", "sequenceFlow"].contains(&element.name.as_str()));
    checked.filter(sorted).map(|element| format!("the children of {} are out of order", element.get("id"))).collect()
}
