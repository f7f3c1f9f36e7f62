//! The protocol: greeting, notifications, requests, and what the engine tells in between.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use lsp_types::notification::{self, Notification as _};
use lsp_types::{Diagnostic, InitializeParams, MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri};
use serde::de::DeserializeOwned;

use super::diagnostics::{Teller, place_of};
use super::engine::{self, Compiled, Job, Setup};
use super::handlers;
use super::preview::Preview;
use super::state::State;
use super::uri::{self, Root};
use super::world;
use super::{greeting, position::Encoding};
use crate::diag::{Lang, Text};
use crate::pipeline::Options;
use crate::say;
use crate::source::{Changes, LoadError, SourcePath};

/// What the command line decides.
#[derive(Clone)]
pub struct Settings {
    /// Where the site is when the client names no folder.
    pub root: PathBuf,
    pub lang: Lang,
    pub options: Options,
    /// Whether the version control says when pages changed, and its folder when it is not the site's.
    pub history: bool,
    pub history_folder: Option<PathBuf>,
    /// The words for files that cannot be part of a site.
    pub describe: fn(&LoadError) -> (Text, Option<Text>),
}

/// What the server's one loop waits for.
pub enum Event {
    Client(Message),
    Compiled(Box<Compiled>),
    /// The site could not be loaded as of a version.
    Unloaded(Vec<LoadError>, u64),
    /// The client is gone.
    Gone,
}

/// Serves one client on standard input and output until it leaves. Returns whether it left in order.
///
/// # Errors
/// The client does not speak the protocol.
pub fn run(settings: Settings) -> Result<bool, String> {
    let (connection, threads) = Connection::stdio();
    let in_order = serve(&connection, settings)?;
    drop(connection);
    // Of the threads for input and output; a client that closed both ends is gone as well.
    let _ = threads.join();
    Ok(in_order)
}

fn serve(connection: &Connection, settings: Settings) -> Result<bool, String> {
    let (id, params) = connection.initialize_start().map_err(|error| error.to_string())?;
    let params: InitializeParams = serde_json::from_value(params).map_err(|error| error.to_string())?;
    let encoding = greeting::encoding(&params);
    let answer = serde_json::json!({"capabilities": greeting::capabilities(encoding), "serverInfo": greeting::info()});
    connection.initialize_finish(id, answer).map_err(|error| error.to_string())?;
    let (events, inbox) = mpsc::channel();
    let (client, receiver) = (events.clone(), connection.receiver.clone());
    std::thread::spawn(move || {
        for message in receiver {
            if client.send(Event::Client(message)).is_err() {
                return;
            }
        }
        let _ = client.send(Event::Gone);
    });
    let mut server = SiteServer::new(connection, settings, &params, encoding, events);
    server.begin();
    for event in inbox {
        if let Some(in_order) = server.take(event) {
            return Ok(in_order);
        }
    }
    Ok(false)
}

/// The server of one client.
pub struct SiteServer<'c> {
    connection: &'c Connection,
    settings: Settings,
    events: Sender<Event>,
    /// `None` while no `site.toml` has been found.
    pub state: Option<State>,
    pub preview: Option<Preview>,
    /// Where `serve` runs, by the client's settings.
    pub serve_url: Option<String>,
    folder: Option<PathBuf>,
    greeting: greeting::Greeting,
    encoding: Encoding,
    jobs: Option<Sender<Job>>,
    version: u64,
    /// Requests that came before the first portal.
    waiting: Vec<Request>,
    is_ready: bool,
    published: BTreeMap<SourcePath, Uri>,
    told: bool,
    asked: i32,
    is_shut_down: bool,
}

impl<'c> SiteServer<'c> {
    fn new(
        connection: &'c Connection,
        settings: Settings,
        params: &InitializeParams,
        encoding: Encoding,
        events: Sender<Event>,
    ) -> Self {
        let greeting = greeting::Greeting::of(params);
        Self {
            connection,
            events,
            state: None,
            preview: None,
            serve_url: greeting.serve_url.clone(),
            folder: greeting.folder.clone().or_else(|| Some(settings.root.clone())),
            settings,
            greeting,
            encoding,
            jobs: None,
            version: 0,
            waiting: Vec::new(),
            is_ready: false,
            published: BTreeMap::new(),
            told: false,
            asked: 0,
            is_shut_down: false,
        }
    }

    fn begin(&mut self) {
        if self.greeting.abilities.watches_files {
            self.ask_client("client/registerCapability", greeting::watchers());
        }
        if let Some(folder) = self.folder.clone() {
            self.open_site(&folder);
        }
    }

    /// Begins to serve the site in or above a folder.
    fn open_site(&mut self, folder: &std::path::Path) {
        let folder = if folder.is_absolute() { folder.to_owned() } else { world::canonical(folder) };
        let Some(root) = world::site_folder(&folder) else {
            let shown = folder.display();
            self.tell_once(&say!(
                "Der er ingen site.toml i »{shown}« eller mapperne over den. Åbn portalens mappe.",
                "There is no site.toml in “{shown}” or the folders above it. Open the portal's folder."
            ));
            return;
        };
        self.told = false;
        let abilities = self.greeting.abilities;
        self.state = Some(State::new(Root::new(root.clone()), self.settings.lang, self.encoding, abilities));
        let history = self.settings.history_folder.clone().unwrap_or_else(|| root.clone());
        let setup =
            Setup { history: self.settings.history.then_some(history), options: self.settings.options.clone(), root };
        let (jobs, inbox) = mpsc::channel();
        let events = self.events.clone();
        std::thread::spawn(move || engine::run(&setup, &inbox, &events));
        self.jobs = Some(jobs);
        self.compile(&[]);
    }

    /// Has the site compiled with the texts as they are now; the disk may have changed at these files.
    fn compile(&mut self, uris: &[Uri]) {
        let (Some(state), Some(jobs)) = (&self.state, &self.jobs) else { return };
        self.version += 1;
        let below = |uri: &Uri| Some(state.root.path().join(state.root.source_path(uri)?.as_str()));
        // A client that watches no files says nothing of those that others change.
        let changes = match self.greeting.abilities.watches_files {
            true => Changes::At(uris.iter().filter_map(below).collect()),
            false => Changes::All,
        };
        // An engine that is gone has said why.
        let _ = jobs.send(Job { overlay: state.overlay(), changes, version: self.version });
    }

    /// Takes in one event. `Some` ends the server: whether the client left in order.
    fn take(&mut self, event: Event) -> Option<bool> {
        match event {
            Event::Client(Message::Request(request)) => self.request(request),
            Event::Client(Message::Notification(note)) if note.method == notification::Exit::METHOD => {
                return Some(self.is_shut_down);
            }
            Event::Client(Message::Notification(note)) => self.notification(note),
            // Answers to what we asked: nothing depends on them.
            Event::Client(Message::Response(_)) => {}
            Event::Compiled(compiled) => self.compiled(&compiled),
            Event::Unloaded(errors, version) => self.unloaded(&errors, version),
            Event::Gone => return Some(false),
        }
        None
    }

    fn request(&mut self, request: Request) {
        if self.is_shut_down {
            let message = "shutting down".to_owned();
            return self.send(Response::new_err(request.id, ErrorCode::InvalidRequest as i32, message));
        }
        if request.method == "shutdown" {
            self.is_shut_down = true;
            self.preview = None;
            return self.send(Response::new_ok(request.id, ()));
        }
        if self.state.is_some() && !self.is_ready {
            self.waiting.push(request);
            return;
        }
        self.answer(request);
    }

    fn answer(&mut self, request: Request) {
        let id = request.id.clone();
        // What one request stumbles over must not end the others.
        let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| handlers::answer(self, request)));
        let answer = answer.unwrap_or_else(|_| {
            let message = say!("Noget gik galt i sprogserveren.", "Something went wrong in the language server.");
            Response::new_err(id, ErrorCode::InternalError as i32, message.get(self.settings.lang).to_owned())
        });
        self.send(answer);
    }

    fn notification(&mut self, note: Notification) {
        match note.method.as_str() {
            notification::DidOpenTextDocument::METHOD => {
                self.with::<notification::DidOpenTextDocument>(note, |server, params| {
                    let document = params.text_document;
                    server.find_site(&document.uri);
                    let Some(state) = &mut server.state else { return };
                    state.open(document.uri, document.version, &document.text);
                    server.compile(&[]);
                });
            }
            notification::DidChangeTextDocument::METHOD => {
                self.with::<notification::DidChangeTextDocument>(note, |server, params| {
                    let Some(state) = &mut server.state else { return };
                    let document = params.text_document;
                    if state.change(&document.uri, document.version, params.content_changes).is_some() {
                        server.compile(&[]);
                    }
                });
            }
            notification::DidCloseTextDocument::METHOD => {
                self.with::<notification::DidCloseTextDocument>(note, |server, params| {
                    let Some(state) = &mut server.state else { return };
                    let uri = params.text_document.uri;
                    if state.close(&uri).is_some() {
                        server.compile(&[uri]);
                    }
                });
            }
            notification::DidSaveTextDocument::METHOD => {
                self.with::<notification::DidSaveTextDocument>(note, |server, params| {
                    server.compile(&[params.text_document.uri]);
                });
            }
            notification::DidChangeWatchedFiles::METHOD => {
                self.with::<notification::DidChangeWatchedFiles>(note, |server, params| {
                    let uris: Vec<Uri> = params.changes.into_iter().map(|change| change.uri).collect();
                    server.compile(&uris);
                });
            }
            notification::Cancel::METHOD => self.with::<notification::Cancel>(note, |server, params| {
                server.cancel(match params.id {
                    lsp_types::NumberOrString::Number(number) => RequestId::from(number),
                    lsp_types::NumberOrString::String(text) => RequestId::from(text),
                });
            }),
            _ => {}
        }
    }

    fn with<N: notification::Notification>(&mut self, note: Notification, take: impl FnOnce(&mut Self, N::Params))
    where
        N::Params: DeserializeOwned,
    {
        if let Ok(params) = serde_json::from_value(note.params) {
            take(self, params);
        }
    }

    /// A client that opened no folder, or the wrong one, tells by the file it opens.
    fn find_site(&mut self, uri: &Uri) {
        if self.state.is_some() {
            return;
        }
        if let Some(folder) = uri::to_path(uri.as_str()).and_then(|path| path.parent().map(PathBuf::from)) {
            self.open_site(&folder);
        }
    }

    /// A request that waits is taken back; one that was answered is answered.
    fn cancel(&mut self, id: RequestId) {
        let before = self.waiting.len();
        self.waiting.retain(|request| request.id != id);
        if self.waiting.len() < before {
            self.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned()));
        }
    }

    fn compiled(&mut self, compiled: &Compiled) {
        let Some(state) = &mut self.state else { return };
        state.compiled(compiled);
        let compilation = &compiled.compilation;
        let teller =
            Teller { sources: &compilation.written, root: &state.root, encoding: state.encoding, lang: state.lang };
        let found = teller.tell(compilation.diagnostics());
        if let Some(preview) = &self.preview {
            preview.show(compilation, &found);
        }
        self.finish(found, compiled.version);
    }

    /// The site cannot be loaded: the last names stay, and the reason stands at the file.
    fn unloaded(&mut self, errors: &[LoadError], version: u64) {
        let Some(state) = &self.state else { return };
        let mut found: BTreeMap<SourcePath, Vec<Diagnostic>> = BTreeMap::new();
        for error in errors {
            let (message, help) = (self.settings.describe)(error);
            let lang = self.settings.lang;
            let help = help.map_or_else(String::new, |help| format!("\n{}", help.get(lang)));
            found.entry(place_of(error, &state.root)).or_default().push(Diagnostic {
                severity: Some(lsp_types::DiagnosticSeverity::ERROR),
                source: Some("vejviser".to_owned()),
                message: format!("{}{help}", message.get(lang)),
                ..Diagnostic::default()
            });
        }
        self.finish(found, version);
    }

    fn finish(&mut self, found: BTreeMap<SourcePath, Vec<Diagnostic>>, version: u64) {
        // Places in a text that has changed since would be wrong; the next compilation is under way.
        if version == self.version {
            self.publish(found);
        }
        self.is_ready = true;
        for request in std::mem::take(&mut self.waiting) {
            self.answer(request);
        }
    }

    /// Problems of every file that has some; nothing for those that had.
    fn publish(&mut self, mut found: BTreeMap<SourcePath, Vec<Diagnostic>>) {
        let Some(state) = &self.state else { return };
        for path in self.published.keys() {
            found.entry(path.clone()).or_default();
        }
        let mut published = BTreeMap::new();
        let mut notes = Vec::new();
        for (path, diagnostics) in found {
            let Some(uri) = self.published.get(&path).cloned().or_else(|| state.uri(&path)) else { continue };
            if !diagnostics.is_empty() {
                published.insert(path.clone(), uri.clone());
            }
            let version = state.buffers.get(&path).map(|buffer| buffer.version);
            notes.push(PublishDiagnosticsParams { uri, diagnostics, version });
        }
        self.published = published;
        for note in notes {
            self.notify::<notification::PublishDiagnostics>(note);
        }
    }

    fn tell_once(&mut self, text: &Text) {
        if !std::mem::replace(&mut self.told, true) {
            let message = text.get(self.settings.lang).to_owned();
            self.notify::<notification::ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message });
        }
    }

    pub fn notify<N: notification::Notification>(&self, params: N::Params)
    where
        N::Params: serde::Serialize,
    {
        let note = Notification::new(N::METHOD.to_owned(), params);
        // A client that is gone needs no news.
        let _ = self.connection.sender.send(Message::Notification(note));
    }

    /// Asks the client for something; the answer changes nothing.
    pub fn ask_client(&mut self, method: &str, params: impl serde::Serialize) {
        self.asked += 1;
        let request = Request::new(RequestId::from(self.asked), method.to_owned(), params);
        let _ = self.connection.sender.send(Message::Request(request));
    }

    fn send(&self, response: Response) {
        let _ = self.connection.sender.send(Message::Response(response));
    }
}

/// An error in the words of the editor.
pub fn refusal(id: RequestId, code: ErrorCode, message: String) -> Response {
    Response { id, result: None, error: Some(ResponseError { code: code as i32, message, data: None }) }
}
