//! What a file of ours says beyond BPMN.

use super::graph::{Exit, Node};
use crate::bpmn::names::{attribute, element};
use crate::bpmn::read::{Definitions, Element, ElementId, one_line};
use crate::text::is_id;

/// The workflow of a process, when we wrote it.
pub fn workflow(definitions: &Definitions, process: ElementId) -> Option<ElementId> {
    definitions.tree.extension(process, element::WORKFLOW).map(|(id, _)| id)
}

/// Fields, guidance and names of a step. Returns whether there were any.
pub fn step(definitions: &Definitions, of: ElementId, node: &mut Node) -> bool {
    let Some((step, found)) = definitions.tree.extension(of, element::STEP) else { return false };
    let id = |name| found.attribute(name).filter(|id| is_id(id)).map(str::to_owned);
    let texts = |name| definitions.tree.ours(step, name).map(|(_, child)| child);
    node.extra.id = id(attribute::ID);
    node.extra.implied = found.is_true(attribute::IMPLIED);
    node.extra.then = id(attribute::THEN);
    if let Some(by) = id(attribute::BY) {
        node.by = by;
    }
    node.wait_for = id(attribute::FOR);
    node.with = texts(element::WITH).filter_map(|with| with.attribute(attribute::ACTOR)).map(str::to_owned).collect();
    node.extra.tools = texts(element::TOOL).filter_map(Element::id).map(str::to_owned).collect();
    node.extra.law = lines(texts(element::LAW));
    node.within = lines(texts(element::WITHIN)).pop();
    node.extra.remember = lines(texts(element::REMEMBER)).pop();
    if let Some(guidance) = texts(element::GUIDANCE).next() {
        node.guidance = guidance.text.clone();
        node.heading = guidance.attribute(attribute::HEADING).map(one_line);
    }
    true
}

/// What an answer cites.
pub fn answer(definitions: &Definitions, flow: ElementId, exit: &mut Exit) {
    if let Some((answer, _)) = definitions.tree.extension(flow, element::ANSWER) {
        exit.answer = true;
        exit.law = lines(definitions.tree.ours(answer, element::LAW).map(|(_, law)| law));
    }
}

fn lines<'a>(elements: impl Iterator<Item = &'a Element>) -> Vec<String> {
    elements.map(|element| one_line(&element.text)).filter(|text| !text.is_empty()).collect()
}
