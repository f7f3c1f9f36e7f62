//! One request, one answer.

use std::sync::Arc;

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::request::{self as ask, Request as _};
use lsp_types::{
    CompletionResponse, FileRename, GotoDefinitionResponse, MessageType, Position, ShowDocumentParams,
    ShowMessageParams, Uri, notification,
};

use super::facts::Facts;
use super::preview::{self, Preview};
use super::server::{SiteServer, refusal};
use super::state::State;
use super::{actions, complete, hover, locate, rename};
use crate::diag::{Lang, Text};
use crate::say;
use crate::source::SourcePath;

type Answer<R> = Result<<R as ask::Request>::Result, Text>;

pub fn answer(server: &mut SiteServer, request: Request) -> Response {
    if request.method == ask::ExecuteCommand::METHOD {
        return command(server, request);
    }
    let Some(state) = &server.state else {
        // Without a site there is nothing to say, which was said once.
        return Response::new_ok(request.id, serde_json::Value::Null);
    };
    match request.method.as_str() {
        ask::Completion::METHOD => reply::<ask::Completion>(state, request, |state, params| {
            let at = params.text_document_position;
            Ok(at_position(state, &at.text_document.uri, at.position)
                .and_then(|(facts, offset)| complete::complete(state, &facts, offset))
                .map(CompletionResponse::List))
        }),
        ask::HoverRequest::METHOD => reply::<ask::HoverRequest>(state, request, |state, params| {
            let at = params.text_document_position_params;
            Ok(at_position(state, &at.text_document.uri, at.position)
                .and_then(|(facts, offset)| hover::hover(state, &facts, offset)))
        }),
        ask::GotoDefinition::METHOD => reply::<ask::GotoDefinition>(state, request, |state, params| {
            let at = params.text_document_position_params;
            Ok(at_position(state, &at.text_document.uri, at.position)
                .and_then(|(facts, offset)| locate::definition(state, &facts, offset))
                .map(GotoDefinitionResponse::Scalar))
        }),
        ask::References::METHOD => reply::<ask::References>(state, request, |state, params| {
            let (at, all) = (params.text_document_position, params.context.include_declaration);
            Ok(at_position(state, &at.text_document.uri, at.position)
                .and_then(|(facts, offset)| locate::references(state, &facts, offset, all)))
        }),
        ask::DocumentSymbolRequest::METHOD => reply::<ask::DocumentSymbolRequest>(state, request, |state, params| {
            Ok(state
                .root
                .source_path(&params.text_document.uri)
                .and_then(|path| locate::document_symbols(state, &path)))
        }),
        ask::WorkspaceSymbolRequest::METHOD => reply::<ask::WorkspaceSymbolRequest>(state, request, |state, params| {
            Ok(Some(locate::workspace_symbols(state, &params.query)))
        }),
        _ => changes(state, request),
    }
}

/// Requests that are answered by changes of files, or lead to them.
fn changes(state: &State, request: Request) -> Response {
    match request.method.as_str() {
        ask::PrepareRenameRequest::METHOD => reply::<ask::PrepareRenameRequest>(state, request, |state, params| {
            match at_position(state, &params.text_document.uri, params.position) {
                Some((facts, offset)) => rename::prepare(state, &facts, offset).map(Some),
                None => Ok(None),
            }
        }),
        ask::Rename::METHOD => reply::<ask::Rename>(state, request, |state, params| {
            let at = params.text_document_position;
            match at_position(state, &at.text_document.uri, at.position) {
                Some((facts, offset)) => rename::rename(state, &facts, offset, params.new_name.trim()).map(Some),
                None => Ok(None),
            }
        }),
        ask::WillRenameFiles::METHOD => reply::<ask::WillRenameFiles>(state, request, |state, params| {
            let path = |uri: &str| state.root.source_path(&uri.parse().ok()?);
            let pair = |file: &FileRename| Some((path(&file.old_uri)?, path(&file.new_uri)?));
            let files: Vec<(SourcePath, SourcePath)> = params.files.iter().filter_map(pair).collect();
            rename::move_files(state, &files).map(Some)
        }),
        ask::CodeActionRequest::METHOD => reply::<ask::CodeActionRequest>(state, request, |state, params| {
            Ok(state.root.source_path(&params.text_document.uri).map(|path| actions::actions(state, &path, &params)))
        }),
        ask::CodeLensRequest::METHOD => reply::<ask::CodeLensRequest>(state, request, |state, params| {
            let uri = &params.text_document.uri;
            Ok(state.file(uri).map(|facts| preview::lens(state, &facts, uri)))
        }),
        method => {
            let message = format!("unknown request {method}");
            refusal(request.id, ErrorCode::MethodNotFound, message)
        }
    }
}

/// The answer to a request, or why there is none.
fn reply<R: ask::Request>(
    state: &State,
    request: Request,
    answer: impl FnOnce(&State, R::Params) -> Answer<R>,
) -> Response {
    let params = match serde_json::from_value(request.params) {
        Ok(params) => params,
        Err(error) => return refusal(request.id, ErrorCode::InvalidParams, error.to_string()),
    };
    match answer(state, params) {
        Ok(result) => Response::new_ok(request.id, result),
        Err(text) => refusal(request.id, ErrorCode::RequestFailed, text.get(state.lang).to_owned()),
    }
}

fn at_position(state: &State, uri: &Uri, position: Position) -> Option<(Arc<Facts>, usize)> {
    let facts = state.file(uri)?;
    let offset = state.lines(&facts).offset(position);
    Some((facts, offset))
}

/// The one command there is: show a page's chart.
fn command(server: &mut SiteServer, request: Request) -> Response {
    let (id, lang) = (request.id.clone(), server.state.as_ref().map_or(Lang::Danish, |state| state.lang));
    match show_chart(server, &request.params) {
        Ok(url) => Response::new_ok(id, url),
        Err(text) => refusal(id, ErrorCode::RequestFailed, text.get(lang).to_owned()),
    }
}

fn show_chart(server: &mut SiteServer, params: &serde_json::Value) -> Result<String, Text> {
    let no_page = || say!("Kommandoen skal have en side.", "The command needs a page.");
    let name = params.get("command").and_then(serde_json::Value::as_str);
    if name != Some(preview::COMMAND) {
        return Err(say!("Kommandoen findes ikke.", "There is no such command."));
    }
    let state = server.state.as_ref().ok_or_else(no_page)?;
    let uri = params.get("arguments").and_then(|list| list.get(0)?.as_str()?.parse::<Uri>().ok());
    let path = uri.and_then(|uri| state.root.source_path(&uri)).ok_or_else(no_page)?;
    let page = preview::chart_url(state, &path)?;
    let running = preview::running(state, server.serve_url.as_deref());
    let base = match (running, &server.preview) {
        (Some(base), _) => base,
        (None, Some(preview)) => preview.base().to_owned(),
        (None, None) => {
            let compilation = state.compilation.clone().ok_or_else(no_page)?;
            let preview = Preview::start(state, compilation)?;
            let base = preview.base().to_owned();
            server.preview = Some(preview);
            base
        }
    };
    let url = format!("{base}{page}");
    show(server, &url);
    Ok(url)
}

fn show(server: &mut SiteServer, url: &str) {
    let can_show = server.state.as_ref().is_some_and(|state| state.abilities.show_document);
    match url.parse::<Uri>() {
        Ok(uri) if can_show => {
            let params = ShowDocumentParams { uri, external: Some(true), take_focus: None, selection: None };
            server.ask_client(ask::ShowDocument::METHOD, params);
        }
        _ => server
            .notify::<notification::ShowMessage>(ShowMessageParams { typ: MessageType::INFO, message: url.to_owned() }),
    }
}
