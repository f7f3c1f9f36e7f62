//! What BPMN cannot say about a step, an answer or a lane, in elements of our namespace.

use super::plan::Plan;
use super::prose;
use super::xml::{Xml, held};
use crate::bpmn::names::{attribute, digest, element};
use crate::model::{Actor, ActorId, Affiliation, LawRef, Portal, Step, StepKind};

/// The name of an element of ours, with its prefix.
macro_rules! own {
    ($name:expr) => {
        &format!("{}:{}", crate::bpmn::names::PREFIX, $name)
    };
}
pub(super) use own;

fn elements(xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.element("bpmn:extensionElements", &[], inside);
}

/// The actor of a lane.
pub(super) fn lane(xml: &mut Xml, portal: &Portal, actor: ActorId) {
    elements(xml, |xml| self::actor(xml, portal, actor, element::ACTOR, attribute::ID));
}

/// An actor with what another portal needs to make it: where it belongs, and its name.
fn actor(xml: &mut Xml, portal: &Portal, actor: ActorId, element: &str, id: &str) {
    let Actor { id: own_id, name, affiliation, .. } = portal.actor(actor);
    let (administration, external) = match affiliation {
        Affiliation::Inside(lead) => (portal.lead_name(*lead), ""),
        Affiliation::External => ("", "true"),
    };
    let attributes =
        [(id, own_id.as_str()), (attribute::ADMINISTRATION, administration), (attribute::EXTERNAL, external)];
    if name.is_empty() { xml.empty(own!(element), &attributes) } else { xml.text(own!(element), &attributes, name) }
}

pub(super) fn late(xml: &mut Xml) {
    elements(xml, |xml| xml.empty(own!(element::LATE), &[]));
}

/// The statutes of an answer; nothing without any.
pub(super) fn answer(xml: &mut Xml, law: &[LawRef]) {
    if !law.is_empty() {
        elements(xml, |xml| xml.element(own!(element::ANSWER), &[], |xml| laws(xml, law)));
    }
}

pub(super) fn step(xml: &mut Xml, plan: &Plan, n: usize, step: &Step) {
    let portal = plan.subject.portal;
    let actor = |id| portal.actor(id).id.as_str();
    let slug = |id| portal.page(id).slug.as_str();
    let then = match step.kind {
        StepKind::End { then } => then.map_or("", slug),
        _ => "",
    };
    let by = step.by.filter(|by| plan.lane_of(n) != Some(*by));
    let attributes = [
        (attribute::ID, step.id.as_str()),
        (attribute::BY, by.map_or("", actor)),
        (attribute::IMPLIED, if step.implied { "true" } else { "" }),
        (attribute::FOR, awaited(step).map_or("", actor)),
        (attribute::THEN, then),
    ];
    elements(xml, |xml| {
        xml.element(own!(element::STEP), &attributes, |xml| details(xml, plan, n, step));
    });
}

/// Whom a wait is for.
fn awaited(step: &Step) -> Option<ActorId> {
    match step.kind {
        StepKind::Wait { actor } => actor,
        _ => None,
    }
}

fn details(xml: &mut Xml, plan: &Plan, n: usize, step: &Step) {
    let portal = plan.subject.portal;
    for with in &step.with {
        actor(xml, portal, *with, element::WITH, attribute::ACTOR);
    }
    if let Some(awaited) = awaited(step) {
        actor(xml, portal, awaited, element::FOR, attribute::ACTOR);
    }
    for tool in step.tools.iter().map(|tool| portal.page(*tool)) {
        xml.text(own!(element::TOOL), &[(attribute::ID, &tool.slug)], &tool.title);
    }
    laws(xml, &step.law);
    if let Some(within) = &step.within {
        let of = plan.duration(n).unwrap_or_default();
        xml.text(own!(element::WITHIN), &[(attribute::OF, of.as_str())], &within.text);
    }
    xml.text(own!(element::REMEMBER), &[], step.remember.as_deref().unwrap_or_default());
    guidance(xml, plan, n, step);
}

/// The text of a step, and by what a change of its documentation is known.
fn guidance(xml: &mut Xml, plan: &Plan, n: usize, step: &Step) {
    let documentation = prose::of(plan, n, step);
    let of = if documentation.is_empty() { String::new() } else { digest(&held(&documentation)) };
    let heading = prose::heading(plan, step).unwrap_or_default();
    let attributes = [(attribute::HEADING, heading), (attribute::OF, of.as_str())];
    match prose::guidance(plan, n) {
        text if !text.is_empty() => xml.text(own!(element::GUIDANCE), &attributes, &text),
        _ if heading.is_empty() && of.is_empty() => {}
        _ => xml.empty(own!(element::GUIDANCE), &attributes),
    }
}

fn laws(xml: &mut Xml, law: &[LawRef]) {
    for reference in law {
        xml.text(own!(element::LAW), &[], &reference.text);
    }
}
