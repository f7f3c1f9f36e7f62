//! The semantic part: a collaboration of one pool, and its process with lanes, nodes and flows.
//!
//! The order of children is the standard's: documentation, extension elements, then the rest.

use super::plan::{Flow, Plan};
use super::xml::Xml;
use super::{extension, fields, ids, node};
use crate::model::{Actor, ExitKind};

pub(super) fn write(xml: &mut Xml, plan: &Plan) {
    let page = plan.subject.page;
    let (process, pool) = (plan.ids.process(), plan.ids.of_page("pool"));
    xml.element("bpmn:collaboration", &[("id", &plan.ids.of_page("collaboration"))], |xml| {
        xml.empty("bpmn:participant", &[("id", &pool), ("name", &page.title), ("processRef", &process)]);
    });
    xml.element("bpmn:process", &[("id", &process), ("isExecutable", "false")], |xml| {
        xml.text("bpmn:documentation", &[], page.summary.as_deref().unwrap_or_default());
        xml.element("bpmn:extensionElements", &[], |xml| fields::write(xml, plan));
        lanes(xml, plan);
        for (n, step, element) in plan.steps() {
            node::write(xml, plan, n, step, element);
        }
        for flow in &plan.flows {
            self::flow(xml, plan, flow);
        }
    });
}

fn lanes(xml: &mut Xml, plan: &Plan) {
    let lanes = &plan.workflow.lanes;
    if lanes.is_empty() {
        return;
    }
    xml.element("bpmn:laneSet", &[("id", &plan.ids.of_page("lanes"))], |xml| {
        for (number, actor) in lanes.iter().enumerate() {
            let Actor { id, name, .. } = plan.subject.portal.actor(*actor);
            xml.element("bpmn:lane", &[("id", &ids::lane(id)), ("name", name)], |xml| {
                extension::lane(xml, plan.subject.portal, *actor);
                for (step, _) in plan.subject.chart.nodes.iter().enumerate().filter(|(_, node)| node.lane == number) {
                    xml.text("bpmn:flowNodeRef", &[], &plan.ids.node(step));
                    if plan.late(step).next().is_some() {
                        xml.text("bpmn:flowNodeRef", &[], &plan.ids.boundary(step));
                    }
                }
            });
        }
    });
}

fn flow(xml: &mut Xml, plan: &Plan, flow: &Flow) {
    let name = flow.exit.say.as_deref().unwrap_or_default();
    let (source, target) = (plan.source_of(flow), plan.ids.node(flow.to));
    let attributes = [("id", flow.id.as_str()), ("name", name), ("sourceRef", &source), ("targetRef", &target)];
    let condition = condition(plan, flow);
    if condition.is_empty() && flow.exit.law.is_empty() {
        return xml.empty("bpmn:sequenceFlow", &attributes);
    }
    xml.element("bpmn:sequenceFlow", &attributes, |xml| {
        extension::answer(xml, &flow.exit.law);
        xml.text("bpmn:conditionExpression", &[("xsi:type", "bpmn:tFormalExpression")], condition);
    });
}

/// The condition in words. Out of an activity every answer needs one: without it the flow would
/// always be taken.
fn condition<'a>(plan: &Plan, flow: &'a Flow) -> &'a str {
    let exit = flow.exit;
    let needed = exit.kind == ExitKind::Answer && plan.element(flow.from).is_activity();
    let say = exit.say.as_deref().filter(|_| needed);
    exit.when.as_deref().or(say).unwrap_or_default()
}
