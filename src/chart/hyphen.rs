//! Where a Danish word may be parted.
//!
//! Syllables come from the hyphenation patterns of TeX (Liang 1983). They know little of compounds, so
//! the endings after which Danish joins words with an s are looked for as well.

use hypher::{Lang, hyphenate};

/// A place to part a word at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Characters before it.
    pub at: usize,
    /// Between two words of a compound.
    pub joint: bool,
}

/// What the first word of a compound ends in before the next begins.
const JOINTS: [&str; 17] = [
    "arbejds", "dags", "doms", "elses", "forløbs", "gangs", "heds", "ings", "livs", "parts", "rets", "sions", "skabs",
    "stands", "syns", "tets", "tions",
];
/// No part is shorter.
const SHORTEST: usize = 3;

/// All places to part a word at, in order.
pub(super) fn places(word: &[char]) -> Vec<Place> {
    let lower: Vec<char> = word.iter().flat_map(|c| c.to_lowercase().next()).collect();
    let text: String = lower.iter().collect();
    let mut places: Vec<Place> = syllables(&text).map(|at| Place { at, joint: false }).collect();
    places.extend((1..lower.len()).filter(|&at| is_joint(&lower, at)).map(|at| Place { at, joint: true }));
    places.retain(|place| place.at >= SHORTEST && lower.len() - place.at >= SHORTEST);
    // Of two that are one place, the one that knows more.
    places.sort_by_key(|place| (place.at, !place.joint));
    places.dedup_by_key(|place| place.at);
    places
}

/// Ends of syllables, where what follows can be spoken: patterns part off single consonants.
fn syllables(word: &str) -> impl Iterator<Item = usize> {
    let parts: Vec<&str> = hyphenate(word, Lang::Danish).collect();
    let mut at = 0;
    let ends: Vec<usize> = parts
        .windows(2)
        .filter_map(|pair| {
            at += pair[0].chars().count();
            pair[1].contains(is_vowel).then_some(at)
        })
        .collect();
    ends.into_iter()
}

fn is_joint(word: &[char], at: usize) -> bool {
    let (Some(head), Some(tail)) = (word.get(..at), word.get(at..)) else { return false };
    let ends_in = |joint: &&str| joint.chars().rev().eq(head.iter().rev().take(joint.chars().count()).copied());
    JOINTS.iter().any(ends_in) && tail.iter().copied().any(is_vowel)
}

fn is_vowel(c: char) -> bool {
    "aeiouyæøåé".contains(c)
}
