//! Steps in order to the text of a page, as an editor would have written it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::fields::Fields;
use super::graph::{Exit, Graph, Kind, Node};
use super::scope::{short_id, unique};
use crate::text::{slug, yaml_flow_scalar, yaml_scalar};

/// The longest an id of a step is made from its title.
const LONGEST_ID: usize = 40;

/// Everything a page is written from.
pub struct Draft<'a> {
    pub title: &'a str,
    pub summary: String,
    /// What a file of ours says of the page.
    pub fields: Option<Fields>,
    pub lanes: Vec<String>,
    pub graph: &'a Graph,
    pub order: Vec<usize>,
    /// The text before the guidance of steps.
    pub intro: String,
}

/// The front matter without its lines `---` and comments, and the body.
pub struct Text {
    pub front: String,
    pub body: String,
    pub steps: usize,
}

pub fn write(draft: &Draft) -> Text {
    let writer = Writer::new(draft);
    let steps = writer.order.len();
    Text { front: writer.front(), body: writer.body(), steps }
}

struct Writer<'a> {
    draft: &'a Draft<'a>,
    trigger: Option<String>,
    outcome: Option<String>,
    /// Nodes that are written as steps.
    order: Vec<usize>,
    ids: BTreeMap<usize, String>,
}

impl<'a> Writer<'a> {
    fn new(draft: &'a Draft<'a>) -> Self {
        let nodes = &draft.graph.nodes;
        let mut order = draft.order.clone();
        let (mut trigger, mut outcome) = (None, None);
        if implied_start(draft) {
            let start = order.remove(0);
            trigger = Some(nodes[start].title.clone()).filter(|title| title != "Start");
        }
        if implied_end(draft)
            && let Some(end) = order.pop()
        {
            outcome = Some(nodes[end].title.clone()).filter(|title| title != "Slut");
        }
        let ids = ids(draft.graph, &order);
        Self { draft, trigger, outcome, order, ids }
    }

    fn node(&self, id: usize) -> &Node {
        &self.draft.graph.nodes[id]
    }

    fn front(&self) -> String {
        let mut out = String::new();
        let fields = self.draft.fields.as_ref();
        let own = |out: &mut String, name: &str| {
            if let Some(fields) = fields {
                fields.write(out, name);
            }
        };
        line(&mut out, "title", self.draft.title);
        if !self.draft.summary.is_empty() {
            line(&mut out, "summary", &self.draft.summary);
        }
        for name in Fields::BEFORE {
            own(&mut out, name);
        }
        if fields.is_none() {
            out.push_str("status: draft\nlegal_check: unverified\n");
        }
        for (name, value) in [("trigger", &self.trigger), ("outcome", &self.outcome)] {
            if let Some(value) = value {
                line(&mut out, name, value);
            } else {
                own(&mut out, name);
            }
        }
        own(&mut out, "deadline");
        if !self.draft.lanes.is_empty() {
            let _ = writeln!(out, "lanes: [{}]", self.draft.lanes.join(", "));
        }
        for name in Fields::AFTER {
            own(&mut out, name);
        }
        out.push_str("steps:\n");
        for (place, id) in self.order.iter().enumerate() {
            self.step(&mut out, place, *id);
        }
        out
    }

    fn step(&self, out: &mut String, place: usize, id: usize) {
        let node = self.node(id);
        let _ = writeln!(out, "  - id: {}", self.id(id));
        let mut field = |name: &str, value: &str| {
            let _ = writeln!(out, "    {name}: {value}");
        };
        let title = yaml_scalar(&node.title);
        match &node.kind {
            Kind::Do => field("do", &title),
            Kind::Ask { .. } => field("ask", &title),
            Kind::Wait => field("wait", &title),
            Kind::Run(page) => field("run", page),
            Kind::Split => field("split", &list(node.exits.iter().map(|exit| self.id(exit.to)))),
            Kind::Join { any } => field("join", if *any { "any" } else { "all" }),
            Kind::Start => field("start", &title),
            _ => field("end", &title),
        }
        if matches!(node.kind, Kind::Do | Kind::Ask { .. } | Kind::Wait | Kind::Run(_)) {
            self.done_by_somebody(out, node);
        } else if node.kind == Kind::End {
            if let Some(then) = &node.extra.then {
                let _ = writeln!(out, "    then: {then}");
            }
            laws(out, "    ", &node.extra.law);
        }
        self.exits(out, place, id);
    }

    fn done_by_somebody(&self, out: &mut String, node: &Node) {
        let _ = writeln!(out, "    by: {}", node.by);
        if !node.with.is_empty() {
            let _ = writeln!(out, "    with: {}", list(node.with.iter().map(String::as_str)));
        }
        if let Some(actor) = node.wait_for.as_ref().filter(|_| node.kind == Kind::Wait) {
            let _ = writeln!(out, "    for: {actor}");
        }
        if !node.extra.tools.is_empty() {
            let _ = writeln!(out, "    tools: {}", list(node.extra.tools.iter().map(String::as_str)));
        }
        laws(out, "    ", &node.extra.law);
        for (name, value) in [("within", &node.within), ("remember", &node.extra.remember)] {
            if let Some(value) = value {
                let _ = writeln!(out, "    {name}: {}", yaml_scalar(value));
            }
        }
    }

    fn exits(&self, out: &mut String, place: usize, id: usize) {
        let node = self.node(id);
        if node.kind == (Kind::Ask { many: true }) {
            out.push_str("    choose: many\n");
        }
        if node.has_answers() {
            self.answers(out, node);
        }
        if let Some(late) = node.late() {
            let to = self.id(late.to);
            match &late.say {
                Some(say) => {
                    let _ = writeln!(out, "    late: {{to: {to}, say: {}}}", yaml_flow_scalar(say));
                }
                None => {
                    let _ = writeln!(out, "    late: {{to: {to}}}");
                }
            }
        }
        if node.has_answers() || matches!(node.kind, Kind::Split | Kind::End) {
            return;
        }
        if let Some(exit) = node.plain().next().filter(|exit| !self.falls(place, id, exit)) {
            let _ = writeln!(out, "    next: {}", self.id(exit.to));
        }
    }

    /// Whether a step leads to the one below it, and may do so without saying.
    fn falls(&self, place: usize, id: usize, exit: &Exit) -> bool {
        let Some(below) = self.order.get(place + 1) else {
            // Into the end that shows the outcome.
            return !self.ids.contains_key(&exit.to);
        };
        if *below != exit.to {
            return false;
        }
        match self.node(*below).kind {
            Kind::Join { .. } | Kind::End => true,
            Kind::Start => false,
            // The head of another branch.
            _ => !self.order.iter().take(place).any(|above| {
                let node = self.node(*above);
                let opens = |exit: &&Exit| exit.late || node.has_answers() || node.kind == Kind::Split;
                *above != id && node.exits.iter().filter(opens).any(|exit| exit.to == *below)
            }),
        }
    }

    fn answers(&self, out: &mut String, node: &Node) {
        let simple = |exit: &Exit| exit.when.is_none() && exit.law.is_empty();
        let say = |exit: &Exit| yaml_flow_scalar(exit.say.as_deref().unwrap_or_default());
        let short = node.plain().all(|exit| simple(exit) && !say(exit).starts_with('"'));
        let length: usize = node.plain().map(|exit| say(exit).len() + self.id(exit.to).len() + 4).sum();
        if short && length < 100 {
            let pairs = node.plain().map(|exit| format!("{}: {}", say(exit), self.id(exit.to)));
            let _ = writeln!(out, "    answers: {{{}}}", pairs.collect::<Vec<_>>().join(", "));
            return;
        }
        out.push_str("    answers:\n");
        for exit in node.plain() {
            if simple(exit) {
                let _ = writeln!(out, "      - {{say: {}, to: {}}}", say(exit), self.id(exit.to));
                continue;
            }
            let words = yaml_scalar(exit.say.as_deref().unwrap_or_default());
            let _ = writeln!(out, "      - say: {words}\n        to: {}", self.id(exit.to));
            if let Some(when) = &exit.when {
                let _ = writeln!(out, "        when: {}", yaml_scalar(when));
            }
            laws(out, "        ", &exit.law);
        }
    }

    fn id(&self, node: usize) -> &str {
        self.ids.get(&node).map(String::as_str).unwrap_or_default()
    }

    fn body(&self) -> String {
        let mut out = self.draft.intro.trim().to_owned();
        for id in &self.order {
            let node = self.node(*id);
            if node.guidance.trim().is_empty() && node.heading.is_none() {
                continue;
            }
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            let heading = node.heading.clone().unwrap_or_else(|| super::prose::markdown(&node.title));
            let _ = write!(out, "## {heading} {{#{}}}\n{}", self.id(*id), node.guidance.trim());
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}

/// Whether the first start is the one every workflow has without saying.
fn implied_start(draft: &Draft) -> bool {
    let nodes = &draft.graph.nodes;
    let [start, first, ..] = draft.order.as_slice() else { return false };
    let start = &nodes[*start];
    let ours = draft.fields.is_none() || start.extra.implied;
    let falls = start.exits.first().is_some_and(|exit| exit.to == *first);
    let silent = start.guidance.is_empty();
    start.kind == Kind::Start && ours && falls && silent && start.exits.len() == 1 && nodes[*first].kind != Kind::Start
}

/// Whether the last end is the one a last step falls into without saying.
fn implied_end(draft: &Draft) -> bool {
    let nodes = &draft.graph.nodes;
    let [.., last, end] = draft.order.as_slice() else { return false };
    let (last, only) = (&nodes[*last], &nodes[*end]);
    let ends = draft.order.iter().filter(|id| nodes[**id].kind == Kind::End).count();
    let ours = if draft.fields.is_some() { only.extra.implied } else { ends == 1 };
    let ways: usize = nodes.iter().flat_map(|node| &node.exits).filter(|exit| exit.to == *end).count();
    let falls = matches!(last.kind, Kind::Do | Kind::Wait | Kind::Run(_) | Kind::Join { .. })
        && !last.has_answers()
        && last.plain().next().is_some_and(|exit| exit.to == *end);
    only.kind == Kind::End && ours && ways == 1 && falls && only.guidance.is_empty()
}

/// An id for each step, those of a file of ours first.
fn ids(graph: &Graph, order: &[usize]) -> BTreeMap<usize, String> {
    let mut taken = std::collections::BTreeSet::new();
    let mut ids = BTreeMap::new();
    for id in order {
        if let Some(own) = graph.nodes[*id].extra.id.as_ref().filter(|own| taken.insert((*own).clone())) {
            ids.insert(*id, own.clone());
        }
    }
    for id in order {
        if ids.contains_key(id) {
            continue;
        }
        let node = &graph.nodes[*id];
        let stem = match node.kind {
            Kind::Split => "deling".to_owned(),
            Kind::Join { .. } => "samling".to_owned(),
            _ => short_id(&slug(&node.title), LONGEST_ID),
        };
        let stem = if stem.is_empty() { "trin".to_owned() } else { stem };
        let own = unique(&stem, |id| taken.contains(id));
        taken.insert(own.clone());
        ids.insert(*id, own);
    }
    ids
}

fn line(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name}: {}", yaml_scalar(value));
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// References to statutes stand in quotes: they have commas.
fn laws(out: &mut String, indent: &str, laws: &[String]) {
    let quoted: Vec<String> =
        laws.iter().map(|law| format!("\"{}\"", law.replace('\\', "\\\\").replace('"', "\\\""))).collect();
    let _ = match quoted.as_slice() {
        [] => Ok(()),
        [law] => writeln!(out, "{indent}law: {law}"),
        _ => writeln!(out, "{indent}law: [{}]", quoted.join(", ")),
    };
}
