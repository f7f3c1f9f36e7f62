//! SARIF 2.1.0, the exchange format of static analysis
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>): one run, the rules that found something,
//! their results with related places and fixes.

use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::printer::Place;
use super::{Diagnostic, Diagnostics, Fix, Lang, Printer, Rule, Severity};
use crate::source::Span;
use crate::text::percent_encoded;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let mut rules: Vec<&Rule> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    rules.sort_by_key(|rule| rule.id);
    rules.dedup_by_key(|rule| rule.id);
    let all = diagnostics.iter().zip(fingerprints(printer, diagnostics));
    let results: Vec<Value> = all
        .map(|(diagnostic, fingerprint)| {
            let index = rules.binary_search_by_key(&diagnostic.rule.id, |rule| rule.id).unwrap_or_default();
            result(printer, diagnostic, index, &fingerprint)
        })
        .collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "vejviser",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": match printer.lang { Lang::Danish => "da", Lang::English => "en" },
                "rules": rules.iter().map(|rule| descriptor(printer.lang, rule)).collect::<Vec<_>>(),
            }},
            // Columns count characters, the mark at the beginning of a file not among them.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn descriptor(lang: Lang, rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.title.get(lang)},
        "help": {"text": rule.why.get(lang)},
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

fn result(printer: &Printer, diagnostic: &Diagnostic, rule: usize, fingerprint: &str) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.rule.id,
        "ruleIndex": rule,
        "level": level(diagnostic.severity),
        "message": {"text": printer.sentence(diagnostic)},
        "partialFingerprints": {"markedText/v1": fingerprint},
    });
    if let Some(place) = diagnostic.span.and_then(|span| printer.place(span)) {
        result["locations"] = json!([{"physicalLocation": location(printer, &place)}]);
    }
    let related: Vec<Value> = diagnostic
        .labels
        .iter()
        .filter_map(|(span, text)| {
            let place = printer.place(*span)?;
            Some(json!({"message": {"text": text.get(printer.lang)}, "physicalLocation": location(printer, &place)}))
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    let fixes: Vec<Value> = diagnostic.fixes.iter().filter_map(|one| fix(printer, one)).collect();
    if !fixes.is_empty() {
        result["fixes"] = Value::Array(fixes);
    }
    result
}

fn location(printer: &Printer, place: &Place) -> Value {
    json!({"artifactLocation": {"uri": percent_encoded(&printer.path(place))}, "region": region(place)})
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

/// `None` where one of its files is not there any more.
fn fix(printer: &Printer, fix: &Fix) -> Option<Value> {
    let mut files: Vec<(String, Vec<Value>)> = Vec::new();
    for edit in &fix.edits {
        let (path, replacement) = replacement(printer, edit.span, &edit.text)?;
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some((_, replacements)) => replacements.push(replacement),
            None => files.push((path, vec![replacement])),
        }
    }
    let changes: Vec<Value> = files
        .into_iter()
        .map(|(path, replacements)| json!({"artifactLocation": {"uri": path}, "replacements": replacements}))
        .collect();
    (!changes.is_empty())
        .then(|| json!({"description": {"text": fix.title.get(printer.lang)}, "artifactChanges": changes}))
}

fn replacement(printer: &Printer, span: Span, text: &str) -> Option<(String, Value)> {
    let place = printer.place(span)?;
    let replacement = json!({"deletedRegion": region(&place), "insertedContent": {"text": text}});
    Some((percent_encoded(&printer.path(&place)), replacement))
}
