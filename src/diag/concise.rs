//! A line each: `file:line:column: severity[rule]: sentence (remedy)`.

use std::fmt::Write;

use super::{Diagnostic, Diagnostics, Printer};

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        line(&mut out, printer, diagnostic);
    }
    out
}

pub(super) fn line(out: &mut String, printer: &Printer, diagnostic: &Diagnostic) {
    if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
        let _ = write!(out, "{}:{}:{}: ", printer.path(&place), place.start.line, place.start.column);
    }
    let (severity, rule) = (printer.severity(diagnostic), diagnostic.rule.id);
    let _ = writeln!(out, "{severity}[{rule}]: {}", printer.sentence(diagnostic));
}
