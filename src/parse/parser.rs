//! Parsing the site again and again, and only what changed.
//!
//! Most of what an editor's save leaves as it was is recognised by the very same file in memory. With
//! [`DocumentParser::lenient`] a file that cannot be read is shown as it was when it last could: while
//! somebody types, front matter is broken half of the time.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Document, Documents, Registries, kind_of, names, page, registry, section_kinds, written_kind};
use crate::diag::{Checked, Diagnostics};
use crate::model::Kind;
use crate::source::{SourceFile, SourcePath, Sources};

/// Parses the site, keeping the documents of files that did not change.
#[derive(Debug, Default)]
pub struct DocumentParser {
    lenient: bool,
    /// By the number of the file.
    kept: Vec<Option<Kept>>,
    data: Data,
}

/// A document and what it was made from.
#[derive(Debug, Clone)]
struct Kept {
    file: Arc<SourceFile>,
    kind: Kind,
    document: Arc<Document>,
    problems: Diagnostics,
    /// The last one whose front matter could be read.
    readable: Option<(Arc<SourceFile>, Arc<Document>)>,
}

/// The registries and what they were made from.
#[derive(Debug, Default)]
struct Data {
    files: Vec<Arc<SourceFile>>,
    registries: Arc<Registries>,
    problems: Diagnostics,
    /// Files that stand in for those that cannot be read.
    stale: Vec<Arc<SourceFile>>,
    readable: BTreeMap<SourcePath, Arc<SourceFile>>,
}

impl DocumentParser {
    /// One for which the last good text of a file stands in while the file cannot be read.
    pub fn lenient() -> Self {
        Self { lenient: true, ..Self::default() }
    }

    /// Parses every file of `sources`; documents of unchanged files are taken from the last time.
    pub fn parse(&mut self, sources: &Sources) -> Checked<Documents> {
        let content = || sources.iter().filter(|file| file.path.as_str().starts_with("content/"));
        let pages: Vec<&Arc<SourceFile>> = content().filter(|file| file.path.extension() == Some("md")).collect();
        let kinds = self.section_kinds(&pages);
        let parsed: Vec<Kept> =
            pages.into_par_iter().map(|file| self.parse_one(file, kind_of_file(&file.path, &kinds))).collect();
        let mut problems = Diagnostics::default();
        let mut documents = Documents::default();
        for kept in &parsed {
            problems.extend(kept.problems.clone());
            documents.pages.push(self.shown(kept, &mut documents.stale));
        }
        self.keep(parsed);
        let (data, others): (Vec<_>, Vec<_>) = content()
            .filter(|file| file.path.extension() != Some("md"))
            .partition(|file| file.path.as_str().starts_with("content/_data/"));
        self.data.read(data, self.lenient);
        documents.registries = Arc::clone(&self.data.registries);
        documents.stale.extend(self.data.stale.iter().cloned());
        problems.extend(self.data.problems.clone());
        for file in others {
            names::check(file, &mut problems);
            documents.assets.push(Arc::clone(file));
        }
        Checked::new(documents, problems)
    }

    /// The kind each section gives to what lies under it.
    fn section_kinds(&self, pages: &[&Arc<SourceFile>]) -> BTreeMap<String, Kind> {
        let sections = pages.iter().filter(|file| is_section(&file.path));
        let known = sections.map(|file| {
            let document = self.parse_one(file, Kind::Section).document;
            (document, written_kind(file.text()))
        });
        section_kinds(known)
    }

    fn parse_one(&self, file: &Arc<SourceFile>, kind: Kind) -> Kept {
        let kept = self.kept.get(file.id.index()).and_then(Option::as_ref);
        if let Some(kept) = kept.filter(|kept| kept.kind == kind && is_same(&kept.file, file)) {
            return kept.clone();
        }
        let Checked { value: document, diagnostics: problems } = page(file, kind);
        let document = Arc::new(document);
        let readable = match document.fields {
            Some(_) => Some((Arc::clone(file), Arc::clone(&document))),
            None => kept
                .filter(|kept| kept.kind == kind && kept.file.path == file.path)
                .and_then(|kept| kept.readable.clone()),
        };
        Kept { file: Arc::clone(file), kind, document, problems, readable }
    }

    /// The document that is shown of a file, and the text it was made from when that is an earlier one.
    fn shown(&self, kept: &Kept, stale: &mut Vec<Arc<SourceFile>>) -> Arc<Document> {
        match &kept.readable {
            Some((file, document)) if self.lenient && kept.document.fields.is_none() => {
                stale.push(Arc::clone(file));
                Arc::clone(document)
            }
            _ => Arc::clone(&kept.document),
        }
    }

    fn keep(&mut self, parsed: Vec<Kept>) {
        self.kept.clear();
        for kept in parsed {
            let at = kept.file.id.index();
            if self.kept.len() <= at {
                self.kept.resize(at + 1, None);
            }
            if let Some(place) = self.kept.get_mut(at) {
                *place = Some(kept);
            }
        }
    }
}

impl Data {
    fn read(&mut self, files: Vec<&Arc<SourceFile>>, lenient: bool) {
        if files.len() == self.files.len() && files.iter().zip(&self.files).all(|(new, old)| is_same(old, new)) {
            return;
        }
        self.files = files.into_iter().cloned().collect();
        (self.registries, self.problems, self.stale) = Default::default();
        for file in self.files.clone() {
            self.read_one(&file, lenient);
        }
    }

    fn read_one(&mut self, file: &Arc<SourceFile>, lenient: bool) {
        let mut registries = Registries::clone(&self.registries);
        if registry::read(file, &mut registries, &mut self.problems) {
            self.readable.insert(file.path.clone(), Arc::clone(file));
            self.registries = Arc::new(registries);
        } else if let Some(before) = self.readable.get(&file.path).filter(|_| lenient) {
            // What is wrong with it was told when it was written.
            registry::read(before, Arc::make_mut(&mut self.registries), &mut Diagnostics::default());
            self.stale.push(Arc::clone(before));
        } else {
            self.registries = Arc::new(registries);
        }
    }
}

fn is_same(old: &Arc<SourceFile>, new: &Arc<SourceFile>) -> bool {
    Arc::ptr_eq(old, new) || (old.id == new.id && old.path == new.path && old.hash == new.hash)
}

fn is_section(path: &SourcePath) -> bool {
    path.file_name() == "_index.md"
}

fn kind_of_file(path: &SourcePath, kinds: &BTreeMap<String, Kind>) -> Kind {
    if is_section(path) { Kind::Section } else { kind_of(path, kinds) }
}
