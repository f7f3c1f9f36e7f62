//! Drawings that nobody would make: whatever they say, their pages have no errors.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::{definitions, portal, tried};

const NODES: [&str; 14] = [
    "task",
    "userTask",
    "receiveTask",
    "exclusiveGateway",
    "exclusiveGateway",
    "parallelGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "boundaryEvent",
];

const NAMES: [&str; 6] = ["Læs brevet", "Er det rigtigt?", "", "- a: b #c [d]", "Slut", "§ 12 &quot;x&quot; \\ 'y'"];

/// Kind, name and lane of each node; ends and name of each flow.
type Drawing = (Vec<(usize, usize, usize)>, Vec<(usize, usize, usize)>);

pub fn drawings() -> impl Strategy<Value = String> {
    let nodes = prop::collection::vec((0..NODES.len(), 0..NAMES.len(), 0..3_usize), 1..16);
    let flows = prop::collection::vec((0..16_usize, 0..16_usize, 0..NAMES.len()), 0..28);
    (nodes, flows).prop_map(|drawing| drawn(&drawing))
}

fn drawn((nodes, flows): &Drawing) -> String {
    let mut inside = String::from("<laneSet id=\"ls\">");
    for lane in 0..2 {
        let _ = write!(inside, "<lane id=\"l{lane}\" name=\"Bane {lane}\">");
        for (n, _) in nodes.iter().enumerate().filter(|(_, node)| node.2 == lane) {
            let _ = write!(inside, "<flowNodeRef>n{n}</flowNodeRef>");
        }
        inside.push_str("</lane>");
    }
    inside.push_str("</laneSet>");
    for (n, (kind, name, other)) in nodes.iter().enumerate() {
        let (kind, name) = (NODES[*kind], NAMES[*name]);
        let host = format!("n{}", (n + other + 1) % nodes.len());
        let timer = if kind.ends_with("Event") && *other == 0 { "<timerEventDefinition/>" } else { "" };
        let _ = write!(inside, "<{kind} id=\"n{n}\" name=\"{name}\" attachedToRef=\"{host}\">{timer}</{kind}>");
    }
    for (n, (from, to, name)) in flows.iter().enumerate() {
        let (from, to, name) = (from % nodes.len(), to % nodes.len(), NAMES[*name]);
        let condition = if n % 3 == 0 { "<conditionExpression>x</conditionExpression>" } else { "" };
        let _ = write!(
            inside,
            "<sequenceFlow id=\"f{n}\" sourceRef=\"n{from}\" targetRef=\"n{to}\" name=\"{name}\">{condition}</sequenceFlow>"
        );
    }
    definitions(&format!("<process id=\"p\" name=\"Tilfældig\">{inside}</process>"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn any_drawing_becomes_pages_without_errors(xml in drawings()) {
        portal(&tried(xml.as_bytes()).unwrap());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = tried(&bytes);
    }

    #[test]
    fn a_file_cut_or_changed_anywhere_is_read_or_refused(xml in drawings(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = xml.into_bytes();
        let at = at.index(bytes.len());
        let _ = tried(&bytes[..at]);
        bytes[at] = byte;
        if let Ok(import) = tried(&bytes) {
            prop_assert!(!import.pages.is_empty());
        }
    }
}
