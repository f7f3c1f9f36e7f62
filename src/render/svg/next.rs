//! Which steps follow which: what the keyboard needs to walk through a chart.

use crate::model::chart::Chart;

/// Of each node, the numbers of the steps that follow it, the main path first. Bars, starts and ends
/// have no number; the way leads through them.
pub fn steps(chart: &Chart) -> Vec<Vec<u32>> {
    (0..chart.nodes.len()).map(|from| Walk { chart, seen: Vec::new(), found: Vec::new() }.from(from)).collect()
}

struct Walk<'a> {
    chart: &'a Chart,
    /// Nodes without a number that were gone through; a ring of them must end.
    seen: Vec<usize>,
    found: Vec<u32>,
}

impl Walk<'_> {
    fn from(mut self, node: usize) -> Vec<u32> {
        self.follow(node);
        self.found
    }

    fn follow(&mut self, node: usize) {
        let chart = self.chart;
        for main in [true, false] {
            for edge in chart.edges.iter().filter(|edge| edge.from == node && edge.main == main) {
                match chart.nodes.get(edge.to).map(|node| node.number) {
                    Some(Some((number, _))) if !self.found.contains(&number) => self.found.push(number),
                    Some(None) if !self.seen.contains(&edge.to) => {
                        self.seen.push(edge.to);
                        self.follow(edge.to);
                    }
                    _ => {}
                }
            }
        }
    }
}
