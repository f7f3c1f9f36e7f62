//! The chart beside the text: in a `serve` that runs for this site, else in a server of our own that
//! shows the text as it is typed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use lsp_types::{CodeLens, Command, Diagnostic, DiagnosticSeverity, Uri};

use super::facts::Facts;
use super::state::State;
use super::world;
use crate::diag::{Severity, Text};
use crate::model::Kind;
use crate::parse::{Parts, split};
use crate::pipeline::Compilation;
use crate::render::Output;
use crate::say;
use crate::serve::{Handle, IDENTITY, PATIENCE, Problem, Response, ServeOptions, Server, Site, identity};
use crate::source::{Changes, SourcePath, Url};
use crate::text::media_type;

pub const COMMAND: &str = "vejviser.preview";
/// Where `serve` answers unless it is told otherwise.
const USUAL: &str = "http://127.0.0.1:4040/";
/// Of the chart on a workflow's page.
const CHART: &str = "#_diagram";

/// The lens above the steps of a workflow.
pub fn lens(state: &State, facts: &Facts, uri: &Uri) -> Vec<CodeLens> {
    if facts.page_kind() != Some(Kind::Workflow) {
        return Vec::new();
    }
    let Parts::Both { front, .. } = split(facts.text()) else { return Vec::new() };
    let fields = facts.text().get(front.clone()).unwrap_or_default();
    let starts = std::iter::once(0).chain(fields.match_indices('\n').map(|(at, _)| at + 1));
    let steps = starts.into_iter().find(|at| fields.get(*at..).is_some_and(|rest| rest.starts_with("steps:")));
    let Some(at) = steps.map(|at| front.start + at) else { return Vec::new() };
    let title = say!("Vis diagrammet", "Show the chart").get(state.lang).to_owned();
    let arguments = Some(vec![serde_json::Value::String(uri.as_str().to_owned())]);
    let command = Some(Command { title, command: COMMAND.to_owned(), arguments });
    vec![CodeLens { range: state.lines(facts).range(at..at + "steps:".len()), command, data: None }]
}

/// A server of our own, over what is typed.
pub struct Preview {
    handle: Handle,
    base: String,
    shown: Arc<Shown>,
}

impl Preview {
    /// Serves a portal on a free port of this machine.
    ///
    /// # Errors
    /// There is no port to be had, or the site cannot be watched.
    pub fn start(state: &State, compilation: Arc<Compilation>) -> Result<Self, Text> {
        let shown = Arc::new(Shown {
            portal: RwLock::new(compilation),
            problems: RwLock::default(),
            version: AtomicU64::new(1),
        });
        let options = ServeOptions {
            host: "127.0.0.1".to_owned(),
            port: 0,
            open: false,
            poll: false,
            root: state.root.path().to_owned(),
            patience: PATIENCE,
        };
        let server = Server::bind(options, Arc::clone(&shown) as Arc<dyn Site>).map_err(|error| error.message())?;
        let (handle, base) = (server.handle(), server.url());
        // The thread ends with the server, and the server with us.
        std::thread::spawn(move || server.run());
        Ok(Self { handle, base, shown })
    }

    /// Shows what was compiled last; of a file that cannot be read it has the last good text.
    pub fn show(&self, compilation: &Arc<Compilation>, found: &BTreeMap<SourcePath, Vec<Diagnostic>>) {
        let problems = found.iter().flat_map(|(path, list)| list.iter().map(move |one| problem(path, one)));
        *self.shown.problems.write().unwrap_or_else(PoisonError::into_inner) = problems.collect();
        *self.shown.portal.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(compilation);
        self.shown.version.fetch_add(1, Ordering::Relaxed);
        self.handle.refresh();
    }

    pub fn base(&self) -> &str {
        &self.base
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.handle.stop();
    }
}

/// The address of a running `serve` for this site.
pub fn running(state: &State, wanted: Option<&str>) -> Option<String> {
    let base = wanted.unwrap_or(USUAL);
    let base = if base.ends_with('/') { base.to_owned() } else { format!("{base}/") };
    let answer: serde_json::Value = serde_json::from_str(&world::ask(&base, IDENTITY)?).ok()?;
    let ours: serde_json::Value = serde_json::from_str(&identity(state.root.path())).ok()?;
    (answer.get("site")? == ours.get("site")?).then_some(base)
}

/// The address of a page's chart, below the front page.
pub fn chart_url(state: &State, path: &SourcePath) -> Result<String, Text> {
    let page = state.compilation.as_ref().and_then(|compilation| {
        compilation.portal.pages.iter().find(|page| page.source == *path).map(|page| page.url.clone())
    });
    match page {
        Some(url) => Ok(format!("{url}{CHART}")),
        None => Err(say!(
            "Siden er ikke i portalen endnu: den er en kladde eller kan ikke læses.",
            "The page is not in the portal yet: it is a draft or cannot be read."
        )),
    }
}

/// The portal as it is typed.
struct Shown {
    portal: RwLock<Arc<Compilation>>,
    problems: RwLock<Vec<Problem>>,
    version: AtomicU64,
}

impl Site for Shown {
    /// The language server tells what there is; the disk is its business.
    fn reload(&self, _changes: &Changes) {}

    fn get(&self, url: &str) -> Option<Result<Response, Vec<Problem>>> {
        let portal = Arc::clone(&self.portal.read().unwrap_or_else(PoisonError::into_inner));
        let url = Url::new(url);
        let route = portal.routes.get(&url)?;
        Some(match portal.renderer().render(route) {
            Ok(Output::Bytes(bytes)) => Ok(Response { bytes, mime: media_type(url.as_str()) }),
            Ok(Output::Copy(path)) => world::read(&path)
                .map(|bytes| Response { bytes, mime: media_type(url.as_str()) })
                .map_err(|_| self.problems()),
            Err(_) => Err(self.problems()),
        })
    }

    fn problems(&self) -> Vec<Problem> {
        self.problems.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }
}

fn problem(path: &SourcePath, found: &Diagnostic) -> Problem {
    let severity = match found.severity {
        Some(DiagnosticSeverity::ERROR) => Severity::Error,
        Some(DiagnosticSeverity::WARNING) => Severity::Warning,
        _ => Severity::Notice,
    };
    let (message, help) = match found.message.split_once('\n') {
        Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
        None => (found.message.clone(), None),
    };
    let (line, column) = (found.range.start.line as usize + 1, found.range.start.character as usize + 1);
    Problem { severity, file: Some(path.to_string()), line, column, message, help }
}
