//! What a drawing says beside its steps, and a page does not: quoted in the report, so that it can be
//! written where it belongs.

use super::build::Maker;
use super::cast::Cast;
use super::elements::{is_flow_node, is_sub_process};
use super::graph::Kind;
use super::placeholder::is_placeholder;
use super::report::Report;
use super::scope::Scope;
use crate::bpmn::read::{Definitions, ElementId, one_line};
use crate::say;

impl Maker<'_, '_> {
    /// Texts of what vanished or has no text of its own, and which answer is the default.
    pub fn unsaid_of_steps(&mut self) {
        for id in self.graph.ids() {
            let node = &self.graph.nodes[id];
            let textless = matches!(node.kind, Kind::Gone | Kind::Split | Kind::Join { .. });
            if textless && !node.guidance.trim().is_empty() && node.heading.is_none() && !self.is_ours() {
                let text = one_line(&std::mem::take(&mut self.graph.nodes[id].guidance));
                self.lose_node(id, say!("teksten »{text}« er ikke overført", "its text “{text}” is left out"));
            }
            self.defaults(id);
        }
    }

    fn defaults(&mut self, id: usize) {
        let node = &self.graph.nodes[id];
        if node.is_gone() || !node.has_answers() {
            return;
        }
        for exit in node.exits.clone() {
            let Some(flow) = exit.flow.filter(|_| exit.say.as_deref() != Some("Ellers")) else { continue };
            let from = self.definitions.target(flow, "sourceRef");
            if from.and_then(|from| self.definitions.target(from, "default")) == Some(flow) {
                self.lose(
                    flow,
                    say!(
                        "er vejen, når intet andet svar passer; det er ikke overført",
                        "is the way when no other answer holds; that is left out"
                    ),
                );
            }
        }
    }
}

/// Documentation of what is no step and no page.
pub fn documentation(definitions: &Definitions, pages: &dyn Fn(ElementId) -> Option<usize>, report: &mut Report) {
    for (id, element) in definitions.tree.indexed() {
        let text = one_line(&element.text);
        let Some(parent) = element.parent.filter(|_| !element.ours && element.name == "documentation") else {
            continue;
        };
        if text.is_empty()
            || is_flow_node(definitions.get(parent))
            || report.is_kept(id)
            || said(definitions, id, report)
        {
            continue;
        }
        report.page = pages(id).or_else(|| pages(parent));
        let of = &definitions.get(parent).name;
        report.lose(
            definitions,
            id,
            say!("teksten »{text}« på {of} er ikke overført", "the text “{text}” of {of} is left out"),
        );
    }
}

/// Whether a text stands in a page as its summary or introduction.
fn said(definitions: &Definitions, documentation: ElementId, report: &Report) -> bool {
    let parent = definitions.get(documentation).parent;
    parent.is_some_and(|parent| report.has_text(parent) || is_sub_process(&definitions.get(parent).name))
}

/// Names of processes that are neither the page's title nor an actor, and titles that no process has.
pub fn names(definitions: &Definitions, scope: &Scope, lanes: &[String], cast: &Cast, report: &mut Report) {
    let holders = || {
        let pools = scope.pools.iter().flat_map(|pool| [Some(pool.container), pool.participant]);
        pools.flatten().chain([scope.origin])
    };
    let title = &scope.title;
    let titled = holders().any(|holder| definitions.get(holder).label().as_ref() == Some(title));
    for pool in &scope.pools {
        let element = definitions.get(pool.container);
        let used = |name: &String| name == title || lanes.iter().any(|lane| cast.name(lane) == name);
        if element.label().is_some_and(|name| !used(&name) && !is_placeholder(&name)) {
            report.lose(
                definitions,
                pool.container,
                say!("processens navn er ikke overført", "the name of the process is left out"),
            );
        }
    }
    let Some(first) =
        scope.pools.first().filter(|pool| !titled && !is_sub_process(&definitions.get(pool.container).name))
    else {
        return;
    };
    report.lose(
        definitions,
        first.container,
        say!(
            "har intet navn, der siger noget; siden hedder nu »{title}«",
            "has no name that says anything; the page is now called “{title}”"
        ),
    );
}
