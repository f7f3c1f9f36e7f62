//! Draws a workflow: from lanes, nodes and edges to the geometry of a chart.
//!
//! Lanes are columns and the flow runs down. In order:
//!
//! 1. [`net`]: the graph made safe to walk.
//! 2. [`size`]: how big each shape is with its text ([`text`], [`widths`]; [`bpmn`] for shapes of BPMN).
//! 3. [`rank`]: which edges lead back, and the row of each node.
//! 4. [`place`]: the column of each node, on a raster of rows and columns ([`grid`]), judged by a [`sketch`].
//! 5. [`route`]: which way each edge takes through the raster ([`ways`], [`lines`]); then nodes are moved
//!    where that makes the drawn lines better ([`polish`]).
//! 6. [`port`], [`label`]: where exactly edges arrive, and how big answers are.
//! 7. [`space`]: pixels, from the order of edges in each channel ([`track`], [`pack`]).
//! 8. [`draw`]: the finished chart.
//!
//! Pixels come last and follow from what must fit, so nothing can come to lie on anything else.
//! A chart that reads to the right is laid out as if it read down, with width and height exchanged.
//! All is integers, and the same graph gives the same chart.

mod bpmn;
mod border;
mod draw;
mod graph;
mod heads;
mod hyphen;
mod grid;
mod label;
mod lines;
mod net;
mod pack;
mod place;
mod polish;
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
mod words;

pub use self::graph::graph;
use self::grid::Grid;
use self::net::Net;
use self::rank::Ranks;
use self::size::Body;
use self::space::Plan;
use self::ways::Way;
use crate::model::chart::{Chart, Flow, Graph};

/// Width of a line of small text (13 px), for drawings beside charts.
pub fn text_width(text: &str) -> i32 {
    text::SMALL.width(text)
}

/// A small text in lines of at most `max` pixels.
pub fn text_lines(text: &str, max: i32) -> Vec<String> {
    text::SMALL.wrap(text, max).into_iter().map(|line| line.text).collect()
}

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

/// Width in which a chart of up to five lanes should fit: a page on the screen, and on A4 upright,
/// 190 mm within the margins, text of 14 pixels is 7 points high.
const PAGE: i32 = 1072;

/// How a chart is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    pub flow: Flow,
    pub notation: Notation,
}

/// Which shapes a chart is drawn with, and so how big they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notation {
    /// The portal's own: text inside its shape, bars, marks.
    #[default]
    Own,
    /// Those of BPMN: circles and diamonds, text beside them, no marks.
    Bpmn,
}

/// Lays a graph out for a page. Edges whose ends do not exist get no line.
pub fn layout(graph: &Graph) -> Chart {
    Arrangement::new(graph.clone()).chart(Form::default())
}

/// Which node of a graph stands beside which. To find it is dear; to draw it in a form is not.
pub struct Arrangement {
    graph: Graph,
    ranks: Ranks,
    drawn: Drawn,
}

impl Arrangement {
    pub fn new(graph: Graph) -> Self {
        let net = Net::new(&graph, Form::default());
        let ranks = rank::rank(&net);
        let drawn = best(&net, &ranks);
        Self { graph, ranks, drawn }
    }

    pub fn chart(&self, form: Form) -> Chart {
        let net = Net::new(&self.graph, form);
        if form == Form::default() {
            let arrivals = port::arrivals(&net, &self.drawn.ways);
            let chart = spaced(&net, &self.drawn, &size::bodies(&net, size::BOX), &arrivals);
            return narrowed(&net, &self.drawn, &arrivals, chart);
        }
        // Other shapes let lines leave and arrive at other places.
        let drawn = with_lines(&net, &self.ranks, self.drawn.grid.clone());
        let arrivals = port::arrivals(&net, &drawn.ways);
        let box_width = if form.notation == Notation::Bpmn { bpmn::BOX } else { size::BOX };
        let mut bodies = size::bodies(&net, box_width);
        if form == (Form { flow: Flow::Right, notation: Notation::Own }) {
            for (link, at) in port::from_above(&drawn.ways, &arrivals) {
                bodies[net.links[link].to].heighten(2 * (at + 8));
            }
        }
        if form.notation == Notation::Bpmn {
            bpmn::clear_sides(&net, &drawn.ways, &mut bodies);
        }
        spaced(&net, &drawn, &bodies, &arrivals)
    }
}

/// A chart that is too wide for a page with narrower boxes, as far as text and lines allow.
fn narrowed(net: &Net, drawn: &Drawn, arrivals: &[i32], mut chart: Chart) -> Chart {
    let columns = i32::try_from(drawn.grid.cols).unwrap_or(i32::MAX).max(1);
    let least = size::LEAST_BOX.max(port::least_width(net, &drawn.ways, arrivals));
    let mut width = size::BOX;
    while chart.width > PAGE && width > least {
        let over = chart.width - PAGE;
        width = ((width - (over + columns - 1) / columns).div_euclid(8) * 8).max(least);
        chart = spaced(net, drawn, &size::bodies(net, width), arrivals);
    }
    chart
}

/// Pixels for an arrangement.
fn spaced(net: &Net, drawn: &Drawn, bodies: &[Body], arrivals: &[i32]) -> Chart {
    let Drawn { grid, ways, .. } = drawn;
    let widths = space::column_widths(grid, bodies);
    let tags = label::tags(net, ways, bodies, |node| widths[grid.col[node]]);
    let mut plan = Plan { net, grid, bodies, ways, arrivals, tags: &tags, widths };
    if net.form.flow == Flow::Right {
        // Answers were not broken to fit the columns, which are low.
        plan.widths = space::widened(&plan);
    }
    draw::draw(&plan, &plan.space())
}

/// An arrangement with its lines, and what it costs.
struct Drawn {
    grid: Grid,
    ways: Vec<Option<Way>>,
    cost: i32,
}

/// Draws the lines of several arrangements, keeps the cheapest, and makes that better still.
fn best(net: &Net, ranks: &Ranks) -> Drawn {
    let draw = |grid: Grid| with_lines(net, ranks, grid);
    let first = place::place(net, ranks).into_iter().map(draw).min_by_key(|drawn| drawn.cost);
    match first {
        Some(first) => polish::polish(net, ranks, first, draw),
        None => draw(Grid::new(Vec::new(), Vec::new(), Vec::new())),
    }
}

/// An arrangement with its lines drawn.
fn with_lines(net: &Net, ranks: &Ranks, grid: Grid) -> Drawn {
    let (ways, cost) = route::route(net, &grid, &ranks.back);
    let disorder = net.out_of_order(&grid.row) as i32 * sketch::OUT_OF_ORDER;
    Drawn { cost: cost + disorder + sketch::area(grid.rows, grid.cols), grid, ways }
}
