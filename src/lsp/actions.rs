//! Quick fixes: the corrections that problems bring along.

use std::collections::BTreeMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, NumberOrString, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::position::Lines;
use super::state::State;
use crate::diag::{Diagnostic, Edit, Fix};
use crate::pipeline::Compilation;
use crate::source::{SourceFile, SourcePath, Span};

/// The fixes of problems that touch the range, the safe ones first.
pub fn actions(state: &State, path: &SourcePath, params: &CodeActionParams) -> CodeActionResponse {
    let wanted = params.context.only.as_ref();
    if wanted.is_some_and(|only| !only.iter().any(|kind| CodeActionKind::QUICKFIX.as_str().starts_with(kind.as_str())))
    {
        return Vec::new();
    }
    let Some(compilation) = &state.compilation else { return Vec::new() };
    let Some(file) = compilation.written.get(path) else { return Vec::new() };
    let range = Lines::new(file.text(), state.encoding).byte_range(params.range);
    let touches = |span: Span| {
        let span_range = span.range();
        span.file == file.id && span_range.start <= range.end && range.start <= span_range.end
    };
    let problems = compilation.diagnostics().iter().filter(|problem| problem.span.is_some_and(touches));
    let fixes = problems.flat_map(|problem| problem.fixes.iter().map(move |fix| (problem, fix)));
    let mut fixes: Vec<(&Diagnostic, &Fix)> = fixes.collect();
    fixes.sort_by_key(|(_, fix)| !fix.safe);
    fixes.into_iter().filter_map(|(problem, fix)| action(state, compilation, params, problem, fix)).collect()
}

fn action(
    state: &State,
    compilation: &Compilation,
    params: &CodeActionParams,
    problem: &Diagnostic,
    fix: &Fix,
) -> Option<CodeActionOrCommand> {
    let code = NumberOrString::String(problem.rule.id.to_owned());
    let mended = params.context.diagnostics.iter().filter(|one| one.code.as_ref() == Some(&code)).cloned().collect();
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: fix.title.get(state.lang).to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(mended),
        edit: Some(change(state, compilation, &fix.edits)?),
        is_preferred: Some(fix.safe),
        ..CodeAction::default()
    }))
}

/// The edits of a fix; `None` where a text has changed since the fix was made.
fn change(state: &State, compilation: &Compilation, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let mut files: BTreeMap<SourcePath, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        let file = compilation.written.file(edit.span.file)?;
        files.entry(file.path.clone()).or_default().push(edit);
    }
    let documents: Option<Vec<TextDocumentEdit>> =
        files.iter().map(|(path, edits)| document(state, compilation.written.get(path)?, edits)).collect();
    Some(state.workspace_edit(documents?))
}

fn document(state: &State, file: &SourceFile, edits: &[&Edit]) -> Option<TextDocumentEdit> {
    let buffer = state.buffers.get(&file.path);
    if buffer.is_some_and(|buffer| *buffer.text != *file.text()) {
        return None;
    }
    let lines = Lines::new(file.text(), state.encoding);
    let edit = |edit: &&Edit| OneOf::Left(TextEdit::new(lines.range(edit.span.range()), edit.text.clone()));
    let text_document = OptionalVersionedTextDocumentIdentifier {
        uri: state.uri(&file.path)?,
        version: buffer.map(|buffer| buffer.version),
    };
    Some(TextDocumentEdit { text_document, edits: edits.iter().map(edit).collect() })
}
