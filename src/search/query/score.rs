//! What pages and places in them say of a question.

use super::candidates::Candidates;
use super::names::{WHOLLY, called};
use super::parse::{Question, What};
use super::{Engine, FULL};
use crate::search::documents::FULL_RANK;

/// Weaker candidates count only where pages say what they are about, not in running text.
const IN_TEXT: u32 = 128;
/// What a place's words count for its page, and a page's for its places.
const FROM_PART: u32 = 110;
const FROM_PAGE: u32 = 120;
/// What a place is worth beside pages: one of many steps that mention a thing is seldom the answer.
const PLACE: u64 = 220;
/// How much more a page says that is called as the question: so many times its own again.
const CALLED: u64 = 2;
/// A page that answers to the question by another name is called so at least.
const NAMED: u64 = WHOLLY / 2;
/// Pages of the past are lowered less where they are asked for by name.
const NAMED_RANK: u32 = 12;
/// What was asked for by its number: a telephone, a section of a statute.
const SURE: u32 = 600 * FULL;

/// A page, or the place in it that says more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    pub page: usize,
    pub part: Option<usize>,
    pub score: u64,
}

/// For each slot, what each document says of it.
pub fn values(engine: &Engine, question: &Question, candidates: &[Candidates]) -> Vec<Vec<u32>> {
    let slots = question.slots.iter().zip(candidates);
    slots
        .map(|(slot, candidates)| {
            let mut values = vec![0; engine.documents];
            for (term, candidate) in &candidates.terms {
                each(engine, *term, candidate.weight >= IN_TEXT, |document, level| {
                    raise(&mut values, document, level * candidate.weight);
                });
            }
            for (terms, weight) in &candidates.phrases {
                phrase(engine, terms, *weight, &mut values);
            }
            if slot.what == What::Phone {
                for contact in engine.called(&slot.text) {
                    let page =
                        engine.index.facts.contacts.get(contact).and_then(|contact| engine.firsts.get(contact.page));
                    raise(&mut values, page.copied().unwrap_or(usize::MAX), SURE);
                }
            }
            if let What::Citation { statute, section } = &slot.what
                && let Some((page, part)) = section_part(engine, *statute, section)
            {
                raise(&mut values, engine.firsts.get(page).map_or(usize::MAX, |first| first + 1 + part), SURE);
            }
            values
        })
        .collect()
}

/// The place of a section on its statute's page.
pub fn section_part(engine: &Engine, statute: usize, section: &str) -> Option<(usize, usize)> {
    let page = engine.index.facts.statutes.get(statute)?.page;
    let anchor = section.replace('§', "p");
    let part = engine.index.pages.get(page)?.parts.iter().position(|part| part.anchor == anchor)?;
    Some((page, part))
}

fn raise(values: &mut [u32], document: usize, value: u32) {
    if let Some(known) = values.get_mut(document) {
        *known = value.max(*known);
    }
}

fn each(engine: &Engine, term: usize, in_text: bool, mut found: impl FnMut(usize, u32)) {
    let Some(term) = engine.index.terms.get(term) else { return };
    let body = if in_text { term.body.as_slice() } else { &[] };
    for posting in term.core.iter().chain(body) {
        found(posting.document as usize, engine.levels.get(usize::from(posting.level)).copied().unwrap_or(0));
    }
}

/// Documents with every term of a phrase say as much of it as they say of the least.
fn phrase(engine: &Engine, terms: &[usize], weight: u32, values: &mut [u32]) {
    let mut least: Vec<u32> = Vec::new();
    for (n, term) in terms.iter().enumerate() {
        let mut level_of = vec![0; engine.documents];
        each(engine, *term, weight >= IN_TEXT, |document, level| raise(&mut level_of, document, level));
        if n == 0 {
            least = level_of;
        } else {
            least.iter_mut().zip(level_of).for_each(|(least, level)| *least = level.min(*least));
        }
    }
    for (document, level) in least.into_iter().enumerate().filter(|(_, level)| *level > 0) {
        raise(values, document, level * weight);
    }
}

/// A question with what was found for it.
pub struct Asked<'q> {
    pub question: &'q Question,
    pub candidates: &'q [Candidates],
    /// The question with its slips of the pen put right.
    pub meant: Option<&'q str>,
}

/// Every page that says something, the best first; equal ones by their URL.
pub fn rank(engine: &Engine, asked: &Asked, values: &[Vec<u32>]) -> Vec<Scored> {
    let key = engine.key_of(&asked.question.tokens);
    let answer = engine.answers.get(&key).and_then(|n| engine.index.facts.answers.get(*n));
    let title = asked.meant.map_or(key, crate::search::key);
    let is_named = |page: usize| {
        answer.is_some_and(|answer| answer.page == page) || engine.titles.get(page).is_some_and(|own| *own == title)
    };
    let most: Vec<u32> = values.iter().map(|slot| slot.iter().copied().max().unwrap_or(0)).collect();
    let mut all: Vec<Scored> =
        (0..engine.index.pages.len()).filter_map(|page| page_score(engine, page, values)).collect();
    for scored in &mut all {
        let named = is_named(scored.page);
        let called = engine.names.get(scored.page).map_or(0, |names| called(names, asked.candidates, &most));
        let called = if named { called.max(NAMED) } else { called };
        let rank = engine.index.pages.get(scored.page).map_or(0, |page| page.rank);
        let rank = if named { rank.max(NAMED_RANK) } else { rank };
        scored.score = scored.score * (WHOLLY + CALLED * called) / WHOLLY * u64::from(rank) / u64::from(FULL_RANK);
    }
    all.retain(|scored| scored.score > 0);
    all.sort_by(|a, b| b.score.cmp(&a.score).then(a.page.cmp(&b.page)));
    all
}

fn page_score(engine: &Engine, page: usize, values: &[Vec<u32>]) -> Option<Scored> {
    let entry = engine.index.pages.get(page)?;
    let first = *engine.firsts.get(page)?;
    let said = |slot: &Vec<u32>, document: usize| slot.get(document).copied().unwrap_or(0);
    let parts = || (0..entry.parts.len()).map(|part| first + 1 + part);
    let own = values.iter().map(|slot| {
        let best = parts().map(|document| said(slot, document)).max().unwrap_or(0);
        said(slot, first).max(best * FROM_PART / FULL)
    });
    let mut found = Scored { page, part: None, score: total(own) };
    for (part, document) in parts().enumerate() {
        if values.iter().all(|slot| said(slot, document) == 0) {
            continue;
        }
        let score = total(values.iter().map(|slot| said(slot, document).max(said(slot, first) * FROM_PAGE / FULL)));
        let score = score * PLACE / u64::from(FULL);
        if score > found.score {
            found = Scored { page, part: Some(part), score };
        }
    }
    (found.score > 0).then_some(found)
}

/// The sum over the slots, less for each that is not said.
fn total(values: impl Iterator<Item = u32>) -> u64 {
    let (mut sum, mut matched, mut all) = (0_u64, 0_u64, 0_u64);
    for value in values {
        sum += u64::from(value);
        matched += u64::from(value > 0);
        all += 1;
    }
    (sum * matched).checked_div(all).unwrap_or(0)
}
