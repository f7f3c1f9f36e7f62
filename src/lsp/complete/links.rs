//! Links in text: `[[names]]`, `](paths#anchors)`, whole links by a word of the title, ids of headings.

use lsp_types::{CompletionItemKind, CompletionList};

use super::values::{self, page};
use super::{Candidate, Doc, Insert, Request, laws};
use crate::assemble::relative_path;
use crate::lsp::names::Symbol;
use crate::lsp::refer::{Reference, What};
use crate::model::Kind;
use crate::source::{SourcePath, Span};

/// Fewer letters than this could become anything.
const ENOUGH: usize = 2;

pub fn complete(request: &Request) -> Option<CompletionList> {
    let text = request.facts.text();
    let start = text.get(..request.offset)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..request.offset)?;
    let after = text.get(request.offset..)?.split('\n').next()?;
    if let Some(at) = open(line, "[[", "]]") {
        return wiki(request, start + at, after);
    }
    if let Some(at) = open(line, "](", ")") {
        return destination(request, start + at);
    }
    if let Some(at) = open(line, "{#", "}").filter(|_| line.starts_with('#')) {
        let close = if after.starts_with('}') { "" } else { "}" };
        return Some(request.items(values::steps(request), start + at..request.offset, "", close));
    }
    let at = open(line, "[", "]").filter(|at| line.len() - at >= ENOUGH)?;
    let candidates: Vec<Candidate> = targets(request).map(|(label, candidate)| whole(candidate, &label)).collect();
    let end = request.offset + usize::from(after.starts_with(']'));
    Some(request.items(candidates, start + at..end, "", ""))
}

/// The offset behind the last `begin` that no `end` follows.
fn open(line: &str, begin: &str, end: &str) -> Option<usize> {
    let at = line.rfind(begin)? + begin.len();
    (!line.get(at..)?.contains(end)).then_some(at)
}

fn wiki(request: &Request, start: usize, after: &str) -> Option<CompletionList> {
    let close = if after.starts_with("]]") { "" } else { "]]" };
    let typed = request.typed(start);
    let names = &request.state.names;
    if let Some((name, _)) = typed.split_once('#') {
        let [target] = names.named(name).as_slice().try_into().ok()?;
        return Some(request.items(anchors(request, target), start + name.len() + 1..request.offset, "", close));
    }
    let all = values::all_pages(names);
    Some(request.items(all, start..request.offset, "", close))
}

fn destination(request: &Request, start: usize) -> Option<CompletionList> {
    let typed = request.typed(start);
    let own = &request.facts.file.path;
    if let Some((path, _)) = typed.split_once('#') {
        let word = start + path.len() + 1..request.offset;
        let target = if path.is_empty() { own.clone() } else { linked(request, path)? };
        return Some(request.items(anchors(request, &target), word, "", ""));
    }
    let pages = targets(request).map(|(label, candidate)| Candidate { label, ..candidate });
    let all = pages.chain(values::assets(request)).collect();
    Some(request.items(all, start..request.offset, "", ""))
}

/// The page that a path leads to.
fn linked(request: &Request, path: &str) -> Option<SourcePath> {
    let span = Span::start_of(request.facts.file.id);
    let reference = Reference { span, name: path.to_owned(), what: What::Path, key: "" };
    match request.state.names.resolve(&request.facts.file.path, &reference)? {
        Symbol::Page(page) => Some(page),
        _ => None,
    }
}

/// Every other page, with the path from this one.
fn targets<'a>(request: &'a Request) -> impl Iterator<Item = (String, Candidate)> + 'a {
    let own = &request.facts.file.path;
    let others = request.state.names.pages().filter(move |(_, facts)| facts.file.path != *own);
    others.map(move |(_, facts)| {
        let path = relative_path(own, &facts.file.path);
        (path.clone(), page(facts, path))
    })
}

/// A whole link, found by the words of its title.
fn whole(candidate: Candidate, path: &str) -> Candidate {
    let title = candidate.words.clone();
    Candidate {
        insert: Insert::Text(format!("{title}]({path})")),
        label: title,
        detail: path.to_owned(),
        words: candidate.label,
        ..candidate
    }
}

/// Steps and headings of a page; sections of a statute.
fn anchors(request: &Request, target: &SourcePath) -> Vec<Candidate> {
    let Some(facts) = request.state.names.good(target) else { return Vec::new() };
    let describer = request.state.describer();
    let candidate = |id: &str, title: String| Candidate {
        label: id.to_owned(),
        detail: title.clone(),
        words: title,
        doc: Doc::Of(Symbol::Anchor(target.clone(), id.to_owned())),
        kind: CompletionItemKind::REFERENCE,
        insert: Insert::Label,
    };
    let steps = facts.steps();
    let mut all: Vec<Candidate> = steps
        .iter()
        .filter(|step| step.number.is_some())
        .map(|step| candidate(step.id.value, describer.step_title(step)))
        .collect();
    let headings = facts.headings();
    let others = headings.iter().filter(|heading| !steps.iter().any(|step| step.id.value == heading.id));
    all.extend(others.map(|heading| candidate(&heading.id, heading.text.clone())));
    if facts.page_kind() == Some(Kind::Law) {
        let sections = laws::anchors(request, target).into_iter();
        all.extend(sections.map(|(anchor, label)| Candidate {
            doc: Doc::Of(Symbol::Provision(target.clone(), anchor.clone())),
            ..candidate(&anchor, label)
        }));
    }
    all
}
