//! Which way each line takes.
//!
//! Lines are routed one after the other, each by the cheapest way given the others, and then again
//! in the light of all. Exits of one node leave from different sides, so that the branches of a
//! decision can be told apart where their answers stand.

use super::grid::Grid;
use super::lines::Lines;
use super::net::Net;
use super::size::Body;
use super::ways::{Asked, Ends, Exit, Side, Way};

const CROSSING: i32 = 18;
const COMPANY: i32 = 12;
const ROUNDS: usize = 2;

/// Finds a way for every link, and tells what all of them cost.
pub(super) fn route(net: &Net, grid: &Grid, back: &[bool], bodies: &[Body]) -> (Vec<Option<Way>>, i32) {
    let mut router = Router::new(net, grid, bodies);
    let mut order: Vec<usize> = (0..net.links.len()).collect();
    order.sort_by_key(|&n| {
        let link = net.links[n];
        (!link.path, back[n], grid.row[link.from].abs_diff(grid.row[link.to]), n)
    });
    for &link in &order {
        router.draw(link);
    }
    for _ in 0..ROUNDS {
        let mut better = false;
        for &link in &order {
            better |= router.redraw(link);
        }
        if !better {
            break;
        }
    }
    router.finish()
}

struct Router<'a> {
    net: &'a Net<'a>,
    grid: &'a Grid,
    lines: Lines,
    ways: Vec<Option<Way>>,
    /// Exits and entries in use, per node and side.
    used: Vec<[Use; 4]>,
    /// Of each link whose node has more exits than sides.
    planned: Vec<Option<Exit>>,
    found: Vec<Way>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Use {
    out: u32,
    into: u32,
}

const EXITS: [Side; 3] = [Side::Bottom, Side::Right, Side::Left];

impl<'a> Router<'a> {
    fn new(net: &'a Net, grid: &'a Grid, bodies: &[Body]) -> Self {
        let mut planned = vec![None; net.links.len()];
        for (node, body) in bodies.iter().enumerate() {
            plan_exits(net, grid, node, body, &mut planned);
        }
        Self {
            net,
            grid,
            lines: Lines::new(grid),
            ways: vec![None; net.links.len()],
            used: vec![Default::default(); net.nodes()],
            planned,
            found: Vec::new(),
        }
    }

    fn draw(&mut self, link: usize) {
        if let Some(way) = self.cheapest(link) {
            self.set(link, way);
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

    fn set(&mut self, link: usize, way: Way) {
        self.ways[link] = Some(way);
        self.mark(link, &way, true);
    }

    fn mark(&mut self, link: usize, way: &Way, enter: bool) {
        let super::net::Link { from, to, .. } = self.net.links[link];
        self.lines.mark(link, to, way.points(), way.is_offset(), enter);
        let add = |count: &mut u32| *count = if enter { *count + 1 } else { count.saturating_sub(1) };
        add(&mut self.used[from][way.exit.side as usize].out);
        add(&mut self.used[to][way.entry as usize].into);
    }

    fn cheapest(&mut self, link: usize) -> Option<Way> {
        let super::net::Link { from, to, .. } = self.net.links[link];
        let exits = self.exits(link);
        let entries = self.entries(link);
        let ends = Ends { link, from: self.grid.spot(from), to: self.grid.spot(to), target: to };
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        Asked { grid: self.grid, lines: &self.lines, ends }.ways(&exits, &entries, &mut found);
        found.sort_by_key(|way| way.cost);
        let mut best: Option<(i32, Way)> = None;
        for &way in &found {
            if best.is_some_and(|(cost, _)| way.cost >= cost) {
                break;
            }
            let cost = way.cost + self.traffic(link, &way);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, way));
            }
        }
        self.found = found;
        best.map(|(_, way)| way)
    }

    /// What a way costs because of the lines that are there.
    fn traffic(&self, link: usize, way: &Way) -> i32 {
        let target = self.net.links[link].to;
        self.lines.crossings(way.points(), target) * CROSSING
            + self.lines.company(way.points(), target) as i32 * COMPANY
    }

    fn exits(&self, link: usize) -> Vec<Exit> {
        let used = &self.used[self.net.links[link].from];
        if let Some(exit) = self.planned[link] {
            return vec![exit];
        }
        let free = |side: &Side| used[*side as usize].out == 0 && used[*side as usize].into == 0;
        EXITS.into_iter().filter(free).map(|side| Exit { side, slot: 0 }).collect()
    }

    /// Lines may arrive at a side that none leaves from, as long as enough sides are left for all exits.
    fn entries(&self, link: usize) -> Vec<Side> {
        let to = self.net.links[link].to;
        let used = &self.used[to];
        let mut sides = vec![Side::Top];
        if self.is_bar(to) || self.net.exits[to].len() > EXITS.len() {
            return sides;
        }
        let free = EXITS.iter().filter(|&&side| used[side as usize].out == 0 && used[side as usize].into == 0).count();
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

    fn is_bar(&self, node: usize) -> bool {
        use crate::model::chart::Shape;
        matches!(self.net.graph.nodes[node].shape, Shape::Split | Shape::Join)
    }

    fn finish(self) -> (Vec<Option<Way>>, i32) {
        let mut total = 0;
        for (link, way) in self.ways.iter().enumerate() {
            // Every crossing is seen from both lines.
            total += way.map_or(0, |way| way.cost + self.traffic(link, &way) / 2);
        }
        (self.ways, total)
    }
}

/// With more exits than sides, the ones that lead furthest to the left and right take the sides and
/// the others share the bottom, in the order of where they lead; the main one takes its middle.
fn plan_exits(net: &Net, grid: &Grid, node: usize, body: &Body, planned: &mut [Option<Exit>]) {
    let mut exits = net.exits[node].clone();
    if exits.len() <= EXITS.len() {
        return;
    }
    let is_main = |link: usize| net.links[link].path || net.graph.edges[net.links[link].edge].main;
    let main = exits.iter().position(|&link| is_main(link)).unwrap_or(0);
    let main = exits.remove(main);
    exits.sort_by_key(|&link| grid.col[net.links[link].to]);
    let (left, right) = (exits.remove(0), exits.pop());
    planned[left] = Some(Exit { side: Side::Left, slot: 0 });
    if let Some(right) = right {
        planned[right] = Some(Exit { side: Side::Right, slot: 0 });
    }
    let middle = body.slots.iter().position(|&slot| slot == 0).unwrap_or(0);
    exits.insert(middle.min(exits.len()), main);
    for (&link, &slot) in exits.iter().zip(&body.slots) {
        planned[link] = Some(Exit { side: Side::Bottom, slot });
    }
}
