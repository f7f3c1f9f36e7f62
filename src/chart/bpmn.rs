//! How big the shapes of BPMN are: circles and diamonds with their text beside them, for exchange
//! with programs that draw them so.

use super::net::Net;
use super::port;
use super::size::{Body, Text, even};
use super::text::{Line, SMALL};
use super::ways::{Side, Way};
use crate::model::chart::{EVENT, GraphNode, Shape};

/// Width of a box: somewhat wider than the 100 pixels other programs draw, for Danish words.
pub(super) const BOX: i32 = 152;
/// Across a gateway without text.
const GATEWAY: i32 = 48;
/// Width of a gateway with its question inside.
const QUESTION: i32 = 184;
/// What text inside a gateway may take of its width; a longer word makes it wider.
const QUESTION_TEXT: i32 = 96;
const LONGEST_WORD: i32 = 150;
/// The envelope of a message, the plus of a sub-workflow.
const SIGN: i32 = 22;
/// Text beside an event.
const BESIDE: i32 = 84;
/// Between a shape and the text beside it.
pub(super) const GAP: i32 = 6;
/// The same above a gateway: an answer to the left stands in between.
pub(super) const CORNER_GAP: i32 = 14;

/// `late`: an event stands on the border, whose circle needs room inside.
pub(super) fn body(node: &GraphNode, slots: Vec<i32>, width: i32, late: bool) -> Body {
    let reach = 2 * slots.iter().map(|slot| slot.abs()).max().unwrap_or(0) + 32;
    match node.shape {
        Shape::Start => event(SMALL.wrap(&node.label, width), Text::Above, slots),
        Shape::End => event(SMALL.wrap(&node.label, width), Text::Below, slots),
        Shape::Timer => event(SMALL.wrap(&node.label, BESIDE), Text::Beside, slots),
        Shape::Decision if node.any => gateway(SMALL.wrap(&node.label, width), slots, reach),
        Shape::Split | Shape::Join => gateway(Vec::new(), slots, reach),
        Shape::Decision => question(SMALL.wrap(&node.label, question_text(&node.label)), slots, reach),
        Shape::Action | Shape::Wait | Shape::Run => {
            let inset = if late { EVENT / 2 + 4 } else { 10 };
            let lines = SMALL.wrap(&node.label, width - 2 * inset);
            // Lines that share the bottom all begin on it.
            let width = if slots.len() > 1 { even(width.max(reach), 8) } else { width };
            // Text stands in the middle, so what a sign takes at one side is left free at the other too.
            let sign = match node.shape {
                _ if late => EVENT / 2,
                Shape::Action => 0,
                _ => SIGN,
            };
            let h = even((height(&lines) + 2 * sign.max(12)).max(64), 8);
            Body::new((width, h), SMALL, lines, Text::Inside(0), slots)
        }
    }
}

/// Texts beside events that lines meet at both sides move above, at the left.
pub(super) fn clear_sides(net: &Net, ways: &[Option<Way>], bodies: &mut [Body]) {
    for (node, body) in bodies.iter_mut().enumerate().filter(|(_, body)| body.text == Text::Beside) {
        if port::is_met(net, ways, node, Side::Left) && port::is_met(net, ways, node, Side::Right) {
            body.text = Text::Corner;
            body.h = even(EVENT + 2 * (height(&body.lines) + CORNER_GAP), 8);
        }
    }
}

/// Room on both sides of an event, so that it stays in the middle of its column and row.
fn event(lines: Vec<Line>, text: Text, slots: Vec<i32>) -> Body {
    let (w, h) = (widest(&lines), height(&lines));
    let room = match text {
        Text::Beside => (EVENT + 2 * (w + GAP), EVENT.max(h)),
        _ => (EVENT.max(w), EVENT + 2 * (h + GAP)),
    };
    let room = (even(room.0, 8), even(room.1, 8));
    Body { outline: (EVENT, EVENT), ..Body::new(room, SMALL, lines, text, slots) }
}

/// A diamond that has a sign in its middle.
fn gateway(lines: Vec<Line>, slots: Vec<i32>, reach: i32) -> Body {
    let outline = (GATEWAY.max(if slots.len() > 1 { reach } else { 0 }), GATEWAY);
    let room = if lines.is_empty() {
        outline
    } else {
        (outline.0.max(2 * (widest(&lines) + 2 * GAP)), GATEWAY + 2 * (height(&lines) + CORNER_GAP))
    };
    let room = (even(room.0, 8), even(room.1, 8));
    Body { outline, ..Body::new(room, SMALL, lines, Text::Corner, slots) }
}

/// A diamond that is empty but for its question. A text of width w and height h fits into one of
/// width W and height H when w/W + h/H is at most 1.
fn question(lines: Vec<Line>, slots: Vec<i32>, reach: i32) -> Body {
    let w = QUESTION.max(2 * widest(&lines)).max(if slots.len() > 1 { reach } else { 0 });
    let left = (w - widest(&lines) - 8).max(1);
    let h = even((height(&lines) * w + left - 1).div_euclid(left).max(GATEWAY), 8);
    Body::new((w, h), SMALL, lines, Text::Inside(0), slots)
}

fn question_text(text: &str) -> i32 {
    let longest = text.split([' ', '-']).map(|word| SMALL.width(word)).max().unwrap_or(0);
    longest.clamp(QUESTION_TEXT, LONGEST_WORD)
}

fn widest(lines: &[Line]) -> i32 {
    lines.iter().map(|line| line.width).max().unwrap_or(0)
}

fn height(lines: &[Line]) -> i32 {
    lines.len() as i32 * SMALL.leading
}
