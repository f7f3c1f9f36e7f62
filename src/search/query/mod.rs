//! A question to its answers; the theme's `static/search/` is the same in JavaScript.
//!
//! [`parse`] finds what is looked for, [`candidates`] the terms that answer to it, [`score`] weighs
//! pages and places in them, [`answer`] knows when one page is the answer, [`marks`] says which letters
//! matched, [`names`] how far a page is called as the question. Weights are 256ths.

mod answer;
mod candidates;
mod distance;
mod marks;
mod names;
mod near;
mod parse;
mod score;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Index;
use super::documents::AnswerKind;
use super::index::levels;
use super::text::{STOP_WORDS, Token, tokens};
use candidates::{Candidates, How};
use parse::{Question, without_country};

/// The weight of a term that is what was asked for.
const FULL: u32 = 256;

/// What a search is narrowed to, and which hits are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    pub kind: Option<&'o str>,
    pub lead: Option<&'o str>,
    pub limit: usize,
    pub offset: usize,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { kind: None, lead: None, limit: 20, offset: 0 }
    }
}

/// Ranges of a text in UTF-16 units.
pub type Marks = Vec<(usize, usize)>;

/// How many hits have each value.
pub type Counts = Vec<(String, usize)>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub title: String,
    /// Below the front page, with the anchor of the place that matched best.
    pub url: String,
    pub kind: &'static str,
    pub lead: String,
    pub section: String,
    pub summary: String,
    pub step: Option<(u32, String)>,
    pub title_marks: Marks,
    pub summary_marks: Marks,
    pub step_marks: Marks,
    pub score: u64,
}

/// One page that is the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub kind: AnswerKind,
    pub title: String,
    pub url: String,
    pub text: String,
    pub phones: Vec<(String, String)>,
    pub email: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub terms: Vec<String>,
    pub total: usize,
    pub hits: Vec<Hit>,
    /// Over all hits, whatever the search is narrowed to; the most first.
    pub kinds: Counts,
    pub leads: Counts,
    pub answer: Option<Answer>,
    pub did_you_mean: Option<String>,
}

/// An index made ready for questions.
pub struct Engine<'i> {
    index: &'i Index,
    by_term: HashMap<&'i str, usize>,
    /// In letters, by term; 0 for sections and numbers, which are never matched in part.
    lengths: Vec<usize>,
    stop: HashSet<&'static str>,
    /// Terms of stop words, as they stand in keys.
    stop_terms: HashSet<String>,
    /// Numbers of groups by the key of a member, and the keys of their members.
    groups: HashMap<String, Vec<usize>>,
    members: Vec<Vec<String>>,
    statutes: HashMap<String, usize>,
    answers: HashMap<String, usize>,
    /// The key of each page's title, and its terms.
    titles: Vec<String>,
    names: Vec<names::Names>,
    /// Digits of the telephones of each contact.
    phones: Vec<Vec<String>>,
    /// Plain terms by their root, and by how they are written without Danish letters.
    roots: HashMap<String, Vec<usize>>,
    softs: HashMap<String, Vec<usize>>,
    /// How plain terms are spelled, by number.
    spelled: Vec<(usize, near::Spelled)>,
    asks: HashSet<String>,
    hours: HashSet<String>,
    levels: [u32; super::index::LEVELS],
    /// Number of each page's first document.
    firsts: Vec<usize>,
    documents: usize,
}

impl<'i> Engine<'i> {
    pub fn new(index: &'i Index) -> Self {
        let facts = &index.facts;
        let (groups, members) = groups(&facts.groups);
        let also = |key: &str| {
            let known: &[usize] = groups.get(key).map_or(&[], Vec::as_slice);
            known.iter().filter_map(|group| members.get(*group)).flatten().cloned().collect()
        };
        let statutes = by_key(facts.statutes.iter().map(|statute| statute.names.as_slice()), also);
        let answers = by_key(facts.answers.iter().map(|answer| answer.names.as_slice()), also);
        let (firsts, documents) = firsts(index);
        let length = |term: &str| if is_plain(term) { term.chars().count() } else { 0 };
        let numbers = |phones: &[(String, String)]| phones.iter().map(|(_, number)| digits(number)).collect();
        let mut engine = Self {
            index,
            by_term: index.terms.iter().enumerate().map(|(n, term)| (term.text.as_str(), n)).collect(),
            lengths: index.terms.iter().map(|term| length(&term.text)).collect(),
            stop: STOP_WORDS.split_whitespace().collect(),
            stop_terms: STOP_WORDS.split_whitespace().map(super::text::term).collect(),
            groups,
            members,
            statutes,
            answers,
            titles: index.pages.iter().map(|page| super::key(&page.page.title)).collect(),
            names: Vec::new(),
            roots: alike(index, |term| candidates::root(term).to_owned()),
            softs: alike(index, super::text::soft),
            spelled: near::spelled(index),
            phones: facts.contacts.iter().map(|contact| numbers(&contact.phones)).collect(),
            asks: tokens(&facts.asks).iter().map(Token::term).collect(),
            hours: tokens(&facts.hours).iter().map(Token::term).collect(),
            levels: levels(),
            firsts,
            documents,
        };
        engine.names = index.pages.iter().map(|page| names::of(&engine, &page.page.title)).collect();
        engine
    }

    /// The pages that answer to a text, the best first.
    pub fn search(&self, text: &str, options: &Options) -> Found {
        let question = parse::question(self, text);
        let candidates = candidates::of(self, &question);
        let values = score::values(self, &question, &candidates);
        let did_you_mean = self.did_you_mean(&question, &candidates);
        let all = score::rank(
            self,
            &score::Asked { question: &question, candidates: &candidates, meant: did_you_mean.as_deref() },
            &values,
        );
        let mut found = Found {
            terms: question.slots.iter().map(|slot| slot.term.clone()).collect(),
            answer: answer::of(self, &question, &candidates, &all),
            did_you_mean,
            ..Found::default()
        };
        (found.kinds, found.leads) = self.facets(&all);
        let fits = |hit: &&score::Scored| {
            options.kind.is_none_or(|kind| self.kind(hit.page) == kind)
                && options.lead.is_none_or(|lead| self.lead(hit.page) == lead)
        };
        let narrowed: Vec<&score::Scored> = all.iter().filter(fits).collect();
        found.total = narrowed.len();
        let matched = marks::Matched::of(self, &question, &candidates);
        let wanted = narrowed.into_iter().skip(options.offset).take(options.limit);
        found.hits = wanted.filter_map(|hit| self.hit(hit, &matched)).collect();
        found
    }

    fn hit(&self, scored: &score::Scored, matched: &marks::Matched) -> Option<Hit> {
        let page = self.index.pages.get(scored.page)?;
        let part = scored.part.and_then(|part| page.parts.get(part));
        let step = part.and_then(|part| Some((part.number?, part.title.clone())));
        // A section or heading is called by its own name, a step by its page's.
        let title = part.filter(|part| part.number.is_none()).map_or(&page.page.title, |part| &part.title);
        Some(Hit {
            url: self.url(scored.page, part.map_or("", |part| &part.anchor)),
            kind: page.kind,
            lead: self.lead(scored.page).to_owned(),
            section: page.section.clone(),
            title_marks: matched.marks(title),
            summary_marks: matched.marks(&page.summary),
            step_marks: step.as_ref().map(|(_, title)| matched.marks(title)).unwrap_or_default(),
            title: title.clone(),
            summary: page.summary.clone(),
            step,
            score: scored.score,
        })
    }

    /// The question with its slips of the pen put right.
    fn did_you_mean(&self, question: &Question, candidates: &[Candidates]) -> Option<String> {
        let mut units: Vec<u16> = question.text.encode_utf16().collect();
        let mut changed = false;
        for (slot, candidates) in question.slots.iter().zip(candidates).rev() {
            let best = candidates.terms.values().map(|candidate| candidate.weight).max().unwrap_or(0);
            let meant =
                candidates.terms.iter().filter(|(_, candidate)| candidate.weight == best && candidate.how == How::Near);
            let said = |number: &usize| self.index.terms.get(*number).map_or(0, |term| term.core.len());
            let meant =
                meant.map(|(number, _)| *number).min_by_key(|number| (std::cmp::Reverse(said(number)), *number));
            let good = candidates.phrases.iter().all(|(_, weight)| *weight < best);
            let Some(term) = meant.filter(|_| good).and_then(|number| self.index.terms.get(number)) else { continue };
            let place = question.tokens.get(slot.from).zip(question.tokens.get(slot.to - 1));
            let Some((first, last)) = place else { continue };
            units.splice(first.start..last.end, term.word.encode_utf16());
            changed = true;
        }
        changed.then(|| String::from_utf16_lossy(&units))
    }

    fn facets(&self, all: &[score::Scored]) -> (Counts, Counts) {
        let count = |name: &dyn Fn(usize) -> &'i str| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for hit in all {
                *counts.entry(name(hit.page)).or_default() += 1;
            }
            let mut counts: Counts =
                counts.into_iter().filter(|(name, _)| !name.is_empty()).map(|(name, n)| (name.to_owned(), n)).collect();
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            counts
        };
        (count(&|page| self.kind(page)), count(&|page| self.lead(page)))
    }

    fn kind(&self, page: usize) -> &'static str {
        self.index.pages.get(page).map_or("", |page| page.kind)
    }

    fn lead(&self, page: usize) -> &'i str {
        let lead = self.index.pages.get(page).and_then(|page| page.lead);
        lead.and_then(|lead| self.index.facts.leads.get(super::Facts::lead(lead))).map_or("", |(id, _)| id)
    }

    fn url(&self, page: usize, anchor: &str) -> String {
        let Some(page) = self.index.pages.get(page) else { return String::new() };
        let file = if self.index.facts.file_links && page.url.is_page() { "index.html" } else { "" };
        let hash = if anchor.is_empty() { "" } else { "#" };
        format!("{}{file}{hash}{anchor}", page.url)
    }

    /// Terms that may be matched in part, with their numbers.
    fn plain(&self) -> impl Iterator<Item = (usize, &'i str)> + '_ {
        let all = self.index.terms.iter().zip(&self.lengths).enumerate();
        all.filter(|(_, (_, length))| **length > 0).map(|(number, (term, _))| (number, term.text.as_str()))
    }

    fn key_of(&self, tokens: &[Token]) -> String {
        tokens.iter().map(Token::term).collect::<Vec<_>>().join(" ")
    }

    /// Words that say nothing, and letters that stand alone.
    fn is_empty_word(&self, text: &str) -> bool {
        self.stop.contains(text) || (text.chars().count() == 1 && !text.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The words of a key that say something; all of them when none does.
    fn without_stop<'k>(&self, key: &'k str) -> Vec<&'k str> {
        let words: Vec<&str> = key.split(' ').collect();
        let said: Vec<&str> = words.iter().copied().filter(|word| !self.stop_terms.contains(*word)).collect();
        if said.is_empty() { words } else { said }
    }

    /// Contacts with a number that begins or ends with these digits.
    fn called<'s>(&'s self, digits: &'s str) -> impl Iterator<Item = usize> + 's {
        let has = move |numbers: &[String]| numbers.iter().any(|n| n.starts_with(digits) || n.ends_with(digits));
        self.phones.iter().enumerate().filter(move |(_, numbers)| has(numbers)).map(|(contact, _)| contact)
    }
}

fn is_plain(term: &str) -> bool {
    !term.contains('§') && !term.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    without_country(&digits).to_owned()
}

/// Groups of synonyms by the key of a member, and the keys of their members.
fn groups(texts: &[Vec<String>]) -> (HashMap<String, Vec<usize>>, Vec<Vec<String>>) {
    let members: Vec<Vec<String>> =
        texts.iter().map(|group| group.iter().map(|name| super::key(name)).collect()).collect();
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, keys) in members.iter().enumerate() {
        for key in keys {
            groups.entry(key.clone()).or_default().push(number);
        }
    }
    (groups, members)
}

/// The number of each page's first document, and of all documents.
fn firsts(index: &Index) -> (Vec<usize>, usize) {
    let mut documents = 0;
    let mut firsts = Vec::with_capacity(index.pages.len());
    for page in &index.pages {
        firsts.push(documents);
        documents += 1 + page.parts.len();
    }
    (firsts, documents)
}

/// Numbers of plain terms by what is made of each.
fn alike(index: &Index, make: impl Fn(&str) -> String) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, term) in index.terms.iter().enumerate().filter(|(_, term)| is_plain(&term.text)) {
        found.entry(make(&term.text)).or_default().push(number);
    }
    found
}

/// By the key of each name, then of what means the same; the first of a name takes it.
fn by_key<'n>(all: impl Iterator<Item = &'n [String]>, also: impl Fn(&str) -> Vec<String>) -> HashMap<String, usize> {
    let own: Vec<Vec<String>> = all.map(|names| names.iter().map(|name| super::key(name)).collect()).collect();
    let mut found = HashMap::new();
    for (number, keys) in own.iter().enumerate() {
        for key in keys {
            found.entry(key.clone()).or_insert(number);
        }
    }
    for (number, keys) in own.iter().enumerate() {
        for other in keys.iter().flat_map(|key| also(key)) {
            found.entry(other).or_insert(number);
        }
    }
    found
}
