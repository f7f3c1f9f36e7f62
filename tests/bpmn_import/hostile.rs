//! Files that are broken, or made to break the reader: each gets a problem with its place, at once.

use std::time::{Duration, Instant};

use vejviser::source::LineColumn;

use super::{definitions, process, reading, tried};

/// A second in the program as it is released; tests are built with less care and share the machine.
const LIMIT: Duration = Duration::from_secs(5);

/// The message and the line of a file's problem.
fn refused(bytes: &[u8]) -> (String, usize) {
    let begun = Instant::now();
    let reading = reading(bytes);
    let problem = match reading.result {
        Err(problem) => problem,
        Ok(_) => tried(bytes).expect_err("is read"),
    };
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
    assert_eq!(problem.rule.id, "bpmn-file");
    let line = LineColumn::of(reading.file.text(), problem.span.unwrap().range().start).line;
    (problem.message.en, line)
}

fn assert_refused(bytes: impl AsRef<[u8]>, part: &str, line: usize) {
    let (message, found) = refused(bytes.as_ref());
    assert!(message.contains(part) && found == line, "{message} in line {found}; expected {part} in line {line}");
}

#[test]
fn what_is_no_bpmn() {
    assert_refused(b"", "empty", 1);
    assert_refused("Kære alle", "well-formed", 1);
    assert_refused(b"\x00\x01\x02\xff\xfe", "no text", 1);
    assert_refused("PK\u{3}\u{4}", "no text", 1);
    assert_refused("<html/>", "web page", 1);
    assert_refused("<definitions/>", "not BPMN 2.0", 1);
    assert_refused(definitions(""), "no process", 1);
    assert_refused(definitions("<choreography id=\"c\"/>"), "choreography", 3);
    assert_refused(
        definitions("<collaboration id=\"c\">\n<conversation id=\"s\"/></collaboration>"),
        "conversation",
        4,
    );
    assert_refused(definitions("").replace("UTF-8", "EBCDIC-9"), "not known", 1);
    assert_refused(
        definitions("").replace("<definitions", "<!-- \u{e6} --><definitions").replace("æ", "\u{fffd}"),
        "no process",
        1,
    );
}

#[test]
fn what_is_broken() {
    assert_refused(process("\n<task></task"), "well-formed", 4);
    assert_refused(process("<task>").replace("</process>", ""), "well-formed", 4);
    assert_refused(process("\n\n<task id=\"a\" id=\"b\"/>"), "twice", 5);
    assert_refused(process("\n<task id=a/>"), "not in quotes", 4);
    assert_refused(process("\n<x:task/>"), "prefix", 4);
    assert_refused(process("\n<task name=\"&uml;\"/>"), "entity", 4);
    assert_refused(process("\n&uml;"), "entity", 4);
    assert_refused(process("<task/>") + "<process/>", "second root", 5);
    assert_refused(process("<task/>") + "mere", "outside the root", 4);
}

#[test]
fn entities_are_never_expanded() {
    let bomb: String = (1..20).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let xml = format!("<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e0 \"ha\">{bomb}]>\n{}", &process("&e19;")[39..]);
    assert_refused(xml, "DOCTYPE", 2);
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>";
    assert_refused(outside, "DOCTYPE", 1);
}

#[test]
fn what_is_too_much() {
    let deep = |name: &str, n: usize| format!("{}{}", format!("<{name}>").repeat(n), format!("</{name}>").repeat(n));
    assert_refused(process(&deep("subProcess", 100_000)), "nested deeper", 3);
    assert_refused(process(&deep("x:y", 100_000)).replace("xmlns=", "xmlns:x=\"urn:x\" xmlns="), "nested deeper", 3);
    let attributes: String = (0..80_000).map(|n| format!(" a{n}=\"x\"")).collect();
    assert_refused(process(&format!("<task{attributes}/>")), "attributes", 3);
    let prefixes: String = (0..80_000).map(|n| format!(" xmlns:a{n}=\"x\"")).collect();
    assert_refused(process(&format!("<task{prefixes}/>")), "well-formed", 3);
    assert_refused(process(&"<task/>".repeat(50_000)), "20000 elements", 3);
    assert_refused(process(&"<task/>\n".repeat(501)), "501 steps", 3);
    assert_refused(vec![b' '; 50 * 1024 * 1024], "50 MB", 1);
}

/// References that lead nowhere, round, or to the wrong thing.
#[test]
fn what_refers_to_nothing_is_read_all_the_same() {
    let inside = "<subProcess id=\"u\"><laneSet><lane><flowNodeRef>u</flowNodeRef></lane></laneSet>\
         <callActivity id=\"c\" calledElement=\"p\"/></subProcess>\
         <sequenceFlow id=\"f\" sourceRef=\"f\" targetRef=\"u\"/><sequenceFlow id=\"g\" sourceRef=\"u\" targetRef=\"nej\"/>\
         <sequenceFlow id=\"h\" sourceRef=\"u\" targetRef=\"u\"/><boundaryEvent id=\"b\" attachedToRef=\"b\"/>\
         <boundaryEvent id=\"d\" attachedToRef=\"nej\"/><sequenceFlow id=\"i\" sourceRef=\"d\" targetRef=\"d\"/>\
         <exclusiveGateway id=\"x\"/><sequenceFlow id=\"j\" sourceRef=\"x\" targetRef=\"x\"/>\
         <association id=\"as\" sourceRef=\"as\" targetRef=\"as\"/><eventBasedGateway id=\"e\"/><sequenceFlow id=\"k\" sourceRef=\"e\" targetRef=\"e\"/>";
    let import = tried(process(inside).as_bytes()).unwrap();
    super::portal(&import);
}

#[test]
fn branches_that_another_split_entangles_are_no_errors() {
    super::portal(&super::imported(include_str!("entangled.bpmn")));
}
