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

/// Errors and warnings that the site would have on account of one new text, from an offset on.
pub fn problems(
    sources: &Sources,
    parser: &mut DocumentParser,
    options: &Options,
    (path, text, from): (&str, &str, usize),
) -> Vec<Diagnostic> {
    let (sources, ids) = with(sources, [(path.to_owned(), text.to_owned())]);
    let found = pipeline::compile(sources, parser, options).diagnostics;
    let here = |span: Span| ids.contains(&span.file) && span.start as usize >= from;
    let ours = |problem: &&Diagnostic| {
        problem.severity != Severity::Notice
            && (problem.span.is_some_and(here) || problem.labels.iter().any(|(span, _)| here(*span)))
    };
    found.iter().filter(ours).cloned().collect()
}
