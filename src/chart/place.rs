//! The column of each node.
//!
//! A lane has as many columns as it has nodes side by side. Nodes that follow one another in a lane
//! form a chain and share a column, so that the line between them is straight; the main path keeps
//! to one column per lane, and side branches stand on the side where they lead.

use super::grid::Grid;
use super::net::Net;
use super::rank::Ranks;

/// Nodes of one lane below one another.
struct Chain {
    nodes: Vec<usize>,
    lane: usize,
    first: usize,
    last: usize,
    path: bool,
}

/// Gives every node a cell.
pub(super) fn place(net: &Net, ranks: &Ranks) -> Grid {
    let chains = chains(net, ranks);
    let mut side = vec![None; net.nodes()];
    let mut taken: Vec<Vec<(i32, usize, usize)>> = vec![Vec::new(); net.lanes];
    for chain in &chains {
        let column = choose(net, ranks, chain, &side, &taken[chain.lane]);
        taken[chain.lane].push((column, chain.first, chain.last));
        for &node in &chain.nodes {
            side[node] = Some(column);
        }
    }
    let side: Vec<i32> = side.into_iter().map(|column| column.unwrap_or(0)).collect();
    number(net, ranks, &side)
}

/// Turns columns counted from the middle of each lane into columns of the chart.
fn number(net: &Net, ranks: &Ranks, side: &[i32]) -> Grid {
    let mut lane_of = Vec::new();
    let mut col = vec![0; net.nodes()];
    for lane in 0..net.lanes {
        let mut used: Vec<i32> =
            (0..net.nodes()).filter(|&node| net.lane[node] == lane).map(|node| side[node]).collect();
        used.sort_unstable();
        used.dedup();
        let start = lane_of.len();
        for node in (0..net.nodes()).filter(|&node| net.lane[node] == lane) {
            col[node] = start + used.partition_point(|&column| column < side[node]);
        }
        lane_of.extend(std::iter::repeat_n(lane, used.len().max(1)));
    }
    Grid::new(ranks.row.clone(), col, lane_of)
}

/// All chains, those of the main path first, then from the top.
fn chains(net: &Net, ranks: &Ranks) -> Vec<Chain> {
    let mut heir = vec![None; net.nodes()];
    let mut has_donor = vec![false; net.nodes()];
    let mut links: Vec<usize> = (0..net.links.len()).filter(|&link| may_share(net, ranks, link)).collect();
    links.sort_by_key(|&n| {
        let link = net.links[n];
        (!link.path, ranks.row[link.to] - ranks.row[link.from], n)
    });
    for n in links {
        let link = net.links[n];
        if heir[link.from].is_none() && !has_donor[link.to] {
            heir[link.from] = Some(link.to);
            has_donor[link.to] = true;
        }
    }
    let mut chains: Vec<Chain> =
        (0..net.nodes()).filter(|&node| !has_donor[node]).map(|node| chain(net, ranks, &heir, node)).collect();
    chains.sort_by_key(|chain| (!chain.path, chain.first, chain.nodes[0]));
    chains
}

/// Whether the ends of a link may stand in one column: both on the main path, or neither.
fn may_share(net: &Net, ranks: &Ranks, n: usize) -> bool {
    let link = net.links[n];
    let down = !ranks.back[n] && ranks.row[link.from] < ranks.row[link.to];
    down && net.lane[link.from] == net.lane[link.to] && (link.path || !net.on_path[link.from] && !net.on_path[link.to])
}

fn chain(net: &Net, ranks: &Ranks, heir: &[Option<usize>], start: usize) -> Chain {
    let nodes: Vec<usize> = std::iter::successors(Some(start), |&node| heir[node]).collect();
    let last = nodes.last().map_or(0, |&node| ranks.row[node]);
    Chain { lane: net.lane[start], first: ranks.row[start], last, path: net.on_path[start], nodes }
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
