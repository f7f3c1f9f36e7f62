//! The raster of rows and columns that nodes stand on and lines run in.
//!
//! Coordinates are counted in halves: rows and columns of nodes have odd numbers, the channels
//! between and around them even ones. Where a channel lies in pixels is decided last, from the
//! number of lines in it, so that nothing can come to lie on anything else.

/// A point of the raster: a node's cell, a channel, or where the two meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spot {
    pub x: usize,
    pub y: usize,
}

/// Which cell each node stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    pub rows: usize,
    pub cols: usize,
    /// Of each node.
    pub row: Vec<usize>,
    pub col: Vec<usize>,
    /// The lane of each column; ascending, and every lane has one.
    pub lane: Vec<usize>,
    at: Vec<Option<usize>>,
}

impl Grid {
    /// `lane` tells the lane of each column. No two nodes may share a cell.
    pub fn new(row: Vec<usize>, col: Vec<usize>, lane: Vec<usize>) -> Self {
        let rows = row.iter().max().map_or(0, |last| last + 1);
        let cols = lane.len();
        let mut at = vec![None; rows * cols];
        for (node, (&row, &col)) in row.iter().zip(&col).enumerate() {
            debug_assert!(at[row * cols + col].is_none(), "two nodes in one cell");
            at[row * cols + col] = Some(node);
        }
        Self { rows, cols, row, col, lane, at }
    }

    pub fn spot(&self, node: usize) -> Spot {
        Spot { x: 2 * self.col[node] + 1, y: 2 * self.row[node] + 1 }
    }

    pub fn node(&self, row: usize, col: usize) -> Option<usize> {
        self.at[row * self.cols + col]
    }

    /// Whether a line may run through: a channel, or a cell without a node.
    pub fn is_open(&self, spot: Spot) -> bool {
        spot.x.is_multiple_of(2) || spot.y.is_multiple_of(2) || self.node(spot.y / 2, spot.x / 2).is_none()
    }

    /// Even numbers of the last channels.
    pub fn last(&self) -> Spot {
        Spot { x: 2 * self.cols, y: 2 * self.rows }
    }
}
