//! What one file defines and refers to, read off the tree that the build reads.

use std::sync::Arc;

use super::refer::{self, Reference};
use super::shape::FileKind;
use crate::config;
use crate::diag::Diagnostics;
use crate::model::{Heading, Kind};
use crate::parse::{self, Document, Fields, Registries};
use crate::source::{At, SourceFile};

/// One file: its text, its tree, and the names in it.
#[derive(Debug)]
pub struct Facts {
    /// The text that every span here points into.
    pub file: Arc<SourceFile>,
    pub kind: FileKind,
    pub tree: Tree,
    pub references: Vec<Reference>,
}

/// What was read.
#[derive(Debug)]
pub enum Tree {
    Page(Box<Document>),
    /// The entries of a registry.
    Entries(Vec<Fields>),
    /// The finder, and the site's settings.
    Fields(Fields),
    /// Nothing could be read, or there is nothing to read.
    None,
}

/// A step of a page.
#[derive(Debug, Clone, Copy)]
pub struct StepFact<'a> {
    pub id: At<&'a str>,
    /// `None` for starts, ends, splits and joins.
    pub number: Option<usize>,
    pub title: &'a str,
    /// Which of the words that make a step it has.
    pub word: &'static str,
    pub fields: &'a Fields,
}

impl Facts {
    pub fn read(file: &Arc<SourceFile>, kind: FileKind) -> Self {
        let tree = match kind {
            FileKind::Page(kind) => Tree::Page(Box::new(parse::page(file, kind).value)),
            FileKind::Site => config::fields(file).map_or(Tree::None, Tree::Fields),
            FileKind::Other => Tree::None,
            registry => read_registry(file, registry),
        };
        let mut facts = Self { file: Arc::clone(file), kind, tree, references: Vec::new() };
        facts.references = refer::collect(&facts);
        facts
    }

    /// Whether the fields could not be read.
    pub fn is_broken(&self) -> bool {
        match &self.tree {
            Tree::Page(document) => document.fields.is_none(),
            Tree::Entries(_) | Tree::Fields(_) => false,
            Tree::None => self.kind != FileKind::Other,
        }
    }

    pub fn text(&self) -> &str {
        self.file.text()
    }

    pub fn document(&self) -> Option<&Document> {
        match &self.tree {
            Tree::Page(document) => Some(document),
            _ => None,
        }
    }

    /// The fields of a page, the finder or the settings.
    pub fn fields(&self) -> Option<&Fields> {
        match &self.tree {
            Tree::Page(document) => document.fields.as_ref(),
            Tree::Fields(fields) => Some(fields),
            _ => None,
        }
    }

    /// Entries of a registry.
    pub fn entries(&self) -> &[Fields] {
        match &self.tree {
            Tree::Entries(entries) => entries,
            _ => &[],
        }
    }

    pub fn headings(&self) -> &[Heading] {
        self.document().map_or(&[], |document| &document.body.headings)
    }

    pub fn page_kind(&self) -> Option<Kind> {
        match self.kind {
            FileKind::Page(kind) => Some(kind),
            _ => None,
        }
    }

    /// A text field of the page.
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields()?.text(key).map(|at| at.value)
    }

    pub fn title(&self) -> &str {
        self.field("title").unwrap_or_else(|| crate::assemble::name_of(&self.file.path))
    }

    /// The sentence that stands for the page; of a term without one the definition.
    pub fn summary(&self) -> Option<&str> {
        self.field("summary").or_else(|| self.field("short"))
    }

    /// Steps in their order, numbered as on the page.
    pub fn steps(&self) -> Vec<StepFact<'_>> {
        let mut number = 0;
        let mut found = Vec::new();
        for fields in self.fields().into_iter().flat_map(|fields| fields.maps("steps")) {
            let word = parse::steps::kind(fields);
            let numbered = matches!(word, "do" | "ask" | "wait" | "run");
            number += usize::from(numbered);
            let Some(id) = fields.text("id") else { continue };
            let title = fields.text(word).map_or("", |at| at.value);
            found.push(StepFact { id, number: numbered.then_some(number), title, word, fields });
        }
        found
    }

    pub fn step(&self, id: &str) -> Option<StepFact<'_>> {
        self.steps().into_iter().find(|step| step.id.value == id)
    }
}

fn read_registry(file: &SourceFile, kind: FileKind) -> Tree {
    let (mut registries, mut problems) = (Registries::default(), Diagnostics::default());
    parse::read_registry(file, &mut registries, &mut problems);
    if !registries.unread.is_empty() {
        return Tree::None;
    }
    match kind {
        FileKind::Actors => Tree::Entries(registries.actors),
        FileKind::Audiences => Tree::Entries(registries.audiences),
        FileKind::Complaints => Tree::Entries(registries.complaints),
        _ => registries.finder.map_or(Tree::None, Tree::Fields),
    }
}
