//! Where the cursor stands between brackets: `[a, b]`, `{say: Ja, to: x}`, over several lines too.

use std::ops::Range;

use super::place::{Found, Place, Segment, Spot, scalar};
use crate::parse::closing_quote;

/// Brackets that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Flow {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    is_map: bool,
    node: usize,
    items: usize,
    key: Option<String>,
}

impl Flow {
    pub fn is_open(&self) -> bool {
        !self.levels.is_empty()
    }

    /// Reads on over one line. Keys go to `keys` with the mapping they belong to; the place of the
    /// cursor is returned when it is in this line.
    pub fn feed(
        &mut self,
        text: &str,
        at: usize,
        cursor: usize,
        nodes: &mut usize,
        keys: &mut Vec<(usize, String, usize)>,
    ) -> Option<Found> {
        let mut found = None;
        let mut token = at;
        let mut skip_to = 0;
        let mut previous = ' ';
        for (offset, c) in text.char_indices() {
            if offset < skip_to {
                continue;
            }
            let here = at + offset;
            let rest = text.get(offset..).unwrap_or_default();
            match c {
                '"' | '\'' if " [{,:".contains(previous) => {
                    skip_to = closing_quote(rest, c).map_or(skip_to, |end| offset + end);
                }
                '[' | '{' => {
                    *nodes += 1;
                    self.levels.push(Level { is_map: c == '{', node: *nodes, items: 0, key: None });
                    token = here + 1;
                }
                ',' | ']' | '}' => {
                    found = found.or_else(|| self.token(text, at, token..here, cursor, false));
                    self.close(c);
                    token = here + 1;
                }
                ':' if self.awaits_key()
                    && rest.get(1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' ')) =>
                {
                    found = found.or_else(|| self.token(text, at, token..here, cursor, true));
                    self.name(text, at, token..here, keys);
                    token = here + 1;
                }
                _ => {}
            }
            if !self.is_open() {
                return found;
            }
            previous = c;
        }
        found.or_else(|| self.token(text, at, token..at + text.len(), cursor, false))
    }

    fn awaits_key(&self) -> bool {
        self.levels.last().is_some_and(|level| level.is_map && level.key.is_none())
    }

    fn close(&mut self, c: char) {
        if c == ',' {
            if let Some(level) = self.levels.last_mut() {
                level.items += 1;
                level.key = None;
            }
        } else {
            self.levels.pop();
        }
    }

    /// The token before a colon becomes the key of what follows.
    fn name(&mut self, text: &str, at: usize, token: Range<usize>, keys: &mut Vec<(usize, String, usize)>) {
        let written = text.get(token.start - at..token.end - at).unwrap_or_default();
        let name = written.trim().trim_matches(['"', '\'']).to_owned();
        let start = token.start + (written.len() - written.trim_start().len());
        if let Some(level) = self.levels.last_mut() {
            keys.push((level.node, name.clone(), start));
            level.key = Some(name);
        }
    }

    /// The place of a cursor that stands in this token.
    fn token(&self, text: &str, at: usize, token: Range<usize>, cursor: usize, has_colon: bool) -> Option<Found> {
        if !(token.start..=token.end).contains(&cursor) {
            return None;
        }
        let written = text.get(token.start - at..token.end - at)?;
        let start = token.start + (written.len() - written.trim_start().len());
        let (word, quote) = scalar(written.trim(), start, cursor);
        let last = self.levels.last()?;
        let spot = if last.key.is_some() { Spot::Value } else { Spot::Word };
        let path = self.levels.iter().filter_map(Level::segment).collect();
        let place = Place { path, spot, word, written: Vec::new(), in_flow: true, quote, has_colon, column: 0 };
        Some(Found { place, node: if last.is_map { last.node } else { usize::MAX } })
    }
}

impl Level {
    fn segment(&self) -> Option<Segment> {
        match (self.is_map, &self.key) {
            (true, Some(key)) => Some(Segment::Key(key.clone())),
            (true, None) => None,
            (false, _) => Some(Segment::Item(self.items)),
        }
    }
}
