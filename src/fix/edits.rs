//! Edits on a text: as the program reads it, and as it stands on disk.

use crate::diag::Edit;

/// The text after edits that stand in its order and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The same edits on the text of the disk, which keeps its byte order mark and its line ends.
pub fn rewrite(disk: &str, rounds: &[Vec<Edit>]) -> String {
    let line_end = line_end(disk);
    rounds.iter().fold(disk.to_owned(), |disk, edits| rewrite_once(&disk, edits, line_end))
}

fn rewrite_once(disk: &str, edits: &[Edit], line_end: &str) -> String {
    let mut place = Place::new(disk);
    let mut out = String::with_capacity(disk.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        let start = place.find(range.start);
        out.push_str(disk.get(at..start).unwrap_or_default());
        out.push_str(&edit.text.replace('\n', line_end));
        at = place.find(range.end);
    }
    out.push_str(disk.get(at..).unwrap_or_default());
    out
}

/// The line end the file begins with.
fn line_end(disk: &str) -> &'static str {
    match disk.find(['\r', '\n']).and_then(|at| disk.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Walks along a text of the disk and counts as the program does: no mark, one byte per line end.
struct Place<'a> {
    disk: &'a str,
    on_disk: usize,
    read: usize,
}

impl<'a> Place<'a> {
    fn new(disk: &'a str) -> Self {
        let on_disk = if disk.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { disk, on_disk, read: 0 }
    }

    /// The offset on disk of one in the text as read; offsets are asked for in rising order.
    fn find(&mut self, read: usize) -> usize {
        while self.read < read {
            let rest = self.disk.get(self.on_disk..).unwrap_or_default();
            let Some(next) = rest.chars().next() else { break };
            let crlf = rest.starts_with("\r\n");
            self.on_disk += if crlf { 2 } else { next.len_utf8() };
            self.read += if crlf { 1 } else { next.len_utf8() };
        }
        self.on_disk
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(FileId::new(0), start..end), text: text.to_owned() }
    }

    #[test]
    fn a_file_keeps_its_mark_and_its_line_ends() {
        let edits = [edit(2, 3, "å\nB"), edit(4, 4, "!")];
        assert_eq!(apply("a\nb\nøc", &edits), "a\nå\nB\n!øc");
        let rounds = [vec![edit(2, 3, "B\nb")], vec![edit(6, 8, "Ø")]];
        assert_eq!(rewrite("\u{feff}a\r\nb\r\nøc", &rounds), "\u{feff}a\r\nB\r\nb\r\nØc");
        assert_eq!(rewrite("a\rb\røc", &rounds), "a\rB\rb\rØc");
        assert_eq!(rewrite("a\nb\r\nøc", &rounds), "a\nB\nb\r\nØc");
    }
}
