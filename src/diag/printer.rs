//! One printer per format, all from the same values.

use super::{Diagnostic, Diagnostics, Lang, Rule, Severity, azure, concise, github, gitlab, human, json, junit, sarif};
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
    /// SARIF 2.1.0, for programs that show what analyses found.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A report of GitLab's Code Quality.
    Gitlab,
    /// Logging commands of Azure Pipelines.
    Azure,
    /// A report of tests.
    Junit,
}

/// Prints the problems of a run.
#[derive(Debug, Clone, Copy)]
pub struct Printer<'a> {
    pub sources: &'a Sources,
    pub lang: Lang,
    pub format: Format,
    /// Terminal colours, in the human format.
    pub color: bool,
    /// What stands before the paths of files in all but the human format: the site's folder in the repository, with
    /// a slash at its end.
    pub prefix: &'a str,
    /// The rules that were asked, for a report of tests.
    pub rules: &'a [&'static Rule],
}

impl<'a> Printer<'a> {
    /// Without colours, paths as the site has them, no rules.
    pub fn new(sources: &'a Sources, lang: Lang, format: Format) -> Self {
        Self { sources, lang, format, color: false, prefix: "", rules: &[] }
    }
}

impl Printer<'_> {
    /// The text of all problems; empty when there are none, but for formats that are one document.
    pub fn print(&self, diagnostics: &Diagnostics) -> String {
        match self.format {
            Format::Human => human::print(self, diagnostics),
            Format::Concise => concise::print(self, diagnostics),
            Format::Json => json::print(self, diagnostics),
            Format::Sarif => sarif::print(self, diagnostics),
            Format::Github => github::print(self, diagnostics),
            Format::Gitlab => gitlab::print(self, diagnostics),
            Format::Azure => azure::print(self, diagnostics),
            Format::Junit => junit::print(self, diagnostics, self.rules),
        }
    }

    /// Every problem as a table in Markdown, for the page of a run in CI.
    pub fn summary(&self, diagnostics: &Diagnostics) -> String {
        github::summary(self, diagnostics)
    }

    /// The file of a place, as seen from the repository.
    pub(super) fn path(&self, place: &Place) -> String {
        format!("{}{}", self.prefix, place.file.path)
    }

    /// What is wrong and, in brackets, what to do about it.
    pub(super) fn sentence(&self, diagnostic: &Diagnostic) -> String {
        let message = diagnostic.message.get(self.lang);
        match &diagnostic.help {
            Some(help) => format!("{message} ({})", help.get(self.lang)),
            None => message.to_owned(),
        }
    }

    /// What is wrong and, on a line of its own, what to do about it.
    pub(super) fn lines(&self, diagnostic: &Diagnostic) -> String {
        let message = diagnostic.message.get(self.lang);
        match &diagnostic.help {
            Some(help) => format!("{message}\n{}", help.get(self.lang)),
            None => message.to_owned(),
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
        self.severity_name(diagnostic.severity)
    }

    pub(super) fn severity_name(&self, severity: Severity) -> &'static str {
        match (severity, self.lang) {
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
