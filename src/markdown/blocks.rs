//! Headings, notes, code, tables and tasks.

use pulldown_cmark::{Alignment, BlockQuoteKind, Tag, TagEnd};

use super::code::push_code;
use super::html::{NOTE, NoteKind, push};
use super::writer::Writer;
use crate::text::push_escaped;

/// The table being written.
#[derive(Default)]
pub struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) head: bool,
    /// Where the open cell began: an empty head becomes a plain cell.
    pub(super) start: usize,
    /// Where its text began.
    text: usize,
}

impl Writer<'_> {
    /// The page's title is the only heading of the first level.
    pub(super) fn level(&self, level: u8) -> u8 {
        (level.max(2) + self.context.shift).min(6)
    }

    pub(super) fn start_heading(&mut self, level: u8, at: usize) {
        self.silent += 1;
        let level = self.level(level);
        let headings = &self.context.page.body.headings;
        let found = headings.binary_search_by_key(&at, |heading| heading.span.start as usize);
        let id = found.ok().and_then(|n| headings.get(n)).map(|heading| &heading.id);
        push(&mut self.out, format_args!("<h{level}"));
        if let Some(id) = id {
            self.out.push_str(" id=\"");
            push_escaped(&mut self.out, id);
            self.out.push('"');
        }
        self.out.push('>');
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let words = self.context.words;
        let (kind, word): (NoteKind, &str) = match kind {
            None => return self.out.push_str("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => (NOTE.info, &words.info),
            Some(BlockQuoteKind::Tip) => (NOTE.example, &words.example),
            Some(BlockQuoteKind::Important) => (NOTE.important, &words.important),
            Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution) => (NOTE.warning, &words.warning),
        };
        kind.push_start(&mut self.out, word);
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        // Wide code scrolls, so the keyboard must reach it.
        self.out.push_str("<pre class=\"code\" tabindex=\"0\"><code>");
        push_code(&mut self.out, &code, &language);
        self.out.push_str("</code></pre>\n");
    }

    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        self.table = Table { alignments, ..Table::default() };
        self.out.push_str("<div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"");
        push_escaped(&mut self.out, &self.context.words.table);
        push(&mut self.out, format_args!(" {}\"><table>\n", self.tables));
    }

    pub(super) fn start_cell(&mut self) {
        let alignment = self.table.alignments.get(self.table.cell).copied().unwrap_or(Alignment::None);
        let class = match alignment {
            Alignment::Right => " class=\"right\"",
            Alignment::Center => " class=\"center\"",
            Alignment::Left | Alignment::None => "",
        };
        self.table.start = self.out.len();
        let tag = if self.table.head { "<th scope=\"col\"" } else { "<td" };
        push(&mut self.out, format_args!("{tag}{class}>"));
        self.table.text = self.out.len();
    }

    pub(super) fn end_cell(&mut self) {
        self.table.cell += 1;
        let empty = self.table.text == self.out.len();
        match (self.table.head, empty) {
            // A head without words names nothing.
            (true, true) => {
                self.out.truncate(self.table.start);
                self.out.push_str("<td></td>");
            }
            (true, false) => self.out.push_str("</th>"),
            (false, _) => self.out.push_str("</td>"),
        }
    }

    /// A box that is read aloud as done or not; it stands in the item that was just opened.
    pub(super) fn task(&mut self, done: bool) {
        if let Some(item) = self.out.rfind("<li>") {
            self.out.insert_str(item + 3, " class=\"task\"");
        }
        let words = self.context.words;
        let (class, word) = if done { ("task-box is-done", &words.done) } else { ("task-box", &words.not_done) };
        push(&mut self.out, format_args!("<span class=\"{class}\" role=\"img\" aria-label=\""));
        push_escaped(&mut self.out, word);
        self.out.push_str("\"></span> ");
    }
}

/// Opening tags that need nothing but their name.
pub fn opening(tag: &Tag) -> &'static str {
    match tag {
        Tag::Paragraph => "<p>",
        Tag::List(Some(_)) => "<ol>\n",
        Tag::List(None) => "<ul>\n",
        Tag::Item => "<li>",
        Tag::DefinitionList => "<dl>\n",
        Tag::DefinitionListTitle => "<dt>",
        Tag::DefinitionListDefinition => "<dd>",
        Tag::TableHead => "<thead><tr>",
        Tag::TableRow => "<tr>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Strikethrough => "<del>",
        _ => "",
    }
}

pub fn closing(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::BlockQuote(None) => "</blockquote>\n",
        TagEnd::BlockQuote(Some(_)) => "</div>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::DefinitionList => "</dl>\n",
        TagEnd::DefinitionListTitle => "</dt>\n",
        TagEnd::DefinitionListDefinition => "</dd>\n",
        TagEnd::Table => "</tbody></table></div>\n",
        TagEnd::TableHead => "</tr></thead>\n<tbody>\n",
        TagEnd::TableRow => "</tr>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        _ => "",
    }
}
