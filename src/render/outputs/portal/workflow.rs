//! A workflow in `portal.json`: its steps and how they lead on, by the ids editors wrote.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Export, slug, slugs, statutes};
use crate::model::{self, ActorId, DeadlineBasis, ExitKind, StepIndex, StepKind};

/// What [`step`] and [`exit`] call them.
const STEP_KINDS: [&str; 10] =
    ["do", "ask", "ask_many", "wait", "run", "split", "join_all", "join_any", "start", "end"];
const EXIT_KINDS: [&str; 4] = ["next", "answer", "late", "branch"];

#[derive(Serialize, JsonSchema)]
pub struct Workflow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Deadline<'a>>,
    lanes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complaint: Option<&'a str>,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct Deadline<'a> {
    within: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct Step<'a> {
    id: &'a str,
    #[schemars(extend("enum" = STEP_KINDS))]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    with: Vec<&'a str>,
    /// Whom a waiting step waits for.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    waits_for: Option<&'a str>,
    /// The workflow that is run, or led on to.
    #[serde(skip_serializing_if = "Option::is_none")]
    workflow: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tools: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remember: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exits: Vec<Exit<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Exit<'a> {
    to: &'a str,
    #[schemars(extend("enum" = EXIT_KINDS))]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    say: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<&'a str>,
    main: bool,
}

pub fn of<'a>(export: Export<'a>, workflow: &'a model::Workflow) -> Workflow<'a> {
    Workflow {
        trigger: workflow.trigger.as_deref(),
        outcome: workflow.outcome.as_deref(),
        deadline: workflow.deadline.as_ref().map(deadline),
        lanes: actors(export, &workflow.lanes),
        complaint: workflow.complaint.map(|id| export.portal.complaint(id).id.as_str()),
        steps: workflow.steps.iter().map(|step| self::step(export, workflow, step)).collect(),
    }
}

pub fn deadline(deadline: &model::Deadline) -> Deadline<'_> {
    Deadline {
        within: &deadline.within.text,
        hours: deadline.within.hours(),
        from: deadline.from.as_deref(),
        law: statutes(&deadline.law),
        basis: deadline.basis.map(DeadlineBasis::name),
    }
}

fn step<'a>(export: Export<'a>, workflow: &'a model::Workflow, step: &'a model::Step) -> Step<'a> {
    let (kind, waits_for, leads_to) = match step.kind {
        StepKind::Action => ("do", None, None),
        StepKind::Decision { many: false } => ("ask", None, None),
        StepKind::Decision { many: true } => ("ask_many", None, None),
        StepKind::Wait { actor } => ("wait", actor, None),
        StepKind::Run { workflow } => ("run", None, workflow),
        StepKind::Split => ("split", None, None),
        StepKind::Join { any: false } => ("join_all", None, None),
        StepKind::Join { any: true } => ("join_any", None, None),
        StepKind::Start => ("start", None, None),
        StepKind::End { then } => ("end", None, then),
    };
    Step {
        id: &step.id,
        kind,
        title: &step.title,
        number: step.number,
        by: step.by.map(|by| actor(export, by)),
        with: actors(export, &step.with),
        waits_for: waits_for.map(|id| actor(export, id)),
        workflow: leads_to.map(|page| slug(export, page)),
        tools: slugs(export, &step.tools),
        law: statutes(&step.law),
        within: step.within.as_ref().map(|within| within.text.as_str()),
        remember: step.remember.as_deref(),
        exits: step.exits.iter().map(|exit| self::exit(workflow, exit)).collect(),
    }
}

fn exit<'a>(workflow: &'a model::Workflow, exit: &'a model::Exit) -> Exit<'a> {
    Exit {
        to: id(workflow, exit.to),
        kind: match exit.kind {
            ExitKind::Next => "next",
            ExitKind::Answer => "answer",
            ExitKind::Late => "late",
            ExitKind::Branch => "branch",
        },
        say: exit.say.as_deref(),
        when: exit.when.as_deref(),
        law: statutes(&exit.law),
        main: exit.main,
    }
}

fn id(workflow: &model::Workflow, step: StepIndex) -> &str {
    workflow.step(step).map_or("", |step| step.id.as_str())
}

fn actor(export: Export<'_>, id: ActorId) -> &str {
    &export.portal.actor(id).id
}

fn actors<'a>(export: Export<'a>, ids: &[ActorId]) -> Vec<&'a str> {
    ids.iter().map(|id| actor(export, *id)).collect()
}
