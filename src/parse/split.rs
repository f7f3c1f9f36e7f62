//! Front matter and body of a page, by place.

use std::ops::Range;

/// Where the two parts of a page lie in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parts {
    /// The front matter without its `---` lines, and everything after them.
    Both { front: Range<usize>, body: Range<usize> },
    /// The first line is not `---`.
    NoFront,
    /// The second `---` is missing.
    Unclosed,
}

/// Finds the parts. Only a line of exactly three hyphens (and spaces behind them) counts.
pub fn split(text: &str) -> Parts {
    let Some(start) = delimiter_at(text, 0) else { return Parts::NoFront };
    let mut line = start;
    while line < text.len() {
        if let Some(body) = delimiter_at(text, line) {
            return Parts::Both { front: start..line, body: body..text.len() };
        }
        line = text.get(line..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| line + end + 1);
    }
    Parts::Unclosed
}

/// The start of the line after a delimiter that stands at `at`.
fn delimiter_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix("---")?;
    let (line, end) = match rest.find('\n') {
        Some(end) => (rest.get(..end)?, at + 3 + end + 1),
        None => (rest, text.len()),
    };
    line.trim().is_empty().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_both_parts_and_says_what_is_missing() {
        let text = "---\ntitle: x\n---\nBrød\n---\nmere";
        assert_eq!(split(text), Parts::Both { front: 4..13, body: 17..text.len() });
        assert_eq!(split("---\n---"), Parts::Both { front: 4..4, body: 7..7 });
        assert_eq!(split("title: x\n---"), Parts::NoFront);
        assert_eq!(split("---\ntitle: x\n"), Parts::Unclosed);
    }
}
