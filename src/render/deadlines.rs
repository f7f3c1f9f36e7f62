//! Every deadline of the portal in one table.

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::place::Place;
use super::views::{DeadlineView, EntryView, LinkView, OwnerView};
use crate::diag::Diagnostic;
use crate::model::{Content, Deadline, Kind, Page, Workflow};
use crate::routes::urls;
use crate::text::danish_order;

#[derive(Serialize)]
struct DeadlinesView {
    rows: Vec<RowView>,
    csv: Option<String>,
    json: Option<String>,
}

#[derive(Serialize)]
struct RowView {
    title: String,
    href: Option<String>,
    /// `workflow` or `service`.
    kind: &'static str,
    owner: Option<OwnerView>,
    deadline: DeadlineView,
    /// Procedures that a service leads to; a procedure's own steps are counted in `steps`.
    workflows: Vec<LinkView>,
    steps: usize,
    /// For sorting in the page.
    hours: Option<u64>,
}

pub(super) fn page(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    let mut rows: Vec<RowView> =
        place.portal.pages.iter().filter_map(|page| Some(row(place, page, deadline(page)?))).collect();
    rows.sort_by(|a, b| danish_order(&a.title, &b.title));
    let view = DeadlinesView {
        rows,
        csv: place.href_if(&urls::deadlines_csv()),
        json: place.href_if(&urls::deadlines_json()),
    };
    place.html("deadlines.html", head, "deadlines", &view)
}

/// The deadline of a procedure or a service.
fn deadline(page: &Page) -> Option<&Deadline> {
    match &page.content {
        Content::Workflow(workflow) => workflow.deadline.as_ref(),
        Content::Service(service) => service.deadline.as_ref(),
        _ => None,
    }
}

fn row(place: &Place, page: &Page, deadline: &Deadline) -> RowView {
    let EntryView { title, href, owner, .. } = place.entry(page);
    let related = page
        .related
        .iter()
        .filter(|id| page.kind() == Kind::Service && place.portal.page(**id).kind() == Kind::Workflow);
    RowView {
        title,
        href,
        kind: page.kind().name(),
        owner,
        deadline: place.deadline(deadline),
        workflows: related.map(|id| place.link(*id)).collect(),
        steps: page.workflow().map_or(0, Workflow::count),
        hours: deadline.within.hours(),
    }
}
