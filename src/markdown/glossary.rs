//! Names in running text: terms of the glossary and abbreviations of statutes.
//!
//! One table of all names is made per portal. Text is read once, word by word; the first bytes of
//! a word decide whether any name can begin there, so nearly all words cost one look into a small
//! table and nothing else.

use std::collections::BTreeMap;

use crate::model::{Citation, Content, PageId, Portal};

/// Every name that may be linked, for the whole portal.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    names: BTreeMap<u32, Vec<Name>>,
    /// One bit per hashed key of `names`.
    begins: Vec<u64>,
}

#[derive(Debug, Clone)]
struct Name {
    /// The text, its first letter lowered for a term.
    text: String,
    page: PageId,
    kind: NameKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameKind {
    Term,
    Law,
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A term, or a statute by its abbreviation alone.
    Name(PageId),
    /// A statute with provisions.
    Citation(PageId, Citation),
}

const BITS: usize = 1 << 14;

impl Glossary {
    /// Titles and synonyms of the terms, and abbreviations of the statutes.
    pub fn new(portal: &Portal) -> Self {
        let mut glossary = Self { names: BTreeMap::new(), begins: vec![0; BITS / 64] };
        for page in &portal.pages {
            match &page.content {
                Content::Term(term) => {
                    glossary.add(&page.title, page.id, NameKind::Term);
                    for synonym in &term.synonyms {
                        glossary.add(synonym, page.id, NameKind::Term);
                    }
                }
                Content::Law(law) => glossary.add(&law.abbr, page.id, NameKind::Law),
                _ => {}
            }
        }
        for names in glossary.names.values_mut() {
            // The longest name wins; of two pages with one name a statute, else the first.
            names.sort_by(|a, b| {
                let law = |name: &Name| name.kind != NameKind::Law;
                (b.text.len(), law(a), a.page).cmp(&(a.text.len(), law(b), b.page))
            });
        }
        glossary
    }

    fn add(&mut self, text: &str, page: PageId, kind: NameKind) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().next().is_none_or(|c| !c.is_alphanumeric()) {
            return;
        }
        let key = key(text.as_bytes());
        let text = if kind == NameKind::Term { lower_first(&text) } else { text };
        self.names.entry(key).or_default().push(Name { text, page, kind });
        let bit = bit(key);
        if let Some(word) = self.begins.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// The first name at or after `from` in `text` that `wanted` accepts: where, and what.
    pub fn find(
        &self,
        text: &str,
        from: usize,
        mut wanted: impl FnMut(&Found) -> bool,
    ) -> Option<(std::ops::Range<usize>, Found)> {
        if self.names.is_empty() {
            return None;
        }
        let bytes = text.as_bytes();
        let next = |from: usize, wanted: bool| {
            let at = bytes.get(from..)?.iter().position(|byte| is_word(*byte) == wanted)?;
            Some(from + at)
        };
        let mut at = from;
        // A name may not begin within a word, even when reading starts there.
        if at > 0 && bytes.get(at - 1).copied().is_some_and(is_word) {
            at = next(at, false)?;
        }
        loop {
            at = next(at, true)?;
            if let Some((length, found)) = self.at(text, at)
                && wanted(&found)
            {
                return Some((at..at + length, found));
            }
            at = next(at, false)?;
        }
    }

    /// The name that begins at `at`, which begins a word.
    fn at(&self, text: &str, at: usize) -> Option<(usize, Found)> {
        let key = key(text.as_bytes().get(at..)?);
        let bit = bit(key);
        if self.begins.get(bit / 64)? & (1 << (bit % 64)) == 0 {
            return None;
        }
        let rest = text.get(at..)?;
        self.names.get(&key)?.iter().find_map(|name| name.read(rest))
    }
}

impl Name {
    /// How much of `rest` is this name, and what it says.
    fn read(&self, rest: &str) -> Option<(usize, Found)> {
        let length = match self.kind {
            NameKind::Law => rest.starts_with(&self.text).then_some(self.text.len())?,
            NameKind::Term => spoken(rest, &self.text)?,
        };
        let after = rest.as_bytes().get(length).copied();
        if after.is_some_and(is_word) {
            return None;
        }
        if self.kind == NameKind::Law
            && let Some((citation, behind)) = Citation::parse_prefix(rest)
            && !citation.provisions.is_empty()
        {
            return Some((rest.len() - behind.len(), Found::Citation(self.page, citation)));
        }
        Some((length, Found::Name(self.page)))
    }
}

/// Length of `name` at the beginning of `rest`; a space in it may be a line break in the text.
fn spoken(rest: &str, name: &str) -> Option<usize> {
    let (first, others) = (rest.chars().next()?, name.chars().next()?);
    if first != others && !first.to_lowercase().eq(others.to_lowercase()) {
        return None;
    }
    let tail = rest.get(first.len_utf8()..)?.as_bytes();
    let wanted = name.get(others.len_utf8()..)?.as_bytes();
    let same = |(a, b): (&u8, &u8)| a == b || (*a == b'\n' && *b == b' ');
    (tail.len() >= wanted.len() && tail.iter().zip(wanted).all(same)).then(|| first.len_utf8() + wanted.len())
}

/// Whether a byte belongs to a word: letters, digits, everything beyond ASCII, and the hyphen of compounds.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || byte == b'-'
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// The first four bytes of the word that `text` begins with, its first letter lowered.
fn key(text: &[u8]) -> u32 {
    let mut key = match text.first_chunk::<4>() {
        Some(begin) if begin.iter().all(|byte| is_word(*byte)) => *begin,
        _ => {
            let mut short = [0; 4];
            for (slot, byte) in short.iter_mut().zip(text.iter().take_while(|byte| is_word(**byte))) {
                *slot = *byte;
            }
            short
        }
    };
    match key {
        [first, ..] if first.is_ascii_uppercase() => key[0] |= 0x20,
        // Æ Ø Å in UTF-8.
        [0xc3, second, ..] if (0x80..0x9f).contains(&second) => key[1] |= 0x20,
        _ => {}
    }
    u32::from_le_bytes(key)
}

/// Multiplicative hashing: the bits in the middle depend on all bytes.
fn bit(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 18) as usize % BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(names: &[(&str, NameKind)]) -> Glossary {
        let mut glossary = Glossary { names: BTreeMap::new(), begins: vec![0; BITS / 64] };
        for (n, (name, kind)) in names.iter().enumerate() {
            glossary.add(name, PageId::nth(n), *kind);
        }
        glossary
    }

    fn all(glossary: &Glossary, text: &str) -> Vec<String> {
        let mut at = 0;
        let mut found = Vec::new();
        while let Some((range, _)) = glossary.find(text, at, |_| true) {
            found.push(text[range.clone()].to_owned());
            at = range.end;
        }
        found
    }

    #[test]
    fn whole_words_with_either_case_of_the_first_letter() {
        let glossary = glossary(&[
            ("Kontanthjælp", NameKind::Term),
            ("CV", NameKind::Term),
            ("ydelse", NameKind::Term),
            ("Åben indsats", NameKind::Term),
        ]);
        let text = "CV og kontanthjælp, kontanthjælpen, cv-kursus, Ydelse åben\nindsats. Før-ydelse";
        assert_eq!(all(&glossary, text), ["CV", "kontanthjælp", "Ydelse", "åben\nindsats"]);
    }

    #[test]
    fn statutes_with_and_without_provisions() {
        let glossary = glossary(&[("LAB", NameKind::Law)]);
        let text = "Efter LAB § 47, stk. 1, og LAB. LABB lab § 1";
        assert_eq!(all(&glossary, text), ["LAB § 47, stk. 1", "LAB"]);
    }
}
