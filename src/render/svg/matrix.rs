//! A square table as SVG: who gives to whom, rows to columns, the amount as an area and as a number.
//!
//! Rows and columns have the same heads in the same order, in groups with a gap between them. Every
//! number is a link. Looks come from classes alone:
//!
//! | class | what |
//! |---|---|
//! | `map-svg` | the drawing |
//! | `map-block` | the grid of a group of rows and a group of columns; `map-self` is its diagonal |
//! | `map-group`, `map-group-<token>` | the head of a group and its name |
//! | `map-row` | a row: its name, its cells, and the `map-band` behind them, seen while it is pointed at |
//! | `map-name` | the name of a row, and the link around it |
//! | `map-within` `map-across` `map-outside` | a link. Three paths in this order: the beam along its column, seen while it is pointed at; the whole cell; its square. Hundreds of them are why they have no classes of their own |

use super::push;
use crate::chart::{text_lines, text_width};
use crate::text::{escaped, is_id};

/// Rows, and the same as columns.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Begins every id in the drawing; unique in the document.
    pub id: &'static str,
    pub title: String,
    pub groups: Vec<Group>,
    pub cells: Vec<Cell>,
    /// Side of a cell.
    pub side: i32,
    /// The names of columns fit above them; else they stand on end.
    pub upright: bool,
}

/// Heads that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// Empty: no head.
    pub name: String,
    /// Colour token.
    pub token: String,
    pub heads: Vec<Head>,
}

/// The head of a row and a column.
#[derive(Debug, Clone)]
pub struct Head {
    pub name: String,
    /// Where the row leads.
    pub href: Option<String>,
}

/// Something given; only such cells are drawn.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Counted over the heads of all groups.
    pub row: usize,
    pub column: usize,
    pub amount: usize,
    pub sort: Sort,
    pub href: String,
    /// "Jobkonsulent → Borger: 3 overdragelser"
    pub name: String,
}

/// How far apart those are who give and take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Within,
    Across,
    Outside,
}

impl Sort {
    pub const fn name(self) -> &'static str {
        match self {
            Sort::Within => "within",
            Sort::Across => "across",
            Sort::Outside => "outside",
        }
    }
}

/// Between groups, and around words.
const GAP: i32 = 10;
const PAD: i32 = 8;
/// Height of a group's head.
const GROUP: i32 = 22;
/// The smallest square that a digit stands in.
const SMALLEST: i32 = 15;
/// Lines of a name.
const LINE: i32 = 13;
/// Widths that names are broken at, the first at which none needs more than two lines.
const WIDTHS: [i32; 5] = [150, 180, 220, 280, 360];

/// Where things stand.
struct Plan {
    /// Of each head, in lines.
    names: Vec<Vec<String>>,
    /// Left edges of columns and top edges of rows.
    columns: Vec<i32>,
    rows: Vec<i32>,
    /// Of each group, the number of its first head and how many it has.
    groups: Vec<(usize, usize)>,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Plan {
    fn of(matrix: &Matrix) -> Self {
        let names = names(matrix);
        let widest = names.iter().flatten().map(|line| text_width(line)).max().unwrap_or_default();
        let named = matrix.groups.iter().any(|group| !group.name.is_empty());
        let above = if named { GROUP } else { 0 };
        let left = widest + 2 * PAD;
        let top = above + if matrix.upright { GROUP } else { widest + 2 * PAD };
        let (mut x, mut y) = (left, top);
        let mut plan =
            Self { names, columns: Vec::new(), rows: Vec::new(), groups: Vec::new(), left, top, width: 0, height: 0 };
        for group in &matrix.groups {
            plan.groups.push((plan.columns.len(), group.heads.len()));
            let (from, count) = (x, group.heads.len() as i32);
            y += above;
            for n in 0..count {
                plan.columns.push(x + n * matrix.side);
                plan.rows.push(y + n * matrix.side);
            }
            // A narrow group leaves room for its name.
            let name = if group.name.is_empty() { 0 } else { text_width(&group.name) + PAD };
            x = from + (count * matrix.side).max(name) + GAP;
            y += count * matrix.side + GAP;
        }
        plan.width = x - GAP + 1;
        plan.height = y - GAP + 1;
        plan
    }

    fn column(&self, at: usize) -> i32 {
        self.columns.get(at).copied().unwrap_or_default()
    }

    fn row(&self, at: usize) -> i32 {
        self.rows.get(at).copied().unwrap_or_default()
    }
}

/// The drawing, as a part of a page.
pub fn matrix(matrix: &Matrix) -> String {
    let plan = Plan::of(matrix);
    let mut svg = String::with_capacity(2048 + 320 * matrix.cells.len());
    let (id, title, w, h) = (matrix.id, escaped(&matrix.title), plan.width, plan.height);
    push(
        &mut svg,
        format_args!(
            "<svg class=\"map-svg\" role=\"group\" aria-labelledby=\"{id}-t\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
             height=\"{h}\" stroke-width=\"{}\"><title id=\"{id}-t\">{title}</title><g aria-hidden=\"true\">",
            // Of the beams along columns: a line is shorter to write than a box.
            matrix.side,
        ),
    );
    blocks(&mut svg, matrix, &plan);
    groups(&mut svg, matrix, &plan);
    columns(&mut svg, matrix, &plan);
    svg.push_str("</g>");
    let most = matrix.cells.iter().map(|cell| cell.amount).max().unwrap_or(1);
    let mut cells = matrix.cells.iter().peekable();
    for (row, head) in matrix.groups.iter().flat_map(|group| &group.heads).enumerate() {
        let (y, side) = (plan.row(row), matrix.side);
        push(&mut svg, format_args!("<g class=\"map-row\"><path class=\"map-band\" d=\"M0 {y}h{w}v{side}H0z\"/>"));
        name(&mut svg, head, plan.names.get(row).map_or(&[][..], Vec::as_slice), (plan.left - PAD, y + side / 2));
        while let Some(cell) = cells.next_if(|cell| cell.row == row) {
            link(&mut svg, matrix, &plan, cell, most);
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>");
    svg
}

/// The grids: one for each pair of groups.
fn blocks(svg: &mut String, matrix: &Matrix, plan: &Plan) {
    let side = matrix.side;
    for (first_row, rows) in &plan.groups {
        for (first_column, columns) in &plan.groups {
            let (x, y) = (plan.column(*first_column), plan.row(*first_row));
            let (w, h) = (*columns as i32 * side, *rows as i32 * side);
            push(svg, format_args!("<path class=\"map-block\" d=\"M{x} {y}h{w}v{h}h-{w}z"));
            for n in 1..*columns as i32 {
                push(svg, format_args!("M{} {y}v{h}", x + n * side));
            }
            for n in 1..*rows as i32 {
                push(svg, format_args!("M{x} {}h{w}", y + n * side));
            }
            svg.push_str("\"/>");
        }
    }
    svg.push_str("<path class=\"map-self\" d=\"");
    for (x, y) in plan.columns.iter().zip(&plan.rows) {
        push(svg, format_args!("M{x} {y}h{side}v{side}h-{side}z"));
    }
    svg.push_str("\"/>");
}

fn groups(svg: &mut String, matrix: &Matrix, plan: &Plan) {
    let shown = matrix.groups.iter().zip(&plan.groups).filter(|(group, _)| !group.name.is_empty());
    for (group, (first, count)) in shown {
        let (x, y) = (plan.column(*first), plan.row(*first) - GROUP);
        let w = (*count as i32 * matrix.side).max(text_width(&group.name) + PAD);
        let class = if is_id(&group.token) { format!(" map-group-{}", group.token) } else { String::new() };
        let (text, middle, left) = (escaped(&group.name), x + w / 2, plan.left);
        let across = plan.width - 1;
        push(
            svg,
            format_args!(
                "<g class=\"map-group{class}\"><path d=\"M{x} 0h{w}v{high}h-{w}z\"/><text class=\"map-middle\" \
                 x=\"{middle}\" y=\"15\">{text}</text><path d=\"M0 {y}h{across}v{high}H0z\"/><text class=\"map-end\" \
                 x=\"{end}\" y=\"{base}\">{text}</text></g>",
                high = GROUP - 2,
                end = left - PAD,
                base = y + 15,
            ),
        );
    }
}

fn columns(svg: &mut String, matrix: &Matrix, plan: &Plan) {
    let half = matrix.side / 2;
    for (at, lines) in plan.names.iter().enumerate() {
        let (x, y) = (plan.column(at) + half, plan.top - PAD);
        for (line, text) in baselines(x, lines) {
            if matrix.upright {
                push(svg, format_args!("<text class=\"map-middle\" x=\"{x}\" y=\"{y}\">{text}</text>"));
            } else {
                push(svg, format_args!("<text transform=\"translate({line} {y}) rotate(-90)\">{text}</text>"));
            }
        }
    }
}

fn name(svg: &mut String, head: &Head, lines: &[String], (x, y): (i32, i32)) {
    let mut text = String::new();
    for (line, part) in baselines(y, lines) {
        // The space keeps the words of two lines apart where the name is read out.
        push(&mut text, format_args!("<text class=\"map-end\" x=\"{x}\" y=\"{line}\">{part} </text>"));
    }
    match &head.href {
        Some(href) => push(svg, format_args!("<a class=\"map-name\" href=\"{}\">{text}</a>", escaped(href))),
        None => push(svg, format_args!("<g class=\"map-name\">{text}</g>")),
    }
}

/// Lines around a middle, with their base lines.
fn baselines(middle: i32, lines: &[String]) -> impl Iterator<Item = (i32, String)> {
    let first = middle + 5 - (lines.len() as i32 - 1) * LINE / 2;
    lines.iter().enumerate().map(move |(n, text)| (first + n as i32 * LINE, escaped(text)))
}

/// The name of each head, in two lines at most.
fn names(matrix: &Matrix) -> Vec<Vec<String>> {
    let heads = || matrix.groups.iter().flat_map(|group| &group.heads);
    let broken = |max: i32| heads().map(|head| text_lines(&head.name, max)).collect::<Vec<_>>();
    let fit = WIDTHS.into_iter().map(broken).find(|names| names.iter().all(|lines| lines.len() <= 2));
    // A name of two hundred letters is shown in one long line.
    fit.unwrap_or_else(|| heads().map(|head| vec![head.name.clone()]).collect())
}

fn link(svg: &mut String, matrix: &Matrix, plan: &Plan, cell: &Cell, most: usize) {
    let (x, y, side) = (plan.column(cell.column), plan.row(cell.row), matrix.side);
    let (square, middle, height) = (square(cell.amount, most, side - 2), x + side / 2, plan.height);
    let (sort, href, name) = (cell.sort.name(), escaped(&cell.href), escaped(&cell.name));
    push(
        svg,
        format_args!(
            "<a class=\"map-{sort}\" href=\"{href}\"><title>{name}</title><path d=\"M{middle} 0v{height}\"/><path \
             d=\"M{x} {y}h{side}v{side}h-{side}z\"/><path d=\"M{left} {top}h{square}v{square}h-{square}z\"/><text \
             x=\"{middle}\" y=\"{base}\">{amount}</text></a>",
            left = x + (side - square) / 2,
            top = y + (side - square) / 2,
            base = y + side / 2 + 5,
            amount = cell.amount,
        ),
    );
}

/// The side of a square that grows as the root of the amount, from one that holds a digit.
fn square(amount: usize, most: usize, largest: i32) -> i32 {
    let share = (amount * 10_000 / most.max(1)).isqrt();
    SMALLEST + (largest - SMALLEST) * i32::try_from(share).unwrap_or(100) / 100
}
