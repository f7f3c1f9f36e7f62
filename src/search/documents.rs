//! What can be found: every page, and in it each step, provision and heading that has an address.

mod content;
mod parts;

use crate::model::{Content, Lead, Page, PageId, Portal, Status};
use crate::parallel;
use crate::routes::{Routes, Special, Target};
use crate::source::Url;
use crate::theme::Strings;

/// How much a word counts by where it stands. Body text counts 1; all others belong to the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    /// Keywords, synonyms, abbreviations: other names for the same.
    Name,
    /// Names of parts: sections of text, the citing pages of a provision.
    Heading,
    Law,
    Summary,
    /// What it is for: audience, tools, people, the lines of a topic.
    Detail,
    Body,
}

/// A page, or a place in one.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Below the page's address; empty for the page itself.
    pub anchor: String,
    pub title: String,
    /// Of a step.
    pub number: Option<u32>,
    /// Texts, each with the field it stands in.
    pub texts: Vec<(Field, String)>,
    /// Terms that are known already: `las§11`.
    pub terms: Vec<(Field, String)>,
    /// Of a provision: its paragraphs that have an anchor.
    pub paragraphs: Vec<u32>,
}

impl Document {
    fn add(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.texts.push((field, text.to_owned()));
        }
    }

    fn add_all<'t>(&mut self, field: Field, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            self.add(field, text);
        }
    }
}

/// What answers a question by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerKind {
    Contact,
    Statute,
    Term,
}

/// A page with the places in it that have an address of their own.
#[derive(Debug, Clone)]
pub struct PageDocuments {
    pub url: Url,
    /// As `kind.<name>` among the words of the interface.
    pub kind: &'static str,
    pub lead: Option<Lead>,
    /// Title of the section it lies in.
    pub section: String,
    pub summary: String,
    /// In sixteenths: pages of the past stand lower.
    pub rank: u32,
    pub answer: Option<AnswerKind>,
    /// Names by which it is an answer, beside its title.
    pub names: Vec<String>,
    pub page: Document,
    pub parts: Vec<Document>,
}

pub const FULL_RANK: u32 = 16;

/// Every page that is searched, in order of URL.
pub fn collect(portal: &Portal, routes: &Routes, strings: &Strings) -> Vec<PageDocuments> {
    let all: Vec<(&Url, &Target)> = routes.iter().map(|route| (&route.url, &route.target)).collect();
    let context = Context { portal, strings };
    parallel::map(&all, |(url, target)| context.of(url, target)).into_iter().flatten().collect()
}

/// What every document is made from.
#[derive(Clone, Copy)]
struct Context<'a> {
    portal: &'a Portal,
    strings: &'a Strings,
}

impl Context<'_> {
    fn of(&self, url: &Url, target: &Target) -> Option<PageDocuments> {
        match target {
            Target::Page(page) => Some(self.page(url, *page)),
            Target::Special { what, intro } => self.special(url, *what, *intro),
            Target::Role(actor) => {
                let actor = self.portal.actor(*actor);
                Some(self.made(url, "role", &actor.name, ""))
            }
            Target::Audience(audience) => {
                let audience = self.portal.audience(*audience);
                Some(self.made(url, "audience", &audience.name, audience.summary.as_deref().unwrap_or_default()))
            }
            // Lists of what is found by itself, and files.
            _ => None,
        }
    }

    fn special(&self, url: &Url, what: Special, intro: Option<PageId>) -> Option<PageDocuments> {
        if !what.is_searched() {
            return None;
        }
        Some(match intro {
            Some(page) => self.page(url, page),
            None => self.made(url, "page", self.strings.get(what.title_key()), ""),
        })
    }

    /// A page without a file.
    fn made(&self, url: &Url, kind: &'static str, title: &str, summary: &str) -> PageDocuments {
        let mut page = Document { title: normal(title), ..Document::default() };
        page.add(Field::Title, title);
        page.add(Field::Summary, summary);
        PageDocuments {
            url: url.clone(),
            kind,
            lead: None,
            section: String::new(),
            summary: normal(summary),
            rank: FULL_RANK * 3 / 4,
            answer: None,
            names: Vec::new(),
            page,
            parts: Vec::new(),
        }
    }

    fn page(&self, url: &Url, id: PageId) -> PageDocuments {
        let page = self.portal.page(id);
        let section =
            page.section.map(|section| self.portal.page(section)).filter(|above| !above.url.as_str().is_empty());
        let mut found = PageDocuments {
            url: url.clone(),
            kind: page.kind().name(),
            lead: page.lead,
            section: section.map(|section| normal(&section.title)).unwrap_or_default(),
            summary: normal(page.gist().unwrap_or_default()),
            rank: rank(page),
            answer: None,
            names: Vec::new(),
            page: Document { title: normal(&page.title), ..Document::default() },
            parts: Vec::new(),
        };
        self.common(page, &mut found.page);
        content::add(self, page, &mut found);
        found.parts = parts::of(self, page);
        found
    }

    /// What pages of all kinds may say.
    fn common(&self, page: &Page, document: &mut Document) {
        document.add(Field::Title, &page.title);
        document.add_all(Field::Name, page.keywords.iter().map(String::as_str));
        document.add_all(Field::Summary, page.gist());
        document.add_all(Field::Detail, page.audience.iter().map(|id| self.portal.audience(*id).name.as_str()));
        if let Some(owner) = page.owner {
            document.add(Field::Body, &self.portal.page(owner).title);
        }
        if let Some(text) = self.strings.find(&format!("kind.{}", page.kind().name())) {
            document.add(Field::Body, text);
        }
        parts::cite(self.portal, &page.law, document);
        for text in parts::rest(page) {
            document.add(Field::Body, text);
        }
    }

    fn words(&self, key: &str) -> &str {
        self.strings.find(key).unwrap_or_default()
    }
}

fn rank(page: &Page) -> u32 {
    let (numerator, denominator) = match page.status {
        Status::Current | Status::UnderReview | Status::Draft => (1, 1),
        Status::PhasingOut => (3, 4),
        Status::Historical => (1, 2),
    };
    let (by_kind, of) = match page.content {
        Content::News(_) | Content::Section(_) => (3, 4),
        _ => (1, 1),
    };
    FULL_RANK * numerator * by_kind / (denominator * of)
}

/// Composed letters and single spaces, so that what is shown is counted as it is searched.
fn normal(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}
