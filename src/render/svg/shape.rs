//! Outlines, marks and lines as paths of whole numbers.

use std::fmt::Write;

use crate::chart::{CLOCK, PILL_RADIUS, SLANT};
use crate::model::chart::{ChartEdge, ChartNode, Point, Rect, Shape};

/// How far the point of an arrow head lies before the end of its line.
const HEAD: i32 = 5;
/// Corners of lines.
const BEND: i32 = 6;
/// Corners of an action.
const ROUND: i32 = 6;
/// Distance of the inner sides of a sub-workflow.
const DOUBLE: i32 = 5;

/// The outline of a node.
pub enum Outline {
    Box { round: i32 },
    Path(String),
}

pub fn outline(node: &ChartNode) -> Outline {
    match node.shape {
        Shape::Action => Outline::Box { round: ROUND },
        Shape::Decision => Outline::Path(hexagon(node.rect)),
        Shape::Wait | Shape::Timer | Shape::Run => Outline::Box { round: 2 },
        Shape::Split | Shape::Join => Outline::Box { round: 3 },
        Shape::Start | Shape::End => Outline::Box { round: PILL_RADIUS.min(node.rect.h / 2) },
    }
}

fn hexagon(r: Rect) -> String {
    let slope = SLANT.min(r.h / 2);
    let middle = r.y + r.h / 2;
    format!(
        "M{} {middle} {} {}H{}L{} {middle} {} {}H{}z",
        r.x,
        r.x + slope,
        r.y,
        r.right() - slope,
        r.right(),
        r.right() - slope,
        r.bottom(),
        r.x + slope
    )
}

/// Lines inside a node: the double sides of a sub-workflow, the clock of a waiting step, a second
/// outline where several answers may hold, a bar made hollow where the first branch is enough.
pub fn mark(node: &ChartNode) -> Option<String> {
    let r = node.rect;
    match node.shape {
        Shape::Run => {
            let (left, right, bottom) = (r.x + DOUBLE, r.right() - DOUBLE, r.bottom());
            Some(format!("M{left} {}V{bottom}M{right} {}V{bottom}", r.y, r.y))
        }
        Shape::Decision if node.any => {
            let (w, h) = (r.w - 4 * DOUBLE, r.h - 2 * DOUBLE);
            Some(hexagon(Rect { x: r.x + 2 * DOUBLE, y: r.y + DOUBLE, w, h }))
        }
        Shape::Join if node.any && r.w > r.h => Some(format!("M{} {}H{}", r.x + 4, r.y + r.h / 2, r.right() - 4)),
        Shape::Join if node.any => Some(format!("M{} {}V{}", r.x + r.w / 2, r.y + 4, r.bottom() - 4)),
        Shape::Wait | Shape::Timer => {
            // A clock of 14 across in the room the layout leaves at the left: its face as two half
            // circles, its hands at three o'clock.
            let (x, y) = (r.x + CLOCK.0 + CLOCK.1 / 2 - 7, r.y + r.h / 2);
            Some(format!("M{x} {y}a7 7 0 0 1 14 0a7 7 0 0 1-14 0M{} {}v4h3", x + 7, y - 4))
        }
        _ => None,
    }
}

/// A line with its corners rounded, ending where its arrow head begins.
pub fn line(edge: &ChartEdge) -> String {
    let mut points = edge.points.clone();
    if let [.., before, last] = points.as_mut_slice() {
        *last = shortened(*before, *last);
    }
    let mut path = String::with_capacity(points.len() * 12);
    let Some(start) = points.first() else { return path };
    let _ = write!(path, "M{} {}", start.x, start.y);
    for corner in points.windows(3) {
        if let [from, at, to] = corner {
            bend(&mut path, *from, *at, *to);
        }
    }
    if let Some(end) = points.last().filter(|_| points.len() > 1) {
        straight(&mut path, points.iter().rev().nth(1).copied().unwrap_or_default(), *end);
    }
    path
}

/// A line to just before the corner, and around it.
fn bend(path: &mut String, from: Point, at: Point, to: Point) {
    // Half of either side at most: two corners may share a side.
    let room = BEND.min(distance(from, at) / 2).min(distance(at, to) / 2);
    let (before, after) = (toward(at, from, room), toward(at, to, room));
    straight(path, from, before);
    let _ = write!(path, "Q{} {} {} {}", at.x, at.y, after.x, after.y);
}

fn straight(path: &mut String, from: Point, to: Point) {
    let _ = match (from.x == to.x, from.y == to.y) {
        (true, _) => write!(path, "V{}", to.y),
        (_, true) => write!(path, "H{}", to.x),
        _ => write!(path, "L{} {}", to.x, to.y),
    };
}

/// The end of a line, moved back by the length of the head that follows it.
fn shortened(before: Point, last: Point) -> Point {
    toward(last, before, HEAD.min(distance(before, last)))
}

/// The arrow head of a picture that has no markers.
pub fn arrow_head(edge: &ChartEdge) -> String {
    let [.., before, tip] = edge.points.as_slice() else { return String::new() };
    let base = toward(*tip, *before, 8);
    let (x, y) = ((base.y - tip.y).signum() * 4, (base.x - tip.x).signum() * 4);
    format!("M{} {} {} {} {} {}z", tip.x, tip.y, base.x + x, base.y + y, base.x - x, base.y - y)
}

fn distance(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `by` away from `from` in the direction of `to`, on a horizontal or vertical line.
fn toward(from: Point, to: Point, by: i32) -> Point {
    Point { x: from.x + (to.x - from.x).signum() * by, y: from.y + (to.y - from.y).signum() * by }
}
