//! Small pieces of HTML: addresses, and notes with their icons.

use std::fmt::Write;

use crate::text::push_escaped;

/// Writing to a String cannot fail.
pub fn push(out: &mut String, text: std::fmt::Arguments) {
    let _ = out.write_fmt(text);
}

/// Appends an address for a quoted attribute; what may not stand in an address is percent-encoded.
pub fn push_href(out: &mut String, href: &str) {
    for c in href.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => push_encoded(out, c),
            c if c.is_ascii_graphic() => out.push(c),
            c => push_encoded(out, c),
        }
    }
}

fn push_encoded(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        push(out, format_args!("%{byte:02X}"));
    }
}

/// A kind of note: its class and its icon.
#[derive(Debug, Clone, Copy)]
pub struct NoteKind {
    class: &'static str,
    icon: &'static str,
}

/// The notes there are.
pub struct Notes {
    pub info: NoteKind,
    pub important: NoteKind,
    pub warning: NoteKind,
    pub example: NoteKind,
}

/// Icons are drawn on 16 by 16; shape and word tell notes apart, colour only helps.
pub const NOTE: Notes = Notes {
    info: NoteKind { class: "note-info", icon: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 4h2v2H7zm0 3h2v5H7z" },
    important: NoteKind { class: "note-important", icon: "M2 1h12v10H9l-4 4v-4H2zm5 2v4h2V3zm0 5v2h2V8z" },
    warning: NoteKind { class: "note-warning", icon: "M8 1 0 15h16zM7 6h2v4H7zm0 5h2v2H7z" },
    example: NoteKind { class: "note-example", icon: "M2 1h9l3 3v11H2zm3 5v1h6V6zm0 3v1h6V9zm0 3v1h4v-1z" },
};

impl NoteKind {
    /// Opens a note with its icon and word; the reader closes it with `</div>`.
    pub fn push_start(self, out: &mut String, word: &str) {
        let Self { class, icon } = self;
        push(
            out,
            format_args!(
                "<div class=\"note {class}\" role=\"note\">\n<p class=\"note-word\"><svg class=\"icon\" aria-hidden=\"true\" \
             viewBox=\"0 0 16 16\" width=\"16\" height=\"16\"><path fill-rule=\"evenodd\" d=\"{icon}\"/></svg> "
            ),
        );
        push_escaped(out, word);
        out.push_str("</p>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::push_href;

    #[test]
    fn addresses_cannot_leave_their_attribute() {
        let mut out = String::new();
        push_href(&mut out, "a?b=1&c='d\" e<f>#å");
        assert_eq!(out, "a?b=1&amp;c=&#39;d%22%20e%3Cf%3E#%C3%A5");
    }
}
