//! Ids and anchors from text: lower-case ASCII, æ -> ae, ø -> oe, å -> aa.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether a text is an id: `[a-z0-9-]+`, neither beginning nor ending with a hyphen.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// An id from a title or file name; empty when nothing in it can be written in ASCII.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // NFC first: "å" as two characters must not become "a".
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'æ' => out.push_str("ae"),
            'ø' | 'ö' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'ä' => out.push_str("ae"),
            'ü' => out.push('y'),
            'ß' => out.push_str("ss"),
            '§' => out.push_str("p-"),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c => push_decomposed(&mut out, c),
        }
    }
    let mut slug = String::with_capacity(out.len());
    for part in out.split('-').filter(|part| !part.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(part);
    }
    slug
}

/// "é" -> "e"; what has no ASCII base separates words.
fn push_decomposed(out: &mut String, c: char) {
    let base: Vec<char> =
        std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c) && c.is_ascii_alphanumeric()).collect();
    if base.is_empty() {
        out.push('-');
    } else {
        out.extend(base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_and_marks() {
        assert_eq!(slug("Ansøgning på § 81 a – og én til!"), "ansoegning-paa-p-81-a-og-en-til");
        assert_eq!(slug("A\u{30a}rhus"), "aarhus");
        assert_eq!(slug("  "), "");
        assert!(is_id(&slug("Jobcenter ABC")));
        assert!(!is_id("-x") && !is_id("X") && !is_id(""));
    }
}
