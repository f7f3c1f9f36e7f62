//! Compiling while somebody types: a thread of its own, one compilation per batch of changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use rayon::prelude::*;

use super::facts::Facts;
use super::server::Event;
use super::shape::FileKind;
use crate::model::Kind;
use crate::parse::kind_of;
use crate::pipeline::{Compilation, Options};
use crate::source::{Changes, FOLDERS, LoadError, SourceFile, SourcePath, Sources};
use crate::workspace::Workspace;

/// Quiet for this long, a change is over: shorter than the pause between two words.
const QUIET: Duration = Duration::from_millis(40);

/// Texts that are open in the editor, as they are there.
pub type Overlay = BTreeMap<SourcePath, Arc<str>>;

/// What is to be compiled: the disk, and the open texts over it.
#[derive(Debug, Clone)]
pub struct Job {
    pub overlay: Overlay,
    /// Where the disk may have changed.
    pub changes: Changes,
    /// Counts the changes it holds.
    pub version: u64,
}

impl Job {
    /// This job and the next as one.
    fn and(self, next: Self) -> Self {
        let changes = match (self.changes, next.changes) {
            (Changes::At(mut paths), Changes::At(more)) => {
                paths.extend(more);
                Changes::At(paths)
            }
            _ => Changes::All,
        };
        Self { changes, ..next }
    }
}

/// A portal, and what each of its files defines and refers to.
pub struct Compiled {
    pub compilation: Arc<Compilation>,
    pub facts: BTreeMap<SourcePath, Arc<Facts>>,
    /// What the disk says of files that were open and unreadable from the start.
    pub on_disk: Vec<Arc<Facts>>,
    pub version: u64,
}

/// What is compiled, and how.
#[derive(Debug, Clone)]
pub struct Setup {
    pub root: PathBuf,
    pub options: Options,
    /// The folder of the version control; `None` to leave dates of change out.
    pub history: Option<PathBuf>,
}

/// Compiles whenever there is a job, until nobody can send one any more.
pub fn run(setup: &Setup, jobs: &Receiver<Job>, events: &Sender<Event>) {
    let mut engine = Engine::new(setup);
    while let Ok(mut job) = jobs.recv() {
        loop {
            match jobs.recv_timeout(QUIET) {
                Ok(next) => job = job.and(next),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let version = job.version;
        // A compilation that panics has said so on the terminal; the next change gets another one.
        let compiled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| engine.compile(setup, &job)));
        let event = match compiled {
            Ok(Ok(compiled)) => Event::Compiled(Box::new(compiled)),
            Ok(Err(errors)) => Event::Unloaded(errors, version),
            Err(_) => {
                engine = Engine::new(setup);
                continue;
            }
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// The site, and what is kept of it from one compilation to the next.
struct Engine {
    workspace: Workspace,
    /// Texts the workspace has been told of.
    unsaved: Overlay,
    facts: BTreeMap<SourcePath, Arc<Facts>>,
}

/// Whether the program would read a file of this name itself, so that a text can stand for it.
fn is_source(path: &SourcePath) -> bool {
    let top = path.as_str().split('/').next().unwrap_or_default();
    let pages = ["md", "yaml", "yml"];
    let theme = ["toml", "html", "css", "js", "json", "xml", "txt", "svg"];
    let known = |end: &str| pages.contains(&end) || (top != "content" && theme.contains(&end));
    FOLDERS.contains(&top) && path.extension().is_some_and(known)
}

impl Engine {
    fn new(setup: &Setup) -> Self {
        let workspace = Workspace::new(setup.root.clone(), setup.history.clone());
        Self { workspace, unsaved: Overlay::new(), facts: BTreeMap::new() }
    }

    /// Reads what changed, on disk and in the editor.
    fn compile(&mut self, setup: &Setup, job: &Job) -> Result<Compiled, Vec<LoadError>> {
        // An editor may begin with texts that were broken and not saved when it was closed.
        let is_first = self.facts.is_empty();
        if is_first && !job.overlay.is_empty() {
            let disk = self.workspace.compile(&Changes::All, setup.options.clone())?;
            self.read_facts(&disk.written);
        }
        let on_disk: Vec<Arc<Facts>> = if is_first {
            job.overlay.keys().filter_map(|path| self.facts.get(path).cloned()).collect()
        } else {
            Vec::new()
        };
        self.take_over(&job.overlay);
        let changes = if self.facts.is_empty() { &Changes::All } else { &job.changes };
        let compilation = self.workspace.compile(changes, setup.options.clone())?;
        self.read_facts(&compilation.written);
        let (compilation, facts) = (Arc::new(compilation), self.facts.clone());
        // Here and not where requests are answered: checking takes time.
        compilation.diagnostics();
        Ok(Compiled { compilation, facts, on_disk, version: job.version })
    }

    /// Tells the workspace which texts changed, and which are the disk's again.
    fn take_over(&mut self, overlay: &Overlay) {
        let closed: Vec<SourcePath> = self.unsaved.keys().filter(|path| !overlay.contains_key(path)).cloned().collect();
        for path in closed {
            self.workspace.set_unsaved(&path, None);
        }
        for (path, text) in overlay.iter().filter(|(path, _)| is_source(path)) {
            if self.unsaved.get(path).is_none_or(|known| !Arc::ptr_eq(known, text)) {
                self.workspace.set_unsaved(path, Some(text));
            }
        }
        self.unsaved = overlay.clone();
    }

    /// Facts of files that changed; the others are kept.
    fn read_facts(&mut self, sources: &Sources) {
        let before = std::mem::take(&mut self.facts);
        let read = |file: &Arc<SourceFile>, kind: FileKind| match before.get(&file.path) {
            Some(facts) if facts.kind == kind && Arc::ptr_eq(&facts.file, file) => Arc::clone(facts),
            _ => Arc::new(Facts::read(file, kind)),
        };
        let files: Vec<&Arc<SourceFile>> = sources.iter().collect();
        let is_section = |file: &&&Arc<SourceFile>| file.path.file_name() == "_index.md";
        let sections: Vec<Arc<Facts>> =
            files.iter().filter(is_section).map(|file| read(file, FileKind::Page(Kind::Section))).collect();
        let kinds: BTreeMap<String, Kind> = sections
            .iter()
            .filter_map(|facts| Some((facts.file.path.folder().to_owned(), Kind::from_name(facts.field("kind")?)?)))
            .collect();
        let others: Vec<Arc<Facts>> = files
            .par_iter()
            .filter(|file| file.path.file_name() != "_index.md")
            .map(|file| (file, FileKind::of(&file.path, |path| kind_of(path, &kinds))))
            .filter(|(_, kind)| *kind != FileKind::Other)
            .map(|(file, kind)| read(file, kind))
            .collect();
        let all = sections.into_iter().chain(others);
        self.facts = all.map(|facts| (facts.file.path.clone(), facts)).collect();
    }
}
