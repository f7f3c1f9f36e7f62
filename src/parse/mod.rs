//! Text to documents: one per file, with places. Never fails; collects problems.
//!
//! A page is split into front matter and body; the front matter becomes [`Fields`] by the table of
//! [`keys`], the body a [`RawBody`] in one pass. Names in them are still names: binding them is the
//! next stage's. A file whose front matter cannot be read keeps its identity, so that one mistake
//! does not make every reference to the page another.

mod body;
mod cpr;
mod fields;
pub mod keys;
pub mod rules;
mod split;
pub mod steps;
mod traps;
mod value;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use body::{OPTIONS, RawBody, RawLink};
pub use fields::read as read_fields;
pub use value::{Fields, Value};
pub use yaml::{Data, Node};

use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::model::Kind;
use crate::say;
use crate::source::{FileId, SourceFile, SourcePath, Sources, Span};
use split::Parts;

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
}

/// Every document of the site, pages in path order.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    pub pages: Vec<Arc<Document>>,
    pub registries: Registries,
    /// Files below `content/` that are neither page nor registry.
    pub assets: Vec<Arc<SourceFile>>,
}

/// Parses the site again and again, keeping the documents of files that did not change.
#[derive(Debug, Default)]
pub struct DocumentParser {
    kept: BTreeMap<SourcePath, Kept>,
}

#[derive(Debug, Clone)]
struct Kept {
    hash: String,
    kind: Kind,
    document: Arc<Checked<Arc<Document>>>,
}

/// Parses the site once.
pub fn parse(sources: &Sources) -> Checked<Documents> {
    DocumentParser::default().parse(sources)
}

impl DocumentParser {
    /// Parses every file of `sources`; documents of unchanged files are taken from the last time.
    pub fn parse(&mut self, sources: &Sources) -> Checked<Documents> {
        let files: Vec<&Arc<SourceFile>> =
            sources.iter().filter(|file| file.path.as_str().starts_with("content/")).collect();
        let (pages, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.path.extension() == Some("md"));
        let (sections, pages): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|file| file.path.file_name() == "_index.md");
        let mut parsed = self.parse_all(sections.into_iter().map(|file| (file, Kind::Section)).collect());
        let kinds = section_kinds(&parsed);
        let pages = pages.into_iter().map(|file| (file, kind_of(&file.path, &kinds))).collect();
        parsed.extend(self.parse_all(pages));
        parsed.sort_by(|a, b| a.document.value.path.cmp(&b.document.value.path));

        let mut problems = Diagnostics::default();
        for kept in &parsed {
            problems.extend(kept.document.diagnostics.clone());
        }
        self.kept = parsed.iter().map(|kept| (kept.document.value.path.clone(), kept.clone())).collect();
        let mut documents = Documents {
            pages: parsed.into_iter().map(|kept| Arc::clone(&kept.document.value)).collect(),
            ..Documents::default()
        };
        for file in others {
            if file.path.as_str().starts_with("content/_data/") {
                read_registry(file, &mut documents.registries, &mut problems);
            } else {
                check_name(file, &mut problems);
                documents.assets.push(Arc::clone(file));
            }
        }
        Checked::new(documents, problems)
    }

    fn parse_all(&self, files: Vec<(&Arc<SourceFile>, Kind)>) -> Vec<Kept> {
        files.into_par_iter().map(|(file, kind)| self.parse_one(file, kind)).collect()
    }

    fn parse_one(&self, file: &Arc<SourceFile>, kind: Kind) -> Kept {
        match self.kept.get(&file.path) {
            Some(kept) if kept.hash == file.hash && kept.kind == kind => kept.clone(),
            _ => {
                let document = page(file, kind);
                let document = Checked::new(Arc::new(document.value), document.diagnostics);
                Kept { hash: file.hash.clone(), kind, document: Arc::new(document) }
            }
        }
    }
}

/// The kind each section gives to what lies under it.
fn section_kinds(sections: &[Kept]) -> BTreeMap<String, Kind> {
    let kind = |document: &Document| document.fields.as_ref()?.text("kind").and_then(|at| Kind::from_name(at.value));
    sections
        .iter()
        .filter_map(|kept| Some((kept.document.value.path.folder().to_owned(), kind(&kept.document.value)?)))
        .collect()
}

/// The nearest section above that says a kind decides; without one a page is a page.
fn kind_of(path: &SourcePath, kinds: &BTreeMap<String, Kind>) -> Kind {
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
    check_name(file, &mut problems);
    let text = file.text();
    let (fields, body) = match split::split(text) {
        Parts::Both { front, body } => {
            let broken = traps::find(file.id, text, front.clone(), &mut problems);
            let node = if broken { None } else { yaml::read(file.id, text, front, &mut problems) };
            let fields = node.map(|node| fields::read(&node, &keys::keys_of(kind), &mut problems));
            (fields, body)
        }
        Parts::NoFront => {
            problems.push(front_matter(
                file,
                say!("Siden begynder ikke med »---« og felter.", "The page does not begin with “---” and fields."),
            ));
            (None, 0..text.len())
        }
        Parts::Unclosed => {
            problems.push(front_matter(
                file,
                say!(
                    "Den anden linje »---« efter felterne mangler.",
                    "The second “---” line after the fields is missing."
                ),
            ));
            (None, text.len()..text.len())
        }
    };
    if let Some(fields) = &fields {
        for step in fields.maps("steps") {
            steps::check(step, &mut problems);
        }
    }
    let body = body::scan(file.id, text, body);
    let cpr = cpr::find(file.id, text);
    Checked::new(Document { file: file.id, path: file.path.clone(), kind, fields, body, cpr }, problems)
}

fn front_matter(file: &SourceFile, message: crate::diag::Text) -> Diagnostic {
    Diagnostic::new(&rules::FRONT_MATTER, Span::start_of(file.id), message).help(say!(
        "begynd med en linje »---«, skriv »title: …« og slut felterne med en linje »---«",
        "begin with a “---” line, write “title: …” and end the fields with a “---” line"
    ))
}

/// The stem of a page and every folder above it become its URL.
fn check_name(file: &SourceFile, problems: &mut Diagnostics) {
    let below = file.path.as_str().strip_prefix("content/").unwrap_or_default();
    let is_page = file.path.extension() == Some("md");
    let bad = below.split('/').enumerate().find(|(index, part)| {
        let last = *index == below.matches('/').count();
        let name = match (last, is_page) {
            (true, true) => part.strip_suffix(".md").unwrap_or(part),
            (true, false) => return !is_asset_name(part),
            (false, _) => part,
        };
        !(crate::text::is_id(name) || (last && name == "_index"))
    });
    if let Some((_, part)) = bad {
        let (stem, dot, extension) = match part.rsplit_once('.') {
            Some((stem, extension)) => (stem, ".", extension.to_lowercase()),
            None => (part, "", String::new()),
        };
        let better = format!("{}{dot}{extension}", crate::text::slug(stem));
        problems.push(
            Diagnostic::new(
                &rules::BAD_FILE_NAME,
                Span::start_of(file.id),
                say!("»{part}« kan ikke være en del af en adresse.", "“{part}” cannot be part of an address."),
            )
            .help(say!("omdøb til »{better}«", "rename it to “{better}”")),
        );
    }
}

/// Types of files that may lie beside pages. No HTML and no SVG: both can carry scripts.
const ASSET_TYPES: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "ics"];

fn is_asset_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        ASSET_TYPES.contains(&extension) && crate::text::is_id(&stem.replace('.', "-"))
    })
}

fn read_registry(file: &SourceFile, registries: &mut Registries, problems: &mut Diagnostics) {
    let text = file.text();
    if traps::find(file.id, text, 0..text.len(), problems) {
        return;
    }
    let Some(node) = yaml::read(file.id, text, 0..text.len(), problems) else { return };
    let list = |table, problems: &mut Diagnostics| entries(&node, table, problems);
    match file.path.file_name() {
        "actors.yaml" => registries.actors = list(keys::ACTOR, problems),
        "audiences.yaml" => registries.audiences = list(keys::AUDIENCE, problems),
        "complaints.yaml" => registries.complaints = list(keys::COMPLAINT, problems),
        "finder.yaml" => registries.finder = Some(fields::read(&node, &[keys::FINDER], problems)),
        "synonyms.yaml" => registries.synonyms = synonyms(&node, problems),
        _ => problems.push(
            Diagnostic::new(
                &rules::BAD_FILE_NAME,
                Span::start_of(file.id),
                say!("Registeret findes ikke.", "There is no such registry."),
            )
            .help(say!(
                "registrene hedder actors, audiences, complaints, finder og synonyms (.yaml)",
                "the registries are actors, audiences, complaints, finder and synonyms (.yaml)"
            )),
        ),
    }
}

fn entries(node: &yaml::Node, table: &'static [keys::Key], problems: &mut Diagnostics) -> Vec<Fields> {
    match &node.data {
        yaml::Data::List(items) => items.iter().map(|item| fields::read(item, &[table], problems)).collect(),
        yaml::Data::Empty => Vec::new(),
        _ => {
            problems.push(Diagnostic::new(
                &rules::WRONG_TYPE,
                node.span,
                say!(
                    "Registeret skal være en liste: hvert punkt begynder med »- «.",
                    "A registry is a list: every entry begins with “- ”."
                ),
            ));
            Vec::new()
        }
    }
}

fn synonyms(node: &yaml::Node, problems: &mut Diagnostics) -> Vec<Vec<String>> {
    let yaml::Data::List(groups) = &node.data else { return Vec::new() };
    let word = |node: &yaml::Node| match &node.data {
        yaml::Data::Scalar(text) => Some(text.clone()),
        _ => None,
    };
    let mut all = Vec::new();
    for group in groups {
        match &group.data {
            yaml::Data::List(words) if words.len() > 1 => all.push(words.iter().filter_map(word).collect()),
            _ => problems.push(
                Diagnostic::new(
                    &rules::WRONG_TYPE,
                    group.span,
                    say!("En gruppe af synonymer har mindst to ord.", "A group of synonyms has two words at least."),
                )
                .help(say!("skriv for eksempel »- [LAS, aktivloven]«", "write for example “- [LAS, aktivloven]”")),
            ),
        }
    }
    all
}
