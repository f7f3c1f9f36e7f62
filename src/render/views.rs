//! What several page types show to templates: links, marks, chips, cards.
//!
//! Views hold texts and relative addresses, dates as `2026-10-01` (templates shape them), and `None`
//! where there is nothing to show. Only files of `render` implement `Serialize`.

use serde::Serialize;

/// A link, or only its text where nothing stands behind it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub title: String,
    pub href: Option<String>,
}

/// A row of a list of pages.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    pub title: String,
    pub href: Option<String>,
    pub summary: Option<String>,
    pub owner: Option<OwnerView>,
}

/// A mark such as "BIF": a word with a colour and a shape.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerView {
    pub short: String,
    pub name: String,
    /// Colour token, the end of the class `tone-…`.
    pub tone: String,
}

/// A reference to a statute: "LAS § 11".
#[derive(Debug, Clone, Serialize)]
pub struct LawView {
    pub text: String,
    /// The act's full title.
    pub title: String,
    pub href: Option<String>,
}

/// How long a case may take.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineView {
    pub within: String,
    /// Amount ("4", "2.5") and unit (`hour` to `year`), for counting; `None` for a text.
    pub amount: Option<String>,
    pub unit: Option<&'static str>,
    pub from: Option<String>,
    /// `statutory`, `local` or `internal`.
    pub basis: Option<&'static str>,
    pub law: Vec<LawView>,
}

/// A tool in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ToolView {
    pub title: String,
    pub href: Option<String>,
    /// `form`, `letter` …: the end of the key `tool.type_…`.
    pub kind: &'static str,
    pub format: Option<String>,
}

/// A step that something points at.
#[derive(Debug, Clone, Serialize)]
pub struct StepLinkView {
    pub number: u32,
    pub title: String,
    pub href: Option<String>,
}

/// A page with the steps of it that matter here.
#[derive(Debug, Clone, Serialize)]
pub struct UseView {
    pub title: String,
    pub href: Option<String>,
    pub owner: Option<OwnerView>,
    pub steps: Vec<StepLinkView>,
}

/// A box above the text: overdue, expired, draft.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// Colour token: `warn`, `err` or `info`.
    pub tone: &'static str,
    /// Key below `banner`.
    pub key: &'static str,
    pub date: Option<String>,
    pub link: Option<LinkView>,
}

/// Complaint guidance.
#[derive(Debug, Clone, Serialize)]
pub struct ComplaintView {
    pub text: String,
    pub authority: Option<String>,
    pub deadline: Option<String>,
    pub law: Vec<LawView>,
}

/// Entries under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView<T> {
    /// Anchor of the heading.
    pub id: String,
    pub title: String,
    pub entries: Vec<T>,
}

/// A letter of an A-Å list; without `href` nothing stands under it.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    pub letter: String,
    pub href: Option<String>,
}
