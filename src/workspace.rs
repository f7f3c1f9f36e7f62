//! A site that changes while it is looked at: what `serve` and the language server share.
//!
//! A [`Workspace`] keeps what did not change from one look to the next. While a file cannot be read, which
//! is most of the time somebody types in it, what it last said stands.

use std::path::{Path, PathBuf};

use crate::history;
use crate::pipeline::{self, Compilation, Compiler, Options};
use crate::source::{Changes, LoadError, Loader, SourcePath};

/// The site at a folder, compiled again and again.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    /// The folder whose version control knows when pages changed; without one nobody is asked.
    dated_by: Option<PathBuf>,
    loader: Loader,
    compiler: Compiler,
    history: history::Reader,
}

impl Workspace {
    pub fn new(root: PathBuf, dated_by: Option<PathBuf>) -> Self {
        let (loader, history) = (Loader::default(), history::Reader::default());
        Self { root, dated_by, loader, compiler: Compiler::lenient(), history }
    }

    /// Where `site.toml` lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes a text for the file's, as an editor has it and the disk does not yet, until it is taken back by
    /// `None`.
    pub fn set_unsaved(&mut self, path: &SourcePath, text: Option<&str>) {
        self.loader.set_unsaved(path, text);
    }

    /// The site as it is now. Only what may have changed is looked at; the history of `options` is replaced
    /// by the version control's.
    ///
    /// # Errors
    /// Every file that cannot be part of the site.
    pub fn compile(&mut self, changes: &Changes, options: Options) -> Result<Compilation, Vec<LoadError>> {
        let Self { root, dated_by, loader, history, .. } = self;
        let read = || dated_by.as_ref().map(|folder| history.read(folder)).unwrap_or_default();
        let (sources, history) = rayon::join(|| loader.load(root, changes), read);
        Ok(pipeline::compile(sources?, &mut self.compiler, &Options { history, ..options }))
    }
}
