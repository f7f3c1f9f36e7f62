//! Events that are no steps of their own: links, and events of a choice.

use super::build::Maker;
use super::elements::{event_definitions, has_definition};
use super::graph::{Exit, Gateway, Kind, Node};
use crate::bpmn::read::ElementId;
use crate::say;

/// What an event is called that has no name.
pub const WAITING: &str = "Ventetid";

impl Maker<'_, '_> {
    pub fn events(&mut self) {
        self.links();
        self.choices();
        self.boundaries();
    }

    /// A link's two ends become one way.
    fn links(&mut self) {
        let ways = self.graph.which(|node| node.kind == Kind::Way);
        for throw in &ways {
            let Some(name) = self.link(*throw, "intermediateThrowEvent") else { continue };
            let catch = ways.iter().find(|way| self.link(**way, "intermediateCatchEvent").as_ref() == Some(&name));
            if let Some(catch) = catch {
                self.graph.nodes[*throw].exits = vec![Exit::to(*catch)];
            }
        }
        for way in ways {
            let name = self.graph.nodes[way].title.clone();
            self.lose_node(
                way,
                say!("springet »{name}« er erstattet af en pil", "the jump “{name}” was replaced by an arrow"),
            );
            for (definition, _) in self.definitions_of(way) {
                self.report.keep(definition);
            }
        }
    }

    pub fn definitions_of(&self, node: usize) -> Vec<(ElementId, String)> {
        let origin = self.graph.nodes[node].origin;
        let found = origin.into_iter().flat_map(|origin| event_definitions(self.definitions, origin));
        found.map(|(id, element)| (id, element.name.clone())).collect()
    }

    fn link(&self, node: usize, element: &str) -> Option<String> {
        let origin = self.graph.nodes[node].origin?;
        let event = self.definitions.get(origin);
        let (_, link) = event_definitions(self.definitions, origin).next()?;
        (event.name == element).then(|| link.label().or_else(|| event.label()))?
    }

    /// A gateway that waits for one of several events becomes a wait with answers.
    fn choices(&mut self) {
        self.choices_without_gateway();
        for gateway in self.graph.which(|node| node.kind == Kind::Gateway(Gateway::Event)) {
            let incoming = self.graph.incoming();
            let mut exits = std::mem::take(&mut self.graph.nodes[gateway].exits);
            for exit in &mut exits {
                self.named_by_its_way(exit);
            }
            let title = self.awaited(&exits);
            for exit in exits {
                self.choice(gateway, exit, &incoming);
            }
            let node = &mut self.graph.nodes[gateway];
            node.kind = Kind::Wait;
            if node.title.is_empty() {
                node.title = title;
            }
            if let Some(origin) = node.origin {
                self.report.keep(origin);
            }
            self.only_answer(gateway);
        }
    }

    /// An event that waits for nothing itself and leads to events only was meant as a gateway.
    fn choices_without_gateway(&mut self) {
        for id in self.graph.which(|node| node.kind == Kind::Wait && node.exits.len() > 1) {
            let Some(origin) = self.graph.nodes[id].origin else { continue };
            let caught = |node: &usize| {
                let origin = self.graph.nodes[*node].origin.map(|origin| self.definitions.get(origin));
                origin.is_some_and(|event| event.name == "intermediateCatchEvent")
            };
            const KINDS: [&str; 4] = [
                "messageEventDefinition",
                "timerEventDefinition",
                "signalEventDefinition",
                "conditionalEventDefinition",
            ];
            let waits =
                event_definitions(self.definitions, origin).any(|(_, kind)| KINDS.contains(&kind.name.as_str()));
            if waits || !caught(&id) || !self.graph.nodes[id].exits.iter().all(|exit| caught(&exit.to)) {
                continue;
            }
            self.graph.nodes[id].kind = Kind::Gateway(Gateway::Event);
            self.report.unsay(origin);
            if self.definitions.get(origin).label().is_none() {
                self.graph.nodes[id].title.clear();
            }
            self.lose(
                origin,
                say!(
                    "fører kun til hændelser og venter nu på den første af dem",
                    "leads to events only, and now waits for the first of them"
                ),
            );
        }
    }

    /// The only event that is waited for needs no answer that says it again.
    fn only_answer(&mut self, wait: usize) {
        let node = &mut self.graph.nodes[wait];
        let plain = node.plain().count();
        let title = node.title.clone();
        if let Some(exit) = node.exits.iter_mut().find(|exit| !exit.late).filter(|_| plain == 1)
            && exit.say.as_ref() == Some(&title)
        {
            exit.answer = false;
            exit.say = None;
        }
    }

    /// An event without a name has the words of the way to it, or of the way on.
    fn named_by_its_way(&mut self, exit: &mut Exit) {
        let event = &mut self.graph.nodes[exit.to];
        let Some(origin) = event.origin.filter(|_| event.kind == Kind::Wait && event.title == WAITING) else { return };
        let onward = match event.exits.as_mut_slice() {
            [only] if exit.say.is_none() => &mut only.say,
            _ => &mut exit.say,
        };
        if let Some(words) = onward.take() {
            event.title = words;
            self.report.unsay(origin);
        }
    }

    /// The events of a choice in words; a time limit only when nothing else is waited for.
    fn awaited(&self, exits: &[Exit]) -> String {
        let (timers, events): (Vec<usize>, Vec<usize>) =
            exits.iter().map(|exit| exit.to).partition(|event| self.is_timer(*event));
        let titles = |events: Vec<usize>| -> Vec<String> {
            events
                .into_iter()
                .map(|event| self.graph.nodes[event].title.clone())
                .filter(|title| !title.is_empty())
                .collect()
        };
        let title = titles(if events.is_empty() { timers } else { events }).join(" eller ");
        if title.is_empty() { WAITING.to_owned() } else { title }
    }

    /// One event of a choice: its way becomes an answer, or the late branch when it is a timer.
    fn choice(&mut self, gateway: usize, exit: Exit, incoming: &[usize]) {
        let event = exit.to;
        let found = &self.graph.nodes[event];
        // A choice before a choice is a step of its own.
        let plain = found.late().is_none() && !found.exits.iter().any(|exit| exit.answer);
        let absorbed = found.kind == Kind::Wait && plain && incoming[event] == 1 && event != gateway;
        if !absorbed {
            self.graph.nodes[gateway].exits.push(Exit { answer: true, ..exit });
            return;
        }
        let found = std::mem::replace(&mut self.graph.nodes[event], Node::new(Kind::Gone, "", ""));
        let timer = found.origin.is_some_and(|origin| has_definition(self.definitions, origin, "timerEventDefinition"));
        let target = match found.exits.len() {
            0 => self.end(),
            1 => found.exits[0].to,
            _ => {
                let mut split = Node::new(Kind::Do, found.title.clone(), found.by.clone());
                split.exits = found.exits;
                self.graph.add(split)
            }
        };
        let node = &mut self.graph.nodes[gateway];
        let late = timer && node.late().is_none();
        if late {
            node.within = Some(found.within.unwrap_or_else(|| found.title.clone()));
        } else if node.wait_for.is_none() {
            node.wait_for = found.wait_for;
        } else {
            node.with.extend(found.wait_for.filter(|other| node.wait_for.as_ref() != Some(other)));
        }
        node.with.extend(found.with);
        if !found.guidance.is_empty() {
            node.guidance = [node.guidance.as_str(), &found.guidance].join("\n\n").trim().to_owned();
        }
        let say = Some(found.title).filter(|title| !title.is_empty()).or(exit.say);
        let say = say.filter(|say| !late || node.within.as_ref() != Some(say));
        node.exits.push(Exit { to: target, late, answer: !late, say, ..Exit { flow: exit.flow, ..Exit::default() } });
    }

    pub fn is_timer(&self, node: usize) -> bool {
        let origin = self.graph.nodes[node].origin;
        origin.is_some_and(|origin| has_definition(self.definitions, origin, "timerEventDefinition"))
    }

    /// A new end.
    pub fn end(&mut self) -> usize {
        self.graph.add(Node::new(Kind::End, "Slut", ""))
    }
}
