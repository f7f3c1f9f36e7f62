//! A step as a flow node, with the boundary event of its late branch.

use super::plan::{Element, Flow, Plan};
use super::xml::Xml;
use super::{extension, ids, prose};
use crate::model::{Duration, Step, StepKind, Unit};

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
            timer(xml, &plan.ids.timer(n), step.within.as_ref());
        }
    });
    let late: Vec<&Flow> = plan.late(n).collect();
    if !late.is_empty() {
        boundary(xml, plan, n, step, &late);
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

fn boundary(xml: &mut Xml, plan: &Plan, n: usize, step: &Step, flows: &[&Flow]) {
    let (id, activity) = (plan.ids.boundary(n), plan.ids.node(n));
    let attributes = [("id", id.as_str()), ("cancelActivity", "true"), ("attachedToRef", &activity)];
    xml.element("bpmn:boundaryEvent", &attributes, |xml| {
        extension::late(xml);
        for flow in flows {
            xml.text("bpmn:outgoing", &[], &flow.id);
        }
        timer(xml, &plan.ids.timer(n), step.within.as_ref());
    });
}

fn timer(xml: &mut Xml, id: &str, within: Option<&Duration>) {
    let Some(duration) = within.and_then(iso) else {
        return xml.empty("bpmn:timerEventDefinition", &[("id", id)]);
    };
    xml.element("bpmn:timerEventDefinition", &[("id", id)], |xml| {
        xml.text("bpmn:timeDuration", &[("xsi:type", "bpmn:tFormalExpression")], &duration);
    });
}

/// "14 dage" as `P14D`. Working days have no sign in ISO 8601, and "straks" is no length.
fn iso(duration: &Duration) -> Option<String> {
    let (halves, unit) = duration.amount.filter(|(halves, _)| *halves > 0)?;
    let whole = (halves % 2 == 0).then_some(halves / 2);
    Some(match unit {
        Unit::Hour => whole.map_or_else(|| format!("PT{}M", u64::from(halves) * 30), |hours| format!("PT{hours}H")),
        Unit::Day => format!("P{}D", whole?),
        Unit::Week => format!("P{}W", whole?),
        Unit::Month => format!("P{}M", whole?),
        Unit::Year => whole.map_or_else(|| format!("P{}M", u64::from(halves) * 6), |years| format!("P{years}Y")),
        Unit::Workday => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_with_a_sign_in_iso_8601() {
        let iso = |text: &str| iso(&Duration::parse(text)).unwrap_or_default();
        assert_eq!(["14 dage", "4 uger", "3 måneder", "24 timer"].map(iso), ["P14D", "P4W", "P3M", "PT24H"]);
        assert_eq!(["2½ år", "1 år"].map(iso), ["P30M", "P1Y"]);
        assert_eq!(["5 hverdage", "straks", "samme dag", "snarest"].map(iso), ["", "", "", ""]);
    }
}
