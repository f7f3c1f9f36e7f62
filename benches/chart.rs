//! How long charts take: the golden drawings, random graphs of growing size, and three hundred charts
//! of the shipped portal beside Graphviz's `dot`, which draws clusters but no lanes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark stops where it fails")]
#![allow(clippy::disallowed_methods, reason = "the rival is another program")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use vejviser::assemble::{Options, assemble};
use vejviser::chart::{Arrangement, Form, Notation, graph, layout};
use vejviser::diag::Diagnostics;
use vejviser::model::Kind;
use vejviser::model::chart::{Flow, Graph};

#[path = "../tests/charts/notation.rs"]
mod notation;
#[path = "../tests/charts/random.rs"]
mod random;

fn main() {
    divan::main();
}

/// Twenty-one steps in three lanes.
#[divan::bench]
fn kontanthjaelp(bencher: divan::Bencher) {
    let graph = notation::read(include_str!("../tests/golden/charts/kontanthjaelp.graph"));
    bencher.bench(|| layout(divan::black_box(&graph)));
}

/// Twenty-three steps in four lanes, with loops and parallel branches: the dearest of the portal.
#[divan::bench]
fn helhedsplan(bencher: divan::Bencher) {
    let graph = notation::read(include_str!("../tests/golden/charts/helhedsplan.graph"));
    bencher.bench(|| layout(divan::black_box(&graph)));
}

/// The same in its other forms, once it is known what stands where.
#[divan::bench(args = [Form { flow: Flow::Right, notation: Notation::Own }, Form { flow: Flow::Down, notation: Notation::Bpmn }])]
fn helhedsplan_as(bencher: divan::Bencher, form: Form) {
    let graph = notation::read(include_str!("../tests/golden/charts/helhedsplan.graph"));
    let arrangement = Arrangement::new(graph);
    bencher.bench(|| divan::black_box(&arrangement).chart(form));
}

/// Twenty graphs of up to so many nodes.
#[divan::bench(args = [10, 20, 40, 60])]
fn random(bencher: divan::Bencher, most: usize) {
    let graphs: Vec<Graph> = (0..20).map(|seed| random::graph(seed, most)).collect();
    bencher.counter(divan::counter::ItemsCount::new(graphs.len())).bench(|| {
        for graph in &graphs {
            divan::black_box(layout(graph));
        }
    });
}

#[divan::bench(sample_count = 20)]
fn three_hundred(bencher: divan::Bencher) {
    let graphs = three_hundred_graphs();
    bencher.counter(divan::counter::ItemsCount::new(graphs.len())).bench(|| {
        for graph in &graphs {
            divan::black_box(layout(graph));
        }
    });
}

/// The same charts by one process of Graphviz; nothing where it is not installed.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn three_hundred_by_dot(bencher: divan::Bencher) {
    if Command::new("dot").arg("-V").stderr(Stdio::null()).status().is_err() {
        return;
    }
    let graphs = three_hundred_graphs();
    let text: String = graphs.iter().map(dot).collect();
    bencher.counter(divan::counter::ItemsCount::new(graphs.len())).bench(|| run_dot(&text));
}

/// The shipped workflows, over and over until there are three hundred.
fn three_hundred_graphs() -> Vec<Graph> {
    let sources = vejviser::source::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut found = Diagnostics::default();
    let site = vejviser::config::read(&sources).into(&mut found);
    let documents = vejviser::parse::parse(&sources).into(&mut found);
    let portal = assemble(site, &documents, Options { today: "2026-11-22".parse().unwrap(), drafts: true });
    let shipped: Vec<Graph> = portal.of_kind(Kind::Workflow).map(|page| graph(&portal, page)).collect();
    shipped.iter().cycle().take(300).cloned().collect()
}

/// A graph for Graphviz: lanes as clusters, boxes of our size, upright and level lines.
fn dot(graph: &Graph) -> String {
    let mut text = String::from("digraph { splines=ortho; node [shape=box, fixedsize=true, width=2.55, height=0.9];\n");
    for lane in 0..graph.lanes.len() {
        let _ = writeln!(text, "subgraph cluster_{lane} {{");
        for (n, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.lane == lane) {
            let _ = writeln!(text, "n{n} [label={:?}];", node.label);
        }
        text.push_str("}\n");
    }
    for edge in &graph.edges {
        let _ = writeln!(text, "n{} -> n{} [xlabel={:?}];", edge.from, edge.to, edge.label.as_deref().unwrap_or(""));
    }
    text.push_str("}\n");
    text
}

fn run_dot(text: &str) {
    let mut dot = Command::new("dot")
        .arg("-Tsvg")
        .stdout(Stdio::null())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    dot.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(dot.wait().unwrap().success());
}
