//! How far a page is called as the question: what is asked for is in its title, and the title says little
//! else. A page that is about something is named after it, while others merely mention it.

use super::candidates::Candidates;
use super::{Engine, FULL};
use crate::search::text::{Token, tokens};

/// What stands between the parts of a title: "KP – Kommunernes Pensionssystem", "Brev: indkaldelse".
const BETWEEN: [char; 4] = ['–', ':', '(', ')'];
/// A part of a title that is the question says less than a whole one.
const PART: u64 = 192;
/// What is wholly so called.
pub const WHOLLY: u64 = (FULL * FULL) as u64;

/// Terms of a title, then of each of its parts when it has several.
pub type Names = Vec<Vec<usize>>;

pub fn of(engine: &Engine, title: &str) -> Names {
    let mut names = vec![terms(engine, title)];
    if title.contains(BETWEEN) {
        names.extend(title.split(BETWEEN).map(|part| terms(engine, part)).filter(|terms| !terms.is_empty()));
    }
    names
}

fn terms(engine: &Engine, text: &str) -> Vec<usize> {
    let tokens = tokens(text);
    let mut said: Vec<&Token> = tokens.iter().filter(|token| !engine.is_empty_word(&token.text)).collect();
    if said.is_empty() {
        said = tokens.iter().collect();
    }
    let mut found = Vec::new();
    for number in said.iter().filter_map(|token| engine.by_term.get(token.term().as_str())) {
        if !found.contains(number) {
            found.push(*number);
        }
    }
    found
}

/// How far one of the names is the question, of [`WHOLLY`]. `most` is the most that any page says of each
/// slot: a rare word is more of a question than a common one.
pub fn called(names: &Names, candidates: &[Candidates], most: &[u32]) -> u64 {
    let said = |(n, terms): (usize, &Vec<usize>)| {
        let cover = cover(terms, candidates, most);
        if n == 0 { cover } else { cover * PART / u64::from(FULL) }
    };
    names.iter().enumerate().map(said).max().unwrap_or(0)
}

/// The share of the question that the terms say, times the share of the terms that it says.
fn cover(terms: &[usize], candidates: &[Candidates], most: &[u32]) -> u64 {
    let mut said = vec![0; terms.len()];
    let (mut asked, mut all) = (0, 0);
    for (candidates, most) in candidates.iter().zip(most) {
        asked += u64::from(slot(terms, candidates, &mut said)) * u64::from(*most);
        all += u64::from(*most);
    }
    let title: u64 = said.iter().map(|weight| u64::from(*weight)).sum();
    if all == 0 || terms.is_empty() { 0 } else { (asked / all) * (title / terms.len() as u64) }
}

/// How well the terms answer to one slot; `said` learns which of them do.
fn slot(terms: &[usize], candidates: &Candidates, said: &mut [u32]) -> u32 {
    let mut best = 0;
    for (term, said) in terms.iter().zip(said.iter_mut()) {
        if let Some(candidate) = candidates.terms.get(term) {
            best = best.max(candidate.weight);
            *said = candidate.weight.max(*said);
        }
    }
    for (phrase, weight) in candidates.phrases.iter().filter(|(phrase, _)| phrase.iter().all(|one| terms.contains(one)))
    {
        best = best.max(*weight);
        for (_, said) in terms.iter().zip(said.iter_mut()).filter(|(term, _)| phrase.contains(term)) {
            *said = (*said).max(*weight);
        }
    }
    best
}
