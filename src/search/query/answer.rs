//! The one page that answers a question by itself: a unit, a statute or its section, a term.

use super::candidates::Candidates;
use super::parse::{Question, What};
use super::score::{Scored, section_part};
use super::{Answer, Engine};
use crate::search::documents::AnswerKind;
use crate::search::text::{Token, tokens};

/// Whole numbers have eight digits; fewer may be anybody's.
const WHOLE_NUMBER: usize = 8;
/// A word of a unit's name that is asked for must be there nearly whole.
const CLOSE: u32 = 128;
const FIRST_HITS: usize = 3;

pub fn of(engine: &Engine, question: &Question, candidates: &[Candidates], all: &[Scored]) -> Option<Answer> {
    phone(engine, question)
        .or_else(|| section(engine, question))
        .or_else(|| named(engine, question))
        .or_else(|| asked(engine, question, candidates, all))
}

fn phone(engine: &Engine, question: &Question) -> Option<Answer> {
    let [slot] = question.slots.as_slice() else { return None };
    if slot.what != What::Phone || slot.text.len() < WHOLE_NUMBER {
        return None;
    }
    let mut called = engine.called(&slot.text);
    let contact = called.next().filter(|_| called.next().is_none())?;
    make(engine, AnswerKind::Contact, engine.index.facts.contacts.get(contact)?.page, question)
}

fn section(engine: &Engine, question: &Question) -> Option<Answer> {
    let [slot] = question.slots.as_slice() else { return None };
    let What::Citation { statute, section } = &slot.what else { return None };
    let (page, part) = section_part(engine, *statute, section)?;
    let part = engine.index.pages.get(page)?.parts.get(part)?;
    let paragraph = question.paragraph.filter(|paragraph| part.paragraphs.contains(paragraph));
    let anchor = paragraph.map_or(part.anchor.clone(), |paragraph| format!("{}-stk{paragraph}", part.anchor));
    let answer = make(engine, AnswerKind::Statute, page, question)?;
    Some(Answer { title: part.title.clone(), url: engine.url(page, &anchor), ..answer })
}

/// The question is a name, perhaps with a word for what is wanted: "telefon borgerservice".
fn named(engine: &Engine, question: &Question) -> Option<Answer> {
    let wanted: Vec<Token> = question.tokens.iter().filter(|token| !is_ask(engine, token)).cloned().collect();
    let said: Vec<Token> = wanted.iter().filter(|token| !engine.is_empty_word(&token.text)).cloned().collect();
    let number = [question.tokens.as_slice(), &wanted, &said]
        .into_iter()
        .filter(|tokens| !tokens.is_empty())
        .find_map(|tokens| engine.answers.get(&engine.key_of(tokens)))?;
    let answer = engine.index.facts.answers.get(*number)?;
    make(engine, answer.kind, answer.page, question)
}

fn is_ask(engine: &Engine, token: &Token) -> bool {
    engine.asks.contains(&token.term())
}

/// A telephone or hours are asked for, and a unit among the first hits is called as the rest says.
fn asked(engine: &Engine, question: &Question, candidates: &[Candidates], all: &[Scored]) -> Option<Answer> {
    let asks = |from: usize| question.tokens.get(from).is_some_and(|token| is_ask(engine, token));
    let (ask, rest): (Vec<_>, Vec<_>) = question.slots.iter().zip(candidates).partition(|(slot, _)| asks(slot.from));
    if ask.is_empty() || rest.is_empty() {
        return None;
    }
    let is_called = |hit: &&Scored| {
        let Some(page) = engine.index.pages.get(hit.page).filter(|page| page.answer == Some(AnswerKind::Contact))
        else {
            return false;
        };
        let title: Vec<usize> = tokens(&page.page.title)
            .iter()
            .filter_map(|token| engine.by_term.get(token.term().as_str()).copied())
            .collect();
        let has = |candidates: &Candidates| {
            title.iter().any(|term| candidates.terms.get(term).is_some_and(|candidate| candidate.weight >= CLOSE))
        };
        rest.iter().all(|(_, candidates)| has(candidates))
    };
    let hit = all.iter().take(FIRST_HITS).find(is_called)?;
    make(engine, AnswerKind::Contact, hit.page, question)
}

fn make(engine: &Engine, kind: AnswerKind, page: usize, question: &Question) -> Option<Answer> {
    let entry = engine.index.pages.get(page)?;
    let contact = engine.index.facts.contacts.iter().find(|contact| contact.page == page);
    let hours = question.tokens.iter().any(|token| engine.hours.contains(&token.term()));
    let hours = contact.map(|contact| contact.hours.clone()).filter(|text| hours && !text.is_empty());
    Some(Answer {
        kind,
        title: entry.page.title.clone(),
        url: engine.url(page, ""),
        text: hours.unwrap_or_else(|| entry.summary.clone()),
        phones: contact.map(|contact| contact.phones.clone()).unwrap_or_default(),
        email: contact.map(|contact| contact.email.clone()).unwrap_or_default(),
    })
}
