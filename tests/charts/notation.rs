//! Graphs in a few lines of text.
//!
//! ```text
//! lane Borger
//! lane Sagsbehandler | BIF
//! modtag do 2 Registrér ansøgningen; samme dag
//! modtag => oplyst
//! oplyst -> partshoering: Nej
//! ```
//! A node is an id, a kind, the number of its lane and its text, with a time after a semicolon. An
//! edge is `->`, `=>` on the main path, or `~>` for a late branch.

use vejviser::model::chart::{Graph, GraphEdge, GraphLane, GraphNode, Shape};

/// Reads a graph; a mistake is a panic, since only tests write graphs this way.
pub fn read(text: &str) -> Graph {
    let mut graph = Graph::default();
    let mut ids: Vec<String> = Vec::new();
    let mut edges = Vec::new();
    let mut number = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(lane) = line.strip_prefix("lane ") {
            let (name, group) = lane.split_once(" | ").map_or((lane, None), |(name, group)| (name, Some(group.into())));
            graph.lanes.push(GraphLane { name: name.into(), group });
        } else if let Some(arrow) = ["->", "=>", "~>"].into_iter().find(|arrow| line.contains(&format!(" {arrow} "))) {
            edges.push((line, arrow));
        } else {
            let (id, node) = node(line, &mut number);
            ids.push(id);
            graph.nodes.push(node);
        }
    }
    for (line, arrow) in edges {
        let edge = edge(line, arrow, &ids, &graph);
        graph.edges.push(edge);
    }
    graph
}

fn node(line: &str, number: &mut u32) -> (String, GraphNode) {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (id, kind, lane) = (word(), word(), word());
    let (label, time) = word()
        .split_once("; ")
        .map_or_else(|| (line.splitn(4, ' ').nth(3).unwrap_or_default(), None), |(label, time)| (label, Some(time)));
    let shape = match kind {
        "do" => Shape::Action,
        "ask" => Shape::Decision,
        "wait" => Shape::Wait,
        "run" => Shape::Run,
        "split" => Shape::Split,
        "join" => Shape::Join,
        "start" => Shape::Start,
        "end" => Shape::End,
        other => panic!("no such kind: {other} in {line}"),
    };
    let numbered = matches!(shape, Shape::Action | Shape::Decision | Shape::Wait | Shape::Run);
    *number += u32::from(numbered);
    let node = GraphNode {
        shape,
        any: false,
        label: label.into(),
        number: numbered.then_some(*number),
        lane: lane.parse::<usize>().unwrap_or_else(|_| panic!("no lane in {line}")) - 1,
        time: time.map(Into::into),
        tools: if shape == Shape::Action { 1 } else { 0 },
        laws: if shape == Shape::Decision { 2 } else { 0 },
    };
    (id.into(), node)
}

fn edge(line: &str, arrow: &str, ids: &[String], graph: &Graph) -> GraphEdge {
    let (from, rest) = line.split_once(&format!(" {arrow} ")).unwrap_or_default();
    let (to, label) = rest.split_once(": ").map_or((rest, None), |(to, label)| (to, Some(label.into())));
    let find =
        |id: &str| ids.iter().position(|other| other == id.trim()).unwrap_or_else(|| panic!("no node {id} in {line}"));
    let (from, to) = (find(from), find(to));
    let group = |node: usize| graph.lanes[graph.nodes[node].lane].group.as_ref();
    let handover = matches!((group(from), group(to)), (Some(a), Some(b)) if a != b);
    GraphEdge { from, to, label, main: arrow == "=>", handover, late: arrow == "~>" }
}
