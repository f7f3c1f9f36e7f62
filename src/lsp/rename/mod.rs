//! Renaming an id through the whole portal: a step, a heading, an entry of a registry, a page.

mod edits;
mod pages;

pub use pages::move_files;

use lsp_types::{PrepareRenameResponse, WorkspaceEdit};

use super::cursor::{self, Thing};
use super::facts::Facts;
use super::names::{Symbol, heading_span};
use super::shape::FileKind;
use super::state::State;
use crate::assemble::name_of;
use crate::diag::Text;
use crate::say;
use crate::source::SourcePath;
use crate::text::{is_id, slug};
use edits::{Edits, unreadable};

/// The name at `offset` that would be renamed.
///
/// # Errors
/// Why nothing here can be.
pub fn prepare(state: &State, facts: &Facts, offset: usize) -> Result<PrepareRenameResponse, Text> {
    let (thing, symbol) = find(state, facts, offset)?;
    let placeholder = old_name(&symbol);
    // The name within what is written: behind a folder, before ".md", behind "trin-".
    let span = thing.span().range();
    let written = facts.text().get(span.clone()).unwrap_or_default();
    let range = match written.rfind(&placeholder) {
        Some(at) => span.start + at..span.start + at + placeholder.len(),
        None => span,
    };
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range: state.lines(facts).range(range), placeholder })
}

/// The change that gives the thing at `offset` another name.
///
/// # Errors
/// The new name is no id, or is taken; or the thing cannot be renamed.
pub fn rename(state: &State, facts: &Facts, offset: usize, new: &str) -> Result<WorkspaceEdit, Text> {
    let (_, symbol) = find(state, facts, offset)?;
    let old = old_name(&symbol);
    check_name(&old, new)?;
    check_readable(state, &old)?;
    let edits = match &symbol {
        Symbol::Page(path) => {
            let to = SourcePath::new(&format!("{}/{new}.md", path.folder()));
            let mut edits = pages::moved(state, &[(path.clone(), to.clone())])?;
            edits.moves.push((path.clone(), to));
            edits
        }
        Symbol::Anchor(path, id) => anchor(state, path, id, new)?,
        symbol => entry(state, symbol, new)?,
    };
    edits.into_change(state)
}

fn find(state: &State, facts: &Facts, offset: usize) -> Result<(Thing, Symbol), Text> {
    let thing = cursor::find_thing(facts, offset);
    let symbol = thing.as_ref().and_then(|thing| thing.symbol(&state.names, &facts.file.path));
    let (Some(thing), Some(symbol)) = (thing, symbol) else {
        return Err(say!("Her står intet, der kan omdøbes.", "There is nothing here to be renamed."));
    };
    match &symbol {
        Symbol::Page(path) if path.file_name() == "_index.md" => Err(say!(
            "En mappe omdøbes i editorens filoversigt; henvisningerne følger med.",
            "Rename a folder in the editor's file list; the references follow."
        )),
        Symbol::Provision(..) => {
            Err(say!("En paragraf kan ikke omdøbes.", "A section of a statute cannot be renamed."))
        }
        Symbol::Administration(_) => Err(say!(
            "En forvaltnings id omdøbes i site.toml, for temaets farver følger det.",
            "The id of an administration is changed in site.toml, since the theme's colours follow it."
        )),
        Symbol::Asset(_) => Err(say!(
            "En fil omdøbes i editorens filoversigt; henvisningerne følger med.",
            "Rename a file in the editor's file list; the references follow."
        )),
        Symbol::Rule(_) => Err(say!("Reglers navne ligger fast.", "The names of rules are fixed.")),
        Symbol::Page(_) | Symbol::Anchor(..) | Symbol::Actor(_) | Symbol::Audience(_) | Symbol::Complaint(_) => {
            Ok((thing, symbol))
        }
    }
}

fn old_name(symbol: &Symbol) -> String {
    match symbol {
        Symbol::Page(path) | Symbol::Asset(path) => name_of(path).to_owned(),
        Symbol::Anchor(_, id)
        | Symbol::Provision(_, id)
        | Symbol::Actor(id)
        | Symbol::Audience(id)
        | Symbol::Complaint(id)
        | Symbol::Administration(id)
        | Symbol::Rule(id) => id.clone(),
    }
}

fn check_name(old: &str, new: &str) -> Result<(), Text> {
    if is_id(new) && new != old {
        return Ok(());
    }
    let better = slug(new);
    Err(match (new == old, better.is_empty()) {
        (true, _) => say!("Det hedder allerede »{old}«.", "It is called “{old}” already."),
        (_, true) => say!(
            "»{new}« er ikke et id: brug små bogstaver a-z, tal og bindestreg.",
            "“{new}” is no id: use a-z, digits and hyphens."
        ),
        _ => say!(
            "»{new}« er ikke et id: brug små bogstaver a-z, tal og bindestreg, for eksempel »{better}«.",
            "“{new}” is no id: use a-z, digits and hyphens, for example “{better}”."
        ),
    })
}

fn taken(new: &str) -> Text {
    say!("Id'et »{new}« er allerede i brug.", "The id “{new}” is taken already.")
}

/// A file that cannot be read may name the old id where nobody sees it.
fn check_readable(state: &State, old: &str) -> Result<(), Text> {
    let entries = state.names.paths().filter_map(|path| Some((path, state.names.entry(path)?)));
    let mut broken = entries.filter(|(_, entry)| entry.fresh.is_broken() && entry.fresh.text().contains(old));
    broken.next().map_or(Ok(()), |(path, _)| Err(unreadable(path)))
}

/// A step or heading: where it stands, the heading of its guidance, and every reference.
fn anchor(state: &State, path: &SourcePath, id: &str, new: &str) -> Result<Edits, Text> {
    let mut edits = Edits::default();
    let Some(facts) = state.names.good(path) else { return Ok(edits) };
    let headings = facts.headings();
    if facts.step(new).is_some() || headings.iter().any(|heading| heading.id == new) {
        return Err(taken(new));
    }
    let step = facts.step(id);
    if let Some(step) = step {
        edits.replace(path, step.id.span.range(), new);
    }
    if let Some(span) = heading_span(facts, id) {
        match cursor::heading_id(facts, span, id) {
            Some(written) => edits.replace(path, written.range(), new),
            // Its id came from its text; now it must be said.
            None => edits.replace(path, span.end as usize..span.end as usize, format!(" {{#{new}}}")),
        }
    }
    let symbol = Symbol::Anchor(path.clone(), id.to_owned());
    for (facts, reference) in state.names.references(&symbol) {
        let prefix = reference.name.strip_suffix(id).unwrap_or_default();
        edits.replace(&facts.file.path, reference.span.range(), format!("{prefix}{new}"));
    }
    Ok(edits)
}

/// An entry of a registry.
fn entry(state: &State, symbol: &Symbol, new: &str) -> Result<Edits, Text> {
    let kind = match symbol {
        Symbol::Actor(_) => FileKind::Actors,
        Symbol::Audience(_) => FileKind::Audiences,
        _ => FileKind::Complaints,
    };
    if state.names.registry_entry(kind, new).is_some() {
        return Err(taken(new));
    }
    let mut edits = Edits::default();
    if let Some((facts, span)) = state.names.definition(symbol) {
        edits.replace(&facts.file.path, span.range(), new);
    }
    for (facts, reference) in state.names.references(symbol) {
        edits.replace(&facts.file.path, reference.span.range(), new);
    }
    Ok(edits)
}
