//! Problems of a compilation as the protocol tells them, file by file.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
};

use super::position::{Encoding, Lines};
use super::uri::Root;
use crate::diag::{self, Diagnostics, Lang, Severity};
use crate::source::{LoadError, SourcePath, Sources, Span};

/// How problems are told.
pub struct Teller<'a> {
    pub sources: &'a Sources,
    pub root: &'a Root,
    pub encoding: Encoding,
    pub lang: Lang,
}

impl Teller<'_> {
    /// Problems of each file; those of no file stand at the top of `site.toml`.
    pub fn tell(&self, found: &Diagnostics) -> BTreeMap<SourcePath, Vec<Diagnostic>> {
        let mut all: BTreeMap<SourcePath, Vec<&diag::Diagnostic>> = BTreeMap::new();
        for problem in found.iter() {
            let file = problem.span.and_then(|span| self.sources.file(span.file));
            let path = file.map_or_else(|| SourcePath::new("site.toml"), |file| file.path.clone());
            all.entry(path).or_default().push(problem);
        }
        all.into_iter().map(|(path, problems)| (path.clone(), self.file(&path, &problems))).collect()
    }

    fn file(&self, path: &SourcePath, problems: &[&diag::Diagnostic]) -> Vec<Diagnostic> {
        let text = self.sources.get(path).map_or("", |file| file.text());
        let lines = Lines::new(text, self.encoding);
        problems.iter().map(|problem| self.one(problem, text, &lines)).collect()
    }

    fn one(&self, problem: &diag::Diagnostic, text: &str, lines: &Lines) -> Diagnostic {
        let message = problem.message.get(self.lang);
        let help = problem.help.as_ref().map(|help| help.get(self.lang));
        let unread = problem.rule.id == "yaml-comment";
        Diagnostic {
            range: problem.span.map(|span| lines.range(shown(text, span))).unwrap_or_default(),
            severity: Some(match problem.severity {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Notice => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(problem.rule.id.to_owned())),
            source: Some("vejviser".to_owned()),
            message: help.map_or_else(|| message.to_owned(), |help| format!("{message}\n{help}")),
            related_information: Some(self.labels(&problem.labels)).filter(|labels| !labels.is_empty()),
            tags: unread.then(|| vec![DiagnosticTag::UNNECESSARY]),
            ..Diagnostic::default()
        }
    }

    fn labels(&self, labels: &[(Span, diag::Text)]) -> Vec<DiagnosticRelatedInformation> {
        let label = |(span, text): &(Span, diag::Text)| {
            let file = self.sources.file(span.file)?;
            let range = Lines::new(file.text(), self.encoding).range(span.range());
            let location = Location::new(self.root.uri(&file.path)?, range);
            Some(DiagnosticRelatedInformation { location, message: text.get(self.lang).to_owned() })
        };
        labels.iter().filter_map(label).collect()
    }
}

/// The part of a span that an editor underlines: its first line, and a letter at least.
fn shown(text: &str, span: Span) -> std::ops::Range<usize> {
    let range = span.range();
    let written = text.get(range.clone()).unwrap_or_default();
    let first = written.split('\n').next().unwrap_or_default().trim_end();
    if !first.is_empty() {
        return range.start..range.start + first.len();
    }
    let next = text.get(range.start..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n');
    range.start..range.start + next.map_or(0, char::len_utf8)
}

/// The file a load stumbled over, below the root.
pub fn place_of(error: &LoadError, root: &Root) -> SourcePath {
    let path = match error {
        LoadError::NoSite { .. } => return SourcePath::new("site.toml"),
        LoadError::SameName { path } => return path.clone(),
        LoadError::Unreadable { path, .. }
        | LoadError::Symlink { path, .. }
        | LoadError::NotUtf8 { path, .. }
        | LoadError::BadName { path }
        | LoadError::TooLarge { path, .. } => path,
    };
    let below = path.strip_prefix(root.path()).unwrap_or(path);
    SourcePath::new(&below.to_string_lossy())
}
