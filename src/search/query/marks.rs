//! Which letters of a text matched: whole words, and parts of compounds.

use std::collections::HashMap;

use super::candidates::{Candidates, How};
use super::parse::Question;
use super::{Engine, Marks};
use crate::search::text::{Token, fold, folded, tokens};

/// What to mark in a word: all of it, or what was looked for within it.
enum Mark {
    Whole,
    Part(String),
}

/// Terms that answered to the question.
pub struct Matched<'e, 'i> {
    engine: &'e Engine<'i>,
    by_term: HashMap<usize, Vec<Mark>>,
}

impl<'e, 'i> Matched<'e, 'i> {
    pub fn of(engine: &'e Engine<'i>, question: &Question, candidates: &[Candidates]) -> Self {
        let mut by_term: HashMap<usize, Vec<Mark>> = HashMap::new();
        for (slot, candidates) in question.slots.iter().zip(candidates) {
            for (term, candidate) in &candidates.terms {
                let mark = if candidate.how == How::Part { Mark::Part(slot.term.clone()) } else { Mark::Whole };
                by_term.entry(*term).or_default().push(mark);
            }
            for term in candidates.phrases.iter().flat_map(|(terms, _)| terms) {
                by_term.entry(*term).or_default().push(Mark::Whole);
            }
        }
        Self { engine, by_term }
    }

    /// In order, none touching another.
    pub fn marks(&self, text: &str) -> Marks {
        let mut marks: Marks = Vec::new();
        for token in tokens(text) {
            let term = self.engine.by_term.get(token.term().as_str());
            for mark in term.and_then(|term| self.by_term.get(term)).into_iter().flatten() {
                marks.push(range(&token, mark));
            }
        }
        marks.sort_unstable();
        let mut joined: Marks = Vec::new();
        for (from, to) in marks {
            match joined.last_mut().filter(|last| from <= last.1) {
                Some(last) => last.1 = to.max(last.1),
                None => joined.push((from, to)),
            }
        }
        joined
    }
}

fn range(token: &Token, mark: &Mark) -> (usize, usize) {
    let whole = (token.start, token.end);
    let Mark::Part(part) = mark else { return whole };
    let Some(at) = fold(&token.text).rfind(part.as_str()) else { return whole };
    let end = at + part.len();
    // Letters of the word and where their folded forms stand.
    let (mut place, mut from, mut to) = (0, token.end, token.end);
    for (n, letter) in token.text.chars().enumerate() {
        let length = folded(letter).map_or(letter.len_utf8(), str::len);
        if place + length > at && from == token.end {
            from = token.start + n;
        }
        if place < end {
            to = token.start + n + 1;
        }
        place += length;
    }
    (from, to)
}
