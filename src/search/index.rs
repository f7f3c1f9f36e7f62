//! The index: which terms stand in which documents, and how much each says of the document.
//!
//! Whole numbers throughout: the same sources must give the same bytes on every machine.

use std::collections::{BTreeMap, HashMap};

use super::documents::{Document, Field, PageDocuments};
use super::text::{STOP_WORDS, term, tokens};
use crate::parallel;

/// A document and how much a term says of it, as a step of [`levels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub document: u32,
    pub level: u8,
}

/// A term of the vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    /// The commonest word it was made from, to be shown.
    pub word: String,
    /// Documents where it stands in a title, a name or another field beside the text.
    pub core: Vec<Posting>,
    /// Documents whose text alone has it.
    pub body: Vec<Posting>,
}

/// Steps of what a term says of a document: about a twelfth apart, so that one sign holds one.
pub const LEVELS: usize = 64;

pub fn levels() -> [u32; LEVELS] {
    let mut table = [0; LEVELS];
    let mut value: u32 = 4;
    for place in &mut table {
        *place = value;
        value += (value / 11).max(1);
    }
    table
}

/// The weight of a word once in a field; the text of a page counts 16.
const fn weight(field: Field) -> u32 {
    match field {
        Field::Title => 128,
        Field::Name => 112,
        Field::Heading => 64,
        Field::Law => 80,
        Field::Summary => 40,
        Field::Detail => 32,
        Field::Body => 16,
    }
}

/// How soon more of the same word says no more, in the unit of weights.
const SATURATION: u64 = 48;

/// How often a term stands in a document.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    core: u32,
    body: u32,
}

/// A document as counts of its terms.
struct Counted {
    page: usize,
    part: bool,
    length: u64,
    counts: BTreeMap<String, Count>,
    /// Words by the term they became.
    words: Vec<(String, String)>,
}

/// The vocabulary with its postings, in order of terms.
pub fn build(pages: &[PageDocuments]) -> Vec<Term> {
    let stop: Vec<&str> = STOP_WORDS.split_whitespace().collect();
    let all: Vec<(usize, bool, &Document)> = documents(pages).collect();
    let counted: Vec<Counted> = parallel::map_with(&all, HashMap::new, |known, (page, part, document)| {
        count(*page, *part, document, &stop, known)
    });
    let mut vocabulary = vocabulary(&counted);
    let lengths = Lengths::of(&counted);
    let table = levels();
    let pages = pages.len() as u64;
    for (number, document) in counted.iter().enumerate() {
        for (text, count) in &document.counts {
            let Some((entry, found_on)) = vocabulary.get_mut(text.as_str()) else { continue };
            let said = said(*count, rarity(pages, *found_on), lengths.norm(document));
            let posting = Posting { document: number as u32, level: level(said, &table) };
            if count.core > 0 { entry.core.push(posting) } else { entry.body.push(posting) }
        }
    }
    let mut terms: Vec<Term> = vocabulary.into_values().map(|(entry, _)| entry).collect();
    terms.sort_unstable_by(|a, b| a.text.cmp(&b.text));
    terms
}

/// Documents in the order of their numbers: each page, then the places in it.
pub fn documents(pages: &[PageDocuments]) -> impl Iterator<Item = (usize, bool, &Document)> {
    pages.iter().enumerate().flat_map(|(n, page)| {
        std::iter::once((n, false, &page.page)).chain(page.parts.iter().map(move |part| (n, true, part)))
    })
}

/// `known` are terms of words met before: most documents are made of the same few.
fn count(page: usize, part: bool, document: &Document, stop: &[&str], known: &mut HashMap<String, String>) -> Counted {
    let mut by_word: HashMap<String, Count> = HashMap::new();
    let mut length = 0;
    for (field, text) in &document.texts {
        let tokens = tokens(text);
        let weight = if *field == Field::Title { in_title(tokens.len()) } else { weight(*field) };
        let mut before = String::new();
        for token in tokens {
            length += 1;
            if token.hyphen {
                add(&mut by_word, format!("{before}{}", token.text), *field, weight);
            }
            before.clone_from(&token.text);
            let names = matches!(field, Field::Title | Field::Name);
            let is_word = token.text.len() > 1 || token.text.bytes().all(|byte| byte.is_ascii_digit());
            if is_word && (names || !stop.contains(&token.text.as_str())) {
                add(&mut by_word, token.text, *field, weight);
            }
        }
    }
    for (field, term) in &document.terms {
        add(&mut by_word, term.clone(), *field, weight(*field));
    }
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut words = Vec::with_capacity(by_word.len());
    for (word, count) in by_word {
        let term = match known.get(&word) {
            Some(term) => term.clone(),
            None => known.entry(word.clone()).or_insert_with(|| term(&word)).clone(),
        };
        let sum = counts.entry(term.clone()).or_default();
        sum.core += count.core;
        sum.body += count.body;
        words.push((term, word));
    }
    Counted { page, part, length, counts, words }
}

fn add(words: &mut HashMap<String, Count>, word: String, field: Field, weight: u32) {
    let count = words.entry(word).or_default();
    if field == Field::Body {
        count.body += weight;
    } else {
        count.core += weight;
    }
}

/// One word of a short title says more than one of a long title.
fn in_title(words: usize) -> u32 {
    weight(Field::Title) * 9 / (8 + words.max(1) as u32)
}

/// Every term with the word to show for it and the number of pages it stands on.
fn vocabulary(counted: &[Counted]) -> HashMap<&str, (Term, u64)> {
    let mut words: HashMap<&str, HashMap<&str, u32>> = HashMap::new();
    let mut pages: HashMap<&str, (usize, u64)> = HashMap::new();
    for document in counted {
        for (term, word) in &document.words {
            *words.entry(term).or_default().entry(word).or_default() += 1;
            let (last, count) = pages.entry(term).or_insert((usize::MAX, 0));
            if *last != document.page {
                *last = document.page;
                *count += 1;
            }
        }
    }
    let shown = |forms: &HashMap<&str, u32>| {
        let best = forms.iter().max_by(|a, b| (a.1, b.0.len(), b.0).cmp(&(b.1, a.0.len(), a.0)));
        best.map(|(word, _)| (*word).to_owned()).unwrap_or_default()
    };
    let entry = |(term, forms): (&'_ &str, _)| Term { text: (*term).to_owned(), word: shown(forms), ..Term::default() };
    words
        .iter()
        .map(|(term, forms)| (*term, (entry((term, forms)), pages.get(term).map_or(1, |(_, count)| *count))))
        .collect()
}

/// How long documents are: pages and the places in them have measures of their own.
struct Lengths {
    page: u64,
    part: u64,
}

impl Lengths {
    fn of(counted: &[Counted]) -> Self {
        let mean = |part: bool| {
            let lengths = counted.iter().filter(|document| document.part == part).map(|document| document.length);
            let (sum, count) = lengths.fold((0, 0), |(sum, count), length| (sum + length, count + 1));
            (sum / u64::max(count, 1)).max(1)
        };
        Self { page: mean(false), part: mean(true) }
    }

    /// In 256ths: 1 for a document of middle length, at most 3. Short ones gain little: a step of ten words
    /// that names a tool says less of it than the tool's own page.
    fn norm(&self, document: &Counted) -> u64 {
        let mean = if document.part { self.part } else { self.page };
        150 + (106 * document.length / mean).min(616)
    }
}

/// How rare a term is: the logarithm of its share of pages, in 256ths. One more for any term: a word that
/// stands everywhere still says something where it is asked for, and should not give way to its synonyms.
fn rarity(pages: u64, found_on: u64) -> u64 {
    256 + log2(2 * pages + 2).saturating_sub(log2(2 * found_on + 1))
}

/// The binary logarithm in 256ths: squaring shifts its next digit before the point.
fn log2(value: u64) -> u64 {
    let value = value.max(1);
    let whole = u64::from(value.ilog2());
    let mut rest = (u128::from(value) << 32) >> whole;
    let mut found = whole;
    for _ in 0..8 {
        rest = (rest * rest) >> 32;
        let carry = rest >> 33;
        found = found * 2 + carry as u64;
        rest >>= carry;
    }
    found
}

fn said(count: Count, rarity: u64, norm: u64) -> u64 {
    let weight = u64::from(count.core + count.body);
    let saturated = 256 * weight * (16 + SATURATION) / (16 * (weight + SATURATION * norm / 256));
    (rarity * saturated) >> 12
}

fn level(said: u64, table: &[u32; LEVELS]) -> u8 {
    table.iter().rposition(|step| u64::from(*step) <= said).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near_the_real_ones() {
        for value in [1_u64, 2, 3, 7, 100, 1_000, 1_000_000] {
            let real = (value as f64).log2() * 256.0;
            assert!((log2(value) as f64 - real).abs() <= 1.0, "{value}");
        }
    }

    #[test]
    fn levels_grow_and_reach_what_a_term_can_say() {
        let table = levels();
        assert!(table.windows(2).all(|pair| pair[0] < pair[1]));
        let most = said(Count { core: 10_000, body: 0 }, rarity(100_000, 1), 102);
        assert!(u64::from(table[LEVELS - 1]) > most / 2, "{most} {table:?}");
    }
}
