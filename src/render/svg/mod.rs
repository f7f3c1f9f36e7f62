//! A chart as SVG: inline in its page, and as a picture of its own.
//!
//! Inline, every numbered node is a link to the card of its step, its visible text is its name,
//! and the order of elements is the order of steps. Lanes, edges and their labels are hidden from
//! screen readers: the cards say the same. Looks come from classes alone:
//!
//! | class | what |
//! |---|---|
//! | `chart-svg` | the drawing; its parts are `<id>-heads` and `<id>-all`, for copies of them |
//! | `chart-lane`, `chart-lane-even` | the band of a lane |
//! | `chart-head`, `chart-head-<token>` | its head, in a group with `data-lane`; the token is the administration's or the actor's |
//! | `chart-lane-title`, `chart-lane-group` | the actor's name, the administration's short name |
//! | `edge` with `edge-main` `edge-handover` `edge-late` `edge-back` | a line; `data-lane` has the lanes of its ends; `edge-head` is its arrow head |
//! | `edge-label` | the text of an answer; `data-lane` as its line |
//! | `node` with `node-action` `node-decision` `node-wait` `node-run` `node-split` `node-join` `node-start` `node-end` | a node; `data-lane` counts from 0, `data-next` has the numbers of the steps that follow, the main path first |
//! | `node-shape` | its outline |
//! | `node-mark` | lines inside: the double sides, the clock |
//! | `node-number`, `node-time` | the step's number, the time of a waiting step |
//! | `node-tools`, `node-laws` | counters |
//!
//! The picture of its own has presentation attributes instead: no style sheet, no script, no
//! link, so that it looks the same under a strict content policy and in a word processor.

pub mod bars;
pub mod matrix;
mod next;
mod paint;
mod paper;
mod shape;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::chart::{COUNTER, NUMBER};
use crate::model::chart::{Chart, ChartEdge, ChartLane, ChartNode, Flow, Point, Shape, TextLine};
use crate::text::{escaped, push_escaped};
use paint::{Paint, Part};
pub use paper::{Paper, Sheet, paper};

/// What the drawing needs to know beyond its geometry.
#[derive(Debug, Clone)]
pub struct ChartIds<'a> {
    /// Begins every id in the drawing; unique in the document.
    pub id: &'a str,
    /// "Diagram: Ansøgning om kontanthjælp"
    pub title: &'a str,
    /// Of each node, the id of its step.
    pub steps: Vec<&'a str>,
    /// Of each lane, its colour token.
    pub lanes: Vec<&'a str>,
}

/// Room for the title above a picture of its own.
const TITLE_HEIGHT: i32 = 40;

/// The chart as a part of a page.
pub fn inline(chart: &Chart, ids: &ChartIds) -> String {
    let mut svg = String::with_capacity(1024 + 512 * chart.nodes.len());
    let (id, title, w, h) = (ids.id, escaped(ids.title), chart.width, chart.height);
    push(
        &mut svg,
        format_args!(
            "<svg class=\"chart-svg\" role=\"group\" aria-labelledby=\"{id}-t\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\"><title id=\"{id}-t\">{title}</title><defs><marker id=\"{id}-a\" viewBox=\"0 0 8 8\" refX=\"3\" \
         refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path \
         class=\"edge-head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>"
        ),
    );
    let paint = Paint::classes();
    push(&mut svg, format_args!("<g id=\"{id}-all\"><g aria-hidden=\"true\">"));
    lanes(&mut svg, chart, &paint);
    push(&mut svg, format_args!("</g><g id=\"{id}-heads\" aria-hidden=\"true\">"));
    heads(&mut svg, chart, ids, &paint);
    push(&mut svg, format_args!("</g><g aria-hidden=\"true\" marker-end=\"url(#{id}-a)\">"));
    for edge in drawn(chart) {
        line(&mut svg, chart, edge, &paint);
    }
    svg.push_str("</g><g aria-hidden=\"true\">");
    labels(&mut svg, chart, &paint);
    svg.push_str("</g>");
    let next = next::steps(chart);
    for (n, node) in chart.nodes.iter().enumerate() {
        let step = ids.steps.get(n).copied().unwrap_or_default();
        linked_node(&mut svg, node, step, next.get(n).map_or(&[], Vec::as_slice), &paint);
    }
    svg.push_str("</g></svg>");
    svg
}

/// The chart as a file of its own, in light colours; `tokens` are the site's own ones.
pub fn standalone(chart: &Chart, ids: &ChartIds, tokens: &BTreeMap<String, String>) -> String {
    let mut svg = String::with_capacity(2048 + 768 * chart.nodes.len());
    let (title, w, h) = (escaped(ids.title), chart.width, chart.height + TITLE_HEIGHT);
    let paint = Paint::attributes(tokens);
    push(
        &mut svg,
        format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 {w} \
         {h}\" width=\"{w}\" height=\"{h}\" font-family=\"Arial, Helvetica, sans-serif\" font-size=\"14\"><title>{title}</title>"
        ),
    );
    push(&mut svg, format_args!("<rect width=\"{w}\" height=\"{h}\"{}/>", paint.part(Part::Page)));
    push(&mut svg, format_args!("<text x=\"8\" y=\"26\"{}>{title}</text>", paint.part(Part::Title)));
    push(&mut svg, format_args!("<g transform=\"translate(0 {TITLE_HEIGHT})\">"));
    lanes(&mut svg, chart, &paint);
    heads(&mut svg, chart, ids, &paint);
    for edge in drawn(chart) {
        line(&mut svg, chart, edge, &paint);
        let head = shape::arrow_head(edge);
        push(&mut svg, format_args!("<path d=\"{head}\"{}/>", paint.part(Part::EdgeHead)));
    }
    labels(&mut svg, chart, &paint);
    for node in &chart.nodes {
        push(&mut svg, format_args!("<g{}>", paint.part(Part::Node(node.shape))));
        node_inside(&mut svg, node, &paint);
        svg.push_str("</g>");
    }
    svg.push_str("</g></svg>\n");
    svg
}

/// Writing to a String cannot fail.
fn push(svg: &mut String, text: std::fmt::Arguments) {
    let _ = svg.write_fmt(text);
}

/// The bands of the lanes.
fn lanes(svg: &mut String, chart: &Chart, paint: &Paint) {
    for (n, ChartLane { rect, .. }) in chart.lanes.iter().enumerate() {
        rectangle(svg, (rect.x, rect.y, rect.w, rect.h), 0, &paint.part(Part::Lane { even: n % 2 == 1 }));
    }
}

/// Their heads, apart from the bands: a copy of them stands above every part of a long chart.
fn heads(svg: &mut String, chart: &Chart, ids: &ChartIds, paint: &Paint) {
    for (n, ChartLane { rect, head, title, group }) in chart.lanes.iter().enumerate() {
        let token = ids.lanes.get(n).copied().unwrap_or_default();
        svg.push_str("<g");
        if !paint.is_picture() {
            push(svg, format_args!(" data-lane=\"{n}\""));
        }
        svg.push('>');
        let (w, h) = if chart.flow == Flow::Down { (rect.w, *head) } else { (*head, rect.h) };
        rectangle(svg, (rect.x, rect.y, w, h), 0, &paint.part(Part::Head { token }));
        text(svg, title, &paint.part(Part::LaneTitle), paint);
        text(svg, group.as_slice(), &paint.part(Part::LaneGroup), paint);
        svg.push_str("</g>");
    }
}

fn rectangle(svg: &mut String, (x, y, w, h): (i32, i32, i32, i32), round: i32, paint: &str) {
    push(svg, format_args!("<rect{paint} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""));
    if round > 0 {
        push(svg, format_args!(" rx=\"{round}\""));
    }
    svg.push_str("/>");
}

/// Edges with a line; one whose ends do not exist has none.
fn drawn(chart: &Chart) -> impl Iterator<Item = &ChartEdge> {
    chart.edges.iter().filter(|edge| edge.points.len() > 1)
}

fn line(svg: &mut String, chart: &Chart, edge: &ChartEdge, paint: &Paint) {
    push(svg, format_args!("<path{}{} d=\"{}\"/>", paint.edge(edge), ends(chart, edge, paint), shape::line(edge)));
}

fn labels(svg: &mut String, chart: &Chart, paint: &Paint) {
    for edge in &chart.edges {
        let Some(label) = &edge.label else { continue };
        let look = paint.part(Part::EdgeLabel) + &ends(chart, edge, paint);
        text(svg, &label.lines, &look, paint);
    }
}

/// The lanes of both ends of a line, for scripts.
fn ends(chart: &Chart, edge: &ChartEdge, paint: &Paint) -> String {
    let lane = |node: usize| chart.nodes.get(node).map(|node| node.lane);
    match (lane(edge.from), lane(edge.to)) {
        (Some(from), Some(to)) if !paint.is_picture() && from == to => format!(" data-lane=\"{from}\""),
        (Some(from), Some(to)) if !paint.is_picture() => format!(" data-lane=\"{from} {to}\""),
        _ => String::new(),
    }
}

/// A numbered node leads to its card, which also describes it; the others only stand there.
fn linked_node(svg: &mut String, node: &ChartNode, step: &str, next: &[u32], paint: &Paint) {
    let class = paint.part(Part::Node(node.shape));
    let lane = node.lane;
    match (node.number, node.shape) {
        (Some(_), _) => {
            let step = escaped(step);
            push(svg, format_args!("<a{class} data-lane=\"{lane}\""));
            for (n, number) in next.iter().enumerate() {
                push(svg, format_args!("{}{number}", if n == 0 { " data-next=\"" } else { " " }));
            }
            svg.push_str(if next.is_empty() { "" } else { "\"" });
            push(svg, format_args!(" href=\"#trin-{step}\" aria-describedby=\"kort-{step}\">"));
            node_inside(svg, node, paint);
            svg.push_str("</a>");
        }
        (None, shape) => {
            let hidden = if matches!(shape, Shape::Split | Shape::Join) { " aria-hidden=\"true\"" } else { "" };
            push(svg, format_args!("<g{class} data-lane=\"{lane}\"{hidden}>"));
            node_inside(svg, node, paint);
            svg.push_str("</g>");
        }
    }
}

fn node_inside(svg: &mut String, node: &ChartNode, paint: &Paint) {
    let outline = paint.part(Part::Outline(node.shape));
    match shape::outline(node) {
        shape::Outline::Box { round } => {
            let r = node.rect;
            rectangle(svg, (r.x, r.y, r.w, r.h), round, &outline);
        }
        shape::Outline::Path(path) => push(svg, format_args!("<path{outline} d=\"{path}\"/>")),
    }
    if let Some(mark) = shape::mark(node) {
        push(svg, format_args!("<path{} d=\"{mark}\"/>", paint.part(Part::Mark(node.shape))));
    }
    if let Some((_, at)) = node.number {
        // A tab on the upper border, where no line of text can meet it.
        let (w, h) = NUMBER;
        rectangle(svg, (at.x - w / 2, at.y - h / 2, w, h), h / 2, &outline);
    }
    node_text(svg, node, paint);
    counter(svg, node.tools, Part::Tools, paint);
    counter(svg, node.laws, Part::Laws, paint);
}

/// How many tools or statutes a step has: a sheet of paper or "§" and the number.
fn counter(svg: &mut String, counter: Option<(u32, Point)>, part: Part, paint: &Paint) {
    let Some((count, Point { x, y })) = counter else { return };
    push(svg, format_args!("<g{} aria-hidden=\"true\">", paint.part(part)));
    let (w, h) = COUNTER;
    rectangle(svg, (x - w / 2, y - h / 2, w, h), h / 2, &paint.part(Part::CounterBox));
    let (left, down) = (x - 9, y - 4);
    match part {
        Part::Tools => push(svg, format_args!("<path{} d=\"M{left} {down}h4l2 2v6h-6z\"/>", paint.part(Part::Sheet))),
        _ => push(svg, format_args!("<text{} x=\"{}\" y=\"{}\">§</text>", paint.part(Part::CounterText), x - 5, y + 4)),
    }
    push(
        svg,
        format_args!("<text{} x=\"{}\" y=\"{}\">{count}</text></g>", paint.part(Part::CounterText), x + 4, y + 4),
    );
}

/// Number, text and time in one element, so that the name of the link reads "1 Indkald borger".
fn node_text(svg: &mut String, node: &ChartNode, paint: &Paint) {
    if node.text.is_empty() && node.number.is_none() {
        return;
    }
    push(svg, format_args!("<text{}>", paint.part(Part::Text)));
    let mut first = true;
    if let Some((number, at)) = node.number {
        let class = paint.part(Part::Number);
        push(svg, format_args!("<tspan{class} x=\"{}\" y=\"{}\">{number}</tspan>", at.x, at.y + 4));
        first = false;
    }
    for line in &node.text {
        tspan(svg, line, !paint.is_picture() && !first, "");
        first = false;
    }
    for time in &node.time {
        tspan(svg, time, !paint.is_picture() && !first, &paint.part(Part::Time));
        first = false;
    }
    svg.push_str("</text>");
}

/// A text of one or more lines.
fn text(svg: &mut String, lines: &[TextLine], look: &str, paint: &Paint) {
    match lines {
        [] => {}
        [line] => {
            push(svg, format_args!("<text{look} x=\"{}\" y=\"{}\">", line.at.x, line.at.y));
            push_escaped(svg, &line.text);
            svg.push_str("</text>");
        }
        lines => {
            push(svg, format_args!("<text{look}>"));
            for (n, line) in lines.iter().enumerate() {
                tspan(svg, line, !paint.is_picture() && n > 0, "");
            }
            svg.push_str("</text>");
        }
    }
}

/// One line. The space that parts it from the line before stands alone, in the middle of the line:
/// as a part of either line it would push that line out of its middle, and outside of the node it
/// would make the node seem larger to whatever scrolls to it.
fn tspan(svg: &mut String, line: &TextLine, space: bool, look: &str) {
    let (x, y) = (line.at.x, line.at.y);
    if space {
        push(svg, format_args!("<tspan{look} x=\"{x} {x}\" y=\"{y}\"> "));
    } else {
        push(svg, format_args!("<tspan{look} x=\"{x}\" y=\"{y}\">"));
    }
    push_escaped(svg, &line.text);
    svg.push_str("</tspan>");
}
