//! The supervision checklist of a workflow: one row per step, to be filled in on paper.

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::place::Place;
use super::views::{DeadlineView, LawView, LinkView};
use crate::diag::Diagnostic;
use crate::model::PageId;

#[derive(Serialize)]
struct ChecklistView {
    workflow: LinkView,
    deadline: Option<DeadlineView>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    number: u32,
    title: String,
    by: Option<String>,
    within: Option<String>,
    remember: Option<String>,
    law: Vec<LawView>,
}

pub(super) fn page(place: &Place, id: PageId) -> Result<Output, Diagnostic> {
    let page = place.portal.page(id);
    let steps = page.workflow().map_or(&[][..], |workflow| &workflow.steps);
    let rows = steps.iter().filter_map(|step| {
        Some(RowView {
            number: step.number?,
            title: step.title.clone(),
            by: step.by.map(|by| place.portal.actor(by).name.clone()),
            within: step.within.as_ref().map(ToString::to_string),
            remember: step.remember.clone(),
            law: place.law(&step.law),
        })
    });
    let view = ChecklistView {
        workflow: place.link(id),
        deadline: page.workflow().and_then(|w| w.deadline.as_ref()).map(|deadline| place.deadline(deadline)),
        rows: rows.collect(),
    };
    let mut head = Head::of(place, page);
    head.crumbs.push(place.link(id));
    head.title = place.strings().fill("workflow.checklist_title", &[("title", &page.title)]);
    head.kind = "checklist";
    // The page's owner and dates belong to the workflow, not to the form made from it.
    head.page = None;
    head.summary = None;
    place.html("checklist.html", head, "checklist", &view)
}
