//! Annotations of GitHub Actions: `::error file=…,line=…,col=…,title=…::sentence`; and the summary of a step.
//!
//! GitHub shows ten annotations of each kind per step, so the gravest come first and no more are made. The
//! summary has them all.

use std::fmt::Write;

use super::{Diagnostic, Diagnostics, Printer, Severity};
use crate::say;

/// Annotations of one kind that GitHub shows of a step.
const SHOWN: usize = 10;
/// Rows of the summary: GitHub takes one of up to 1 MiB, or none of it.
const ROWS: usize = 1_000;

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
        let of_kind = || diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity);
        for diagnostic in of_kind().take(SHOWN) {
            annotate(&mut out, printer, diagnostic);
        }
        let more = of_kind().skip(SHOWN).count();
        if more > 0 {
            let name = printer.severity_name(severity);
            let rest = say!("… og {more} til ({name})", "… and {more} more ({name})");
            let _ = writeln!(out, "{}", rest.get(printer.lang));
        }
    }
    out
}

fn annotate(out: &mut String, printer: &Printer, diagnostic: &Diagnostic) {
    let _ = write!(out, "::{} ", diagnostic.severity.name());
    if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
        let (line, column) = (place.start.line, place.start.column);
        let _ = write!(out, "file={},line={line},col={column},", property(&printer.path(&place)));
    }
    let message = printer.lines(diagnostic);
    let _ = writeln!(out, "title={}::{}", property(diagnostic.rule.id), data(&message));
}

/// Every problem as a table in Markdown, for the page of the run.
pub fn summary(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let heads = say!("| Fil | Linje | Regel | Problem |", "| File | Line | Rule | Problem |");
    let mut out = format!("{}\n|---|---|---|---|\n", heads.get(printer.lang));
    for diagnostic in diagnostics.iter().take(ROWS) {
        let place = diagnostic.span.and_then(|span| printer.place(span));
        let (path, line) = place.map_or_else(Default::default, |place| {
            (format!("`{}`", printer.path(&place)), place.start.line.to_string())
        });
        let severity = printer.severity(diagnostic);
        let message = cell(&printer.sentence(diagnostic));
        let _ = writeln!(out, "| {path} | {line} | {severity}: `{}` | {message} |", diagnostic.rule.id);
    }
    let more = diagnostics.iter().skip(ROWS).count();
    if more > 0 {
        let _ = writeln!(out, "\n{}", say!("… og {more} til", "… and {more} more").get(printer.lang));
    }
    out
}

/// Escapes a message as the runner unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text in a cell of a table: nothing in it is markup.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '@' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
