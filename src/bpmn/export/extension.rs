//! What BPMN cannot say about a step, an answer or a lane, in elements of our namespace.

use super::plan::Plan;
use super::prose;
use super::xml::Xml;
use crate::bpmn::names::{attribute, element};
use crate::model::{LawRef, Step, StepKind};

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

pub(super) fn actor(xml: &mut Xml, id: &str) {
    elements(xml, |xml| xml.empty(own!(element::ACTOR), &[(attribute::ID, id)]));
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
    let (mut join, mut wait, mut then, mut run) = ("", "", "", "");
    match step.kind {
        StepKind::Join { any } => join = if any { "any" } else { "" },
        StepKind::Wait { actor: who } => wait = who.map_or("", actor),
        StepKind::End { then: next } => then = next.map_or("", slug),
        StepKind::Run { workflow } => run = workflow.map_or("", slug),
        _ => {}
    }
    let attributes = [
        (attribute::ID, step.id.as_str()),
        (attribute::BY, step.by.map_or("", actor)),
        (attribute::IMPLIED, if step.implied { "true" } else { "" }),
        (attribute::JOIN, join),
        (attribute::FOR, wait),
        (attribute::THEN, then),
        (attribute::RUN, run),
    ];
    elements(xml, |xml| {
        xml.element(own!(element::STEP), &attributes, |xml| details(xml, plan, n, step));
    });
}

fn details(xml: &mut Xml, plan: &Plan, n: usize, step: &Step) {
    let portal = plan.subject.portal;
    for with in &step.with {
        xml.empty(own!(element::WITH), &[(attribute::ACTOR, &portal.actor(*with).id)]);
    }
    for tool in step.tools.iter().map(|tool| portal.page(*tool)) {
        xml.text(own!(element::TOOL), &[(attribute::ID, &tool.slug)], &tool.title);
    }
    laws(xml, &step.law);
    xml.text(own!(element::WITHIN), &[], step.within.as_ref().map_or("", |within| &within.text));
    xml.text(own!(element::REMEMBER), &[], step.remember.as_deref().unwrap_or_default());
    let heading = [(attribute::HEADING, prose::heading(plan, step).unwrap_or_default())];
    xml.text(own!(element::GUIDANCE), &heading, &prose::guidance(plan, n));
}

fn laws(xml: &mut Xml, law: &[LawRef]) {
    for reference in law {
        xml.text(own!(element::LAW), &[], &reference.text);
    }
}
