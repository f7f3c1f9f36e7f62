//! The order of lines that run in one channel.
//!
//! Side by side lines cross where one leaves the channel through another. Which of two comes first
//! decides it, so the order with the fewest crossings is searched by moving one line at a time.

use super::net::Net;
use super::ways::Way;

/// A part of a line that runs in a channel.
#[derive(Debug, Clone)]
pub(super) struct Track {
    pub link: usize,
    /// Which straight part of the line.
    pub part: usize,
    /// The channel's number in the raster.
    pub channel: usize,
    /// From where to where along the channel.
    pub low: i32,
    pub high: i32,
    ends: [End; 2],
    target: usize,
}

/// Where a track turns out of its channel.
#[derive(Debug, Clone, Copy)]
struct End {
    at: i32,
    /// Towards smaller numbers: up, or to the left.
    before: bool,
    /// The line leaves its node here.
    first: bool,
    /// The line arrives at its node here.
    last: bool,
}

impl Track {
    /// Comes from the left and goes to the left, or from above and up.
    pub fn is_before(&self) -> bool {
        self.ends.iter().all(|end| end.before)
    }
}

/// Positions of the straight parts of each line: x of an upright one, y of a level one.
pub(super) type Courses = Vec<[i32; 5]>;

/// The tracks of all upright or of all level channels, in the order of the channels.
pub(super) fn tracks(net: &Net, ways: &[Option<Way>], courses: &Courses, upright: bool) -> Vec<Track> {
    let mut tracks = Vec::new();
    for (link, way) in ways.iter().enumerate() {
        let Some(way) = way else { continue };
        let points = way.points();
        // The first and the last part are legs of nodes.
        for part in 1..points.len().saturating_sub(2) {
            let (a, b) = (points[part], points[part + 1]);
            // Parts alternate, so the one before tells which kind this is even when it has no length.
            if (points[part - 1].x != a.x) != upright {
                continue;
            }
            let end = |at: i32, away: super::grid::Spot, near: super::grid::Spot, first: bool, last: bool| End {
                at,
                before: if upright { away.x < near.x } else { away.y < near.y },
                first,
                last,
            };
            let ends = [
                end(courses[link][part - 1], points[part - 1], a, part == 1, false),
                end(courses[link][part + 1], points[part + 2], b, false, part + 3 == points.len()),
            ];
            tracks.push(Track {
                link,
                part,
                channel: if upright { a.x } else { a.y },
                low: ends[0].at.min(ends[1].at),
                high: ends[0].at.max(ends[1].at),
                ends,
                target: net.links[link].to,
            });
        }
    }
    tracks.sort_by_key(|track| track.channel);
    tracks
}

/// Puts the tracks of one channel in order.
pub(super) fn arrange(tracks: &mut [Track]) {
    const PASSES: usize = 4;
    // Lines of nodes before the channel stand before lines of nodes behind it: this start breaks
    // no hard rule, and no move does later, as each lowers the cost.
    tracks.sort_by_key(|track| (rule(track), track.high - track.low, track.link));
    for _ in 0..PASSES {
        let mut moved = false;
        for at in 0..tracks.len() {
            let to = best_place(tracks, at);
            if to < at {
                tracks[to..=at].rotate_right(1);
            } else {
                tracks[at..=to].rotate_left(1);
            }
            moved |= to != at;
        }
        if !moved {
            break;
        }
    }
}

fn rule(track: &Track) -> i32 {
    track.ends.iter().map(|end| if end.before { -1 } else { 1 } * if end.first { 10 } else { 1 }).sum()
}

fn best_place(tracks: &[Track], at: usize) -> usize {
    let mut best = (0, at);
    let mut sum = 0;
    for to in at + 1..tracks.len() {
        sum += cost(&tracks[to], &tracks[at]) - cost(&tracks[at], &tracks[to]);
        if sum < best.0 {
            best = (sum, to);
        }
    }
    sum = 0;
    for to in (0..at).rev() {
        sum += cost(&tracks[at], &tracks[to]) - cost(&tracks[to], &tracks[at]);
        if sum < best.0 {
            best = (sum, to);
        }
    }
    best.1
}

const FORBIDDEN: i32 = 1000;

/// Crossings when `a` runs before `b`.
fn cost(a: &Track, b: &Track) -> i32 {
    let mut cost = 0;
    for end in &a.ends {
        cost += i32::from(!end.before && b.low < end.at && end.at < b.high);
    }
    for end in &b.ends {
        cost += i32::from(end.before && a.low < end.at && end.at < a.high);
    }
    for x in &a.ends {
        for y in &b.ends {
            // Both would run on one another between the two tracks.
            let facing = !x.before && y.before && x.at == y.at && !(x.last && y.last && a.target == b.target);
            cost += i32::from(facing && (x.first || x.last) && (y.first || y.last)) * FORBIDDEN;
        }
    }
    cost
}
