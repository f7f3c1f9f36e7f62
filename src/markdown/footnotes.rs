//! Footnotes: numbered by their first use, shown below the part that uses them first.

use std::collections::BTreeMap;

use super::html::push;
use super::writer::{Part, Writer};
use crate::text::push_escaped;

/// Footnotes by label; their text may come long after the reference.
#[derive(Default)]
pub struct Notes {
    pub(super) numbers: BTreeMap<String, usize>,
    pub(super) texts: BTreeMap<String, String>,
    pub(super) uses: BTreeMap<usize, usize>,
    /// The definition being written and what was being written before it.
    pub(super) open: Option<(String, String)>,
}

impl Writer<'_> {
    pub(super) fn reference(&mut self, label: &str) {
        let next = self.notes.numbers.len() + 1;
        let number = *self.notes.numbers.entry(label.to_owned()).or_insert(next);
        if number == next
            && let Some(part) = self.current.and_then(|part| self.parts.get_mut(part))
        {
            part.notes.push(number);
        }
        let uses = self.notes.uses.entry(number).or_insert(0);
        *uses += 1;
        let id = if *uses == 1 { format!("note-{number}-a") } else { format!("note-{number}-a{uses}") };
        let word = self.context.words.footnote.replace("{n}", &number.to_string());
        push(&mut self.out, format_args!("<sup><a id=\"{id}\" href=\"#note-{number}\" aria-label=\""));
        push_escaped(&mut self.out, &word);
        push(&mut self.out, format_args!("\">{number}</a></sup>"));
    }

    pub(super) fn start_note(&mut self, label: &str) {
        self.notes.open = Some((label.to_owned(), std::mem::take(&mut self.out)));
    }

    pub(super) fn end_note(&mut self) {
        let Some((label, before)) = self.notes.open.take() else { return };
        let text = std::mem::replace(&mut self.out, before);
        self.notes.texts.insert(label, text);
    }

    /// A part with the text of its footnotes below it.
    pub(super) fn with_notes(&self, mut part: Part) -> String {
        if part.notes.is_empty() {
            return part.html;
        }
        let words = self.context.words;
        part.html.push_str("<div class=\"footnotes\" role=\"group\" aria-label=\"");
        push_escaped(&mut part.html, &words.footnotes);
        part.html.push_str("\">\n<ol>\n");
        for number in &part.notes {
            let label = self.notes.numbers.iter().find(|(_, n)| *n == number).map(|(label, _)| label);
            let text = label.and_then(|label| self.notes.texts.get(label)).map_or("", String::as_str);
            push(
                &mut part.html,
                format_args!("<li id=\"note-{number}\" value=\"{number}\">{text}<a href=\"#note-{number}-a\">"),
            );
            push_escaped(&mut part.html, &words.footnote_back);
            part.html.push_str("</a></li>\n");
        }
        part.html.push_str("</ol>\n</div>\n");
        part.html
    }
}
