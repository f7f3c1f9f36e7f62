//! Pieces of a line of YAML: keys, values, quotes, brackets, comments.

/// What follows the "- " of lists, where it begins, and where the last hyphen stands.
pub fn after_dashes(mut content: &str, mut start: usize) -> (&str, usize, Option<usize>) {
    let mut dash = None;
    while let Some(rest) = content.strip_prefix("- ") {
        let trimmed = rest.trim_start_matches(' ');
        dash = Some(start);
        start += content.len() - trimmed.len();
        content = trimmed;
    }
    (content, start, dash)
}

/// Whether a text can be a key: letters, digits, hyphens and underscores.
pub fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The place of a backslash that does not stand before a quote or another one. YAML has more
/// escapes, but in a path such as `K:\\fælles` none of them is meant.
pub fn bad_escape(quoted: &str) -> Option<usize> {
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && !chars.next().is_some_and(|(_, next)| "\"/\\".contains(next)) {
            return Some(at);
        }
    }
    None
}

/// "key: value" or "key:"; the value's offset in the item. A quoted key counts.
pub fn split_key(item: &str) -> Option<(&str, &str, usize)> {
    let end = if let Some(mark) = item.chars().next().filter(|c| *c == '"' || *c == '\'') {
        let close = closing_quote(item, mark)?;
        item.get(close..)?.starts_with(':').then_some(close)?
    } else {
        let colon = item
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| item.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))?;
        // "[a: b]" and "{a: b}" are values of a list.
        if item.starts_with(['[', '{']) {
            return None;
        }
        colon
    };
    let key = item.get(..end)?;
    let rest = item.get(end + 1..)?;
    let value = rest.trim_start();
    Some((key, value, item.len() - value.len()))
}

/// The value without a comment at its end.
pub fn without_comment(value: &str) -> &str {
    value.find(" #").map_or(value, |at| value.get(..at).unwrap_or(value)).trim_end()
}

/// Where in a value a comment stands that was hardly meant as one: "lokal #12" has no space behind
/// its hash, or only one before it. `text` is the value without it.
pub fn doubtful_comment(value: &str, text: &str) -> Option<usize> {
    let rest = value.get(text.len()..).unwrap_or_default();
    let gap = rest.len() - rest.trim_start().len();
    let after = rest.trim_start().chars().nth(1);
    let doubtful = gap == 1 || after.is_some_and(|c| !c.is_whitespace());
    (doubtful && !rest.trim().is_empty()).then_some(text.len() + gap)
}

/// The offset after the closing quote of a text that begins with one.
pub fn closing_quote(value: &str, mark: char) -> Option<usize> {
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            if mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// How many brackets are open after the text, quotes aside.
pub fn open_brackets(text: &str, before: usize) -> usize {
    walk_brackets(text, before, |_, _| {})
}

/// The offset after the bracket that closes the first one.
pub fn closed_at(text: &str) -> usize {
    let mut end = text.len();
    let mut found = false;
    walk_brackets(text, 0, |at, depth| {
        if depth == 0 && !found {
            end = at + 1;
            found = true;
        }
    });
    end
}

fn walk_brackets(text: &str, before: usize, mut closed: impl FnMut(usize, usize)) -> usize {
    let mut depth = before;
    let mut skip_to = 0;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            // A quote opens only where a value may begin; elsewhere it is an apostrophe.
            '"' | '\'' if " [{,:".contains(previous) => {
                skip_to = text.get(at..).and_then(|rest| closing_quote(rest, c)).map_or(text.len(), |end| at + end);
            }
            '#' if previous == ' ' => return depth,
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                closed(at, depth);
            }
            _ => {}
        }
        previous = c;
    }
    depth
}

/// Quotes of other programs that open a value, and how they close it.
const PAIRS: [(char, &[char]); 4] =
    [('“', &['”', '“']), ('”', &['”', '“']), ('„', &['“', '”']), ('"', &['"', '”', '“'])];

/// The value as it should be written: in quotes, without those it has around it as a whole.
pub fn quote(value: &str) -> String {
    let bare = unquoted(value.trim());
    if bare.contains(['"', '\\']) { format!("'{}'", bare.replace('\'', "''")) } else { format!("\"{bare}\"") }
}

fn unquoted(value: &str) -> &str {
    let inner = PAIRS.iter().find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|inner| !inner.contains(['"', '“', '”', '„'])).unwrap_or(value)
}

/// Whether a letter is a quote that a word processor made.
pub fn is_typographic_quote(c: char) -> bool {
    "“”„‟".contains(c)
}

/// Spaces that look like one and are none to YAML: what stands for them.
pub fn strange_space(c: char) -> Option<&'static str> {
    match c {
        '\u{200b}' | '\u{feff}' | '\u{2060}' => Some(""),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        _ => None,
    }
}
