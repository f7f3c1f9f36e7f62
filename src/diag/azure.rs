//! Logging commands of Azure Pipelines: `##vso[task.logissue type=error;sourcepath=…;linenumber=…;code=…;]sentence`.
//!
//! There is no kind below a warning, so notices are lines of the log.

use std::fmt::Write;

use super::{Diagnostic, Diagnostics, Printer, Severity};

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    let (notices, issues): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.severity == Severity::Notice);
    for diagnostic in issues {
        let _ = write!(out, "##vso[task.logissue type={};", diagnostic.severity.name());
        if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
            let (line, column) = (place.start.line, place.start.column);
            let path = property(&printer.path(&place));
            let _ = write!(out, "sourcepath={path};linenumber={line};columnnumber={column};");
        }
        let message = data(&printer.sentence(diagnostic));
        let _ = writeln!(out, "code={};]{message}", property(diagnostic.rule.id));
    }
    for diagnostic in notices {
        super::concise::line(&mut out, printer, diagnostic);
    }
    out
}

/// Escapes a message as the agent unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}
