//! New texts tried before they are written: the site as it would be with them.

use std::sync::Arc;

use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Compiler, Options};
use crate::source::{FileId, SourceFile, SourcePath, Sources, Span};

/// The site with these files added, or in the place of those of the same path; and the id of each.
pub fn with(sources: &Sources, texts: impl IntoIterator<Item = (String, String)>) -> (Sources, Vec<FileId>) {
    let mut sources = sources.clone();
    let last = sources.iter().map(|file| file.id).max();
    let mut free = (0..).map(FileId::new).skip_while(|id| last.is_some_and(|last| *id <= last));
    let mut ids = Vec::new();
    for (path, text) in texts {
        let Some(id) = free.next() else { break };
        ids.push(id);
        sources.insert(Arc::new(SourceFile::of_text(id, SourcePath::new(&path), &text)));
    }
    (sources, ids)
}

/// Errors and warnings that come with a new text.
#[derive(Debug, Default)]
pub struct Found {
    /// In the text itself.
    pub own: Vec<Diagnostic>,
    /// Elsewhere, but on its account.
    pub elsewhere: Vec<Diagnostic>,
}

/// What the site would have to report of one new text, from an offset on.
pub fn problems(
    sources: &Sources,
    compiler: &mut Compiler,
    options: &Options,
    (path, text, from): (&str, &str, usize),
) -> Found {
    let (sources, ids) = with(sources, [(path.to_owned(), text.to_owned())]);
    let here = |span: Span| ids.contains(&span.file) && span.start as usize >= from;
    let mut found = Found::default();
    for problem in pipeline::compile(sources, compiler, options).diagnostics().iter() {
        if problem.span.is_some_and(here) && problem.severity != Severity::Notice {
            found.own.push(problem.clone());
        } else if problem.labels.iter().any(|(span, _)| here(*span)) {
            found.elsewhere.push(problem.clone());
        }
    }
    found
}
