//! The geometry of a workflow chart: integers, no colours, no HTML.
//!
//! One unit is one CSS pixel at 100 %. The origin is the top left corner; y grows downwards.
//! [`Graph`] is what the layout reads, so that anything with lanes and steps can be drawn;
//! [`Chart`] is what it hands on.

/// Diameter of an event of BPMN, as every program draws it.
pub const EVENT: i32 = 36;

/// What is to be drawn, in the author's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    pub lanes: Vec<GraphLane>,
    pub nodes: Vec<GraphNode>,
    pub edges: Vec<GraphEdge>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GraphLane {
    pub name: String,
    /// The second line of the head: the administration's short name.
    pub group: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphNode {
    pub shape: Shape,
    /// Text inside the shape; empty for a bar.
    pub label: String,
    pub number: Option<u32>,
    /// Index into [`Graph::lanes`].
    pub lane: usize,
    /// One of several is enough: more than one answer may hold, or a join waits for the first branch only.
    pub any: bool,
    /// A time shown on a waiting step or a step with a limit: "14 dage".
    pub time: Option<String>,
    /// How many tools, and how many statutes, the step uses; 0 draws no counter.
    pub tools: u32,
    pub laws: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphEdge {
    /// Indices into [`Graph::nodes`]; equal for a step that leads to itself.
    pub from: usize,
    pub to: usize,
    pub label: Option<String>,
    /// On the main path.
    pub main: bool,
    /// Hands over from one administration to another.
    pub handover: bool,
    /// A late branch: dashed.
    pub late: bool,
}

/// The form of a node. Text stands inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Rounded box.
    Action,
    /// Hexagon as wide as a box.
    Decision,
    /// Box with a clock.
    Wait,
    /// Waits for a time only. In BPMN it is a circle.
    Timer,
    /// Box with double sides.
    Run,
    /// Bar.
    Split,
    Join,
    /// Pills.
    Start,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// Left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

impl Rect {
    pub fn right(self) -> i32 {
        self.x + self.w
    }

    pub fn bottom(self) -> i32 {
        self.y + self.h
    }

    pub fn center(self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// Which way a chart reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// Lanes are columns: fits a page.
    #[default]
    Down,
    /// Lanes are rows: a poster.
    Right,
}

/// A drawn chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    pub flow: Flow,
    pub width: i32,
    pub height: i32,
    pub lanes: Vec<ChartLane>,
    /// One per node of the graph, in its order.
    pub nodes: Vec<ChartNode>,
    /// One per edge of the graph, in its order.
    pub edges: Vec<ChartEdge>,
}

/// A column from the head to the bottom, or a row from the head to the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLane {
    pub rect: Rect,
    /// Height of the head within the rectangle; its width where the flow runs to the right.
    pub head: i32,
    pub title: Vec<TextLine>,
    pub group: Option<TextLine>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartNode {
    pub shape: Shape,
    pub rect: Rect,
    pub lane: usize,
    pub any: bool,
    pub text: Vec<TextLine>,
    pub number: Option<(u32, Point)>,
    /// The time of a waiting step, below its text.
    pub time: Vec<TextLine>,
    /// Counters, each with its middle.
    pub tools: Option<(u32, Point)>,
    pub laws: Option<(u32, Point)>,
}

/// One line of text; `x` is its middle, `y` its base line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    pub text: String,
    pub at: Point,
    /// Estimated width, from the embedded table of widths.
    pub width: i32,
}

/// A line of horizontal and vertical segments, from the border of one node to the border of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartEdge {
    pub from: usize,
    pub to: usize,
    pub points: Vec<Point>,
    pub label: Option<ChartLabel>,
    pub main: bool,
    pub handover: bool,
    pub late: bool,
    /// Leads up, to a step that stands above.
    pub back: bool,
}

/// The text of an answer, in a room of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLabel {
    pub rect: Rect,
    pub lines: Vec<TextLine>,
}
