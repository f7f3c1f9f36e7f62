//! Which links lead back, and on which row each node stands.
//!
//! A link leads back when without it the flow would have no end. As few as possible do; between
//! equals the author's order decides. The others lead at least one row down.

use super::net::{Link, Net};

/// Which links lead back.
#[derive(Debug, Clone)]
pub(super) struct Ranks {
    /// Of each link.
    pub back: Vec<bool>,
}

/// Finds the links that lead back; [`rows`] puts every node below all that lead to it by others.
pub(super) fn rank(net: &Net) -> Ranks {
    Ranks { back: back_links(net) }
}

/// The row of each node; the ends of a `level` link may stand side by side.
pub(super) fn rows(net: &Net, back: &[bool], level: &[bool]) -> Vec<usize> {
    let mut row = lowest_rows(net, back, level);
    pull_down(net, back, level, &mut row);
    close_gaps(&mut row);
    row
}

fn back_links(net: &Net) -> Vec<bool> {
    let part = components(net);
    let mut place: Vec<usize> = (0..net.nodes()).collect();
    let parts = part.iter().copied().max().map_or(0, |last| last + 1);
    for number in 0..parts {
        let members: Vec<usize> = (0..net.nodes()).filter(|&node| part[node] == number).collect();
        if members.len() > 1 {
            for (at, &node) in sift(net, members).iter().enumerate() {
                place[node] = at;
            }
        }
    }
    let inside = |from: usize, to: usize| part[from] == part[to];
    net.links.iter().map(|link| inside(link.from, link.to) && place[link.from] >= place[link.to]).collect()
}

/// Orders the nodes of a loop so that few links lead back, starting from the author's order and
/// moving one node at a time.
fn sift(net: &Net, mut order: Vec<usize>) -> Vec<usize> {
    const PASSES: usize = 4;
    for _ in 0..PASSES {
        let mut moved = false;
        for node in order.clone() {
            let Some(at) = order.iter().position(|&other| other == node) else { continue };
            let gains = gains(net, &order, at);
            let best = gains.iter().enumerate().max_by_key(|&(to, &gain)| (gain, usize::MAX - to.abs_diff(at)));
            if let Some((to, &gain)) = best
                && gain > 0
            {
                order.remove(at);
                order.insert(to, node);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    order
}

/// The main path leads down even when fewer links would lead back without it.
fn weight(link: &Link) -> i32 {
    if link.path { 5 } else { 1 }
}

/// By how many the links that lead back get fewer when the node at `at` moves to each place.
fn gains(net: &Net, order: &[usize], at: usize) -> Vec<i32> {
    let node = order[at];
    // +1 for each link that should lead from the other to the node, -1 for the other way.
    let pull = |other: usize| {
        let count = |links: &[usize], end: fn(&Link) -> usize| -> i32 {
            links.iter().map(|&link| &net.links[link]).filter(|link| end(link) == other).map(weight).sum()
        };
        count(&net.entries[node], |link| link.from) - count(&net.exits[node], |link| link.to)
    };
    let mut gains = vec![0; order.len()];
    let mut sum = 0;
    for to in at + 1..order.len() {
        sum += pull(order[to]);
        gains[to] = sum;
    }
    sum = 0;
    for to in (0..at).rev() {
        sum -= pull(order[to]);
        gains[to] = sum;
    }
    gains
}

/// The strongly connected component of each node.
fn components(net: &Net) -> Vec<usize> {
    let mut finished = Vec::new();
    let mut seen = vec![false; net.nodes()];
    for root in 0..net.nodes() {
        walk(root, &mut seen, &mut finished, |node| net.exits[node].iter().map(|&link| net.links[link].to).collect());
    }
    let mut part = vec![usize::MAX; net.nodes()];
    let mut seen = vec![false; net.nodes()];
    let mut number = 0;
    for &root in finished.iter().rev().filter(|&&root| !seen[root]).collect::<Vec<_>>() {
        let mut members = Vec::new();
        walk(root, &mut seen, &mut members, |node| {
            net.entries[node].iter().map(|&link| net.links[link].from).collect()
        });
        for &node in &members {
            part[node] = number;
        }
        number += usize::from(!members.is_empty());
    }
    part
}

/// Depth first from `root`, without recursion; nodes are listed when all after them are done.
fn walk(root: usize, seen: &mut [bool], finished: &mut Vec<usize>, next: impl Fn(usize) -> Vec<usize>) {
    if seen[root] {
        return;
    }
    seen[root] = true;
    let mut open = vec![(root, next(root))];
    while let Some((node, left)) = open.last_mut() {
        if let Some(to) = left.pop() {
            if !seen[to] {
                seen[to] = true;
                open.push((to, next(to)));
            }
        } else {
            finished.push(*node);
            open.pop();
        }
    }
}

/// The longest way down to each node.
fn lowest_rows(net: &Net, back: &[bool], level: &[bool]) -> Vec<usize> {
    let mut row = vec![0; net.nodes()];
    let mut waiting = vec![0; net.nodes()];
    for (link, &back) in net.links.iter().zip(back) {
        waiting[link.to] += usize::from(!back);
    }
    let mut ready: Vec<usize> = (0..net.nodes()).filter(|&node| waiting[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &link in net.exits[node].iter().filter(|&&link| !back[link]) {
            let to = net.links[link].to;
            row[to] = row[to].max(row[node] + usize::from(!level[link]));
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    row
}

/// Moves nodes that more links leave than enter down to what they lead to: a second start stands
/// above the step it belongs to, not at the top of the chart.
fn pull_down(net: &Net, back: &[bool], level: &[bool], row: &mut [usize]) {
    let mut order: Vec<usize> = (0..net.nodes()).collect();
    order.sort_by_key(|&node| (usize::MAX - row[node], node));
    for node in order {
        let forward = |links: &[usize]| links.iter().filter(|&&link| !back[link]).count();
        let below = net.exits[node]
            .iter()
            .filter(|&&link| !back[link])
            .map(|&link| row[net.links[link].to] - usize::from(!level[link]))
            .min();
        if let Some(below) = below
            && forward(&net.exits[node]) > forward(&net.entries[node])
            && !net.on_path[node]
        {
            row[node] = row[node].max(below);
        }
    }
}

/// Counts only the rows that are used.
pub(super) fn close_gaps(row: &mut [usize]) {
    let mut used = row.to_vec();
    used.sort_unstable();
    used.dedup();
    for row in row {
        *row = used.partition_point(|&other| other < *row);
    }
}
