//! Slips of the pen: terms that are written nearly as a word of the question.

use super::Engine;
use super::candidates::{Candidates, How, SYNONYM, is_name};
use super::distance::distances;
use crate::search::Index;
use crate::search::text::soft;

const NEAR_START: u32 = 102;
/// Of shorter words too many are near.
const SHORTEST: usize = 4;

/// A word as it is compared: in UTF-16, and without Danish letters when that makes a difference.
pub struct Spelled {
    whole: Letters,
    soft: Letters,
}

struct Letters {
    units: Vec<u16>,
    /// Which letters it has: a slip takes one of them away at most.
    set: u32,
}

impl Letters {
    fn of(text: &str) -> Self {
        let units: Vec<u16> = text.encode_utf16().collect();
        let set = units.iter().fold(0, |set, unit| set | 1 << (unit % 32));
        Self { units, set }
    }

    /// Whether more letters are missing in the other than slips can take away.
    fn is_far(&self, other: &Self, most: usize) -> bool {
        (self.set & !other.set).count_ones() as usize > most
    }

    fn distances(&self, other: &Self, most: usize) -> (usize, usize) {
        if self.is_far(other, most) { (most + 1, most + 1) } else { distances(&self.units, &other.units, most) }
    }
}

impl Spelled {
    fn of(term: &str) -> Self {
        Self { whole: Letters::of(term), soft: Letters::of(&soft(term)) }
    }
}

/// Plain terms that are long enough to be compared.
pub fn spelled(index: &Index) -> Vec<(usize, Spelled)> {
    let plain = index.terms.iter().enumerate().filter(|(_, term)| super::is_plain(&term.text));
    let all = plain.map(|(number, term)| (number, Spelled::of(&term.text)));
    all.filter(|(_, spelled)| spelled.whole.units.len() >= SHORTEST).collect()
}

/// Terms a slip or two away, and such that begin with what was meant.
pub fn near(engine: &Engine, word: &str, candidates: &mut Candidates) {
    let length = word.encode_utf16().count();
    if length < SHORTEST || word.starts_with(|first: char| first.is_ascii_digit()) || is_name(word) {
        return;
    }
    let most = if length >= 8 { 2 } else { 1 };
    let asked = Spelled::of(word);
    for (number, other) in &engine.spelled {
        let (least, start) = slips(&asked, other, most);
        if least <= most * 10 {
            candidates.add(*number, SYNONYM - 51 * least as u32 / 10, How::Near);
        } else if other.whole.units.len() > length + 2 && start <= most {
            // At least one slip: a term that begins with the word itself was found before.
            candidates.add(*number, NEAR_START - 20 * (start.max(1) - 1) as u32, How::Near);
        }
    }
}

/// Tenths of slips to the whole of a term, those without Danish letters counting a little more; and slips
/// to its nearest beginning.
fn slips(asked: &Spelled, other: &Spelled, most: usize) -> (usize, usize) {
    let (whole, start) = asked.whole.distances(&other.whole, most);
    let (soft_whole, soft_start) = if asked.soft.units == other.soft.units {
        (0, most + 1)
    } else if whole == 0 {
        (most + 1, most + 1)
    } else {
        asked.soft.distances(&other.soft, most)
    };
    let least = (whole * 10).min(soft_whole * 10 + if soft_whole > 0 { 3 } else { 0 });
    (least, start.min(soft_start))
}
