//! Which way each line takes.
//!
//! Lines are routed one after the other, each by the cheapest way given the others, and then again
//! in the light of all. Exits of one node leave from different sides, so that the branches of a
//! decision can be told apart where their answers stand.

use super::grid::Grid;
use super::lines::Lines;
use super::net::{Link, Net};
use super::size;
use super::sketch::STRAY;
use super::ways::{Asked, Ends, Exit, Side, Sort, Way};

const CROSSING: i32 = 26;
const COMPANY: i32 = 12;
const ROUNDS: usize = 2;

/// Finds a way for every link, and tells what all of them cost.
pub(super) fn route(net: &Net, grid: &Grid, back: &[bool]) -> (Vec<Option<Way>>, i32) {
    let mut router = Router::new(net, grid, back);
    let mut order: Vec<usize> = (0..net.links.len()).collect();
    order.sort_by_key(|&n| {
        let link = net.links[n];
        (!link.path, back[n], grid.row[link.from].abs_diff(grid.row[link.to]), n)
    });
    for &link in &order {
        router.draw(link);
    }
    router.complete = true;
    router.redraw_all(&order);
    let mut cleared = false;
    for &link in &order {
        cleared |= router.clear_side(link) || router.go_straight(link);
    }
    if cleared {
        router.redraw_all(&order);
    }
    router.finish()
}

struct Router<'a> {
    net: &'a Net<'a>,
    grid: &'a Grid,
    /// Of each link.
    back: &'a [bool],
    lines: Lines,
    ways: Vec<Option<Way>>,
    /// Exits and entries in use, per node and side.
    used: Vec<[Use; 4]>,
    /// Of each link whose node has more exits than sides.
    planned: Vec<Option<Exit>>,
    found: Vec<Way>,
    /// Every line has been drawn once.
    complete: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Use {
    out: u32,
    into: u32,
}

const EXITS: [Side; 3] = [Side::Bottom, Side::Right, Side::Left];

impl<'a> Router<'a> {
    fn new(net: &'a Net, grid: &'a Grid, back: &'a [bool]) -> Self {
        let mut planned = vec![None; net.links.len()];
        for node in 0..net.nodes() {
            plan_exits(net, grid, node, &mut planned);
        }
        Self {
            net,
            grid,
            back,
            lines: Lines::new(grid),
            ways: vec![None; net.links.len()],
            used: vec![Default::default(); net.nodes()],
            planned,
            found: Vec::new(),
            complete: false,
        }
    }

    fn draw(&mut self, link: usize) {
        if let Some(way) = self.cheapest(link) {
            self.set(link, way);
        }
    }

    /// Draws all lines anew, each in the light of the others.
    fn redraw_all(&mut self, order: &[usize]) {
        for _ in 0..ROUNDS {
            let mut better = false;
            for &link in order {
                better |= self.redraw(link);
            }
            if !better {
                break;
            }
        }
    }

    /// Takes a line away and draws it anew; tells whether it got cheaper.
    fn redraw(&mut self, link: usize) -> bool {
        let Some(old) = self.ways[link] else { return false };
        self.mark(link, &old, false);
        let before = old.cost + self.traffic(link, &old);
        match self.cheapest(link) {
            Some(way) if way.cost + self.traffic(link, &way) < before => {
                self.set(link, way);
                true
            }
            _ => {
                self.mark(link, &old, true);
                false
            }
        }
    }

    /// A line that has to wind although a side of its node would be free but for arriving lines gets
    /// that side; tells whether it did.
    fn clear_side(&mut self, link: usize) -> bool {
        let winds = self.ways[link].is_some_and(|way| way.points().len() > 4);
        let from = self.net.links[link].from;
        let arriving = |side: Side| {
            let Use { out, into } = self.used[from][side as usize];
            out == 0 && into > 0
        };
        let sides = [Side::Left, Side::Right].map(|side| arriving(side).then_some(side));
        winds && self.planned[link].is_none() && sides.into_iter().flatten().any(|side| self.give_way(link, side))
    }

    /// Clears one side of a node of the lines that arrive there for a line that leaves the node.
    fn give_way(&mut self, link: usize, side: Side) -> bool {
        let from = self.net.links[link].from;
        let arriving = |&n: &usize| n != link && self.ways[n].is_some_and(|way| way.entry == side);
        let mut moved: Vec<usize> = self.net.entries[from].iter().copied().filter(arriving).collect();
        moved.insert(0, link);
        self.draw_in_order(&moved)
    }

    /// A line to the node straight below that winds, because another has taken the bottom, goes first.
    fn go_straight(&mut self, link: usize) -> bool {
        let Link { from, to, .. } = self.net.links[link];
        let below = self.grid.col[from] == self.grid.col[to] && self.grid.row[from] < self.grid.row[to];
        let winds = self.ways[link].is_some_and(|way| way.points().len() > 2);
        if !below || !winds || self.planned[link].is_some() {
            return false;
        }
        let mut moved = vec![link];
        moved.extend(self.net.exits[from].iter().copied().filter(|&n| n != link));
        self.draw_in_order(&moved)
    }

    /// Takes lines away and draws them anew one after the other; takes all back when that is no better.
    fn draw_in_order(&mut self, moved: &[usize]) -> bool {
        let old: Vec<(usize, Way)> = moved.iter().filter_map(|&n| Some((n, self.ways[n]?))).collect();
        let before = self.take_away(&old);
        let mut drawn = Vec::new();
        let mut after = 0;
        for &n in moved {
            let Some(way) = self.cheapest(n) else { break };
            after += way.cost + self.traffic(n, &way);
            self.set(n, way);
            drawn.push((n, way));
        }
        if drawn.len() == old.len() && after < before {
            return true;
        }
        self.take_away(&drawn);
        for &(n, way) in &old {
            self.set(n, way);
        }
        false
    }

    /// Takes lines away, the last first, and tells what they cost.
    fn take_away(&mut self, lines: &[(usize, Way)]) -> i32 {
        let mut cost = 0;
        for (n, way) in lines.iter().rev() {
            self.mark(*n, way, false);
            cost += way.cost + self.traffic(*n, way);
        }
        cost
    }

    fn set(&mut self, link: usize, way: Way) {
        self.ways[link] = Some(way);
        self.mark(link, &way, true);
    }

    fn mark(&mut self, link: usize, way: &Way, enter: bool) {
        let Link { from, to, .. } = self.net.links[link];
        self.lines.mark(link, to, way.points(), way.is_offset(), enter);
        let add = |count: &mut u32| *count = if enter { *count + 1 } else { count.saturating_sub(1) };
        add(&mut self.used[from][way.exit.side as usize].out);
        add(&mut self.used[to][way.entry as usize].into);
    }

    fn cheapest(&mut self, link: usize) -> Option<Way> {
        let Link { from, to, .. } = self.net.links[link];
        let exits = self.exits(link);
        let entries = self.entries(link);
        let back = self.grid.row[to] <= self.grid.row[from] && self.back[link];
        let ends = Ends { link, from: self.grid.spot(from), to: self.grid.spot(to), target: to, back };
        let asked = Asked { grid: self.grid, lines: &self.lines, ends };
        let mut found = std::mem::take(&mut self.found);
        let mut best: Option<(i32, Way)> = None;
        for sort in [Sort::Simple, Sort::Winding] {
            if sort == Sort::Winding && best.is_some_and(|(cost, _)| cost <= asked.least_winding()) {
                break;
            }
            found.clear();
            asked.ways(&exits, &entries, sort, &mut found);
            found.sort_by_key(|way| way.cost);
            for &way in &found {
                if best.is_some_and(|(cost, _)| way.cost >= cost) {
                    break;
                }
                let room = best.map_or(i32::MAX, |(least, _)| least - way.cost);
                let cost = way.cost + self.traffic_below(link, &way, room);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, way));
                }
            }
        }
        self.found = found;
        best.map(|(_, way)| way)
    }

    /// What a way costs because of the lines that are there.
    fn traffic(&self, link: usize, way: &Way) -> i32 {
        self.traffic_below(link, way, i32::MAX)
    }

    /// The same, given up as soon as it is not below a limit.
    fn traffic_below(&self, link: usize, way: &Way, limit: i32) -> i32 {
        let target = self.net.links[link].to;
        let mut sum = 0;
        for pair in way.points().windows(2) {
            let (a, b) = (pair[0], pair[1]);
            sum += self.lines.crossings(a, b, target) * CROSSING + self.lines.company(a, b, target) as i32 * COMPANY;
            if sum >= limit {
                break;
            }
        }
        sum
    }

    fn exits(&self, link: usize) -> Vec<Exit> {
        let from = self.net.links[link].from;
        if let Some(exit) = self.planned[link] {
            return vec![exit];
        }
        let exit = |side: Side| Exit { side, slot: 0 };
        if self.net.is_bar(from) {
            let aside = self.grid.col[self.net.links[link].to] as i32 - self.grid.col[from] as i32;
            let toward = |&slot: &i32| slot == 0 || slot.signum() == aside.signum();
            let step = self.net.bar_step();
            let below = [0, -step, step].into_iter().filter(toward).filter(|&slot| self.is_slot_free(link, slot));
            let sides = [Side::Right, Side::Left].into_iter().filter(|&side| self.is_free(from, side)).map(exit);
            return below.map(|slot| Exit { side: Side::Bottom, slot }).chain(sides).collect();
        }
        let mut exits: Vec<Exit> = EXITS.into_iter().filter(|&side| self.is_free(from, side)).map(exit).collect();
        if self.may_rise(link) && self.is_free(from, Side::Top) {
            exits.push(exit(Side::Top));
        }
        exits
    }

    /// Whether no other line leaves a bar there, and no answer would be in the way.
    fn is_slot_free(&self, link: usize, slot: i32) -> bool {
        let from = self.net.links[link].from;
        let taken = |way: &Way| way.exit == Exit { side: Side::Bottom, slot };
        if slot != 0 && self.net.exits[from].iter().any(|&other| self.net.label(other).is_some()) {
            return false;
        }
        !self.net.exits[from].iter().any(|&other| other != link && self.ways[other].as_ref().is_some_and(taken))
    }

    fn is_free(&self, node: usize, side: Side) -> bool {
        let Use { out, into } = self.used[node][side as usize];
        out == 0 && into == 0
    }

    /// A line that leads back may leave above, once it is sure that no other has to arrive there.
    fn may_rise(&self, link: usize) -> bool {
        let Link { from, to, .. } = self.net.links[link];
        self.complete && self.grid.row[to] <= self.grid.row[from] && from != to && self.net.label(link).is_none()
    }

    /// Lines may arrive at a side that none leaves from, as long as enough sides are left for all exits.
    fn entries(&self, link: usize) -> Vec<Side> {
        let to = self.net.links[link].to;
        let used = &self.used[to];
        let mut sides = Vec::with_capacity(3);
        if used[Side::Top as usize].out == 0 {
            sides.push(Side::Top);
        }
        if self.net.is_bar(to) || self.net.exits[to].len() > EXITS.len() {
            return sides;
        }
        let free = EXITS.iter().filter(|&&side| self.is_free(to, side)).count();
        // The line itself, when it leads from a node to that node, has not left yet either.
        let waiting = self.net.exits[to].iter().filter(|&&exit| exit == link || !self.is_drawn(exit)).count();
        for side in [Side::Left, Side::Right] {
            let Use { out, into } = used[side as usize];
            if out == 0 && free - usize::from(into == 0) >= waiting {
                sides.push(side);
            }
        }
        sides
    }

    /// Whether a line's exit is among those in use.
    fn is_drawn(&self, link: usize) -> bool {
        self.ways[link].is_some()
    }

    fn finish(self) -> (Vec<Option<Way>>, i32) {
        let mut total = 0;
        for (link, way) in self.ways.iter().enumerate() {
            let Some(way) = way else { continue };
            // Every crossing is seen from both lines.
            total += way.cost + self.traffic(link, way) / 2;
            let Link { from, to, path, .. } = self.net.links[link];
            if path && self.net.lane[from] == self.net.lane[to] && way.points().len() > 2 {
                total += STRAY;
            }
        }
        (self.ways, total)
    }
}

/// With more exits than sides, the ones that lead furthest to the left and right take the sides and
/// the others share the bottom, in the order of where they lead; the main one takes its middle.
fn plan_exits(net: &Net, grid: &Grid, node: usize, planned: &mut [Option<Exit>]) {
    let mut exits = net.exits[node].clone();
    if exits.len() <= EXITS.len() {
        return;
    }
    let slots = size::slots(net, node);
    let main = exits.iter().position(|&link| net.links[link].path).unwrap_or(0);
    let main = exits.remove(main);
    exits.sort_by_key(|&link| grid.col[net.links[link].to]);
    let (left, right) = (exits.remove(0), exits.pop());
    planned[left] = Some(Exit { side: Side::Left, slot: 0 });
    if let Some(right) = right {
        planned[right] = Some(Exit { side: Side::Right, slot: 0 });
    }
    let middle = slots.iter().position(|&slot| slot == 0).unwrap_or(0);
    exits.insert(middle.min(exits.len()), main);
    for (&link, &slot) in exits.iter().zip(&slots) {
        planned[link] = Some(Exit { side: Side::Bottom, slot });
    }
}
