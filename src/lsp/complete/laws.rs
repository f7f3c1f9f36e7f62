//! References to statutes: first the act, then those of its sections that the portal knows.

use std::collections::BTreeSet;

use lsp_types::CompletionItemKind;

use super::{Candidate, Doc, Insert, Request};
use crate::lsp::describe::section_label;
use crate::lsp::names::Symbol;
use crate::lsp::place::Place;
use crate::model::CitationKey;
use crate::source::SourcePath;

/// What may follow what was typed of a reference.
pub fn candidates(request: &Request, place: &Place) -> Vec<Candidate> {
    let typed = request.typed(place.word.start);
    let names = &request.state.names;
    let known = typed.split_once(char::is_whitespace).and_then(|(abbr, _)| Some((abbr, names.law(abbr)?)));
    match known {
        Some((abbr, law)) => sections(request, abbr, law, place.quote.is_some()),
        None => names.laws().map(|(abbr, law)| act(request, abbr, law, place.quote.is_some())).collect(),
    }
}

fn act(request: &Request, abbr: &str, law: &SourcePath, quoted: bool) -> Candidate {
    let facts = request.state.names.good(law);
    let title = facts.map_or("", |facts| facts.title()).to_owned();
    let full = facts.and_then(|facts| facts.field("full_title")).unwrap_or_default();
    Candidate {
        label: abbr.to_owned(),
        words: format!("{title} {full}"),
        detail: title,
        doc: Doc::Of(Symbol::Page(law.clone())),
        kind: CompletionItemKind::MODULE,
        insert: if quoted {
            Insert::Text(format!("{abbr} § "))
        } else {
            Insert::Snippet(format!("\"{abbr} § $1\"$0"))
        },
    }
}

fn sections(request: &Request, abbr: &str, law: &SourcePath, quoted: bool) -> Vec<Candidate> {
    let candidate = |(key, stk): (CitationKey, Option<u32>)| {
        let part = stk.map_or_else(String::new, |stk| format!(", stk. {stk}"));
        let label = format!("{abbr} {}{part}", key.label());
        Candidate {
            insert: if quoted { Insert::Label } else { Insert::Text(format!("\"{label}\"")) },
            label,
            detail: request.state.names.good(law).map_or_else(String::new, |facts| facts.title().to_owned()),
            words: String::new(),
            doc: Doc::Of(Symbol::Provision(law.clone(), key.anchor())),
            kind: CompletionItemKind::REFERENCE,
        }
    };
    cited(request, law).into_iter().map(candidate).collect()
}

/// Sections that have an anchor on the statute's page, in the order of the act.
fn cited(request: &Request, law: &SourcePath) -> BTreeSet<(CitationKey, Option<u32>)> {
    let Some(compilation) = &request.state.compilation else { return BTreeSet::new() };
    let portal = &compilation.portal;
    let Some(page) = portal.pages.iter().find(|page| page.source == *law) else { return BTreeSet::new() };
    let cited = portal.uses.laws.get(&page.id).map_or(&[][..], Vec::as_slice);
    let provisions = cited.iter().flat_map(|cited| cited.reference.provisions.iter());
    provisions.flat_map(|provision| [(provision.key(), None), (provision.key(), provision.stk)]).collect()
}

/// The anchors of a statute's page, with how the law calls each.
pub fn anchors(request: &Request, law: &SourcePath) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (key, stk) in cited(request, law) {
        let part = stk.map_or_else(String::new, |stk| format!("-stk{stk}"));
        all.push((format!("{}{part}", key.anchor()), section_label(&key.anchor())));
    }
    all
}
