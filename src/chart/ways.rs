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
        way.cost = way.length(exit.side, entry) + BEND * turns.len() as i32 + ends.taste(exit.side, entry);
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
    /// The line leads back.
    pub back: bool,
}

/// What it costs to leave on the side away from where a line leads, or beside when it leads straight
/// down.
const AWAY: i32 = 60;
/// What it costs when a line that leads back arrives from above, like those that go on.
const LOOP: i32 = 50;

impl Ends {
    /// Between equals: down and from above, as one reads; towards the target; loops from a side.
    fn taste(&self, exit: Side, entry: Side) -> i32 {
        let toward = match exit {
            Side::Left => self.to.x < self.from.x,
            Side::Right => self.to.x > self.from.x,
            Side::Top | Side::Bottom => true,
        };
        let exit = match exit {
            Side::Bottom => 0,
            Side::Left | Side::Right => 4,
            Side::Top => 12,
        };
        let entry = match entry {
            Side::Top if self.back => LOOP,
            Side::Top => 0,
            _ => 10,
        };
        exit + entry + if toward || self.back { 0 } else { AWAY }
    }
}

/// Both ends of a way, and how far the legs there reach.
struct Legs {
    exit: Exit,
    entry: Side,
    first: usize,
    last: usize,
}

/// What is asked for: the ways of one line, given all others.
pub(super) struct Asked<'a> {
    pub grid: &'a Grid,
    pub lines: &'a Lines,
    pub ends: Ends,
}

/// Ways of at most two bends, or of more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Simple,
    Winding,
}

impl Asked<'_> {
    /// No winding way costs less.
    pub fn least_winding(&self) -> i32 {
        let Ends { from, to, .. } = self.ends;
        (column(from.x) - column(to.x)).abs() + (row(from.y) - row(to.y)).abs() - 2 * 92 + 3 * BEND
    }

    /// All ways of a sort from these exits to these sides.
    pub fn ways(&self, exits: &[Exit], entries: &[Side], sort: Sort, found: &mut Vec<Way>) {
        for &exit in exits {
            let first = self.first(exit);
            for &entry in entries {
                if self.ends.from == self.ends.to && exit.side == entry {
                    continue;
                }
                let legs = Legs { exit, entry, first, last: self.last(entry) };
                match (exit.side, entry, sort) {
                    (Side::Bottom, Side::Top, Sort::Simple) => self.down_to_top(&legs, found),
                    (Side::Bottom, Side::Top, Sort::Winding) => self.down_to_top_around(&legs, found),
                    (Side::Bottom, _, Sort::Simple) => self.down_to_side(&legs, found),
                    (Side::Bottom, _, Sort::Winding) => self.down_to_side_around(&legs, found),
                    (Side::Top, Side::Top, Sort::Simple) => self.up_to_top(&legs, found),
                    (Side::Top, _, Sort::Simple) => self.up_to_side(&legs, found),
                    (Side::Top, _, Sort::Winding) => {}
                    (_, Side::Top, Sort::Simple) => self.side_to_top(&legs, found),
                    (_, Side::Top, Sort::Winding) => self.side_to_top_around(&legs, found),
                    (_, _, Sort::Simple) => self.side_to_side(&legs, found),
                    (_, _, Sort::Winding) => self.side_to_side_around(&legs, found),
                }
            }
        }
    }

    fn push(&self, legs: &Legs, turns: &[Spot], found: &mut Vec<Way>) {
        found.push(Way::new(&self.ends, legs.exit, legs.entry, turns));
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

    fn down_to_top(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, link, .. } = self.ends;
        if from.x == to.x && from.y < to.y && legs.exit.slot == 0 {
            // A straight line: the target's reach ends just below the source.
            if legs.last == from.y + 1 && self.lines.down_free(from.x, from.y, Owner::Link(link)) {
                self.push(legs, &[], found);
            }
        } else if from.y < to.y {
            for y in even(from.y + 1, legs.first).filter(|&y| legs.last <= y && y < to.y) {
                self.push(legs, &[Spot { x: from.x, y }, Spot { x: to.x, y }], found);
            }
        }
    }

    fn down_to_top_around(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        for x in self.columns() {
            for high in even(from.y + 1, legs.first).take(2) {
                for low in even(legs.last, to.y).rev().take(3).filter(|&low| low != high) {
                    let (a, b) = (Spot { x: from.x, y: high }, Spot { x: to.x, y: low });
                    self.push(legs, &[a, Spot { x, y: high }, Spot { x, y: low }, b], found);
                }
            }
        }
    }

    fn down_to_side(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, target, .. } = self.ends;
        let corner = Spot { x: from.x, y: to.y };
        let down = from.y < to.y && legs.first >= to.y;
        if down && self.meets(legs, from.x) && self.lines.turn_free(corner, Owner::Target(target)) {
            self.push(legs, &[corner], found);
        }
    }

    fn down_to_side_around(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        for y in even(from.y + 1, legs.first).take(3) {
            for x in self.towards(to, legs.entry, legs.last) {
                self.push(legs, &[Spot { x: from.x, y }, Spot { x, y }, Spot { x, y: to.y }], found);
            }
        }
    }

    fn up_to_top(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        let levels = even(legs.first.max(legs.last), from.y.min(to.y)).rev().take(2);
        for y in levels.filter(|_| from.x != to.x) {
            self.push(legs, &[Spot { x: from.x, y }, Spot { x: to.x, y }], found);
        }
    }

    fn up_to_side(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, target, .. } = self.ends;
        let corner = Spot { x: from.x, y: to.y };
        let up = to.y < from.y && legs.first <= to.y;
        if up && self.meets(legs, from.x) && self.lines.turn_free(corner, Owner::Target(target)) {
            self.push(legs, &[corner], found);
        }
    }

    /// Whether the last leg to a side can begin in a column.
    fn meets(&self, legs: &Legs, x: usize) -> bool {
        let to = self.ends.to.x;
        if legs.entry == Side::Left { legs.last <= x && x < to } else { legs.last >= x && x > to }
    }

    fn side_to_top(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, target, .. } = self.ends;
        let corner = Spot { x: to.x, y: from.y };
        let right = legs.exit.side == Side::Right;
        let reached = if right { to.x > from.x && legs.first >= to.x } else { to.x < from.x && legs.first <= to.x };
        let down = from.y < to.y && legs.last <= from.y;
        if reached && down && self.lines.turn_free(corner, Owner::Target(target)) {
            self.push(legs, &[corner], found);
        }
    }

    fn side_to_top_around(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        for x in self.towards(from, legs.exit.side, legs.first) {
            for y in even(legs.last, to.y).rev().take(3) {
                self.push(legs, &[Spot { x, y: from.y }, Spot { x, y }, Spot { x: to.x, y }], found);
            }
        }
    }

    fn side_to_side(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, link, .. } = self.ends;
        if from.y == to.y {
            let right = legs.exit.side == Side::Right;
            let facing = right == (from.x < to.x) && right == (legs.entry == Side::Left);
            let met = if right { legs.last == from.x + 1 } else { legs.last + 1 == from.x };
            let first = if right { from.x } else { from.x - 1 };
            if facing && met && self.lines.across_free(first, from.y, Owner::Link(link)) {
                self.push(legs, &[], found);
            }
            return;
        }
        for x in self.towards(from, legs.exit.side, legs.first) {
            if self.towards(to, legs.entry, legs.last).any(|back| back == x) {
                self.push(legs, &[Spot { x, y: from.y }, Spot { x, y: to.y }], found);
            }
        }
    }

    fn side_to_side_around(&self, legs: &Legs, found: &mut Vec<Way>) {
        let Ends { from, to, .. } = self.ends;
        for x in self.towards(from, legs.exit.side, legs.first) {
            for back in self.towards(to, legs.entry, legs.last).filter(|&back| back != x) {
                for y in self.levels() {
                    let (a, b) = (Spot { x, y: from.y }, Spot { x: back, y: to.y });
                    self.push(legs, &[a, Spot { x, y }, Spot { x: back, y }, b], found);
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
