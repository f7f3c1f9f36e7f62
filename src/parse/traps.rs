//! The commonest mistakes in front matter, caught line by line before the YAML parser sees them.
//!
//! A YAML parser reports them somewhere else, in the words of its grammar, or not at all.

use std::ops::Range;

use super::{keys, rules};
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::say;
use crate::source::{FileId, Span};

/// Looks through the lines in `range`. Returns whether one of them cannot be read as YAML, so that
/// nothing is built on a misreading.
pub fn find(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> bool {
    let mut scan = Scan { file, problems, broken: false, block: None, flow: None };
    let mut at = range.start;
    for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
        scan.line(line.trim_end_matches('\n'), at);
        at += line.len();
    }
    if let Some(flow) = scan.flow.take() {
        scan.unclosed(&flow);
    }
    scan.broken
}

struct Scan<'p> {
    file: FileId,
    problems: &'p mut Diagnostics,
    broken: bool,
    /// Indentation of the key whose block text (`>`, `|`) or plain text of several lines is being read.
    block: Option<usize>,
    /// A list or mapping in brackets that goes on over several lines.
    flow: Option<Flow>,
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

impl Scan<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = line.get(indent..).unwrap_or_default();
        if let Some(owner) = self.block {
            if content.is_empty() || indent > owner {
                return;
            }
            self.block = None;
        }
        if let Some(flow) = self.flow.take() {
            // The next field begins, and the bracket was forgotten.
            let next_field = indent <= flow.indent && (content.starts_with("- ") || split_key(content).is_some());
            if !next_field {
                let depth = open_brackets(content, flow.depth);
                self.flow = (depth > 0).then_some(Flow { depth, ..flow });
                return;
            }
            self.unclosed(&flow);
        }
        if content.starts_with('\t') {
            self.trap(
                at + indent,
                1,
                say!("Indrykning skal være mellemrum, ikke tabulator.", "Indent with spaces, not tabs."),
                say!("erstat tabulatoren med to mellemrum", "replace the tab by two spaces"),
            );
            return;
        }
        if content.is_empty() || content.starts_with('#') {
            return;
        }
        let (item, start, dash) = after_dashes(content, at + indent);
        if let Some(word) = item.strip_prefix('-').filter(|rest| rest.chars().next().is_some_and(char::is_alphabetic)) {
            self.trap(
                start,
                item.len(),
                say!(
                    "Der skal være et mellemrum efter bindestregen i en liste.",
                    "A list's hyphen needs a space after it."
                ),
                say!("skriv »- {word}«", "write “- {word}”"),
            );
            return;
        }
        match split_key(item) {
            Some((key, value, offset)) => self.value(key, value, start + offset, start - at),
            None => self.bare(item, start, dash.map(|dash| dash - at)),
        }
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
        );
    }

    /// A line without "key: ": an item of a list, or a key written without its space.
    /// `dash` is the indentation of the list.
    fn bare(&mut self, item: &str, start: usize, dash: Option<usize>) {
        if let Some((key, rest)) = item.split_once(':')
            && (if dash.is_some() { keys::begins_entry(key) } else { is_word(key) })
            && rest.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/')
        {
            self.trap(
                start + key.len(),
                1,
                say!("Der skal være et mellemrum efter kolonet.", "A space is needed after the colon."),
                say!("skriv »{key}: {rest}«", "write “{key}: {rest}”"),
            );
            return;
        }
        if let Some(dash) = dash.filter(|_| !item.ends_with(':')) {
            self.value("-", item, start, dash);
        }
    }

    fn value(&mut self, key: &str, value: &str, start: usize, indent: usize) {
        let trimmed = value.trim_end();
        let quoted = quote(without_comment(trimmed));
        let written = if key == "-" { format!("- {quoted}") } else { format!("{key}: {quoted}") };
        let advice = say!("skriv »{written}«", "write “{written}”");
        let mut chars = trimmed.chars();
        let Some(first) = chars.next() else { return };
        let alone = chars.next().is_none_or(char::is_whitespace);
        match first {
            '"' | '\'' => self.quoted(trimmed, first, start),
            '[' | '{' => self.flow_value(trimmed, first, start, indent, &advice),
            '>' | '|' => self.block_value(trimmed, first, start, indent, &advice),
            '@' | '`' | '%' | '*' | '&' | '!' | ',' | ']' | '}' => self.sign(first, start, advice),
            '-' | '?' | ':' if alone => self.sign(first, start, advice),
            '#' => {}
            _ => self.plain(trimmed, start, indent, advice),
        }
    }

    fn sign(&mut self, first: char, start: usize, advice: Text) {
        self.trap(
            start,
            1,
            say!(
                "En værdi må ikke begynde med »{first}« uden anførselstegn.",
                "A value cannot begin with “{first}” without quotes."
            ),
            advice,
        );
    }

    fn plain(&mut self, value: &str, start: usize, indent: usize, advice: Text) {
        let text = without_comment(value);
        if let Some(colon) = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1)) {
            self.trap(
                start + colon,
                1,
                say!(
                    "Kolon og mellemrum midt i en værdi læses som et nyt felt.",
                    "A colon and a space within a value are read as a new field."
                ),
                advice,
            );
            return;
        }
        self.comment(value, text, start);
        // Plain text may go on over further, deeper lines.
        self.block = Some(indent);
    }

    /// "lokal #12": a hash without a space behind it, or with only one before it, was hardly meant
    /// as a comment.
    fn comment(&mut self, value: &str, text: &str, start: usize) {
        let rest = value.get(text.len()..).unwrap_or_default();
        let gap = rest.len() - rest.trim_start().len();
        let after = rest.trim_start().chars().nth(1);
        if rest.trim().is_empty() || !(gap == 1 || after.is_some_and(|c| !c.is_whitespace())) {
            return;
        }
        let at = start + text.len() + gap;
        let quoted = quote(value);
        self.problems.push(
            Diagnostic::new(
                &rules::YAML_COMMENT,
                Span::new(self.file, at..at + rest.trim().len()),
                say!("Resten af linjen efter # læses ikke.", "The rest of the line after # is not read."),
            )
            .help(say!("skriv {quoted}, hvis det hører med", "write {quoted} if it belongs to the text")),
        );
    }

    fn quoted(&mut self, value: &str, mark: char, start: usize) {
        let Some(end) = closing_quote(value, mark) else {
            self.trap(
                start,
                1,
                say!("Anførselstegnet lukkes ikke på linjen.", "The quote is not closed on this line."),
                say!("sæt et {mark} til sidst", "put a {mark} at the end"),
            );
            return;
        };
        if let Some(at) = value.get(..end).filter(|_| mark == '"').and_then(bad_escape) {
            let advice = format!("'{}'", value.get(1..end - 1).unwrap_or_default().replace('\'', "''"));
            self.trap(
                start + at,
                2,
                say!("»\\« har en særlig betydning mellem to \".", "“\\” has a special meaning between double quotes."),
                say!("skriv {advice}", "write {advice}"),
            );
            return;
        }
        let rest = value.get(end..).unwrap_or_default().trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            let quoted = quote(value);
            self.trap(
                start + end,
                rest.len(),
                say!("Der står tekst efter det afsluttende anførselstegn.", "There is text after the closing quote."),
                say!("skriv {quoted}", "write {quoted}"),
            );
        }
    }

    fn flow_value(&mut self, value: &str, first: char, start: usize, indent: usize, advice: &Text) {
        let depth = open_brackets(value, 0);
        if depth > 0 {
            self.flow = Some(Flow { depth, start, first, indent });
            return;
        }
        let end = closed_at(value);
        let rest = value.get(end..).unwrap_or_default().trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            self.trap(
                start,
                1,
                say!(
                    "En værdi, der begynder med »{first}«, læses som en liste eller felter.",
                    "A value that begins with “{first}” is read as a list or fields."
                ),
                advice.clone(),
            );
        }
    }

    fn block_value(&mut self, value: &str, first: char, start: usize, indent: usize, advice: &Text) {
        let header = value.trim_start_matches(first).trim_start_matches(['-', '+', '1', '2', '3', '4']);
        if header.trim().is_empty() || header.trim_start().starts_with('#') {
            self.block = Some(indent);
            return;
        }
        self.sign(first, start, advice.clone());
    }

    fn trap(&mut self, start: usize, length: usize, message: Text, help: Text) {
        self.broken = true;
        let span = Span::new(self.file, start..start + length);
        self.problems.push(Diagnostic::new(&rules::YAML_TRAP, span, message).help(help));
    }
}

/// What follows the "- " of lists, where it begins, and where the last hyphen stands.
pub fn after_dashes(mut content: &str, mut start: usize) -> (&str, usize, Option<usize>) {
    let mut dash = None;
    while let Some(rest) = content.strip_prefix("- ") {
        let trimmed = rest.trim_start_matches(' ');
        dash = Some(start);
        start += content.len() - trimmed.len();
        content = trimmed;
    }
    (content, start, dash)
}

/// Whether a text can be a key: letters, digits, hyphens and underscores.
fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The place of a backslash that does not stand before a quote or another one. YAML has more
/// escapes, but in a path such as `K:\\fælles` none of them is meant.
fn bad_escape(quoted: &str) -> Option<usize> {
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && !chars.next().is_some_and(|(_, next)| "\"/\\".contains(next)) {
            return Some(at);
        }
    }
    None
}

/// "key: value" or "key:"; the value's offset in the item. A quoted key counts.
pub fn split_key(item: &str) -> Option<(&str, &str, usize)> {
    let end = if let Some(mark) = item.chars().next().filter(|c| *c == '"' || *c == '\'') {
        let close = closing_quote(item, mark)?;
        item.get(close..)?.starts_with(':').then_some(close)?
    } else {
        let colon = item
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| item.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))?;
        // "[a: b]" and "{a: b}" are values of a list.
        if item.starts_with(['[', '{']) {
            return None;
        }
        colon
    };
    let key = item.get(..end)?;
    let rest = item.get(end + 1..)?;
    let value = rest.trim_start();
    Some((key, value, item.len() - value.len()))
}

/// The value without a comment at its end.
fn without_comment(value: &str) -> &str {
    value.find(" #").map_or(value, |at| value.get(..at).unwrap_or(value)).trim_end()
}

/// The offset after the closing quote of a text that begins with one.
pub fn closing_quote(value: &str, mark: char) -> Option<usize> {
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            if mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// How many brackets are open after the text, quotes aside.
fn open_brackets(text: &str, before: usize) -> usize {
    walk_brackets(text, before, |_, _| {})
}

/// The offset after the bracket that closes the first one.
fn closed_at(text: &str) -> usize {
    let mut end = text.len();
    let mut found = false;
    walk_brackets(text, 0, |at, depth| {
        if depth == 0 && !found {
            end = at + 1;
            found = true;
        }
    });
    end
}

fn walk_brackets(text: &str, before: usize, mut closed: impl FnMut(usize, usize)) -> usize {
    let mut depth = before;
    let mut skip_to = 0;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            // A quote opens only where a value may begin; elsewhere it is an apostrophe.
            '"' | '\'' if " [{,:".contains(previous) => {
                skip_to = text.get(at..).and_then(|rest| closing_quote(rest, c)).map_or(text.len(), |end| at + end);
            }
            '#' if previous == ' ' => return depth,
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                closed(at, depth);
            }
            _ => {}
        }
        previous = c;
    }
    depth
}

/// The value as it should be written.
fn quote(value: &str) -> String {
    let bare = value.trim().trim_matches('"');
    if bare.contains(['"', '\\']) { format!("'{}'", bare.replace('\'', "''")) } else { format!("\"{bare}\"") }
}
