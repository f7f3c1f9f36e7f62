//! One JSON document with every problem, for other programs.
//!
//! ```json
//! {"diagnostics": [{"rule": "unknown-tool", "severity": "error", "message": "…", "help": "…",
//!   "file": "content/…", "line": 3, "column": 9, "end_line": 3, "end_column": 14,
//!   "labels": [{"message": "…", "file": "…", "line": 1, "column": 1}],
//!   "fixes": [{"title": "…", "safe": true, "edits": [{"file": "…", "line": 3, "column": 9,
//!     "end_line": 3, "end_column": 14, "text": "…"}]}]}],
//!  "errors": 1, "warnings": 0, "notices": 0}
//! ```

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Edit, Fix, Printer, Severity};

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let list: Vec<Value> = diagnostics.iter().map(|diagnostic| entry(printer, diagnostic)).collect();
    let document = json!({
        "diagnostics": list,
        "errors": diagnostics.count(Severity::Error),
        "warnings": diagnostics.count(Severity::Warning),
        "notices": diagnostics.count(Severity::Notice),
    });
    format!("{document:#}\n")
}

fn entry(printer: &Printer, diagnostic: &Diagnostic) -> Value {
    let mut entry = json!({
        "rule": diagnostic.rule.id,
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message.get(printer.lang),
        "help": diagnostic.help.as_ref().map(|help| help.get(printer.lang)),
    });
    if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
        entry["file"] = json!(place.file.path.as_str());
        entry["line"] = json!(place.start.line);
        entry["column"] = json!(place.start.column);
        entry["end_line"] = json!(place.end.line);
        entry["end_column"] = json!(place.end.column);
    }
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .filter_map(|(span, text)| {
            let place = printer.place(*span)?;
            Some(json!({
                "message": text.get(printer.lang),
                "file": place.file.path.as_str(),
                "line": place.start.line,
                "column": place.start.column,
            }))
        })
        .collect();
    entry["labels"] = Value::Array(labels);
    entry["fixes"] = diagnostic.fixes.iter().map(|one| fix(printer, one)).collect();
    entry
}

fn fix(printer: &Printer, fix: &Fix) -> Value {
    let edits: Vec<Value> = fix.edits.iter().filter_map(|one| edit(printer, one)).collect();
    json!({"title": fix.title.get(printer.lang), "safe": fix.safe, "edits": edits})
}

/// Lines and columns count the file's text without its byte order mark.
fn edit(printer: &Printer, edit: &Edit) -> Option<Value> {
    let place = printer.place(edit.span)?;
    Some(json!({
        "file": place.file.path.as_str(),
        "line": place.start.line,
        "column": place.start.column,
        "end_line": place.end.line,
        "end_column": place.end.column,
        "text": edit.text,
    }))
}
