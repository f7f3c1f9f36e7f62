//! Annotations of GitHub Actions: `::error file=…,line=…,col=…,title=…::sentence`.
//!
//! GitHub shows ten of each kind per step, so the gravest come first.

use std::fmt::Write;

use super::{Diagnostic, Diagnostics, Printer, Severity};

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
    all.sort_by_key(|diagnostic| diagnostic.severity);
    let mut out = String::new();
    for diagnostic in all {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        let mut message = diagnostic.message.get(printer.lang).to_owned();
        if let Some(help) = &diagnostic.help {
            let _ = write!(message, "\n{}", help.get(printer.lang));
        }
        let _ = write!(out, "::{command} ");
        if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
            let path = property(place.file.path.as_str());
            let _ = write!(out, "file={path},line={},col={},", place.start.line, place.start.column);
        }
        let _ = writeln!(out, "title={}::{}", property(diagnostic.rule.id), data(&message));
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
