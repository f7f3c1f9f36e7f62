//! What the cursor stands on: a reference, a definition, a key, a value, a statute named in text.

use super::facts::Facts;
use super::names::{Names, Symbol, heading_span};
use super::place::{self, Place, Spot};
use super::refer::{Reference, What};
use super::shape::{FileKind, Shape};
use super::toml;
use crate::model::Citation;
use crate::parse::keys::{Key, Type, find};
use crate::parse::{Parts, split};
use crate::source::{SourcePath, Span};

/// What stands at an offset.
#[derive(Debug)]
pub enum Thing {
    Reference(Reference),
    Definition(Symbol, Span),
    Key(&'static Key, Span),
    /// The value of a field that refers to nothing.
    Value(&'static Key, Span),
}

impl Thing {
    pub fn span(&self) -> Span {
        match self {
            Self::Reference(reference) => reference.span,
            Self::Definition(_, span) | Self::Key(_, span) | Self::Value(_, span) => *span,
        }
    }

    /// What it names.
    pub fn symbol(&self, names: &Names, file: &SourcePath) -> Option<Symbol> {
        match self {
            Self::Reference(reference) => names.resolve(file, reference),
            Self::Definition(symbol, _) => Some(symbol.clone()),
            Self::Key(..) | Self::Value(..) => None,
        }
    }
}

/// What stands at `offset` of a file as it is now.
pub fn find_thing(facts: &Facts, offset: usize) -> Option<Thing> {
    let here = |span: Span| (span.start as usize..=span.end as usize).contains(&offset);
    if let Some(reference) = facts.references.iter().find(|reference| here(reference.span)) {
        return Some(Thing::Reference(reference.clone()));
    }
    if let Some((symbol, span)) = definitions(facts).into_iter().find(|(_, span)| here(*span)) {
        return Some(Thing::Definition(symbol, span));
    }
    title(facts, offset).or_else(|| field(facts, offset)).or_else(|| statute(facts, offset))
}

/// What a file defines, with the place of each name.
fn definitions(facts: &Facts) -> Vec<(Symbol, Span)> {
    let path = &facts.file.path;
    let mut found: Vec<(Symbol, Span)> = Vec::new();
    found.extend(
        facts.steps().iter().map(|step| (Symbol::Anchor(path.clone(), step.id.value.to_owned()), step.id.span)),
    );
    let headings = facts.headings();
    found.extend(headings.iter().filter_map(|heading| {
        let span = heading_span(facts, &heading.id)?;
        Some((Symbol::Anchor(path.clone(), heading.id.clone()), heading_id(facts, span, &heading.id).unwrap_or(span)))
    }));
    let entry: Option<fn(String) -> Symbol> = match facts.kind {
        FileKind::Actors => Some(Symbol::Actor),
        FileKind::Audiences => Some(Symbol::Audience),
        FileKind::Complaints => Some(Symbol::Complaint),
        _ => None,
    };
    if let Some(symbol) = entry {
        let ids = facts.entries().iter().filter_map(|fields| fields.text("id"));
        found.extend(ids.map(|id| (symbol(id.value.to_owned()), id.span)));
    }
    if facts.kind == FileKind::Site {
        let ids = facts.fields().into_iter().flat_map(|fields| fields.maps("administration"));
        let ids = ids.filter_map(|entry| entry.text("id"));
        found.extend(ids.map(|id| (Symbol::Administration(id.value.to_owned()), id.span)));
    }
    found
}

/// The `id` within `{#id}` of a heading at `span`.
pub fn heading_id(facts: &Facts, span: Span, id: &str) -> Option<Span> {
    let written = facts.text().get(span.range())?;
    let at = written.rfind(&format!("{{#{id}}}"))? + 2;
    let start = span.start as usize + at;
    Some(Span::new(span.file, start..start + id.len()))
}

/// The place in the fields of a file, with the bytes they take.
pub fn place(facts: &Facts, offset: usize) -> Option<Place> {
    let text = facts.text();
    match facts.kind {
        FileKind::Page(_) => {
            let front = match split(text) {
                Parts::Both { front, .. } => front,
                // While the second line of hyphens is missing, everything may be a field.
                Parts::Unclosed => text.find('\n').map_or(text.len(), |end| end + 1)..text.len(),
                Parts::NoFront => return None,
            };
            (front.start..=front.end).contains(&offset).then(|| place::find(text, front, offset))?
        }
        FileKind::Site => toml::find(text, offset),
        FileKind::Other => None,
        _ => place::find(text, 0..text.len(), offset),
    }
}

/// A key or value at a place; a value may be a reference that the parser could not read.
fn field(facts: &Facts, offset: usize) -> Option<Thing> {
    let place = place(facts, offset)?;
    let shape = Shape::root(facts.kind)?.at(&place.path)?;
    let span = Span::new(facts.file.id, place.word.clone());
    let written = facts.text().get(place.word.clone())?;
    if let (Spot::Word, Some(tables)) = (place.spot, shape.tables()) {
        return find(&tables, written).map(|key| Thing::Key(key, span));
    }
    let Shape::Value(key, ty) = shape else { return None };
    let what = match ty {
        Type::Reference(target) | Type::List(&Type::Reference(target)) => What::Named(target),
        Type::Citation | Type::List(&Type::Citation) => What::Statute(Box::new(Citation::parse(written)?)),
        _ => return Some(Thing::Value(key, span)),
    };
    Some(Thing::Reference(Reference { span, name: written.to_owned(), what, key: key.name }))
}

/// A reference to a statute written in text, as `FVL § 19, stk. 2`.
fn statute(facts: &Facts, offset: usize) -> Option<Thing> {
    let text = facts.text();
    let start = text.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.split('\n').next()?;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let begins = c.is_uppercase() && !before.is_alphanumeric();
        before = c;
        let Some((citation, rest)) = begins.then(|| Citation::parse_prefix(line.get(at..)?)).flatten() else {
            continue;
        };
        let range = start + at..start + line.len() - rest.len();
        if !citation.provisions.is_empty() && range.contains(&offset) {
            let span = Span::new(facts.file.id, range);
            let name = citation.text.to_string();
            return Some(Thing::Reference(Reference { span, name, what: What::Statute(Box::new(citation)), key: "" }));
        }
    }
    None
}

/// A page's title stands for the page.
fn title(facts: &Facts, offset: usize) -> Option<Thing> {
    let title = facts.fields()?.text("title")?.span;
    let page = facts.page_kind().map(|_| Symbol::Page(facts.file.path.clone()))?;
    (title.start as usize..=title.end as usize).contains(&offset).then_some(Thing::Definition(page, title))
}
