//! From the raster to pixels.
//!
//! Every channel becomes as wide as its lines and answers need. First the columns are laid side by
//! side, then the rows below one another; since the order of tracks depends on where lines turn,
//! both are done twice, the second time with the positions of the first.

use super::grid::Grid;
use super::label::{GAP, Tag};
use super::net::Net;
use super::pack::{Item, Packed, pack};
use super::port::PITCH;
use super::size::{BOX, Body, even};
use super::track::{self, Courses, Track};
use super::ways::{Side, Way};

/// Least distance of an upright line from the boxes beside it.
const BESIDE: i32 = 16;
/// From the bottom of a box to the first level line.
const BELOW: i32 = 12;
/// From the last level line to the boxes below: room for the point of an arrow.
const ABOVE: i32 = 16;
/// Between two rows, between two columns of a lane, and around the whole.
const ROW_GAP: i32 = 32;
const COLUMN_GAP: i32 = 24;
const MARGIN: i32 = 20;
/// Width of a lane without steps.
const EMPTY: i32 = 96;

/// Where everything lies along one axis.
#[derive(Debug, Clone, Default)]
pub(super) struct Axis {
    /// Beginning and size of each row or column of nodes.
    pub start: Vec<i32>,
    pub size: Vec<i32>,
    pub total: i32,
}

impl Axis {
    pub fn middle(&self, n: usize) -> i32 {
        self.start[n] + self.size[n] / 2
    }
}

/// The chart in pixels, the heads of the lanes left out.
pub(super) struct Space {
    pub columns: Axis,
    pub rows: Axis,
    /// Left border of each lane, and the right border of the last.
    pub borders: Vec<i32>,
    pub courses: Courses,
}

/// What the spacing reads.
pub(super) struct Plan<'a> {
    pub net: &'a Net<'a>,
    pub grid: &'a Grid,
    pub bodies: &'a [Body],
    pub ways: &'a [Option<Way>],
    /// Where each line arrives, measured from the middle of the side.
    pub arrivals: &'a [i32],
    pub tags: &'a [Option<Tag>],
    pub widths: Vec<i32>,
}

/// Width of each column: of its widest node, and of the answers below one that are wider.
pub(super) fn widened(plan: &Plan) -> Vec<i32> {
    let mut widths = plan.widths.clone();
    for (link, way) in plan.ways.iter().enumerate() {
        if let (Some(way), Some(tag)) = (way, &plan.tags[link])
            && way.exit.side == Side::Bottom
        {
            let width = &mut widths[plan.grid.col[plan.net.links[link].from]];
            *width = (*width).max(even(2 * (way.exit.slot + GAP + tag.w + 2), 8));
        }
    }
    widths
}

/// Width of each column: of its widest node.
pub(super) fn column_widths(grid: &Grid, bodies: &[Body]) -> Vec<i32> {
    let mut widths = vec![0; grid.cols];
    for (node, body) in bodies.iter().enumerate() {
        let width = &mut widths[grid.col[node]];
        *width = body.w.max(*width);
    }
    widths.into_iter().map(|width| if width == 0 { EMPTY } else { width }).collect()
}

impl Plan<'_> {
    /// Lays out columns and rows.
    pub fn space(&self) -> Space {
        let mut space = self.nominal();
        for _ in 0..2 {
            self.space_columns(&mut space);
            self.place_legs(&mut space);
            self.space_rows(&mut space);
            self.place_legs(&mut space);
        }
        space
    }

    /// A first guess: all channels alike.
    fn nominal(&self) -> Space {
        let axis = |count: usize, size: i32| Axis {
            start: (0..count as i32).map(|n| n * 1000 + 500 - size / 2).collect(),
            size: vec![size; count],
            total: count as i32 * 1000,
        };
        let mut space = Space {
            columns: axis(self.grid.cols, BOX),
            rows: axis(self.grid.rows, 48),
            borders: Vec::new(),
            courses: vec![[0; 5]; self.ways.len()],
        };
        for (link, way) in self.ways.iter().enumerate() {
            let Some(way) = way else { continue };
            for (part, pair) in way.points().windows(2).enumerate() {
                let at = if is_upright(way, part) { pair[0].x } else { pair[0].y };
                space.courses[link][part] = at as i32 * 500;
            }
        }
        self.place_legs(&mut space);
        space
    }

    /// Positions of first and last legs, from the nodes they belong to.
    fn place_legs(&self, space: &mut Space) {
        for (link, way) in self.ways.iter().enumerate() {
            let Some(way) = way else { continue };
            let ends = self.net.links[link];
            let middle = |node: usize, upright: bool| {
                if upright { space.columns.middle(self.grid.col[node]) } else { space.rows.middle(self.grid.row[node]) }
            };
            let last = way.points().len() - 2;
            let arrival = middle(ends.to, is_upright(way, last)) + self.arrivals[link];
            let departure = middle(ends.from, is_upright(way, 0)) + way.exit.slot;
            space.courses[link][last] = arrival;
            if last > 0 {
                space.courses[link][0] = departure;
            }
        }
    }

    fn space_columns(&self, space: &mut Space) {
        let tracks = track::tracks(self.net, self.ways, &space.courses, true);
        let widths = self.widths.clone();
        let mut at = 0;
        let mut columns = Axis { start: Vec::new(), size: widths.clone(), total: 0 };
        space.borders = vec![0];
        for channel in 0..=self.grid.cols {
            let mut here: Vec<Track> = tracks.iter().filter(|track| track.channel == 2 * channel).cloned().collect();
            track::arrange(&mut here);
            let border =
                channel > 0 && channel < self.grid.cols && self.grid.lane[channel] != self.grid.lane[channel - 1];
            let packed = self.pack_column(channel, &here, border, &widths);
            let mut positions = packed.at.into_iter();
            let split = border_place(&here);
            for n in 0..here.len() + usize::from(border) {
                let Some(x) = positions.next() else { break };
                if border && n == split {
                    space.borders.push(at + x);
                } else {
                    let track = &here[n - usize::from(border && n > split)];
                    space.courses[track.link][track.part] = at + x;
                }
            }
            at += packed.size;
            if let Some(&width) = widths.get(channel) {
                columns.start.push(at);
                at += width;
            }
        }
        space.borders.push(at);
        columns.total = at;
        space.columns = columns;
    }

    /// Upright lines of a channel, with the border of a lane among them.
    fn pack_column(&self, channel: usize, tracks: &[Track], border: bool, widths: &[i32]) -> Packed {
        let (left, right) = (self.tags_beside(channel, Side::Right), self.tags_beside(channel, Side::Left));
        let whole = (0, 2 * self.grid.rows);
        let room = |tags: &[(usize, i32)], (low, high): (usize, usize)| {
            let inside = tags.iter().filter(|(row, _)| (low..=high).contains(&(2 * row + 1)));
            inside.map(|&(_, w)| w).max().unwrap_or(0).max(BESIDE)
        };
        let mut items: Vec<Item> = Vec::new();
        let mut add = |span: (usize, usize)| {
            items.push(Item {
                lead: room(&left, span),
                trail: room(&right, span),
                low: span.0 as i32,
                high: span.1 as i32,
            });
        };
        let split = border_place(tracks);
        for (n, track) in tracks.iter().enumerate() {
            if border && n == split {
                add(whole);
            }
            add(self.span(track));
        }
        if border && split == tracks.len() {
            add(whole);
        }
        let outer = channel == 0 || channel == self.grid.cols;
        let least = if outer { MARGIN } else { COLUMN_GAP }.max(self.passing(channel, widths));
        pack(&items, least, 0)
    }

    /// Rows of the raster that an upright track touches.
    fn span(&self, track: &Track) -> (usize, usize) {
        let Some(way) = &self.ways[track.link] else { return (0, 0) };
        let (a, b) = (way.points()[track.part].y, way.points()[track.part + 1].y);
        (a.min(b), a.max(b))
    }

    /// Rows with an answer that reaches into a channel from its left (`Right` exits) or its right,
    /// and how far.
    fn tags_beside(&self, channel: usize, side: Side) -> Vec<(usize, i32)> {
        let mut found = Vec::new();
        for (link, way) in self.ways.iter().enumerate() {
            let (Some(way), Some(tag)) = (way, &self.tags[link]) else { continue };
            let node = self.net.links[link].from;
            let beside = if side == Side::Right { self.grid.col[node] + 1 } else { self.grid.col[node] };
            if way.exit.side == side && beside == channel {
                found.push((self.grid.row[node], even(tag.w + 2 * GAP, 4)));
            }
        }
        found
    }

    /// Least width of a channel for answers of lines that run straight through it.
    fn passing(&self, channel: usize, widths: &[i32]) -> i32 {
        let mut least = 0;
        for (link, way) in self.ways.iter().enumerate() {
            let (Some(way), Some(tag)) = (way, &self.tags[link]) else { continue };
            let points = way.points();
            let col = self.grid.col[self.net.links[link].from];
            let (beside, next) = match way.exit.side {
                Side::Right => (col + 1, col + 1),
                Side::Left => (col, col.wrapping_sub(1)),
                _ => continue,
            };
            if beside != channel {
                continue;
            }
            if points.len() == 2 {
                least = least.max(even(tag.w + GAP + ABOVE, 4));
            } else if points[1].x != 2 * channel {
                // The line goes on above an empty cell, and so may its answer.
                let cell = widths.get(next).map_or(0, |width| width / 2 - 2 * BESIDE - self.beside_middle(next));
                least = least.max(even(tag.w + 2 * GAP - cell, 4));
            }
        }
        least
    }

    /// How far from the middle of a column lines may run that arrive there.
    fn beside_middle(&self, col: usize) -> i32 {
        let bar = (0..self.net.nodes()).any(|node| self.grid.col[node] == col && self.net.is_bar(node));
        if bar { self.net.bar_step() } else { 0 }
    }

    fn space_rows(&self, space: &mut Space) {
        let tracks = track::tracks(self.net, self.ways, &space.courses, false);
        let heights = self.row_heights();
        let mut rows = Axis { start: Vec::new(), size: heights.clone(), total: 0 };
        let mut at = 0;
        for channel in 0..=self.grid.rows {
            let mut here: Vec<Track> = tracks.iter().filter(|track| track.channel == 2 * channel).cloned().collect();
            track::arrange(&mut here);
            let tags = self.tags_below(channel, &space.columns, &heights);
            let items: Vec<Item> = here.iter().map(|track| self.row_item(track, channel, &tags)).collect();
            let lowest = tags.iter().map(|tag| tag.depth + ABOVE).max().unwrap_or(0);
            let outer = channel == 0 || channel == self.grid.rows;
            let packed = pack(&items, even(lowest, 4).max(if outer { MARGIN } else { ROW_GAP }), PITCH);
            for (track, y) in here.iter().zip(packed.at) {
                space.courses[track.link][track.part] = at + y;
            }
            at += packed.size;
            if let Some(&height) = heights.get(channel) {
                rows.start.push(at);
                at += height;
            }
        }
        rows.total = at;
        space.rows = rows;
    }

    fn row_item(&self, track: &Track, channel: usize, tags: &[Below]) -> Item {
        let under = tags.iter().filter(|tag| tag.left - GAP < track.high && track.low < tag.right + GAP);
        let lead = under.map(|tag| even(tag.depth + GAP, 4)).max().unwrap_or(0);
        Item {
            lead: lead.max(if channel == 0 { 8 } else { BELOW }),
            trail: if channel == self.grid.rows { 8 } else { ABOVE },
            low: track.low,
            high: track.high,
        }
    }

    /// Height of each row: of its highest node, and of answers beside one.
    fn row_heights(&self) -> Vec<i32> {
        let mut heights = vec![8; self.grid.rows];
        for (node, body) in self.bodies.iter().enumerate() {
            let height = &mut heights[self.grid.row[node]];
            *height = body.h.max(*height);
        }
        for (link, way) in self.ways.iter().enumerate() {
            let (Some(way), Some(tag)) = (way, &self.tags[link]) else { continue };
            if matches!(way.exit.side, Side::Left | Side::Right) {
                let height = &mut heights[self.grid.row[self.net.links[link].from]];
                *height = (*height).max(even(2 * (tag.h + GAP / 2), 8));
            }
        }
        heights
    }

    /// Answers that reach into a channel from the row above it.
    fn tags_below(&self, channel: usize, columns: &Axis, heights: &[i32]) -> Vec<Below> {
        let mut found = Vec::new();
        for (link, way) in self.ways.iter().enumerate() {
            let (Some(way), Some(tag)) = (way, &self.tags[link]) else { continue };
            let node = self.net.links[link].from;
            let row = self.grid.row[node];
            if way.exit.side != Side::Bottom || row + 1 != channel {
                continue;
            }
            let left = columns.middle(self.grid.col[node]) + way.exit.slot + GAP;
            // A low node leaves room below itself in its own row.
            let depth = tag.h + GAP - (heights[row] - self.bodies[node].h) / 2;
            found.push(Below { left, right: left + tag.w, depth });
        }
        found
    }
}

/// An answer below a node: from where to where, and how far into the channel.
struct Below {
    left: i32,
    right: i32,
    depth: i32,
}

/// Whether a straight part of a line runs up or down.
pub(super) fn is_upright(way: &Way, part: usize) -> bool {
    let first = matches!(way.exit.side, Side::Top | Side::Bottom);
    first == part.is_multiple_of(2)
}

/// Where in the order of tracks the border between two lanes falls: lines that belong to the left
/// lane on its left.
fn border_place(tracks: &[Track]) -> usize {
    tracks.iter().take_while(|track| track.is_before()).count()
}
