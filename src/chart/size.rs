//! How big each shape is with its text inside.

use super::net::Net;
use super::text::{BODY, Line, SMALL};
use crate::model::chart::{GraphNode, Shape};

/// Width of a box; in a chart of many columns boxes are narrower, down to the least.
pub(super) const BOX: i32 = 184;
pub(super) const LEAST_BOX: i32 = 128;
/// How far the sides of a decision slant in.
pub(super) const SLANT: i32 = 16;
/// Room for the clock at the left of a waiting step.
pub(super) const CLOCK: i32 = 22;
/// Distance of lines that leave a node side by side, with and without an answer between them.
const SLOT_LABELLED: i32 = 88;
const SLOT_PLAIN: i32 = 32;
const BAR: i32 = 8;
const PADDING: i32 = 12;
const LEAST: i32 = 48;

/// A shape with its text.
pub(super) struct Body {
    pub w: i32,
    pub h: i32,
    pub lines: Vec<Line>,
    pub time: Option<Line>,
    /// How far to the right the middle of the text stands from the middle of the shape.
    pub shift: i32,
    /// Where lines may leave below, measured from the middle, left to right; 0 is one of them.
    pub slots: Vec<i32>,
}

/// Measures every node, in boxes of a width.
pub(super) fn bodies(net: &Net, width: i32) -> Vec<Body> {
    net.graph.nodes.iter().enumerate().map(|(n, node)| body(net, n, node, width)).collect()
}

fn body(net: &Net, n: usize, node: &GraphNode, width: i32) -> Body {
    let slots = slots(net, n);
    let reach = slots.iter().map(|slot| slot.abs()).max().unwrap_or(0);
    let room = if slots.len() > 1 { reach + SLOT_LABELLED / 2 + SLANT } else { 0 };
    let widest = even(width.max(2 * room), 8);
    if matches!(node.shape, Shape::Split | Shape::Join) {
        return Body { w: widest, h: BAR, lines: Vec::new(), time: None, shift: 0, slots };
    }
    let (left, right) = insets(node.shape);
    let lines = BODY.wrap(&node.label, widest - left - right);
    let time = node.time.as_ref().map(|time| SMALL.wrap(time, widest - left - right));
    let time = time.and_then(first_line);
    let widths = lines.iter().chain(&time).map(|line| line.width).max().unwrap_or(0);
    let text = lines.len() as i32 * BODY.leading + if time.is_some() { SMALL.leading + 2 } else { 0 };
    let pill = matches!(node.shape, Shape::Start | Shape::End) && slots.len() == 1;
    let w = if pill { even((widths + left + right).max(96), 8) } else { widest };
    let h = if pill { even(text + 18, 4) } else { even(text + 2 * PADDING, 4).max(LEAST) };
    Body { w, h: even(h, 8), lines, time, shift: (left - right) / 2, slots }
}

/// A time is a few words; of a longer one the beginning is shown, the list of steps has it all.
fn first_line(lines: Vec<Line>) -> Option<Line> {
    let more = lines.len() > 1;
    let mut first = lines.into_iter().next()?;
    if more {
        while first.text.chars().count() > 1 && SMALL.width(&first.text) + SMALL.width("…") > first.width {
            first.text.pop();
        }
        first.text = format!("{}…", first.text.trim_end_matches(['-', ' ']));
        first.width = SMALL.width(&first.text);
    }
    Some(first)
}

/// What the text keeps clear of at the left and the right.
fn insets(shape: Shape) -> (i32, i32) {
    match shape {
        Shape::Decision => (SLANT + 6, SLANT + 6),
        Shape::Wait => (12 + CLOCK, 12),
        Shape::Run => (18, 18),
        Shape::Start | Shape::End => (16, 16),
        Shape::Action | Shape::Split | Shape::Join => (12, 12),
    }
}

/// Up to three exits take the bottom and the two sides; the rest share the bottom.
fn slots(net: &Net, node: usize) -> Vec<i32> {
    let below = net.exits[node].len().saturating_sub(2).max(1) as i32;
    let labelled = net.exits[node].iter().any(|&link| net.label(link).is_some());
    let step = if labelled { SLOT_LABELLED } else { SLOT_PLAIN };
    let left = (below - 1) / 2;
    (-left..below - left).map(|n| n * step).collect()
}

/// Rounded up to a multiple.
pub(super) fn even(value: i32, step: i32) -> i32 {
    (value + step - 1).div_euclid(step) * step
}
