//! A line each: `file:line:column: severity[rule]: sentence (remedy)`.

use std::fmt::Write;

use super::{Diagnostics, Printer};

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
            let _ = write!(out, "{}:{}:{}: ", place.file.path, place.start.line, place.start.column);
        }
        let _ = write!(
            out,
            "{}[{}]: {}",
            printer.severity(diagnostic),
            diagnostic.rule.id,
            diagnostic.message.get(printer.lang)
        );
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, " ({})", help.get(printer.lang));
        }
        out.push('\n');
    }
    out
}
