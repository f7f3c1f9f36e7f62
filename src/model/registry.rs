//! The registries below `content/_data/`.

use super::{Affiliation, Allow, Duration, LawRef, PageId};
use crate::source::{Span, Url};

/// Index into [`super::Portal::actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub usize);

/// Somebody who does steps: a role, never a person.
#[derive(Debug, Clone)]
pub struct Actor {
    pub id: String,
    pub span: Span,
    pub name: String,
    pub affiliation: Affiliation,
    /// The unit to call.
    pub contact: Option<PageId>,
    /// Colour token of its lane when it is not its administration's.
    pub token: Option<String>,
    /// Old addresses of its page.
    pub aliases: Vec<Url>,
    pub allow: Vec<Allow>,
}

/// Index into [`super::Portal::audiences`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AudienceId(pub usize);

/// A group of people a page concerns.
#[derive(Debug, Clone)]
pub struct Audience {
    pub id: String,
    pub span: Span,
    pub name: String,
    pub summary: Option<String>,
    /// Old addresses of its page.
    pub aliases: Vec<Url>,
    pub allow: Vec<Allow>,
}

/// Index into [`super::Portal::complaints`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComplaintId(pub usize);

/// Complaint guidance, the same wherever it is used.
#[derive(Debug, Clone)]
pub struct Complaint {
    pub id: String,
    pub span: Span,
    pub text: String,
    pub authority: Option<String>,
    pub deadline: Option<Duration>,
    pub law: Vec<LawRef>,
}

/// The question tree of the responsibility finder.
#[derive(Debug, Clone)]
pub struct Finder {
    pub ask: String,
    pub answers: Vec<(String, FinderEnd)>,
}

/// Where an answer of the finder leads.
#[derive(Debug, Clone)]
pub enum FinderEnd {
    Question(Box<Finder>),
    /// A topic, or a unit, or both.
    Answer {
        topic: Option<PageId>,
        unit: Option<PageId>,
    },
}
