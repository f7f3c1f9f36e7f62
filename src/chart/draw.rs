//! The finished chart: boxes, lines, texts and marks in pixels.

use super::border::border;
use super::heads;
use super::port;
use super::space::{Plan, Space, is_upright};
use super::ways::{Side, Way};
use super::words::{inscribe, label, turned, turned_point, turned_side};
use super::{COUNTER, NUMBER, Notation, SLANT};
use crate::model::chart::{Chart, ChartEdge, ChartNode, Flow, GraphEdge, GraphNode, Point, Rect, Shape};

/// Puts the parts together.
pub(super) fn draw(plan: &Plan, space: &Space) -> Chart {
    let flow = plan.net.form.flow;
    let (lanes, head) = heads::lanes(plan, space);
    let pen = Pen { plan, space, top: head, flow };
    let nodes: Vec<ChartNode> = (0..plan.net.nodes()).map(|node| pen.node(node)).collect();
    let mut edges: Vec<ChartEdge> = plan.net.graph.edges.iter().map(empty_edge).collect();
    for (link, way) in plan.ways.iter().enumerate() {
        let ends = plan.net.links[link];
        let edge = &mut edges[ends.edge];
        edge.back = plan.grid.row[ends.to] < plan.grid.row[ends.from];
        if let Some(way) = way {
            edge.points = pen.line(link, way, &nodes);
            let from = turned(nodes[ends.from].rect, flow);
            edge.label = plan.tags[link].as_ref().map(|tag| label(tag, way.exit.side, way.exit.slot, from, flow));
        }
    }
    let size = turned_point(Point { x: space.columns.total, y: head + space.rows.total }, flow);
    Chart { flow, width: size.x, height: size.y, lanes, nodes, edges }
}

fn empty_edge(edge: &GraphEdge) -> ChartEdge {
    let &GraphEdge { from, to, main, handover, late, .. } = edge;
    ChartEdge { from, to, points: Vec::new(), label: None, main, handover, late, back: false }
}

struct Pen<'a> {
    plan: &'a Plan<'a>,
    space: &'a Space,
    /// What the heads take, before everything else.
    top: i32,
    flow: Flow,
}

impl Pen<'_> {
    fn node(&self, node: usize) -> ChartNode {
        let body = &self.plan.bodies[node];
        let GraphNode { shape, any, number, tools, laws, .. } = self.plan.net.graph.nodes[node];
        let middle = turned_point(
            Point {
                x: self.space.columns.middle(self.plan.grid.col[node]),
                y: self.top + self.space.rows.middle(self.plan.grid.row[node]),
            },
            self.flow,
        );
        let (w, h) = body.outline;
        let rect = Rect { x: middle.x - w / 2, y: middle.y - h / 2, w, h };
        let (text, time) = inscribe(body, rect, self.free_side(node));
        let mut drawn = ChartNode {
            shape,
            rect,
            lane: self.plan.net.lane[node],
            any,
            text,
            number: None,
            time,
            tools: None,
            laws: None,
        };
        if self.plan.net.form.notation == Notation::Own {
            let inset = if shape == Shape::Decision { SLANT } else { 4 };
            drawn.number = number.map(|number| (number, Point { x: rect.x + inset + NUMBER.0 / 2, y: rect.y }));
            (drawn.laws, drawn.tools) = counters(rect, inset, laws, tools);
        }
        drawn
    }

    /// The left side when a line meets the right one.
    fn free_side(&self, node: usize) -> Side {
        let is_met = port::is_met(self.plan.net, self.plan.ways, node, Side::Right);
        if is_met { Side::Left } else { Side::Right }
    }

    /// A line's corners, from border to border.
    fn line(&self, link: usize, way: &Way, nodes: &[ChartNode]) -> Vec<Point> {
        let ends = self.plan.net.links[link];
        let notation = self.plan.net.form.notation;
        let meet = |node: usize, side, at| border(&nodes[node], notation, turned_side(side, self.flow), at);
        let at: Vec<i32> = (0..way.points().len() - 1)
            .map(|part| self.space.courses[link][part] + if is_upright(way, part) { 0 } else { self.top })
            .collect();
        let last = at.len() - 1;
        let mut points = vec![meet(ends.from, way.exit.side, at[0])];
        for part in 1..at.len() {
            let (a, b) = (at[part - 1], at[part]);
            let corner = if is_upright(way, part) { Point { x: b, y: a } } else { Point { x: a, y: b } };
            points.push(turned_point(corner, self.flow));
        }
        points.push(meet(ends.to, way.entry, at[last]));
        straighten(points)
    }
}

/// A count with the middle of its mark; none for nothing.
type Counter = Option<(u32, Point)>;

/// Where the counters of statutes and tools stand: above at the right, that of statutes below at the
/// left when both would reach to where lines arrive.
fn counters(rect: Rect, inset: i32, laws: u32, tools: u32) -> (Counter, Counter) {
    let right = Point { x: rect.right() - inset - COUNTER.0 / 2, y: rect.y };
    let beside = Point { x: right.x - COUNTER.0 - 4, ..right };
    let below = Point { x: rect.x + inset + COUNTER.0 / 2, y: rect.bottom() };
    let is_narrow = beside.x - COUNTER.0 / 2 < rect.center().x + port::STEP;
    let counter = |count: u32, at: Point| (count > 0).then_some((count, at));
    match (laws, tools) {
        (_, 0) => (counter(laws, right), None),
        (_, _) if is_narrow => (counter(laws, below), counter(tools, right)),
        (0, _) => (None, counter(tools, right)),
        _ => (counter(laws, right), counter(tools, beside)),
    }
}

/// Leaves out corners that are none.
fn straighten(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = kept[..]
            && (a.x == b.x && b.x == point.x || a.y == b.y && b.y == point.y)
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}
