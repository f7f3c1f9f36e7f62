//! Where lines meet the outlines of nodes.

use super::ways::Side;
use super::{Notation, PILL_RADIUS, SLANT};
use crate::model::chart::{ChartNode, Point, Rect, Shape};

/// Where a line at x (or y, for the left and right side) meets the outline of a node.
pub(super) fn border(node: &ChartNode, notation: Notation, side: Side, at: i32) -> Point {
    let rect = node.rect;
    let level = matches!(side, Side::Top | Side::Bottom);
    let off = if level { at - rect.center().x } else { at - rect.center().y };
    let inside = inside(node.shape, rect, notation, off.abs(), level);
    match side {
        Side::Top => Point { x: at, y: rect.y + inside },
        Side::Bottom => Point { x: at, y: rect.bottom() - inside },
        Side::Left => Point { x: rect.x + inside, y: at },
        Side::Right => Point { x: rect.right() - inside, y: at },
    }
}

/// How far the outline lies inside the rectangle at a distance from the middle of a side.
fn inside(shape: Shape, rect: Rect, notation: Notation, off: i32, level: bool) -> i32 {
    let (along, deep) = if level { (rect.w, rect.h) } else { (rect.h, rect.w) };
    match (notation, shape) {
        (Notation::Own, Shape::Decision) if !level && along > 0 => SLANT * off * 2 / along,
        (Notation::Own, Shape::Start | Shape::End) => rounded(along, (rect.h / 2).min(PILL_RADIUS), off),
        (Notation::Bpmn, Shape::Start | Shape::End | Shape::Timer) => rounded(along, along / 2, off),
        // The sides of a diamond.
        (Notation::Bpmn, Shape::Decision | Shape::Split | Shape::Join) if along > 0 => {
            (deep * off / along).min(deep / 2)
        }
        _ => 0,
    }
}

/// A side of a length with rounded ends.
fn rounded(along: i32, radius: i32, off: i32) -> i32 {
    let past = off - (along / 2 - radius);
    if past <= 0 { 0 } else { radius - (radius * radius - past * past).max(0).isqrt() }
}
