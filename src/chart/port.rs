//! Where exactly a line meets its node.
//!
//! Lines leave from the middle of a side (or from a slot below). They arrive at the middle as well,
//! all at one point, unless another line turns away just there: then they arrive a little beside it.
//! A join takes what comes from the left, from above and from the right at points of their own.

use super::grid::Spot;
use super::net::Net;
use super::ways::{Side, Way};
use super::{COUNTER, NUMBER, SLANT};

/// Least distance of lines that run side by side.
pub(super) const PITCH: i32 = 12;
/// Distance of the places where lines arrive from above.
pub(super) const STEP: i32 = 16;

/// How far from the middle of the side each line arrives: to the right, or down.
pub(super) fn arrivals(net: &Net, ways: &[Option<Way>]) -> Vec<i32> {
    let mut offset = vec![0; ways.len()];
    let mut done = vec![false; ways.len()];
    let stubs = first_stubs(ways);
    let mut taken: Vec<(Spot, i32)> = Vec::new();
    for link in 0..ways.len() {
        let Some(way) = ways[link].filter(|_| !done[link]) else { continue };
        let group = group(net, ways, link, &way);
        let starts: Vec<Spot> = group.iter().filter_map(|&n| ways[n]).filter_map(|way| turn_in(&way)).collect();
        let near = |(spot, at): &(Spot, i32)| starts.contains(spot).then_some(*at);
        let upright = way.entry == Side::Top;
        let own = stubs.iter().filter(|stub| stub.upright == upright);
        let mut blocked: Vec<i32> = own.filter_map(|stub| near(&(stub.spot, stub.at))).collect();
        if !upright {
            blocked.extend(taken.iter().filter_map(near));
        }
        let wish = wish(net, net.links[link].to, &way);
        let at = choose(wish, &blocked, if upright { STEP } else { PITCH }, comes_before(&way));
        taken.extend(starts.iter().filter(|_| !upright).map(|&spot| (spot, at)));
        for n in group {
            offset[n] = at;
            done[n] = true;
        }
    }
    offset
}

/// The least width of boxes with which lines from above meet every box, and none of its marks.
pub(super) fn least_width(net: &Net, ways: &[Option<Way>], arrivals: &[i32]) -> i32 {
    let mark = SLANT + COUNTER.0.max(NUMBER.0) + 4;
    let width = |(link, at): (usize, i32)| {
        let node = &net.graph.nodes[net.links[link].to];
        2 * (at + if node.number.is_some() { mark } else { 8 })
    };
    from_above(ways, arrivals).map(width).max().unwrap_or(0)
}

/// Whether a line leaves or arrives at a side of a node.
pub(super) fn is_met(net: &Net, ways: &[Option<Way>], node: usize, side: Side) -> bool {
    let leaves = |&link: &usize| ways[link].is_some_and(|way| way.exit.side == side);
    let arrives = |&link: &usize| ways[link].is_some_and(|way| way.entry == side);
    net.exits[node].iter().any(leaves) || net.entries[node].iter().any(arrives)
}

/// Links that arrive from above, and how far from the middle.
pub(super) fn from_above(ways: &[Option<Way>], arrivals: &[i32]) -> impl Iterator<Item = (usize, i32)> {
    let entry = |way: &Option<Way>| way.map(|way| way.entry);
    let above = ways.iter().zip(arrivals).enumerate().filter(move |(_, (way, _))| entry(way) == Some(Side::Top));
    above.map(|(link, (_, at))| (link, at.abs()))
}

/// A first leg that ends in a channel.
struct Stub {
    spot: Spot,
    upright: bool,
    at: i32,
}

fn first_stubs(ways: &[Option<Way>]) -> Vec<Stub> {
    // One that leaves above meets those that arrive there from below: none.
    let turning = ways.iter().flatten().filter(|way| way.points().len() > 2 && way.exit.side != Side::Top);
    turning
        .map(|way| Stub { spot: way.points()[1], upright: way.exit.side == Side::Bottom, at: way.exit.slot })
        .collect()
}

/// Where the last leg begins, when it does so in a channel.
fn turn_in(way: &Way) -> Option<Spot> {
    let points = way.points();
    points.len().checked_sub(2).filter(|&n| n > 0).and_then(|n| points.get(n)).copied()
}

/// The lines that arrive at one point.
fn group(net: &Net, ways: &[Option<Way>], link: usize, way: &Way) -> Vec<usize> {
    let target = net.links[link].to;
    let same = |other: Way| other.entry == way.entry && wish(net, target, &other) == wish(net, target, way);
    net.entries[target].iter().copied().filter(|&n| ways[n].is_some_and(same)).collect()
}

/// Where a line would like to arrive.
fn wish(net: &Net, target: usize, way: &Way) -> i32 {
    match turn_in(way) {
        Some(_) if net.is_bar(target) => {
            if comes_before(way) {
                -net.bar_step()
            } else {
                net.bar_step()
            }
        }
        _ => 0,
    }
}

/// Whether a line comes from the left, or from above.
fn comes_before(way: &Way) -> bool {
    let points = way.points();
    let Some(n) = points.len().checked_sub(3) else { return true };
    let (before, turn) = (points[n], points[n + 1]);
    if before.y == turn.y { before.x < turn.x } else { before.y < turn.y }
}

/// The place nearest to the wish that keeps clear of what is there, on the side the line comes from
/// when both are as near.
fn choose(wish: i32, blocked: &[i32], step: i32, before: bool) -> i32 {
    let sign = if before { -1 } else { 1 };
    let places = (0..20).flat_map(|n| [wish + sign * n * step, wish - sign * n * step]);
    let clear = |at: &i32| blocked.iter().all(|other| (other - at).abs() >= PITCH);
    places.into_iter().find(clear).unwrap_or(wish)
}
