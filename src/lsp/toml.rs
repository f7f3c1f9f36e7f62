//! Where the cursor stands in `site.toml`, line by line: the table above it, the key before it.

use super::place::{Place, Segment, Spot};

/// The place of `cursor`; `None` in headers, comments and values of several lines.
pub fn find(text: &str, cursor: usize) -> Option<Place> {
    let mut table: Option<Segment> = None;
    let mut sections: Vec<(usize, Vec<(String, usize)>)> = vec![(0, Vec::new())];
    let mut found: Option<(Place, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n').chain(std::iter::once("")) {
        let content = line.trim_end_matches('\n');
        let here = (at..=at + content.len()).contains(&cursor) && found.is_none();
        if let Some(name) = content.trim().strip_prefix('[') {
            table = Some(Segment::Key(name.trim_matches(['[', ']', ' ']).to_owned()));
            sections.push((sections.len(), Vec::new()));
        } else if here {
            found = place(content, at, cursor, table.as_ref()).map(|place| (place, sections.len() - 1));
        }
        if let (Some((key, _)), Some((_, keys))) = (content.split_once('='), sections.last_mut()) {
            keys.push((key.trim().to_owned(), at));
        }
        at += line.len();
    }
    let (mut place, section) = found?;
    let line_start = text.get(..cursor)?.rfind('\n').map_or(0, |at| at + 1);
    let keys = sections.into_iter().find(|(number, _)| *number == section).map(|(_, keys)| keys)?;
    place.written = keys.into_iter().filter(|(_, start)| *start != line_start).map(|(key, _)| key).collect();
    Some(place)
}

fn place(line: &str, at: usize, cursor: usize, table: Option<&Segment>) -> Option<Place> {
    if line.trim_start().starts_with('#') {
        return None;
    }
    let mut path: Vec<Segment> = table.cloned().into_iter().collect();
    let in_line = cursor - at;
    let (spot, word, quote, has_colon) = match line.find('=').filter(|equals| *equals < in_line) {
        Some(equals) => {
            path.push(Segment::Key(line.get(..equals)?.trim().to_owned()));
            let value = line.get(equals + 1..)?;
            let start = equals + 1 + (value.len() - value.trim_start().len());
            let trimmed = value.trim();
            let inner = trimmed.strip_prefix('"');
            let word = match inner {
                Some(inner) => start + 1..start + 1 + inner.strip_suffix('"').unwrap_or(inner).len(),
                None => in_line.min(start)..(start + trimmed.len()).max(in_line),
            };
            (Spot::Value, word, inner.map(|_| '"'), true)
        }
        None => {
            let key = line.split('=').next()?.trim();
            let start = line.len() - line.trim_start().len();
            (Spot::Word, start..(start + key.len()).max(in_line), None, line.contains('='))
        }
    };
    let word = at + word.start..at + word.end;
    Some(Place { path, spot, word, written: Vec::new(), in_flow: false, quote, has_colon, column: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_keys() {
        let text = "title = \"x\"\n\n[review]\nev\n\n[[menu]]\nurl = \"abc/\"\n";
        let place = find(text, text.find("\nev").unwrap() + 3).unwrap();
        assert_eq!(place.path, [Segment::Key("review".to_owned())]);
        assert_eq!((place.spot, &text[place.word]), (Spot::Word, "ev"));
        let place = find(text, text.find("abc").unwrap() + 1).unwrap();
        assert_eq!((place.spot, &text[place.word.clone()]), (Spot::Value, "abc/"));
        assert_eq!(find(text, 12).unwrap().path, []);
        assert_eq!(find(text, text.find("[rev").unwrap() + 3), None);
    }
}
