//! A question to slots: the words, provisions and telephone numbers that are looked for.

use unicode_normalization::UnicodeNormalization;

use super::Engine;
use crate::search::text::{Kind, Token, term, tokens};

/// In UTF-16 units. What is longer is no question but a text.
const LONGEST: usize = 300;
const MOST_TOKENS: usize = 16;
const LONGEST_STATUTE: usize = 10;
const SHORTEST_PHONE: usize = 4;

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// As it was written, in lower case.
    pub text: String,
    pub term: String,
    /// Tokens it was made of: first, and after the last.
    pub from: usize,
    pub to: usize,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Word,
    /// A section of a statute, by its number among [`super::super::Facts::statutes`].
    Citation {
        statute: usize,
        section: String,
    },
    /// Digits of a telephone number that a contact has.
    Phone,
}

#[derive(Debug, Clone, Default)]
pub struct Question {
    /// In composed letters, and cut.
    pub text: String,
    pub tokens: Vec<Token>,
    pub slots: Vec<Slot>,
    /// The paragraph, where a section of a statute is named.
    pub paragraph: Option<u32>,
}

pub fn question(engine: &Engine, text: &str) -> Question {
    let composed: String = text.nfc().collect();
    let units: Vec<u16> = composed.encode_utf16().take(LONGEST).collect();
    let text = String::from_utf16_lossy(&units);
    let mut tokens = tokens(&text);
    tokens.truncate(MOST_TOKENS);
    let mut found = Question { text, tokens, ..Question::default() };
    let mut at = 0;
    while at < found.tokens.len() {
        let slot = phone(engine, &found.tokens, at)
            .or_else(|| citation(engine, &found.tokens, at))
            .unwrap_or_else(|| word(&found.tokens, at));
        at = slot.to;
        found.slots.push(slot);
    }
    if found.slots.iter().any(|slot| matches!(slot.what, What::Citation { .. })) {
        let paragraph = |slot: &Slot| slot.text.strip_prefix("stk").and_then(|number| number.parse().ok());
        found.paragraph = found.slots.iter().find_map(paragraph);
        found.slots.retain(|slot| paragraph(slot).is_none());
    }
    if found.slots.iter().any(|slot| !engine.is_empty_word(&slot.text)) {
        found.slots.retain(|slot| !engine.is_empty_word(&slot.text));
    }
    found
}

fn word(tokens: &[Token], at: usize) -> Slot {
    let text = tokens.get(at).map(|token| token.text.clone()).unwrap_or_default();
    Slot { term: term(&text), text, from: at, to: at + 1, what: What::Word }
}

/// Numbers in a row, however they are spaced, that a telephone number begins or ends with.
fn phone(engine: &Engine, tokens: &[Token], at: usize) -> Option<Slot> {
    let row = tokens.get(at..)?.iter().take_while(|token| token.kind == Kind::Number).count();
    let digits: String = tokens.get(at..at + row)?.iter().map(|token| token.text.as_str()).collect();
    let digits = without_country(&digits);
    if digits.len() < SHORTEST_PHONE || engine.called(digits).next().is_none() {
        return None;
    }
    Some(Slot { text: digits.to_owned(), term: digits.to_owned(), from: at, to: at + row, what: What::Phone })
}

/// A number without the country's code; Danish numbers have eight digits.
pub fn without_country(digits: &str) -> &str {
    let bare = digits.strip_prefix("00").unwrap_or(digits);
    match bare.strip_prefix("45") {
        Some(rest) if rest.len() == 8 => rest,
        _ => digits,
    }
}

/// "LAS 11", "servicelovens § 107", "§ 11 i aktivloven".
fn citation(engine: &Engine, tokens: &[Token], at: usize) -> Option<Slot> {
    if is_section(tokens.get(at)?) {
        let (section, after) = section(tokens, at)?;
        let link = tokens.get(after).is_some_and(|token| ["i", "efter", "af", "jf"].contains(&token.text.as_str()));
        let (statute, end) = statute(engine, tokens, after + usize::from(link))?;
        return cited(engine, at, end, statute, &section);
    }
    let (statute, end) = statute(engine, tokens, at)?;
    let next = tokens.get(end)?;
    if is_section(next) {
        let (section, after) = section(tokens, end)?;
        return cited(engine, at, after, statute, &section);
    }
    if !is_number(&next.text) {
        return None;
    }
    let letter = tokens.get(end + 1).filter(|letter| matches!(letter.text.as_bytes(), [b'a'..=b'z']));
    let lettered =
        letter.and_then(|letter| cited(engine, at, end + 2, statute, &format!("§{}{}", next.text, letter.text)));
    lettered
        .or_else(|| cited(engine, at, end + 1, statute, &format!("§{}", next.text)))
        .or_else(|| cited(engine, at, end + 1, statute, &format!("art{}", next.text)))
}

fn is_section(token: &Token) -> bool {
    token.kind == Kind::Provision && !token.text.starts_with("stk")
}

/// "11" and "13a".
fn is_number(text: &str) -> bool {
    let digits = text.strip_suffix(|last: char| last.is_ascii_lowercase()).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The section at a token, a range of them as one, and the token after it.
fn section(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let first = tokens.get(at)?;
    let last = tokens.get(at + 1).filter(|next| next.start == first.end + 1);
    Some(match last.and_then(|next| next.text.strip_prefix('§')) {
        Some(number) => (format!("{}-{number}", first.text), at + 2),
        None => (first.text.clone(), at + 1),
    })
}

/// The statute with the longest name that begins at a token, and the token after it.
fn statute(engine: &Engine, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let longest = (tokens.len().saturating_sub(at)).min(LONGEST_STATUTE);
    (1..=longest).rev().find_map(|length| {
        let key = engine.key_of(tokens.get(at..at + length)?);
        Some((*engine.statutes.get(&key)?, at + length))
    })
}

fn cited(engine: &Engine, from: usize, to: usize, statute: usize, section: &str) -> Option<Slot> {
    let key = &engine.index.facts.statutes.get(statute)?.key;
    let first = section.split('-').next().unwrap_or_default();
    let term = format!("{key}{first}");
    engine.by_term.get(term.as_str())?;
    let what = What::Citation { statute, section: section.to_owned() };
    Some(Slot { text: term.clone(), term, from, to, what })
}
