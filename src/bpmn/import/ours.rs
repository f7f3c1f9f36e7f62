//! What a file of ours says beyond BPMN.

use super::cast::Cast;
use super::graph::{Exit, Kind, Node};
use super::prose;
use crate::bpmn::names::{attribute, digest, element};
use crate::bpmn::read::{Definitions, Element, ElementId, one_line};
use crate::model::Duration;
use crate::text::is_id;

/// The workflow of a process, when we wrote it.
pub fn workflow(definitions: &Definitions, process: ElementId) -> Option<ElementId> {
    definitions.tree.extension(process, element::WORKFLOW).map(|(id, _)| id)
}

/// What became of a step's extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// There is none.
    Foreign,
    Whole,
    /// The documentation was edited in another program, and is the guidance now.
    Edited,
}

/// Fields, guidance and names of a step, where the drawing does not say them itself.
pub fn step(definitions: &Definitions, cast: &mut Cast, of: ElementId, node: &mut Node) -> Read {
    let Some((step, found)) = definitions.tree.extension(of, element::STEP) else { return Read::Foreign };
    let id = |name| found.attribute(name).filter(|id| is_id(id)).map(str::to_owned);
    let texts = |name| definitions.tree.ours(step, name).map(|(_, child)| child);
    node.extra.id = id(attribute::ID);
    node.extra.implied = found.is_true(attribute::IMPLIED);
    node.extra.then = id(attribute::THEN);
    if let Some(by) = id(attribute::BY).filter(|_| !cast.has_lane(of)) {
        node.by = cast.with_id(&by, None);
    }
    let named = |actor: &Element, cast: &mut Cast| {
        let id = actor.attribute(attribute::ACTOR).filter(|id| is_id(id))?;
        let name = Some(one_line(&actor.text)).filter(|name| !name.is_empty()).or_else(|| actor.label());
        Some(cast.with_id(id, name.as_deref()))
    };
    let awaited = texts(element::FOR).find_map(|actor| named(actor, cast));
    node.wait_for = awaited.or_else(|| Some(cast.with_id(&id(attribute::FOR)?, None)));
    node.with = texts(element::WITH).filter_map(|actor| named(actor, cast)).collect();
    if node.kind != Kind::Wait {
        // A wait that another program made a task of: whoever was waited for takes part.
        node.with.extend(node.wait_for.take());
    }
    node.extra.tools = texts(element::TOOL).filter_map(Element::id).map(str::to_owned).collect();
    node.extra.law = lines(texts(element::LAW));
    node.within = lines(texts(element::WITHIN)).pop();
    node.extra.timed = texts(element::WITHIN).find_map(|within| within.attribute(attribute::OF)).map(str::to_owned);
    if definitions.get(of).name == "intermediateCatchEvent" {
        drawn_time(definitions, of, node);
    }
    node.extra.remember = lines(texts(element::REMEMBER)).pop();
    let Some(guidance) = texts(element::GUIDANCE).next() else { return Read::Whole };
    node.guidance = guidance.text.clone();
    node.heading = guidance.attribute(attribute::HEADING).map(one_line);
    let documentation = definitions.tree.documentation(of);
    if guidance.attribute(attribute::OF).is_none_or(|of| of == digest(&documentation)) {
        return Read::Whole;
    }
    let join = |name| lines(texts(name)).join(", ");
    let with: Vec<&str> = node.with.iter().map(|id| cast.name(id)).collect();
    let facts = [join(element::TOOL), join(element::LAW), join(element::WITHIN), join(element::REMEMBER)];
    let facts: Vec<String> = facts.into_iter().chain([with.join(", ")]).filter(|fact| !fact.is_empty()).collect();
    node.guidance = edited(&documentation, &guidance.text, &facts);
    Read::Edited
}

/// A documentation as it was edited: without the lines that fields of the step say, and with the Markdown
/// of the lines that we wrote.
fn edited(documentation: &str, before: &str, facts: &[String]) -> String {
    let is_fact = |line: &str| line.split_once(": ").is_some_and(|(_, value)| facts.iter().any(|fact| fact == value));
    let lines = documentation.lines().filter(|line| !is_fact(line.trim()));
    let lines: Vec<String> = lines
        .map(|line| match before.lines().any(|old| old.trim() == line.trim()) {
            true => line.to_owned(),
            false => prose::markdown(line),
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

/// The time that a timer says now, when it is not the one that the step had.
pub fn drawn_time(definitions: &Definitions, event: ElementId, node: &mut Node) {
    let Some(text) = prose::time_text(definitions, event).filter(|text| node.extra.timed.as_ref() != Some(text)) else {
        return;
    };
    let words = prose::duration(&text);
    let amount = |words: &str| Duration::parse(words).amount;
    let same =
        node.within.as_deref().is_some_and(|within| amount(within).is_some() && amount(within) == amount(&words));
    if !same {
        node.within = Some(words);
    }
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
