//! The ways a line can take from one node to another, from no bend to four.
//!
//! A line has a first leg that leaves its node straight, a last leg that arrives straight, and in
//! between only channels. From the bottom, through a channel between columns, to the top there is
//! always a way.

use super::grid::{Grid, Spot};
use super::lines::{Lines, Owner};

/// A side of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// Where a line leaves: the side, and below the distance from the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exit {
    pub side: Side,
    pub slot: i32,
}

/// A line in the raster, from the spot of one node to the spot of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    points: [Spot; 6],
    len: usize,
    pub exit: Exit,
    pub entry: Side,
    pub cost: i32,
}

const BEND: i32 = 110;

impl Way {
    pub fn points(&self) -> &[Spot] {
        &self.points[..self.len]
    }

    /// Leaves beside the middle, so it does not use the middle of its column.
    pub fn is_offset(&self) -> bool {
        self.exit.slot != 0
    }

    fn new(ends: &Ends, exit: Exit, entry: Side, turns: &[Spot]) -> Self {
        let mut points = [Spot::default(); 6];
        points[0] = ends.from;
        points[1..=turns.len()].copy_from_slice(turns);
        points[turns.len() + 1] = ends.to;
        let mut way = Self { points, len: turns.len() + 2, exit, entry, cost: 0 };
        way.cost = way.length(exit.side, entry) + BEND * turns.len() as i32 + taste(exit.side, entry);
        way
    }

    /// Length in nominal pixels, outside of the two nodes.
    fn length(&self, exit: Side, entry: Side) -> i32 {
        let mut sum = 0;
        for pair in self.points().windows(2) {
            sum += (column(pair[0].x) - column(pair[1].x)).abs() + (row(pair[0].y) - row(pair[1].y)).abs();
        }
        let inside = |side| if matches!(side, Side::Left | Side::Right) { 92 } else { 28 };
        sum - inside(exit) - inside(entry)
    }
}

/// Between equals: down and from above, as one reads.
fn taste(exit: Side, entry: Side) -> i32 {
    let exit = if exit == Side::Bottom { 0 } else { 4 };
    let entry = if entry == Side::Top { 0 } else { 10 };
    exit + entry
}

fn column(x: usize) -> i32 {
    x as i32 * 112
}

fn row(y: usize) -> i32 {
    y as i32 * 46
}

/// Where a line starts and ends.
pub(super) struct Ends {
    pub link: usize,
    pub from: Spot,
    pub to: Spot,
    pub target: usize,
}

/// What is asked for: the ways of one line, given all others.
pub(super) struct Asked<'a> {
    pub grid: &'a Grid,
    pub lines: &'a Lines,
    pub ends: Ends,
}

impl Asked<'_> {
    /// All ways from these exits to these sides.
    pub fn ways(&self, exits: &[Exit], entries: &[Side], found: &mut Vec<Way>) {
        for &exit in exits {
            let first = self.first(exit);
            for &entry in entries {
                if self.ends.from == self.ends.to && exit.side == entry {
                    continue;
                }
                let last = self.last(entry);
                match (exit.side, entry) {
                    (Side::Bottom, Side::Top) => self.down_to_top(exit, first, last, found),
                    (Side::Bottom, _) => self.down_to_side(exit, entry, first, last, found),
                    (_, Side::Top) => self.side_to_top(exit, first, last, found),
                    _ => self.side_to_side(exit, entry, first, last, found),
                }
            }
        }
    }

    fn push(&self, exit: Exit, entry: Side, turns: &[Spot], found: &mut Vec<Way>) {
        found.push(Way::new(&self.ends, exit, entry, turns));
    }

    /// How far the first leg can go.
    fn first(&self, exit: Exit) -> usize {
        let from = self.ends.from;
        match exit.side {
            Side::Bottom if exit.slot != 0 => from.y + 1,
            side => self.reach(from, side, Owner::Link(self.ends.link)),
        }
    }

    /// How far away the last leg can begin.
    fn last(&self, entry: Side) -> usize {
        self.reach(self.ends.to, entry, Owner::Target(self.ends.target))
    }

    /// The furthest point in the middle of a row or column that can be reached from a node.
    fn reach(&self, from: Spot, side: Side, owner: Owner) -> usize {
        let last = self.grid.last();
        let mut at = from;
        loop {
            let (next, free) = match side {
                Side::Bottom if at.y < last.y => (Spot { y: at.y + 1, ..at }, self.lines.down_free(at.x, at.y, owner)),
                Side::Top if at.y > 0 => (Spot { y: at.y - 1, ..at }, self.lines.down_free(at.x, at.y - 1, owner)),
                Side::Right if at.x < last.x => (Spot { x: at.x + 1, ..at }, self.lines.across_free(at.x, at.y, owner)),
                Side::Left if at.x > 0 => (Spot { x: at.x - 1, ..at }, self.lines.across_free(at.x - 1, at.y, owner)),
                _ => break,
            };
            if !free || !self.grid.is_open(next) {
                break;
            }
            at = next;
        }
        if matches!(side, Side::Top | Side::Bottom) { at.y } else { at.x }
    }

    fn down_to_top(&self, exit: Exit, first: usize, last: usize, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        // A straight line: the target's reach ends just below the source.
        if from.x == to.x && from.y < to.y && exit.slot == 0 {
            if last == from.y + 1 && self.lines.down_free(from.x, from.y, Owner::Link(self.ends.link)) {
                self.push(exit, Side::Top, &[], found);
            }
        } else if from.y < to.y {
            for y in even(from.y + 1, first).filter(|&y| last <= y && y < to.y) {
                self.push(exit, Side::Top, &[Spot { x: from.x, y }, Spot { x: to.x, y }], found);
            }
        }
        for x in self.columns() {
            for high in even(from.y + 1, first).take(2) {
                for low in even(last, to.y).rev().take(3).filter(|&low| low != high) {
                    let turns = [
                        Spot { x: from.x, y: high },
                        Spot { x, y: high },
                        Spot { x, y: low },
                        Spot { x: to.x, y: low },
                    ];
                    self.push(exit, Side::Top, &turns, found);
                }
            }
        }
    }

    fn down_to_side(&self, exit: Exit, entry: Side, first: usize, last: usize, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        let corner = Spot { x: from.x, y: to.y };
        let reached =
            if entry == Side::Left { last <= from.x && from.x < to.x } else { last >= from.x && from.x > to.x };
        if reached && from.y < to.y && first >= to.y && self.lines.turn_free(corner, Owner::Target(self.ends.target)) {
            self.push(exit, entry, &[corner], found);
        }
        for y in even(from.y + 1, first).take(3) {
            for x in self.towards(to, entry, last) {
                self.push(exit, entry, &[Spot { x: from.x, y }, Spot { x, y }, Spot { x, y: to.y }], found);
            }
        }
    }

    fn side_to_top(&self, exit: Exit, first: usize, last: usize, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        let corner = Spot { x: to.x, y: from.y };
        let reached =
            if exit.side == Side::Right { to.x > from.x && first >= to.x } else { to.x < from.x && first <= to.x };
        if reached && from.y < to.y && last <= from.y && self.lines.turn_free(corner, Owner::Target(self.ends.target)) {
            self.push(exit, Side::Top, &[corner], found);
        }
        for x in self.towards(from, exit.side, first) {
            for y in even(last, to.y).rev().take(3) {
                self.push(exit, Side::Top, &[Spot { x, y: from.y }, Spot { x, y }, Spot { x: to.x, y }], found);
            }
        }
    }

    fn side_to_side(&self, exit: Exit, entry: Side, first: usize, last: usize, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        if from.y == to.y {
            let facing = if exit.side == Side::Right {
                entry == Side::Left && from.x < to.x
            } else {
                entry == Side::Right && to.x < from.x
            };
            let met = if exit.side == Side::Right { last == from.x + 1 } else { last + 1 == from.x };
            let own = self.lines.across_free(
                if exit.side == Side::Right { from.x } else { from.x - 1 },
                from.y,
                Owner::Link(self.ends.link),
            );
            if facing && met && own {
                self.push(exit, entry, &[], found);
            }
        }
        for x in self.towards(from, exit.side, first) {
            for back in self.towards(to, entry, last) {
                if x == back {
                    if from.y != to.y {
                        self.push(exit, entry, &[Spot { x, y: from.y }, Spot { x, y: to.y }], found);
                    }
                    continue;
                }
                for y in self.levels() {
                    let turns = [Spot { x, y: from.y }, Spot { x, y }, Spot { x: back, y }, Spot { x: back, y: to.y }];
                    self.push(exit, entry, &turns, found);
                }
            }
        }
    }

    /// Channels between columns worth trying: around and between the two, and the outermost.
    fn columns(&self) -> impl Iterator<Item = usize> + use<> {
        let low = self.ends.from.x.min(self.ends.to.x).saturating_sub(3) & !1;
        let high = (self.ends.from.x.max(self.ends.to.x) + 3).min(self.grid.last().x);
        let last = self.grid.last().x;
        (low..=high).step_by(2).chain((low > 0).then_some(0)).chain((high < last).then_some(last))
    }

    /// Channels above and below the two nodes.
    fn levels(&self) -> impl Iterator<Item = usize> + use<> {
        let (high, low) = (self.ends.from.y.min(self.ends.to.y), self.ends.from.y.max(self.ends.to.y));
        let all = [high - 1, high + 1, low - 1, low + 1];
        let count = if high == low { 2 } else { 4 };
        all.into_iter().take(count)
    }

    /// Channels beside a node, nearest first, as far as the leg reaches.
    fn towards(&self, node: Spot, side: Side, reach: usize) -> impl Iterator<Item = usize> + use<> {
        let right = side == Side::Right;
        let (low, high) = if right { (node.x + 1, reach) } else { (reach, node.x - 1) };
        let count = high.saturating_sub(low) / 2 + usize::from(high >= low);
        (0..count).map(move |n| if right { low + 2 * n } else { high - 2 * n }).take(4)
    }
}

/// The channels from `low` to `high`, both ends included where they are channels.
fn even(low: usize, high: usize) -> impl DoubleEndedIterator<Item = usize> {
    let low = low + low % 2;
    (low..(high + 1).max(low)).step_by(2)
}
