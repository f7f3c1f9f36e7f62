//! Guides for handing out, and learning paths.

use serde::Serialize;

use super::Output;
use super::card;
use super::frame::Head;
use super::place::Place;
use super::views::{ComplaintView, DeadlineView, EntryView, LinkView, StepLinkView};
use super::workflow::audience_link;
use crate::diag::Diagnostic;
use crate::model::{ActorId, Guide, GuideType, LearningPath, Page, PageId, StepRef};
use crate::routes::urls;

#[derive(Serialize)]
struct GuideView {
    /// `service` or `preparation`: key below `guide`.
    kind: &'static str,
    audience: Option<LinkView>,
    we_do: Vec<String>,
    you_do: Vec<String>,
    questions: Vec<String>,
    complaint: Option<ComplaintView>,
    /// Deadlines of the procedures that the editor named.
    deadlines: Vec<GuideDeadlineView>,
    related: Vec<EntryView>,
}

#[derive(Serialize)]
struct GuideDeadlineView {
    title: String,
    deadline: DeadlineView,
}

pub(super) fn page(place: &Place, page: &Page, guide: &Guide) -> Result<Output, Diagnostic> {
    let view = GuideView {
        kind: match guide.guide_type {
            GuideType::Service => "service",
            GuideType::Preparation => "preparation",
        },
        audience: guide.audience.map(|id| audience_link(place, id)),
        we_do: guide.we_do.clone(),
        you_do: guide.you_do.clone(),
        questions: guide.questions.clone(),
        complaint: guide.complaint.map(|id| card::complaint(place, id)),
        deadlines: page.related.iter().filter_map(|id| deadline(place, *id)).collect(),
        related: place.entries(page.related.iter().copied()),
    };
    place.html("guide.html", Head::with_text(place, page), "guide", &view)
}

fn deadline(place: &Place, id: PageId) -> Option<GuideDeadlineView> {
    let page = place.portal.page(id);
    let deadline = page.workflow()?.deadline.as_ref()?;
    Some(GuideDeadlineView { title: page.title.clone(), deadline: place.deadline(deadline) })
}

#[derive(Serialize)]
struct PathView {
    role: Option<LinkView>,
    stages: Vec<StageView>,
}

/// A workflow of the path, with what the role does in it.
#[derive(Serialize)]
struct StageView {
    entry: EntryView,
    steps: Vec<StepLinkView>,
}

pub(super) fn path(place: &Place, page: &Page, path: &LearningPath) -> Result<Output, Diagnostic> {
    let role = path.role.map(|id| place.portal.actor(id));
    let stages = path.workflows.iter().map(|id| StageView {
        entry: place.entry(place.portal.page(*id)),
        steps: path.role.map(|role| steps_of(place, *id, role)).unwrap_or_default(),
    });
    let view = PathView {
        role: role.map(|actor| LinkView { title: actor.name.clone(), href: place.href_if(&urls::role(actor)) }),
        stages: stages.collect(),
    };
    place.html("path.html", Head::with_text(place, page), "path", &view)
}

/// Steps of a workflow that an actor does.
fn steps_of(place: &Place, page: PageId, actor: ActorId) -> Vec<StepLinkView> {
    let Some(workflow) = place.portal.page(page).workflow() else { return Vec::new() };
    let steps = workflow.indexed().filter(|(_, step)| step.by == Some(actor));
    steps.filter_map(|(step, _)| place.step(StepRef { page, step })).collect()
}
