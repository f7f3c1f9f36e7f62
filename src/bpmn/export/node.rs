//! A step as a flow node, with the boundary event of its late branch.

use super::plan::{Element, Flow, Plan};
use super::xml::Xml;
use super::{extension, ids, prose};
use crate::model::{Step, StepKind};

pub(super) fn write(xml: &mut Xml, plan: &Plan, n: usize, step: &Step, element: Element) {
    let id = plan.ids.node(n);
    let called = match step.kind {
        StepKind::Run { workflow } => workflow.map(|id| ids::process(&plan.subject.portal.page(id).slug)),
        _ => None,
    };
    let attributes = [
        ("id", id.as_str()),
        ("name", &step.title),
        ("calledElement", called.as_deref().unwrap_or_default()),
        ("gatewayDirection", direction(plan, n, step)),
    ];
    xml.element(element.tag(), &attributes, |xml| {
        xml.text("bpmn:documentation", &[], &prose::of(plan, n, step));
        extension::step(xml, plan, n, step);
        for flow in plan.incoming(n) {
            xml.text("bpmn:incoming", &[], &flow.id);
        }
        for flow in plan.outgoing(n) {
            xml.text("bpmn:outgoing", &[], &flow.id);
        }
        if element == Element::TimerEvent {
            timer(xml, plan, n);
        }
    });
    let late: Vec<&Flow> = plan.late(n).collect();
    if !late.is_empty() {
        boundary(xml, plan, n, &late);
    }
}

/// Whether branches begin or meet. The direction of a decision follows from its flows.
fn direction(plan: &Plan, n: usize, step: &Step) -> &'static str {
    match step.kind {
        // The standard allows only one way into a diverging gateway.
        StepKind::Split if plan.incoming(n).nth(1).is_some() => "Mixed",
        StepKind::Split => "Diverging",
        StepKind::Join { .. } => "Converging",
        _ => "",
    }
}

fn boundary(xml: &mut Xml, plan: &Plan, n: usize, flows: &[&Flow]) {
    let (id, activity) = (plan.ids.boundary(n), plan.ids.node(n));
    let attributes = [("id", id.as_str()), ("cancelActivity", "true"), ("attachedToRef", &activity)];
    xml.element("bpmn:boundaryEvent", &attributes, |xml| {
        extension::late(xml);
        for flow in flows {
            xml.text("bpmn:outgoing", &[], &flow.id);
        }
        timer(xml, plan, n);
    });
}

fn timer(xml: &mut Xml, plan: &Plan, n: usize) {
    let id = plan.ids.timer(n);
    let Some(duration) = plan.duration(n) else {
        return xml.empty("bpmn:timerEventDefinition", &[("id", &id)]);
    };
    xml.element("bpmn:timerEventDefinition", &[("id", &id)], |xml| {
        xml.text("bpmn:timeDuration", &[("xsi:type", "bpmn:tFormalExpression")], &duration);
    });
}
