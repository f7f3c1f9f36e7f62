//! Events at the edge of a step: a timer is its late branch, any other an answer to how it went.

use std::collections::BTreeMap;

use super::build::Maker;
use super::elements::event_definitions;
use super::gateways::QUESTION;
use super::graph::{Exit, Kind, Node};
use super::{ours, prose};
use crate::bpmn::names::element;
use crate::bpmn::read::ElementId;
use crate::say;

/// What stands where a drawing has a time limit without saying how long it is.
const NO_TIME: &str = "fristen";

impl Maker<'_, '_> {
    /// The first timer of a step becomes its late branch, further ones begin on their own; what happens
    /// without a time limit is an answer after the step.
    pub fn boundaries(&mut self) {
        let mut asked = BTreeMap::new();
        for event in self.graph.which(|node| node.kind == Kind::Boundary) {
            self.boundary(event, &mut asked);
        }
    }

    fn boundary(&mut self, event: usize, asked: &mut BTreeMap<usize, usize>) {
        let Some(origin) = self.graph.nodes[event].origin else { return };
        let attached = self.definitions.target(origin, "attachedToRef");
        let host = attached.and_then(|host| self.node_of.get(&host)).copied();
        if self.graph.nodes[event].exits.is_empty() {
            self.lose(origin, say!("fører ingen steder hen og er ikke overført", "leads nowhere and is left out"));
            self.types_of(origin);
            self.graph.nodes[event].kind = Kind::Gone;
            return;
        }
        let timer = self.is_timer(event);
        let takes = |node: &Node| {
            matches!(node.kind, Kind::Do | Kind::Wait | Kind::Run(_)) && !(timer && node.late().is_some())
        };
        match host.filter(|host| takes(&self.graph.nodes[*host])) {
            Some(host) if timer => self.late_branch(event, origin, host),
            Some(host) => self.outcome(event, origin, host, asked),
            None => self.on_its_own(event, origin, host),
        }
    }

    /// A second timer, or an event of what is no step, begins by itself: nothing is lost of what follows.
    fn on_its_own(&mut self, event: usize, origin: ElementId, host: Option<usize>) {
        let what = match host.map(|host| &self.graph.nodes[host].title) {
            None => say!("sidder ikke på et trin og er blevet til en begyndelse", "sits on no step and became a start"),
            Some(step) => say!(
                "sad på »{step}«, som har en frist i forvejen eller ingen kan have; hændelsen er blevet til en begyndelse",
                "sat on “{step}”, which has a late branch already or can have none; the event became a start"
            ),
        };
        self.lose(origin, what);
        self.goes_on(origin);
        self.types_of(origin);
        let label = self.definitions.get(origin).label();
        let node = &mut self.graph.nodes[event];
        node.kind = Kind::Start;
        node.title = label.unwrap_or_else(|| "Hændelse".to_owned());
    }

    fn late_branch(&mut self, event: usize, origin: ElementId, host: usize) {
        let definitions = self.definitions;
        self.report.keep(origin);
        self.goes_on(origin);
        for (definition, kind) in self.definitions_of(event) {
            match kind.as_str() {
                "timerEventDefinition" => self.keep_timer(definition),
                _ => self.type_of(definition),
            }
        }
        let label = definitions.get(origin).label();
        let within = prose::time(definitions, origin).or_else(|| label.clone());
        // In a file of ours the event is called by its time, which the step has.
        let called = label.filter(|_| definitions.tree.extension(origin, element::LATE).is_none());
        let exit = self.way_of(event, called);
        let host = &mut self.graph.nodes[host];
        if host.extra.id.is_some() && host.within.is_some() {
            ours::drawn_time(definitions, origin, host);
        }
        let within = host.within.get_or_insert_with(|| within.unwrap_or_else(|| NO_TIME.to_owned()));
        // What stands in the step need not stand on its way too.
        let say = exit.say.filter(|say| say != within);
        host.exits.push(Exit { late: true, answer: false, when: None, say, ..exit });
    }

    /// What an event leads to: its way, or a split where it has several. The event itself vanishes.
    fn way_of(&mut self, event: usize, called: Option<String>) -> Exit {
        let node = &mut self.graph.nodes[event];
        if node.exits.len() > 1 {
            // Ways out of one event are taken at the same time.
            node.kind = Kind::Split;
            return Exit { say: called, ..Exit::to(event) };
        }
        node.kind = Kind::Gone;
        let exit = node.exits.pop().unwrap_or_default();
        Exit { say: exit.say.clone().or(called), ..exit }
    }

    /// An event without a time limit: what happened is asked after a step, and is an answer of a wait.
    fn outcome(&mut self, event: usize, origin: ElementId, host: usize, asked: &mut BTreeMap<usize, usize>) {
        let asking = match asked.get(&host) {
            Some(asking) => *asking,
            None => self.asking(host),
        };
        asked.insert(host, asking);
        let named = self.definitions.get(origin).label().or_else(|| self.message_of(origin));
        let mut exit = self.way_of(event, None);
        if named.is_some() {
            self.unsaid(&exit);
        }
        let say = named.or(exit.say.take()).unwrap_or_else(|| self.kind_in_words(origin).to_owned());
        if asking == host {
            self.lose(origin, say!("er blevet til svaret »{say}« på trinet", "became the answer “{say}” of the step"));
        } else {
            self.lose(
                origin,
                say!(
                    "er blevet til svaret »{say}« på et spørgsmål, der er indsat efter trinet",
                    "became the answer “{say}” to a question put in after the step"
                ),
            );
        }
        self.goes_on(origin);
        self.types_of(origin);
        self.graph.nodes[asking].exits.push(Exit { answer: true, say: Some(say), when: None, ..exit });
    }

    /// The node whose answers say how a step went: the step itself where it may have answers, else a
    /// question after it. The ordinary way is one of them.
    fn asking(&mut self, host: usize) -> usize {
        let (plain, late): (Vec<Exit>, Vec<Exit>) =
            std::mem::take(&mut self.graph.nodes[host].exits).into_iter().partition(|exit| !exit.late);
        let (by, title) = (self.graph.nodes[host].by.clone(), self.graph.nodes[host].title.clone());
        let ordinary = match <[Exit; 1]>::try_from(plain) {
            Ok([only]) => only,
            Err(several) if several.is_empty() => {
                self.report.note(
                    "",
                    title,
                    say!("førte ingen steder hen: en afslutning er indsat", "led nowhere: an end was put in"),
                );
                Exit::to(self.end())
            }
            Err(several) => {
                let mut way = Node::new(Kind::Way, title, by.clone());
                way.exits = several;
                Exit::to(self.graph.add(way))
            }
        };
        let ordinary = Exit { answer: true, default: true, ..ordinary };
        self.graph.nodes[host].exits = late;
        if self.graph.nodes[host].kind != Kind::Do {
            self.graph.nodes[host].exits.insert(0, ordinary);
            return host;
        }
        let mut question = Node::new(Kind::Ask { many: false }, QUESTION, by);
        question.exits.push(ordinary);
        let question = self.graph.add(question);
        self.graph.nodes[host].exits.insert(0, Exit::to(question));
        question
    }

    fn goes_on(&mut self, origin: ElementId) {
        if self.definitions.get(origin).attribute("cancelActivity") == Some("false") {
            self.lose(
                origin,
                say!(
                    "afbryder ikke trinet i tegningen; nu fører den sagen videre",
                    "does not interrupt the step in the drawing; now it leads the case on"
                ),
            );
        }
    }

    fn types_of(&mut self, origin: ElementId) {
        for (definition, _) in event_definitions(self.definitions, origin) {
            self.type_of(definition);
        }
    }

    pub fn type_of(&mut self, definition: ElementId) {
        let holder = self.definitions.get(definition).parent;
        match holder.and_then(|event| prose::time(self.definitions, event)) {
            Some(time) => {
                self.lose(definition, say!("tiden »{time}« er ikke overført", "the time “{time}” is left out"))
            }
            None => self.lose(definition, say!("hændelsens type er ikke overført", "the type of event is left out")),
        }
    }

    fn kind_in_words(&self, origin: ElementId) -> &'static str {
        let kind = event_definitions(self.definitions, origin).next().map(|(_, kind)| kind.name.as_str());
        match kind {
            Some("errorEventDefinition") => "Fejl",
            Some("messageEventDefinition") => "Besked",
            Some("escalationEventDefinition") => "Eskalering",
            Some("signalEventDefinition") => "Signal",
            _ => "Hændelse",
        }
    }
}
