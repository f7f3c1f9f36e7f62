//! `serve`: the portal in the browser while it is written.

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::args::{CompileArgs, ServeArgs};
use super::failure::{Failure, load_error};
use super::site::{SiteFolder, is_there, options, summary};
use super::{Exit, external};
use crate::diag::{Diagnostic, Diagnostics, Lang, Printer, Severity};
use crate::pipeline::{Compilation, Options};
use crate::render::Output;
use crate::routes::Target;
use crate::say;
use crate::serve::{Editor, PATIENCE, Place, Problem, Response, ServeError, ServeOptions, Server, Site};
use crate::source::{Changes, LineColumn, LoadError, SourceFile, SourcePath, Url};
use crate::text::media_type;
use crate::workspace::Workspace;

pub fn run(site: SiteFolder, args: ServeArgs) -> Result<Exit, Failure> {
    let ServeArgs { host, port, open, poll, edit, compile } = args;
    let served = Arc::new(Served::open(site.clone(), compile, Editor::parse(&edit))?);
    served.print_problems();
    let options = ServeOptions { host, port, open, poll, root: site.root.clone(), patience: PATIENCE };
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

/// As a build has it: with what addresses outside answered when they were last asked.
fn looked_up(site: &SiteFolder, args: &CompileArgs) -> Options {
    Options { external: external::stored(&site.root), ..options(args) }
}

/// The site as it is on disk, and the portal that is shown of it.
struct Served {
    site: SiteFolder,
    args: CompileArgs,
    editor: Editor,
    /// Held over a whole reload, so that two saves at once are taken in one after the other.
    workspace: Mutex<Workspace>,
    shown: RwLock<Shown>,
    /// One thread, so that a check of ten thousand pages leaves room for the next save.
    checker: Option<rayon::ThreadPool>,
}

struct Shown {
    portal: Arc<Compilation>,
    /// As they were last found.
    problems: Vec<Problem>,
    /// The problems are those of a site that cannot be loaded: the portal that is shown has no say in them.
    refused: bool,
    version: u64,
}

impl Served {
    /// Loads and compiles the site for the first time.
    fn open(site: SiteFolder, args: CompileArgs, editor: Editor) -> Result<Self, Failure> {
        is_there(&args.history)?;
        let mut workspace = Workspace::new(site.root.clone(), site.dated_by(&args.history));
        let portal = workspace.compile(&Changes::All, looked_up(&site, &args))?;
        let problems = problems(&portal, portal.diagnostics(), site.lang);
        let shown = Shown { portal: Arc::new(portal), problems, refused: false, version: 1 };
        let checker = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok();
        Ok(Self { site, args, editor, workspace: Mutex::new(workspace), shown: RwLock::new(shown), checker })
    }

    fn shown(&self) -> RwLockReadGuard<'_, Shown> {
        // A thread that panicked while it read cannot have left the state half written.
        self.shown.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self) -> RwLockWriteGuard<'_, Shown> {
        self.shown.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn portal(&self) -> Arc<Compilation> {
        Arc::clone(&self.shown().portal)
    }

    /// On the terminal, for those who look there.
    fn print_problems(&self) {
        let portal = self.portal();
        let color = std::io::IsTerminal::is_terminal(&std::io::stderr());
        let printer = Printer { color, ..Printer::new(&portal.written, self.site.lang, crate::diag::Format::Human) };
        super::say_to_stderr(&printer.print(portal.diagnostics()));
        match summary(portal.diagnostics()) {
            Some(text) => self.site.say(&text),
            None => self.site.say(&say!("Alt i orden.", "All fine.")),
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
        let mut shown = self.set();
        (shown.problems, shown.refused) = (errors.iter().map(problem).collect(), true);
    }
}

impl Site for Served {
    fn reload(&self, changes: &Changes) {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        let portal = match workspace.compile(changes, looked_up(&self.site, &self.args)) {
            Ok(portal) => portal,
            Err(errors) => {
                self.refuse(&errors);
                return super::say_to_stderr(&Failure::from(errors).print(self.site.lang));
            }
        };
        let old = {
            let mut shown = self.set();
            shown.refused = false;
            if same(&shown.portal, &portal) {
                return;
            }
            shown.version += 1;
            std::mem::replace(&mut shown.portal, Arc::new(portal))
        };
        // Ten thousand pages take a while to be forgotten.
        rayon::spawn(move || drop(old));
    }

    fn check(&self) {
        let (portal, version) = {
            let shown = self.shown();
            (Arc::clone(&shown.portal), shown.version)
        };
        let find = || problems(&portal, portal.diagnostics(), self.site.lang);
        let found = self.checker.as_ref().map_or_else(find, |checker| checker.install(find));
        let mut shown = self.set();
        if shown.refused || shown.version != version || shown.problems == found {
            return;
        }
        shown.problems = found;
        drop(shown);
        self.print_problems();
    }

    fn get(&self, url: &str) -> Option<Result<Response, Vec<Problem>>> {
        let portal = self.portal();
        let url = Url::new(url);
        let route = portal.routes.get(&url)?;
        let problem = |found: Diagnostic| problems(&portal, &std::iter::once(found).collect(), self.site.lang);
        Some(match portal.renderer().render(route) {
            Ok(Output::Bytes(bytes)) => Ok(Response { bytes, mime: media_type(url.as_str()) }),
            Ok(Output::Copy(path)) => std::fs::read(&path)
                .map(|bytes| Response { bytes, mime: media_type(url.as_str()) })
                .map_err(|error| self.unreadable(&path, &error)),
            Err(found) => Err(problem(found)),
        })
    }

    fn has(&self, url: &str) -> bool {
        self.portal().routes.has(&Url::new(url))
    }

    fn source(&self, url: &str) -> Option<String> {
        let portal = self.portal();
        let page = match portal.routes.get(&Url::new(url))?.target {
            Target::Page(page) | Target::Special { intro: Some(page), .. } => page,
            _ => return None,
        };
        Some(portal.portal.page(page).source.to_string())
    }

    fn open(&self, place: &Place) -> bool {
        let file = SourcePath::new(&place.file);
        self.portal().written.get(&file).is_some() && self.editor.open(&self.site.root.join(file.as_str()), place)
    }

    fn problems(&self) -> Vec<Problem> {
        self.shown().problems.clone()
    }

    fn version(&self) -> u64 {
        self.shown().version
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
    let is_same = |old: &Arc<SourceFile>, new: &Arc<SourceFile>| {
        Arc::ptr_eq(old, new) || (old.path == new.path && old.hash == new.hash)
    };
    let files = old.written.len() == new.written.len()
        && old.written.iter().zip(new.written.iter()).all(|(old, new)| is_same(old, new));
    let dates = |portal: &Compilation| portal.portal.pages.iter().map(|page| page.committed).collect::<Vec<_>>();
    files && old.inputs == new.inputs && dates(old) == dates(new)
}

fn problems(portal: &Compilation, found: &Diagnostics, lang: Lang) -> Vec<Problem> {
    let sources = &portal.written;
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

#[cfg(test)]
mod tests {
    use super::super::args::HistoryArgs;
    use super::*;

    #[test]
    #[cfg(unix)]
    fn what_cannot_be_loaded_is_told_until_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        std::fs::write(root.join("site.toml"), "title = \"Prøve\"\n").unwrap();
        std::fs::create_dir(root.join("content")).unwrap();
        std::fs::write(root.join("content/_index.md"), "---\ntitle: Forside\n---\n").unwrap();
        let history = HistoryArgs { history: None, no_history: true };
        let args = CompileArgs { date: None, drafts: false, revision: None, history };
        let served = Served::open(SiteFolder { root: root.clone(), lang: Lang::Danish }, args, Editor::Desktop);
        let served = served.unwrap_or_else(|_| panic!("the site is not served"));
        let before = served.problems();
        std::os::unix::fs::symlink("/etc/hosts", root.join("content/lnk.md")).unwrap();
        served.reload(&Changes::All);
        // The check of the portal that is still shown knows nothing of it.
        served.check();
        assert_eq!((served.problems().len(), served.version()), (1, 1));
        assert!(served.problems()[0].message.contains("lnk.md"));
        std::fs::remove_file(root.join("content/lnk.md")).unwrap();
        served.reload(&Changes::All);
        served.check();
        assert_eq!(served.problems(), before);
    }
}
