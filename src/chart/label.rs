//! Answers: how big each is, and where it stands beside its line.
//!
//! An answer stands right where its line leaves: to the right of a line that leaves below, above a
//! line that leaves at a side. Whatever runs there keeps clear of it ([`super::space`]).

use super::Notation;
use super::net::Net;
use super::size::{Body, even};
use super::text::{Line, SMALL};
use super::ways::{Side, Way};
use crate::model::chart::{EVENT, Flow};

/// Distance of an answer from its node and its line.
pub(super) const GAP: i32 = 6;
/// Widths tried for an answer at a side, until it fits in two lines.
const SIDE_WIDTHS: [i32; 3] = [72, 96, 128];
/// The same for an answer that the flow runs along.
const AHEAD_WIDTHS: [i32; 6] = [96, 144, 216, 324, 486, 729];

/// What marks on the upper border of a node take above it, where the flow runs to the right.
pub(super) const MARKS: i32 = 8;

/// A broken answer.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub lines: Vec<Line>,
    /// Across the flow and along it, rounded to the grid.
    pub w: i32,
    pub h: i32,
    /// How far from its line it begins: there stands the circle of a late branch in BPMN.
    pub aside: i32,
}

/// The answers of all links. `width` is the width of each node's column.
pub(super) fn tags(net: &Net, ways: &[Option<Way>], bodies: &[Body], width: impl Fn(usize) -> i32) -> Vec<Option<Tag>> {
    let tag = |(link, way): (usize, &Option<Way>)| {
        let way = way.as_ref()?;
        let label = net.label(link)?;
        let from = net.links[link].from;
        let lines = match (way.exit.side, net.form.flow) {
            (Side::Bottom, Flow::Down) => SMALL.wrap(label, room_below(&bodies[from], way.exit.slot, width(from))),
            (Side::Bottom, Flow::Right) => wrap_beside(label, &AHEAD_WIDTHS),
            _ => wrap_beside(label, &SIDE_WIDTHS),
        };
        let circle = net.form.notation == Notation::Bpmn && net.graph.edges[net.links[link].edge].late;
        let aside = if circle { EVENT / 2 } else { 0 };
        let w = even(lines.iter().map(|line| line.width).max().unwrap_or(0) + aside, 4);
        let h = even(lines.len() as i32 * SMALL.leading, 4);
        let (w, h) = match net.form.flow {
            Flow::Down => (w, h),
            Flow::Right if way.exit.side == Side::Left => (h + MARKS, w),
            Flow::Right => (h, w),
        };
        Some(Tag { w, h, lines, aside })
    };
    ways.iter().enumerate().map(tag).collect()
}

/// From a slot to the next, or to the border of the column.
fn room_below(body: &Body, slot: i32, width: i32) -> i32 {
    let next = body.slots.iter().copied().find(|&other| other > slot);
    let end = next.map_or(width / 2, |next| next - GAP);
    end - slot - GAP
}

fn wrap_beside(label: &str, widths: &[i32]) -> Vec<Line> {
    let mut lines = Vec::new();
    for &width in widths {
        lines = SMALL.wrap(label, width);
        if lines.len() <= 2 {
            break;
        }
    }
    lines
}
