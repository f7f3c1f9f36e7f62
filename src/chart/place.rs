//! The column of each node.
//!
//! A lane has as many columns as it has nodes side by side. Nodes that follow one another in a lane
//! form a chain and share a column, so that the line between them is straight; the main path keeps
//! to one column per lane, and side branches stand on the side where they lead.

use super::grid::Grid;
use super::net::Net;
use super::rank::{self, Ranks};
use super::sketch::{MOST_SIDES, Sketch, Stand};

/// Nodes of one lane below one another.
#[derive(Clone)]
struct Chain {
    nodes: Vec<usize>,
    lane: usize,
    first: usize,
    last: usize,
    path: bool,
}

/// Several good ways to give every node a cell; which is best shows when the lines are routed.
pub(super) fn place(net: &Net, ranks: &Ranks) -> Vec<Grid> {
    let first = Draft::new(net, ranks, vec![false; net.links.len()]);
    if first.stand.row.is_empty() || !first.stand.fits() {
        return vec![number(net, first.stand)];
    }
    let mut sketch = Sketch::new(net, ranks);
    let mut grids: Vec<Grid> = Vec::new();
    for aside in Aside::ALL {
        let mut draft = Draft { cost: sketch.cost(&first.stand), ..first.clone() };
        level(net, ranks, aside, &mut sketch, &mut draft);
        improve(net, ranks, &draft.chains, &mut sketch, &mut draft.stand);
        rank::close_gaps(&mut draft.stand.row);
        let grid = number(net, draft.stand);
        if !grids.contains(&grid) {
            grids.push(grid);
        }
    }
    grids
}

/// Which links may lead to the side instead of down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    Branches,
    Lanes,
}

impl Aside {
    const ALL: [Aside; 2] = [Aside::Lanes, Aside::Branches];
}

/// An arrangement, with the links whose ends may stand side by side.
#[derive(Clone)]
struct Draft {
    level: Vec<bool>,
    chains: Vec<Chain>,
    stand: Stand,
    cost: i32,
}

impl Draft {
    fn new(net: &Net, ranks: &Ranks, level: Vec<bool>) -> Self {
        let row = rank::rows(net, &ranks.back, &level);
        let chains = chains(net, ranks, &row);
        let stand = first_stand(net, ranks, &chains, row);
        Self { level, chains, stand, cost: i32::MAX }
    }
}

/// Lets links lead to the side instead of down where that makes the chart better, and has second
/// thoughts when all have been tried.
fn level(net: &Net, ranks: &Ranks, aside: Aside, sketch: &mut Sketch, draft: &mut Draft) {
    const PASSES: usize = 2;
    for pass in 0..PASSES {
        for link in 0..net.links.len() {
            let on = draft.level[link];
            if !sketch.has_time() {
                return;
            }
            if if on { pass == 0 } else { !may_be_level(net, ranks, aside, &draft.level, link) } {
                continue;
            }
            let mut level = draft.level.clone();
            level[link] = !on;
            let mut other = Draft::new(net, ranks, level);
            other.cost = if other.stand.fits() { sketch.cost_below(&other.stand, draft.cost) } else { i32::MAX };
            if other.cost < draft.cost {
                *draft = other;
            }
        }
    }
}

/// To another lane, or aside from a decision; but two in a row would lead away from the flow.
fn may_be_level(net: &Net, ranks: &Ranks, aside: Aside, level: &[bool], n: usize) -> bool {
    let link = net.links[n];
    let at = |node: usize| net.exits[node].iter().chain(&net.entries[node]).any(|&other| level[other]);
    let lanes = net.lane[link.from] != net.lane[link.to];
    let branch = !link.path && net.exits[link.from].len() > 1;
    let aside = match aside {
        Aside::Lanes => lanes,
        Aside::Branches => branch,
    };
    !ranks.back[n] && link.from != link.to && aside && !at(link.from) && !at(link.to)
}

/// Chain by chain, each into the cheapest column that is free.
fn first_stand(net: &Net, ranks: &Ranks, chains: &[Chain], row: Vec<usize>) -> Stand {
    let mut side = vec![None; net.nodes()];
    let mut taken: Vec<Vec<(i32, usize, usize)>> = vec![Vec::new(); net.lanes];
    for chain in chains {
        let column = choose(net, ranks, chain, &side, &taken[chain.lane]);
        taken[chain.lane].push((column, chain.first, chain.last));
        for &node in &chain.nodes {
            side[node] = Some(column);
        }
    }
    Stand { row, side: side.into_iter().map(|column| column.unwrap_or(0)).collect() }
}

/// Moves one chain at a time to other columns, or down, as long as that makes the chart better.
fn improve(net: &Net, ranks: &Ranks, chains: &[Chain], sketch: &mut Sketch, stand: &mut Stand) {
    const PASSES: usize = 3;
    let mut best = sketch.cost(stand);
    for _ in 0..PASSES {
        let before = best;
        for chain in chains.iter().filter(|chain| !chain.path) {
            for (side, down) in moves(net, ranks, chain, stand) {
                let mut other = stand.clone();
                for &node in &chain.nodes {
                    other.side[node] = side;
                    other.row[node] += down;
                }
                if !other.fits() || !is_clear(net, &other, chain) {
                    continue;
                }
                if !sketch.has_time() {
                    return;
                }
                let cost = sketch.cost_below(&other, best);
                if cost < best {
                    best = cost;
                    *stand = other;
                    break;
                }
            }
        }
        if best == before {
            break;
        }
    }
}

/// Where a chain might go: column, and rows further down.
fn moves(net: &Net, ranks: &Ranks, chain: &Chain, stand: &Stand) -> Vec<(i32, usize)> {
    const DOWN: usize = 3;
    let inside = |node: usize| net.lane[node] == chain.lane;
    let sides = || (0..net.nodes()).filter(|&node| inside(node)).map(|node| stand.side[node]);
    let low = (sides().min().unwrap_or(0) - 1).max(-MOST_SIDES);
    let high = (sides().max().unwrap_or(0) + 1).min(MOST_SIDES);
    let Some(&first) = chain.nodes.first() else { return Vec::new() };
    let room = slack(net, ranks, chain, stand).min(DOWN);
    let here = (stand.side[first], 0);
    (0..=room).flat_map(|down| (low..=high).map(move |side| (side, down))).filter(|to| *to != here).collect()
}

/// How far a chain can sink above all that it leads to.
fn slack(net: &Net, ranks: &Ranks, chain: &Chain, stand: &Stand) -> usize {
    let bottom = stand.row.iter().max().copied().unwrap_or(0);
    let room = |&node: &usize| {
        let after = net.exits[node].iter().filter(|&&link| !ranks.back[link]).map(|&link| net.links[link].to);
        let below = after.filter(|to| !chain.nodes.contains(to)).map(|to| stand.row[to].saturating_sub(1)).min();
        below.unwrap_or(bottom).saturating_sub(stand.row[node])
    };
    chain.nodes.iter().map(room).min().unwrap_or(0)
}

/// Whether a chain stands on no other node, and on no straight line of another chain.
fn is_clear(net: &Net, stand: &Stand, chain: &Chain) -> bool {
    let taken = |node: usize| {
        (0..net.nodes()).any(|other| {
            other != node
                && net.lane[other] == chain.lane
                && stand.side[other] == stand.side[node]
                && stand.row[other] == stand.row[node]
        })
    };
    !chain.nodes.iter().any(|&node| taken(node))
}

/// Turns columns counted from the middle of each lane into columns of the chart.
pub(super) fn number(net: &Net, stand: Stand) -> Grid {
    let mut lane_of = Vec::new();
    let mut col = vec![0; net.nodes()];
    for lane in 0..net.lanes {
        let members = || (0..net.nodes()).filter(|&node| net.lane[node] == lane);
        let mut used: Vec<i32> = members().map(|node| stand.side[node]).collect();
        used.sort_unstable();
        used.dedup();
        let start = lane_of.len();
        for node in members() {
            col[node] = start + used.partition_point(|&column| column < stand.side[node]);
        }
        lane_of.extend(std::iter::repeat_n(lane, used.len().max(1)));
    }
    Grid::new(stand.row, col, lane_of)
}

/// All chains, those of the main path first, then from the top.
fn chains(net: &Net, ranks: &Ranks, row: &[usize]) -> Vec<Chain> {
    let mut heir = vec![None; net.nodes()];
    let mut has_donor = vec![false; net.nodes()];
    let mut links: Vec<usize> = (0..net.links.len()).filter(|&link| may_share(net, ranks, row, link)).collect();
    links.sort_by_key(|&n| {
        let link = net.links[n];
        (!link.path, row[link.to] - row[link.from], n)
    });
    for n in links {
        let link = net.links[n];
        if heir[link.from].is_none() && !has_donor[link.to] {
            heir[link.from] = Some(link.to);
            has_donor[link.to] = true;
        }
    }
    let mut chains: Vec<Chain> =
        (0..net.nodes()).filter(|&node| !has_donor[node]).map(|node| chain(net, row, &heir, node)).collect();
    chains.sort_by_key(|chain| (!chain.path, chain.first, chain.nodes[0]));
    chains
}

/// Whether the ends of a link may stand in one column: both on the main path, or neither.
fn may_share(net: &Net, ranks: &Ranks, row: &[usize], n: usize) -> bool {
    let link = net.links[n];
    let down = !ranks.back[n] && row[link.from] < row[link.to];
    down && net.lane[link.from] == net.lane[link.to] && (link.path || !net.on_path[link.from] && !net.on_path[link.to])
}

fn chain(net: &Net, row: &[usize], heir: &[Option<usize>], start: usize) -> Chain {
    let nodes: Vec<usize> = std::iter::successors(Some(start), |&node| heir[node]).collect();
    let last = nodes.last().map_or(0, |&node| row[node]);
    Chain { lane: net.lane[start], first: row[start], last, path: net.on_path[start], nodes }
}

/// The cheapest free column for a chain.
fn choose(net: &Net, ranks: &Ranks, chain: &Chain, side: &[Option<i32>], taken: &[(i32, usize, usize)]) -> i32 {
    let low = taken.iter().map(|&(column, ..)| column).min().unwrap_or(0).min(0);
    let high = taken.iter().map(|&(column, ..)| column).max().unwrap_or(0).max(0);
    let free = |column: i32| {
        !taken.iter().any(|&(other, first, last)| other == column && first <= chain.last && chain.first <= last)
    };
    let cost = |column: i32| {
        let new = if column < low || column > high { 8 } else { 0 };
        let main = if chain.path { 20 * column.abs() } else { 0 };
        new + main + pull(net, ranks, chain, side, column)
    };
    (low - 1..=high + 1)
        .filter(|&column| free(column))
        .min_by_key(|&column| (cost(column), column < 0, column.abs()))
        .unwrap_or(high + 1)
}

/// How far a column is from what the chain's nodes are linked with.
fn pull(net: &Net, ranks: &Ranks, chain: &Chain, side: &[Option<i32>], column: i32) -> i32 {
    let mut cost = 0;
    for &node in &chain.nodes {
        let before = net.entries[node].iter().map(|&link| (link, net.links[link].from));
        let after = net.exits[node].iter().map(|&link| (link, net.links[link].to));
        for (link, other) in before.chain(after) {
            let lane = net.lane[other];
            cost += match side[other] {
                Some(place) if lane == chain.lane => 4 * (place - column).abs(),
                _ if lane == chain.lane => 0,
                _ if lane < chain.lane => 2 * column,
                _ => -2 * column,
            } / if ranks.back[link] { 2 } else { 1 };
        }
    }
    cost
}
