//! Workflows from any bytes: every graph is drawn without anything on top of anything else, and every page is
//! compiled, checked and, without errors, rendered with its chart and its BPMN file.
#![no_main]

#[path = "../../tests/charts/faults.rs"]
#[allow(dead_code, reason = "made for the tests, which count crossings and bends too")]
mod faults;

use libfuzzer_sys::fuzz_target;
use vejviser::chart::{Arrangement, Form};
use vejviser::model::chart::Flow as Direction;
use vejviser_fuzz::workflow::Flow;
use vejviser_fuzz::{compile, documents, has_errors, tell};

const FILE: &str = "content/gange/prove.md";

fuzz_target!(|flow: Flow| {
    if let Some(graph) = flow.graph() {
        let arrangement = Arrangement::new(graph.clone());
        for direction in [Direction::Down, Direction::Right] {
            let found = faults::faults(&graph, &arrangement.chart(Form { flow: direction, ..Form::default() }));
            assert!(found.is_empty(), "{found:#?}\n{graph:?}");
        }
    }
    let portal = compile(&[(FILE, &flow.page())]);
    tell(&portal);
    if !has_errors(&portal) {
        documents(&portal, FILE);
    }
});
