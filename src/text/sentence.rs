//! Sentences of a text, and when two of them say the same.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// The sentences of a text. A line is a block of its own: an item of a list ends a sentence without
/// a full stop. A full stop within a line ends one only before a capital, for "stk. 2" and "jf. loven"
/// hold no end.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(of_line)
}

fn of_line(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut end) = (0, 0);
    for token in line.split_inclusive(char::is_whitespace) {
        end += token.len();
        let rest = line.get(end..).unwrap_or_default();
        if closes(token) && opens(rest) {
            sentences.extend(line.get(start..end).map(str::trim));
            start = end;
        }
    }
    sentences.extend(line.get(start..).map(str::trim));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn closes(token: &str) -> bool {
    token.trim_end().trim_end_matches(['»', '«', '"', ')', '’', '”']).ends_with(['.', '!', '?', ':'])
}

/// Whether the text after a full stop begins a sentence: its first word does with a capital.
fn opens(rest: &str) -> bool {
    rest.split_whitespace()
        .next()
        .is_none_or(|next| next.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase))
}

/// What a text says, wording aside: the stems of its words of three letters or more, and its numbers,
/// in alphabetical order, so that an inflection, an article or a comma makes no difference. Two texts
/// with the same gist are the same to a reader.
pub fn gist(text: &str) -> String {
    let whole = text.to_lowercase();
    let stemmer = Stemmer::create(Algorithm::Danish);
    let mut words: Vec<Cow<str>> = whole
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 2 || word.bytes().any(|b| b.is_ascii_digit()))
        .map(|word| stemmer.stem(word))
        .collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() { whole } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        sentences(text).collect()
    }

    #[test]
    fn a_sentence_ends_before_a_capital_or_with_its_line() {
        assert_eq!(
            list("Se stk. 2 jf. loven. Ring (straks!) Skriv"),
            ["Se stk. 2 jf. loven.", "Ring (straks!)", "Skriv"]
        );
        assert_eq!(list("Hent den\n\n  Skriv den "), ["Hent den", "Skriv den"]);
        assert_eq!(list(" \n"), [""; 0]);
    }

    #[test]
    fn inflection_order_and_small_words_make_no_difference() {
        assert_eq!(gist("Send brevet til borgeren"), gist("send et brev til borgeren."));
        assert_eq!(gist("Registrér og journalisér klagen"), gist("Klagen: journalisér, og registrér"));
        assert_ne!(gist("Vent 2 uger"), gist("Vent 4 uger"));
        assert_eq!(gist("Er, at"), "er, at");
    }
}
