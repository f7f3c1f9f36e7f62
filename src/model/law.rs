//! References to statutes: "RSL § 3, stk. 2", read and put in order.

use std::sync::Arc;

use super::PageId;

/// A reference as written: the act's abbreviation and the provisions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// As written, with white space made single.
    pub text: Arc<str>,
    pub abbr: String,
    /// Empty for the act as a whole.
    pub provisions: Arc<[Provision]>,
}

/// A reference bound to the statute's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawRef {
    pub text: Arc<str>,
    pub law: PageId,
    pub provisions: Arc<[Provision]>,
}

/// A section ("§ 11 a") or article, perhaps a part of it, perhaps a range of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    pub article: bool,
    pub number: u32,
    pub letter: Option<char>,
    /// Last member of a range, `§§ 16-20`.
    pub to: Option<(u32, Option<char>)>,
    pub stk: Option<u32>,
    pub nr: Option<u32>,
    pub litra: Option<char>,
    pub pkt: Option<u32>,
}

/// Section or article as a whole, the unit in which statute pages are divided. Orders as a lawyer
/// would: § 3, § 3 a, § 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationKey {
    pub number: u32,
    pub letter: Option<char>,
    pub to: Option<(u32, Option<char>)>,
    pub article: bool,
}

impl Provision {
    /// The section it belongs to.
    pub fn key(&self) -> CitationKey {
        CitationKey { number: self.number, letter: self.letter, to: self.to, article: self.article }
    }

    /// `p11a-stk2`: the anchor on the statute's page, as deep as the reference goes in stk.
    pub fn anchor(&self) -> String {
        let mut anchor = self.key().anchor();
        if let Some(stk) = self.stk {
            anchor.push_str(&format!("-stk{stk}"));
        }
        anchor
    }
}

impl CitationKey {
    /// `p11a`, `p16-20`, `art12`.
    pub fn anchor(&self) -> String {
        let mut anchor = format!("{}{}", if self.article { "art" } else { "p" }, self.number);
        anchor.extend(self.letter);
        if let Some((number, letter)) = self.to {
            anchor.push_str(&format!("-{number}"));
            anchor.extend(letter);
        }
        anchor
    }

    /// "§ 11 a", "§§ 16-20", "art. 12".
    pub fn label(&self) -> String {
        let name = |(number, letter): (u32, Option<char>)| match letter {
            Some(letter) => format!("{number} {letter}"),
            None => number.to_string(),
        };
        let first = name((self.number, self.letter));
        match (self.article, self.to) {
            (true, _) => format!("art. {first}"),
            (false, None) => format!("§ {first}"),
            (false, Some(last)) => format!("§§ {first}-{}", name(last)),
        }
    }

    /// Whether this section is, or this range holds, the other section.
    pub fn covers(&self, other: &CitationKey) -> bool {
        let last = self.to.unwrap_or((self.number, self.letter));
        let other_last = other.to.unwrap_or((other.number, other.letter));
        self.article == other.article
            && (self.number, self.letter) <= (other.number, other.letter)
            && other_last <= last
    }
}

impl Citation {
    /// Reads a whole text as one reference; `None` when it is not of a form we know.
    pub fn parse(text: &str) -> Option<Self> {
        let (citation, rest) = Self::parse_prefix(text.trim())?;
        rest.trim().is_empty().then_some(citation)
    }

    /// Reads the reference that `text` begins with and returns what follows it.
    /// A bare act is read only when nothing but it is there or a provision does not follow.
    pub fn parse_prefix(text: &str) -> Option<(Self, &str)> {
        let abbr_len = text.char_indices().find(|(_, c)| !(c.is_alphanumeric())).map_or(text.len(), |(at, _)| at);
        let (abbr, rest) = text.split_at(abbr_len);
        if abbr.is_empty() || !abbr.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let mut cursor = Cursor { rest };
        let mut provisions = Vec::new();
        loop {
            let before = cursor.rest;
            if !provisions.is_empty() && !cursor.eat_separator() {
                cursor.rest = before;
                break;
            }
            match cursor.provisions() {
                Some(mut found) => provisions.append(&mut found),
                None => {
                    cursor.rest = before;
                    break;
                }
            }
        }
        let used = text.len() - cursor.rest.len();
        let written = text.get(..used).unwrap_or_default();
        let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
        Some((Self { text: text.into(), abbr: abbr.to_owned(), provisions: provisions.into() }, cursor.rest))
    }
}

/// A place in the text being read. Every method leaves it where it was when it returns nothing.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\u{a0}', '\n', '\t']);
    }

    fn eat(&mut self, word: &str) -> bool {
        let trimmed = self.rest.trim_start_matches([' ', '\u{a0}', '\n', '\t']);
        match trimmed.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn number(&mut self) -> Option<u32> {
        let trimmed = self.rest.trim_start_matches([' ', '\u{a0}', '\n', '\t']);
        let digits = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
        let number = trimmed.get(..digits)?.parse().ok()?;
        self.rest = trimmed.get(digits..)?;
        Some(number)
    }

    /// The letter of "§ 11 a": one lower-case letter alone.
    fn letter(&mut self) -> Option<char> {
        let trimmed = self.rest.trim_start_matches([' ', '\u{a0}']);
        let letter = trimmed.chars().next().filter(char::is_ascii_lowercase)?;
        let rest = trimmed.get(1..)?;
        if rest.chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        // "§ 11 i forvaltningsloven": a word of one letter, not a letter of the section.
        if letter == 'i' && rest.starts_with(' ') {
            return None;
        }
        self.rest = rest;
        Some(letter)
    }

    /// Between two provisions of the same act: "og", "eller", "," or "jf.".
    fn eat_separator(&mut self) -> bool {
        if self.eat("og") || self.eat("eller") {
            return true;
        }
        let comma = self.eat(",");
        if comma {
            self.eat("jf.");
        }
        comma
    }

    fn provisions(&mut self) -> Option<Vec<Provision>> {
        if self.eat("§§") {
            return self.members();
        }
        let article = if self.eat("§") {
            false
        } else if self.eat("art.") || self.eat("artikel") {
            true
        } else {
            return None;
        };
        let first = self.section(article)?;
        Some(vec![self.parts(first)])
    }

    /// "16-20", "25 og 26", "3, 4 og 5 a".
    fn members(&mut self) -> Option<Vec<Provision>> {
        let mut found = vec![self.range()?];
        loop {
            let before = self.rest;
            let more = (self.eat("og") || self.eat("eller") || self.eat(",")).then(|| self.range()).flatten();
            match more {
                Some(provision) => found.push(provision),
                None => {
                    self.rest = before;
                    return Some(found);
                }
            }
        }
    }

    fn range(&mut self) -> Option<Provision> {
        let mut first = self.section(false)?;
        let before = self.rest;
        if self.eat("-") || self.eat("–") {
            match self.section(false) {
                Some(last) => first.to = Some((last.number, last.letter)),
                None => self.rest = before,
            }
        }
        Some(first)
    }

    fn section(&mut self, article: bool) -> Option<Provision> {
        let number = self.number()?;
        let letter = self.letter();
        Some(Provision { article, number, letter, to: None, stk: None, nr: None, litra: None, pkt: None })
    }

    /// ", stk. 2, nr. 3, litra b, 1. pkt."
    fn parts(&mut self, mut provision: Provision) -> Provision {
        loop {
            let before = self.rest;
            if !self.eat(",") {
                return provision;
            }
            let taken = if self.eat("stk.") {
                provision.stk = self.number();
                provision.stk.is_some()
            } else if self.eat("nr.") {
                provision.nr = self.number();
                provision.nr.is_some()
            } else if self.eat("litra") {
                self.skip_space();
                provision.litra = self.letter();
                provision.litra.is_some()
            } else {
                let pkt = self.number();
                let taken = pkt.is_some() && self.eat(". pkt.");
                if taken {
                    provision.pkt = pkt;
                }
                taken
            };
            if !taken {
                self.rest = before;
                return provision;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(text: &str) -> Vec<String> {
        Citation::parse(text).map_or_else(Vec::new, |c| c.provisions.iter().map(Provision::anchor).collect())
    }

    #[test]
    fn reads_the_forms_of_the_format() {
        assert_eq!(anchors("LAS § 11"), ["p11"]);
        assert_eq!(anchors("LAS § 11 a, stk. 2, nr. 3, litra b, 1. pkt."), ["p11a-stk2"]);
        assert_eq!(anchors("LAS §§ 16-20"), ["p16-20"]);
        assert_eq!(anchors("LAB §§ 105 a-105 b"), ["p105a-105b"]);
        assert_eq!(anchors("LAS § 11 og § 12"), ["p11", "p12"]);
        assert_eq!(anchors("FVL §§ 22, 24 og 25"), ["p22", "p24", "p25"]);
        assert_eq!(anchors("GDPR art. 12, stk. 3"), ["art12-stk3"]);
        assert_eq!(Citation::parse("LAS").map(|c| c.provisions.len()), Some(0));
        assert_eq!(Citation::parse("efter loven"), None);
        assert_eq!(Citation::parse("LAS § elleve"), None);
    }

    #[test]
    fn stops_where_the_reference_ends() {
        let (citation, rest) = Citation::parse_prefix("RSL § 3, stk. 2, og frister").unwrap();
        assert_eq!((&*citation.text, rest), ("RSL § 3, stk. 2", ", og frister"));
        let (citation, rest) = Citation::parse_prefix("LAS § 11 i loven").unwrap();
        assert_eq!((&*citation.text, rest), ("LAS § 11", " i loven"));
    }

    #[test]
    fn a_range_covers_its_members() {
        let key = |text: &str| Citation::parse(text).unwrap().provisions[0].key();
        assert!(key("LAS §§ 16-20").covers(&key("LAS § 17")));
        assert!(key("LAB §§ 105 a-105 b").covers(&key("LAB § 105 b")));
        assert!(!key("LAS §§ 16-20").covers(&key("LAS § 21")));
        assert!(key("LAS § 3") < key("LAS § 3 a"));
        assert!(key("LAS § 3 a") < key("LAS § 10"));
    }
}
