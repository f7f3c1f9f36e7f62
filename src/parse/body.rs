//! One pass over a page's Markdown: headings, links, images, plain words, and what is not allowed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::model::{Citation, Heading};
use crate::source::{At, FileId, Span};
use crate::text::slug;

/// The Markdown of pages: CommonMark with tables, footnotes, definition lists, task lists, alerts,
/// heading ids and wikilinks. Rendering reads with the same options.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_STRIKETHROUGH);

/// What one pass saw.
#[derive(Debug, Clone, Default)]
pub struct RawBody {
    pub range: Range<usize>,
    pub headings: Arc<[Heading]>,
    pub links: Vec<RawLink>,
    pub images: Vec<RawLink>,
    /// Raw HTML, which pages may not hold.
    pub html: Vec<Span>,
    /// The first of it comes from a word processor or a mail.
    pub from_word: bool,
    pub plain: Arc<str>,
    /// What looks like a reference to a statute.
    pub cited: Vec<Citation>,
    /// Where paragraphs stand.
    pub paragraphs: Vec<Span>,
    pub has_code: bool,
}

/// A link or image as written.
#[derive(Debug, Clone)]
pub struct RawLink {
    pub span: Span,
    /// The destination, or the name in a wikilink.
    pub dest: At<String>,
    /// The visible text; for an image its alternative text.
    pub text: String,
    pub wiki: bool,
}

/// Reads the Markdown in `range` of `text`.
pub fn scan(file: FileId, text: &str, range: Range<usize>) -> RawBody {
    let markdown = text.get(range.clone()).unwrap_or_default();
    let mut scan = Scan {
        file,
        text,
        offset: range.start,
        body: RawBody { range: range.clone(), ..RawBody::default() },
        plain: String::new(),
        headings: Vec::new(),
        heading: None,
        open: Vec::new(),
        html: None,
        ids: BTreeMap::new(),
    };
    for (event, place) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        scan.event(event, place);
    }
    scan.finish()
}

struct Scan<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
    body: RawBody,
    plain: String,
    headings: Vec<Heading>,
    /// The heading being read: level, written id, place, and where its text begins in `plain`.
    heading: Option<(u8, Option<String>, Span, usize)>,
    /// Links and images being read, and where their text begins in `plain`.
    open: Vec<(RawLink, bool, usize)>,
    /// The block of HTML being read.
    html: Option<(Span, String)>,
    /// Ids of headings, and how often each was wanted.
    ids: BTreeMap<String, usize>,
}

impl Scan<'_> {
    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        let span = Span::new(self.file, place.start + self.offset..place.end + self.offset);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.plain.push(' '),
            Event::Html(html) => {
                if let Some((_, block)) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(html) => {
                self.html(&html, span);
            }
            _ => {}
        }
    }

    /// An element is reported where it opens; comments are no elements.
    fn html(&mut self, html: &str, span: Span) {
        let html = html.trim();
        let closes = html.starts_with("</") && html.matches('<').count() == 1 && !self.body.html.is_empty();
        if closes || is_comment(html) {
            return;
        }
        // What a word processor left is one paste, however many elements it has.
        let pasted = is_from_word(html);
        if !(pasted && self.body.from_word) {
            self.body.html.push(span);
        }
        self.body.from_word |= pasted;
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.body.paragraphs.push(span),
            Tag::HtmlBlock => self.html = Some((span, String::new())),
            Tag::Heading { level, id, .. } => {
                self.heading = Some((level as u8, id.map(|id| id.to_string()), span, self.plain.len()));
            }
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url, span, false),
            Tag::Image { link_type, dest_url, .. } => self.open_link(link_type, &dest_url, span, true),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) if !language.is_empty() => self.body.has_code = true,
            _ => {}
        }
    }

    fn open_link(&mut self, link_type: LinkType, dest: &str, span: Span, image: bool) {
        // "<navn@enhed.dk>" is written without its scheme.
        let mailto = if link_type == LinkType::Email { format!("mailto:{dest}") } else { dest.to_owned() };
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let link = RawLink { span, dest: At::new(mailto, self.dest_span(dest, span)), text: String::new(), wiki };
        self.open.push((link, image, self.plain.len()));
    }

    /// Where the destination stands within the link; the whole link when it stands elsewhere
    /// (reference links).
    fn dest_span(&self, dest: &str, span: Span) -> Span {
        let written = self.text.get(span.range()).unwrap_or_default();
        // Nearly all links end with it.
        let at_end = written.strip_suffix(')').and_then(|written| written.strip_suffix(dest)).map(str::len);
        match at_end.or_else(|| written.rfind(dest)).filter(|_| !dest.is_empty()) {
            Some(at) => {
                let start = span.start as usize + at;
                Span::new(self.file, start..start + dest.len())
            }
            None => span,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some((span, html)) = self.html.take() {
                    self.html(&html, span);
                }
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
        if is_block(tag) && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    fn close_heading(&mut self) {
        let Some((level, written, span, start)) = self.heading.take() else { return };
        let text = self.plain.get(start..).unwrap_or_default().trim().to_owned();
        let wanted = written.unwrap_or_else(|| slug(&text));
        let id = self.unique_id(if wanted.is_empty() { "afsnit".to_owned() } else { wanted });
        let plain = start..self.plain.len();
        self.headings.push(Heading { level, id, text, span, end: self.body.range.end, plain });
    }

    fn unique_id(&mut self, wanted: String) -> String {
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) {
            let count = self.ids.entry(wanted.clone()).or_insert(1);
            *count += 1;
            id = format!("{wanted}-{count}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    fn close_link(&mut self) {
        let Some((mut link, image, start)) = self.open.pop() else { return };
        link.text = self.plain.get(start..).unwrap_or_default().trim().to_owned();
        if image { self.body.images.push(link) } else { self.body.links.push(link) }
    }

    /// A heading's part ends at the next heading of its level or above.
    fn finish(mut self) -> RawBody {
        // From the last heading to the first: where the next heading of each level stands.
        let mut next = [self.body.range.end; 7];
        for heading in self.headings.iter_mut().rev() {
            let level = usize::from(heading.level);
            heading.end = next.get(level).copied().unwrap_or(heading.end);
            for deeper in next.iter_mut().skip(level) {
                *deeper = heading.span.start as usize;
            }
        }
        self.body.cited = cited(&self.plain);
        self.body.plain = self.plain.into();
        self.body.headings = self.headings.into();
        self.body.links.shrink_to_fit();
        self.body.paragraphs.shrink_to_fit();
        self.body
    }
}

const ARTICLE: &str = " art. ";

/// References as they may stand in running text: a word before a section sign or "art.". Whether there is a
/// statute of that name, others know.
fn cited(text: &str) -> Vec<Citation> {
    let signs = text.match_indices('§').map(|(at, _)| at);
    // To say that a word is nowhere is much quicker than to look for its places.
    let articles = text.contains(ARTICLE).then(|| text.match_indices(ARTICLE)).into_iter().flatten();
    let signs = signs.chain(articles.map(|(at, _)| at + 1));
    let citation = |sign: usize| {
        let before = text.get(..sign)?.trim_end();
        let word = before.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last();
        let (start, _) = word?;
        Some(Citation::parse_prefix(text.get(start..)?)?.0)
    };
    signs.filter_map(citation).collect()
}

/// Marks of HTML from Word and Outlook.
fn is_from_word(html: &str) -> bool {
    ["mso-", "\"Mso", "<o:p", "=Mso", "urn:schemas-microsoft"].iter().any(|mark| html.contains(mark))
}

/// Whether there is nothing in a piece of HTML but comments: how editors leave notes to each other.
/// They never reach the portal.
fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.split_once("-->") {
            Some((_, after)) => rest = after.trim_start(),
            None => return true,
        }
    }
    rest.is_empty()
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
