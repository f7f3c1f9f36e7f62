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
use crate::history;
use crate::model::Kind;
use crate::parse::{DocumentParser, kind_of};
use crate::pipeline::{self, Compilation, Options};
use crate::source::{FOLDERS, FileId, LoadError, Loader, SourceData, SourceFile, SourcePath, Sources};

/// Quiet for this long, a change is over: shorter than the pause between two words.
const QUIET: Duration = Duration::from_millis(40);

/// Texts that are open in the editor, as they are there.
pub type Overlay = BTreeMap<SourcePath, Arc<str>>;

/// What is to be compiled: the disk, and the open texts over it.
#[derive(Debug, Clone, Default)]
pub struct Job {
    pub overlay: Overlay,
    /// Counts the changes it holds.
    pub version: u64,
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
    let mut engine = Engine::default();
    while let Ok(mut job) = jobs.recv() {
        loop {
            match jobs.recv_timeout(QUIET) {
                Ok(next) => job = next,
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
                engine = Engine::default();
                continue;
            }
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// Whether a file that is not on disk yet would be read from there.
fn is_source(path: &SourcePath) -> bool {
    let top = path.as_str().split('/').next().unwrap_or_default();
    FOLDERS.contains(&top) && matches!(path.extension(), Some("md" | "yaml" | "yml" | "toml"))
}

/// What reads the site, each part keeping what did not change.
#[derive(Default)]
pub struct Engine {
    loader: Loader,
    parser: DocumentParser,
    history: history::Reader,
    /// Files that are open and not on disk.
    unsaved: Vec<SourcePath>,
    facts: BTreeMap<SourcePath, Arc<Facts>>,
}

impl Engine {
    /// Reads what changed, on disk and in the editor.
    ///
    /// # Errors
    /// Every file that cannot be part of the site.
    pub fn compile(&mut self, setup: &Setup, job: &Job) -> Result<Compiled, Vec<LoadError>> {
        let disk = self.loader.load(&setup.root)?;
        let sources = self.overlaid(&disk, &job.overlay);
        let mut options = setup.options.clone();
        if let Some(folder) = &setup.history {
            options.history = self.history.read(folder);
        }
        let compilation = pipeline::compile(sources, &mut self.parser, &options);
        let is_first = self.facts.is_empty();
        self.read_facts(&compilation.sources);
        let on_disk = if is_first { self.saved(&disk, &job.overlay) } else { Vec::new() };
        let (compilation, facts) = (Arc::new(compilation), self.facts.clone());
        Ok(Compiled { compilation, facts, on_disk, version: job.version })
    }

    /// An editor may begin with texts that were broken and not saved when it was closed.
    fn saved(&self, disk: &Sources, overlay: &Overlay) -> Vec<Arc<Facts>> {
        let broken = overlay.keys().filter_map(|path| self.facts.get(path)).filter(|facts| facts.is_broken());
        broken.filter_map(|facts| Some(Arc::new(Facts::read(disk.get(&facts.file.path)?, facts.kind)))).collect()
    }

    fn overlaid(&mut self, sources: &Sources, overlay: &Overlay) -> Sources {
        let mut files: BTreeMap<SourcePath, Arc<SourceFile>> =
            sources.iter().map(|file| (file.path.clone(), Arc::clone(file))).collect();
        for (path, text) in overlay {
            let hash = crate::text::sha256_hex(text.as_bytes());
            let id = match files.get(path) {
                Some(file) if file.hash == hash || matches!(file.data, SourceData::Opaque { .. }) => continue,
                Some(file) => file.id,
                None if !is_source(path) => continue,
                None => self.unsaved_id(path),
            };
            let data = SourceData::Text(text.to_string());
            files.insert(path.clone(), Arc::new(SourceFile { id, path: path.clone(), data, hash }));
        }
        Sources::from_files(files.into_values())
    }

    /// From the end, where the loader never comes.
    fn unsaved_id(&mut self, path: &SourcePath) -> FileId {
        let known = self.unsaved.iter().position(|known| known == path);
        let number = known.unwrap_or_else(|| {
            self.unsaved.push(path.clone());
            self.unsaved.len() - 1
        });
        FileId::new(u32::MAX - number as u32)
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
