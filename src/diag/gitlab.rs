//! A report of GitLab's Code Quality: what a merge request shows beside the lines it changes.
//!
//! Fields as <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format> has them. GitLab tells new
//! problems from old ones by their fingerprints.

use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::{Diagnostics, Printer, Severity};

/// Where a problem without a place is shown; GitLab wants one.
const NOWHERE: &str = "site.toml";

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let all = diagnostics.iter().zip(fingerprints(printer, diagnostics));
    let entries: Vec<Value> = all
        .map(|(diagnostic, fingerprint)| {
            let place = diagnostic.span.and_then(|span| printer.place(span));
            let (path, line) = match &place {
                Some(place) => (printer.path(place), place.start.line),
                None => (format!("{}{NOWHERE}", printer.prefix), 1),
            };
            json!({
                "description": printer.sentence(diagnostic),
                "check_name": diagnostic.rule.id,
                "fingerprint": fingerprint,
                "severity": severity(diagnostic.severity),
                "location": {"path": path, "lines": {"begin": line}},
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(entries))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Notice => "info",
    }
}
