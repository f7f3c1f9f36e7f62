//! Where names are defined and used; what a file and the site hold by name.

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, WorkspaceSymbolResponse,
};

use super::cursor;
use super::facts::Facts;
use super::names::{Symbol, title_span};
use super::position::Lines;
use super::state::State;
use super::words;
use crate::source::{SourcePath, Span};

/// More than anybody reads; editors ask again with every letter.
const MOST_SYMBOLS: usize = 200;

/// Where the name at `offset` is defined.
pub fn definition(state: &State, facts: &Facts, offset: usize) -> Option<Location> {
    let symbol = cursor::find_thing(facts, offset)?.symbol(&state.names, &facts.file.path)?;
    if let Symbol::Asset(path) = &symbol {
        return Some(Location::new(state.uri(path)?, lsp_types::Range::default()));
    }
    let (target, span) = state.names.definition(&symbol)?;
    state.location(target, span)
}

/// Every place that names what stands at `offset`.
pub fn references(state: &State, facts: &Facts, offset: usize, with_definition: bool) -> Option<Vec<Location>> {
    let symbol = cursor::find_thing(facts, offset)?.symbol(&state.names, &facts.file.path)?;
    let found = state.names.references(&symbol);
    let mut all: Vec<Location> =
        found.into_iter().filter_map(|(facts, reference)| state.location(facts, reference.span)).collect();
    if let Some((facts, span)) = state.names.definition(&symbol).filter(|_| with_definition) {
        all.extend(state.location(facts, span));
    }
    Some(all)
}

impl State {
    /// A place in a file as it last could be read.
    pub fn location(&self, facts: &Facts, span: Span) -> Option<Location> {
        Some(Location::new(self.uri(&facts.file.path)?, self.lines(facts).range(span.range())))
    }
}

/// Steps and headings of a file; entries of a registry.
pub fn document_symbols(state: &State, path: &SourcePath) -> Option<DocumentSymbolResponse> {
    let facts = state.names.good(path)?;
    let lines = state.lines(facts);
    let mut symbols = steps(state, facts, &lines);
    symbols.extend(headings(facts, &lines));
    symbols.extend(facts.entries().iter().filter_map(|fields| {
        let id = fields.text("id")?;
        let name = fields.text("name").or_else(|| fields.text("authority")).map_or(id.value, |at| at.value);
        Some(symbol(name, Some(id.value), SymbolKind::CONSTANT, (fields.span, id.span), &lines))
    }));
    if state.abilities.nested_symbols {
        return Some(DocumentSymbolResponse::Nested(symbols));
    }
    let uri = state.uri(path)?;
    let flat = symbols.into_iter().flat_map(|symbol| flatten(symbol, &uri)).collect();
    Some(DocumentSymbolResponse::Flat(flat))
}

fn steps(state: &State, facts: &Facts, lines: &Lines) -> Vec<DocumentSymbol> {
    let describer = state.describer();
    let one = |step: &super::facts::StepFact| {
        let title = describer.step_title(step);
        let name = match (step.number, title.as_str()) {
            (Some(number), title) => format!("{number}. {title}"),
            (None, "") => words::step(step.word).get(state.lang).to_owned(),
            (None, title) => title.to_owned(),
        };
        symbol(&name, Some(step.id.value), SymbolKind::FUNCTION, (step.fields.span, step.id.span), lines)
    };
    facts.steps().iter().map(one).collect()
}

/// Headings, each with the deeper ones below it.
fn headings(facts: &Facts, lines: &Lines) -> Vec<DocumentSymbol> {
    let mut open: Vec<(u8, DocumentSymbol)> = Vec::new();
    let mut top = Vec::new();
    let found = facts.headings();
    for heading in found {
        while open.last().is_some_and(|(level, _)| *level >= heading.level) {
            fold(&mut open, &mut top);
        }
        let whole = Span::new(heading.span.file, heading.span.start as usize..heading.end);
        let name = if heading.text.is_empty() { &heading.id } else { &heading.text };
        open.push((heading.level, symbol(name, None, SymbolKind::STRING, (whole, heading.span), lines)));
    }
    while !open.is_empty() {
        fold(&mut open, &mut top);
    }
    top
}

/// The innermost open heading is complete.
fn fold(open: &mut Vec<(u8, DocumentSymbol)>, top: &mut Vec<DocumentSymbol>) {
    let Some((_, done)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, parent)) => parent.children.get_or_insert_default().push(done),
        None => top.push(done),
    }
}

/// `spans`: of the whole, and of the name within it.
#[allow(deprecated, reason = "the type has a field that must be given and never used")]
fn symbol(name: &str, detail: Option<&str>, kind: SymbolKind, spans: (Span, Span), lines: &Lines) -> DocumentSymbol {
    let (whole, own) = spans;
    let (start, end) = (whole.start.min(own.start) as usize, whole.end.max(own.end) as usize);
    DocumentSymbol {
        name: name.to_owned(),
        detail: detail.map(str::to_owned),
        kind,
        tags: None,
        deprecated: None,
        range: lines.range(start..end),
        selection_range: lines.range(own.range()),
        children: None,
    }
}

#[allow(deprecated, reason = "the type has a field that must be given and never used")]
fn flatten(symbol: DocumentSymbol, uri: &lsp_types::Uri) -> Vec<SymbolInformation> {
    let own = SymbolInformation {
        name: symbol.name,
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location::new(uri.clone(), symbol.selection_range),
        container_name: symbol.detail,
    };
    let below = symbol.children.unwrap_or_default().into_iter().flat_map(|child| flatten(child, uri));
    std::iter::once(own).chain(below).collect()
}

/// Pages and steps whose title or id holds every word that was typed.
#[allow(deprecated, reason = "the type has a field that must be given and never used")]
pub fn workspace_symbols(state: &State, query: &str) -> WorkspaceSymbolResponse {
    let query = super::complete::Query::new(query);
    let describer = state.describer();
    let mut found: Vec<Hit> = Vec::new();
    for (kind, facts) in state.names.pages() {
        let what = words::kind(kind).get(state.lang).to_owned();
        let id = crate::assemble::name_of(&facts.file.path);
        if let Some(rank) = query.rank(id, facts.title()) {
            let name = facts.title().to_owned();
            found.push(Hit { rank, is_step: false, name, facts, span: title_span(facts), container: what });
        }
        for step in facts.steps().iter().filter(|step| step.number.is_some()) {
            let name = describer.step_title(step);
            if let Some(rank) = query.rank(step.id.value, &name) {
                let container = facts.title().to_owned();
                found.push(Hit { rank, is_step: true, name, facts, span: step.id.span, container });
            }
        }
    }
    found.sort_by_key(|hit| (hit.rank, hit.is_step));
    found.truncate(MOST_SYMBOLS);
    let symbol = |hit: Hit| {
        let kind = if hit.is_step { SymbolKind::FUNCTION } else { SymbolKind::FILE };
        let location = state.location(hit.facts, hit.span)?;
        let (name, container_name) = (hit.name, Some(hit.container));
        Some(SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name })
    };
    WorkspaceSymbolResponse::Flat(found.into_iter().filter_map(symbol).collect())
}

/// A page or step that was found; its place is worked out when it is kept.
struct Hit<'a> {
    rank: u8,
    is_step: bool,
    name: String,
    facts: &'a Facts,
    span: Span,
    container: String,
}
