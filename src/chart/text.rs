//! Text into lines: measuring by the embedded widths, and breaking.
//!
//! Lines break at spaces, after hyphens and slashes and at soft hyphens; a word wider than its box
//! is hyphenated ([`hyphen`]). Of all ways to fill the fewest lines the
//! most even one is taken, since text stands centred in its shape.

use super::hyphen;
use super::widths::advance;

/// One line with its estimated width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    pub width: i32,
}

/// Size and line height in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    pub size: i32,
    pub leading: i32,
    bold: bool,
}

/// Inside shapes.
pub(super) const BODY: Font = Font { size: 14, leading: 18, bold: false };
/// Answers and times.
pub(super) const SMALL: Font = Font { size: 13, leading: 16, bold: false };
/// Heads of lanes.
pub(super) const HEAD: Font = Font { size: 14, leading: 18, bold: true };

impl Font {
    /// Distance from the top of a line to its base line.
    pub fn ascent(self) -> i32 {
        (self.leading - self.size) / 2 + self.size * 4 / 5
    }

    /// Width of a text, 4 % on top for the fonts that are a little wider than ours.
    pub fn width(self, text: &str) -> i32 {
        self.pixels(text.chars().map(advance).sum())
    }

    fn pixels(self, thousandths: u32) -> i32 {
        let percent = if self.bold { 112 } else { 104 };
        let scaled = u64::from(thousandths) * self.size.unsigned_abs() as u64 * percent;
        i32::try_from(scaled.div_ceil(100_000)).unwrap_or(i32::MAX / 4)
    }

    /// Breaks a text into lines of at most `max` pixels.
    pub fn wrap(self, text: &str, max: i32) -> Vec<Line> {
        let pieces = self.pieces(text, max);
        let fewest = self.breaks(&pieces, max);
        if fewest.len() < 2 {
            return self.lines(&pieces, &fewest);
        }
        // The narrowest measure that needs no more lines gives the most even ones.
        let widest = pieces.iter().map(|piece| piece.width + self.hyphen(piece)).max().unwrap_or(max);
        let (mut low, mut high) = (widest.min(max), max);
        while low < high {
            let middle = (low + high) / 2;
            if self.breaks(&pieces, middle).len() > fewest.len() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.lines(&pieces, &self.breaks(&pieces, high))
    }

    /// Where lines end when each takes as many pieces as fit: one past its last piece.
    fn breaks(self, pieces: &[Piece], max: i32) -> Vec<usize> {
        let space = self.width(" ");
        let mut ends = Vec::new();
        let mut width = 0;
        for (n, piece) in pieces.iter().enumerate() {
            let gap = if piece.spaced { space } else { 0 };
            // A hyphen that may have to follow must fit as well.
            if width > 0 && width + gap + piece.width + self.hyphen(piece) > max {
                ends.push(n);
                width = piece.width;
            } else {
                width += if width > 0 { gap + piece.width } else { piece.width };
            }
        }
        if !pieces.is_empty() {
            ends.push(pieces.len());
        }
        ends
    }

    fn lines(self, pieces: &[Piece], ends: &[usize]) -> Vec<Line> {
        let mut start = 0;
        let mut lines = Vec::new();
        for &end in ends {
            let mut text = String::new();
            for piece in &pieces[start..end] {
                if piece.spaced && !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&piece.text);
            }
            if end < pieces.len() && pieces[end - 1].hyphen && !pieces[end].spaced {
                text.push('-');
            }
            lines.push(Line { width: self.width(&text), text });
            start = end;
        }
        lines
    }

    fn hyphen(self, piece: &Piece) -> i32 {
        if piece.hyphen { self.width("-") } else { 0 }
    }

    /// What must not be broken any further.
    fn pieces(self, text: &str, max: i32) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for word in words(text) {
            let mut spaced = true;
            for part in parts(&word) {
                let soft = part.ends_with(SOFT_HYPHEN);
                let clean: String = part.chars().filter(|&c| c != SOFT_HYPHEN).collect();
                self.push_narrow(&mut pieces, &clean, spaced, soft, max);
                spaced = false;
            }
        }
        pieces
    }

    /// Adds a part of a word, cut up when it is wider than the box.
    fn push_narrow(self, pieces: &mut Vec<Piece>, part: &str, mut spaced: bool, soft: bool, max: i32) {
        let mut rest: Vec<char> = part.chars().collect();
        while self.width_of(&rest) + if soft { self.width("-") } else { 0 } > max && rest.len() > 1 {
            let cut = self.cut(&rest, max);
            let tail = rest.split_off(cut);
            pieces.push(self.piece(&rest, spaced, true));
            spaced = false;
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(self.piece(&rest, spaced, soft));
        }
    }

    fn piece(self, chars: &[char], spaced: bool, hyphen: bool) -> Piece {
        Piece { text: chars.iter().collect(), width: self.width_of(chars), spaced, hyphen }
    }

    fn width_of(self, chars: &[char]) -> i32 {
        self.pixels(chars.iter().copied().map(advance).sum())
    }

    /// Where to cut a word so that its beginning and a hyphen fit: at a joint of a compound, or near its
    /// middle when two parts are enough, else as late as possible.
    fn cut(self, word: &[char], max: i32) -> usize {
        let room = max - self.width("-");
        let fits = |n: usize| word.get(..n).is_some_and(|head| self.width_of(head) <= room);
        let most = (1..word.len()).take_while(|&n| fits(n)).last().unwrap_or(1);
        let places = hyphen::places(word);
        let tail_fits = |n: usize| word.get(n..).is_some_and(|tail| self.width_of(tail) <= max);
        let two = places.iter().filter(|place| place.at <= most && tail_fits(place.at));
        let best = two.min_by_key(|place| (!place.joint, place.at.abs_diff(word.len() / 2), word.len() - place.at));
        let late = || places.iter().rev().find(|place| (most / 2 + 1..=most).contains(&place.at));
        best.or_else(late).map_or(most, |place| place.at)
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

/// A run of characters that stays together.
struct Piece {
    text: String,
    width: i32,
    /// A space stands before it.
    spaced: bool,
    /// A line that ends after it gets a hyphen.
    hyphen: bool,
}

/// Words, with those kept together that must not be parted: "§ 11", "stk. 2".
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty()) {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        match words.last_mut() {
            Some(last)
                if number
                    && BEFORE_NUMBER.iter().any(|&sign| last == sign || last.ends_with(&format!("\u{a0}{sign}"))) =>
            {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

const BEFORE_NUMBER: [&str; 7] = ["§", "§§", "stk.", "nr.", "kap.", "pkt.", "art."];

/// A word cut after its own hyphens and slashes.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut letters = 0;
    for (at, c) in word.char_indices() {
        let end = at + c.len_utf8();
        letters = if c.is_alphanumeric() { letters + 1 } else { letters };
        if matches!(c, '-' | '/' | SOFT_HYPHEN | '–') && letters >= 2 && end < word.len() {
            parts.push(word.get(start..end).unwrap_or_default());
            start = end;
            letters = 0;
        }
    }
    parts.push(word.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrap(text: &str, max: i32) -> Vec<String> {
        BODY.wrap(text, max).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(wrap("Registrér ansøgningen", 160), ["Registrér ansøgningen"]);
        assert_eq!(
            wrap("Er den unge i målgruppen for ungestøtte?", 160),
            ["Er den unge i", "målgruppen", "for ungestøtte?"]
        );
        assert_eq!(wrap("", 160), Vec::<String>::new());
    }

    #[test]
    fn statutes_stay_together() {
        assert_eq!(wrap("Afgør efter LAS § 11, stk. 2", 100), ["Afgør efter", "LAS §\u{a0}11,", "stk.\u{a0}2"]);
    }

    #[test]
    fn long_words_are_hyphenated() {
        assert_eq!(wrap("Ressourceforløbsydelse", 100), ["Ressourcefor-", "løbsydelse"]);
        assert_eq!(
            wrap("og/eller beskæftigelses- og integrationsforvaltning", 110).first().map(String::as_str),
            Some("og/eller")
        );
        for line in BODY.wrap(&"x".repeat(200), 90) {
            assert!(line.width <= 90, "{line:?}");
        }
    }

    #[test]
    fn compounds_are_parted_at_their_joints() {
        for (word, first) in [
            ("høringssvaret", "hørings-"),
            ("arbejdsevnen", "arbejds-"),
            ("visitationsudvalget", "visitations-"),
            ("mulighedserklæringen", "muligheds-"),
            ("kontanthjælpen", "kontant-"),
            ("partsrepræsentant", "parts-"),
            ("hjemløseenheden", "hjemløse-"),
            ("myndighedsrådgiver", "myndigheds-"),
        ] {
            let width = BODY.width(word) * 3 / 4;
            assert_eq!(wrap(word, width).first().map(String::as_str), Some(first));
        }
    }

    #[test]
    fn soft_hyphens_show_only_where_a_line_ends() {
        assert_eq!(wrap("parts\u{ad}høring", 200), ["partshøring"]);
        assert_eq!(wrap("parts\u{ad}høring", 60), ["parts-", "høring"]);
    }
}
