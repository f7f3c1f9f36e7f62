//! Who does what: lanes and pools as actors, those the portal has and new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::{is_flow_node, is_sub_process};
use super::namesakes;
use super::placeholder::is_placeholder;
use super::scope::{short_id, unique};
use super::{Known, NewActor};
use crate::bpmn::names::{attribute, element};
use crate::bpmn::read::{Definitions, ElementId, one_line};
use crate::text::{is_id, slug};

/// Who does the steps of a drawing that does not say.
pub const NOBODY: &str = "Ikke angivet";

const LONGEST_ID: usize = 50;

/// The actors of a file.
pub struct Cast<'a> {
    definitions: &'a Definitions,
    pub new: Vec<NewActor>,
    /// Ids of all actors by their names and ids, as people write them.
    by_name: BTreeMap<String, String>,
    /// Names of all actors by their ids.
    names: BTreeMap<String, String>,
    /// Lanes of one name in several pools, with the name that tells them apart; `None` when nothing does.
    apart: BTreeMap<ElementId, Option<String>>,
    /// The innermost lane of each flow node.
    lane_of: BTreeMap<ElementId, ElementId>,
    participant_of: BTreeMap<ElementId, ElementId>,
    /// The first call of each process: who calls a process without lanes does it.
    call_of: BTreeMap<ElementId, ElementId>,
}

impl<'a> Cast<'a> {
    pub fn new(definitions: &'a Definitions, known: &'a Known) -> Self {
        let (lane_of, participant_of, call_of) = Default::default();
        let (new, by_name, names) = Default::default();
        let apart = namesakes::find(definitions);
        let mut cast = Self { definitions, new, by_name, names, apart, lane_of, participant_of, call_of };
        for (id, name) in &known.actors {
            cast.meet(id, name);
        }
        for (id, element) in definitions.tree.indexed().filter(|(_, element)| !element.ours) {
            match element.name.as_str() {
                // Inner lanes come later in the document, and win.
                "lane" => {
                    for (_, reference) in definitions.tree.named(id, "flowNodeRef") {
                        if let Some(node) = definitions.find(&reference.text) {
                            cast.lane_of.insert(node, id);
                        }
                    }
                }
                "participant" => {
                    if let Some(process) = definitions.target(id, "processRef") {
                        cast.participant_of.entry(process).or_insert(id);
                    }
                }
                "callActivity" => {
                    if let Some(process) = definitions.target(id, "calledElement") {
                        cast.call_of.entry(process).or_insert(id);
                    }
                }
                _ => {}
            }
        }
        cast.lanes_without_list();
        cast.lanes_of_ours();
        cast
    }

    /// Actors of our lanes that the portal lacks: steps name them before the lanes are read.
    fn lanes_of_ours(&mut self) {
        let definitions = self.definitions;
        for (lane, element) in definitions.tree.indexed().filter(|(_, element)| element.name == "lane") {
            if let Some((id, name)) = self.actor_of_ours(lane) {
                self.with_id(&id, name.or_else(|| element.label()).as_deref());
            }
        }
    }

    /// The id that our extension of a lane says, and the name it had then.
    fn actor_of_ours(&self, lane: ElementId) -> Option<(String, Option<String>)> {
        let (_, ours) = self.definitions.tree.extension(lane, element::ACTOR)?;
        let id = ours.attribute(attribute::ID).filter(|id| is_id(id))?;
        Some((id.to_owned(), Some(one_line(&ours.text)).filter(|name| !name.is_empty())))
    }

    /// Whether a lane is an actor together with one of the same name in another pool.
    pub fn is_merged(&self, lane: ElementId) -> bool {
        self.apart.get(&lane) == Some(&None)
    }

    /// Whether the drawing says in which lane a node is.
    pub fn has_lane(&self, node: ElementId) -> bool {
        self.lane_of.contains_key(&node)
    }

    /// Lanes that do not say which nodes are in them: those that the drawing shows in them.
    fn lanes_without_list(&mut self) {
        let definitions = self.definitions;
        let mut lanes: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
        for (id, element) in definitions.tree.indexed().filter(|(_, element)| element.name == "lane" && !element.ours) {
            let mut above = element.parent;
            while let Some(parent) = above.filter(|parent| definitions.get(*parent).name != "process") {
                above = definitions.get(parent).parent;
            }
            lanes.entry(above.unwrap_or(id)).or_default().push(id);
        }
        for (process, lanes) in lanes {
            let listed = |lane: &ElementId| definitions.tree.named(*lane, "flowNodeRef").next().is_some();
            if lanes.iter().any(listed) {
                continue;
            }
            let drawn: Vec<_> = lanes.iter().filter_map(|lane| Some((*lane, definitions.bounds(*lane)?))).collect();
            for (node, _) in definitions.tree.children(process).filter(|(_, child)| is_flow_node(child)) {
                let Some(bounds) = definitions.bounds(node) else { continue };
                // Inner lanes are smaller than those around them.
                let around = drawn.iter().filter(|(_, lane)| lane.holds(&bounds));
                if let Some((lane, _)) = around.min_by_key(|(_, lane)| lane.height.saturating_mul(lane.width)) {
                    self.lane_of.insert(node, *lane);
                }
            }
        }
    }

    /// The actor of a flow node: its lane, else its pool; of a sub-process's node, who does the sub-process.
    pub fn of_node(&mut self, node: ElementId) -> String {
        let mut at = node;
        let mut called = BTreeSet::new();
        loop {
            if let Some(lane) = self.lane_of.get(&at) {
                return self.of_lane(*lane);
            }
            let Some(container) = self.definitions.get(at).parent else { return self.named(NOBODY) };
            if is_sub_process(&self.definitions.get(container).name) {
                at = container;
                continue;
            }
            if let Some(participant) = self.participant_of.get(&container) {
                return self.of_participant(*participant);
            }
            match self.call_of.get(&container).filter(|_| called.insert(container)) {
                Some(call) => at = *call,
                None => return self.of_process(container),
            }
        }
    }

    /// The actor of a lane: by our id unless it was renamed, its name, that of the lane around it, or
    /// its pool's.
    pub fn of_lane(&mut self, lane: ElementId) -> String {
        if let Some((id, then)) = self.actor_of_ours(lane) {
            let label = self.definitions.get(lane).label();
            let is = |name: &String| label.as_ref().is_none_or(|label| plain(label) == plain(name));
            if then.as_ref().is_some_and(is) || self.names.get(&id).is_none_or(is) {
                return self.with_id(&id, label.as_deref());
            }
        }
        let mut at = Some(lane);
        while let Some(id) = at {
            let element = self.definitions.get(id);
            if let Some(name) = element.label().filter(|_| element.name == "lane") {
                let own = self.apart.get(&id).cloned().flatten();
                return self.named(&own.unwrap_or(name));
            }
            if element.name == "process" {
                return match self.participant_of.get(&id) {
                    Some(participant) => self.of_participant(*participant),
                    None => self.of_process(id),
                };
            }
            at = element.parent;
        }
        self.named(NOBODY)
    }

    pub fn of_participant(&mut self, participant: ElementId) -> String {
        let label = self.definitions.get(participant).label();
        let process = self.definitions.target(participant, "processRef");
        match (label, process) {
            (Some(name), process) if process.is_none() || !is_placeholder(&name) => self.named(&name),
            (Some(name), Some(process)) if self.name_of(process).is_none() => self.named(&name),
            (_, Some(process)) => self.of_process(process),
            _ => self.named(NOBODY),
        }
    }

    /// The process itself, where nothing else says who does it.
    fn of_process(&mut self, process: ElementId) -> String {
        let name = self.name_of(process);
        self.named(name.as_deref().unwrap_or(NOBODY))
    }

    /// The name that a person gave.
    fn name_of(&self, process: ElementId) -> Option<String> {
        self.definitions.get(process).label().filter(|name| !is_placeholder(name))
    }

    /// The actor with this name or id, of the portal or a new one.
    pub fn named(&mut self, name: &str) -> String {
        if let Some(id) = self.by_name.get(&plain(name)) {
            return id.clone();
        }
        let stem = short_id(&slug(name), LONGEST_ID);
        let stem = if stem.is_empty() { "aktoer".to_owned() } else { stem };
        let id = unique(&stem, |id| self.has(id));
        self.add(&id, one_line(name));
        id
    }

    fn add(&mut self, id: &str, name: String) {
        self.meet(id, &name);
        self.new.push(NewActor { id: id.to_owned(), name });
    }

    /// The first of two with one name wins.
    fn meet(&mut self, id: &str, name: &str) {
        self.names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
        for name in [name, id] {
            self.by_name.entry(plain(name)).or_insert_with(|| id.to_owned());
        }
    }

    /// The actor with exactly this id.
    pub fn with_id(&mut self, id: &str, name: Option<&str>) -> String {
        if !self.has(id) {
            let name = name.map_or_else(|| id.to_owned(), one_line);
            self.add(id, name);
        }
        id.to_owned()
    }

    /// The name of an actor; its id, where it has none.
    pub fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.names.get(id).map_or(id, String::as_str)
    }

    fn has(&self, id: &str) -> bool {
        self.names.contains_key(id)
    }
}

/// A name without what people write differently: case, spaces, hyphens.
pub fn plain(name: &str) -> String {
    let letters = slug(name).replace('-', "");
    if letters.is_empty() { name.trim().to_lowercase() } else { letters }
}
