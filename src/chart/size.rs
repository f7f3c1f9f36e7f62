//! How big each shape is with its text inside.

use super::Notation;
use super::net::Net;
use super::text::{BODY, Font, Line, SMALL};
use crate::model::chart::{Flow, GraphNode, Shape};

/// Width of a box; in a chart of many columns boxes are narrower, down to the least.
pub(super) const BOX: i32 = 184;
pub(super) const LEAST_BOX: i32 = 120;
/// How far the sides of a decision slant in.
pub(super) const SLANT: i32 = 16;
/// Room for the clock at the left of a waiting step.
pub(super) const CLOCK: i32 = 22;
/// Distance of lines that leave a node side by side, with and without an answer between them.
const SLOT_LABELLED: i32 = 88;
const SLOT_PLAIN: i32 = 32;
const BAR: i32 = 8;
/// Length of a bar that stands upright.
const BAR_HEIGHT: i32 = 88;
const PADDING: i32 = 12;
const LEAST: i32 = 48;

/// A shape with its text.
pub(super) struct Body {
    /// The room it takes: across the flow, and along it.
    pub w: i32,
    pub h: i32,
    /// Width and height of its outline, in the middle of the room.
    pub outline: (i32, i32),
    pub font: Font,
    pub lines: Vec<Line>,
    pub time: Vec<Line>,
    pub text: Text,
    /// Where lines may leave below, measured from the middle, left to right; 0 is one of them.
    pub slots: Vec<i32>,
}

impl Body {
    /// A shape that fills its room.
    pub fn new((w, h): (i32, i32), font: Font, lines: Vec<Line>, text: Text, slots: Vec<i32>) -> Self {
        Self { w, h, outline: (w, h), font, lines, time: Vec::new(), text, slots }
    }

    /// Makes a shape of a chart that reads to the right at least so high.
    pub fn heighten(&mut self, height: i32) {
        if self.w < height {
            self.w = even(height, 8);
            self.outline.1 = self.w;
        }
    }

    /// Height of the text with the time below it.
    pub fn text_height(&self) -> i32 {
        text_height(self.font, &self.lines, &self.time)
    }
}

/// Where the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// In the shape, so many pixels to the right of its middle.
    Inside(i32),
    Above,
    Below,
    /// At the right, or where no line is.
    Beside,
    /// Above at the left, beside lines that arrive from above.
    Corner,
}

/// Measures every node, in boxes of a width.
pub(super) fn bodies(net: &Net, width: i32) -> Vec<Body> {
    let body = |(n, node): (usize, &GraphNode)| {
        let mut body = match net.form.notation {
            Notation::Own => body(net, n, node, width),
            Notation::Bpmn => {
                let late = net.exits[n].iter().any(|&link| net.graph.edges[net.links[link].edge].late);
                super::bpmn::body(node, slots(net, n), width, late)
            }
        };
        if net.form.flow == Flow::Right {
            (body.w, body.h) = (body.h, body.w);
        }
        body
    };
    net.graph.nodes.iter().enumerate().map(body).collect()
}

fn body(net: &Net, n: usize, node: &GraphNode, width: i32) -> Body {
    let slots = slots(net, n);
    let reach = slots.iter().map(|slot| slot.abs()).max().unwrap_or(0);
    let room = if slots.len() > 1 { 2 * (reach + SLOT_LABELLED / 2 + SLANT) } else { 0 };
    let down = net.form.flow == Flow::Down;
    let (wide, high) = if down { (even(width.max(room), 8), 0) } else { (even(width, 8), even(room, 8)) };
    if matches!(node.shape, Shape::Split | Shape::Join) {
        // Across the flow, whichever way that runs.
        let (w, h) = if down { (wide, BAR) } else { (BAR, high.max(BAR_HEIGHT)) };
        return Body::new((w, h), BODY, Vec::new(), Text::Inside(0), slots);
    }
    let (left, right) = insets(node.shape);
    let lines = BODY.wrap(&node.label, wide - left - right);
    let time = node.time.as_ref().map(|time| SMALL.wrap(time, wide - left - right)).unwrap_or_default();
    let widths = lines.iter().chain(&time).map(|line| line.width).max().unwrap_or(0);
    let text = text_height(BODY, &lines, &time);
    let pill = matches!(node.shape, Shape::Start | Shape::End) && slots.len() == 1;
    let w = if pill { even((widths + left + right).max(96), 8) } else { wide };
    let h = if pill { even(text + 18, 4) } else { even(text + 2 * PADDING, 4).max(LEAST) };
    let h = even(h.max(high), 8);
    Body { time, ..Body::new((w, h), BODY, lines, Text::Inside((left - right) / 2), slots) }
}

fn text_height(font: Font, lines: &[Line], time: &[Line]) -> i32 {
    let gap = if time.is_empty() { 0 } else { 2 };
    lines.len() as i32 * font.leading + time.len() as i32 * SMALL.leading + gap
}

/// What the text keeps clear of at the left and the right.
fn insets(shape: Shape) -> (i32, i32) {
    match shape {
        Shape::Decision => (SLANT + 6, SLANT + 6),
        Shape::Wait | Shape::Timer => (12 + CLOCK, 12),
        Shape::Run => (18, 18),
        Shape::Start | Shape::End => (16, 16),
        Shape::Action | Shape::Split | Shape::Join => (12, 12),
    }
}

/// Up to three exits take the bottom and the two sides; the rest share the bottom.
pub(super) fn slots(net: &Net, node: usize) -> Vec<i32> {
    let below = net.exits[node].len().saturating_sub(2).max(1) as i32;
    let labelled = net.exits[node].iter().any(|&link| net.label(link).is_some());
    let step = match net.form.flow {
        Flow::Down if labelled => SLOT_LABELLED,
        Flow::Right if labelled => SLOT_LABELLED / 2,
        _ => SLOT_PLAIN,
    };
    let left = (below - 1) / 2;
    (-left..below - left).map(|n| n * step).collect()
}

/// Rounded up to a multiple.
pub(super) fn even(value: i32, step: i32) -> i32 {
    (value + step - 1).div_euclid(step) * step
}
