//! Everything one role does, over all workflows: for training and for looking up.

use serde::Serialize;

use super::Output;
use super::card::{self, ContactView};
use super::frame::{Head, special_link};
use super::map::affiliations;
use super::place::Place;
use super::views::{EntryView, LawView, LinkView, OwnerView, StepLinkView, ToolView};
use crate::diag::Diagnostic;
use crate::model::{ActorId, Affiliation, Content, Kind, LearningPath, Page, PageId, StepRef};
use crate::routes::{Special, urls};
use crate::text::danish_order;

#[derive(Serialize)]
struct RoleView {
    owner: Option<OwnerView>,
    external: bool,
    areas: Vec<AreaView>,
    /// The role has so many steps that each is told by its number only.
    brief: bool,
    /// Steps done, and steps taken part in.
    does: usize,
    with: usize,
    contact: Option<ContactView>,
    paths: Vec<EntryView>,
    /// The workflows of the learning paths in their order, then those in which the role does most.
    reading: Vec<ReadingView>,
}

/// From so many steps on a page of all of them in full is no longer read, and weighs too much to send.
const MANY: usize = 150;

/// So many workflows are read to begin with, unless the learning paths have more.
const READ: usize = 12;

/// A workflow to read.
#[derive(Serialize)]
struct ReadingView {
    entry: EntryView,
    /// On a learning path.
    chosen: bool,
    /// The role's steps; none where the path names a workflow for what it teaches.
    steps: Vec<StepLinkView>,
}

/// The role's workflows of one area.
#[derive(Serialize)]
struct AreaView {
    title: String,
    works: Vec<WorkView>,
}

/// A workflow with the role's steps.
#[derive(Serialize)]
struct WorkView {
    entry: EntryView,
    steps: Vec<RoleStepView>,
}

#[derive(Serialize)]
struct RoleStepView {
    link: StepLinkView,
    /// Takes part only.
    with: bool,
    tools: Vec<ToolView>,
    law: Vec<LawView>,
    within: Option<String>,
    remember: Option<String>,
}

pub(super) fn page(place: &Place, id: ActorId) -> Result<Output, Diagnostic> {
    let actor = place.portal.actor(id);
    let steps = place.portal.uses.actors.get(&id).map_or(&[][..], Vec::as_slice);
    let workflows = workflows(place, id, steps);
    let paths: Vec<(PageId, &LearningPath)> =
        place.portal.of_kind(Kind::Path).filter_map(|page| of_role(page, id)).collect();
    let reading = reading(place, &paths, &workflows);
    let all = || workflows.iter().flat_map(|(_, work)| &work.steps);
    let (does, with) = (all().filter(|step| !step.with).count(), all().filter(|step| step.with).count());
    let view = RoleView {
        owner: place.affiliation(actor.affiliation),
        external: actor.affiliation == Affiliation::External,
        does,
        with,
        brief: does + with > MANY,
        contact: actor.contact.and_then(|contact| card::contact(place, contact)),
        paths: place.entries(paths.iter().map(|(page, _)| *page)),
        reading,
        areas: areas(place, workflows),
    };
    let head =
        Head { kind: "role", ..Head::made(place, actor.name.clone(), vec![special_link(place, Special::Roles)]) };
    place.html("role.html", head, "role", &view)
}

/// In Danish order of workflows, in step order within each.
fn workflows(place: &Place, id: ActorId, steps: &[StepRef]) -> Vec<(PageId, WorkView)> {
    let mut works: Vec<(PageId, WorkView)> = Vec::new();
    for at in steps.iter() {
        let Some(view) = step_view(place, id, *at) else { continue };
        match works.iter_mut().find(|(page, _)| *page == at.page) {
            Some((_, work)) => work.steps.push(view),
            None => {
                let entry = place.entry(place.portal.page(at.page));
                works.push((at.page, WorkView { entry, steps: vec![view] }));
            }
        }
    }
    works.sort_by(|a, b| danish_order(&a.1.entry.title, &b.1.entry.title));
    works
}

/// By the area a workflow lies in, in Danish order.
fn areas(place: &Place, works: Vec<(PageId, WorkView)>) -> Vec<AreaView> {
    let mut areas: Vec<AreaView> = Vec::new();
    for (page, work) in works {
        let section = place.portal.page(page).section;
        let title = section.map_or(String::new(), |section| place.portal.page(section).title.clone());
        match areas.iter_mut().find(|area| area.title == title) {
            Some(area) => area.works.push(work),
            None => areas.push(AreaView { title, works: vec![work] }),
        }
    }
    areas.sort_by(|a, b| danish_order(&a.title, &b.title));
    areas
}

fn of_role(page: &Page, id: ActorId) -> Option<(PageId, &LearningPath)> {
    match &page.content {
        Content::Path(path) if path.role == Some(id) => Some((page.id, path)),
        _ => None,
    }
}

/// What a new colleague reads: the learning paths, then the workflows with most steps of the role.
fn reading(place: &Place, paths: &[(PageId, &LearningPath)], works: &[(PageId, WorkView)]) -> Vec<ReadingView> {
    let mut chosen: Vec<PageId> = Vec::new();
    for page in paths.iter().flat_map(|(_, path)| &path.workflows) {
        if !chosen.contains(page) {
            chosen.push(*page);
        }
    }
    let mut rest: Vec<&(PageId, WorkView)> = works.iter().filter(|(page, _)| !chosen.contains(page)).collect();
    rest.sort_by_key(|(_, work)| std::cmp::Reverse(work.steps.len()));
    rest.truncate(READ.saturating_sub(chosen.len()));
    let all = chosen.iter().map(|page| (*page, true)).chain(rest.into_iter().map(|(page, _)| (*page, false)));
    let view = |(page, chosen): (PageId, bool)| {
        let steps = works.iter().filter(|(known, _)| *known == page).flat_map(|(_, work)| &work.steps);
        let entry = place.entry(place.portal.page(page));
        ReadingView { entry, chosen, steps: steps.map(|step| step.link.clone()).collect() }
    };
    all.map(view).collect()
}

fn step_view(place: &Place, id: ActorId, at: StepRef) -> Option<RoleStepView> {
    let (_, step) = place.portal.step(at)?;
    Some(RoleStepView {
        link: place.step(at)?,
        with: step.by != Some(id),
        tools: step.tools.iter().filter_map(|tool| place.tool(*tool)).collect(),
        law: place.law(&step.law),
        within: step.within.as_ref().map(ToString::to_string),
        remember: step.remember.clone(),
    })
}

#[derive(Serialize)]
struct IndexView {
    groups: Vec<RoleGroupView>,
}

/// Roles of one administration, or from outside.
#[derive(Serialize)]
struct RoleGroupView {
    owner: Option<OwnerView>,
    roles: Vec<RoleRowView>,
}

#[derive(Serialize)]
struct RoleRowView {
    link: LinkView,
    steps: usize,
}

pub(super) fn index(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    let groups = affiliations(place)
        .into_iter()
        .map(|affiliation| RoleGroupView { owner: place.affiliation(affiliation), roles: roles(place, affiliation) });
    let view = IndexView { groups: groups.filter(|group| !group.roles.is_empty()).collect() };
    place.html("role_index.html", head, "index", &view)
}

fn roles(place: &Place, affiliation: Affiliation) -> Vec<RoleRowView> {
    let actors = place.portal.actors.iter().enumerate().filter(|(_, actor)| actor.affiliation == affiliation);
    let mut roles: Vec<RoleRowView> = actors
        .map(|(n, actor)| RoleRowView {
            link: LinkView { title: actor.name.clone(), href: place.href_if(&urls::role(actor)) },
            steps: place.portal.uses.actors.get(&ActorId(n)).map_or(0, Vec::len),
        })
        .collect();
    roles.sort_by(|a, b| danish_order(&a.link.title, &b.link.title));
    roles
}
