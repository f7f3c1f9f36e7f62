//! A quick guess at what an arrangement of nodes costs, before any line is routed.
//!
//! Every edge takes the simplest way that no node is in, whatever the others do; then bends, length
//! and crossings are summed up. Good enough to compare arrangements, and some hundred times as fast
//! as routing them.

use super::net::Net;
use super::rank::Ranks;

/// Nominal pixels: what a column and a row, a bend and a crossing cost.
const COLUMN: i32 = 224;
const ROW: i32 = 92;
const BEND: i32 = 110;
const CROSSING: i32 = 260;
/// What it costs when the main path leaves its column.
pub(super) const STRAY: i32 = 300;
/// What it costs when a step stands below another that comes after it.
pub(super) const OUT_OF_ORDER: i32 = 90;
/// What a column or a row more costs.
const WIDER: i32 = 260;
const HIGHER: i32 = 80;
/// What the size of a chart costs.
pub(super) fn area(rows: usize, columns: usize) -> i32 {
    rows as i32 * HIGHER + columns as i32 * WIDER
}

/// Rows that fit into a mask; higher charts are not guessed at.
pub(super) const MOST_ROWS: usize = 120;

/// Row of each node, and its column counted from the middle of its lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stand {
    pub row: Vec<usize>,
    pub side: Vec<i32>,
}

/// Columns of a lane lie within these.
pub(super) const MOST_SIDES: i32 = 14;

impl Stand {
    /// Whether rows and columns fit into masks.
    pub fn fits(&self) -> bool {
        self.row.iter().all(|&row| row < MOST_ROWS) && self.side.iter().all(|side| side.abs() <= MOST_SIDES)
    }
}

/// A part of a guessed line: where, from, to; in halves of rows and columns.
#[derive(Clone, Copy)]
struct Run {
    at: i32,
    low: i32,
    high: i32,
    target: usize,
}

/// Guesses; keeps its memory from one guess to the next.
pub(super) struct Sketch<'a> {
    net: &'a Net<'a>,
    ranks: &'a Ranks,
    /// Edges in the order in which they choose their side.
    order: Vec<usize>,
    col: Vec<i32>,
    /// Rows with a node, per column.
    masks: Vec<u128>,
    /// Sides that are taken, per node.
    taken: Vec<u8>,
    upright: Vec<Run>,
    level: Vec<Run>,
    /// What is left of the work one chart may cost.
    budget: usize,
}

/// Work one search may cost: a chart of twenty steps needs a third, a maze of sixty would need several hundred times
/// as much.
const BUDGET: usize = 60_000;

const LEFT: u8 = 1;
const RIGHT: u8 = 2;
const BOTTOM: u8 = 4;

impl<'a> Sketch<'a> {
    pub fn new(net: &'a Net, ranks: &'a Ranks) -> Self {
        let mut order: Vec<usize> = (0..net.links.len()).collect();
        order.sort_by_key(|&n| (!net.links[n].path, ranks.back[n], n));
        Self {
            net,
            ranks,
            order,
            col: Vec::new(),
            masks: Vec::new(),
            taken: Vec::new(),
            upright: Vec::new(),
            level: Vec::new(),
            budget: BUDGET,
        }
    }

    /// Whether there is time for another guess.
    pub fn has_time(&self) -> bool {
        self.budget > 0
    }

    /// What an arrangement costs.
    pub fn cost(&mut self, stand: &Stand) -> i32 {
        self.cost_below(stand, i32::MAX)
    }

    /// What an arrangement costs, or anything that is not below a limit when it does not.
    pub fn cost_below(&mut self, stand: &Stand, limit: i32) -> i32 {
        let links = self.order.len();
        self.budget = self.budget.saturating_sub(stand.row.len() + links * links / 8);
        let columns = self.number(stand);
        self.masks.clear();
        self.masks.resize(columns, 0);
        for (node, &col) in self.col.iter().enumerate() {
            self.masks[col as usize] |= 1 << stand.row[node];
        }
        let rows = self.masks.iter().fold(0, |all, mask| all | mask).count_ones();
        self.taken.clear();
        self.taken.resize(self.col.len(), 0);
        self.upright.clear();
        self.level.clear();
        let mut cost = area(rows as usize, columns) + self.net.out_of_order(&stand.row) as i32 * OUT_OF_ORDER;
        for n in 0..self.order.len() {
            let link = self.order[n];
            let (length, bends) = self.draw(link, stand);
            let super::net::Link { from, to, path, .. } = self.net.links[link];
            let strays = path && self.net.lane[from] == self.net.lane[to] && bends > 0;
            cost += length + bends * BEND + if strays { STRAY } else { 0 };
            if cost >= limit {
                return cost;
            }
        }
        cost + self.crossings() * CROSSING
    }

    /// Columns of the whole chart for each node; gives their number.
    fn number(&mut self, stand: &Stand) -> usize {
        let bit = |side: i32| 1_u32 << (side + MOST_SIDES);
        let mut used = vec![0_u32; self.net.lanes];
        for (node, &side) in stand.side.iter().enumerate() {
            used[self.net.lane[node]] |= bit(side);
        }
        let mut base = Vec::with_capacity(used.len());
        let mut count = 0;
        for mask in &used {
            base.push(count);
            count += mask.count_ones().max(1);
        }
        let place = |(&side, &lane): (&i32, &usize)| (base[lane] + (used[lane] & (bit(side) - 1)).count_ones()) as i32;
        self.col.clear();
        self.col.extend(stand.side.iter().zip(&self.net.lane).map(place));
        count as usize
    }

    /// Whether no node stands in a column between two rows, those left out.
    fn column_clear(&self, col: i32, above: usize, below: usize) -> bool {
        below <= above + 1 || self.masks[col as usize] & ((1 << below) - (1 << (above + 1))) == 0
    }

    /// Whether no node stands in a row between two columns, the first left out.
    fn row_clear(&self, row: usize, from: i32, to: i32, with_last: bool) -> bool {
        let (low, high) =
            if from < to { (from + 1, to - i32::from(!with_last)) } else { (to + i32::from(!with_last), from - 1) };
        (low..=high).all(|col| self.masks[col as usize] & (1 << row) == 0)
    }

    /// The simplest way of an edge: its runs are noted, its length and its bends are given.
    fn draw(&mut self, link: usize, stand: &Stand) -> (i32, i32) {
        let super::net::Link { from, to, .. } = self.net.links[link];
        let (c, d) = (self.col[from], self.col[to]);
        let (r, s) = (stand.row[from], stand.row[to]);
        let taken = self.taken[from];
        let length = (c - d).abs() * COLUMN + (r as i32 - s as i32).abs() * ROW;
        let (x, y) = ((2 * c + 1, 2 * d + 1), (2 * r as i32 + 1, 2 * s as i32 + 1));
        let toward = if d > c { RIGHT } else { LEFT };
        let free = |side: u8| taken & side == 0;
        if r == s && c != d && free(toward) && self.row_clear(r, c, d, false) {
            self.taken[from] |= toward;
            self.run_level(y.0, x.0, x.1, to);
            return (length, 0);
        }
        if self.ranks.back[link] || s <= r {
            let side = [toward, LEFT | RIGHT & !toward].into_iter().find(|&side| free(side)).unwrap_or(BOTTOM);
            self.taken[from] |= side;
            let beside = if d > c { 2 * d } else { 2 * c.max(d) + 2 };
            self.run_level(y.0, x.0, beside, to);
            self.run_upright(beside, y.0, y.1, to);
            self.run_level(y.1, beside, x.1, to);
            return (length, if s == r { 4 } else { 2 });
        }
        if c == d && free(BOTTOM) && self.column_clear(c, r, s) {
            self.taken[from] |= BOTTOM;
            self.run_upright(x.0, y.0, y.1, to);
            return (length, 0);
        }
        if c != d && free(toward) && self.row_clear(r, c, d, true) && self.column_clear(d, r, s) {
            self.taken[from] |= toward;
            self.run_level(y.0, x.0, x.1, to);
            self.run_upright(x.1, y.0, y.1, to);
            return (length, 1);
        }
        if c != d && free(BOTTOM) && self.column_clear(c, r, s + 1) && self.row_clear(s, c, d, false) {
            self.taken[from] |= BOTTOM;
            self.run_upright(x.0, y.0, y.1, to);
            self.run_level(y.1, x.0, x.1, to);
            return (length + 10, 1);
        }
        self.around(from, to, x, y, length)
    }

    /// A way with bends in channels.
    fn around(&mut self, from: usize, to: usize, x: (i32, i32), y: (i32, i32), length: i32) -> (i32, i32) {
        let taken = self.taken[from];
        let near = if x.0 <= x.1 { x.0 + 1 } else { x.0 - 1 };
        if taken & BOTTOM == 0 && x.0 != x.1 && self.column_clear(x.1 / 2, y.0 as usize / 2, y.1 as usize / 2) {
            self.taken[from] |= BOTTOM;
            self.run_upright(x.1, y.0 + 1, y.1, to);
            self.run_level(y.0 + 1, x.0, x.1, to);
            return (length, 2);
        }
        let side = if x.0 <= x.1 { RIGHT } else { LEFT };
        let side = if taken & side == 0 { side } else { (LEFT | RIGHT) & !side };
        let late = taken & side != 0;
        self.taken[from] |= side;
        self.run_level(y.0, x.0, near, to);
        self.run_upright(near, y.0, y.1 - 1, to);
        self.run_level(y.1 - 1, near, x.1, to);
        (length, if late { 4 } else { 3 })
    }

    fn run_upright(&mut self, at: i32, a: i32, b: i32, target: usize) {
        self.upright.push(Run { at, low: a.min(b), high: a.max(b), target });
    }

    fn run_level(&mut self, at: i32, a: i32, b: i32, target: usize) {
        self.level.push(Run { at, low: a.min(b), high: a.max(b), target });
    }

    fn crossings(&self) -> i32 {
        let mut count = 0;
        for up in &self.upright {
            let across = |run: &&Run| run.low < up.at && up.at < run.high && up.low < run.at && run.at < up.high;
            count += self.level.iter().filter(across).filter(|run| run.target != up.target).count();
        }
        count as i32
    }
}
