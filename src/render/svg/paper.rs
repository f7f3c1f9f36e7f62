//! A chart on A4: on one sheet when its text stays legible there, else on several, cut between nodes.
//!
//! A browser would cut a tall drawing wherever a page happens to end. So a long chart has windows
//! onto the drawing in its page, one per sheet, which only print shows: each a `viewBox` over a
//! reference, a few bytes.

use std::fmt::Write;
use std::ops::Range;

use crate::model::chart::{Chart, Point};

/// Room on a sheet at 100 %, inside margins of 10 mm and below a heading: portrait and landscape.
/// The style sheet has the same heights, 259 and 175 mm.
const PORTRAIT: Room = Room { w: 718, h: 978 };
const LANDSCAPE: Room = Room { w: 1046, h: 661 };
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
    let head = head(chart);
    // As wide as the sheet, or as small as may be when that saves one.
    let (wide, small) = (room.h * chart.width.max(room.w) / room.w, room.h * SMALLEST.1 / SMALLEST.0);
    let [wide, small] = [wide, small.max(wide)].map(|height| parts(chart, head, height - head));
    let mut windows = String::new();
    for part in if small.len() < wide.len() { small } else { wide } {
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

/// Parts of the chart below its heads, none higher than `room`. Where lanes are so full that every
/// cut meets a node, the next part begins above that node: on one sheet it stands whole.
fn parts(chart: &Chart, head: i32, room: i32) -> Vec<Range<i32>> {
    let (nodes, lines) = (nodes(chart), lines(chart));
    let mut parts = Vec::new();
    let mut from = head;
    while room > 0 && chart.height - from > room {
        let meets = |y: i32, taken: &[Range<i32>]| taken.iter().any(|range| range.contains(&y));
        let last = |part: i32, free: &dyn Fn(&i32) -> bool| (from + room - room / part..=from + room).rev().find(free);
        // Rather a third of a sheet left white than a line cut lengthwise, rather half than a node cut in two.
        let clean = last(3, &|&y| !meets(y, &nodes) && !meets(y, &lines)).or_else(|| last(2, &|&y| !meets(y, &nodes)));
        let to = clean.unwrap_or(from + room);
        parts.push(from..to);
        let cut = nodes.iter().filter(|range| range.contains(&to)).map(|range| range.start);
        // A node higher than half a sheet must not hold the parts up.
        from = cut.min().unwrap_or(to).max(from + room / 2);
    }
    parts.push(from..chart.height);
    parts
}

/// Heights at which a cut would go through a node or an answer.
fn nodes(chart: &Chart) -> Vec<Range<i32>> {
    let nodes = chart.nodes.iter().map(|node| node.rect);
    let labels = chart.edges.iter().filter_map(|edge| edge.label.as_ref()).map(|label| label.rect);
    nodes.chain(labels).map(|r| r.y - CLEAR..r.bottom() + CLEAR / 2).collect()
}

/// Heights at which a cut would go along a line.
fn lines(chart: &Chart) -> Vec<Range<i32>> {
    let level = |pair: &&[Point]| matches!(pair, [a, b] if a.y == b.y);
    let pairs = chart.edges.iter().flat_map(|edge| edge.points.windows(2).filter(level));
    pairs.filter_map(|pair| pair.first()).map(|p| p.y - 4..p.y + 5).collect()
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
