//! `serve`: the portal in the browser while it is written.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::Exit;
use super::args::{CompileArgs, ServeArgs};
use super::failure::{Failure, load_error};
use super::site::{SiteFolder, is_there, options, summary};
use crate::diag::{Diagnostic, Diagnostics, Lang, Printer, Severity};
use crate::history;
use crate::parse::DocumentParser;
use crate::pipeline::{self, Compilation, Options};
use crate::render::Output;
use crate::say;
use crate::serve::{Problem, Response, ServeError, ServeOptions, Server, Site, mime};
use crate::source::{LineColumn, LoadError, Loader, Sources, Url};

pub fn run(site: SiteFolder, args: ServeArgs) -> Result<Exit, Failure> {
    let ServeArgs { host, port, open, poll, compile } = args;
    let served = Arc::new(Served::open(site.clone(), compile)?);
    served.print_problems();
    let options = ServeOptions { host, port, open, poll, root: site.root.clone() };
    let server = Server::bind(options, Arc::clone(&served) as Arc<dyn Site>)?;
    let (url, folder) = (server.url(), site.root.display());
    site.say(&say!("Portalen vises på {url} (Ctrl-C slutter).", "The portal is at {url} (Ctrl-C ends it)."));
    site.say(&say!(
        "Gem en fil under {folder}, så følger siden i browseren med.",
        "Save a file below {folder}, and the page in the browser follows."
    ));
    if server.is_exposed() {
        site.say(&say!(
            "advarsel: andre på netværket kan se portalen.",
            "warning: others on the network can see the portal."
        ));
    }
    server.run()?;
    Ok(Exit::Fine)
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        Self::new(Exit::Environment, error.message(), error.help())
    }
}

/// The site as it is on disk, and the portal that is shown of it.
struct Served {
    site: SiteFolder,
    args: CompileArgs,
    /// Held over a whole reload, so that two saves at once are taken in one after the other.
    inputs: Mutex<Inputs>,
    shown: RwLock<Shown>,
}

/// What reads the site, each part keeping what did not change since the last reload.
#[derive(Default)]
struct Inputs {
    loader: Loader,
    parser: DocumentParser,
    history: history::Reader,
}

impl Inputs {
    /// The site as it is on disk; the history is read anew after a commit only.
    fn compile(&mut self, site: &SiteFolder, args: &CompileArgs) -> Result<Compilation, Vec<LoadError>> {
        let Self { loader, parser, history } = self;
        let (sources, history) = rayon::join(|| loader.load(&site.root), || site.history(&args.history, history));
        Ok(pipeline::compile(sources?, parser, &Options { history, ..options(args) }))
    }
}

struct Shown {
    /// The last portal without errors, or the first one when there has been none.
    portal: Arc<Compilation>,
    /// Of the site as it is on disk now.
    problems: Vec<Problem>,
    version: u64,
}

impl Served {
    /// Loads and compiles the site for the first time.
    fn open(site: SiteFolder, args: CompileArgs) -> Result<Self, Failure> {
        is_there(&args.history)?;
        let mut inputs = Inputs::default();
        let portal = inputs.compile(&site, &args)?;
        let problems = problems(&portal.sources, &portal.diagnostics, site.lang);
        let shown = Shown { portal: Arc::new(portal), problems, version: 1 };
        Ok(Self { site, args, inputs: Mutex::new(inputs), shown: RwLock::new(shown) })
    }

    fn portal(&self) -> Arc<Compilation> {
        // A thread that panicked while it read cannot have left the state half written.
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner).portal)
    }

    fn print_problems(&self) {
        let portal = self.portal();
        let printer = Printer {
            sources: &portal.sources,
            lang: self.site.lang,
            format: crate::diag::Format::Human,
            color: std::io::IsTerminal::is_terminal(&std::io::stderr()),
        };
        super::say_to_stderr(&printer.print(&portal.diagnostics));
        if let Some(text) = summary(&portal.diagnostics) {
            self.site.say(&text);
        }
    }

    /// The problem list of a site that cannot be loaded; the last portal stays.
    fn refuse(&self, errors: &[LoadError]) {
        let lang = self.site.lang;
        let problem = |error: &LoadError| {
            let (message, help) = load_error(error);
            Problem {
                severity: Severity::Error,
                file: None,
                line: 0,
                column: 0,
                message: message.get(lang).to_owned(),
                help: help.map(|help| help.get(lang).to_owned()),
            }
        };
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.problems = errors.iter().map(problem).collect();
    }
}

impl Site for Served {
    fn reload(&self) {
        let mut inputs = self.inputs.lock().unwrap_or_else(PoisonError::into_inner);
        let compiled = match inputs.compile(&self.site, &self.args) {
            Ok(compiled) => compiled,
            Err(errors) => return self.refuse(&errors),
        };
        let problems = problems(&compiled.sources, &compiled.diagnostics, self.site.lang);
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let had_errors = shown.portal.diagnostics.has_errors();
        shown.problems = problems;
        // A first portal with errors is replaced by any other: nothing better is lost.
        if (had_errors || !compiled.diagnostics.has_errors()) && !same(&shown.portal, &compiled) {
            shown.portal = Arc::new(compiled);
            shown.version += 1;
        }
    }

    fn get(&self, url: &str) -> Option<Result<Response, Vec<Problem>>> {
        let portal = self.portal();
        let url = Url::new(url);
        let route = portal.routes.get(&url)?;
        let problem = |found: Diagnostic| problems(&portal.sources, &std::iter::once(found).collect(), self.site.lang);
        Some(match portal.renderer().render(route) {
            Ok(Output::Bytes(bytes)) => Ok(Response { bytes, mime: mime(url.as_str()) }),
            Ok(Output::Copy(path)) => std::fs::read(&path)
                .map(|bytes| Response { bytes, mime: mime(url.as_str()) })
                .map_err(|error| self.unreadable(&path, &error)),
            Err(found) => Err(problem(found)),
        })
    }

    fn has(&self, url: &str) -> bool {
        self.portal().routes.has(&Url::new(url))
    }

    fn problems(&self) -> Vec<Problem> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).problems.clone()
    }

    fn version(&self) -> u64 {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).version
    }
}

impl Served {
    fn unreadable(&self, path: &std::path::Path, error: &std::io::Error) -> Vec<Problem> {
        self.refuse(&[LoadError::Unreadable { path: path.to_owned(), error: error.to_string() }]);
        self.problems()
    }
}

/// Whether two portals come from the same bytes and commits on the same day.
fn same(old: &Compilation, new: &Compilation) -> bool {
    let key = |sources: &Sources| sources.iter().map(|file| (file.path.clone(), file.hash.clone())).collect::<Vec<_>>();
    let dates = |portal: &Compilation| portal.portal.pages.iter().map(|page| page.committed).collect::<Vec<_>>();
    let world = |portal: &Compilation| (portal.inputs.today, portal.inputs.revision.clone(), dates(portal));
    world(old) == world(new) && key(&old.sources) == key(&new.sources)
}

fn problems(sources: &Sources, found: &Diagnostics, lang: Lang) -> Vec<Problem> {
    let problem = |diagnostic: &Diagnostic| {
        let file = diagnostic.span.and_then(|span| Some((sources.file(span.file)?, span)));
        let place = file.as_ref().map(|(file, span)| LineColumn::of(file.text(), span.start as usize));
        Problem {
            severity: diagnostic.severity,
            file: file.as_ref().map(|(file, _)| file.path.to_string()),
            line: place.map_or(0, |place| place.line),
            column: place.map_or(0, |place| place.column),
            message: diagnostic.message.get(lang).to_owned(),
            help: diagnostic.help.as_ref().map(|help| help.get(lang).to_owned()),
        }
    };
    found.iter().map(problem).collect()
}
