//! Lines of vCard and iCalendar: escaped, and folded after 75 bytes.

/// The longest line, in bytes without its end.
const LINE: usize = 75;

/// Appends `name:value` as one folded line; the value is written as it is.
pub fn push_line(out: &mut String, name: &str, value: &str) {
    let mut room = LINE;
    for c in name.chars().chain([':']).chain(value.chars()).filter(|c| !c.is_control()) {
        let width = c.len_utf8();
        if width > room {
            // The space that marks the continuation counts too.
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= width;
    }
    out.push_str("\r\n");
}

/// Appends `name:text`; what has a meaning in these formats is escaped. Nothing for an empty text.
pub fn push_text(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        push_line(out, name, &escape(text));
    }
}

/// A text as a value, or as one component of it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
