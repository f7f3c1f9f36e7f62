//! A chart on A4: on one sheet when its text stays legible there, else on several, cut between nodes.
//!
//! A browser would cut a tall drawing wherever a page happens to end. So a long chart has windows
//! onto the drawing in its page, one per sheet, which only print shows: each a `viewBox` over a
//! reference, a few bytes.

use std::fmt::Write;
use std::ops::Range;

use crate::model::chart::{Chart, Point};

/// The sheets a chart may be printed on. What saves no sheet of paper is not done: the first has
/// room for the steps below the chart, the others are sheets of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Like the rest of the page.
    Portrait,
    /// With margins as narrow as printers allow, and a small heading.
    Tight,
    /// The same, across.
    Landscape,
}

/// Room on a sheet at 100 %, below the heading, in pixels.
#[derive(Clone, Copy)]
struct Room {
    w: i32,
    h: i32,
}

impl Sheet {
    /// In the order of preference.
    const ALL: [Self; 3] = [Self::Portrait, Self::Tight, Self::Landscape];

    /// What style sheets call it: `chart-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Portrait => "portrait",
            Self::Tight => "tight",
            Self::Landscape => "landscape",
        }
    }

    /// The style sheet has the same margins and heights: 259, 278 and 191 mm.
    fn room(self) -> Room {
        match self {
            Self::Portrait => Room { w: 718, h: 978 },
            Self::Tight => Room { w: 755, h: 1_050 },
            Self::Landscape => Room { w: 1_084, h: 721 },
        }
    }
}

/// The smallest scale, as a fraction: text of 14 px becomes 7 pt.
const SMALLEST: (i32, i32) = (2, 3);
/// Free room above and below a cut. Marks stand on the upper border of a node.
const CLEAR: i32 = 14;

/// How a chart is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub sheet: Sheet,
    /// Windows onto the drawing with this id, one per sheet; empty when it fits on one.
    pub windows: String,
}

/// `id` is that of the drawing, as in [`super::ChartIds`].
pub fn paper(chart: &Chart, id: &str) -> Paper {
    let legible = Sheet::ALL.into_iter().filter(|sheet| is_legible(chart.width, sheet.room().w));
    let fewest = legible.map(|sheet| (sheet, sheets(chart, sheet.room()))).min_by_key(|(_, parts)| parts.len());
    // Wider than any sheet: as large as may be.
    let (sheet, parts) = fewest.unwrap_or_else(|| (Sheet::Landscape, sheets(chart, Sheet::Landscape.room())));
    let mut windows = String::new();
    if parts.len() > 1 {
        let scale = scale(chart, sheet.room(), &parts);
        for part in parts {
            window(&mut windows, chart, id, part, scale);
        }
    }
    Paper { sheet, windows }
}

fn is_legible(size: i32, room: i32) -> bool {
    size * SMALLEST.0 <= room * SMALLEST.1
}

fn head(chart: &Chart) -> i32 {
    chart.lanes.iter().map(|lane| lane.head).max().unwrap_or_default()
}

/// The parts of the chart on sheets with this room: as wide as the sheet, or as small as may be when
/// that saves one.
fn sheets(chart: &Chart, room: Room) -> Vec<Range<i32>> {
    let head = head(chart);
    let (wide, small) = (room.h * chart.width.max(room.w) / room.w, room.h * SMALLEST.1 / SMALLEST.0);
    let [wide, small] = [wide, small.max(wide)].map(|height| parts(chart, head, height - head));
    if small.len() < wide.len() { small } else { wide }
}

/// One scale for all sheets of a chart, as a fraction: that of its largest part.
fn scale(chart: &Chart, room: Room, parts: &[Range<i32>]) -> (i32, i32) {
    let tallest = parts.iter().map(|part| head(chart) + part.end - part.start).max().unwrap_or_default();
    let across = (room.w.min(chart.width), chart.width);
    let down = (room.h.min(tallest), tallest);
    if across.0 * down.1 < down.0 * across.1 { across } else { down }
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

/// The heads, and below them the part in a window of its own: browsers cut off on whole pixels, and
/// what that leaves of the part before is behind the heads.
fn window(out: &mut String, chart: &Chart, id: &str, part: Range<i32>, (some, of): (i32, i32)) {
    let (head, from, rest) = (head(chart), part.start, part.end - part.start);
    let (w, h) = (chart.width, head + rest);
    let (wide, high) = (w * some / of, h * some / of);
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg class=\"chart-svg\" viewBox=\"0 0 {w} {h}\" width=\"{wide}\" height=\"{high}\" \
         preserveAspectRatio=\"xMidYMin\"><svg y=\"{head}\" height=\"{rest}\" viewBox=\"0 {from} {w} {rest}\"><use \
         href=\"#{id}-all\"/></svg><use href=\"#{id}-heads\"/></svg>"
    );
}
