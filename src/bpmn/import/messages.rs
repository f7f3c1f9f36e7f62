//! Message flows: who takes part in a step, and whom a wait is for.

use super::build::Maker;
use super::graph::Kind;
use crate::bpmn::read::ElementId;
use crate::say;

impl Maker<'_, '_> {
    /// Reads the message flows of the collaboration; each has a line, since no page draws them.
    pub fn messages(&mut self) {
        let definitions = self.definitions;
        for (id, _) in definitions.tree.named(self.scope.origin, "messageFlow") {
            let [from, to] = ["sourceRef", "targetRef"].map(|end| definitions.target(id, end));
            let (Some(from), Some(to)) = (from, to) else {
                self.lose(id, say!("mangler en ende", "lacks an end"));
                continue;
            };
            let (sender, receiver) = (self.actor_of(from), self.actor_of(to));
            if let Some(node) = self.node_of.get(&to).copied() {
                self.receives(node, &sender);
            }
            if let Some(node) = self.node_of.get(&from).copied() {
                self.takes_part(node, &receiver);
            }
            let [from, to] = [from, to].map(|end| definitions.get(end).label().unwrap_or_default());
            self.lose(
                id,
                say!(
                    "beskeden fra »{from}« til »{to}« tegnes ikke",
                    "the message from “{from}” to “{to}” is not drawn"
                ),
            );
        }
    }

    fn actor_of(&mut self, end: ElementId) -> String {
        match self.definitions.get(end).name.as_str() {
            "participant" => {
                // The actor of a black box stands where its messages are.
                self.report.keep(end);
                self.cast.of_participant(end)
            }
            "lane" => self.cast.of_lane(end),
            _ => match self.node_of.get(&end) {
                Some(node) => self.graph.nodes[*node].by.clone(),
                None => self.cast.of_node(end),
            },
        }
    }

    fn receives(&mut self, node: usize, sender: &str) {
        let found = &mut self.graph.nodes[node];
        match found.kind {
            Kind::Wait if found.wait_for.is_none() && found.by != sender => {
                found.wait_for = Some(sender.to_owned());
            }
            Kind::Start | Kind::End => {}
            _ => self.takes_part(node, sender),
        }
    }

    fn takes_part(&mut self, node: usize, actor: &str) {
        let found = &mut self.graph.nodes[node];
        let somebody_does = matches!(found.kind, Kind::Do | Kind::Wait | Kind::Run(_));
        let there = found.by == actor || found.with.iter().any(|with| with == actor);
        if somebody_does && !there && found.wait_for.as_deref() != Some(actor) {
            found.with.push(actor.to_owned());
        }
    }
}
