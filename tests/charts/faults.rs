//! What is wrong with a drawn chart, judged from its geometry alone.

use std::collections::BTreeMap;

use vejviser::model::chart::{Chart, ChartEdge, ChartLane, Flow, Graph, Point, Rect, Shape, TextLine};

/// Least distance of lines side by side.
const APART: i32 = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    pub a: Point,
    pub b: Point,
}

impl Segment {
    pub fn is_upright(self) -> bool {
        self.a.x == self.b.x
    }

    fn rect(self) -> Rect {
        let (x, y) = (self.a.x.min(self.b.x), self.a.y.min(self.b.y));
        Rect { x, y, w: (self.a.x - self.b.x).abs(), h: (self.a.y - self.b.y).abs() }
    }

    /// Whether it runs through the inside of a rectangle.
    fn enters(self, rect: Rect) -> bool {
        let own = self.rect();
        own.x < rect.right()
            && rect.x < own.right().max(own.x + 1)
            && own.y < rect.bottom()
            && rect.y < own.bottom().max(own.y + 1)
            && own.right() > rect.x
            && own.bottom() > rect.y
    }

    /// Whether the two cross, neither ending on the other.
    fn crosses(self, other: Segment) -> bool {
        let (up, level) = if self.is_upright() { (self, other) } else { (other, self) };
        if !up.is_upright() || level.is_upright() {
            return false;
        }
        let (u, l) = (up.rect(), level.rect());
        l.x < u.x && u.x < l.right() && u.y < l.y && l.y < u.bottom()
    }

    /// How long the two run beside one another, when closer than `distance`.
    fn beside(self, other: Segment, distance: i32) -> i32 {
        if self.is_upright() != other.is_upright() {
            return 0;
        }
        let (a, b) = (self.rect(), other.rect());
        let (gap, shared) = if self.is_upright() {
            (a.x - b.x, a.bottom().min(b.bottom()) - a.y.max(b.y))
        } else {
            (a.y - b.y, a.right().min(b.right()) - a.x.max(b.x))
        };
        if gap.abs() < distance { shared.max(0) } else { 0 }
    }
}

pub fn segments(edge: &ChartEdge) -> Vec<Segment> {
    edge.points.windows(2).map(|pair| Segment { a: pair[0], b: pair[1] }).collect()
}

/// Everything wrong with a chart, in words.
pub fn faults(graph: &Graph, chart: &Chart) -> Vec<String> {
    let mut found = Vec::new();
    let lines: Vec<Vec<Segment>> = chart.edges.iter().map(segments).collect();
    boxes(graph, chart, &mut found);
    edges(chart, &lines, &mut found);
    pairs(chart, &lines, &mut found);
    labels(graph, chart, &lines, &mut found);
    marks(chart, &lines, &mut found);
    found
}

/// Boxes on boxes, boxes out of their lanes, text out of its box.
fn boxes(graph: &Graph, chart: &Chart, found: &mut Vec<String>) {
    let whole = Rect { x: 0, y: 0, w: chart.width, h: chart.height };
    for (n, node) in chart.nodes.iter().enumerate() {
        for (m, other) in chart.nodes.iter().enumerate().skip(n + 1) {
            if node.rect.overlaps(other.rect) {
                found.push(format!("node {n} overlaps node {m}"));
            }
        }
        if !within(node.rect, whole) {
            found.push(format!("node {n} lies outside the chart"));
        }
        if chart.lanes.get(node.lane).is_some_and(|lane| !within(node.rect, parts(chart.flow, lane).1)) {
            found.push(format!("node {n} lies outside its lane"));
        }
        let inset = if graph.nodes[n].shape == Shape::Decision { 6 } else { 4 };
        let inside =
            Rect { x: node.rect.x + inset, w: node.rect.w - 2 * inset, y: node.rect.y + 2, h: node.rect.h - 4 };
        for line in node.text.iter().chain(&node.time) {
            if !within(text_rect(line, 14), inside) {
                found.push(format!("text of node {n} leaves its shape: {}", line.text));
            }
        }
    }
    for (n, lane) in chart.lanes.iter().enumerate() {
        if chart.lanes.iter().skip(n + 1).any(|other| lane.rect.overlaps(other.rect)) {
            found.push(format!("lane {n} overlaps another"));
        }
        for line in lane.title.iter().chain(&lane.group) {
            if !within(text_rect(line, 14), parts(chart.flow, lane).0) {
                found.push(format!("title of lane {n} leaves its head: {}", line.text));
            }
        }
    }
}

/// The head of a lane, and what is left of it.
fn parts(flow: Flow, lane: &ChartLane) -> (Rect, Rect) {
    let (rect, head) = (lane.rect, lane.head);
    match flow {
        Flow::Down => (Rect { h: head, ..rect }, Rect { y: rect.y + head, h: rect.h - head, ..rect }),
        Flow::Right => (Rect { w: head, ..rect }, Rect { x: rect.x + head, w: rect.w - head, ..rect }),
    }
}

/// Each line by itself: slanting, through a node, loose at an end, out of the chart.
fn edges(chart: &Chart, lines: &[Vec<Segment>], found: &mut Vec<String>) {
    let head = chart.lanes.first().map_or(0, |lane| lane.head);
    let (left, top) = if chart.flow == Flow::Down { (0, head) } else { (head, 0) };
    for (n, (edge, line)) in chart.edges.iter().zip(lines).enumerate() {
        if line.is_empty() {
            found.push(format!("edge {n} has no line"));
        }
        if line.iter().any(|part| part.a.x != part.b.x && part.a.y != part.b.y) {
            found.push(format!("edge {n} slants"));
        }
        for (m, node) in chart.nodes.iter().enumerate() {
            // The first part may touch its own node where it leaves, the last where it arrives.
            let foreign = m != edge.from && m != edge.to;
            let rect = if foreign { grow(node.rect, 6) } else { node.rect };
            let skip = usize::from(m == edge.from);
            let count = line.len() - usize::from(m == edge.to);
            if line.iter().take(count).skip(skip).any(|part| part.enters(rect)) {
                found.push(format!("edge {n} runs through node {m}"));
            }
        }
        for (point, rect) in [(edge.points.get(1), edge.from), (edge.points.iter().nth_back(1), edge.to)] {
            if edge.points.len() > 2 && point.is_some_and(|point| touches(*point, chart.nodes[rect].rect)) {
                found.push(format!("edge {n} bends within node {rect}"));
            }
        }
        for point in &edge.points {
            if point.x < left + 4 || point.y < top + 4 || point.x > chart.width - 4 || point.y > chart.height - 4 {
                found.push(format!("edge {n} leaves the chart"));
            }
        }
        for (point, node) in [(edge.points.first(), edge.from), (edge.points.last(), edge.to)] {
            if !point.is_some_and(|point| touches(*point, chart.nodes[node].rect)) {
                found.push(format!("edge {n} does not reach node {node}"));
            }
        }
        if line.last().is_some_and(|last| last.rect().w + last.rect().h < 10) {
            found.push(format!("edge {n} has no room for its arrow"));
        }
    }
}

/// Lines on lines, lines that leave together, corners that meet.
fn pairs(chart: &Chart, lines: &[Vec<Segment>], found: &mut Vec<String>) {
    for n in 0..lines.len() {
        for m in n + 1..lines.len() {
            let (a, b) = (&chart.edges[n], &chart.edges[m]);
            for (i, x) in lines[n].iter().enumerate() {
                for (j, y) in lines[m].iter().enumerate() {
                    let merging = a.to == b.to && i + 1 == lines[n].len() && j + 1 == lines[m].len();
                    if x.beside(*y, APART) > 0 && !merging {
                        let what = if a.from == b.from && i == 0 && j == 0 { "leave together" } else { "run together" };
                        found.push(format!("edges {n} and {m} {what} at {:?} {:?}", x.a, y.a));
                    }
                }
            }
            let corners = |edge: &ChartEdge| {
                edge.points.iter().skip(1).take(edge.points.len().saturating_sub(2)).copied().collect::<Vec<_>>()
            };
            let shared = corners(a).into_iter().find(|corner| corners(b).contains(corner));
            if let Some(corner) = shared
                && a.to != b.to
            {
                found.push(format!("edges {n} and {m} both bend at {corner:?}"));
            }
        }
    }
}

/// Answers on nodes, on lines, on other answers, across the border of a lane or out of the chart.
fn labels(graph: &Graph, chart: &Chart, lines: &[Vec<Segment>], found: &mut Vec<String>) {
    let whole = Rect { x: 0, y: 0, w: chart.width, h: chart.height };
    let all: Vec<(usize, Rect)> =
        chart.edges.iter().enumerate().filter_map(|(n, edge)| Some((n, edge.label.as_ref()?.rect))).collect();
    for (n, edge) in chart.edges.iter().enumerate() {
        let wanted = graph.edges[n].label.as_ref().is_some_and(|label| !label.trim().is_empty());
        if edge.label.is_some() != wanted {
            found.push(format!("edge {n}: its answer is not drawn"));
        }
        for line in edge.label.iter().flat_map(|label| label.lines.iter().map(move |line| (label.rect, line))) {
            if !within(text_rect(line.1, 13), line.0) {
                found.push(format!("answer of edge {n} leaves its room: {}", line.1.text));
            }
        }
    }
    for (at, &(n, rect)) in all.iter().enumerate() {
        for (m, node) in chart.nodes.iter().enumerate().filter(|(_, node)| node.rect.overlaps(rect)) {
            found.push(format!("answer of edge {n} lies on node {m} {:?}", node.rect));
        }
        for &(m, _) in all.iter().skip(at + 1).filter(|(_, other)| other.overlaps(rect)) {
            found.push(format!("answers of edges {n} and {m} overlap"));
        }
        for (m, _) in lines.iter().enumerate().filter(|(_, line)| line.iter().any(|part| part.enters(grow(rect, 2)))) {
            found.push(format!("edge {m} runs through the answer of edge {n}"));
        }
        for lane in chart.lanes.iter().filter(|lane| !within(rect, lane.rect) && lane.rect.overlaps(rect)) {
            found.push(format!("answer of edge {n} lies on the border of a lane at {:?}", lane.rect));
        }
        if !within(rect, whole) {
            found.push(format!("answer of edge {n} lies outside the chart"));
        }
    }
}

/// Numbers and counters under lines or answers, or on one another.
fn marks(chart: &Chart, lines: &[Vec<Segment>], found: &mut Vec<String>) {
    for (n, node) in chart.nodes.iter().enumerate() {
        let mark = |at: Point, (w, h): (i32, i32)| Rect { x: at.x - w / 2, y: at.y - h / 2, w, h };
        let number = node.number.map(|(_, at)| mark(at, vejviser::chart::NUMBER));
        let counters = [node.tools, node.laws].into_iter().flatten().map(|(_, at)| mark(at, vejviser::chart::COUNTER));
        let marks: Vec<Rect> = number.into_iter().chain(counters).collect();
        for (at, rect) in marks.iter().enumerate() {
            let answers = chart.edges.iter().filter_map(|edge| edge.label.as_ref());
            if answers.map(|label| label.rect).any(|label| label.overlaps(*rect)) {
                found.push(format!("an answer lies on a mark of node {n}"));
            }
            if lines.iter().flatten().any(|part| part.enters(*rect)) {
                found.push(format!("a line runs through a mark of node {n}"));
            }
            if marks.iter().skip(at + 1).any(|other| other.overlaps(*rect)) {
                found.push(format!("marks of node {n} overlap"));
            }
        }
    }
}

fn within(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom()
}

fn text_rect(line: &TextLine, size: i32) -> Rect {
    Rect { x: line.at.x - line.width / 2, y: line.at.y - size * 8 / 10, w: line.width, h: size }
}

fn grow(rect: Rect, by: i32) -> Rect {
    Rect { x: rect.x - by, y: rect.y - by, w: rect.w + 2 * by, h: rect.h + 2 * by }
}

fn touches(point: Point, rect: Rect) -> bool {
    point.x >= rect.x && point.x <= rect.right() && point.y >= rect.y && point.y <= rect.bottom()
}

/// Crossings of lines, counted once per pair and place.
pub fn crossings(chart: &Chart) -> usize {
    let lines: Vec<Vec<Segment>> = chart.edges.iter().map(segments).collect();
    let mut places: BTreeMap<(usize, usize, Point), ()> = BTreeMap::new();
    for n in 0..lines.len() {
        for m in n + 1..lines.len() {
            for x in &lines[n] {
                for y in lines[m].iter().filter(|y| x.crosses(**y)) {
                    let at = if x.is_upright() { Point { x: x.a.x, y: y.a.y } } else { Point { x: y.a.x, y: x.a.y } };
                    places.insert((n, m, at), ());
                }
            }
        }
    }
    places.len()
}

pub fn bends(chart: &Chart) -> usize {
    chart.edges.iter().map(|edge| edge.points.len().saturating_sub(2)).sum()
}
