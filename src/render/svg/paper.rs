//! A chart on A4: on one page when its text stays legible there, else on several, cut between nodes.
//!
//! A browser would cut a tall drawing wherever a page happens to end. So a long chart has windows
//! onto the drawing in its page, one per sheet, which only print shows: each a `viewBox` over a
//! reference, a few bytes.

use std::fmt::Write;
use std::ops::Range;

use crate::model::chart::{Chart, Point};

/// Room on a sheet at 100 %, inside margins of 10 mm and below a heading: portrait and landscape.
const PORTRAIT: Room = Room { w: 718, h: 980 };
const LANDSCAPE: Room = Room { w: 1046, h: 650 };
/// The smallest scale, as a fraction: text of 14 px becomes 7 pt.
const SMALLEST: (i32, i32) = (2, 3);
/// Free room above and below a cut. Marks stand on the upper border of a node.
const CLEAR: i32 = 14;

#[derive(Clone, Copy)]
struct Room {
    w: i32,
    h: i32,
}

/// How a chart is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub landscape: bool,
    /// Windows onto the drawing with this id, one per sheet; empty when it fits on one.
    pub windows: String,
}

/// `id` is that of the drawing, as in [`super::ChartIds`].
pub fn paper(chart: &Chart, id: &str) -> Paper {
    if [PORTRAIT, LANDSCAPE].iter().any(|room| is_legible(chart.width, room.w) && is_legible(chart.height, room.h)) {
        let landscape = !(is_legible(chart.width, PORTRAIT.w) && is_legible(chart.height, PORTRAIT.h));
        return Paper { landscape, windows: String::new() };
    }
    let landscape = !is_legible(chart.width, PORTRAIT.w);
    let room = if landscape { LANDSCAPE } else { PORTRAIT };
    // What fits below each other when the chart is as wide as the sheet.
    let height = room.h * chart.width.max(room.w) / room.w;
    let head = head(chart);
    let mut windows = String::new();
    for part in parts(chart, head, height - head) {
        window(&mut windows, chart, id, head, part);
    }
    Paper { landscape, windows }
}

fn is_legible(size: i32, room: i32) -> bool {
    size * SMALLEST.0 <= room * SMALLEST.1
}

fn head(chart: &Chart) -> i32 {
    chart.lanes.iter().map(|lane| lane.head).max().unwrap_or_default()
}

/// Parts of the chart below its heads, none higher than `room`.
fn parts(chart: &Chart, head: i32, room: i32) -> Vec<Range<i32>> {
    let taken = taken(chart);
    let mut parts = Vec::new();
    let mut from = head;
    while room > 0 && chart.height - from > room {
        let free = |y: &i32| !taken.iter().any(|range| range.contains(y));
        // Rather a third of a sheet left white than a node cut in two.
        let to = (from + room * 2 / 3..=from + room).rev().find(free).unwrap_or(from + room);
        parts.push(from..to);
        from = to;
    }
    parts.push(from..chart.height);
    parts
}

/// Heights at which a cut would go through a node, a text or along a line.
fn taken(chart: &Chart) -> Vec<Range<i32>> {
    let boxes = chart.nodes.iter().map(|node| node.rect);
    let labels = chart.edges.iter().filter_map(|edge| edge.label.as_ref()).map(|label| label.rect);
    let mut taken: Vec<Range<i32>> = boxes.chain(labels).map(|r| r.y - CLEAR..r.bottom() + CLEAR / 2).collect();
    for points in chart.edges.iter().map(|edge| &edge.points) {
        let level = |pair: &&[Point]| matches!(pair, [a, b] if a.y == b.y);
        taken.extend(points.windows(2).filter(level).filter_map(|pair| pair.first()).map(|p| p.y - 4..p.y + 5));
    }
    taken
}

/// The heads are drawn last: what stands above the part is behind them.
fn window(out: &mut String, chart: &Chart, id: &str, head: i32, part: Range<i32>) {
    let (w, h, up) = (chart.width, head + part.end - part.start, head - part.start);
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg class=\"chart-svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\"><use href=\"#{id}-all\" \
         y=\"{up}\"/><use href=\"#{id}-heads\"/></svg>"
    );
}
