//! Names of fields: those of this place that are not written yet, the needed ones first.

use lsp_types::CompletionItemKind;

use super::{Candidate, Doc, Insert, Request};
use crate::lsp::place::Place;
use crate::lsp::shape::{FileKind, Shape};
use crate::lsp::words;
use crate::parse::keys::{Key, Target, Type};

/// Keys that may stand at a place; `None` where no key may.
pub fn candidates(request: &Request, place: &Place, shape: &Shape) -> Option<Vec<Candidate>> {
    if let Some(table) = entries_of(shape) {
        return Some(vec![entry(request, place, table)?]);
    }
    match shape {
        // Texts per administration.
        Shape::Value(key, Type::Pairs) if key.name == "does" => Some(administrations(request, place)),
        shape => {
            let tables = shape.tables()?;
            let top = place.path.is_empty();
            // What every page has comes before what is its kind's own.
            let keys = tables.iter().rev().flat_map(|keys| keys.iter());
            let mut keys: Vec<&Key> = keys.filter(|key| !place.written.iter().any(|word| word == key.name)).collect();
            keys.sort_by_key(|key| !key.required);
            Some(keys.into_iter().filter_map(|key| candidate(request, place, key, top)).collect())
        }
    }
}

/// The keys of the entries of a list.
fn entries_of(shape: &Shape) -> Option<&'static [Key]> {
    match *shape {
        Shape::Entries(table) | Shape::Value(_, Type::List(&Type::Map(table)) | Type::Answers(table)) => Some(table),
        _ => None,
    }
}

fn candidate(request: &Request, place: &Place, key: &'static Key, top: bool) -> Option<Candidate> {
    let lang = request.state.lang;
    let insert = match request.facts.kind {
        FileKind::Site => toml(key, place.has_colon, top)?,
        _ if place.has_colon => Insert::Label,
        _ => yaml(key, place),
    };
    Some(Candidate {
        label: key.name.to_owned(),
        detail: words::key_detail(key, lang),
        words: key.danish.join(" "),
        doc: Doc::Text(words::key_doc(key, lang)),
        kind: CompletionItemKind::FIELD,
        insert,
    })
}

/// A key and the beginning of its value.
fn yaml(key: &Key, place: &Place) -> Insert {
    let name = key.name;
    let below = " ".repeat(place.column + 2);
    match key.ty {
        _ if place.in_flow => Insert::Text(format!("{name}: ")),
        Type::List(&Type::Map(table)) | Type::Answers(table) => {
            Insert::Snippet(format!("{name}:\n{below}- {}: $1", first(table)))
        }
        Type::List(&Type::Citation) => Insert::Snippet(format!("{name}: [\"$1\"]$0")),
        Type::List(_) => Insert::Snippet(format!("{name}: [$1]$0")),
        Type::Map(table) => Insert::Snippet(format!("{name}:\n{below}{}: $1", first(table))),
        Type::Pairs => Insert::Snippet(format!("{name}:\n{below}$1")),
        _ => Insert::Text(format!("{name}: ")),
    }
}

/// The key that a mapping begins with.
fn first(table: &[Key]) -> &'static str {
    table.iter().find(|key| key.required).or(table.first()).map_or("", |key| key.name)
}

fn toml(key: &Key, has_sign: bool, top: bool) -> Option<Insert> {
    let name = key.name;
    Some(match key.ty {
        _ if has_sign => Insert::Label,
        Type::Map(_) | Type::Pairs if top => Insert::Text(format!("[{name}]\n")),
        Type::List(&Type::Map(_)) if top => Insert::Text(format!("[[{name}]]\n")),
        Type::Map(_) | Type::Pairs | Type::List(&Type::Map(_)) => return None,
        Type::Bool => Insert::Text(format!("{name} = ")),
        Type::List(_) => Insert::Snippet(format!("{name} = [\"$1\"]$0")),
        _ => Insert::Snippet(format!("{name} = \"$1\"$0")),
    })
}

/// A further entry of a list, where its hyphen is not written yet.
fn entry(request: &Request, place: &Place, table: &'static [Key]) -> Option<Candidate> {
    let key = table.iter().find(|key| key.required).or(table.first())?;
    if place.in_flow {
        return None;
    }
    let name = key.name;
    Some(Candidate {
        label: format!("- {name}"),
        detail: words::key_detail(key, request.state.lang),
        words: name.to_owned(),
        doc: Doc::Text(words::key_doc(key, request.state.lang)),
        kind: CompletionItemKind::FIELD,
        insert: Insert::Text(format!("- {name}: ")),
    })
}

fn administrations(request: &Request, place: &Place) -> Vec<Candidate> {
    let candidates = super::values::of_target(request, Target::Lead);
    let free = candidates
        .into_iter()
        .filter(|candidate| candidate.label != crate::model::SHARED && !place.written.contains(&candidate.label));
    free.map(|candidate| Candidate { insert: Insert::Text(format!("{}: ", candidate.label)), ..candidate }).collect()
}
