//! Draws a workflow: from lanes, nodes and edges to the geometry of a chart.
//!
//! Lanes are columns and the flow runs down. In order:
//!
//! 1. [`net`]: the graph made safe to walk, with its main path.
//! 2. [`size`]: how big each shape is with its text ([`text`], [`widths`]).
//! 3. [`rank`]: which edges lead back, and the row of each node.
//! 4. [`place`]: the column of each node, on a raster of rows and columns ([`grid`]), judged by a [`sketch`].
//! 5. [`route`]: which way each edge takes through the raster ([`ways`], [`lines`]).
//! 6. [`port`], [`label`]: where exactly edges arrive, and how big answers are.
//! 7. [`space`]: pixels, from the order of edges in each channel ([`track`], [`pack`]).
//! 8. [`draw`]: the finished chart.
//!
//! Pixels come last and follow from what must fit, so nothing can come to lie on anything else.
//! All is integers, and the same graph gives the same chart.

mod draw;
mod graph;
mod grid;
mod label;
mod lines;
mod net;
mod pack;
mod place;
mod port;
mod rank;
mod route;
mod size;
mod sketch;
mod space;
mod text;
mod track;
mod ways;
mod widths;

pub use self::graph::graph;
use self::grid::Grid;
use self::net::Net;
use self::rank::Ranks;
use self::size::Body;
use self::space::Plan;
use self::ways::Way;
use crate::model::chart::{Chart, Graph};

/// Width and height of the mark with a step's number. It stands on the upper border, at the left.
pub const NUMBER: (i32, i32) = (24, 20);
/// Width and height of a counter of tools or statutes. It stands on the upper border, at the right.
pub const COUNTER: (i32, i32) = (28, 18);
/// Room for the clock at the left of a waiting step; its middle is that of the room.
pub const CLOCK: (i32, i32) = (10, 22);
/// Largest radius of the ends of a pill.
pub const PILL_RADIUS: i32 = 24;
/// How far the sides of a decision slant in.
pub const SLANT: i32 = size::SLANT;

/// Lays a graph out. Edges whose ends do not exist get no line.
pub fn layout(graph: &Graph) -> Chart {
    let net = Net::new(graph);
    let bodies = size::bodies(&net);
    let ranks = rank::rank(&net);
    let (grid, ways) = best(&net, &ranks, &bodies);
    let arrivals = port::arrivals(&net, &ways);
    let widths = space::column_widths(&grid, &bodies);
    let tags = label::tags(&net, &ways, &bodies, |node| widths[grid.col[node]]);
    let plan = Plan { net: &net, grid: &grid, bodies: &bodies, ways: &ways, arrivals: &arrivals, tags: &tags };
    draw::draw(&plan, &plan.space())
}

/// Routes the lines of each arrangement and keeps the cheapest.
fn best(net: &Net, ranks: &Ranks, bodies: &[Body]) -> (Grid, Vec<Option<Way>>) {
    let mut best: Option<(i32, Grid, Vec<Option<Way>>)> = None;
    for grid in place::place(net, ranks) {
        let (ways, cost) = route::route(net, &grid, &ranks.back, bodies);
        let cost = cost + sketch::area(grid.rows, grid.cols);
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, grid, ways));
        }
    }
    best.map_or_else(|| (Grid::new(Vec::new(), Vec::new(), Vec::new()), Vec::new()), |(_, grid, ways)| (grid, ways))
}
