//! What the server knows: the names of the site, the texts that are open, the last portal.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::describe::Describer;
use super::engine::{Compiled, Overlay};
use super::facts::Facts;
use super::names::Names;
use super::position::{Encoding, Lines};
use super::uri::Root;
use crate::diag::Lang;
use crate::pipeline::Compilation;
use crate::source::{FileId, SourceFile, SourcePath};

/// What the client can do, as far as it matters here.
#[derive(Debug, Clone, Copy, Default)]
pub struct Abilities {
    pub snippets: bool,
    pub document_changes: bool,
    pub rename_file: bool,
    pub show_document: bool,
    pub watches_files: bool,
    pub nested_symbols: bool,
}

/// A text that is open in the editor.
#[derive(Debug, Clone)]
pub struct Buffer {
    pub uri: Uri,
    pub version: i32,
    pub text: Arc<str>,
}

/// One site, as it is now.
pub struct State {
    pub root: Root,
    pub lang: Lang,
    pub encoding: Encoding,
    pub abilities: Abilities,
    pub names: Names,
    pub buffers: BTreeMap<SourcePath, Buffer>,
    pub compilation: Option<Arc<Compilation>>,
}

impl State {
    pub fn new(root: Root, lang: Lang, encoding: Encoding, abilities: Abilities) -> Self {
        let (names, buffers) = (Names::default(), BTreeMap::new());
        Self { root, lang, encoding, abilities, names, buffers, compilation: None }
    }

    /// The file of a URI, and what it holds now.
    pub fn file(&self, uri: &Uri) -> Option<Arc<Facts>> {
        let path = self.root.source_path(uri)?;
        self.names.entry(&path).map(|entry| Arc::clone(&entry.fresh))
    }

    /// The URI of a file, as the client wrote it if it is open.
    pub fn uri(&self, path: &SourcePath) -> Option<Uri> {
        self.buffers.get(path).map_or_else(|| self.root.uri(path), |buffer| Some(buffer.uri.clone()))
    }

    pub fn describer(&self) -> Describer<'_> {
        Describer { names: &self.names, compilation: self.compilation.as_deref(), lang: self.lang }
    }

    pub fn lines<'a>(&self, facts: &'a Facts) -> Lines<'a> {
        Lines::new(facts.text(), self.encoding)
    }

    pub fn open(&mut self, uri: Uri, version: i32, text: &str) -> Option<SourcePath> {
        let path = self.root.source_path(&uri)?;
        self.buffers.insert(path.clone(), Buffer { uri, version, text: normalised(text).into() });
        self.read(&path);
        Some(path)
    }

    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) -> Option<SourcePath> {
        let path = self.root.source_path(uri)?;
        let encoding = self.encoding;
        let buffer = self.buffers.get_mut(&path)?;
        let mut text = buffer.text.to_string();
        for change in changes {
            let new = normalised(&change.text);
            match change.range {
                Some(range) => {
                    let range = Lines::new(&text, encoding).byte_range(range);
                    text.replace_range(range, &new);
                }
                None => text = new,
            }
        }
        buffer.version = version;
        buffer.text = text.into();
        self.read(&path);
        Some(path)
    }

    /// Closed without saving, the disk has the word again; the engine tells what it says.
    pub fn close(&mut self, uri: &Uri) -> Option<SourcePath> {
        let path = self.root.source_path(uri)?;
        self.buffers.remove(&path)?;
        Some(path)
    }

    /// Takes in the text of an open file at once, so that names are never behind what is typed.
    fn read(&mut self, path: &SourcePath) {
        let Some(buffer) = self.buffers.get(path) else { return };
        let kind = self.names.file_kind(path);
        let known = self.names.entry(path).map(|entry| entry.fresh.file.id);
        let file = SourceFile::of_text(known.unwrap_or(FileId::new(0)), path.clone(), &buffer.text);
        self.names.put(Arc::new(Facts::read(&Arc::new(file), kind)));
    }

    pub fn overlay(&self) -> Overlay {
        self.buffers.iter().map(|(path, buffer)| (path.clone(), Arc::clone(&buffer.text))).collect()
    }

    /// Takes in a compilation: files that are open are known better here.
    pub fn compiled(&mut self, compiled: &Compiled) {
        let gone: Vec<SourcePath> =
            self.names.paths().filter(|path| !compiled.facts.contains_key(path)).cloned().collect();
        for path in gone.iter().filter(|path| !self.buffers.contains_key(path)) {
            self.names.remove(path);
        }
        for (path, facts) in &compiled.facts {
            let known = self.names.entry(path).is_some_and(|entry| Arc::ptr_eq(&entry.fresh, facts));
            if !known && !self.buffers.contains_key(path) {
                self.names.put(Arc::clone(facts));
            }
        }
        for facts in &compiled.on_disk {
            self.names.put(Arc::clone(facts));
            self.read(&facts.file.path);
        }
        // A section may have changed what its pages are.
        let open: Vec<SourcePath> = self.buffers.keys().cloned().collect();
        for path in open {
            let kind = self.names.file_kind(&path);
            if self.names.entry(&path).is_none_or(|entry| entry.fresh.kind != kind) {
                self.read(&path);
            }
        }
        let assets: BTreeSet<SourcePath> = compiled.compilation.portal.assets.keys().cloned().collect();
        self.names.set_assets(assets);
        self.compilation = Some(Arc::clone(&compiled.compilation));
    }
}

/// A text as the loader would hand it out.
fn normalised(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}
