//! The steps of a workflow as cards, with the guidance that the page's text holds for each.

use std::ops::Range;

use serde::Serialize;

use super::place::Place;
use super::views::{LawView, LinkView, StepLinkView, ToolView};
use super::workflow::{LaneView, here, lane};
use crate::model::{Exit, ExitKind, Guidance, Page, Step, StepIndex, StepKind, ToolType, Workflow};

/// One numbered step.
#[derive(Serialize)]
pub(super) struct StepView {
    pub id: String,
    pub number: u32,
    pub title: String,
    /// `action`, `decision`, `wait` or `run`: key below `step`.
    pub kind: &'static str,
    /// More than one answer may hold.
    pub many: bool,
    pub lane: Option<LaneView>,
    pub with: Vec<LinkView>,
    pub wait_for: Option<String>,
    pub run: Option<LinkView>,
    pub guidance: String,
    /// What is filled in, sent or read; where it is done stands in `systems`.
    pub tools: Vec<ToolView>,
    pub systems: Vec<ToolView>,
    pub law: Vec<LawView>,
    pub within: Option<String>,
    pub remember: Option<String>,
    pub exits: Vec<ExitView>,
    pub from: Vec<StepLinkView>,
}

/// A way out of a step, with what it leads to.
#[derive(Serialize)]
pub(super) struct ExitView {
    pub say: Option<String>,
    pub when: Option<String>,
    pub law: Vec<LawView>,
    /// After the time is over.
    pub late: bool,
    /// `all` or `any`: a join stands between.
    pub join: Option<&'static str>,
    pub targets: Vec<TargetView>,
}

/// A step or an end that an exit reaches.
#[derive(Serialize)]
pub(super) struct TargetView {
    pub step: Option<StepLinkView>,
    pub end: Option<String>,
    /// The workflow an end leads on to.
    pub then: Option<LinkView>,
}

/// Views of the numbered steps, in order.
pub(super) fn views(place: &Place, page: &Page, workflow: &Workflow, guidance: &[String]) -> Vec<StepView> {
    let from = numbered_predecessors(workflow);
    let view = |(index, step): (StepIndex, &Step)| {
        let from = from.get(index.0).map_or(&[][..], Vec::as_slice);
        Some(StepView {
            number: step.number?,
            from: from.iter().filter_map(|step| here(place, page, *step)).collect(),
            guidance: guidance.get(index.0).cloned().unwrap_or_default(),
            ..view(place, page, workflow, step)
        })
    };
    workflow.indexed().filter_map(view).collect()
}

/// Types of tools that are opened on a screen.
const SYSTEMS: [&str; 2] = [ToolType::ItSystem.name(), ToolType::Register.name()];

fn view(place: &Place, page: &Page, workflow: &Workflow, step: &Step) -> StepView {
    let actor = |id| place.portal.actor(id);
    let (kind, many, wait_for, run) = match step.kind {
        StepKind::Decision { many } => ("decision", many, None, None),
        StepKind::Wait { actor: who } => ("wait", false, who.map(|id| actor(id).name.clone()), None),
        StepKind::Run { workflow } => ("run", false, None, workflow.map(|id| place.link(id))),
        _ => ("action", false, None, None),
    };
    let used = step.tools.iter().filter_map(|tool| place.tool(*tool));
    let (systems, tools) = used.partition(|tool| SYSTEMS.contains(&tool.kind));
    StepView {
        id: step.id.clone(),
        number: step.number.unwrap_or_default(),
        title: step.title.clone(),
        kind,
        many,
        lane: step.by.map(|id| lane(place, id)),
        with: step
            .with
            .iter()
            .map(|id| LinkView { title: actor(*id).name.clone(), href: lane(place, *id).href })
            .collect(),
        wait_for,
        run,
        guidance: String::new(),
        tools,
        systems,
        law: place.law(&step.law),
        within: step.within.as_ref().map(ToString::to_string),
        remember: step.remember.clone(),
        exits: step.exits.iter().map(|exit| exit_view(place, page, workflow, exit)).collect(),
        from: Vec::new(),
    }
}

fn exit_view(place: &Place, page: &Page, workflow: &Workflow, exit: &Exit) -> ExitView {
    let mut found = Onward::default();
    found.follow(workflow, exit.to);
    let target = |index: StepIndex| {
        let step = workflow.step(index)?;
        let end = matches!(step.kind, StepKind::End { .. }).then(|| step.title.clone());
        let then = match step.kind {
            StepKind::End { then } => then.map(|id| place.link(id)),
            _ => None,
        };
        Some(TargetView { step: here(place, page, index), end, then })
    };
    ExitView {
        say: exit.say.clone(),
        when: exit.when.clone(),
        law: place.law(&exit.law),
        late: exit.kind == ExitKind::Late,
        join: found.join,
        targets: found.targets.into_iter().filter_map(target).collect(),
    }
}

/// Numbered steps and ends that are reached without another numbered step between.
#[derive(Default)]
struct Onward {
    seen: Vec<StepIndex>,
    targets: Vec<StepIndex>,
    join: Option<&'static str>,
}

impl Onward {
    fn follow(&mut self, workflow: &Workflow, index: StepIndex) {
        if self.seen.contains(&index) {
            return;
        }
        self.seen.push(index);
        let Some(step) = workflow.step(index) else { return };
        match step.kind {
            StepKind::Split | StepKind::Join { .. } | StepKind::Start => {
                if let StepKind::Join { any } = step.kind {
                    self.join = Some(if any { "any" } else { "all" });
                }
                for exit in &step.exits {
                    self.follow(workflow, exit.to);
                }
            }
            _ => self.targets.push(index),
        }
    }
}

/// For each step, the numbered steps that lead to it, splits and joins passed over.
fn numbered_predecessors(workflow: &Workflow) -> Vec<Vec<StepIndex>> {
    let mut all = vec![Vec::new(); workflow.steps.len()];
    for (index, step) in workflow.indexed().filter(|(_, step)| step.number.is_some()) {
        for exit in &step.exits {
            let mut found = Onward::default();
            found.follow(workflow, exit.to);
            for target in found.targets {
                if let Some(list) = all.get_mut(target.0).filter(|list: &&mut Vec<_>| !list.contains(&index)) {
                    list.push(index);
                }
            }
        }
    }
    all
}

/// The text of a workflow's page, divided between the steps and the page.
pub(super) struct Texts {
    /// Before the first heading.
    pub intro: String,
    /// Sections that belong to no step.
    pub rest: String,
    /// By step, in the order of steps; empty for a step without guidance.
    pub guidance: Vec<String>,
}

/// Divides and renders the text of a page. Below a step's heading headings move down a level, since
/// the step's card has its own.
pub(super) fn texts(place: &Place, page: &Page, workflow: &Workflow) -> Texts {
    let Guidance { intro, rest, steps } = Guidance::of(page, workflow);
    let flat: Vec<Range<usize>> = steps.iter().flatten().cloned().collect();
    let mut html = place.parts(page, 1, &flat).into_iter();
    let guidance = steps.iter().map(|parts| html.by_ref().take(parts.len()).collect()).collect();
    let parts: Vec<Range<usize>> = std::iter::once(intro).chain(rest).collect();
    let mut html = place.parts(page, 0, &parts).into_iter();
    Texts { intro: html.next().unwrap_or_default(), rest: html.collect(), guidance }
}
