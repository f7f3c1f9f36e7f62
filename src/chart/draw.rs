//! The finished chart: boxes, lines, texts and marks in pixels.

use super::label::{GAP, Tag};
use super::port;
use super::size::{Body, SLANT};
use super::space::{Plan, Space, is_upright};
use super::text::{BODY, Font, HEAD, Line, SMALL};
use super::ways::{Side, Way};
use super::{COUNTER, NUMBER};
use crate::model::chart::{
    Chart, ChartEdge, ChartLabel, ChartLane, ChartNode, GraphNode, Point, Rect, Shape, TextLine,
};

/// Puts the parts together.
pub(super) fn draw(plan: &Plan, space: &Space) -> Chart {
    let (lanes, head) = lanes(plan, space);
    let pen = Pen { plan, space, top: head };
    let nodes: Vec<ChartNode> = (0..plan.net.nodes()).map(|node| pen.node(node)).collect();
    let mut edges: Vec<ChartEdge> = plan.net.graph.edges.iter().map(empty_edge).collect();
    for (link, way) in plan.ways.iter().enumerate() {
        let ends = plan.net.links[link];
        let edge = &mut edges[ends.edge];
        edge.back = plan.grid.row[ends.to] < plan.grid.row[ends.from];
        if let Some(way) = way {
            edge.points = pen.line(link, way, &nodes);
            edge.label = plan.tags[link].as_ref().map(|tag| label(tag, way, &nodes[ends.from].rect));
        }
    }
    Chart { width: space.columns.total, height: head + space.rows.total, lanes, nodes, edges }
}

fn empty_edge(edge: &crate::model::chart::GraphEdge) -> ChartEdge {
    let &crate::model::chart::GraphEdge { from, to, main, handover, late, .. } = edge;
    ChartEdge { from, to, points: Vec::new(), label: None, main, handover, late, back: false }
}

/// The lanes with their heads, and the height of the heads.
fn lanes(plan: &Plan, space: &Space) -> (Vec<ChartLane>, i32) {
    const PADDING: i32 = 10;
    let graph = plan.net.graph;
    let bands: Vec<(i32, i32)> = space.borders.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let titles: Vec<Vec<Line>> = graph
        .lanes
        .iter()
        .zip(&bands)
        .map(|(lane, (left, right))| HEAD.wrap(&lane.name, right - left - 2 * PADDING))
        .collect();
    let lines = titles.iter().map(Vec::len).max().unwrap_or(0) as i32;
    let grouped = graph.lanes.iter().any(|lane| lane.group.is_some());
    let group_height = if grouped { SMALL.leading + 2 } else { 0 };
    let head = if graph.lanes.is_empty() { 0 } else { lines * HEAD.leading + group_height + 2 * PADDING };
    let height = head + space.rows.total;
    let lane = |((lane, title), &(left, right)): ((&crate::model::chart::GraphLane, Vec<Line>), &(i32, i32))| {
        let middle = (left + right) / 2;
        let below = PADDING + title.len() as i32 * HEAD.leading + 2;
        let group = lane.group.as_ref().and_then(|group| {
            let line = SMALL.wrap(group, right - left - 2 * PADDING).into_iter().next()?;
            Some(text_line(line, SMALL, middle, below))
        });
        ChartLane {
            rect: Rect { x: left, y: 0, w: right - left, h: height },
            head,
            title: text(title, HEAD, middle, PADDING),
            group,
        }
    };
    (graph.lanes.iter().zip(titles).zip(&bands).map(lane).collect(), head)
}

struct Pen<'a> {
    plan: &'a Plan<'a>,
    space: &'a Space,
    /// Height of the heads, which everything stands below.
    top: i32,
}

impl Pen<'_> {
    fn node(&self, node: usize) -> ChartNode {
        let body = &self.plan.bodies[node];
        let GraphNode { shape, number, tools, laws, .. } = self.plan.net.graph.nodes[node];
        let middle = Point {
            x: self.space.columns.middle(self.plan.grid.col[node]),
            y: self.top + self.space.rows.middle(self.plan.grid.row[node]),
        };
        let rect = Rect { x: middle.x - body.w / 2, y: middle.y - body.h / 2, w: body.w, h: body.h };
        let inset = if shape == Shape::Decision { SLANT } else { 4 };
        let (laws, tools) = counters(rect, inset, laws, tools);
        let number = number.map(|number| (number, Point { x: rect.x + inset + NUMBER.0 / 2, y: rect.y }));
        let (text, time) = inscribe(body, middle);
        ChartNode { shape, rect, lane: self.plan.net.lane[node], text, number, time, tools, laws }
    }

    /// A line's corners, from border to border.
    fn line(&self, link: usize, way: &Way, nodes: &[ChartNode]) -> Vec<Point> {
        let ends = self.plan.net.links[link];
        let (from, to) = (&nodes[ends.from], &nodes[ends.to]);
        let at: Vec<i32> = (0..way.points().len() - 1)
            .map(|part| self.space.courses[link][part] + if is_upright(way, part) { 0 } else { self.top })
            .collect();
        let last = at.len() - 1;
        let mut points = vec![border(from, way.exit.side, at[0])];
        for part in 1..at.len() {
            let (a, b) = (at[part - 1], at[part]);
            points.push(if is_upright(way, part) { Point { x: b, y: a } } else { Point { x: a, y: b } });
        }
        points.push(border(to, way.entry, at[last]));
        straighten(points)
    }
}

/// Where the counters of statutes and tools stand: above at the right, that of statutes below at the
/// left when both would reach to where lines arrive.
fn counters(rect: Rect, inset: i32, laws: u32, tools: u32) -> (Option<(u32, Point)>, Option<(u32, Point)>) {
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

/// Where a line at x (or y, for the left and right side) meets the outline of a node.
fn border(node: &ChartNode, side: Side, at: i32) -> Point {
    let Rect { y, h, .. } = node.rect;
    match side {
        Side::Top => Point { x: at, y: y + round(node, at - node.rect.center().x, true) },
        Side::Bottom => Point { x: at, y: y + h - round(node, at - node.rect.center().x, true) },
        Side::Left => Point { x: node.rect.x + round(node, at - node.rect.center().y, false), y: at },
        Side::Right => Point { x: node.rect.right() - round(node, at - node.rect.center().y, false), y: at },
    }
}

/// How far the outline lies inside the rectangle at a distance from the middle of a side.
fn round(node: &ChartNode, off: i32, level: bool) -> i32 {
    let Rect { w, h, .. } = node.rect;
    let off = off.abs();
    match node.shape {
        Shape::Decision if !level && h > 0 => SLANT * off * 2 / h,
        Shape::Start | Shape::End => {
            let radius = (h / 2).min(super::PILL_RADIUS);
            let past = off - (if level { w } else { h } / 2 - radius);
            if past <= 0 { 0 } else { radius - (radius * radius - past * past).max(0).isqrt() }
        }
        _ => 0,
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

/// The text of a node, its time below it, both in the middle.
fn inscribe(body: &Body, middle: Point) -> (Vec<TextLine>, Option<TextLine>) {
    let time_height = if body.time.is_some() { SMALL.leading + 2 } else { 0 };
    let height = body.lines.len() as i32 * BODY.leading + time_height;
    let top = middle.y - height / 2;
    let x = middle.x + body.shift;
    let lines = text(body.lines.clone(), BODY, x, top);
    let time = body.time.clone().map(|line| text_line(line, SMALL, x, top + height - SMALL.leading));
    (lines, time)
}

fn label(tag: &Tag, way: &Way, from: &Rect) -> ChartLabel {
    let (x, y) = match way.exit.side {
        Side::Left => (from.x - GAP - tag.w, from.center().y - GAP / 2 - tag.h),
        Side::Right => (from.right() + GAP, from.center().y - GAP / 2 - tag.h),
        _ => (from.center().x + way.exit.slot + GAP, from.bottom() + GAP),
    };
    let rect = Rect { x, y, w: tag.w, h: tag.h };
    // Close to where the line leaves: that is where one looks for the answer.
    let middle = |line: &Line| match way.exit.side {
        Side::Left => rect.right() - (line.width + 1) / 2,
        _ => rect.x + (line.width + 1) / 2,
    };
    let lines = tag
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| text_line(line.clone(), SMALL, middle(line), y + n as i32 * SMALL.leading));
    ChartLabel { rect, lines: lines.collect() }
}

fn text(lines: Vec<Line>, font: Font, x: i32, top: i32) -> Vec<TextLine> {
    lines.into_iter().enumerate().map(|(n, line)| text_line(line, font, x, top + n as i32 * font.leading)).collect()
}

fn text_line(line: Line, font: Font, x: i32, top: i32) -> TextLine {
    TextLine { at: Point { x, y: top + font.ascent() }, text: line.text, width: line.width }
}
