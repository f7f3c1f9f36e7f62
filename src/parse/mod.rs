//! Text to documents: one per file, with places. Never fails; collects problems.
//!
//! A page is split into front matter and body; the front matter becomes [`Fields`] by the table of
//! [`keys`], the body a [`RawBody`] in one pass. Names in them are still names: binding them is the
//! next stage's. A file whose front matter cannot be read keeps its identity, so that one mistake
//! does not make every reference to the page another.

pub mod aliases;
mod body;
mod cpr;
mod fields;
mod front;
pub mod keys;
mod meant;
mod names;
mod parser;
mod registry;
pub mod rules;
mod scalar;
mod slips;
mod split;
pub mod steps;
mod traps;
mod value;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use body::{OPTIONS, RawBody, RawLink};
pub use fields::read as read_fields;
pub use parser::DocumentParser;
pub use registry::read as read_registry;
pub use split::{Parts, split};
pub use traps::{after_dashes, closing_quote, split_key};
pub use value::{Fields, Value};
pub use yaml::{Data, Node};

use crate::diag::{Checked, Diagnostics};
use crate::model::{Kind, UnresolvedKind};
use crate::source::{FileId, SourceFile, SourcePath, Sources, Span};

/// One page as written.
#[derive(Debug, Clone)]
pub struct Document {
    pub file: FileId,
    pub path: SourcePath,
    pub kind: Kind,
    /// `None` when the front matter could not be read.
    pub fields: Option<Fields>,
    pub body: RawBody,
    /// Numbers that look like civil registration numbers.
    pub cpr: Vec<Span>,
}

/// The registries below `content/_data/`.
#[derive(Debug, Clone, Default)]
pub struct Registries {
    pub actors: Vec<Fields>,
    pub audiences: Vec<Fields>,
    pub complaints: Vec<Fields>,
    pub synonyms: Vec<Vec<String>>,
    pub finder: Option<Fields>,
    /// What could not be read, which was reported: names of this kind are not known.
    pub unread: Vec<UnresolvedKind>,
}

/// Every document of the site, pages in path order.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    pub pages: Vec<Arc<Document>>,
    pub registries: Arc<Registries>,
    /// Files below `content/` that are neither page nor registry.
    pub assets: Vec<Arc<SourceFile>>,
    /// Earlier texts of files that cannot be read as they are now: what documents were made from.
    pub stale: Vec<Arc<SourceFile>>,
}

/// Parses the site once.
pub fn parse(sources: &Sources) -> Checked<Documents> {
    DocumentParser::default().parse(sources)
}

/// The kind each section gives to what lies under it. Where its fields cannot be read, the kind is
/// guessed from the text, so that one mistake does not make every page of the folder another.
fn section_kinds(sections: impl Iterator<Item = (Arc<Document>, Option<Kind>)>) -> BTreeMap<String, Kind> {
    let kind = |document: &Document| document.fields.as_ref()?.text("kind").and_then(|at| Kind::from_name(at.value));
    sections
        .filter_map(|(document, written)| Some((document.path.folder().to_owned(), kind(&document).or(written)?)))
        .collect()
}

/// The kind nearest to what stands behind "kind:" at the start of a line.
fn written_kind(text: &str) -> Option<Kind> {
    let value = text.lines().find_map(|line| line.strip_prefix("kind:"))?.trim().trim_matches(['"', '\'']);
    let names = Kind::ALL.iter().map(|kind| kind.name());
    Kind::from_name(value).or_else(|| Kind::from_name(crate::text::nearest(value, names)?))
}

/// The nearest section above that says a kind decides; without one a page is a page.
pub fn kind_of(path: &SourcePath, kinds: &BTreeMap<String, Kind>) -> Kind {
    let mut folder = path.folder();
    loop {
        if let Some(kind) = kinds.get(folder) {
            return *kind;
        }
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => return Kind::Page,
        }
    }
}

/// Parses one page of a known kind.
pub fn page(file: &SourceFile, kind: Kind) -> Checked<Document> {
    let mut problems = Diagnostics::default();
    names::check(file, &mut problems);
    let text = file.text();
    let conflicts = front::conflicts(file);
    let (fields, body) = match split(text) {
        // Neither version is the page.
        _ if !conflicts.is_empty() => (None, text.len()..text.len()),
        Parts::Both { front, body } => {
            let (twice, body) = front::twice(file, &body).map_or((None, body), |(twice, body)| (Some(twice), body));
            problems.extend(twice.into_iter().collect());
            let broken = traps::find(file.id, text, front.clone(), &mut problems);
            let node = if broken { None } else { yaml::read(file.id, text, front, &mut problems) };
            let mut fields = node.map(|node| fields::read(&node, &keys::keys_of(kind), &mut problems));
            if let Some(fields) = &mut fields {
                steps::check_all(fields, &mut problems);
            }
            (fields, body)
        }
        Parts::NoFront => {
            let (problem, body) = front::missing(file);
            problems.push(problem);
            (None, body)
        }
        Parts::Unclosed => {
            let (problem, body) = front::unclosed(file);
            problems.push(problem);
            (None, body)
        }
    };
    problems.extend(conflicts.into_iter().collect());
    let body = body::scan(file.id, text, body);
    slips::check(file.id, text, &body, &mut problems);
    let cpr = cpr::find(file.id, text);
    Checked::new(Document { file: file.id, path: file.path.clone(), kind, fields, body, cpr }, problems)
}
