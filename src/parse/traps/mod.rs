//! The commonest mistakes in front matter, caught line by line before the YAML parser sees them.
//!
//! A YAML parser reports them somewhere else, in the words of its grammar, or not at all.

mod layout;
mod several;
mod tabs;
mod text;
mod values;

use std::ops::Range;

use super::{keys, rules};
use crate::diag::{Diagnostic, Diagnostics, Edit, Fix, Text};
use crate::say;
use crate::source::{FileId, Span};
use layout::Layout;
use several::{Kind, Several};
pub use text::{after_dashes, closing_quote, split_key};
use text::{is_word, open_brackets, strange_space};

/// Looks through the lines in `range`. Returns whether one of them cannot be read as YAML, so that
/// nothing is built on a misreading.
pub fn find(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> bool {
    let mut scan = Scan {
        file,
        text,
        problems,
        broken: false,
        block: None,
        flow: None,
        owner: String::new(),
        layout: Layout::default(),
        several: Vec::new(),
        lost: false,
        number: text.get(..range.start).unwrap_or_default().matches('\n').count(),
    };
    let mut at = range.start;
    for line in text.get(range.clone()).unwrap_or_default().split_inclusive('\n') {
        scan.number += 1;
        scan.line(line.trim_end_matches('\n'), at);
        at += line.len();
    }
    scan.finish(range)
}

struct Scan<'a> {
    file: FileId,
    text: &'a str,
    problems: &'a mut Diagnostics,
    broken: bool,
    /// The text that goes on over the lines below its key.
    block: Option<Block>,
    /// A list or mapping in brackets that goes on over several lines.
    flow: Option<Flow>,
    /// The field whose list is being read.
    owner: String,
    layout: Layout,
    several: Vec<Several>,
    /// The line, as people count.
    number: usize,
    /// A line was left out of the layout, so that nothing is said of those below it.
    lost: bool,
}

/// A text of several lines.
struct Block {
    /// Indentation of its key.
    indent: usize,
    /// It was written with `>` or `|`, so that anything may stand in it.
    literal: bool,
    /// Where its key stands, and which it is.
    column: usize,
    key: String,
}

/// Brackets still open from lines before.
struct Flow {
    depth: usize,
    /// Where the first one stands, and which it is.
    start: usize,
    first: char,
    /// Indentation of the key it belongs to.
    indent: usize,
}

/// A line, or what follows the hyphens in it.
#[derive(Clone, Copy)]
struct Item<'l> {
    text: &'l str,
    /// Where the line and the item begin in the file.
    line: usize,
    start: usize,
    /// Where the last hyphen before it stands.
    dash: Option<usize>,
}

impl Item<'_> {
    fn column(&self) -> usize {
        self.start - self.line
    }
}

impl Scan<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = line.get(indent..).unwrap_or_default();
        if self.in_block(content, indent, at) || self.in_flow(content, indent) {
            return;
        }
        if content.is_empty() || content.starts_with('#') || self.strange_spaces(line, at) {
            return;
        }
        if content.starts_with('\t') {
            let span = Span::new(self.file, at + indent..at + indent + 1);
            self.several(Kind::Tab, span, "", Vec::new(), true);
            self.lost = true;
            return;
        }
        // An item that is still to be written.
        if content.trim_end() == "-" {
            self.layout.after_item(indent);
            return;
        }
        // A list in a list has columns of its own.
        self.lost |= content.starts_with("- - ");
        let (text, start, dash) = after_dashes(content, at + indent);
        let item = Item { text, line: at, start, dash };
        if self.marker(item) || self.joined_hyphen(item) || self.joined_colon(item) {
            return;
        }
        match split_key(text) {
            Some((key, value, offset)) => {
                let column = match self.misplaced(item, key) {
                    Some(column) => column,
                    None => {
                        self.value(key, value, start + offset, item);
                        item.column()
                    }
                };
                self.layout.after_key(column, key, value);
                self.owner = if value.is_empty() { key.to_owned() } else { String::new() };
            }
            None => self.bare(item),
        }
    }

    /// Whether the line belongs to the text above it; then it is looked at as such.
    fn in_block(&mut self, content: &str, indent: usize, at: usize) -> bool {
        let Some(block) = &self.block else { return false };
        if !content.is_empty() && indent <= block.indent {
            self.block = None;
            return false;
        }
        if block.literal || content.is_empty() {
            return true;
        }
        let Some((key, ..)) = split_key(content).filter(|(key, ..)| is_word(key)) else { return true };
        if !keys::is_known(key) {
            self.colon_below(content, at + indent);
            return true;
        }
        let (word, column) = (block.key.clone(), block.column);
        let edit = (at..at + indent, " ".repeat(column));
        let span = Span::new(self.file, at + indent..at + indent + key.len());
        self.several(Kind::Indent, span, &word, vec![edit], true);
        true
    }

    /// A colon in a text that goes on over several lines.
    fn colon_below(&mut self, content: &str, start: usize) {
        let Some(block) = self.block.take() else { return };
        let key = block.key;
        let first = if key == "-" { "- >-".to_owned() } else { format!("{key}: >-") };
        self.trap(
            start + content.find(": ").or_else(|| content.find(':')).unwrap_or_default(),
            1,
            say!(
                "Kolon og mellemrum midt i en værdi læses som et nyt felt.",
                "A colon and a space within a value are read as a new field."
            ),
            say!(
                "skriv »{first}« alene på linjen, og hele teksten på linjerne under den",
                "write “{first}” alone on its line, and the whole text on the lines below it"
            ),
            None,
        );
        self.block = Some(Block { literal: true, key, ..block });
    }

    /// Whether the line belongs to brackets that are open.
    fn in_flow(&mut self, content: &str, indent: usize) -> bool {
        let Some(flow) = self.flow.take() else { return false };
        // The next field begins, and the bracket was forgotten.
        let next_field = indent <= flow.indent && (content.starts_with("- ") || split_key(content).is_some());
        if next_field {
            self.unclosed(&flow);
            return false;
        }
        let depth = open_brackets(content, flow.depth);
        self.flow = (depth > 0).then_some(Flow { depth, ..flow });
        true
    }

    /// Spaces of word processors where YAML wants its own: before a line, and after a hyphen or colon.
    fn strange_spaces(&mut self, line: &str, at: usize) -> bool {
        let strange = |c: char| strange_space(c).is_some();
        let blank = |c: char| c == ' ' || c == '-' || strange(c);
        let lead = line.find(|c| !blank(c)).unwrap_or(line.len());
        let colon = line.get(lead..).and_then(|rest| rest.find(':')).map(|colon| lead + colon + 1);
        let after = colon.filter(|colon| line.get(lead..colon - 1).is_some_and(is_word));
        let mut edits = Vec::new();
        let mut gather = |from: usize, end: usize| {
            for (offset, c) in line.get(from..end).unwrap_or_default().char_indices() {
                if let Some(space) = strange_space(c) {
                    let start = at + from + offset;
                    edits.push((start..start + c.len_utf8(), space.to_owned()));
                }
            }
        };
        gather(0, lead);
        if let Some(after) = after {
            let rest = line.get(after..).unwrap_or_default();
            let end = after + rest.find(|c| c != ' ' && !strange(c)).unwrap_or(rest.len());
            gather(after, end);
        }
        let Some((first, _)) = edits.first() else { return false };
        let span = Span::new(self.file, first.clone());
        self.several(Kind::StrangeSpace, span, "", edits, true);
        self.lost = true;
        true
    }

    /// "– punkt", "• punkt" and "* punkt" where a list is expected.
    fn marker(&mut self, item: Item) -> bool {
        let mut chars = item.text.chars();
        let Some(sign) = chars.next().filter(|c| "–—•·▪*".contains(*c)) else { return false };
        if item.dash.is_some() || chars.next() != Some(' ') {
            return false;
        }
        let place = item.start..item.start + sign.len_utf8();
        let span = Span::new(self.file, place.clone());
        self.several(Kind::Marker, span, &sign.to_string(), vec![(place, "-".to_owned())], true);
        self.lost = true;
        true
    }

    /// "-punkt" without its space.
    fn joined_hyphen(&mut self, item: Item) -> bool {
        let rest = item.text.strip_prefix('-');
        let Some(word) = rest.filter(|rest| rest.chars().next().is_some_and(char::is_alphabetic)) else { return false };
        let fix = self.insert(item.start + 1, " ", say!("Skriv »- {word}«", "Write “- {word}”"));
        self.trap(
            item.start,
            item.text.len(),
            say!(
                "Der skal være et mellemrum efter bindestregen i en liste.",
                "A list's hyphen needs a space after it."
            ),
            say!("skriv »- {word}«", "write “- {word}”"),
            Some(fix.safe()),
        );
        self.lost = true;
        true
    }

    /// "title:Ansøgning" without its space.
    fn joined_colon(&mut self, item: Item) -> bool {
        let Some((key, rest)) = item.text.split_once(':') else { return false };
        let may_be_key = match (item.dash, split_key(item.text)) {
            // The colon of another key, or of a text: only a field's own name counts.
            (_, Some(_)) => is_word(key) && keys::is_known(key),
            (Some(_), None) => keys::begins_entry(key),
            (None, None) => is_word(key),
        };
        if !may_be_key || !rest.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/') {
            return false;
        }
        let fix = self.insert(item.start + key.len() + 1, " ", say!("Skriv »{key}: {rest}«", "Write “{key}: {rest}”"));
        self.trap(
            item.start + key.len(),
            1,
            say!("Der skal være et mellemrum efter kolonet.", "A space is needed after the colon."),
            say!("skriv »{key}: {rest}«", "write “{key}: {rest}”"),
            Some(if keys::is_known(key) { fix.safe() } else { fix }),
        );
        self.lost = true;
        true
    }

    /// Where a field or an item should stand that stands where none can.
    fn misplaced(&mut self, item: Item, key: &str) -> Option<usize> {
        let dash = item.dash.map(|dash| dash - item.line);
        let found = self.layout.place(item.column(), dash, key);
        let wrong = found.filter(|_| !self.lost)?;
        let indent = item.dash.unwrap_or(item.start) - item.line;
        let edit = (item.line..item.line + indent, " ".repeat(wrong.column));
        let length = if item.dash.is_some() { 1 } else { key.len() };
        let start = item.dash.unwrap_or(item.start);
        let span = Span::new(self.file, start..start + length);
        let kind = if wrong.outside { Kind::Outside } else { Kind::Indent };
        let word = if wrong.outside { key } else { &wrong.word };
        let sure = wrong.sure && (key == "-" || keys::is_known(key));
        self.several(kind, span, word, vec![edit], sure);
        Some(wrong.column + item.column() - indent)
    }

    /// A line without "key: ": an item of a list, or a text.
    fn bare(&mut self, item: Item) {
        match item.dash {
            Some(dash) => {
                if self.misplaced(item, "-").is_some() {
                    return;
                }
                self.layout.after_item(dash - item.line);
                if !item.text.ends_with(':') {
                    self.value("-", item.text, item.start, item);
                }
            }
            None => self.loose(item),
        }
    }

    /// Text that belongs to no field, or is the value of the field above it.
    fn loose(&mut self, item: Item) {
        if let Some((column, key)) = self.layout.waits(item.column()) {
            self.value(&key, item.text, item.start, Item { line: item.start - column, dash: None, ..item });
            return;
        }
        let fences = ["---", "...", "[", "{", "]", "}", "\"", "'", "?", ":", "&", "!", "-"];
        if fences.iter().any(|sign| item.text.starts_with(sign)) || self.layout.is_new() || self.lost {
            return;
        }
        self.trap(
            item.start,
            item.text.trim_end().len(),
            say!("Linjen hører ikke til noget felt.", "The line belongs to no field."),
            say!(
                "ryk den ind, hvis teksten ovenfor fortsætter her; skriv ellers feltets navn og kolon foran",
                "indent it if the text above goes on here; else write the field's name and a colon before it"
            ),
            None,
        );
    }

    fn unclosed(&mut self, flow: &Flow) {
        let (first, last) = (flow.first, if flow.first == '[' { ']' } else { '}' });
        self.trap(
            flow.start,
            1,
            say!("Klammen »{first}« lukkes ikke.", "The bracket “{first}” is not closed."),
            say!(
                "sæt et {last} til sidst, og tekst med # i anførselstegn",
                "put a {last} at the end, and quote text with a #"
            ),
            None,
        );
    }

    fn insert(&self, at: usize, text: &str, title: Text) -> Fix {
        Fix::new(title, vec![Edit { span: Span::new(self.file, at..at), text: text.to_owned() }])
    }

    fn trap(&mut self, start: usize, length: usize, message: Text, help: Text, fix: Option<Fix>) {
        self.broken = true;
        let span = Span::new(self.file, start..start + length);
        let problem = Diagnostic::new(&rules::YAML_TRAP, span, message).help(help);
        self.problems.push(fix.into_iter().fold(problem, Diagnostic::fix));
    }

    /// Adds a line to those with the same mistake.
    fn several(&mut self, kind: Kind, span: Span, word: &str, edits: Vec<(Range<usize>, String)>, safe: bool) {
        self.broken = true;
        let known = self.several.iter().position(|several| several.kind == kind);
        let index = known.unwrap_or_else(|| {
            self.several.push(Several::new(kind, span, word));
            self.several.len() - 1
        });
        if let Some(several) = self.several.get_mut(index) {
            several.add(self.number, edits, safe);
        }
    }

    fn finish(mut self, range: Range<usize>) -> bool {
        if let Some(flow) = self.flow.take() {
            self.unclosed(&flow);
        }
        for several in std::mem::take(&mut self.several) {
            let fix = match several.kind {
                Kind::Tab => Some(tabs::spaces(self.file, self.text, range.clone())),
                _ => None,
            };
            self.problems.push(several.problem(fix));
        }
        self.broken
    }
}
