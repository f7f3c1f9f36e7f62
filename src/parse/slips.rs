//! Text that was meant to be a list, a heading, a table, a note or a link, and is none in Markdown.

use std::collections::BTreeSet;

use super::body::RawBody;
use super::rules;
use crate::diag::{Diagnostic, Diagnostics, Edit, Fix, Text};
use crate::say;
use crate::source::{FileId, Span};

/// Looks through the paragraphs of a body: what is a list, a heading or a table is in none of them.
pub fn check(file: FileId, text: &str, body: &RawBody, problems: &mut Diagnostics) {
    let written = text.get(body.range.clone()).unwrap_or_default();
    let defined = written.lines().filter_map(|line| line.trim_start().strip_prefix("[^")?.split_once("]:"));
    let notes = defined.map(|(name, _)| name).collect();
    let mut slips = Slips { file, text, problems, notes, markers: Vec::new() };
    for paragraph in &body.paragraphs {
        slips.paragraph(*paragraph);
    }
    slips.finish();
}

struct Slips<'a> {
    file: FileId,
    text: &'a str,
    problems: &'a mut Diagnostics,
    /// Footnotes that have a text.
    notes: BTreeSet<&'a str>,
    /// Items of lists that begin with another sign than a hyphen.
    markers: Vec<Span>,
}

impl Slips<'_> {
    fn paragraph(&mut self, span: Span) {
        let written = self.text.get(span.range()).unwrap_or_default();
        let mut at = span.start as usize;
        let mut rows = 0;
        for line in written.split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            self.line(line.trim(), at + blank);
            rows += usize::from(line.trim().starts_with('|') && line.matches('|').count() > 2);
            at += line.len();
        }
        if rows > 1 && rows == written.lines().count() {
            self.table(span, written);
        }
        self.bold(span, written);
        self.notes(span, written);
        self.spaced_links(span, written);
    }

    fn line(&mut self, line: &str, at: usize) {
        let mut chars = line.chars();
        let Some(first) = chars.next() else { return };
        let spaced = chars.next().is_some_and(char::is_whitespace);
        if ("•·▪●".contains(first)) || ("–—".contains(first) && spaced) {
            self.markers.push(Span::new(self.file, at..at + first.len_utf8()));
        }
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = line.get(hashes..).unwrap_or_default();
        if (1..=6).contains(&hashes) && heading.starts_with(|c: char| c.is_alphabetic()) {
            let sign = "#".repeat(hashes);
            let fix = self.insert(at + hashes, " ", say!("Skriv »{sign} {heading}«", "Write “{sign} {heading}”"));
            let sure = hashes > 1 || heading.starts_with(char::is_uppercase);
            self.slip(
                Span::new(self.file, at..at + hashes),
                say!("Linjen bliver ikke til en overskrift.", "The line does not become a heading."),
                say!("skriv »{sign} {heading}« med et mellemrum", "write “{sign} {heading}” with a space"),
                Some(if sure { fix.safe() } else { fix }),
            );
        }
    }

    /// A short line in bold that stands alone was meant to be a heading.
    fn bold(&mut self, span: Span, written: &str) {
        let bare = written.trim();
        let inner = bare.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        let Some(heading) = inner.filter(|inner| !inner.contains(['*', '\n']) && inner.chars().count() <= 60) else {
            return;
        };
        if heading.is_empty() || heading.ends_with(['.', ':', '!', '?', ' ']) {
            return;
        }
        let place = Span { end: span.start + bare.len() as u32, ..span };
        self.slip(
            place,
            say!(
                "Fed tekst på en linje for sig bliver ikke til en overskrift.",
                "Bold text on its own line is no heading."
            ),
            say!("skriv »## {heading}«", "write “## {heading}”"),
            Some(Fix::replace(place, format!("## {heading}"))),
        );
    }

    fn table(&mut self, span: Span, written: &str) {
        let first = written.lines().next().unwrap_or_default();
        let columns = first.trim().trim_matches('|').split('|').count();
        let rule = format!("|{}", "---|".repeat(columns));
        let below = span.start as usize + first.len();
        let fix = self.insert(below, &format!("\n{rule}"), say!("Skriv »{rule}«", "Write “{rule}”"));
        let end = span.start as usize + first.trim_end().len();
        self.slip(
            Span { end: end as u32, ..span },
            say!("Rækkerne bliver ikke til en tabel.", "The rows do not become a table."),
            say!("skriv »{rule}« på linjen under den første række", "write “{rule}” on the line below the first row"),
            Some(fix),
        );
    }

    /// Marks of footnotes that have no text.
    fn notes(&mut self, span: Span, written: &str) {
        for at in outside_code(written, "[^") {
            let rest = written.get(at + 2..).unwrap_or_default();
            let Some(name) = rest.split(']').next().filter(|name| is_note(name, rest)) else { continue };
            if self.notes.contains(name) {
                continue;
            }
            let start = span.start as usize + at;
            self.slip(
                Span::new(self.file, start..start + name.len() + 3),
                say!("Fodnoten »{name}« har ingen tekst.", "The footnote “{name}” has no text."),
                say!("skriv »[^{name}]: …« nederst på siden", "write “[^{name}]: …” at the bottom of the page"),
                None,
            );
        }
    }

    /// `[skema](mit skema.pdf)`: the space ends the address, and there is no link.
    fn spaced_links(&mut self, span: Span, written: &str) {
        for at in outside_code(written, "](") {
            let start = at + 2;
            let rest = written.get(start..).unwrap_or_default();
            let Some(end) =
                rest.find([')', '\n', ']']).filter(|end| rest.get(*end..).is_some_and(|rest| rest.starts_with(')')))
            else {
                continue;
            };
            let address = rest.get(..end).unwrap_or_default();
            if address.contains(['"', '\'', '<']) || !address.trim().contains(' ') {
                continue;
            }
            let better = format!("<{}>", address.trim());
            let place = Span::new(self.file, span.start as usize + start..span.start as usize + start + address.len());
            self.slip(
                place,
                say!(
                    "Adressen har et mellemrum, så det bliver ikke til et link.",
                    "The address has a space, so it does not become a link."
                ),
                say!(
                    "giv filen et navn uden mellemrum, eller skriv »({better})«",
                    "name the file without spaces, or write “({better})”"
                ),
                Some(Fix::replace(place, better)),
            );
        }
    }

    fn insert(&self, at: usize, text: &str, title: Text) -> Fix {
        Fix::new(title, vec![Edit { span: Span::new(self.file, at..at), text: text.to_owned() }])
    }

    fn slip(&mut self, span: Span, message: Text, help: Text, fix: Option<Fix>) {
        let problem = Diagnostic::new(&rules::MARKDOWN_SLIP, span, message).help(help);
        self.problems.push(fix.into_iter().fold(problem, Diagnostic::fix));
    }

    /// All items of a page are one mistake: a list that was pasted.
    fn finish(mut self) {
        let Some(first) = self.markers.first().copied() else { return };
        let sign = self.text.get(first.range()).unwrap_or_default().to_owned();
        let several = self.markers.len() > 1;
        let edits = std::mem::take(&mut self.markers).into_iter().map(|span| {
            let after = self.text.get(span.end as usize..).unwrap_or_default();
            let text = if after.starts_with(' ') { "-" } else { "- " };
            Edit { span, text: text.to_owned() }
        });
        let fix = Fix::new(say!("Skriv bindestreger", "Write hyphens"), edits.collect());
        self.slip(
            first,
            say!(
                "Linjer med »{sign}« foran bliver ikke til en liste.",
                "Lines that begin with “{sign}” do not become a list."
            ),
            say!("skriv »- « foran hvert punkt", "write “- ” before every item"),
            Some(if several || "•·▪●".contains(&sign) { fix.safe() } else { fix }),
        );
    }
}

fn is_note(name: &str, rest: &str) -> bool {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    plain && rest.get(name.len()..).is_some_and(|after| after.starts_with(']') && !after.starts_with("]:"))
}

/// Where a sign stands in a text, code aside.
fn outside_code<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = usize> + 't {
    let (mut seen, mut code) = (0, false);
    // Most texts have none, and to say so is much quicker than to look for places.
    let places = text.contains(sign).then(|| text.match_indices(sign)).into_iter().flatten();
    places.map(|(at, _)| at).filter(move |at| {
        code ^= text.get(seen..*at).unwrap_or_default().matches('`').count() % 2 == 1;
        seen = *at;
        !code
    })
}
