//! The text of a page as HTML.
//!
//! One pass over the events of the Markdown parser, written out by [`writer`]: links and images
//! lead where `assemble` bound them, alerts become notes with a word, tables get a box to scroll
//! in, raw HTML is left out. In running text statute references link to the statute's page, and
//! the first use of each term of the [`glossary`] links to its entry.
//!
//! The whole body is always parsed, also when only the guidance of one step is wanted: what a
//! reference link or a footnote means may stand elsewhere in the page.

mod blocks;
mod code;
mod footnotes;
pub mod glossary;
mod html;
mod links;
mod writer;

pub use code::push_code;
pub use glossary::Glossary;

use std::ops::Range;

use pulldown_cmark::Parser;

use crate::model::{LinkTarget, Page, PageId, Portal, Provision};
use crate::parse::OPTIONS;

/// What the text of a page is rendered with.
pub struct BodyContext<'a> {
    pub portal: &'a Portal,
    pub page: &'a Page,
    /// The file's text.
    pub source: &'a str,
    /// Made once for the portal.
    pub glossary: &'a Glossary,
    /// Words of the user interface, made once for the portal.
    pub words: &'a Words,
    /// How many levels headings move down: 1 inside a part that has a heading of its own.
    pub shift: u8,
    /// Where a link leads; `None` shows its text only.
    pub link: &'a dyn Fn(&LinkTarget) -> Option<String>,
    /// Where a provision stands.
    pub law_link: &'a dyn Fn(PageId, &Provision) -> Option<String>,
    /// Where a term, or a statute as a whole, stands.
    pub term_link: &'a dyn Fn(PageId) -> Option<String>,
}

/// Words that stand in the HTML of a text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub info: String,
    pub important: String,
    pub warning: String,
    pub example: String,
    pub external: String,
    pub table: String,
    pub done: String,
    pub not_done: String,
    pub footnotes: String,
    pub footnote: String,
    pub footnote_back: String,
}

impl Words {
    /// Asks for each word by its key in the theme's texts.
    pub fn new(text: impl Fn(&str) -> String) -> Self {
        Self {
            info: text("note.info"),
            important: text("note.important"),
            warning: text("note.warning"),
            example: text("note.example"),
            external: text("common.external"),
            table: text("markdown.table"),
            done: text("markdown.done"),
            not_done: text("markdown.not_done"),
            footnotes: text("markdown.footnotes"),
            footnote: text("markdown.footnote"),
            footnote_back: text("markdown.footnote_back"),
        }
    }
}

/// The HTML of a part of the body: the whole, or the guidance of one step.
pub fn render(context: &BodyContext, range: Range<usize>) -> String {
    render_parts(context, &[range]).pop().unwrap_or_default()
}

/// The HTML of several parts of the body in one pass, in their order. Parts are cut between
/// blocks and do not overlap; a term is linked at its first use in all of them.
pub fn render_parts(context: &BodyContext, parts: &[Range<usize>]) -> Vec<String> {
    let body = context.page.body.range.clone();
    let markdown = context.source.get(body.clone()).unwrap_or_default();
    let mut writer = writer::Writer::new(context, parts);
    for (event, place) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        writer.event(event, place.start + body.start..place.end + body.start);
    }
    writer.finish()
}
