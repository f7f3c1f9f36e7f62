//! Amounts as bars, lying or standing, each with its number and its word.
//!
//! A picture beside a table that says the same, so it has a name and no parts for screen readers.
//! Classes: `bars-svg`; `bar` and `bar-late` for what is overdue; `bars-line` for the line they stand
//! on; `bars-word` for words below it.

use super::push;
use crate::chart::text_width;
use crate::text::escaped;

/// An amount.
#[derive(Debug, Clone)]
pub struct Bar {
    pub name: String,
    pub amount: usize,
    /// Overdue.
    pub late: bool,
}

/// Width of a picture: it fits on the smallest screen.
const WIDTH: i32 = 288;
/// Width of a standing bar with its word.
const COLUMN: i32 = 24;
/// Heights of a lying bar and of the line of text above it.
const BAR: i32 = 14;
const LINE: i32 = 20;
/// Above a standing bar, its number; below, its word.
const ROOM: i32 = 110;
const EDGE: i32 = 18;

/// One below the other, the name above each.
pub fn lying(title: &str, bars: &[Bar]) -> String {
    let row = LINE + BAR + 8;
    let mut svg = begin(title, WIDTH, row * bars.len() as i32);
    let most = bars.iter().map(|bar| bar.amount).max().unwrap_or(1);
    let widest = bars.iter().map(|bar| text_width(&bar.amount.to_string())).max().unwrap_or_default();
    for (n, bar) in bars.iter().enumerate() {
        let (y, w) = (n as i32 * row, length(bar.amount, most, WIDTH - widest - 8));
        let (name, amount, class) = (escaped(&shortened(&bar.name)), bar.amount, class(bar));
        push(
            &mut svg,
            format_args!(
                "<text x=\"0\" y=\"{}\">{name}</text><path class=\"{class}\" d=\"M0 {top}h{w}v{BAR}H0z\"/><text \
                 x=\"{}\" y=\"{}\">{amount}</text>",
                y + 14,
                w + 6,
                y + LINE + 12,
                top = y + LINE,
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Beside each other, on a line.
pub fn standing(title: &str, bars: &[Bar]) -> String {
    let (wide, foot) = (bars.len() as i32 * COLUMN, EDGE + ROOM);
    let mut svg = begin(title, wide, foot + EDGE);
    let most = bars.iter().map(|bar| bar.amount).max().unwrap_or(1);
    for (n, bar) in bars.iter().enumerate() {
        let (x, h) = (n as i32 * COLUMN, length(bar.amount, most, ROOM));
        let (middle, w, top) = (x + COLUMN / 2, COLUMN - 6, foot - h);
        let (name, class) = (escaped(&bar.name), class(bar));
        if bar.amount > 0 {
            push(
                &mut svg,
                format_args!(
                    "<path class=\"{class}\" d=\"M{} {top}h{w}v{h}h-{w}z\"/><text class=\"map-middle\" x=\"{middle}\" \
                     y=\"{}\">{}</text>",
                    x + 3,
                    top - 4,
                    bar.amount,
                ),
            );
        }
        push(&mut svg, format_args!("<text class=\"bars-word\" x=\"{middle}\" y=\"{}\">{name}</text>", foot + 14));
    }
    push(&mut svg, format_args!("<path class=\"bars-line\" d=\"M0 {foot}.5h{wide}\"/></svg>"));
    svg
}

fn begin(title: &str, w: i32, h: i32) -> String {
    let title = escaped(title);
    format!(
        "<svg class=\"bars-svg\" role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\">"
    )
}

fn class(bar: &Bar) -> &'static str {
    if bar.late { "bar bar-late" } else { "bar" }
}

/// Of a bar; something is never nothing.
fn length(amount: usize, most: usize, room: i32) -> i32 {
    let part = amount * room.unsigned_abs() as usize / most.max(1);
    i32::try_from(part).unwrap_or(room).max(i32::from(amount > 0))
}

/// A name that fits above its bar.
fn shortened(name: &str) -> String {
    if text_width(name) <= WIDTH {
        return name.to_owned();
    }
    let fits = |end: usize| name.get(..end).filter(|start| text_width(start) + text_width("…") <= WIDTH);
    let longest = name.char_indices().filter_map(|(at, _)| fits(at)).next_back().unwrap_or_default();
    format!("{}…", longest.trim_end())
}
