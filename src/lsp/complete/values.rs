//! Values of fields: fixed words, and the names a field may refer to.

use std::sync::Arc;

use lsp_types::CompletionItemKind;

use super::{Candidate, Doc, Insert, Request, laws};
use crate::assemble::name_of;
use crate::lsp::facts::Facts;
use crate::lsp::names::{Names, Symbol};
use crate::lsp::place::Place;
use crate::lsp::shape::FileKind;
use crate::model::{Kind, SHARED};
use crate::parse::keys::{Key, Target, Type};
use crate::source::SourcePath;

/// Values a field of this type may have; `None` when the editor must find the words.
pub fn candidates(request: &Request, place: &Place, key: &'static Key, ty: Type) -> Option<Vec<Candidate>> {
    let fixed = |words: &[&str]| words.iter().map(|word| word_candidate(request, key, word)).collect();
    Some(match ty {
        Type::Choice(words) => quoted(request, place, fixed(words)),
        Type::Bool => fixed(&["true", "false"]),
        Type::Date => vec![today(request, key)?],
        Type::Citation => laws::candidates(request, place),
        Type::Reference(target) => of_target(request, target),
        // The settings name the contact of the search by its id.
        Type::Id if request.facts.kind == FileKind::Site && key.name == "contact" => {
            quoted(request, place, of_target(request, Target::Contact))
        }
        _ => return None,
    })
}

/// In TOML every word stands in quotes.
fn quoted(request: &Request, place: &Place, candidates: Vec<Candidate>) -> Vec<Candidate> {
    if request.facts.kind != FileKind::Site || place.quote.is_some() {
        return candidates;
    }
    let quote =
        |candidate: Candidate| Candidate { insert: Insert::Text(format!("\"{}\"", candidate.label)), ..candidate };
    candidates.into_iter().map(quote).collect()
}

fn word_candidate(request: &Request, key: &Key, word: &str) -> Candidate {
    Candidate {
        label: word.to_owned(),
        detail: String::new(),
        words: String::new(),
        doc: Doc::Text(key.doc.get(request.state.lang).to_owned()),
        kind: CompletionItemKind::ENUM_MEMBER,
        insert: Insert::Label,
    }
}

fn today(request: &Request, key: &Key) -> Option<Candidate> {
    let today = request.state.compilation.as_ref()?.inputs.today.to_string();
    Some(word_candidate(request, key, &today))
}

/// Everything a reference may name.
pub fn of_target(request: &Request, target: Target) -> Vec<Candidate> {
    let names = &request.state.names;
    match target {
        Target::Step => steps(request),
        Target::Actor => entries(names, FileKind::Actors, "name", Symbol::Actor),
        Target::Audience => entries(names, FileKind::Audiences, "name", Symbol::Audience),
        Target::Complaint => entries(names, FileKind::Complaints, "authority", Symbol::Complaint),
        Target::Tool => pages(names, Kind::Tool),
        Target::Contact => pages(names, Kind::Contact),
        Target::Workflow => pages(names, Kind::Workflow),
        Target::Term => pages(names, Kind::Term),
        Target::Topic => pages(names, Kind::Topic),
        Target::Page => all_pages(names),
        Target::Lead => leads(request),
        Target::Asset => assets(request),
        Target::Rule => rules(request),
    }
}

/// Every page but the front page, which has no name.
pub fn all_pages(names: &Names) -> Vec<Candidate> {
    let all = names.pages().map(|(_, facts)| page(facts, names.unique_name(&facts.file.path)));
    all.filter(|candidate| !candidate.label.is_empty()).collect()
}

fn pages(names: &Names, kind: Kind) -> Vec<Candidate> {
    names.of_kind(kind).map(|facts| page(facts, name_of(&facts.file.path).to_owned())).collect()
}

/// A page by the name it is written by.
pub fn page(facts: &Arc<Facts>, label: String) -> Candidate {
    Candidate {
        label,
        detail: facts.title().to_owned(),
        words: facts.title().to_owned(),
        doc: Doc::Of(Symbol::Page(facts.file.path.clone())),
        kind: CompletionItemKind::FILE,
        insert: Insert::Label,
    }
}

fn entries(names: &Names, kind: FileKind, title: &str, symbol: fn(String) -> Symbol) -> Vec<Candidate> {
    let candidate = |fields: &crate::parse::Fields| {
        let id = fields.string("id")?;
        let title = fields.string(title).unwrap_or_default();
        Some(Candidate {
            detail: title.clone(),
            words: title,
            doc: Doc::Of(symbol(id.clone())),
            label: id,
            kind: CompletionItemKind::CONSTANT,
            insert: Insert::Label,
        })
    };
    names.registry(kind).filter_map(|(_, fields)| candidate(fields)).collect()
}

/// Steps of this page: as it is now, else as it last could be read.
pub fn steps(request: &Request) -> Vec<Candidate> {
    let good = request.state.names.good(&request.facts.file.path).map(|facts| facts.as_ref());
    let facts = good.unwrap_or(request.facts);
    let describer = request.state.describer();
    let candidate = |step: &crate::lsp::facts::StepFact| {
        let title = describer.step_title(step);
        Candidate {
            label: step.id.value.to_owned(),
            detail: step.number.map_or_else(|| title.clone(), |number| format!("{number}. {title}")),
            words: title,
            doc: Doc::Of(Symbol::Anchor(facts.file.path.clone(), step.id.value.to_owned())),
            kind: CompletionItemKind::FUNCTION,
            insert: Insert::Label,
        }
    };
    facts.steps().iter().map(candidate).collect()
}

fn leads(request: &Request) -> Vec<Candidate> {
    let describer = request.state.describer();
    let all = request.state.names.administrations().filter_map(|(_, fields)| {
        let id = fields.string("id")?;
        Some((id.clone(), fields.string("name").unwrap_or_default(), Doc::Of(Symbol::Administration(id))))
    });
    let shared = (SHARED.to_owned(), describer.lead_word(SHARED), Doc::None);
    let candidate = |(label, title, doc): (String, String, Doc)| Candidate {
        label,
        detail: title.clone(),
        words: title,
        doc,
        kind: CompletionItemKind::CONSTANT,
        insert: Insert::Label,
    };
    all.chain(std::iter::once(shared)).map(candidate).collect()
}

/// Files beside the page, by the path from it.
pub fn assets(request: &Request) -> Vec<Candidate> {
    let path = &request.facts.file.path;
    let candidate = |asset: &SourcePath| Candidate {
        label: crate::assemble::relative_path(path, asset),
        detail: String::new(),
        words: String::new(),
        doc: Doc::None,
        kind: CompletionItemKind::FILE,
        insert: Insert::Label,
    };
    request.state.names.assets().map(candidate).collect()
}

fn rules(request: &Request) -> Vec<Candidate> {
    let warnings = crate::check::rules().filter(|rule| rule.severity == crate::diag::Severity::Warning);
    let lang = request.state.lang;
    let candidate = |rule: &'static crate::diag::Rule| Candidate {
        label: rule.id.to_owned(),
        detail: rule.title.get(lang).to_owned(),
        words: rule.title.get(lang).to_owned(),
        doc: Doc::Text(rule.why.get(lang).to_owned()),
        kind: CompletionItemKind::ENUM_MEMBER,
        insert: Insert::Label,
    };
    warnings.map(candidate).collect()
}
