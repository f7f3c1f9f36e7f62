//! The first exchange: what the client can do, and what we can.

use std::path::PathBuf;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DidChangeWatchedFilesRegistrationOptions, ExecuteCommandOptions, FileOperationFilter, FileOperationPattern,
    FileOperationRegistrationOptions, FileSystemWatcher, GlobPattern, HoverProviderCapability, InitializeParams, OneOf,
    Registration, RegistrationParams, RenameOptions, ResourceOperationKind, SaveOptions, ServerCapabilities,
    ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceServerCapabilities,
};

use super::position::Encoding;
use super::state::Abilities;
use super::{complete, preview, uri};
use crate::source::FOLDERS;

/// What the client said of itself.
pub struct Greeting {
    pub folder: Option<PathBuf>,
    pub serve_url: Option<String>,
    pub abilities: Abilities,
}

impl Greeting {
    pub fn of(params: &InitializeParams) -> Self {
        let option = |name: &str| params.initialization_options.as_ref()?.get(name)?.as_str().map(str::to_owned);
        Self { folder: folder(params), serve_url: option("serveUrl"), abilities: abilities(params) }
    }
}

#[allow(deprecated, reason = "older clients name the folder in one of the old fields only")]
fn folder(params: &InitializeParams) -> Option<PathBuf> {
    let folders = params.workspace_folders.as_ref().and_then(|folders| folders.first()).map(|folder| &folder.uri);
    let uri = folders.or(params.root_uri.as_ref());
    uri.and_then(|uri| uri::to_path(uri.as_str())).or_else(|| params.root_path.as_ref().map(PathBuf::from))
}

fn abilities(params: &InitializeParams) -> Abilities {
    let text = params.capabilities.text_document.as_ref();
    let workspace = params.capabilities.workspace.as_ref();
    let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    let item = text.and_then(|text| text.completion.as_ref()?.completion_item.as_ref());
    let window = params.capabilities.window.as_ref();
    let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
    let symbols = text.and_then(|text| text.document_symbol.as_ref());
    Abilities {
        snippets: item.and_then(|item| item.snippet_support) == Some(true),
        document_changes: edit.and_then(|edit| edit.document_changes) == Some(true),
        rename_file: edit
            .and_then(|edit| edit.resource_operations.as_ref())
            .is_some_and(|operations| operations.contains(&ResourceOperationKind::Rename)),
        show_document: window.and_then(|window| window.show_document.as_ref()).is_some_and(|show| show.support),
        watches_files: watched.and_then(|watched| watched.dynamic_registration) == Some(true),
        nested_symbols: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support) == Some(true),
    }
}

pub fn encoding(params: &InitializeParams) -> Encoding {
    let general = params.capabilities.general.as_ref();
    let offered = general.and_then(|general| general.position_encodings.as_ref());
    Encoding::negotiate(offered.map_or(&[], Vec::as_slice))
}

pub fn info() -> ServerInfo {
    ServerInfo { name: "vejviser".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }
}

pub fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let completion = CompletionOptions {
        trigger_characters: Some(complete::TRIGGERS.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let rename = RenameOptions { prepare_provider: Some(true), work_done_progress_options: Default::default() };
    let actions =
        CodeActionOptions { code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]), ..CodeActionOptions::default() };
    let commands =
        ExecuteCommandOptions { commands: vec![preview::COMMAND.to_owned()], ..ExecuteCommandOptions::default() };
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(completion),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(rename)),
        code_action_provider: Some(CodeActionProviderCapability::Options(actions)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        execute_command_provider: Some(commands),
        workspace: Some(workspace()),
        ..ServerCapabilities::default()
    }
}

/// Files and folders that the editor moves: their references follow.
fn workspace() -> WorkspaceServerCapabilities {
    let pattern = FileOperationPattern { glob: "**/content/**".to_owned(), ..FileOperationPattern::default() };
    let filter = FileOperationFilter { scheme: Some("file".to_owned()), pattern };
    let will_rename = Some(FileOperationRegistrationOptions { filters: vec![filter] });
    let operations = WorkspaceFileOperationsServerCapabilities {
        will_rename,
        ..WorkspaceFileOperationsServerCapabilities::default()
    };
    WorkspaceServerCapabilities { file_operations: Some(operations), ..WorkspaceServerCapabilities::default() }
}

/// What the client is to tell us of changes on disk.
pub fn watchers() -> RegistrationParams {
    let glob = |folder: &str| if folder.contains('.') { format!("**/{folder}") } else { format!("**/{folder}/**") };
    let watcher = |folder: &&str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob(folder)), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: FOLDERS.iter().map(watcher).collect() };
    let registration = Registration {
        id: "vejviser-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    RegistrationParams { registrations: vec![registration] }
}
