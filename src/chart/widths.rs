//! How wide a character is in the sans serif faces that browsers fall back to.
//!
//! Thousandths of an em, with the metrics that Arial, Helvetica and Liberation Sans share. A chart
//! is laid out without a font at hand, so the widths travel with the program.

/// Space to tilde.
const ASCII: [u16; 95] = [
    278, 278, 355, 557, 557, 890, 667, 191, 334, 334, 390, 584, 278, 334, 278, 278, 557, 557, 557, 557, 557, 557, 557,
    557, 557, 557, 278, 278, 584, 584, 584, 557, 1016, 667, 667, 723, 723, 667, 611, 778, 723, 278, 500, 667, 557, 834,
    723, 778, 667, 778, 723, 667, 611, 723, 667, 944, 667, 667, 611, 278, 278, 278, 470, 557, 334, 557, 557, 500, 557,
    557, 278, 557, 557, 223, 223, 500, 223, 834, 557, 557, 557, 557, 334, 500, 278, 557, 500, 723, 500, 500, 500, 334,
    260, 334, 584,
];

/// No-break space to y with diaeresis.
const LATIN_1: [u16; 96] = [
    278, 334, 557, 557, 557, 557, 260, 557, 334, 737, 371, 557, 584, 334, 737, 553, 400, 549, 334, 334, 334, 577, 538,
    278, 334, 334, 366, 557, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 723, 667, 667, 667, 667, 278, 278,
    278, 278, 723, 723, 778, 778, 778, 778, 778, 584, 778, 723, 723, 723, 723, 667, 667, 611, 557, 557, 557, 557, 557,
    557, 890, 500, 557, 557, 557, 557, 278, 278, 278, 278, 557, 557, 557, 557, 557, 557, 557, 549, 611, 557, 557, 557,
    557, 500, 557, 500,
];

/// Others that turn up in Danish text: names, quotation marks, dashes, arrows. Sorted.
const OTHERS: [(char, u16); 61] = [
    ('Ą', 667),
    ('ą', 557),
    ('Ć', 723),
    ('ć', 500),
    ('Č', 723),
    ('č', 500),
    ('Đ', 723),
    ('đ', 557),
    ('Ę', 667),
    ('ę', 557),
    ('Ğ', 778),
    ('ğ', 557),
    ('İ', 278),
    ('ı', 278),
    ('Ł', 557),
    ('ł', 223),
    ('Ń', 723),
    ('ń', 557),
    ('Œ', 1000),
    ('œ', 944),
    ('Ś', 667),
    ('ś', 500),
    ('Ş', 667),
    ('ş', 500),
    ('Š', 667),
    ('š', 500),
    ('Ÿ', 667),
    ('Ź', 611),
    ('ź', 500),
    ('Ż', 611),
    ('ż', 500),
    ('Ž', 611),
    ('ž', 500),
    ('\u{2010}', 334),
    ('\u{2011}', 334),
    ('–', 557),
    ('—', 1000),
    ('‘', 223),
    ('’', 223),
    ('‚', 223),
    ('“', 334),
    ('”', 334),
    ('„', 334),
    ('†', 557),
    ('•', 351),
    ('…', 1000),
    ('‰', 1000),
    ('‹', 334),
    ('›', 334),
    ('€', 557),
    ('™', 1000),
    ('←', 1000),
    ('↑', 500),
    ('→', 1000),
    ('↓', 500),
    ('↔', 1000),
    ('−', 584),
    ('≈', 549),
    ('≠', 549),
    ('≤', 549),
    ('≥', 549),
];

/// Advance of a character in thousandths of an em. One we do not know counts as a wide one, so
/// that text comes out too narrow rather than too wide for its box.
pub(super) fn advance(c: char) -> u32 {
    let code = u32::from(c);
    let known = match code {
        0x20..=0x7e => ASCII.get((code - 0x20) as usize).copied(),
        0xa0..=0xff => LATIN_1.get((code - 0xa0) as usize).copied(),
        // Marks that combine with the letter before them.
        0x300..=0x36f => Some(0),
        _ => OTHERS.binary_search_by_key(&c, |&(known, _)| known).ok().and_then(|n| OTHERS.get(n)).map(|&(_, w)| w),
    };
    known.map_or(1000, u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(OTHERS.is_sorted());
        assert_eq!(advance('…'), 1000);
        assert_eq!(advance('æ'), 890);
        assert_eq!(advance('漢'), 1000);
    }
}
