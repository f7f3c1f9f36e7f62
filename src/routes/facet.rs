//! Ways to narrow the list of workflows, each with pages of its own so that it works without scripts.

use std::collections::BTreeSet;

use crate::model::{Affiliation, AudienceId, Lead, Page, PageId, Portal};
use crate::source::Url;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    Lead,
    Audience,
    Area,
    Law,
    Tool,
    Deadline,
    Shared,
}

impl Facet {
    pub const ALL: [Facet; 7] =
        [Facet::Lead, Facet::Audience, Facet::Area, Facet::Law, Facet::Tool, Facet::Deadline, Facet::Shared];

    /// In URLs, and the name of the filter in the list's address.
    pub const fn slug(self) -> &'static str {
        match self {
            Facet::Lead => "ansvar",
            Facet::Audience => "maalgruppe",
            Facet::Area => "omraade",
            Facet::Law => "lov",
            Facet::Tool => "redskab",
            Facet::Deadline => "frist",
            Facet::Shared => "faelles",
        }
    }
}

/// One value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetValue {
    Lead(Lead),
    Audience(AudienceId),
    /// A section below the section of workflows.
    Area(PageId),
    Law(PageId),
    Tool(PageId),
    Deadline,
    Shared,
}

impl FacetValue {
    pub const fn facet(self) -> Facet {
        match self {
            FacetValue::Lead(_) => Facet::Lead,
            FacetValue::Audience(_) => Facet::Audience,
            FacetValue::Area(_) => Facet::Area,
            FacetValue::Law(_) => Facet::Law,
            FacetValue::Tool(_) => Facet::Tool,
            FacetValue::Deadline => Facet::Deadline,
            FacetValue::Shared => Facet::Shared,
        }
    }

    /// The last part of its URL; `None` for a facet that has one value only.
    pub fn slug(self, portal: &Portal) -> Option<&str> {
        match self {
            FacetValue::Lead(Lead::Shared) => Some(crate::model::SHARED),
            FacetValue::Lead(Lead::Administration(id)) => portal.site.administration(id).map(|a| a.id.as_str()),
            FacetValue::Audience(id) => Some(&portal.audience(id).id),
            FacetValue::Area(page) | FacetValue::Law(page) | FacetValue::Tool(page) => Some(&portal.page(page).slug),
            FacetValue::Deadline | FacetValue::Shared => None,
        }
    }
}

/// The page of a value: where it stands and what it lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetList {
    pub url: Url,
    /// Workflows with the value, in path order.
    pub workflows: Vec<PageId>,
}

/// Another order of the list of workflows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Last changed first.
    Changed,
    /// Shortest deadline first.
    Deadline,
}

impl Sort {
    pub const ALL: [Sort; 2] = [Sort::Changed, Sort::Deadline];

    pub const fn slug(self) -> &'static str {
        match self {
            Sort::Changed => "senest-aendret",
            Sort::Deadline => "korteste-frist",
        }
    }
}

/// The values a workflow has, sorted and without repetition. `home` is the section of all workflows.
pub(super) fn values(portal: &Portal, home: PageId, page: &Page) -> BTreeSet<FacetValue> {
    let mut values = BTreeSet::new();
    let Some(workflow) = page.workflow() else { return values };
    values.extend(page.lead.map(FacetValue::Lead));
    values.extend(page.audience.iter().copied().map(FacetValue::Audience));
    values.extend(area(portal, home, page).map(FacetValue::Area));
    let steps = workflow.steps.iter().flat_map(|step| step.law.iter());
    values.extend(page.law.iter().chain(steps).map(|reference| FacetValue::Law(reference.law)));
    values.extend(workflow.steps.iter().flat_map(|step| step.tools.iter().copied()).map(FacetValue::Tool));
    values.extend(workflow.deadline.is_some().then_some(FacetValue::Deadline));
    values.extend(is_shared(portal, page).then_some(FacetValue::Shared));
    values
}

/// The section directly below the home of workflows that a page lies in.
fn area(portal: &Portal, home: PageId, page: &Page) -> Option<PageId> {
    let above = portal.ancestors(page);
    let at = above.iter().position(|section| *section == home)?;
    above.get(at + 1).copied()
}

/// Led together, or with steps of more than one administration.
fn is_shared(portal: &Portal, page: &Page) -> bool {
    if page.lead == Some(Lead::Shared) {
        return true;
    }
    let lanes = page.workflow().map_or(&[][..], |workflow| &workflow.lanes);
    let administrations: BTreeSet<_> = lanes
        .iter()
        .filter_map(|lane| match portal.actor(*lane).affiliation {
            Affiliation::Inside(lead @ Lead::Administration(_)) => Some(lead),
            _ => None,
        })
        .collect();
    administrations.len() > 1
}
