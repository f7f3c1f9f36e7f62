//! Steps bound to each other: the starts and ends the author left out, exits, numbers, lanes and
//! the main path.

use std::collections::BTreeMap;

use super::bind::{Binder, Meant};
use super::content::deadline;
use super::index::title_span;
use crate::model::{
    ActorId, Conflict, Exit, ExitKind, Step, StepIndex, StepKind, Unresolved, UnresolvedKind, Workflow,
};
use crate::parse::{Document, Fields, steps};
use crate::source::{At, Span};

/// The start of a workflow without a trigger, and the end of one without an outcome.
const UNNAMED_START: &str = "Start";
const UNNAMED_END: &str = "Slut";
/// So many steps can be named in one sentence.
const FEW: usize = 6;

pub fn assemble(document: &Document, fields: &Fields, binder: &mut Binder) -> Workflow {
    let written: Vec<&Fields> = fields.maps("steps").collect();
    let mut workflow = Workflow {
        trigger: fields.string("trigger"),
        outcome: fields.string("outcome"),
        deadline: deadline(fields, binder),
        complaint: binder.complaint(fields),
        names_tool: document.fields.is_none() || written.iter().any(|step| wrote(step, "tools")),
        cites_law: document.fields.is_none()
            || wrote(fields, "law")
            || fields.map("deadline").is_some_and(|deadline| wrote(deadline, "law"))
            || written.iter().any(|step| wrote(step, "law") || step.maps("answers").any(|answer| wrote(answer, "law"))),
        incomplete: document.fields.is_none()
            || fields.missed("steps")
            || written.iter().any(|step| !steps::is_complete(step)),
        ..Workflow::default()
    };
    let span = title_span(document);
    let starts_itself = written.first().is_some_and(|step| step.has("start"));
    if !starts_itself && !written.is_empty() {
        workflow.steps.push(implied(
            StepKind::Start,
            workflow.trigger.as_deref().unwrap_or(UNNAMED_START),
            free_id(&written, ["start", "begyndelse"]),
            span,
        ));
    }
    let offset = workflow.steps.len();
    let names = names(&written, offset);
    workflow.steps.extend(written.iter().map(|fields| step(fields, document, binder)));
    let unbound = binder.unresolved.len();
    connect(&mut workflow, &written, offset, &names, binder);
    let missing = |found: &Unresolved| found.kind == UnresolvedKind::Step;
    workflow.incomplete |= binder.unresolved.iter().skip(unbound).any(missing);
    if let Some(first) = written.first().filter(|_| !starts_itself) {
        let exit = next_exit(StepIndex(offset), first.span, true);
        if let Some(start) = workflow.steps.first_mut() {
            start.exits.push(exit);
        }
    }
    number(&mut workflow.steps);
    mark_main_path(&mut workflow.steps);
    workflow.lanes = lanes(fields, &workflow.steps, binder);
    workflow
}

/// Two steps of one name, for the rule about duplicates.
pub fn conflicts(fields: &Fields) -> Vec<Conflict> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for name in fields.maps("steps").filter_map(|step| step.text("id")) {
        match first.get(name.value) {
            Some(span) => found.push(Conflict::Id { id: name.value.to_owned(), first: *span, second: name.span }),
            None => {
                first.insert(name.value, name.span);
            }
        }
    }
    found
}

/// Whether a field was written, be it in a way that could not be read.
fn wrote(fields: &Fields, key: &str) -> bool {
    fields.has(key) || fields.missed(key)
}

/// The first id that no step has: anchors must be unique.
fn free_id(written: &[&Fields], ids: [&'static str; 2]) -> &'static str {
    let taken = |id: &str| written.iter().any(|step| step.text("id").is_some_and(|at| at.value == id));
    ids.into_iter().find(|id| !taken(id)).unwrap_or("-")
}

fn implied(kind: StepKind, title: &str, id: &str, span: Span) -> Step {
    Step {
        id: id.to_owned(),
        span,
        kind,
        title: title.to_owned(),
        number: None,
        by: None,
        with: Vec::new(),
        tools: Vec::new(),
        law: Vec::new(),
        within: None,
        remember: None,
        exits: Vec::new(),
        guidance: None,
        implied: true,
    }
}

/// Names of the written steps; the first of two wins.
fn names<'a>(written: &[&'a Fields], offset: usize) -> BTreeMap<&'a str, StepIndex> {
    let mut names = BTreeMap::new();
    for (number, step) in written.iter().enumerate() {
        if let Some(id) = step.text("id") {
            names.entry(id.value).or_insert(StepIndex(number + offset));
        }
    }
    names
}

fn step(fields: &Fields, document: &Document, binder: &mut Binder) -> Step {
    let word = steps::kind(fields);
    let mut step = implied(kind(word, fields, binder), "", "", fields.span);
    step.implied = false;
    if let Some(id) = fields.text("id") {
        step.id = id.value.to_owned();
        step.span = id.span;
        step.guidance = document.body.headings.iter().position(|heading| heading.id == id.value);
    }
    step.title = match step.kind {
        StepKind::Split | StepKind::Join { .. } => String::new(),
        StepKind::Run { workflow } => run_title(fields, workflow, binder),
        _ => fields.string(word).unwrap_or_default(),
    };
    step.by = fields.text("by").and_then(|name| binder.actor(name));
    step.with = fields.texts("with").filter_map(|name| binder.actor(name)).collect();
    step.tools = binder.pages_of(fields, "tools", crate::model::Kind::Tool, UnresolvedKind::Tool);
    step.law = binder.laws(fields, "law");
    step.within = fields.duration("within").cloned();
    step.remember = fields.string("remember");
    step
}

fn kind(word: &str, fields: &Fields, binder: &mut Binder) -> StepKind {
    match word {
        "ask" => StepKind::Decision { many: fields.text("choose").is_some_and(|at| at.value == "many") },
        "wait" => StepKind::Wait { actor: fields.text("for").and_then(|name| binder.actor(name)) },
        "run" => StepKind::Run { workflow: fields.text("run").and_then(|name| binder.workflow(name)) },
        "split" => StepKind::Split,
        "join" => StepKind::Join { any: fields.text("join").is_some_and(|at| at.value == "any") },
        "start" => StepKind::Start,
        "end" => StepKind::End { then: fields.text("then").and_then(|name| binder.workflow(name)) },
        _ => StepKind::Action,
    }
}

/// A sub-workflow is called by its page's title.
fn run_title(fields: &Fields, workflow: Option<crate::model::PageId>, binder: &Binder) -> String {
    let title = workflow.and_then(|id| binder.index.document(id)?.fields.as_ref()?.string("title"));
    title.or_else(|| fields.string("run")).unwrap_or_default()
}

fn next_exit(to: StepIndex, span: Span, implied: bool) -> Exit {
    Exit { to, kind: ExitKind::Next, say: None, when: None, law: Vec::new(), main: false, implied, span }
}

/// Gives every written step its exits, and the workflow its end when the last step falls out of it.
fn connect(
    workflow: &mut Workflow,
    written: &[&Fields],
    offset: usize,
    names: &BTreeMap<&str, StepIndex>,
    binder: &mut Binder,
) {
    let after_last = StepIndex(offset + written.len());
    let mut falls_out = false;
    for (number, fields) in written.iter().enumerate() {
        let below = StepIndex(offset + number + 1);
        let exits = Exits { names, binder, below }.of(fields);
        falls_out |= exits.iter().any(|exit| exit.to == after_last);
        if let Some(step) = workflow.steps.get_mut(offset + number) {
            step.exits = exits;
        }
    }
    if falls_out {
        let title = workflow.outcome.as_deref().unwrap_or(UNNAMED_END);
        let span = written.last().map_or_else(|| workflow.steps[0].span, |last| last.span);
        let id = free_id(written, ["slut", "slutning"]);
        workflow.steps.push(implied(StepKind::End { then: None }, title, id, span));
    }
}

struct Exits<'a, 'i> {
    names: &'a BTreeMap<&'a str, StepIndex>,
    binder: &'a mut Binder<'i>,
    below: StepIndex,
}

impl Exits<'_, '_> {
    fn of(mut self, fields: &Fields) -> Vec<Exit> {
        let mut exits: Vec<Exit> = Vec::new();
        for branch in fields.texts("split") {
            exits.extend(
                self.bind(branch).map(|to| Exit { kind: ExitKind::Branch, ..next_exit(to, branch.span, false) }),
            );
        }
        for answer in fields.maps("answers") {
            exits.extend(self.answer(answer));
        }
        match fields.text("next") {
            Some(name) => exits.extend(self.bind(name).map(|to| next_exit(to, name.span, false))),
            None if falls(fields) => exits.push(next_exit(self.below, fields.span, true)),
            None => {}
        }
        if let Some(late) = fields.map("late")
            && let Some(name) = late.text("to")
            && let Some(to) = self.bind(name)
        {
            exits.push(Exit { kind: ExitKind::Late, say: late.string("say"), ..next_exit(to, name.span, false) });
        }
        // Most steps have one, and the list would have room for four.
        exits.shrink_to_fit();
        exits
    }

    fn answer(&mut self, answer: &Fields) -> Option<Exit> {
        let name = answer.text("to")?;
        let to = self.bind(name)?;
        Some(Exit {
            kind: ExitKind::Answer,
            say: answer.string("say"),
            when: answer.string("when"),
            law: self.binder.laws(answer, "law"),
            ..next_exit(to, answer.text("say").map_or(name.span, |at| at.span), false)
        })
    }

    fn bind(&mut self, name: At<&str>) -> Option<StepIndex> {
        let found = self.names.get(name.value).copied();
        if found.is_none() {
            let mut meant = Meant::of(name.value, None, self.names.keys().copied());
            if meant.near.is_empty() && self.names.len() <= FEW {
                meant.near = self.names.keys().map(|name| (*name).to_owned()).collect();
            }
            self.binder.miss(UnresolvedKind::Step, name, meant);
        }
        found
    }
}

/// Whether a step goes on to the one below it by itself.
fn falls(fields: &Fields) -> bool {
    match steps::kind(fields) {
        "end" | "split" | "ask" => false,
        _ => !fields.has("answers"),
    }
}

fn number(steps: &mut [Step]) {
    let numbered = steps.iter_mut().filter(|step| step.kind.is_numbered());
    for (number, step) in (1..).zip(numbered) {
        step.number = Some(number);
    }
}

/// Marks the way a case takes when all goes well: at each step the exit whose target stands next, else
/// the first, but none that leads round in a circle when another leads to an end.
fn mark_main_path(steps: &mut [Step]) {
    let mut seen = vec![false; steps.len()];
    let mut way: Vec<(usize, Vec<usize>)> = vec![(0, by_preference(steps, 0))];
    // A flow without an end keeps the way it takes until it comes back to itself.
    let mut longest: Vec<(usize, usize)> = Vec::new();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    while let Some((at, left)) = way.last_mut() {
        let at = *at;
        if let Some(known) = seen.get_mut(at) {
            *known = true;
        }
        if steps.get(at).is_none_or(|step| step.exits.is_empty()) {
            longest.clone_from(&taken);
            break;
        }
        if taken.len() > longest.len() {
            longest.clone_from(&taken);
        }
        let Some(exit) = left.pop() else {
            way.pop();
            taken.pop();
            continue;
        };
        let Some(to) = steps.get(at).and_then(|step| step.exits.get(exit)).map(|exit| exit.to.0) else { continue };
        if seen.get(to) == Some(&false) {
            taken.push((at, exit));
            way.push((to, by_preference(steps, to)));
        }
    }
    for (at, exit) in longest {
        if let Some(exit) = steps.get_mut(at).and_then(|step| step.exits.get_mut(exit)) {
            exit.main = true;
        }
    }
}

/// The exits of a step, the preferred one last: what is too late comes before all others.
fn by_preference(steps: &[Step], at: usize) -> Vec<usize> {
    let Some(step) = steps.get(at) else { return Vec::new() };
    let late = |n: usize| step.exits.get(n).is_some_and(|exit| exit.kind == ExitKind::Late);
    let next = |n: usize| step.exits.get(n).is_some_and(|exit| exit.to == StepIndex(at + 1));
    let mut exits: Vec<usize> = (0..step.exits.len()).collect();
    exits.sort_by_key(|&n| (!late(n), next(n), std::cmp::Reverse(n)));
    exits
}

/// The columns: first the author's order, then actors as they appear.
fn lanes(fields: &Fields, steps: &[Step], binder: &mut Binder) -> Vec<ActorId> {
    let mut lanes: Vec<ActorId> = Vec::new();
    for name in fields.texts("lanes") {
        lanes.extend(binder.actor(name).filter(|actor| !lanes.contains(actor)));
    }
    for actor in steps.iter().filter_map(|step| step.by) {
        if !lanes.contains(&actor) {
            lanes.push(actor);
        }
    }
    lanes
}
