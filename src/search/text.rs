//! Text to tokens and tokens to terms; `static/search/10-text.js` of the theme does the same.
//!
//! Everything is counted in UTF-16 units, as a browser does, and letter by letter, so that the index,
//! this module and the script cannot differ: a browser's idea of lower case knows contexts that ours
//! does not.

use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing of what is sought, unless nothing else is there.
pub const STOP_WORDS: &str = "af ad al alle alt at blev blive da de dem den denne der deres det dette dig din dine disse dit dog du efter \
    eller en end er et for fra få får gør ham han hans har havde have hende hendes her hos hun hvad hvem hver \
    hvilke hvilken hvis hvor hvordan hvorfor hvornår i ikke ind jeg jer jo kan kom kommer kunne længe man med \
    meget men mig min mine mit mod mon må når ned nogen noget nogle nu og også om op os over på samme selv sig \
    sin sine sit skal skulle som så sådan til ud under var ved vi vil ville vor vores være været";

/// The longest word that is looked at; nobody seeks more.
pub const LONGEST: usize = 48;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Number,
    /// A section, article or paragraph: `§81a`, `art12`, `stk2`.
    Provision,
}

/// A word of a text, and where it stands in UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// In lower case, Danish letters kept.
    pub text: String,
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// A hyphen and nothing else stands between it and the one before.
    pub hyphen: bool,
}

impl Token {
    pub fn term(&self) -> String {
        term(&self.text)
    }
}

/// The lower-case units of a text; what no word can hold is 0.
pub fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().map(lower).collect()
}

fn lower(unit: u16) -> u16 {
    if unit < 0x80 {
        return if (0x41..=0x5a).contains(&unit) { unit + 0x20 } else { unit };
    }
    let Some(letter) = char::from_u32(u32::from(unit)) else { return 0 };
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => u16::try_from(u32::from(one)).unwrap_or(unit),
        _ => unit,
    }
}

fn is_digit(unit: u16) -> bool {
    (0x30..=0x39).contains(&unit)
}

fn is_latin(unit: u16) -> bool {
    (0x61..=0x7a).contains(&unit)
}

fn is_word(unit: u16) -> bool {
    match unit {
        0..0xc0 => is_digit(unit) || is_latin(unit),
        0xd7 | 0xf7 => false,
        0xc0..0x250 => true,
        _ => char::from_u32(u32::from(unit)).is_some_and(char::is_alphabetic),
    }
}

fn is_space(unit: u16) -> bool {
    unit == 0x20 || unit == 0xa0
}

const SECTION: u16 = 0xa7;
const HYPHEN: u16 = 0x2d;
const DASH: u16 = 0x2013;
const STOP: u16 = 0x2e;
const LETTER_I: u16 = 0x69;

/// The words of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let units = units(text);
    let mut scan = Scan { units: &units, at: 0, found: Vec::new() };
    while scan.at < scan.units.len() {
        scan.step();
    }
    scan.found
}

struct Scan<'u> {
    units: &'u [u16],
    at: usize,
    found: Vec<Token>,
}

impl Scan<'_> {
    fn unit(&self, at: usize) -> u16 {
        self.units.get(at).copied().unwrap_or(0)
    }

    fn end_of(&self, from: usize, what: impl Fn(u16) -> bool) -> usize {
        let mut at = from;
        while what(self.unit(at)) {
            at += 1;
        }
        at
    }

    fn text(&self, from: usize, to: usize) -> String {
        String::from_utf16_lossy(self.units.get(from..to).unwrap_or_default())
    }

    fn step(&mut self) {
        let unit = self.unit(self.at);
        if unit == SECTION {
            self.section();
        } else if is_word(unit) {
            self.word();
        } else {
            self.at += 1;
        }
    }

    fn push(&mut self, text: String, kind: Kind, end: usize) {
        let start = self.at;
        let hyphen =
            start > 0 && self.unit(start - 1) == HYPHEN && self.found.last().is_some_and(|last| last.end + 1 == start);
        self.found.push(Token { text, kind, start, end, hyphen });
        self.at = end;
    }

    /// `§ 81 a`, `§§ 16-20`; the letter is one that stands alone, and `§ 11 i loven` has none.
    fn section(&mut self) {
        let signs = self.end_of(self.at, |unit| unit == SECTION || is_space(unit));
        let digits = self.end_of(signs, is_digit);
        if digits == signs || digits - signs > 4 {
            self.at = signs;
            return;
        }
        let number = self.text(signs, digits);
        let letter = if is_space(self.unit(digits)) { digits + 1 } else { digits };
        let alone = is_latin(self.unit(letter)) && !is_word(self.unit(letter + 1));
        let word = self.unit(letter) == LETTER_I && is_space(self.unit(letter + 1));
        if alone && !word {
            let letter_text = self.text(letter, letter + 1);
            self.push(format!("§{number}{letter_text}"), Kind::Provision, letter + 1);
        } else {
            self.push(format!("§{number}"), Kind::Provision, digits);
        }
        self.rest_of_range();
    }

    fn rest_of_range(&mut self) {
        let end = self.end_of(self.at + 1, is_digit);
        let dash = [HYPHEN, DASH].contains(&self.unit(self.at));
        if dash && end > self.at + 1 && end - self.at <= 5 {
            self.at += 1;
            let text = format!("§{}", self.text(self.at, end));
            self.push(text, Kind::Provision, end);
        }
    }

    fn word(&mut self) {
        let end = self.end_of(self.at, is_word);
        let text = self.text(self.at, end.min(self.at + LONGEST));
        let prefix = match text.as_str() {
            "stk" => "stk",
            "art" | "artikel" => "art",
            _ => {
                let number = self.end_of(self.at, is_digit) == end;
                return self.push(text, if number { Kind::Number } else { Kind::Word }, end);
            }
        };
        let number = self.end_of(end, |unit| is_space(unit) || unit == STOP);
        let digits = self.end_of(number, is_digit);
        if digits > number && digits - number <= 4 {
            let text = format!("{prefix}{}", self.text(number, digits));
            self.push(text, Kind::Provision, digits);
        } else {
            self.push(text, Kind::Word, end);
        }
    }
}

/// What a word is found by: its stem, then in ASCII, since the stemmer knows Danish letters.
/// Numbers and provisions are names and have no stem.
pub fn term(word: &str) -> String {
    if is_name(word) { word.to_owned() } else { fold(&stem(word)) }
}

fn is_name(word: &str) -> bool {
    let number = word.strip_prefix("stk").or_else(|| word.strip_prefix("art")).unwrap_or(word);
    word.contains('§') || (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The Danish stem of a word in lower case.
pub fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::Danish).stem(word).into_owned()
}

/// Letters that are written otherwise on keyboards that lack them.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for letter in text.chars() {
        match folded(letter) {
            Some(plain) => out.push_str(plain),
            None => out.push(letter),
        }
    }
    out
}

/// What a letter is in ASCII; `None` when it stays.
pub fn folded(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' | 'ä' => "ae",
        'ø' | 'ö' | 'œ' => "oe",
        'å' => "aa",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'ü' | 'ú' | 'ù' | 'û' => "u",
        'á' | 'à' | 'â' | 'ã' => "a",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ó' | 'ò' | 'ô' | 'õ' => "o",
        'ý' | 'ÿ' => "y",
        'ç' => "c",
        'ñ' => "n",
        'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        _ => return None,
    })
}

/// Danish letters as people without them write: `a` for `ae` and `aa`, `o` for `oe`.
pub fn soft(term: &str) -> String {
    term.replace("ae", "a").replace("oe", "o").replace("aa", "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn sections_keep_their_letter_and_paragraphs_their_number() {
        assert_eq!(words("LAS § 81 a, stk. 2, nr. 3"), ["las", "§81a", "stk2", "nr", "3"]);
        assert_eq!(words("§11 i loven, §§ 16-20 og art. 12"), ["§11", "i", "loven", "§16", "§20", "og", "art12"]);
        assert_eq!(words("§ og §99999"), ["og", "99999"]);
    }

    #[test]
    fn places_are_in_utf_16() {
        let found = tokens("🙂 Æble-grød");
        assert_eq!((found[0].start, found[0].end), (3, 7));
        assert_eq!((found[1].text.as_str(), found[1].hyphen), ("grød", true));
    }

    #[test]
    fn stems_before_it_folds() {
        assert_eq!(term("ansøgningerne"), term("ansøgning"));
        assert_eq!(term("børnene"), "boern");
        assert_eq!(["2011", "stk33", "las§11"].map(term), ["2011", "stk33", "las§11"]);
        assert_eq!(fold("één café i københavn"), "een cafe i koebenhavn");
        assert_eq!(soft("foertidspension"), "fortidspension");
    }

    #[test]
    fn any_text_has_tokens() {
        for text in ["", " ", "§", "§§§ 1-", "\u{fffd}\u{0}", "stk.", "art", "a-", "__proto__", "İstanbul ẞ"] {
            let _ = tokens(text);
        }
        assert_eq!(words("__proto__ constructor"), ["proto", "constructor"]);
        assert_eq!(tokens(&"x".repeat(10_000))[0].text.len(), LONGEST);
    }
}
