//! Where the lines of a text stand: in and beside shapes, and beside lines.

use super::bpmn;
use super::label::{GAP, MARKS, Tag};
use super::size::{Body, Text};
use super::text::{Font, Line, SMALL};
use super::ways::Side;
use crate::model::chart::{ChartLabel, Flow, Point, Rect, TextLine};

/// The text of a node, its time below it. `rect` is its outline, `free` a side no line meets.
pub(super) fn inscribe(body: &Body, rect: Rect, free: Side) -> (Vec<TextLine>, Vec<TextLine>) {
    let height = body.text_height();
    let widest = body.lines.iter().map(|line| line.width).max().unwrap_or(0);
    let middle = rect.center();
    let gap = bpmn::GAP;
    let (x, top) = match body.text {
        Text::Inside(shift) => (middle.x + shift, middle.y - height / 2),
        Text::Above => (middle.x, rect.y - gap - height),
        Text::Below => (middle.x, rect.bottom() + gap),
        Text::Beside if free == Side::Left => (rect.x - gap - widest / 2, middle.y - height / 2),
        Text::Beside => (rect.right() + gap + widest / 2, middle.y - height / 2),
        Text::Corner => (middle.x - 2 * gap - widest / 2, rect.y - bpmn::CORNER_GAP - height),
    };
    let below = top + height - body.time.len() as i32 * SMALL.leading;
    (lines(body.lines.clone(), body.font, x, top), lines(body.time.clone(), SMALL, x, below))
}

/// An answer beside the line that leaves a node at a side. Sides and `from` are those of a chart that
/// reads down.
pub(super) fn label(tag: &Tag, side: Side, slot: i32, from: Rect, flow: Flow) -> ChartLabel {
    let (x, y) = match side {
        Side::Left => (from.x - GAP - tag.w, from.center().y - GAP / 2 - tag.h),
        Side::Right => (from.right() + GAP, from.center().y - GAP / 2 - tag.h),
        _ => (from.center().x + slot + GAP, from.bottom() + GAP),
    };
    let side = turned_side(side, flow);
    let mut rect = turned(Rect { x, y, w: tag.w, h: tag.h }, flow);
    if side == Side::Top {
        rect.h -= MARKS;
    }
    let height = tag.lines.len() as i32 * SMALL.leading;
    // Close to where the line leaves: that is where one looks for the answer.
    let top = if side == Side::Top { rect.bottom() - height } else { rect.y };
    let middle = |line: &Line| match side {
        Side::Left | Side::Top => rect.right() - tag.aside - (line.width + 1) / 2,
        Side::Bottom if flow == Flow::Right => rect.right() - (line.width + 1) / 2,
        _ => rect.x + tag.aside + (line.width + 1) / 2,
    };
    let line = |(n, line): (usize, &Line)| text_line(line.clone(), SMALL, middle(line), top + n as i32 * SMALL.leading);
    ChartLabel { rect, lines: tag.lines.iter().enumerate().map(line).collect() }
}

/// Lines of text below one another, their middle at `x`.
pub(super) fn lines(lines: Vec<Line>, font: Font, x: i32, top: i32) -> Vec<TextLine> {
    lines.into_iter().enumerate().map(|(n, line)| text_line(line, font, x, top + n as i32 * font.leading)).collect()
}

pub(super) fn text_line(line: Line, font: Font, x: i32, top: i32) -> TextLine {
    TextLine { at: Point { x, y: top + font.ascent() }, text: line.text, width: line.width }
}

/// A rectangle of a chart that reads down, where it lies in one that reads as `flow`.
pub(super) fn turned(rect: Rect, flow: Flow) -> Rect {
    match flow {
        Flow::Down => rect,
        Flow::Right => Rect { x: rect.y, y: rect.x, w: rect.h, h: rect.w },
    }
}

pub(super) fn turned_point(point: Point, flow: Flow) -> Point {
    match flow {
        Flow::Down => point,
        Flow::Right => Point { x: point.y, y: point.x },
    }
}

pub(super) fn turned_side(side: Side, flow: Flow) -> Side {
    match (flow, side) {
        (Flow::Down, side) => side,
        (_, Side::Left) => Side::Top,
        (_, Side::Top) => Side::Left,
        (_, Side::Right) => Side::Bottom,
        (_, Side::Bottom) => Side::Right,
    }
}
