//! Numbers that look like civil registration numbers: they never belong on a page.

use crate::source::{FileId, Span};

/// Finds `ddmmyy-nnnn`, `ddmmyy nnnn` and `ddmmyynnnn` with a possible date; word processors make
/// the hyphen a dash and the space one that does not break. Temporary numbers add 60 to the day.
///
/// The check digit is not asked for: numbers without it have been given out since 2007
/// (CPR-kontoret, "Personnumre uden kontrolciffer (modulus 11 kontrol)").
pub fn find(file: FileId, text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)).map(|n| n + at) {
        let end = digits_end(bytes, start);
        at = end.max(start + 1);
        let Some(stop) = number_end(bytes, start, end) else { continue };
        if is_date(bytes.get(start..start + 6).unwrap_or_default()) && !part_of_word(bytes, start, stop) {
            found.push(Span::new(file, start..stop));
            at = stop;
        }
    }
    found
}

fn digits_end(bytes: &[u8], start: usize) -> usize {
    bytes.get(start..).and_then(|rest| rest.iter().position(|b| !b.is_ascii_digit())).map_or(bytes.len(), |n| n + start)
}

/// The end of a number of ten digits that begins at `start`, perhaps parted after the sixth.
fn number_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    match end - start {
        10 => Some(end),
        6 => {
            let next = separator_end(bytes, end)?;
            let last = digits_end(bytes, next);
            (last == next + 4).then_some(last)
        }
        _ => None,
    }
}

/// The end of what parts the two halves: a hyphen, dash or space, perhaps with spaces around it.
fn separator_end(bytes: &[u8], start: usize) -> Option<usize> {
    const PARTS: [&str; 9] = [" - ", " – ", "-", "\u{2010}", "\u{2011}", "–", "—", "\u{a0}", " "];
    let rest = bytes.get(start..)?;
    PARTS.iter().find(|part| rest.starts_with(part.as_bytes())).map(|part| start + part.len())
}

fn is_date(digits: &[u8]) -> bool {
    let two = |at: usize| Some((digits.get(at)? - b'0') * 10 + (digits.get(at + 1)? - b'0'));
    matches!((two(0), two(2)), (Some(1..=31 | 61..=91), Some(1..=12)))
}

/// Part of a longer number or a name such as a form's: "AB010203-1234x", "1.010203-1234".
fn part_of_word(bytes: &[u8], start: usize, end: usize) -> bool {
    let joins = |b: &u8| b.is_ascii_alphanumeric() || *b == b'/' || *b == b'_';
    start.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(joins) || bytes.get(end).is_some_and(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_dates_with_a_serial_and_nothing_else() {
        let count = |text: &str| find(FileId::new(0), text).len();
        assert_eq!(count("nr. 010203-1234 og 311299 4321, 1508701111"), 3);
        assert_eq!(count("010203–1234, 010203\u{a0}1234, 010203 - 1234, 610203-1234"), 4);
        assert_eq!(count("tlf. 33 17 00 00, 990203-1234, sag 2026-112233, 00000000"), 0);
        assert_eq!(count("eli/lta/0102031234"), 0);
    }
}
