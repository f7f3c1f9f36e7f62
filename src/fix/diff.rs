//! What changes in a text, line by line, in the form that people and `patch` read.

use std::fmt::Write;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// A unified diff of two texts of one file; empty when they are the same.
pub fn unified(path: &str, before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let lines = script(&old, &new);
    let mut out = String::new();
    for hunk in hunks(&lines) {
        if out.is_empty() {
            let _ = write!(out, "--- a/{path}\n+++ b/{path}\n");
        }
        let count = |signs: [char; 2]| hunk.iter().filter(|line| signs.contains(&line.sign)).count();
        let (gone, come) = (count([' ', '-']), count([' ', '+']));
        let (from, to) = hunk.first().map_or((0, 0), |line| (line.old + 1, line.new + 1));
        let _ = writeln!(out, "@@ -{from},{gone} +{to},{come} @@");
        for line in hunk {
            let _ = writeln!(out, "{}{}", line.sign, line.text);
        }
    }
    out
}

struct Line<'a> {
    sign: char,
    text: &'a str,
    /// Lines of the old and of the new text before this one.
    old: usize,
    new: usize,
}

/// Every line of both texts in order: kept, gone or new. Fixes change few lines, so the lines
/// between the first and the last change are compared by their longest common run only.
fn script<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Line<'a>> {
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < old.len() || j < new.len() {
        let (gone, come) = next_match(old.get(i..).unwrap_or_default(), new.get(j..).unwrap_or_default());
        for text in old.iter().skip(i).take(gone) {
            lines.push(Line { sign: '-', text, old: i, new: j });
            i += 1;
        }
        for text in new.iter().skip(j).take(come) {
            lines.push(Line { sign: '+', text, old: i, new: j });
            j += 1;
        }
        if let Some(text) = old.get(i) {
            lines.push(Line { sign: ' ', text, old: i, new: j });
            (i, j) = (i + 1, j + 1);
        }
    }
    lines
}

/// How many lines of each text to pass before both go on with the same line.
fn next_match(old: &[&str], new: &[&str]) -> (usize, usize) {
    for passed in 0..old.len() + new.len() {
        for gone in 0..=passed.min(old.len()) {
            let come = passed - gone;
            if old.get(gone).is_some_and(|line| new.get(come) == Some(line)) {
                return (gone, come);
            }
        }
    }
    (old.len(), new.len())
}

/// Changes with the lines around them; those that meet are one.
fn hunks<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<&'l [Line<'a>]> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.sign != ' ') {
        let (from, to) = (at.saturating_sub(CONTEXT), (at + CONTEXT + 1).min(lines.len()));
        match ranges.last_mut() {
            Some((_, end)) if from <= *end => *end = to,
            _ => ranges.push((from, to)),
        }
    }
    ranges.into_iter().filter_map(|(from, to)| lines.get(from..to)).collect()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn changes_stand_with_the_lines_around_them() {
        let before = "1\n2\n3\n4\ntitel: x\n6\n7\n8\n9\n";
        let after = before.replace("titel", "title");
        let expected = "--- a/x.md\n+++ b/x.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-titel: x\n+title: x\n 6\n 7\n 8\n";
        assert_eq!(unified("x.md", before, &after), expected);
        assert_eq!(unified("x.md", before, before), "");
        assert_eq!(unified("x.md", "a\nb\n", "a\n"), "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,1 @@\n a\n-b\n");
        assert_eq!(unified("x.md", "", "b\n"), "--- a/x.md\n+++ b/x.md\n@@ -1,0 +1,1 @@\n+b\n");
    }
}
