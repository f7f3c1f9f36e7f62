//! Which elements of BPMN are what: flow nodes, activities, sub-processes.

use crate::bpmn::read::{Definitions, Element, ElementId};

pub fn is_task(name: &str) -> bool {
    const TASKS: [&str; 8] =
        ["task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask"];
    TASKS.contains(&name)
}

pub fn is_sub_process(name: &str) -> bool {
    matches!(name, "subProcess" | "transaction" | "adHocSubProcess")
}

pub fn is_flow_node(element: &Element) -> bool {
    const OTHERS: [&str; 11] = [
        "callActivity",
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
        "exclusiveGateway",
        "inclusiveGateway",
        "parallelGateway",
        "eventBasedGateway",
        "complexGateway",
    ];
    let name = element.name.as_str();
    !element.ours && (is_task(name) || is_sub_process(name) || OTHERS.contains(&name))
}

/// A sub-process that begins by itself when something happens.
pub fn is_event_sub_process(element: &Element) -> bool {
    is_sub_process(&element.name) && element.is_true("triggeredByEvent")
}

/// Whether a process or sub-process has steps.
pub fn has_steps(definitions: &Definitions, container: ElementId) -> bool {
    let children = definitions.tree.children(container);
    let mut steps = children.filter(|(_, child)| is_flow_node(child) && !is_event_sub_process(child));
    steps.any(|(id, _)| !stands_at(definitions, id, container))
}

/// Whether an event belongs to the edge of the very sub-process it is written in: some programs put it there.
pub fn stands_at(definitions: &Definitions, event: ElementId, container: ElementId) -> bool {
    definitions.get(event).name == "boundaryEvent" && definitions.target(event, "attachedToRef") == Some(container)
}

/// The definitions of an event: timer, message, error …
pub fn event_definitions(definitions: &Definitions, event: ElementId) -> impl Iterator<Item = (ElementId, &Element)> {
    definitions.tree.children(event).filter(|(_, child)| !child.ours && child.name.ends_with("EventDefinition"))
}

pub fn has_definition(definitions: &Definitions, event: ElementId, name: &str) -> bool {
    event_definitions(definitions, event).any(|(_, child)| child.name == name)
}
