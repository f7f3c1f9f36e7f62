//! The lanes with their heads: above a column, or at the left of a row.

use super::space::{Plan, Space};
use super::text::{HEAD, Line, SMALL};
use super::words::{lines, text_line};
use crate::model::chart::{ChartLane, Flow, GraphLane, Rect};

const PADDING: i32 = 10;
/// Width of the head of a row.
const WIDTH: i32 = 132;

/// The lanes, and how much of the chart their heads take.
pub(super) fn lanes(plan: &Plan, space: &Space) -> (Vec<ChartLane>, i32) {
    let graph = plan.net.graph;
    let down = plan.net.form.flow == Flow::Down;
    let bands: Vec<(i32, i32)> = space.borders.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let width = |&(low, high): &(i32, i32)| if down { high - low } else { WIDTH };
    let words = |(lane, band): (&GraphLane, &(i32, i32))| Words::new(lane, width(band) - 2 * PADDING);
    let words: Vec<Words> = graph.lanes.iter().zip(&bands).map(words).collect();
    let head = match words.iter().map(Words::height).max() {
        None => 0,
        Some(_) if !down => WIDTH,
        Some(highest) => highest + 2 * PADDING,
    };
    let length = head + space.rows.total;
    let lane = |(words, &(low, high)): (Words, &(i32, i32))| {
        let rect = if down {
            Rect { x: low, y: 0, w: high - low, h: length }
        } else {
            Rect { x: 0, y: low, w: length, h: high - low }
        };
        let (middle, top) =
            if down { (rect.center().x, PADDING) } else { (WIDTH / 2, rect.center().y - words.height() / 2) };
        words.lane(rect, head, middle, top)
    };
    (words.into_iter().zip(&bands).map(lane).collect(), head)
}

/// A lane's name and the short name of its administration.
struct Words {
    title: Vec<Line>,
    group: Option<Line>,
}

impl Words {
    fn new(lane: &GraphLane, width: i32) -> Self {
        let group = lane.group.as_ref().and_then(|group| SMALL.wrap(group, width).into_iter().next());
        Self { title: HEAD.wrap(&lane.name, width), group }
    }

    fn height(&self) -> i32 {
        self.title.len() as i32 * HEAD.leading + if self.group.is_some() { SMALL.leading + 2 } else { 0 }
    }

    fn lane(self, rect: Rect, head: i32, middle: i32, top: i32) -> ChartLane {
        let below = top + self.title.len() as i32 * HEAD.leading + 2;
        let group = self.group.map(|line| text_line(line, SMALL, middle, below));
        ChartLane { rect, head, title: lines(self.title, HEAD, middle, top), group }
    }
}
