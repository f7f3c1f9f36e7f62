//! One type of page, with a content per kind.

use std::ops::Range;
use std::sync::Arc;

use super::{ActorId, AudienceId, ComplaintId, Contact, Date, Deadline, Duration, LawRef, Lead, PageId, Workflow};
use crate::source::{At, FileId, SourcePath, Span, Url};

/// What a page is about. The folder's `_index.md` decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Section,
    Workflow,
    Tool,
    Term,
    Service,
    Contact,
    Law,
    Topic,
    Guide,
    Path,
    News,
    Page,
}

impl Kind {
    pub const ALL: [Kind; 12] = [
        Kind::Section,
        Kind::Workflow,
        Kind::Tool,
        Kind::Term,
        Kind::Service,
        Kind::Contact,
        Kind::Law,
        Kind::Topic,
        Kind::Guide,
        Kind::Path,
        Kind::News,
        Kind::Page,
    ];

    /// As written in `kind:`.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Section => "section",
            Kind::Workflow => "workflow",
            Kind::Tool => "tool",
            Kind::Term => "term",
            Kind::Service => "service",
            Kind::Contact => "contact",
            Kind::Law => "law",
            Kind::Topic => "topic",
            Kind::Guide => "guide",
            Kind::Path => "path",
            Kind::News => "news",
            Kind::Page => "page",
        }
    }

    /// What a page of the kind is called in Danish.
    pub const fn danish(self) -> &'static str {
        match self {
            Kind::Section => "mappe",
            Kind::Workflow => "arbejdsgang",
            Kind::Tool => "redskab",
            Kind::Term => "ord",
            Kind::Service => "ydelse",
            Kind::Contact => "kontakt",
            Kind::Law => "lov",
            Kind::Topic => "emne",
            Kind::Guide => "guide",
            Kind::Path => "forløb",
            Kind::News => "nyhed",
            Kind::Page => "side",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A page: one Markdown file.
#[derive(Debug, Clone)]
pub struct Page {
    pub id: PageId,
    /// The file's stem, unique within its kind; for a section its folder's name (`""` at the top).
    pub slug: String,
    pub file: FileId,
    pub source: SourcePath,
    pub url: Url,
    /// The section it lies in; `None` for the front page.
    pub section: Option<PageId>,
    pub title: String,
    pub title_span: Span,
    pub summary: Option<String>,
    pub lead: Option<Lead>,
    /// A page of kind contact.
    pub owner: Option<PageId>,
    pub audience: Vec<AudienceId>,
    pub law: Vec<LawRef>,
    pub keywords: Vec<String>,
    /// Old URLs that redirect here.
    pub aliases: Vec<Url>,
    pub reviewed: Option<Date>,
    /// The day of its last change as the editor says, where the version control's is not the right one.
    pub updated: Option<Date>,
    /// The day of its last change as the version control says.
    pub committed: Option<Date>,
    /// The page's own interval; the site has one for the rest.
    pub review_every: Option<Duration>,
    /// `reviewed` plus the interval of the page or the site.
    pub review_due: Option<Date>,
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
    pub status: Status,
    pub legal_check: Option<LegalCheck>,
    pub kle: Option<String>,
    pub related: Vec<PageId>,
    pub changes: Vec<Change>,
    pub allow: Vec<Allow>,
    /// Whether terms of the glossary are linked in its text.
    pub glossary: bool,
    pub body: Body,
    /// Numbers in the file that look like civil registration numbers.
    pub cpr: Vec<Span>,
    pub content: Content,
}

impl Page {
    pub fn kind(&self) -> Kind {
        self.content.kind()
    }

    pub fn workflow(&self) -> Option<&Workflow> {
        match &self.content {
            Content::Workflow(workflow) => Some(workflow),
            _ => None,
        }
    }

    pub fn contact(&self) -> Option<&Contact> {
        match &self.content {
            Content::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// The sentence that stands for it: its summary, and of a term without one the definition.
    pub fn gist(&self) -> Option<&str> {
        match &self.content {
            Content::Term(term) if self.summary.is_none() => Some(&term.short),
            _ => self.summary.as_deref(),
        }
    }

    /// The day its content last changed, as far as anybody knows: the editor's word before the version
    /// control's, and the list of changes where that is newer.
    pub fn changed(&self) -> Option<Date> {
        let listed = self.changes.iter().map(|change| change.date).max();
        self.updated.or(self.committed).max(listed)
    }

    /// The day somebody last changed it or read it with care.
    pub fn touched(&self) -> Option<Date> {
        self.changed().max(self.reviewed)
    }

    /// Whether the page's review date has passed on `today`.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.review_due.is_some_and(|due| due < today)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    #[default]
    Current,
    /// Closed for new cases.
    PhasingOut,
    /// Touched by a reform; sections and dates must be looked at again.
    UnderReview,
    Historical,
    Draft,
}

impl Status {
    pub const ALL: [Self; 5] = [Self::Current, Self::PhasingOut, Self::UnderReview, Self::Historical, Self::Draft];

    /// As pages and other programs write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::PhasingOut => "phasing_out",
            Self::UnderReview => "under_review",
            Self::Historical => "historical",
            Self::Draft => "draft",
        }
    }
}

/// How far a professional has compared the page with the statute's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegalCheck {
    Verified,
    Partly,
    Unverified,
}

impl LegalCheck {
    pub const ALL: [Self; 3] = [Self::Verified, Self::Partly, Self::Unverified];

    /// As pages and other programs write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Partly => "partly",
            Self::Unverified => "unverified",
        }
    }
}

/// An entry of a page's change list.
#[derive(Debug, Clone)]
pub struct Change {
    pub date: Date,
    pub text: String,
    pub audience: Vec<AudienceId>,
}

/// A warning silenced with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    pub rule: String,
    pub why: String,
    pub span: Span,
}

/// The text of a page and what was seen in it in one pass.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Bytes of the file that are Markdown.
    pub range: Range<usize>,
    pub headings: Arc<[Heading]>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    /// Words of the text without markup, for search and figures.
    pub plain: Arc<str>,
    /// References to statutes in it.
    pub cited: Vec<LawRef>,
    /// Whether a code block names a language that wants highlighting.
    pub has_code: bool,
    /// Raw HTML, which was reported and is not rendered.
    pub html: Vec<Span>,
    /// Some of it was pasted from a word processor or a mail.
    pub from_word: bool,
}

#[derive(Debug, Clone)]
pub struct Heading {
    pub level: u8,
    /// Written as `{#id}` or made from the text; unique in the page.
    pub id: String,
    pub text: String,
    pub span: Span,
    /// Byte where the part it heads ends: the next heading of the same or a higher level.
    pub end: usize,
    /// Where its text stands in [`Body::plain`].
    pub plain: Range<usize>,
}

/// A link of a text and where it leads.
#[derive(Debug, Clone)]
pub struct Link {
    /// The whole link; its start is the key by which rendering finds it.
    pub span: Span,
    pub text: String,
    pub target: LinkTarget,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page, with the anchor of a heading, a step or a provision.
    Page { page: PageId, anchor: Option<String> },
    /// A file beside the page.
    Asset(SourcePath),
    /// http, https, mailto, tel.
    External(String),
    /// In the same page.
    Anchor(String),
    /// Could not be bound; was reported, and shows its text only.
    Broken,
}

#[derive(Debug, Clone)]
pub struct Image {
    pub span: Span,
    /// The file; `None` when it is missing and was reported.
    pub asset: Option<SourcePath>,
    pub alt: String,
}

/// What a page of each kind says beyond the common part.
#[derive(Debug, Clone)]
pub enum Content {
    Section(Section),
    Workflow(Workflow),
    Tool(Tool),
    Term(Term),
    Service(Service),
    Contact(Contact),
    Law(Law),
    Topic(Topic),
    Guide(Guide),
    Path(LearningPath),
    News(News),
    Page,
}

impl Content {
    pub fn kind(&self) -> Kind {
        match self {
            Content::Section(_) => Kind::Section,
            Content::Workflow(_) => Kind::Workflow,
            Content::Tool(_) => Kind::Tool,
            Content::Term(_) => Kind::Term,
            Content::Service(_) => Kind::Service,
            Content::Contact(_) => Kind::Contact,
            Content::Law(_) => Kind::Law,
            Content::Topic(_) => Kind::Topic,
            Content::Guide(_) => Kind::Guide,
            Content::Path(_) => Kind::Path,
            Content::News(_) => Kind::News,
            Content::Page => Kind::Page,
        }
    }
}

/// A folder's own page.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Kind of the pages below it.
    pub kind: Option<Kind>,
    pub featured: Vec<PageId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToolType {
    Form,
    Letter,
    Checklist,
    ItSystem,
    Register,
    Method,
    Template,
    Guide,
}

impl ToolType {
    pub const ALL: [ToolType; 8] = [
        ToolType::Form,
        ToolType::Letter,
        ToolType::Checklist,
        ToolType::ItSystem,
        ToolType::Register,
        ToolType::Method,
        ToolType::Template,
        ToolType::Guide,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            ToolType::Form => "form",
            ToolType::Letter => "letter",
            ToolType::Checklist => "checklist",
            ToolType::ItSystem => "it_system",
            ToolType::Register => "register",
            ToolType::Method => "method",
            ToolType::Template => "template",
            ToolType::Guide => "guide",
        }
    }

    /// Whether the page's body is the tool itself, ready to print.
    pub const fn body_is_tool(self) -> bool {
        matches!(self, ToolType::Form | ToolType::Letter | ToolType::Checklist)
    }
}

/// A form, letter, checklist, IT system, register, method, template or guide.
#[derive(Debug, Clone)]
pub struct Tool {
    pub tool_type: ToolType,
    pub href: Option<At<String>>,
    pub file: Option<SourcePath>,
    pub format: Option<String>,
    pub who: Option<String>,
    pub how_to_open: Option<String>,
}

/// An entry of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// One sentence: tooltip, index and search snippet.
    pub short: String,
    pub synonyms: Vec<String>,
    pub see: Vec<PageId>,
}

#[derive(Debug, Clone)]
pub struct Service {
    pub who_can_get: Option<String>,
    pub how_to_refer: Vec<String>,
    /// A page of kind contact.
    pub unit: Option<PageId>,
    pub deadline: Option<Deadline>,
}

/// A statute.
#[derive(Debug, Clone)]
pub struct Law {
    pub abbr: String,
    pub full_title: Option<String>,
    pub url: Option<At<String>>,
    pub in_force: Option<Date>,
    pub repealed: Option<Date>,
}

/// A subject and who is responsible for it.
#[derive(Debug, Clone)]
pub struct Topic {
    /// One text per administration, in the site's order.
    pub does: Vec<(super::AdministrationId, String)>,
    /// The grey zone.
    pub shared: Option<String>,
    /// Who decides when in doubt.
    pub decides: Option<String>,
    pub contact: Option<PageId>,
    pub workflows: Vec<PageId>,
    /// The call-center's first line.
    pub say: Option<String>,
    pub pass_on_when: Option<String>,
    pub pass_on_to: Option<PageId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideType {
    /// What the citizen can expect, and what is expected.
    Service,
    /// How to prepare for a meeting.
    Preparation,
}

/// A guide to hand out: fits one sheet of paper.
#[derive(Debug, Clone)]
pub struct Guide {
    pub guide_type: GuideType,
    pub audience: Option<AudienceId>,
    pub we_do: Vec<String>,
    pub you_do: Vec<String>,
    pub questions: Vec<String>,
    pub complaint: Option<ComplaintId>,
}

/// An ordered list of workflows for a new colleague in a role.
#[derive(Debug, Clone)]
pub struct LearningPath {
    pub role: Option<ActorId>,
    pub workflows: Vec<PageId>,
}

#[derive(Debug, Clone)]
pub struct News {
    pub date: Option<Date>,
}

/// When a page must be reviewed again; `None` without a first review or an interval.
pub fn review_due(reviewed: Option<Date>, every: Option<&Duration>) -> Option<Date> {
    every?.after(reviewed?)
}
