//! The portal's own words and synonyms, as other search engines take them.

use std::collections::BTreeSet;

use super::Index;
use super::text::{Kind, STOP_WORDS, tokens};

/// A part of a compound is no shorter: of shorter ones too many words are made.
const SHORTEST_PART: usize = 4;

/// Groups of synonyms in the format of Solr: a group to a line, its members between commas.
pub fn synonyms(index: &Index) -> String {
    let mut lines = BTreeSet::new();
    for group in &index.facts.groups {
        let members: BTreeSet<String> =
            group.iter().map(|text| words_of(text)).filter(|text| !text.is_empty()).collect();
        if members.len() > 1 {
            lines.insert(members.into_iter().collect::<Vec<_>>().join(", "));
        }
    }
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

/// A text without what means something in the format: commas, arrows, signs.
fn words_of(text: &str) -> String {
    tokens(text).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

/// The words that compounds of the portal are made of: those in titles and names, in order. A word
/// made of two others is left out, so that it is taken apart.
pub fn parts(index: &Index) -> String {
    let stop: BTreeSet<&str> = STOP_WORDS.split_whitespace().collect();
    let mut all = BTreeSet::new();
    let titles = index.pages.iter().map(|page| page.page.title.as_str());
    for text in titles.chain(index.facts.groups.iter().flatten().map(String::as_str)) {
        let words = tokens(text).into_iter().filter(|token| token.kind == Kind::Word).map(|token| token.text);
        all.extend(words.filter(|word| word.chars().count() >= SHORTEST_PART && !stop.contains(word.as_str())));
    }
    let simple = all.iter().filter(|word| !is_compound(word, &all));
    simple.map(|word| format!("{word}\n")).collect()
}

/// Whether a word is one of the others, perhaps an `s` or `e`, and another.
fn is_compound(word: &str, all: &BTreeSet<String>) -> bool {
    word.char_indices().any(|(at, _)| {
        let (head, tail) = word.split_at(at);
        let linked = head.strip_suffix('s').or_else(|| head.strip_suffix('e'));
        all.contains(tail) && (all.contains(head) || linked.is_some_and(|head| all.contains(head)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Facts;

    fn index(groups: &[&[&str]]) -> Index {
        let groups = groups.iter().map(|group| group.iter().map(|text| (*text).to_owned()).collect()).collect();
        Index { facts: Facts { groups, ..Facts::default() }, ..Index::default() }
    }

    #[test]
    fn synonyms_hold_nothing_that_means_something_in_their_format() {
        let index = index(&[&["LAS", "Aktivloven, lov om => x"], &["a-kasse", "A-KASSE"]]);
        assert_eq!(synonyms(&index), "aktivloven lov om x, las\n");
    }

    #[test]
    fn compounds_are_left_to_be_taken_apart() {
        let index = index(&[&["klage", "klagevejledning"], &["vejledning", "ansøgning", "ansøgningsskema", "skema"]]);
        assert_eq!(parts(&index), "ansøgning\nklage\nskema\nvejledning\n");
    }
}
