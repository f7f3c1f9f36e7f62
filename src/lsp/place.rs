//! Where the cursor stands in front matter, by lines and indentation.
//!
//! Broken YAML is the normal state while somebody types, and the tree of the parser then tells nothing.
//! This reads no meaning: it says which key path the cursor is below, which word it touches and which
//! keys stand there already.

use std::collections::BTreeMap;
use std::ops::Range;

use super::flow::Flow;
use crate::parse::{after_dashes, closing_quote, split_key};

/// One part of a key path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    Key(String),
    /// An item of a list, counted from 0.
    Item(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// On a word without a colon before it: a key where fields are expected, else a value.
    Word,
    /// Behind "key:".
    Value,
}

/// Where the cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// From the top of the fields to the mapping or value the cursor is in.
    pub path: Vec<Segment>,
    pub spot: Spot,
    /// What a completion replaces.
    pub word: Range<usize>,
    /// Keys of the same mapping, but the one below the cursor.
    pub written: Vec<String>,
    /// Between brackets.
    pub in_flow: bool,
    /// The word stands between these.
    pub quote: Option<char>,
    /// The word is followed by a colon already.
    pub has_colon: bool,
    /// The column where keys of this mapping begin.
    pub column: usize,
}

/// The place of `cursor` in the YAML at `range` of `text`; `None` in texts of several lines and comments.
pub fn find(text: &str, range: Range<usize>, cursor: usize) -> Option<Place> {
    let mut scan = Scan { cursor, ..Scan::default() };
    let mut at = range.start;
    for line in text.get(range)?.split_inclusive('\n') {
        scan.line(line.trim_end_matches('\n'), at);
        at += line.len();
    }
    // Behind the last line break there is one more line, and it is empty.
    if scan.found.is_none() && cursor == at {
        scan.line("", at);
    }
    scan.finish()
}

/// A key or item that the lines below may belong to.
#[derive(Debug, Clone)]
struct Level {
    column: usize,
    segment: Segment,
    /// Nothing stands behind its colon, so what it holds stands below.
    open: bool,
    node: usize,
}

/// A place whose neighbours are not all known yet.
#[derive(Debug)]
pub(super) struct Found {
    pub place: Place,
    pub node: usize,
}

#[derive(Debug, Default)]
struct Scan {
    cursor: usize,
    levels: Vec<Level>,
    /// Keys of each mapping, with where they begin.
    keys: Vec<(usize, String, usize)>,
    nodes: usize,
    items: BTreeMap<usize, usize>,
    /// The column of the key whose text of several lines is being read.
    block: Option<usize>,
    flow: Option<(Flow, usize)>,
    /// `Some(None)`: the cursor was passed where nothing can be written.
    found: Option<Option<Found>>,
}

impl Scan {
    fn line(&mut self, line: &str, at: usize) {
        let here = (at..=at + line.len()).contains(&self.cursor);
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = line.get(indent..).unwrap_or_default();
        if let Some(owner) = self.block {
            if content.is_empty() || indent > owner {
                if here {
                    self.found = Some(None);
                }
                return;
            }
            self.block = None;
        }
        if let Some((mut flow, owner)) = self.flow.take() {
            let next_field = indent <= owner && (content.starts_with("- ") || split_key(content).is_some());
            if !next_field {
                self.feed(&mut flow, line, at);
                self.flow = flow.is_open().then_some((flow, owner));
                return;
            }
        }
        if content.starts_with('#') {
            if here {
                self.found.get_or_insert(None);
            }
            return;
        }
        if content.is_empty() {
            if here {
                self.blank(at);
            }
            return;
        }
        self.content(content, at + indent, at, here);
    }

    /// An empty line: the cursor's own column says what it would belong to.
    fn blank(&mut self, at: usize) {
        let column = self.cursor - at;
        self.word(column, self.cursor..self.cursor);
    }

    fn content(&mut self, content: &str, start: usize, at: usize, here: bool) {
        let dashed = content == "-" || content.starts_with("- ");
        let (item, item_start, _) = if content == "-" { ("", start + 1, None) } else { after_dashes(content, start) };
        if dashed {
            let before = content.get(..item_start - start).unwrap_or_default();
            for (offset, _) in before.match_indices('-') {
                self.item(start + offset - at);
            }
            if here && self.cursor < item_start && !item.is_empty() {
                self.found.get_or_insert(None);
                return;
            }
        }
        let column = item_start - at;
        match split_key(item) {
            Some((key, value, offset)) => self.entry(key, value, item_start, item_start + offset, column),
            None if here && dashed && item.trim().is_empty() => {
                let column = if content == "-" { column + 1 } else { column };
                self.word(column, self.cursor..self.cursor);
            }
            None => self.bare(item, item_start, column, here),
        }
    }

    fn item(&mut self, column: usize) {
        while self.levels.last().is_some_and(|level| {
            level.column > column
                || (level.column == column && !(level.open && matches!(level.segment, Segment::Key(_))))
        }) {
            self.levels.pop();
        }
        let parent = self.node();
        let count = self.items.entry(parent).or_default();
        let segment = Segment::Item(*count);
        *count += 1;
        self.push(column, segment, true);
    }

    fn entry(&mut self, key: &str, value: &str, start: usize, value_start: usize, column: usize) {
        self.close(column);
        let name = key.trim_matches(['"', '\'']).to_owned();
        let end = start + key.len();
        if (start..=end).contains(&self.cursor) && self.found.is_none() {
            let place = Place { has_colon: true, ..self.place(Spot::Word, start..end, column) };
            self.found = Some(Some(Found { place, node: self.node() }));
        }
        let parent = self.node();
        self.keys.push((parent, name.clone(), start));
        self.push(column, Segment::Key(name), value.trim().is_empty());
        self.value(value, value_start, end + 1, column);
    }

    fn value(&mut self, value: &str, start: usize, after_colon: usize, column: usize) {
        let trimmed = value.trim_end();
        match trimmed.chars().next() {
            Some('[' | '{') => {
                let mut flow = Flow::default();
                self.feed(&mut flow, value, start);
                self.flow = flow.is_open().then_some((flow, column));
            }
            Some('>' | '|') => self.block = Some(column),
            _ => {}
        }
        let end = (start + value.len()).max(after_colon);
        if self.found.is_some() || !(after_colon..=end).contains(&self.cursor) {
            return;
        }
        let (word, quote) = scalar(trimmed, start, self.cursor);
        let place = Place { quote, ..self.place(Spot::Value, word, column) };
        self.found = Some(Some(Found { place, node: usize::MAX }));
    }

    /// Hands a piece of a line to the brackets it stands in.
    fn feed(&mut self, flow: &mut Flow, text: &str, at: usize) {
        let base: Vec<Segment> = self.levels.iter().map(|level| level.segment.clone()).collect();
        let found = flow.feed(text, at, self.cursor, &mut self.nodes, &mut self.keys);
        if let Some(mut found) = found.filter(|_| self.found.is_none()) {
            found.place.path.splice(0..0, base);
            self.found = Some(Some(found));
        }
    }

    /// A line without a colon.
    fn bare(&mut self, item: &str, start: usize, column: usize, here: bool) {
        let trimmed = item.trim_end();
        if trimmed.starts_with(['[', '{']) {
            let mut flow = Flow::default();
            self.feed(&mut flow, item, start);
            self.flow = flow.is_open().then_some((flow, column.saturating_sub(1)));
            return;
        }
        if here {
            let (word, quote) = scalar(trimmed, start, self.cursor);
            self.word(column, word);
            if let Some(Some(found)) = &mut self.found {
                found.place.quote = quote;
            }
        }
    }

    /// The cursor on a word, or where one could begin.
    fn word(&mut self, column: usize, word: Range<usize>) {
        if self.found.is_some() {
            return;
        }
        let kept = self.levels.iter().take_while(|level| level.column < column).count();
        self.levels.truncate(kept);
        // Below a key that has its value on its own line there is nothing but more of that text.
        let closed = self.levels.last().is_some_and(|level| !level.open);
        let place = self.place(Spot::Word, word, column);
        let found = Found { place, node: self.node() };
        self.found = Some((!closed).then_some(found));
    }

    fn place(&self, spot: Spot, word: Range<usize>, column: usize) -> Place {
        let path = self.levels.iter().map(|level| level.segment.clone()).collect();
        Place { path, spot, word, written: Vec::new(), in_flow: false, quote: None, has_colon: false, column }
    }

    fn close(&mut self, column: usize) {
        let kept = self.levels.iter().take_while(|level| level.column < column).count();
        self.levels.truncate(kept);
    }

    fn push(&mut self, column: usize, segment: Segment, open: bool) {
        self.nodes += 1;
        self.levels.push(Level { column, segment, open, node: self.nodes });
    }

    /// The mapping that a key at this place belongs to.
    fn node(&self) -> usize {
        self.levels.last().map_or(0, |level| level.node)
    }

    fn finish(self) -> Option<Place> {
        let Found { mut place, node } = self.found??;
        let own = place.word.start;
        // Where a value is written, the keys beside it are no names to leave out.
        let is_word = place.spot == Spot::Word;
        let others = self.keys.into_iter().filter(|(parent, _, start)| is_word && *parent == node && *start != own);
        place.written = others.map(|(_, key, _)| key).collect();
        Some(place)
    }
}

/// What a completion of a single value replaces: the value without its quotes, up to the cursor at least.
pub(super) fn scalar(trimmed: &str, start: usize, cursor: usize) -> (Range<usize>, Option<char>) {
    let end = start + trimmed.len();
    match trimmed.chars().next() {
        None => (cursor..cursor, None),
        Some(mark @ ('"' | '\'')) => {
            let closed = closing_quote(trimmed, mark).map(|end| start + end - 1);
            (start + 1..closed.unwrap_or(end.max(cursor)), Some(mark))
        }
        Some(_) => (start.min(cursor)..end.max(cursor), None),
    }
}

#[cfg(test)]
mod tests {
    // `|` is the cursor in each text.
    use super::*;

    fn at(text: &str) -> Option<Place> {
        let cursor = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        find(&text, 0..text.len(), cursor)
    }

    /// "steps.0.late", the word below the cursor, and the keys beside it.
    fn shown(text: &str) -> (String, Spot, String, String) {
        let place = at(text).unwrap_or_else(|| panic!("no place in {text}"));
        let part = |segment: &Segment| match segment {
            Segment::Key(key) => key.clone(),
            Segment::Item(number) => number.to_string(),
        };
        let path: Vec<String> = place.path.iter().map(part).collect();
        let plain = text.replacen('|', "", 1);
        (path.join("."), place.spot, plain[place.word].to_owned(), place.written.join(" "))
    }

    fn is(text: &str, path: &str, spot: Spot, word: &str, written: &str) {
        let expected = (path.to_owned(), spot, word.to_owned(), written.to_owned());
        assert_eq!(shown(text), expected, "{text}");
    }

    #[test]
    fn keys_of_the_page() {
        is("title: A\nsum|\nlead: bif\n", "", Spot::Word, "sum", "title lead");
        is("title: A\n|", "", Spot::Word, "", "title");
        is("title: A\n|\nlead: bif", "", Spot::Word, "", "title lead");
        is("ti|tle: A\nlead: b", "", Spot::Word, "title", "lead");
        is("|", "", Spot::Word, "", "");
    }

    #[test]
    fn values() {
        is("owner: yd|\n", "owner", Spot::Value, "yd", "");
        is("owner:|\n", "owner", Spot::Value, "", "");
        is("owner: |\n", "owner", Spot::Value, "", "");
        is("law: \"LAS § 1|\"\n", "law", Spot::Value, "LAS § 1", "");
        is("law: \"LAS |\n", "law", Spot::Value, "LAS ", "");
        is("law: LAS |\n", "law", Spot::Value, "LAS ", "");
    }

    #[test]
    fn steps_and_what_is_in_them() {
        let steps = "steps:\n  - id: a\n    do: x\n  - id: b\n    ";
        is(&format!("{steps}n|\n    by: c\n  - id: d\n"), "steps.1", Spot::Word, "n", "id by");
        is(&format!("{steps}late:\n      |"), "steps.1.late", Spot::Word, "", "");
        is(&format!("{steps}late: {{to: a, s|"), "steps.1.late", Spot::Word, "s", "to");
        is(&format!("{steps}answers: {{Ja: |, Nej: b}}"), "steps.1.answers.Ja", Spot::Value, "", "");
        is(&format!("{steps}tools: [ky, c|]"), "steps.1.tools.1", Spot::Word, "c", "");
        is(&format!("{steps}tools:\n      - ky\n      - |"), "steps.1.tools.1", Spot::Word, "", "");
        is(&format!("{steps}tools:\n      - ky\n      -|"), "steps.1.tools.1", Spot::Word, "", "");
        is(&format!("{steps}next: |\n    broken: ["), "steps.1.next", Spot::Value, "", "");
        is("steps:\n- id: a\n  |\n", "steps.0", Spot::Word, "", "id");
        is("steps:\n  - |\n", "steps.0", Spot::Word, "", "");
        is("steps:\n  |\n", "steps", Spot::Word, "", "");
        is("steps:\n  - id: a\n  |\n", "steps", Spot::Word, "", "");
    }

    #[test]
    fn brackets_over_several_lines_and_brackets_forgotten() {
        is("tools: [a,\n  b, |\n  c]\n", "tools.2", Spot::Word, "", "");
        is("tools: [a, b\nowner: |\n", "owner", Spot::Value, "", "");
        is("law: [\"LAS § 1, stk. |\", x]", "law.0", Spot::Word, "LAS § 1, stk. ", "");
        is("answers:\n  - {say: \"Nej, ikke nu\", to: |}", "answers.0.to", Spot::Value, "", "");
    }

    #[test]
    fn answers_of_two_forms() {
        is("answers:\n  Ja: |\n", "answers.Ja", Spot::Value, "", "");
        is("answers:\n  - say: Ja\n    t|\n", "answers.0", Spot::Word, "t", "say");
    }

    #[test]
    fn texts_and_comments_are_left_alone() {
        assert_eq!(at("summary: >-\n  Her er |\nowner: x"), None);
        assert_eq!(at("summary: Her er\n  mere |\nowner: x"), None);
        assert_eq!(at("# note |\nowner: x"), None);
    }

    #[test]
    fn tabs_and_wrong_indentation_do_no_harm() {
        for text in ["\t|", "a:\n\tb|", "- - |", "[[{|", "}|", "- {a: |", "a: {b: [|", "æ: ø|å"] {
            let _ = at(text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_at_any_place(text in "[a-z \n:,\\[\\]{}\"'#>|æ𝄞-]{0,80}") {
            for cursor in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                if let Some(place) = find(&text, 0..text.len(), cursor) {
                    proptest::prop_assert!(text.get(place.word.clone()).is_some(), "{place:?}");
                }
            }
        }
    }
}
