//! Edits of many files as one change of the workspace.

use std::collections::BTreeMap;
use std::ops::Range;

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp,
    TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::diag::Text;
use crate::lsp::state::State;
use crate::say;
use crate::source::SourcePath;

/// Pieces of files to be replaced, and files to be renamed afterwards.
#[derive(Debug, Default)]
pub struct Edits {
    pieces: BTreeMap<SourcePath, BTreeMap<(usize, usize), String>>,
    pub moves: Vec<(SourcePath, SourcePath)>,
}

impl Edits {
    pub fn replace(&mut self, path: &SourcePath, range: Range<usize>, text: impl Into<String>) {
        self.pieces.entry(path.clone()).or_default().insert((range.start, range.end), text.into());
    }

    /// The change as the protocol wants it.
    ///
    /// # Errors
    /// A file whose fields cannot be read would be edited blindly; or the client cannot rename files.
    pub fn into_change(self, state: &State) -> Result<WorkspaceEdit, Text> {
        if !self.moves.is_empty() && !state.abilities.rename_file {
            return Err(say!(
                "Editoren kan ikke omdøbe filer for sprogserveren; omdøb filen selv, så retter »check« til.",
                "The editor cannot rename files for the language server; rename the file by hand and run “check”."
            ));
        }
        let mut documents = Vec::new();
        for (path, pieces) in &self.pieces {
            documents.extend(document(state, path, pieces)?);
        }
        if self.moves.is_empty() {
            return Ok(state.workspace_edit(documents));
        }
        let edits = documents.into_iter().map(DocumentChangeOperation::Edit);
        let moves = self.moves.iter().filter_map(|(from, to)| {
            let rename = RenameFile {
                old_uri: state.uri(from)?,
                new_uri: state.root.uri(to)?,
                options: None,
                annotation_id: None,
            };
            Some(DocumentChangeOperation::Op(ResourceOp::Rename(rename)))
        });
        let operations = edits.chain(moves).collect();
        Ok(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        })
    }
}

fn document(
    state: &State,
    path: &SourcePath,
    pieces: &BTreeMap<(usize, usize), String>,
) -> Result<Option<TextDocumentEdit>, Text> {
    let (Some(entry), Some(uri)) = (state.names.entry(path), state.uri(path)) else { return Ok(None) };
    if entry.fresh.is_broken() {
        return Err(unreadable(path));
    }
    let lines = state.lines(&entry.fresh);
    let edit = |((start, end), text): (&(usize, usize), &String)| {
        OneOf::Left(TextEdit::new(lines.range(*start..*end), text.clone()))
    };
    let version = state.buffers.get(path).map(|buffer| buffer.version);
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    Ok(Some(TextDocumentEdit { text_document, edits: pieces.iter().map(edit).collect() }))
}

/// Nothing is renamed around a file that cannot be read.
pub fn unreadable(path: &SourcePath) -> Text {
    say!(
        "Felterne i »{path}« kan ikke læses; ret dem først.",
        "The fields of “{path}” cannot be read; correct them first."
    )
}

impl State {
    /// Edits of texts, in the form the client knows.
    pub fn workspace_edit(&self, documents: Vec<TextDocumentEdit>) -> WorkspaceEdit {
        if self.abilities.document_changes {
            let document_changes = Some(DocumentChanges::Edits(documents));
            WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
        } else {
            plain(documents)
        }
    }
}

#[allow(clippy::mutable_key_type, reason = "the protocol's type; nobody changes a URI in it")]
fn plain(documents: Vec<TextDocumentEdit>) -> WorkspaceEdit {
    let text = |edit: OneOf<TextEdit, lsp_types::AnnotatedTextEdit>| match edit {
        OneOf::Left(edit) => edit,
        OneOf::Right(edit) => edit.text_edit,
    };
    let changes = documents
        .into_iter()
        .map(|document| (document.text_document.uri, document.edits.into_iter().map(text).collect()));
    WorkspaceEdit { changes: Some(changes.collect()), ..WorkspaceEdit::default() }
}
