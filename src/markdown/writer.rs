//! Events of the Markdown parser to HTML.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::BodyContext;
use super::blocks::{Table, closing, opening};
use super::footnotes::Notes;
use super::glossary::Found;
use super::html::{push, push_href};
use crate::model::{Content, PageId};
use crate::text::push_escaped;

/// Writes the parts of one page.
pub struct Writer<'a> {
    pub(super) context: &'a BodyContext<'a>,
    pub(super) parts: Vec<Part>,
    /// The part being written; `None` between parts.
    pub(super) current: Option<usize>,
    /// Open blocks and spans.
    depth: usize,
    pub(super) out: String,
    /// Text not yet written: names may stand across line breaks.
    pending: String,
    /// Open elements in which no names are linked: links, headings.
    pub(super) silent: usize,
    /// Inside an element whose text is not shown: an image, a wikilink that shows a title.
    pub(super) hidden: usize,
    pub(super) code: Option<(String, String)>,
    pub(super) table: Table,
    pub(super) tables: usize,
    linked: BTreeSet<PageId>,
    /// Closing tags of links, innermost last.
    pub(super) links: Vec<&'static str>,
    pub(super) external: Vec<bool>,
    pub(super) notes: Notes,
}

/// A part of the body and its HTML.
pub struct Part {
    pub(super) range: Range<usize>,
    pub(super) html: String,
    /// Numbers of the footnotes first referred to here.
    pub(super) notes: Vec<usize>,
}

impl<'a> Writer<'a> {
    pub fn new(context: &'a BodyContext<'a>, parts: &[Range<usize>]) -> Self {
        let parts = parts.iter().map(|range| Part { range: range.clone(), html: String::new(), notes: Vec::new() });
        Self {
            context,
            parts: parts.collect(),
            current: None,
            depth: 0,
            out: String::with_capacity(context.page.body.range.len() * 3 / 2),
            pending: String::new(),
            silent: 0,
            hidden: 0,
            code: None,
            table: Table::default(),
            tables: 0,
            linked: BTreeSet::new(),
            links: Vec::new(),
            external: Vec::new(),
            notes: Notes::default(),
        }
    }

    pub fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        if self.depth == 0 {
            self.enter(place.start);
        }
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        // Footnotes are kept from wherever they stand.
        let note = matches!(event, Event::Start(Tag::FootnoteDefinition(_))) || self.notes.open.is_some();
        if self.current.is_some() || note {
            self.write(event, &place);
        }
    }

    /// The HTML of each part.
    pub fn finish(mut self) -> Vec<String> {
        self.leave();
        let parts = std::mem::take(&mut self.parts);
        parts.into_iter().map(|part| self.with_notes(part)).collect()
    }

    /// Goes on to the part that a block at `start` belongs to.
    fn enter(&mut self, start: usize) {
        let part = self.parts.iter().position(|part| part.range.contains(&start));
        if part != self.current {
            self.leave();
            self.current = part;
        }
    }

    fn leave(&mut self) {
        if let Some(part) = self.current.take().and_then(|part| self.parts.get_mut(part)) {
            part.html.push_str(&std::mem::take(&mut self.out));
        }
        self.out.clear();
    }

    fn write(&mut self, event: Event<'_>, place: &Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::SoftBreak if self.hidden == 0 => self.pending.push('\n'),
            other => {
                self.flush();
                self.write_other(other, place);
            }
        }
    }

    fn write_other(&mut self, event: Event<'_>, place: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag),
            _ if self.hidden > 0 => {}
            Event::Code(code) => {
                self.out.push_str("<code>");
                push_escaped(&mut self.out, &code);
                self.out.push_str("</code>");
            }
            Event::FootnoteReference(label) => self.reference(&label),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(done),
            // Raw HTML is an error of the page; comments are notes between editors.
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        match &mut self.code {
            Some((_, code)) => code.push_str(text),
            None => self.pending.push_str(text),
        }
    }

    /// Writes the text read so far, with its names linked.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        let mut done = 0;
        while self.silent == 0 {
            let Some((range, found)) = self.next_name(&text, done) else { break };
            push_escaped(&mut self.out, text.get(done..range.start).unwrap_or_default());
            self.name(text.get(range.clone()).unwrap_or_default(), &found);
            done = range.end;
        }
        push_escaped(&mut self.out, text.get(done..).unwrap_or_default());
        self.pending = text;
        self.pending.clear();
    }

    fn next_name(&self, text: &str, from: usize) -> Option<(Range<usize>, Found)> {
        let page = self.context.page;
        self.context.glossary.find(text, from, |found| match found {
            Found::Citation(..) => true,
            Found::Name(id) => page.glossary && *id != page.id && !self.linked.contains(id),
        })
    }

    fn name(&mut self, text: &str, found: &Found) {
        let context = self.context;
        let (href, class, title) = match found {
            Found::Citation(law, citation) => {
                let href = citation.provisions.first().and_then(|provision| (context.law_link)(*law, provision));
                (href, "law", None)
            }
            Found::Name(id) => {
                self.linked.insert(*id);
                let (class, title) = match &context.portal.page(*id).content {
                    Content::Term(term) => ("term", Some(term.short.as_str())),
                    Content::Law(law) => ("law", law.full_title.as_deref()),
                    _ => ("term", None),
                };
                ((context.term_link)(*id), class, title)
            }
        };
        let Some(href) = href else { return push_escaped(&mut self.out, text) };
        push(&mut self.out, format_args!("<a class=\"{class}\" href=\""));
        push_href(&mut self.out, &href);
        if let Some(title) = title {
            self.out.push_str("\" title=\"");
            push_escaped(&mut self.out, title);
        }
        self.out.push_str("\">");
        push_escaped(&mut self.out, text);
        self.out.push_str("</a>");
    }

    fn start(&mut self, tag: Tag<'_>, place: &Range<usize>) {
        match tag {
            Tag::Link { link_type, .. } => return self.start_link(link_type, place.start),
            Tag::Image { title, .. } => return self.start_image(&title, place.start),
            _ if self.hidden > 0 => return,
            Tag::Heading { level, .. } => return self.start_heading(level as u8, place.start),
            Tag::BlockQuote(kind) => return self.start_quote(kind),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
                return;
            }
            Tag::FootnoteDefinition(label) => {
                return self.start_note(&label);
            }
            Tag::Table(alignments) => return self.start_table(alignments),
            Tag::TableHead => self.table.head = true,
            Tag::TableRow => self.table.cell = 0,
            Tag::TableCell => return self.start_cell(),
            _ => {}
        }
        match tag {
            Tag::List(Some(first)) if first != 1 => push(&mut self.out, format_args!("<ol start=\"{first}\">\n")),
            tag => self.out.push_str(opening(&tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => return self.end_link(),
            TagEnd::Image => {
                self.hidden -= 1;
                return;
            }
            _ if self.hidden > 0 => return,
            TagEnd::Heading(level) => {
                self.silent -= 1;
                let level = self.level(level as u8);
                return push(&mut self.out, format_args!("</h{level}>\n"));
            }
            TagEnd::CodeBlock => return self.end_code(),
            TagEnd::FootnoteDefinition => return self.end_note(),
            TagEnd::TableCell => return self.end_cell(),
            TagEnd::TableHead => {
                self.table.head = false;
                self.table.cell = 0;
            }
            _ => {}
        }
        self.out.push_str(closing(tag));
    }
}
