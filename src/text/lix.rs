//! How hard a text is to read, by the measure that Danish editors know.

/// LIX of a text, with its number of words: words per sentence, plus the share of words of more than
/// six letters in per cent. `None` where there is no word.
pub fn lix(text: &str) -> Option<(u64, u64)> {
    let (mut words, mut long, mut sentences) = (0u64, 0u64, 0u64);
    for sentence in super::sentences(text) {
        let before = words;
        for token in sentence.split_whitespace() {
            let letters = token.chars().filter(|letter| letter.is_alphabetic()).count();
            words += u64::from(letters > 0);
            long += u64::from(letters > 6);
        }
        sentences += u64::from(words > before);
    }
    // One fraction, rounded once.
    let (part, whole) = (words * words + 100 * long * sentences, words * sentences);
    (words > 0).then(|| ((2 * part + whole) / (2 * whole), words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_per_sentence_and_long_words_count() {
        // Six words in two sentences, one of them long: 3 + 16.7.
        assert_eq!(lix("Vi ringer. Du får afgørelsen snart."), Some((20, 6)));
        // Four words, no long ones.
        assert_eq!(lix("Du kan nå os."), Some((4, 4)));
        assert_eq!(lix(" \n– 12 %\n"), None);
    }

    #[test]
    fn abbreviations_end_no_sentence_and_lines_do() {
        assert_eq!(lix("Se stk. 2 jf. loven nu."), lix("Se stk 2 jf loven nu."));
        assert_eq!(lix("Hent den\nSkriv den"), Some((2, 4)));
    }
}
