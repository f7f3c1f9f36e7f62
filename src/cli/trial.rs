//! New texts tried before they are written: the site as it would be with them.

use std::sync::Arc;

use crate::diag::{Diagnostic, Severity};
use crate::parse::DocumentParser;
use crate::pipeline::{self, Options};
use crate::source::{FileId, SourceData, SourceFile, SourcePath, Sources, Span};
use crate::text::sha256_hex;

/// The site with these files added, or in the place of those of the same path; and the id of each.
pub fn with(sources: &Sources, texts: impl IntoIterator<Item = (String, String)>) -> (Sources, Vec<FileId>) {
    let mut files: Vec<Arc<SourceFile>> = sources.iter().cloned().collect();
    let last = files.iter().map(|file| file.id).max();
    let mut free = (0..).map(FileId::new).skip_while(|id| last.is_some_and(|last| *id <= last));
    let mut ids = Vec::new();
    for (path, text) in texts {
        let path = SourcePath::new(&path);
        files.retain(|file| file.path != path);
        let Some(id) = free.next() else { break };
        ids.push(id);
        files.push(file(id, path, text));
    }
    (Sources::from_files(files), ids)
}

/// A text as if it had been read.
pub fn file(id: FileId, path: SourcePath, text: String) -> Arc<SourceFile> {
    let hash = sha256_hex(text.as_bytes());
    Arc::new(SourceFile { id, path, data: SourceData::Text(text), hash })
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
    parser: &mut DocumentParser,
    options: &Options,
    (path, text, from): (&str, &str, usize),
) -> Found {
    let (sources, ids) = with(sources, [(path.to_owned(), text.to_owned())]);
    let here = |span: Span| ids.contains(&span.file) && span.start as usize >= from;
    let mut found = Found::default();
    for problem in pipeline::compile(sources, parser, options).diagnostics {
        if problem.span.is_some_and(here) && problem.severity != Severity::Notice {
            found.own.push(problem);
        } else if problem.labels.iter().any(|(span, _)| here(*span)) {
            found.elsewhere.push(problem);
        }
    }
    found
}
