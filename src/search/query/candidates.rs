//! Which terms of the vocabulary answer to a word, and how well: exactly, in part, misspelt.

use std::collections::BTreeMap;

use super::near;
use super::parse::{Question, Slot, What};
use super::{Engine, FULL};
use crate::search::text::{fold, soft, stem, term};

pub const SYNONYM: u32 = 205;
const JOINED: u32 = 230;
const SPLIT: u32 = 200;
const ROOT: u32 = 190;
const SUFFIX: u32 = 154;
const INFIX: u32 = 90;
const TAIL: u32 = 115;
const HEAD: u32 = 130;
/// Below this no word was found that is meant, and slips of the pen are looked for.
const GOOD: u32 = 180;
const LONGEST_SYNONYM: usize = 6;

/// How a term answers to a word, for the marks in a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Whole,
    /// The word is a part of it.
    Part,
    /// The word is a slip of the pen.
    Near,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub weight: u32,
    pub how: How,
}

/// Terms that answer to a slot.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    pub terms: BTreeMap<usize, Candidate>,
    /// Terms that answer together, each needed.
    pub phrases: Vec<(Vec<usize>, u32)>,
}

impl Candidates {
    pub fn add(&mut self, term: usize, weight: u32, how: How) {
        let known = self.terms.entry(term).or_insert(Candidate { weight: 0, how });
        if weight > known.weight {
            *known = Candidate { weight, how };
        }
    }

    fn scaled(&mut self, others: Candidates, scale: u32) {
        for (term, candidate) in others.terms {
            self.add(term, candidate.weight * scale / FULL, candidate.how);
        }
    }

    fn best(&self) -> u32 {
        self.terms.values().map(|candidate| candidate.weight).max().unwrap_or(0)
    }
}

/// For each slot of the question.
pub fn of(engine: &Engine, question: &Question) -> Vec<Candidates> {
    let mut all: Vec<Candidates> = question.slots.iter().map(|slot| lexical(engine, slot)).collect();
    joined(engine, question, &mut all);
    synonyms(engine, question, &mut all);
    for (slot, candidates) in question.slots.iter().zip(&mut all) {
        if slot.what == What::Word {
            split(engine, &slot.text, candidates);
            if candidates.best() < GOOD {
                near::near(engine, &slot.term, candidates);
            }
        }
    }
    all
}

pub fn is_name(term: &str) -> bool {
    term.contains('§') || term.bytes().all(|byte| byte.is_ascii_digit())
}

fn lexical(engine: &Engine, slot: &Slot) -> Candidates {
    let mut found = Candidates::default();
    match &slot.what {
        What::Phone => return found,
        What::Citation { .. } => {
            exact(engine, &slot.term, &mut found);
            return found;
        }
        What::Word => {}
    }
    exact(engine, &slot.term, &mut found);
    if is_name(&slot.term) {
        name(engine, &slot.term, &mut found);
        return found;
    }
    exact(engine, &stem(&fold(&slot.text)), &mut found);
    parts(engine, &slot.term, &mut found);
    for number in engine.roots.get(root(&slot.term)).into_iter().flatten() {
        found.add(*number, ROOT, How::Whole);
    }
    for number in engine.softs.get(&soft(&slot.term)).into_iter().flatten() {
        found.add(*number, SYNONYM, How::Near);
    }
    found
}

/// "partshørt" and "partshøring" are one verb.
pub fn root(term: &str) -> &str {
    let ending = ["ning", "ing", "else", "t"].into_iter().find(|ending| term.ends_with(ending));
    let bare = ending.and_then(|ending| Some((term.strip_suffix(ending)?, if ending == "t" { 6 } else { 4 })));
    bare.filter(|(bare, least)| bare.chars().count() >= *least).map_or(term, |(bare, _)| bare)
}

fn exact(engine: &Engine, term: &str, found: &mut Candidates) {
    if let Some(number) = engine.by_term.get(term) {
        found.add(*number, FULL, How::Whole);
    }
}

/// A section answers for those that differ by a letter, a number for the section.
fn name(engine: &Engine, term: &str, found: &mut Candidates) {
    if !term.contains('§') {
        if let Some(number) = engine.by_term.get(format!("§{term}").as_str()) {
            found.add(*number, SYNONYM, How::Whole);
        }
        return;
    }
    for letter in 'a'..='z' {
        if let Some(number) = engine.by_term.get(format!("{term}{letter}").as_str()) {
            found.add(*number, SUFFIX, How::Whole);
        }
    }
}

/// Terms that hold the word, and terms the word begins or ends with.
fn parts(engine: &Engine, word: &str, found: &mut Candidates) {
    let length = word.chars().count();
    if length < 2 {
        return;
    }
    for (number, other) in engine.plain() {
        let other_length = engine.lengths.get(number).copied().unwrap_or(0);
        if other_length > length && other.starts_with(word) {
            found.add(number, prefix(length, other_length), How::Part);
        } else if length >= 4 && other_length >= length + 3 && other.ends_with(word) {
            found.add(number, SUFFIX, How::Part);
        } else if length >= 5 && other_length > length && other.contains(word) {
            found.add(number, INFIX, How::Part);
        }
        if other_length >= 4 && length > other_length && word.starts_with(other) {
            if length >= other_length + 3 {
                found.add(number, 26 + HEAD * other_length as u32 / length as u32, How::Whole);
            } else if other_length >= 6 {
                found.add(number, prefix(other_length, length), How::Whole);
            }
        }
        if other_length >= 5 && length >= other_length + 3 && word.ends_with(other) {
            found.add(number, TAIL, How::Whole);
        }
    }
}

/// The more of the term is written, the better.
fn prefix(length: usize, of: usize) -> u32 {
    26 + 192 * (FULL * length as u32 / of as u32).max(128) / FULL
}

/// The term itself and those that begin with it.
fn beginning(engine: &Engine, term: &str) -> Candidates {
    let mut found = Candidates::default();
    exact(engine, term, &mut found);
    let length = term.chars().count();
    if length >= 3 && !is_name(term) {
        for (number, _) in engine.plain().filter(|(_, other)| other.starts_with(term) && *other != term) {
            found.add(number, prefix(length, engine.lengths.get(number).copied().unwrap_or(1)), How::Whole);
        }
    }
    found
}

/// "syge dagpenge" is one word to most of us.
fn joined(engine: &Engine, question: &Question, all: &mut [Candidates]) {
    for (at, pair) in question.tokens.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        if engine.stop.contains(one.text.as_str()) || engine.stop.contains(two.text.as_str()) {
            continue;
        }
        let word = format!("{}{}", one.text, two.text);
        let mut found = beginning(engine, &term(&word));
        means(engine, &term(&word), &mut found);
        for (slot, candidates) in question.slots.iter().zip(all.iter_mut()) {
            if slot.what == What::Word && (slot.from == at || slot.from == at + 1) {
                candidates.scaled(found.clone(), JOINED);
                candidates
                    .phrases
                    .extend(found.phrases.iter().map(|(terms, weight)| (terms.clone(), weight * JOINED / FULL)));
            }
        }
    }
}

/// Words of the question that mean something else as well, alone or together.
fn synonyms(engine: &Engine, question: &Question, all: &mut [Candidates]) {
    for from in 0..question.tokens.len() {
        for to in from + 1..=(from + LONGEST_SYNONYM).min(question.tokens.len()) {
            let Some(tokens) = question.tokens.get(from..to) else { continue };
            let key = engine.key_of(tokens);
            if !engine.groups.contains_key(&key) {
                continue;
            }
            let mut found = Candidates::default();
            means(engine, &key, &mut found);
            for (slot, candidates) in question.slots.iter().zip(all.iter_mut()) {
                if slot.what == What::Word && slot.from >= from && slot.to <= to {
                    candidates.scaled(Candidates { terms: found.terms.clone(), phrases: Vec::new() }, FULL);
                    candidates.phrases.extend(found.phrases.iter().cloned());
                }
            }
        }
    }
}

/// What else the words of a key mean.
fn means(engine: &Engine, key: &str, found: &mut Candidates) {
    let groups = engine.groups.get(key).map_or(&[][..], Vec::as_slice);
    for other in groups.iter().filter_map(|group| engine.members.get(*group)).flatten().filter(|other| *other != key) {
        let words: Vec<&str> = engine.without_stop(other);
        if let [word] = words.as_slice() {
            found.scaled(beginning(engine, word), SYNONYM);
        } else {
            // "p-nummer" stands as one word in the index.
            let mut whole = Candidates::default();
            exact(engine, &words.concat(), &mut whole);
            found.scaled(whole, SYNONYM);
            let terms: Option<Vec<usize>> = words.iter().map(|word| engine.by_term.get(*word).copied()).collect();
            found.phrases.extend(terms.map(|terms| (terms, SYNONYM)));
        }
    }
}

/// A compound answers as its parts do together, whether anybody wrote it or not: "fleksjobaftale" is "Aftale
/// om fleksjob".
fn split(engine: &Engine, word: &str, candidates: &mut Candidates) {
    const SHORTEST: usize = 3;
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 8 {
        return;
    }
    for at in SHORTEST..=letters.len() - SHORTEST {
        let (head, tail) = letters.split_at(at);
        let tail: String = tail.iter().collect();
        let Some(tail) = known(engine, &tail) else { continue };
        let whole: String = head.iter().collect();
        let linked =
            whole.strip_suffix('s').or_else(|| whole.strip_suffix('e')).filter(|head| head.chars().count() >= SHORTEST);
        if let Some(head) = known(engine, &whole).or_else(|| known(engine, linked?)) {
            candidates.phrases.push((vec![head, tail], SPLIT));
        }
    }
}

fn known(engine: &Engine, word: &str) -> Option<usize> {
    engine.by_term.get(term(word).as_str()).copied()
}
