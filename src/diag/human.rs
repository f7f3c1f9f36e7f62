//! For people: the line, a caret under the mistake, and what to write instead.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Lang, Printer, Severity};
use crate::source::Span;

/// Columns of a terminal as most people have it: longer lines are cut around the mistake, so that
/// the caret stays below it.
const WIDTH: usize = 100;

pub fn print(printer: &Printer, diagnostics: &Diagnostics) -> String {
    let renderer = if printer.color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out.push_str(&renderer.render(&[group(printer, diagnostic)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(printer: &'a Printer, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE,
    };
    let title = level
        .with_name(Some(printer.severity(diagnostic)))
        .primary_title(diagnostic.message.get(printer.lang))
        .id(diagnostic.rule.id);
    let mut group = Group::with_title(title);
    for snippet in snippets(printer, diagnostic) {
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        let name = match printer.lang {
            Lang::Danish => "hjælp",
            Lang::English => "help",
        };
        group = group.element(Level::HELP.with_name(Some(name)).message(help.get(printer.lang)));
    }
    group
}

/// One per file: the place of the problem with its labels in the same file, then the other files.
fn snippets<'a>(
    printer: &'a Printer,
    diagnostic: &'a Diagnostic,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let Some(main) = diagnostic.span else { return Vec::new() };
    let mut files = vec![main.file];
    for (span, _) in &diagnostic.labels {
        if !files.contains(&span.file) {
            files.push(span.file);
        }
    }
    files
        .into_iter()
        .filter_map(|id| {
            let file = printer.sources.file(id)?;
            let mut snippet = Snippet::source(file.text()).path(file.path.as_str()).fold(true);
            if main.file == id {
                snippet = snippet.annotation(AnnotationKind::Primary.span(visible(file.text(), main)));
            }
            for (span, text) in diagnostic.labels.iter().filter(|(span, _)| span.file == id) {
                let label = text.get(printer.lang);
                snippet = snippet.annotation(AnnotationKind::Context.span(visible(file.text(), *span)).label(label));
            }
            Some(snippet)
        })
        .collect()
}

/// The part of a span that is worth underlining: its first line, within the text.
fn visible(text: &str, span: Span) -> std::ops::Range<usize> {
    let range = span.range();
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line_end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| start + end);
    let mut end = range.end.clamp(start, line_end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}
