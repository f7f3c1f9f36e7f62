//! The diagram: where the chart has put everything, as bounds and waypoints.

use super::circle::Circle;
use super::plan::{Element, Flow, Plan};
use super::xml::Xml;
use super::{ids, label};
use crate::model::chart::{ChartEdge, Point, Rect};

/// Height of the pool's name above its lanes.
const BAND: i32 = 30;

/// A shape or a line with what it stands for.
struct Drawn {
    element: String,
    /// Attributes of a shape.
    says: Option<(&'static str, &'static str)>,
    bounds: Option<Rect>,
    points: Vec<Point>,
    label: Option<Rect>,
}

pub(super) fn write(xml: &mut Xml, plan: &Plan) {
    let mut all = vec![pool(plan)];
    all.extend(lanes(plan));
    all.extend(nodes(plan));
    all.extend(lines(plan));
    move_inside(&mut all);
    xml.element("bpmndi:BPMNDiagram", &[("id", &plan.ids.of_page("diagram"))], |xml| {
        let (id, collaboration) = (plan.ids.of_page("plane"), plan.ids.of_page("collaboration"));
        xml.element("bpmndi:BPMNPlane", &[("id", &id), ("bpmnElement", &collaboration)], |xml| {
            all.iter().for_each(|drawn| drawn.write(xml));
        });
    });
}

impl Drawn {
    fn shape(element: String, bounds: Rect) -> Self {
        Self { element, says: None, bounds: Some(bounds), points: Vec::new(), label: None }
    }

    fn says(mut self, name: &'static str, value: &'static str) -> Self {
        self.says = Some((name, value));
        self
    }

    fn write(&self, xml: &mut Xml) {
        let name = if self.bounds.is_some() { "bpmndi:BPMNShape" } else { "bpmndi:BPMNEdge" };
        let id = ids::drawn(&self.element);
        let attributes = [("id", id.as_str()), ("bpmnElement", &self.element), self.says.unwrap_or_default()];
        xml.element(name, &attributes, |xml| {
            if let Some(bounds) = self.bounds {
                write_bounds(xml, bounds);
            }
            for point in &self.points {
                xml.empty("di:waypoint", &[("x", &point.x.to_string()), ("y", &point.y.to_string())]);
            }
            if let Some(label) = self.label {
                xml.element("bpmndi:BPMNLabel", &[], |xml| write_bounds(xml, label));
            }
        });
    }

    /// Everything with an extent.
    fn corners(&self) -> impl Iterator<Item = Point> {
        let rects = self.bounds.into_iter().chain(self.label).map(|rect| Point { x: rect.x, y: rect.y });
        rects.chain(self.points.iter().copied())
    }

    fn shift(&mut self, by: Point) {
        for rect in self.bounds.iter_mut().chain(&mut self.label) {
            rect.x += by.x;
            rect.y += by.y;
        }
        for point in &mut self.points {
            point.x += by.x;
            point.y += by.y;
        }
    }
}

fn write_bounds(xml: &mut Xml, rect: Rect) {
    let [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(|value| value.to_string());
    xml.empty("dc:Bounds", &[("x", &x), ("y", &y), ("width", &w), ("height", &h)]);
}

/// The chart is below the pool's name; what reaches out to the left or above moves all of it.
fn move_inside(all: &mut [Drawn]) {
    let least = |pick: fn(Point) -> i32| all.iter().flat_map(Drawn::corners).map(pick).min().unwrap_or(0).min(0);
    let by = Point { x: -least(|point| point.x), y: -least(|point| point.y) };
    for drawn in all {
        drawn.shift(by);
    }
}

fn pool(plan: &Plan) -> Drawn {
    let chart = plan.subject.chart;
    let left = chart.lanes.iter().map(|lane| lane.rect.x).min().unwrap_or(0);
    let right = chart.lanes.iter().map(|lane| lane.rect.right()).max().unwrap_or(chart.width);
    let rect = Rect { x: left, y: -BAND, w: right - left, h: chart.height + BAND };
    Drawn::shape(plan.ids.of_page("pool"), rect).says("isHorizontal", "false")
}

fn lanes<'p>(plan: &'p Plan) -> impl Iterator<Item = Drawn> + 'p {
    plan.workflow.lanes.iter().zip(&plan.subject.chart.lanes).map(|(actor, lane)| {
        let id = ids::lane(&plan.subject.portal.actor(*actor).id);
        Drawn::shape(id, lane.rect).says("isHorizontal", "false")
    })
}

/// Every step, each with its boundary event directly after it.
fn nodes(plan: &Plan) -> Vec<Drawn> {
    let mut all = Vec::new();
    for ((n, step, element), node) in plan.steps().zip(&plan.subject.chart.nodes) {
        let mut shape = Drawn::shape(plan.ids.node(n), node.rect);
        if element == Element::ExclusiveGateway {
            shape = shape.says("isMarkerVisible", "false");
        }
        if !element.is_activity() {
            shape.label = label::of_node(node, &step.title);
        }
        all.push(shape);
        if let Some(circle) = boundary(plan, n) {
            all.push(Drawn::shape(plan.ids.boundary(n), circle.rect()));
        }
    }
    all
}

/// The circle where the late branch leaves the activity's border.
fn boundary(plan: &Plan, n: usize) -> Option<Circle> {
    let at = plan.flows.iter().position(|flow| flow.from == n && flow.late)?;
    Some(Circle { middle: *plan.subject.chart.edges.get(at)?.points.first()? })
}

fn lines<'p>(plan: &'p Plan) -> impl Iterator<Item = Drawn> + 'p {
    plan.flows.iter().zip(&plan.subject.chart.edges).map(|(flow, edge)| {
        let event = boundary(plan, flow.from).filter(|_| flow.late);
        let label = label::of_flow(edge, flow.exit.say.as_deref().unwrap_or_default(), event);
        let points = waypoints(plan, flow, edge);
        Drawn { element: flow.id.clone(), says: None, bounds: None, points, label }
    })
}

/// The chart's line; a late branch begins at its circle.
fn waypoints(plan: &Plan, flow: &Flow, edge: &ChartEdge) -> Vec<Point> {
    let middle = |n: usize| plan.subject.chart.nodes.get(n).map(|node| node.rect.center());
    if edge.points.len() < 2 {
        return middle(flow.from).into_iter().chain(middle(flow.to)).collect();
    }
    let mut points = edge.points.clone();
    if let Some(circle) = boundary(plan, flow.from).filter(|_| flow.late) {
        circle.leave(&mut points);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_out_moves_everything_inside() {
        let mut all = vec![Drawn::shape("a".into(), Rect { x: -5, y: -30, w: 10, h: 10 })];
        all.push(Drawn {
            points: vec![Point { x: 0, y: 7 }],
            bounds: None,
            ..Drawn::shape("b".into(), Rect::default())
        });
        move_inside(&mut all);
        assert_eq!(all[0].bounds, Some(Rect { x: 0, y: 0, w: 10, h: 10 }));
        assert_eq!(all[1].points, [Point { x: 5, y: 37 }]);
    }
}
