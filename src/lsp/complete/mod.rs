//! What could be written at the cursor.

mod keys;
mod laws;
mod links;
mod query;
mod values;

pub use query::Query;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, InsertTextFormat,
    InsertTextMode, MarkupContent, MarkupKind, TextEdit,
};

use super::cursor;
use super::facts::Facts;
use super::names::Symbol;
use super::place::{Place, Spot};
use super::shape::{FileKind, Shape};
use super::state::State;
use crate::parse::keys::Type;

/// More than anybody scrolls through; with the next letter the list is asked for again.
const MOST: usize = 100;

/// After these an editor asks by itself.
pub const TRIGGERS: [&str; 7] = [" ", "[", "(", "#", "/", "\"", "§"];

/// A request for completion.
pub struct Request<'a> {
    pub state: &'a State,
    /// The file as it is now.
    pub facts: &'a Facts,
    pub offset: usize,
}

/// Something that could be written.
pub struct Candidate {
    /// What is shown and, unless `insert` says more, written.
    pub label: String,
    pub detail: String,
    /// Words it is found by beside the label.
    pub words: String,
    pub doc: Doc,
    pub kind: CompletionItemKind,
    pub insert: Insert,
}

/// Where the longer text beside a candidate comes from.
pub enum Doc {
    None,
    Text(String),
    /// Described when the candidate is among those shown.
    Of(Symbol),
}

pub enum Insert {
    Label,
    Text(String),
    /// With places to fill in; only for clients that know them.
    Snippet(String),
}

pub fn complete(state: &State, facts: &Facts, offset: usize) -> Option<CompletionList> {
    let request = Request { state, facts, offset };
    let in_text = facts.document().is_some_and(|document| {
        let body = &document.body.range;
        !body.is_empty() && body.contains(&offset) || (offset == body.end && offset > body.start)
    });
    if in_text { links::complete(&request) } else { fields(&request) }
}

fn fields(request: &Request) -> Option<CompletionList> {
    let Request { facts, offset, .. } = *request;
    let place = cursor::place(facts, offset)?;
    if !(place.word.start..=place.word.end).contains(&offset) {
        return None;
    }
    let shape = Shape::root(facts.kind)?.at(&place.path)?;
    if place.spot == Spot::Word
        && let Some(candidates) = keys::candidates(request, &place, &shape)
    {
        return Some(request.list(candidates, &place, ""));
    }
    let Shape::Value(key, ty) = shape else { return None };
    match (place.spot, ty) {
        (Spot::Word, Type::List(item)) => {
            let candidates = values::candidates(request, &place, key, *item)?;
            Some(request.list(candidates, &place, "- "))
        }
        (_, Type::List(item)) => Some(request.list(values::candidates(request, &place, key, *item)?, &place, "")),
        _ => Some(request.list(values::candidates(request, &place, key, ty)?, &place, "")),
    }
}

impl Request<'_> {
    /// What was typed of a word.
    pub fn typed(&self, start: usize) -> &str {
        self.facts.text().get(start..self.offset).unwrap_or_default()
    }

    /// Candidates in the fields, each with what belongs before it.
    fn list(&self, candidates: Vec<Candidate>, place: &Place, before: &str) -> CompletionList {
        let behind_colon = self.facts.text().get(..place.word.start).is_some_and(|text| text.ends_with(':'));
        let space = if behind_colon && place.spot == Spot::Value { " " } else { "" };
        let dash = self.facts.text().get(..place.word.start).is_some_and(|text| text.ends_with('-'));
        let space = if dash && self.facts.kind != FileKind::Site { " " } else { space };
        self.items(candidates, place.word.clone(), &format!("{space}{before}"), "")
    }

    /// The best candidates, ranked, as the protocol wants them.
    pub fn items(
        &self,
        candidates: Vec<Candidate>,
        word: std::ops::Range<usize>,
        before: &str,
        after: &str,
    ) -> CompletionList {
        let query = Query::new(self.typed(word.start));
        let rank = |candidate: Candidate| query.rank(&candidate.label, &candidate.words).map(|rank| (rank, candidate));
        let mut ranked: Vec<(u8, Candidate)> = candidates.into_iter().filter_map(rank).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let is_incomplete = ranked.len() > MOST;
        ranked.truncate(MOST);
        let range = self.state.lines(self.facts).range(word);
        let items = ranked.into_iter().enumerate();
        let items = items.map(|(number, (_, candidate))| self.item(candidate, number, range, before, after)).collect();
        CompletionList { is_incomplete, items }
    }

    fn item(
        &self,
        candidate: Candidate,
        number: usize,
        range: lsp_types::Range,
        before: &str,
        after: &str,
    ) -> CompletionItem {
        let (text, snippet) = match candidate.insert {
            Insert::Label => (candidate.label.clone(), false),
            Insert::Text(text) => (text, false),
            Insert::Snippet(text) if self.state.abilities.snippets => (text, true),
            Insert::Snippet(text) => (plain(&text), false),
        };
        let doc = match candidate.doc {
            Doc::None => None,
            Doc::Text(text) => Some(text),
            Doc::Of(symbol) => self.state.describer().symbol(&symbol),
        };
        let documentation =
            doc.map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
        let filter = format!("{} {}", candidate.label, candidate.words);
        CompletionItem {
            label: candidate.label,
            detail: Some(candidate.detail).filter(|detail| !detail.is_empty()),
            kind: Some(candidate.kind),
            documentation,
            sort_text: Some(format!("{number:04}")),
            filter_text: Some(filter.trim_end().to_owned()),
            insert_text_format: Some(if snippet { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
            insert_text_mode: text.contains('\n').then_some(InsertTextMode::AS_IS),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, format!("{before}{text}{after}")))),
            ..CompletionItem::default()
        }
    }
}

/// A snippet without its places.
fn plain(snippet: &str) -> String {
    snippet.replace("$1", "").replace("$0", "")
}
