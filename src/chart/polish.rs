//! Small changes to a chart whose lines are drawn.
//!
//! Where nodes stand was found with a guess at the lines; now that they are known, nodes are moved one
//! at a time, and a change is kept when the lines, drawn anew, cost less. Drawing is dear, so only
//! changes that the guess finds better are drawn, and no more of them than a chart may cost.

use super::Drawn;
use super::grid::Grid;
use super::net::{Link, Net};
use super::place;
use super::rank::Ranks;
use super::sketch::{Sketch, Stand};

/// Lines that may be drawn: a chart of twenty edges is drawn seven times. Twice as many save one bend
/// in a hundred.
const LINES: usize = 150;

/// A change. Numbers count halves of rows and columns: a node moved by one stands between two.
#[derive(Debug, Clone, Copy)]
enum Change {
    Aside(i32),
    Down(i32),
    /// Moves all nodes of the column from this one down.
    TailAside(i32),
    /// Exchanges the node's column with the next of its lane.
    Swap,
}

const CHANGES: [Change; 13] = [
    Change::Aside(-2),
    Change::Aside(2),
    Change::TailAside(-2),
    Change::TailAside(2),
    Change::Down(2),
    Change::Down(-2),
    Change::Down(1),
    Change::Down(-1),
    Change::Aside(-1),
    Change::Aside(1),
    Change::TailAside(-1),
    Change::TailAside(1),
    Change::Swap,
];

/// Changes a chart as long as that makes it cheaper. `draw` draws its lines.
pub(super) fn polish(net: &Net, ranks: &Ranks, drawn: Drawn, draw: impl FnMut(Grid) -> Drawn) -> Drawn {
    let halves = Halves::new(net, &drawn.grid);
    let mut polisher = Polisher {
        net,
        ranks,
        draw,
        sketch: Sketch::new(net, ranks),
        next: halves.clone(),
        stand: Stand { row: Vec::new(), side: Vec::new() },
        used: Vec::new(),
        guess: 0,
        left: LINES / net.links.len().max(1),
        halves,
        best: drawn,
    };
    polisher.halves.write_to(net, &mut polisher.stand, &mut polisher.used);
    // A maze that is beyond guessing stays as it is.
    if polisher.stand.fits() {
        polisher.guess = polisher.sketch.cost(&polisher.stand);
        polisher.run();
    }
    polisher.best
}

struct Polisher<'a, D> {
    net: &'a Net<'a>,
    ranks: &'a Ranks,
    draw: D,
    sketch: Sketch<'a>,
    halves: Halves,
    best: Drawn,
    guess: i32,
    /// How often the chart may still be drawn.
    left: usize,
    /// Memory for the arrangement that is tried.
    next: Halves,
    stand: Stand,
    used: Vec<usize>,
}

impl<D: FnMut(Grid) -> Drawn> Polisher<'_, D> {
    /// Round by round until none of the nodes can be moved to advantage.
    fn run(&mut self) {
        let mut unchanged = 0;
        for node in (0..self.net.nodes()).cycle() {
            unchanged += 1;
            for change in CHANGES {
                if self.left == 0 || !self.sketch.has_time() {
                    return;
                }
                if self.is_better(node, change) {
                    unchanged = 0;
                }
            }
            if unchanged >= self.net.nodes() {
                return;
            }
        }
    }

    /// Tries a change, and keeps it when it is one for the better.
    fn is_better(&mut self, node: usize, change: Change) -> bool {
        if !self.next.set_changed(&self.halves, self.net, self.ranks, node, change) {
            return false;
        }
        self.next.write_to(self.net, &mut self.stand, &mut self.used);
        if !self.stand.fits() {
            return false;
        }
        let guess = self.sketch.cost_below(&self.stand, self.guess);
        if guess >= self.guess {
            return false;
        }
        self.left -= 1;
        let drawn = (self.draw)(place::number(self.net, self.stand.clone()));
        let better = drawn.cost < self.best.cost;
        if better {
            self.guess = guess;
            self.halves = Halves::new(self.net, &drawn.grid);
            self.best = drawn;
        }
        better
    }
}

/// Where nodes stand, in halves of rows and columns of the chart.
#[derive(Clone)]
struct Halves {
    row: Vec<i32>,
    /// With a gap between lanes, so that a change never comes upon the next.
    col: Vec<i32>,
}

/// Halves of columns between lanes: more than a change moves.
const LANE_GAP: i32 = 8;

impl Halves {
    fn new(net: &Net, grid: &Grid) -> Self {
        Self {
            row: grid.row.iter().map(|&row| 2 * row as i32).collect(),
            col: grid.col.iter().zip(&net.lane).map(|(&col, &lane)| 2 * col as i32 + LANE_GAP * lane as i32).collect(),
        }
    }

    /// Makes this the other arrangement with one change. False when two nodes would share a place, or
    /// an edge would turn round.
    fn set_changed(&mut self, from: &Self, net: &Net, ranks: &Ranks, node: usize, change: Change) -> bool {
        self.row.copy_from_slice(&from.row);
        self.col.copy_from_slice(&from.col);
        let lane = |n: &usize| net.lane[*n] == net.lane[node];
        let (row, col) = (from.row[node], from.col[node]);
        match change {
            Change::Aside(by) => self.col[node] += by,
            Change::Down(by) => self.row[node] += by,
            Change::TailAside(by) => {
                let tail = |&n: &usize| from.col[n] == col && from.row[n] >= row;
                (0..net.nodes()).filter(tail).for_each(|n| self.col[n] += by);
            }
            Change::Swap => {
                let Some(next) = (0..net.nodes()).filter(lane).map(|n| from.col[n]).filter(|&at| at > col).min() else {
                    return false;
                };
                for n in 0..net.nodes() {
                    match from.col[n] {
                        at if at == col => self.col[n] = next,
                        at if at == next => self.col[n] = col,
                        _ => {}
                    }
                }
            }
        }
        self.is_sound(from, net, ranks)
    }

    fn is_sound(&self, from: &Self, net: &Net, ranks: &Ranks) -> bool {
        let place = |n: usize| (self.row[n], self.col[n]);
        let moved = |&n: &usize| place(n) != (from.row[n], from.col[n]);
        let alone = |n: usize| (0..net.nodes()).all(|other| other == n || place(other) != place(n));
        let down = |(n, link): (usize, &Link)| {
            ranks.back[n] || link.from == link.to || self.row[link.from] <= self.row[link.to]
        };
        (0..net.nodes()).filter(moved).all(alone) && net.links.iter().enumerate().all(down)
    }

    /// Whole rows, and columns counted from the first of each lane.
    fn write_to(&self, net: &Net, stand: &mut Stand, used: &mut Vec<usize>) {
        stand.row.clear();
        number(&self.row, used, |place| stand.row.push(place));
        stand.side.clear();
        number(&self.col, used, |place| stand.side.push(place as i32));
        for lane in 0..net.lanes {
            let members = || (0..net.nodes()).filter(|&n| net.lane[n] == lane);
            let Some(least) = members().map(|n| stand.side[n]).min() else { continue };
            members().for_each(|n| stand.side[n] -= least);
        }
    }
}

/// Gives the place of each number among those that are used. `used` is only memory.
fn number(numbers: &[i32], used: &mut Vec<usize>, mut give: impl FnMut(usize)) {
    let least = numbers.iter().copied().min().unwrap_or(0);
    let most = numbers.iter().copied().max().unwrap_or(0);
    used.clear();
    used.resize((most - least + 1) as usize, 0);
    for at in numbers {
        used[(at - least) as usize] = 1;
    }
    let mut count = 0;
    for place in used.iter_mut() {
        count += std::mem::replace(place, count);
    }
    numbers.iter().for_each(|at| give(used[(at - least) as usize]));
}
