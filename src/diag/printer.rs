//! One printer per format, all from the same values.

use super::{Diagnostic, Diagnostics, Lang, Severity, concise, github, human, json};
use crate::source::{LineColumn, SourceFile, Sources, Span};

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people: the line, a caret, a remedy.
    #[default]
    Human,
    /// A line each.
    Concise,
    /// One JSON document.
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

/// Prints the problems of a run.
#[derive(Debug, Clone, Copy)]
pub struct Printer<'a> {
    pub sources: &'a Sources,
    pub lang: Lang,
    pub format: Format,
    /// Terminal colours, in the human format.
    pub color: bool,
}

impl Printer<'_> {
    /// The text of all problems; empty when there are none, except in JSON.
    pub fn print(&self, diagnostics: &Diagnostics) -> String {
        match self.format {
            Format::Human => human::print(self, diagnostics),
            Format::Concise => concise::print(self, diagnostics),
            Format::Json => json::print(self, diagnostics),
            Format::Github => github::print(self, diagnostics),
        }
    }

    pub(super) fn place(&self, span: Span) -> Option<Place<'_>> {
        let file = self.sources.file(span.file)?;
        let range = span.range();
        Some(Place {
            file,
            start: LineColumn::of(file.text(), range.start),
            end: LineColumn::of(file.text(), range.end),
        })
    }

    pub(super) fn severity(&self, diagnostic: &Diagnostic) -> &'static str {
        match (diagnostic.severity, self.lang) {
            (Severity::Error, Lang::Danish) => "fejl",
            (Severity::Warning, Lang::Danish) => "advarsel",
            (Severity::Notice, Lang::Danish) => "bemærk",
            (Severity::Error, Lang::English) => "error",
            (Severity::Warning, Lang::English) => "warning",
            (Severity::Notice, Lang::English) => "notice",
        }
    }
}

/// A span as people count.
pub(super) struct Place<'a> {
    pub file: &'a SourceFile,
    pub start: LineColumn,
    pub end: LineColumn,
}
