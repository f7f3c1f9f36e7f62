//! Which parts of the raster lines run in already.
//!
//! Lines in channels may run side by side, in tracks of their own. The middle of a row or a column
//! of nodes has room for one line only, except where several arrive at the same node.

use super::grid::{Grid, Spot};

/// Whose a stretch is: one line's, or everybody's who goes to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Link(usize),
    Target(usize),
}

#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    owner: Option<Owner>,
    users: u32,
}

impl Stretch {
    fn is_free(self, owner: Owner) -> bool {
        self.users == 0 || self.owner == Some(owner)
    }

    fn take(&mut self, owner: Owner) {
        self.owner = Some(owner);
        self.users += 1;
    }
}

/// A straight part of a line in the raster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    low: usize,
    high: usize,
    link: usize,
    /// The node it leads to, for the part that ends there.
    target: Option<usize>,
}

/// The lines drawn so far.
pub(super) struct Lines {
    cols: usize,
    height: usize,
    width: usize,
    /// Unit stretches in the middle of columns and rows.
    down: Vec<Stretch>,
    across: Vec<Stretch>,
    /// Bends in the middle of cells.
    turns: Vec<Stretch>,
    /// Straight parts by the number of their row or column.
    level: Vec<Vec<Run>>,
    upright: Vec<Vec<Run>>,
}

impl Lines {
    pub fn new(grid: &Grid) -> Self {
        let last = grid.last();
        Self {
            cols: grid.cols,
            height: last.y,
            width: last.x,
            down: vec![Stretch::default(); grid.cols * last.y],
            across: vec![Stretch::default(); grid.rows * last.x],
            turns: vec![Stretch::default(); grid.rows * grid.cols],
            level: vec![Vec::new(); last.y + 1],
            upright: vec![Vec::new(); last.x + 1],
        }
    }

    /// Whether the stretch in the middle of a column from `y` to `y + 1` is free.
    pub fn down_free(&self, x: usize, y: usize, owner: Owner) -> bool {
        self.down[x / 2 * self.height + y].is_free(owner)
    }

    /// Whether the stretch in the middle of a row from `x` to `x + 1` is free.
    pub fn across_free(&self, x: usize, y: usize, owner: Owner) -> bool {
        self.across[y / 2 * self.width + x].is_free(owner)
    }

    pub fn turn_free(&self, spot: Spot, owner: Owner) -> bool {
        self.turns[spot.y / 2 * self.cols + spot.x / 2].is_free(owner)
    }

    /// Enters (or with `enter` false, removes) a line. The part that starts at the source is its
    /// own, the part that ends at the target is shared with all that lead there.
    pub fn mark(&mut self, link: usize, target: usize, points: &[Spot], offset: bool, enter: bool) {
        let last = points.len() - 2;
        for (n, pair) in points.windows(2).enumerate() {
            let (a, b) = (pair[0], pair[1]);
            self.mark_run(Run { low: 0, high: 0, link, target: (n == last).then_some(target) }, a, b, enter);
            if n > 0 && n < last || n == 0 && offset {
                continue;
            }
            let owner = if n == last { Owner::Target(target) } else { Owner::Link(link) };
            self.mark_stretches(a, b, owner, enter);
            if n == last && n == 0 {
                // Where a straight line leaves its source nobody may join it.
                self.own_first(link, a, b, enter);
            }
        }
        for spot in points.iter().take(points.len() - 1).skip(1) {
            if spot.x % 2 == 1 && spot.y % 2 == 1 {
                let cell = spot.y / 2 * self.cols + spot.x / 2;
                change(&mut self.turns[cell], Owner::Target(target), enter);
            }
        }
    }

    fn mark_stretches(&mut self, a: Spot, b: Spot, owner: Owner, enter: bool) {
        if a.x == b.x && a.x % 2 == 1 {
            for y in a.y.min(b.y)..a.y.max(b.y) {
                change(&mut self.down[a.x / 2 * self.height + y], owner, enter);
            }
        } else if a.y == b.y && a.y % 2 == 1 {
            for x in a.x.min(b.x)..a.x.max(b.x) {
                change(&mut self.across[a.y / 2 * self.width + x], owner, enter);
            }
        }
    }

    fn own_first(&mut self, link: usize, a: Spot, b: Spot, enter: bool) {
        let stretch = if a.x == b.x {
            &mut self.down[a.x / 2 * self.height + if b.y > a.y { a.y } else { a.y - 1 }]
        } else {
            &mut self.across[a.y / 2 * self.width + if b.x > a.x { a.x } else { a.x - 1 }]
        };
        if enter {
            stretch.owner = Some(Owner::Link(link));
        }
    }

    fn mark_run(&mut self, run: Run, a: Spot, b: Spot, enter: bool) {
        let (list, low, high) = if a.x == b.x {
            (&mut self.upright[a.x], a.y.min(b.y), a.y.max(b.y))
        } else {
            (&mut self.level[a.y], a.x.min(b.x), a.x.max(b.x))
        };
        let run = Run { low, high, ..run };
        if enter {
            list.push(run);
        } else if let Some(at) = list.iter().position(|other| *other == run) {
            list.swap_remove(at);
        }
    }

    /// How many lines a part of a new line to a node would cross, in tenths: where it depends on the order of
    /// tracks a crossing counts for less, and meeting a line to the same node is none.
    pub fn crossings(&self, a: Spot, b: Spot, target: usize) -> i32 {
        let upright = a.x == b.x;
        let (at, low, high) =
            if upright { (a.x, a.y.min(b.y), a.y.max(b.y)) } else { (a.y, a.x.min(b.x), a.x.max(b.x)) };
        let across = if upright { &self.level } else { &self.upright };
        let mut tenths = 0;
        for runs in across.iter().take(high).skip(low + 1) {
            for run in runs.iter().filter(|run| run.low <= at && at <= run.high) {
                tenths += match run.target {
                    _ if run.low < at && at < run.high => 10,
                    Some(other) if other == target => 0,
                    _ => 3,
                };
            }
        }
        tenths
    }

    /// Length in halves of what runs beside the line in the same channels.
    pub fn company(&self, a: Spot, b: Spot, target: usize) -> usize {
        let upright = a.x == b.x;
        let (runs, low, high) = if upright {
            (&self.upright[a.x], a.y.min(b.y), a.y.max(b.y))
        } else {
            (&self.level[a.y], a.x.min(b.x), a.x.max(b.x))
        };
        let others = runs.iter().filter(|run| run.target != Some(target));
        others.map(|run| run.high.min(high).saturating_sub(run.low.max(low))).sum()
    }
}

fn change(stretch: &mut Stretch, owner: Owner, enter: bool) {
    if enter {
        stretch.take(owner);
    } else {
        stretch.users = stretch.users.saturating_sub(1);
    }
}
