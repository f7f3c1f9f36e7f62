//! How long a chart takes: the golden drawings, and random graphs of growing size.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark stops where it fails")]

use vejviser::chart::layout;
use vejviser::model::chart::Graph;

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
