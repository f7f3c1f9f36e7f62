//! Values that mean something else to YAML than to whoever wrote them.

use super::text::{
    bad_escape, closed_at, closing_quote, doubtful_comment, is_typographic_quote, open_brackets, quote, without_comment,
};
use super::{Block, Flow, Item, Scan};
use crate::diag::{Diagnostic, Fix, Text};
use crate::parse::{keys, rules};
use crate::say;
use crate::source::Span;

/// A value of a field, and what it would be in quotes.
struct Written<'l> {
    key: &'l str,
    text: &'l str,
    start: usize,
    item: Item<'l>,
}

impl Scan<'_> {
    /// Looks at the value of `key`, or of an item of a list (`-`).
    pub(super) fn value(&mut self, key: &str, value: &str, start: usize, item: Item) {
        let written = Written { key, text: value.trim_end(), start, item };
        let mut chars = written.text.chars();
        let Some(first) = chars.next() else { return };
        let alone = chars.next().is_none_or(char::is_whitespace);
        if self.typographic(&written) {
            return;
        }
        match first {
            '"' | '\'' => self.quoted(&written, first),
            '[' | '{' => self.flow_value(&written, first),
            '>' | '|' => self.block_value(&written, first),
            '@' | '`' | '%' | '*' | '&' | '!' => self.sign(&written, first, true),
            ',' | ']' | '}' => self.sign(&written, first, false),
            '-' | '?' | ':' if alone => self.sign(&written, first, false),
            '#' => {}
            _ => self.plain(&written),
        }
    }

    /// The field whose value this is: in a list, the field of the list.
    fn field<'k>(&'k self, written: &Written<'k>) -> &'k str {
        if written.key == "-" { &self.owner } else { written.key }
    }

    /// Writes the value, without a comment behind it, in quotes.
    fn in_quotes(&self, written: &Written, sure: bool) -> Fix {
        let bare = without_comment(written.text);
        let whole = doubtful_comment(written.text, bare).is_some();
        let text = if whole { written.text } else { bare };
        let span = Span::new(self.file, written.start..written.start + text.len());
        let fix = Fix::replace(span, quote(text));
        if sure && !whole && keys::is_text(self.field(written)) { fix.safe() } else { fix }
    }

    fn advice(written: &Written) -> Text {
        let quoted = quote(without_comment(written.text));
        let line = if written.key == "-" { format!("- {quoted}") } else { format!("{}: {quoted}", written.key) };
        say!("skriv »{line}«", "write “{line}”")
    }

    fn sign(&mut self, written: &Written, first: char, sure: bool) {
        let fix = self.in_quotes(written, sure);
        self.trap(
            written.start,
            first.len_utf8(),
            say!(
                "En værdi må ikke begynde med »{first}« uden anførselstegn.",
                "A value cannot begin with “{first}” without quotes."
            ),
            Self::advice(written),
            Some(fix),
        );
    }

    /// Quotes of a word processor around a value that is no plain text: `law: “LAS § 11”`.
    fn typographic(&mut self, written: &Written) -> bool {
        let field = self.field(written);
        if !written.text.contains(is_typographic_quote) || !keys::is_exact(field) {
            return false;
        }
        let better = written.text.replace(is_typographic_quote, "\"");
        let Some((at, mark)) = written.text.char_indices().find(|(_, c)| is_typographic_quote(*c)) else {
            return false;
        };
        let span = Span::new(self.file, written.start..written.start + written.text.len());
        let fix = Fix::replace(span, better.clone());
        self.trap(
            written.start + at,
            mark.len_utf8(),
            say!(
                "Anførselstegnet »{mark}« kommer fra et tekstbehandlingsprogram og læses som et bogstav.",
                "The quote “{mark}” comes from a word processor and is read as a letter."
            ),
            say!("skriv {better}", "write {better}"),
            Some(if better.matches('"').count().is_multiple_of(2) { fix.safe() } else { fix }),
        );
        true
    }

    fn plain(&mut self, written: &Written) {
        let text = without_comment(written.text);
        if let Some(colon) = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1)) {
            let fix = self.in_quotes(written, true);
            self.trap(
                written.start + colon,
                1,
                say!(
                    "Kolon og mellemrum midt i en værdi læses som et nyt felt.",
                    "A colon and a space within a value are read as a new field."
                ),
                Self::advice(written),
                Some(fix),
            );
            return;
        }
        self.comment(written, text);
        // Plain text may go on over further, deeper lines.
        self.open_block(written, false);
    }

    fn open_block(&mut self, written: &Written, literal: bool) {
        let item = written.item;
        let indent = item.dash.filter(|_| written.key == "-").map_or(item.column(), |dash| dash - item.line);
        let key = written.key.to_owned();
        self.block = Some(Block { indent, literal, column: item.column(), key });
    }

    /// "lokal #12": a hash that was hardly meant as a comment.
    fn comment(&mut self, written: &Written, text: &str) {
        let Some(at) = doubtful_comment(written.text, text) else { return };
        let quoted = quote(written.text);
        let rest = written.text.get(at..).unwrap_or_default();
        let whole = Span::new(self.file, written.start..written.start + written.text.len());
        let fix = Fix::replace(whole, quoted.clone());
        // "#12" is a number, "#gammel" may be a note to a colleague.
        let number = rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let sure = number && keys::is_text(self.field(written));
        let span = Span::new(self.file, written.start + at..written.start + written.text.len());
        self.problems.push(
            Diagnostic::new(
                &rules::YAML_COMMENT,
                span,
                say!("Resten af linjen efter # læses ikke.", "The rest of the line after # is not read."),
            )
            .help(say!("skriv {quoted}, hvis det hører med", "write {quoted} if it belongs to the text"))
            .fix(if sure { fix.safe() } else { fix }),
        );
    }

    fn quoted(&mut self, written: &Written, mark: char) {
        let value = written.text;
        let Some(end) = closing_quote(value, mark) else {
            let line_end = written.start + value.len();
            let fix = self.insert(line_end, &mark.to_string(), say!("Sæt {mark} til sidst", "Put a {mark} at the end"));
            let alone =
                value.matches(mark).count() == 1 && !value.contains(['\\', '#']) && !self.goes_on(line_end, mark);
            self.trap(
                written.start,
                1,
                say!("Anførselstegnet lukkes ikke på linjen.", "The quote is not closed on this line."),
                say!("sæt et {mark} til sidst", "put a {mark} at the end"),
                Some(if alone { fix.safe() } else { fix }),
            );
            // Whatever stands deeper is the rest of it.
            self.open_block(written, true);
            return;
        };
        if let Some(at) = value.get(..end).filter(|_| mark == '"').and_then(bad_escape) {
            let advice = format!("'{}'", value.get(1..end - 1).unwrap_or_default().replace('\'', "''"));
            let span = Span::new(self.file, written.start..written.start + end);
            self.trap(
                written.start + at,
                2,
                say!("»\\« har en særlig betydning mellem to \".", "“\\” has a special meaning between double quotes."),
                say!("skriv {advice}", "write {advice}"),
                Some(Fix::replace(span, advice.clone()).safe()),
            );
            return;
        }
        let rest = value.get(end..).unwrap_or_default().trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            let quoted = quote(value);
            let fix = self.in_quotes(written, true);
            self.trap(
                written.start + end,
                rest.len(),
                say!("Der står tekst efter det afsluttende anførselstegn.", "There is text after the closing quote."),
                say!("skriv {quoted}", "write {quoted}"),
                Some(fix),
            );
        }
    }

    /// Whether the line below may be the rest of a quoted text.
    fn goes_on(&self, line_end: usize, mark: char) -> bool {
        let rest = self.text.get(line_end..).unwrap_or_default();
        let below = rest.lines().nth(1).unwrap_or_default();
        below.contains(mark) && super::split_key(below.trim_start()).is_none()
    }

    fn flow_value(&mut self, written: &Written, first: char) {
        let depth = open_brackets(written.text, 0);
        if depth > 0 {
            let indent =
                written.item.column().min(written.item.dash.map_or(usize::MAX, |dash| dash - written.item.line));
            self.flow = Some(Flow { depth, start: written.start, first, indent });
            return;
        }
        let rest = written.text.get(closed_at(written.text)..).unwrap_or_default().trim_start();
        if !rest.is_empty() && !rest.starts_with('#') {
            let fix = self.in_quotes(written, true);
            self.trap(
                written.start,
                1,
                say!(
                    "En værdi, der begynder med »{first}«, læses som en liste eller felter.",
                    "A value that begins with “{first}” is read as a list or fields."
                ),
                Self::advice(written),
                Some(fix),
            );
        }
    }

    fn block_value(&mut self, written: &Written, first: char) {
        let header = written.text.trim_start_matches(first).trim_start_matches(['-', '+', '1', '2', '3', '4']);
        if header.trim().is_empty() || header.trim_start().starts_with('#') {
            self.open_block(written, true);
            return;
        }
        self.sign(written, first, true);
    }
}
