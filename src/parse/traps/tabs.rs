//! Tabs to spaces: how wide a tab was is not written down, but only one width may make sense.

use std::ops::Range;

use super::super::yaml::{self, Data, Node};
use crate::diag::{Diagnostics, Edit};
use crate::source::{FileId, Span};

/// Widths of a tab in the editors people use.
const WIDTHS: [usize; 3] = [2, 4, 8];

/// Spaces for the tabs before each line in `range`, and whether they can be no others: every width
/// that can be read at all reads the same.
pub fn spaces(file: FileId, text: &str, range: Range<usize>) -> (Vec<Edit>, bool) {
    let front = text.get(range.clone()).unwrap_or_default();
    let read = |width: usize| {
        let widened = widened(front, width);
        yaml::read(file, &widened, 0..widened.len(), &mut Diagnostics::default()).map(|node| (width, node))
    };
    let readable: Vec<(usize, Node)> = WIDTHS.into_iter().filter_map(read).collect();
    let Some((width, first)) = readable.first() else { return (Vec::new(), false) };
    let sure = readable.iter().all(|(_, node)| reads_alike(first, node));
    (edits(file, front, range.start, *width), sure)
}

fn edits(file: FileId, front: &str, start: usize, width: usize) -> Vec<Edit> {
    let mut at = start;
    let mut edits = Vec::new();
    for line in front.split_inclusive('\n') {
        let lead = lead(line);
        if line.get(..lead).is_some_and(|lead| lead.contains('\t')) {
            edits.push(Edit { span: Span::new(file, at..at + lead), text: " ".repeat(columns(line, lead, width)) });
        }
        at += line.len();
    }
    edits
}

fn widened(front: &str, width: usize) -> String {
    let mut out = String::with_capacity(front.len());
    for line in front.split_inclusive('\n') {
        let lead = lead(line);
        out.push_str(&" ".repeat(columns(line, lead, width)));
        out.push_str(line.get(lead..).unwrap_or_default());
    }
    out
}

/// Length of the blanks a line begins with.
fn lead(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// How far in a line begins, when a tab goes on to the next multiple of `width`.
fn columns(line: &str, lead: usize, width: usize) -> usize {
    let next = |at: usize, c: char| if c == '\t' { (at / width + 1) * width } else { at + 1 };
    line.get(..lead).unwrap_or_default().chars().fold(0, next)
}

fn reads_alike(a: &Node, b: &Node) -> bool {
    match (&a.data, &b.data) {
        (Data::Empty, Data::Empty) => true,
        (Data::Scalar(a), Data::Scalar(b)) => a == b,
        (Data::List(a), Data::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| reads_alike(a, b)),
        (Data::Map(a), Data::Map(b)) => {
            let alike = |((x, a), (y, b)): (&(_, Node), &(_, Node))| same(x, y) && reads_alike(a, b);
            a.len() == b.len() && a.iter().zip(b).all(alike)
        }
        _ => false,
    }
}

fn same(a: &crate::source::At<String>, b: &crate::source::At<String>) -> bool {
    a.value == b.value
}
