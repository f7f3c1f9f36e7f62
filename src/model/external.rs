//! Links out of the portal, and what their addresses answered.

use std::collections::BTreeMap;

use super::{Content, Date, LinkTarget, PageId, Portal};
use crate::source::Span;

/// A link out of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// As it is asked for: without its fragment.
    pub url: String,
    pub span: Span,
    /// The page it stands on; `None` for the settings of the site.
    pub page: Option<PageId>,
}

/// What addresses outside answered when they were last asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct External {
    pub answers: BTreeMap<String, Answered>,
    /// They were asked for in this run: what they answered is told with the problems.
    pub told: bool,
    /// So many were asked for, and none could be reached: this machine is cut off.
    pub out_of_reach: usize,
}

/// An answer and the day it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub date: Date,
    pub answer: Answer,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Somebody answers, be it with a request to log in.
    There,
    /// For good, to another address that answers.
    Moved { to: String },
    /// 404 or 410: there is nothing at the address.
    Gone { status: u16 },
    /// Nothing that could be relied on.
    Unsure(Trouble),
}

/// Why an address gave no answer that could be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No host of that name was found.
    NoHost,
    /// The host does not answer there.
    Refused,
    /// Nothing came in time.
    Timeout,
    /// The certificate is not one this machine trusts.
    Certificate,
    /// The host asked not to be asked so often.
    Busy,
    /// Too many redirects, or in a circle.
    Redirects,
    /// A status that says neither yes nor no.
    Status(u16),
    /// Something else: no HTTP, a line that was cut.
    Broken,
}

impl Answer {
    /// Whether it can be relied on for days.
    pub fn is_sure(&self) -> bool {
        matches!(self, Self::There | Self::Moved { .. })
    }
}

impl Portal {
    /// Every link out of the portal over http and https, in the order of pages, the settings last. Addresses that the
    /// site asks to leave alone are left out.
    pub fn outside(&self) -> Vec<Outside> {
        let mut all = Vec::new();
        for page in &self.pages {
            let field = match &page.content {
                Content::Tool(tool) => tool.href.as_ref(),
                Content::Law(law) => law.url.as_ref(),
                _ => None,
            };
            all.extend(field.map(|at| (at.value.as_str(), at.span, Some(page.id))));
            all.extend(page.body.links.iter().filter_map(|link| match &link.target {
                LinkTarget::External(url) => Some((url.as_str(), link.span, Some(page.id))),
                _ => None,
            }));
        }
        all.extend(
            self.site.statement.as_ref().map(|statement| (statement.url.value.as_str(), statement.url.span, None)),
        );
        let link = |(url, span, page): (&str, Span, Option<PageId>)| {
            let url = url.split('#').next().unwrap_or_default();
            let web = ["http://", "https://"]
                .iter()
                .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
            (web && !self.is_unasked(url)).then(|| Outside { url: url.to_owned(), span, page })
        };
        all.into_iter().filter_map(link).collect()
    }

    fn is_unasked(&self, url: &str) -> bool {
        self.site.unasked.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => url.starts_with(start),
            None => url == pattern,
        })
    }
}
