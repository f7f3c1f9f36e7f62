//! A report of tests in the form that JUnit gave to CI systems: each problem is a test that fails.
//!
//! What does not stop a publication is a test that was skipped. Rules that found nothing are tests that passed, so
//! that a run without problems is not taken for one that tested nothing.

use std::collections::BTreeSet;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Diagnostic, Diagnostics, Printer, Rule, Severity};

/// `rules` are those that were asked.
pub fn print(printer: &Printer, diagnostics: &Diagnostics, rules: &[&'static Rule]) -> String {
    // Writing to memory does not fail.
    write(printer, diagnostics, rules).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn write(printer: &Printer, diagnostics: &Diagnostics, rules: &[&'static Rule]) -> io::Result<Vec<u8>> {
    let broken: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
    let held: Vec<&&Rule> = rules.iter().filter(|rule| !broken.contains(rule.id)).collect();
    let tests = (diagnostics.iter().count() + held.len()).to_string();
    let failures = diagnostics.count(Severity::Error).to_string();
    let skipped = (diagnostics.count(Severity::Warning) + diagnostics.count(Severity::Notice)).to_string();
    let counts = [("tests", tests.as_str()), ("failures", failures.as_str()), ("skipped", skipped.as_str())];
    let name = ("name", "vejviser check");
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("testsuites").with_attributes([name]).with_attributes(counts).write_inner_content(|out| {
        out.create_element("testsuite").with_attributes([name]).with_attributes(counts).write_inner_content(|out| {
            for diagnostic in diagnostics.iter() {
                problem(out, printer, diagnostic)?;
            }
            for rule in held {
                let title = clean(rule.title.get(printer.lang));
                out.create_element("testcase")
                    .with_attributes([("classname", rule.id), ("name", title.as_str())])
                    .write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn problem(out: &mut Writer<Vec<u8>>, printer: &Printer, diagnostic: &Diagnostic) -> io::Result<()> {
    let place = diagnostic.span.and_then(|span| printer.place(span));
    let file = place.as_ref().map(|place| clean(&printer.path(place)));
    let at = place.as_ref().map_or_else(String::new, |place| format!("{}:{}: ", place.start.line, place.start.column));
    let message = clean(diagnostic.message.get(printer.lang));
    let line = place.as_ref().map(|place| place.start.line.to_string());
    let name = format!("{}{at}{message}", file.as_ref().map_or_else(String::new, |file| format!("{file}:")));
    let mut case = out.create_element("testcase").with_attributes([("classname", diagnostic.rule.id), ("name", &name)]);
    if let (Some(file), Some(line)) = (&file, &line) {
        case = case.with_attributes([("file", file.as_str()), ("line", line.as_str())]);
    }
    case.write_inner_content(|out| {
        let told = ("message", message.as_str());
        if diagnostic.severity != Severity::Error {
            out.create_element("skipped").with_attributes([told]).write_empty()?;
            return Ok(());
        }
        let text = clean(&printer.lines(diagnostic));
        out.create_element("failure")
            .with_attributes([told, ("type", diagnostic.rule.id)])
            .write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

/// XML 1.0 has no way to write most control characters.
fn clean(text: &str) -> String {
    let is_known = |c: &char| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(is_known).collect()
}
