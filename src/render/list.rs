//! Lists in Danish order, and their grouping by letter.

use super::place::Place;
use super::views::{GroupView, LetterView};
use crate::model::{Kind, Page};
use crate::text::{danish_key_letter, danish_order, slug};

/// Letters of the Danish alphabet, and digits.
const LETTERS: [&str; 30] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W",
    "X", "Y", "Z", "Æ", "Ø", "Å", DIGITS,
];

const DIGITS: &str = "0-9";

/// Pages of a kind, by title.
pub(super) fn by_title<'a>(place: &Place<'a>, kind: Kind) -> Vec<&'a Page> {
    let mut pages: Vec<&Page> = place.portal.of_kind(kind).collect();
    pages.sort_by(|a, b| danish_order(&a.title, &b.title));
    pages
}

/// Groups sorted entries by the first letter of their title.
pub(super) fn by_letter<T>(entries: Vec<(String, T)>) -> Vec<GroupView<T>> {
    let mut groups: Vec<GroupView<T>> = Vec::new();
    for (title, entry) in entries {
        let letter = danish_key_letter(&title);
        match groups.iter_mut().find(|group| group.title == letter) {
            Some(group) => group.entries.push(entry),
            None => groups.push(GroupView { id: letter_id(&letter), title: letter, entries: vec![entry] }),
        }
    }
    groups.sort_by_key(|group| LETTERS.iter().position(|letter| *letter == group.title).unwrap_or(LETTERS.len()));
    groups
}

/// The letters of an index; those without entries are no links, and digits stand only where there
/// are some. `before` stands before the `#`.
pub(super) fn letters<T>(groups: &[GroupView<T>], before: &str) -> Vec<LetterView> {
    let view = |letter: &str| {
        let group = groups.iter().find(|group| group.title == letter);
        LetterView { letter: letter.to_owned(), href: group.map(|group| format!("{before}#{}", group.id)) }
    };
    LETTERS.iter().map(|letter| view(letter)).filter(|view| view.letter != DIGITS || view.href.is_some()).collect()
}

fn letter_id(letter: &str) -> String {
    format!("bogstav-{}", slug(letter))
}
