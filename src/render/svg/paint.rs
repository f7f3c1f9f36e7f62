//! What a part of a chart looks like: a class inline, colours in a picture of its own.

use std::collections::BTreeMap;

use crate::model::chart::{ChartEdge, Shape};

/// A part of the drawing that has a look.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    Page,
    Title,
    Lane {
        even: bool,
    },
    Head {
        token: &'a str,
    },
    LaneTitle,
    LaneGroup,
    EdgeHead,
    EdgeLabel,
    Node(Shape),
    Outline(Shape),
    Mark(Shape),
    Text,
    Number,
    Time,
    Tools,
    Laws,
    CounterBox,
    CounterText,
    /// The sheet of paper on a counter of tools.
    Sheet,
}

/// Light colours of the default theme, for pictures. The style sheet has the same.
const LIGHT: [(&str, &str); 21] = [
    ("bg", "#FFFFFF"),
    ("bif-tint", "#DBF0F1"),
    ("border", "#C2CBD5"),
    ("borger-tint", "#FBEFD2"),
    ("decision-fill", "#FFF6DC"),
    ("decision-line", "#7A4B00"),
    ("edge", "#4A5866"),
    ("err", "#A31621"),
    ("err-tint", "#FCE6E7"),
    ("faelles-tint", "#E4E9EF"),
    ("info", "#0A4D8F"),
    ("info-tint", "#E1EEFA"),
    ("lane-1", "#FFFFFF"),
    ("lane-2", "#F3F5F8"),
    ("node-fill", "#FFFFFF"),
    ("node-line", "#4A5866"),
    ("ok", "#1E6B2E"),
    ("ok-tint", "#E0F3E3"),
    ("sof-tint", "#F8E5F1"),
    ("surface-2", "#E4E9EF"),
    ("text", "#14202C"),
];

/// How parts are dressed.
pub struct Paint<'a> {
    colours: Option<BTreeMap<&'a str, &'a str>>,
}

impl<'a> Paint<'a> {
    pub fn classes() -> Self {
        Self { colours: None }
    }

    /// Presentation attributes in the default theme's light colours and the site's own.
    pub fn attributes(tokens: &'a BTreeMap<String, String>) -> Self {
        let own = tokens.iter().map(|(name, colour)| (name.as_str(), colour.as_str()));
        // What is not a colour was reported with the theme; it must not reach an attribute.
        let own = own.filter(|(_, colour)| crate::theme::is_colour(colour));
        Self { colours: Some(LIGHT.into_iter().chain(own).collect()) }
    }

    /// Whether this is for a picture of its own, which has neither hooks for scripts nor spaces
    /// between lines: readers of names need those, and not every drawing program places them.
    pub fn is_picture(&self) -> bool {
        self.colours.is_some()
    }

    /// The attributes of a part, each with a space before it.
    pub fn part(&self, part: Part) -> String {
        match &self.colours {
            None => class(part),
            Some(colours) => attributes(colours, part),
        }
    }

    pub fn edge(&self, edge: &ChartEdge) -> String {
        let Some(colours) = &self.colours else {
            let mut class = String::from(" class=\"edge");
            let kinds = [(edge.main, "main"), (edge.handover, "handover"), (edge.late, "late"), (edge.back, "back")];
            for (_, kind) in kinds.iter().filter(|(is, _)| *is) {
                class.push_str(" edge-");
                class.push_str(kind);
            }
            class.push('"');
            return class;
        };
        let width = match (edge.handover, edge.main) {
            (true, _) => "3.5",
            (false, true) => "2",
            (false, false) => "1.5",
        };
        let dash = if edge.late { " stroke-dasharray=\"6 4\"" } else { "" };
        format!(" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\"{dash}", colour(colours, "edge"))
    }
}

fn class(part: Part) -> String {
    let name = match part {
        Part::Page => "chart-page",
        Part::Title => "chart-title",
        Part::Lane { even: false } => "chart-lane",
        Part::Lane { even: true } => "chart-lane chart-lane-even",
        Part::Head { token } => return with_token("chart-head", token),
        Part::LaneTitle => "chart-lane-title",
        Part::LaneGroup => "chart-lane-group",
        Part::EdgeHead => "edge-head",
        Part::EdgeLabel => "edge-label",
        Part::Node(shape) => return format!(" class=\"node node-{}\"", name(shape)),
        Part::Outline(_) => "node-shape",
        Part::Mark(_) => "node-mark",
        Part::Number => "node-number",
        Part::Time => "node-time",
        Part::Tools => "node-tools",
        Part::Laws => "node-laws",
        // Dressed by what they stand in.
        Part::Text | Part::CounterBox | Part::CounterText | Part::Sheet => return String::new(),
    };
    format!(" class=\"{name}\"")
}

fn with_token(name: &str, token: &str) -> String {
    if crate::text::is_id(token) { format!(" class=\"{name} {name}-{token}\"") } else { format!(" class=\"{name}\"") }
}

fn name(shape: Shape) -> &'static str {
    match shape {
        Shape::Action => "action",
        Shape::Decision => "decision",
        Shape::Wait | Shape::Timer => "wait",
        Shape::Run => "run",
        Shape::Split => "split",
        Shape::Join => "join",
        Shape::Start => "start",
        Shape::End => "end",
    }
}

type Colours<'a> = BTreeMap<&'a str, &'a str>;

/// A colour; black stands out where a token has none.
fn colour<'a>(colours: &Colours<'a>, token: &str) -> &'a str {
    colours.get(token).copied().unwrap_or("#000000")
}

fn attributes(colours: &Colours, part: Part) -> String {
    let get = |token: &str| colour(colours, token);
    let middle = " text-anchor=\"middle\"";
    match part {
        Part::Page => format!(" fill=\"{}\"", get("bg")),
        Part::Title => format!(" fill=\"{}\" font-size=\"18\" font-weight=\"700\"", get("text")),
        Part::Lane { even } => {
            format!(" fill=\"{}\" stroke=\"{}\"", get(if even { "lane-2" } else { "lane-1" }), get("border"))
        }
        Part::Head { token } => {
            let tint = format!("{token}-tint");
            let fill = colours.get(tint.as_str()).copied().unwrap_or_else(|| get("surface-2"));
            format!(" fill=\"{fill}\" stroke=\"{}\"", get("border"))
        }
        Part::LaneTitle => format!(" fill=\"{}\" font-weight=\"700\"{middle}", get("text")),
        Part::LaneGroup => format!(" fill=\"{}\" font-size=\"13\"{middle}", get("text")),
        Part::EdgeHead => format!(" fill=\"{}\"", get("edge")),
        Part::EdgeLabel => format!(" fill=\"{}\" font-size=\"13\"{middle}", get("text")),
        Part::Node(_) | Part::Tools | Part::Laws => String::new(),
        Part::Outline(shape) => {
            let (fill, line) = shape_colours(shape);
            format!(" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"", get(fill), get(line))
        }
        Part::Mark(shape) => {
            let line = if shape == Shape::Join { "node-fill" } else { shape_colours(shape).1 };
            format!(" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"", get(line))
        }
        Part::Text => format!(" fill=\"{}\"{middle}", get("text")),
        Part::Number => " font-size=\"12\" font-weight=\"700\"".to_owned(),
        Part::Time => " font-size=\"13\"".to_owned(),
        Part::CounterBox => format!(" fill=\"{}\" stroke=\"{}\"", get("surface-2"), get("node-line")),
        Part::Sheet => format!(" fill=\"none\" stroke=\"{}\"", get("text")),
        Part::CounterText => format!(" fill=\"{}\" font-size=\"12\"{middle}", get("text")),
    }
}

/// Tokens of a node's inside and of its line.
fn shape_colours(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Action | Shape::Wait | Shape::Timer => ("node-fill", "node-line"),
        Shape::Decision => ("decision-fill", "decision-line"),
        Shape::Run => ("info-tint", "info"),
        Shape::Split | Shape::Join => ("node-line", "node-line"),
        Shape::Start => ("ok-tint", "ok"),
        Shape::End => ("err-tint", "err"),
    }
}
