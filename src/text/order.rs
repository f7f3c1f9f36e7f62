//! Danish order: … z æ ø å, `aa` as `å`, digits by value.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(icu_locale_core::locale!("da"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default()).ok()
});

/// Compares two texts as a Danish index does.
pub fn danish_order(a: &str, b: &str) -> Ordering {
    match &*COLLATOR {
        Some(collator) => collator.compare(a, b),
        // The collation data is compiled in, so this only keeps the function total.
        None => a.cmp(b),
    }
}

/// The heading of an A-Å index under which a text stands: `A` … `Å`, or `0-9`.
/// `Aa` counts as `Å`, so "Aabenraa" stands last.
pub fn danish_key_letter(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let lower: String = text.trim_start().nfc().flat_map(char::to_lowercase).take(2).collect();
    let Some(first) = lower.chars().next() else { return "0-9".to_owned() };
    let letter = match first {
        'æ' | 'ä' => 'Æ',
        'ø' | 'ö' => 'Ø',
        'å' => 'Å',
        'a' if lower == "aa" => 'Å',
        'ü' => 'Y',
        c if c.is_alphabetic() => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            base.to_ascii_uppercase()
        }
        _ => return "0-9".to_owned(),
    };
    letter.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_danish_order() {
        let mut words = ["Århus", "Zoo", "Ægte", "Aabenraa", "2 dage", "Øl", "10 dage", "Abe"];
        words.sort_by(|a, b| danish_order(a, b));
        assert_eq!(words, ["2 dage", "10 dage", "Abe", "Zoo", "Ægte", "Øl", "Aabenraa", "Århus"]);
    }

    #[test]
    fn index_letters() {
        let letters: Vec<_> = ["Aabenraa", "anke", "éner", "§ 81", "Øl"].map(danish_key_letter).to_vec();
        assert_eq!(letters, ["Å", "A", "E", "0-9", "Ø"]);
    }
}
