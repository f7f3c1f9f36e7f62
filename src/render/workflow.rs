//! The page of a procedure: summary, tools, chart, steps, complaint, what it comes from and leads to.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Output;
use super::card::{self, ContactView};
use super::frame::Head;
use super::place::Place;
use super::steps::{self, StepView};
use super::svg::{self, ChartIds, Paper};
use super::views::{ComplaintView, DeadlineView, EntryView, LawView, LinkView, OwnerView, StepLinkView, ToolView};
use crate::chart::Form;
use crate::diag::Diagnostic;
use crate::model::chart::Flow;
use crate::model::{
    ActorId, Affiliation, Extra, Lead, Page, PageId, Portal, SHARED, StepIndex, StepKind, StepRef, ToolType, Workflow,
};
use crate::routes::urls;

#[derive(Serialize)]
struct WorkflowView {
    trigger: Option<String>,
    outcome: Option<String>,
    owner: Option<LinkView>,
    audience: Vec<LinkView>,
    deadline: Option<DeadlineView>,
    law: Vec<LawView>,
    count: usize,
    tools: Vec<ToolUseView>,
    /// Those of the tools that are letters.
    letters: Vec<ToolUseView>,
    /// `None` when the site does without.
    chart: Option<ChartView>,
    lanes: Vec<LaneView>,
    intro: String,
    steps: Vec<StepView>,
    /// The rest of the text, after the steps.
    text: String,
    complaint: Option<ComplaintView>,
    comes_from: Vec<EntryView>,
    leads_to: Vec<EntryView>,
    similar: Vec<EntryView>,
    topics: Vec<EntryView>,
    contact: Option<ContactView>,
    checklist: Option<String>,
    /// The workflow for other modellers.
    bpmn: Option<String>,
}

/// A tool, once, with the steps that use it.
#[derive(Clone, Serialize)]
struct ToolUseView {
    tool: ToolView,
    /// Where it is found, for paper: the whole address, or the one below the front page.
    address: String,
    steps: Vec<StepLinkView>,
}

#[derive(Serialize)]
struct ChartView {
    svg: String,
    href: Option<String>,
    /// The poster, when the site has one.
    wide: Option<String>,
    /// Windows onto a chart that needs several sheets of paper.
    paper: String,
    /// The sheets of paper that it is printed on.
    sheet: &'static str,
}

/// A column of the chart.
#[derive(Serialize)]
pub(super) struct LaneView {
    pub name: String,
    pub href: Option<String>,
    pub owner: Option<OwnerView>,
    /// Colour token of the lane.
    pub tone: String,
}

pub(super) fn page(place: &Place, page: &Page, workflow: &Workflow) -> Result<Output, Diagnostic> {
    let [comes_from, leads_to, similar] = related(place, page, workflow);
    let texts = steps::texts(place, page, workflow);
    let tools = tools(place, page, workflow);
    let view = WorkflowView {
        trigger: workflow.trigger.clone(),
        outcome: workflow.outcome.clone(),
        owner: page.owner.map(|owner| place.link(owner)),
        audience: page.audience.iter().map(|id| audience_link(place, *id)).collect(),
        deadline: workflow.deadline.as_ref().map(|deadline| place.deadline(deadline)),
        law: place.law(&page.law),
        count: workflow.count(),
        letters: tools.iter().filter(|used| used.tool.kind == ToolType::Letter.name()).cloned().collect(),
        tools,
        chart: place.portal.site.has(Extra::Charts).then(|| chart(place, page, workflow)),
        lanes: workflow.lanes.iter().map(|actor| lane(place, *actor)).collect(),
        steps: steps::views(place, page, workflow, &texts.guidance),
        intro: texts.intro,
        text: texts.rest,
        complaint: workflow.complaint.map(|id| card::complaint(place, id)),
        comes_from,
        leads_to,
        similar,
        topics: place.entries(place.portal.uses.topics.get(&page.id).into_iter().flatten().copied()),
        contact: page.owner.and_then(|owner| card::contact(place, owner)),
        checklist: place.href_if(&urls::checklist(page)),
        bpmn: place.href_if(&urls::bpmn(page)),
    };
    place.html("workflow.html", Head::of(place, page), "workflow", &view)
}

fn chart(place: &Place, page: &Page, workflow: &Workflow) -> ChartView {
    let drawn = place.renderer.chart(page);
    let title = place.strings().fill("chart.chart_of", &[("title", &page.title)]);
    let ids = chart_ids(place.portal, workflow, &title);
    let Paper { sheet, windows } = svg::paper(drawn, ids.id);
    let href = place.href_if(&urls::diagram(page));
    let wide = place.href_if(&urls::wide_diagram(page));
    ChartView { svg: svg::inline(drawn, &ids), href, wide, paper: windows, sheet: sheet.name() }
}

/// The chart alone, as a picture.
pub(super) fn diagram(place: &Place, page: &Page, flow: Flow) -> Result<Output, Diagnostic> {
    let Some(workflow) = page.workflow() else { return Err(super::missing(page.url.as_str())) };
    let drawn = place.renderer.chart_as(page, Form { flow, ..Form::default() });
    let ids = chart_ids(place.portal, workflow, &page.title);
    Ok(Output::Bytes(svg::standalone(&drawn, &ids, &place.portal.site.tokens).into_bytes()))
}

fn chart_ids<'a>(portal: &'a Portal, workflow: &'a Workflow, title: &'a str) -> ChartIds<'a> {
    ChartIds {
        id: "_chart",
        title,
        steps: workflow.steps.iter().map(|step| step.id.as_str()).collect(),
        lanes: workflow.lanes.iter().map(|actor| lane_tone(portal, *actor)).collect(),
    }
}

/// The actor's own colour token, else its administration's.
fn lane_tone(portal: &Portal, id: ActorId) -> &str {
    let actor = portal.actor(id);
    match (&actor.token, actor.affiliation) {
        (Some(token), _) => token,
        (None, Affiliation::Inside(Lead::Administration(id))) => {
            portal.site.administration(id).map_or(SHARED, |administration| &administration.token)
        }
        (None, Affiliation::Inside(Lead::Shared)) => SHARED,
        (None, Affiliation::External) => EXTERNAL,
    }
}

/// Colour token of those outside the administrations.
const EXTERNAL: &str = "borger";

pub(super) fn audience_link(place: &Place, id: crate::model::AudienceId) -> LinkView {
    let audience = place.portal.audience(id);
    LinkView { title: audience.name.clone(), href: place.href_if(&urls::audience(audience)) }
}

pub(super) fn lane(place: &Place, id: ActorId) -> LaneView {
    let actor = place.portal.actor(id);
    LaneView {
        name: actor.name.clone(),
        href: place.href_if(&urls::role(actor)),
        owner: place.affiliation(actor.affiliation),
        tone: lane_tone(place.portal, id).to_owned(),
    }
}

/// Every tool once, in the order of its first step.
fn tools(place: &Place, page: &Page, workflow: &Workflow) -> Vec<ToolUseView> {
    let mut order: Vec<(PageId, Vec<StepIndex>)> = Vec::new();
    for (index, step) in workflow.indexed() {
        for tool in &step.tools {
            match order.iter_mut().find(|(known, _)| known == tool) {
                Some((_, steps)) => steps.push(index),
                None => order.push((*tool, vec![index])),
            }
        }
    }
    let view = |(tool, steps): (PageId, Vec<StepIndex>)| {
        let steps = steps.into_iter().filter_map(|step| here(place, page, step)).collect();
        let base = place.portal.site.base_url.as_deref().unwrap_or("/");
        let address = format!("{base}{}", place.portal.page(tool).url);
        Some(ToolUseView { tool: place.tool(tool)?, address, steps })
    };
    order.into_iter().filter_map(view).collect()
}

/// A step of the page itself: the link is its anchor.
pub(super) fn here(place: &Place, page: &Page, step: StepIndex) -> Option<StepLinkView> {
    let (_, found) = place.portal.step(StepRef { page: page.id, step })?;
    Some(StepLinkView { number: found.number?, title: found.title.clone(), href: Some(format!("#trin-{}", found.id)) })
}

/// Workflows that lead here, those this one runs or leads on to, and those the editor named.
fn related(place: &Place, page: &Page, workflow: &Workflow) -> [Vec<EntryView>; 3] {
    let callers: BTreeSet<PageId> =
        place.portal.uses.workflows.get(&page.id).into_iter().flatten().map(|at| at.page).collect();
    let mut called: Vec<PageId> = Vec::new();
    for step in &workflow.steps {
        let target = match step.kind {
            StepKind::Run { workflow } => workflow,
            StepKind::End { then } => then,
            _ => None,
        };
        called.extend(target.filter(|target| !called.contains(target)));
    }
    let similar = page.related.iter().copied().filter(|id| !callers.contains(id) && !called.contains(id)).collect();
    [callers.into_iter().collect(), called, similar].map(|pages: Vec<PageId>| place.entries(pages))
}
