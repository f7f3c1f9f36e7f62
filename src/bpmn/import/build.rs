//! Elements of a page's pools to nodes and ways, one to one; nothing is put in order yet.

use std::collections::BTreeMap;

use super::cast::Cast;
use super::elements::{
    event_definitions, has_definition, is_event_sub_process, is_flow_node, is_sub_process, is_task, stands_at,
};
use super::events::WAITING;
use super::graph::{Exit, Gateway, Graph, Kind, Node};
use super::report::Report;
use super::scope::{Scope, Scopes};
use super::{Known, ours, prose};
use crate::bpmn::read::{Definitions, Element, ElementId, one_line};
use crate::diag::Text;
use crate::say;

/// What the making of a page reads and writes.
pub struct Maker<'a, 'c> {
    pub definitions: &'a Definitions,
    pub known: &'a Known,
    pub scopes: &'a Scopes,
    pub scope: &'a Scope,
    pub cast: &'c mut Cast<'a>,
    pub report: &'c mut Report,
    pub graph: Graph,
    /// The node of each flow node.
    pub node_of: BTreeMap<ElementId, usize>,
}

impl<'a> Maker<'a, '_> {
    pub fn is_ours(&self) -> bool {
        self.scope.ours.is_some()
    }

    pub fn lose(&mut self, element: ElementId, what: Text) {
        self.report.lose(self.definitions, element, what);
    }

    /// A line about the element a node was, or about what was put in.
    pub fn lose_node(&mut self, node: usize, what: Text) {
        match self.graph.nodes[node].origin {
            Some(element) => self.lose(element, what),
            None => {
                let title = self.graph.nodes[node].title.clone();
                self.report.note("", title, what);
            }
        }
    }

    pub fn build(&mut self) {
        self.report.keep(self.scope.origin);
        // The first pool's text is the page's.
        if let Some(pool) = self.scope.pools.first() {
            self.keep_all(pool.container, "documentation");
            self.report.text_of(pool.container);
        }
        for pool in self.scope.pools.clone() {
            self.report.keep(pool.container);
            self.nodes(pool.container);
        }
        for pool in self.scope.pools.clone() {
            self.flows(pool.container);
            self.annotations(pool.container);
        }
        self.annotations(self.scope.origin);
    }

    fn nodes(&mut self, container: ElementId) {
        let definitions = self.definitions;
        for (id, element) in self.written(container).filter(|(_, element)| is_flow_node(element)) {
            if is_event_sub_process(element) {
                self.event_sub_process(id);
                continue;
            }
            let by = self.cast.of_node(id);
            let (kind, title) = self.kind(id, element);
            let mut node = Node::new(kind, title, by);
            node.origin = Some(id);
            self.keep_all(id, "documentation");
            let read = ours::step(definitions, self.cast, id, &mut node);
            if read == ours::Read::Foreign {
                node.guidance = prose::markdown(&definitions.tree.documentation(id));
                node.within = self.time(id);
            } else {
                self.leads_on(id, &mut node);
            }
            if read == ours::Read::Edited {
                self.lose(
                    id,
                    say!(
                        "beskrivelsen er rettet i et andet program og er nu trinets vejledning",
                        "its documentation was edited in another program, and is the step's guidance now"
                    ),
                );
            }
            self.repetition(id);
            let index = self.graph.add(node);
            self.node_of.insert(id, index);
        }
    }

    /// What is written in a pool: its children, with the events that stand in their own sub-process.
    fn written(&self, container: ElementId) -> impl Iterator<Item = (ElementId, &'a Element)> + use<'a> {
        let definitions = self.definitions;
        definitions.tree.children(container).flat_map(move |(id, element)| {
            let inner = definitions.tree.children(id).filter(move |(event, _)| stands_at(definitions, *event, id));
            let here = !stands_at(definitions, id, container);
            here.then_some((id, element)).into_iter().chain(inner)
        })
    }

    /// Children of an element that are read with it.
    fn keep_all(&mut self, of: ElementId, name: &str) {
        for (child, _) in self.definitions.tree.named(of, name) {
            self.report.keep(child);
        }
    }

    fn event_sub_process(&mut self, id: ElementId) {
        match self.scopes.page_of.get(&id) {
            Some(page) => self.lose(
                id,
                say!(
                    "begynder ved en hændelse og er blevet til siden {page}, som intet trin fører til",
                    "begins with an event and became the page {page}, to which no step leads"
                ),
            ),
            None => self.lose(id, say!("er ikke overført", "is left out")),
        }
    }

    /// What a flow node becomes, and its title.
    fn kind(&mut self, id: ElementId, element: &Element) -> (Kind, String) {
        let label = element.label();
        let title = label.clone().unwrap_or_default();
        let kind = match element.name.as_str() {
            "exclusiveGateway" => Kind::Gateway(Gateway::Exclusive),
            "inclusiveGateway" => Kind::Gateway(Gateway::Inclusive),
            "complexGateway" => Kind::Gateway(Gateway::Complex),
            "parallelGateway" => Kind::Gateway(Gateway::Parallel),
            "eventBasedGateway" => Kind::Gateway(Gateway::Event),
            "boundaryEvent" => Kind::Boundary,
            "startEvent" => self.event(id, Kind::Start),
            "endEvent" => self.event(id, Kind::End),
            "intermediateCatchEvent" => self.event(id, Kind::Wait),
            "intermediateThrowEvent" => self.event(id, Kind::Do),
            "callActivity" => self.call(id, element),
            name if is_sub_process(name) => self.sub_process(id),
            name => self.task(id, name),
        };
        let title = match &kind {
            Kind::Do | Kind::Wait if title.is_empty() => self.unnamed(id, &kind),
            Kind::Start if title.is_empty() => "Start".to_owned(),
            Kind::End if title.is_empty() => "Slut".to_owned(),
            _ => title,
        };
        (kind, title)
    }

    fn unnamed(&mut self, id: ElementId, kind: &Kind) -> String {
        if let Some(message) = self.message_of(id) {
            return message;
        }
        let time = prose::time(self.definitions, id);
        let title = match (kind, time) {
            (Kind::Wait, Some(time)) => format!("Vent {time}"),
            (Kind::Wait, None) => WAITING.to_owned(),
            _ => "Trin uden navn".to_owned(),
        };
        self.lose(id, say!("har intet navn og hedder nu »{title}«", "has no name and is now called “{title}”"));
        title
    }

    /// The name of the message, signal or error that an event or a task is about.
    pub fn message_of(&self, id: ElementId) -> Option<String> {
        ["messageRef", "signalRef", "errorRef", "escalationRef"].iter().find_map(|reference| {
            let mut holders = std::iter::once(id).chain(event_definitions(self.definitions, id).map(|(id, _)| id));
            let named = holders.find_map(|holder| self.definitions.target(holder, reference))?;
            self.definitions.get(named).label()
        })
    }

    fn task(&mut self, id: ElementId, name: &str) -> Kind {
        match name {
            "receiveTask" => {
                self.report.keep(id);
                return Kind::Wait;
            }
            "task" => self.report.keep(id),
            _ => self.lose(
                id,
                say!("er blevet til en handling; typen er ikke overført", "became an action; its type is left out"),
            ),
        }
        debug_assert!(is_task(name));
        if self.definitions.get(id).is_true("isForCompensation") {
            self.lose(
                id,
                say!(
                    "er en kompensation (fortrydelse) og er blevet til en handling",
                    "is a compensation and became an action"
                ),
            );
        }
        Kind::Do
    }

    /// An event keeps its place; what kind of event it is, is said by a line.
    fn event(&mut self, id: ElementId, kind: Kind) -> Kind {
        let definitions = self.definitions;
        if has_definition(definitions, id, "linkEventDefinition") {
            return Kind::Way;
        }
        if kind == Kind::Do {
            self.lose(id, say!("er blevet til en handling", "became an action"));
        } else {
            self.report.keep(id);
        }
        for (definition, element) in event_definitions(definitions, id) {
            if element.name == "timerEventDefinition" && kind == Kind::Wait {
                self.keep_timer(definition);
            } else {
                self.type_of(definition);
            }
        }
        kind
    }

    pub fn keep_timer(&mut self, definition: ElementId) {
        self.report.keep(definition);
        for name in ["timeDuration", "timeDate", "timeCycle"] {
            self.keep_all(definition, name);
        }
    }

    /// How long a wait waits.
    fn time(&self, id: ElementId) -> Option<String> {
        let catches = self.definitions.get(id).name == "intermediateCatchEvent";
        prose::time(self.definitions, id).filter(|_| catches)
    }

    fn repetition(&mut self, id: ElementId) {
        for (child, element) in self.definitions.tree.children(id) {
            if element.name.ends_with("LoopCharacteristics") {
                self.lose(child, say!("at trinet gentages, er ikke overført", "that the step is repeated is left out"));
            }
        }
    }

    fn flows(&mut self, container: ElementId) {
        let definitions = self.definitions;
        let inner = definitions.tree.children(container).filter(|(_, child)| is_sub_process(&child.name));
        let outward = inner.flat_map(|(sub, _)| {
            definitions.tree.named(sub, "sequenceFlow").filter(move |(flow, _)| {
                definitions.target(*flow, "sourceRef").is_some_and(|source| stands_at(definitions, source, sub))
            })
        });
        let leaves = |flow: ElementId| {
            definitions.target(flow, "sourceRef").is_some_and(|source| stands_at(definitions, source, container))
        };
        let own = definitions.tree.named(container, "sequenceFlow").filter(|(flow, _)| !leaves(*flow));
        for (id, element) in own.chain(outward) {
            let end = |name| definitions.target(id, name).and_then(|end| self.node_of.get(&end)).copied();
            let (Some(from), Some(to)) = (end("sourceRef"), end("targetRef")) else {
                self.lose(id, say!("fører ikke fra et trin til et andet", "does not lead from one step to another"));
                continue;
            };
            let condition = definitions.tree.named(id, "conditionExpression").next();
            let when = condition.map(|(_, condition)| one_line(&condition.text)).filter(|text| !text.is_empty());
            if let Some((condition, _)) = condition.filter(|(_, condition)| condition.id().is_some()) {
                self.report.keep(condition);
            }
            let source = &self.graph.nodes[from];
            let default = source.origin.and_then(|origin| definitions.target(origin, "default")) == Some(id);
            let mut exit = Exit { default, say: element.label(), when, flow: Some(id), ..Exit::to(to) };
            exit.answer = exit.when.is_some();
            exit.when = exit.when.filter(|when| exit.say.as_ref() != Some(when));
            ours::answer(definitions, id, &mut exit);
            self.report.keep(id);
            self.graph.nodes[from].exits.push(exit);
        }
    }

    /// Notes that are tied to a step become its guidance.
    fn annotations(&mut self, holder: ElementId) {
        let definitions = self.definitions;
        for (id, _) in definitions.tree.named(holder, "association") {
            let ends = ["sourceRef", "targetRef"].map(|end| definitions.target(id, end));
            let note = ends.iter().flatten().find(|end| definitions.get(**end).name == "textAnnotation");
            let node = ends.iter().flatten().find_map(|end| self.node_of.get(end));
            let (Some(note), Some(node)) = (note, node) else { continue };
            let text: Vec<&str> = definitions.tree.named(*note, "text").map(|(_, text)| text.text.as_str()).collect();
            let text = prose::markdown(&text.join("\n"));
            let guidance = &mut self.graph.nodes[*node].guidance;
            if !guidance.is_empty() && !text.is_empty() {
                guidance.push_str("\n\n");
            }
            guidance.push_str(&text);
            self.report.keep(id);
            self.report.keep(*note);
        }
    }
}
