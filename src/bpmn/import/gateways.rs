//! Gateways by their ways: questions, splits and joins; what only merges vanishes.

use super::build::Maker;
use super::graph::{Exit, Gateway, Graph, Kind, Node};
use crate::say;

/// What is asked where a drawing only parts the ways.
pub const QUESTION: &str = "Hvad gælder?";

impl Maker<'_, '_> {
    pub fn gateways(&mut self) {
        self.loose_ends();
        self.starts_and_ends_in_between();
        self.several_ways_out();
        self.dead_ends();
        self.by_their_ways();
        self.dissolve();
    }

    /// A start that leads nowhere and an end that nothing leads to say nothing.
    fn loose_ends(&mut self) {
        let incoming = self.graph.incoming();
        let loose = |id: &usize| {
            let node = &self.graph.nodes[*id];
            matches!(node.kind, Kind::Start | Kind::End) && node.exits.is_empty() && incoming[*id] == 0
        };
        let loose: Vec<usize> = self.graph.ids().filter(loose).collect();
        if loose.len() == self.graph.which(|node| !node.is_gone()).len() {
            return;
        }
        for id in loose {
            self.lose_node(
                id,
                say!("hænger ikke sammen med noget og er udeladt", "is joined to nothing and is left out"),
            );
            self.graph.nodes[id].kind = Kind::Gone;
        }
    }

    /// An end that leads on, and a start that something leads to, are steps of the way.
    fn starts_and_ends_in_between(&mut self) {
        let incoming = self.graph.incoming();
        for id in self.graph.ids() {
            let node = &self.graph.nodes[id];
            let between = match node.kind {
                Kind::Start => incoming[id] > 0,
                Kind::End => !node.exits.is_empty(),
                _ => false,
            };
            if between {
                self.graph.nodes[id].kind = Kind::Way;
                self.lose_node(
                    id,
                    say!("står midt på vejen og er udeladt", "stands in the middle of the way and is left out"),
                );
            }
        }
    }

    /// Ways that leave a step together go through a split; under conditions, through a question.
    fn several_ways_out(&mut self) {
        for id in self.graph.ids() {
            let node = &self.graph.nodes[id];
            let several = node.plain().count() > 1;
            let conditions = node.plain().any(|exit| exit.answer || exit.default);
            match node.kind {
                Kind::Wait | Kind::Run(_) if several && conditions => {}
                Kind::Do | Kind::Wait | Kind::Run(_) | Kind::Start | Kind::Join { .. } | Kind::Way if several => {
                    self.part(id, conditions);
                }
                _ => {}
            }
        }
    }

    fn part(&mut self, id: usize, conditions: bool) {
        let node = &mut self.graph.nodes[id];
        let (plain, late): (Vec<Exit>, Vec<Exit>) =
            std::mem::take(&mut node.exits).into_iter().partition(|exit| !exit.late);
        let kind = if conditions { Kind::Ask { many: true } } else { Kind::Split };
        let mut parting = Node::new(kind, if conditions { QUESTION } else { "" }, node.by.clone());
        parting.exits = plain;
        let title = node.title.clone();
        let parting = self.graph.add(parting);
        let node = &mut self.graph.nodes[id];
        node.exits = late;
        node.exits.insert(0, Exit::to(parting));
        let what = if conditions {
            say!(
                "flere veje med betingelser: et spørgsmål er indsat efter trinet",
                "several ways with conditions: a question was put in after the step"
            )
        } else {
            say!(
                "flere veje ud: en deling er indsat efter trinet",
                "several ways out: a split was put in after the step"
            )
        };
        self.report.note("", title, what);
    }

    fn dead_ends(&mut self) {
        for id in self.graph.ids() {
            let node = &self.graph.nodes[id];
            if node.plain().next().is_none() && !matches!(node.kind, Kind::End | Kind::Gone) {
                let end = self.end();
                self.graph.nodes[id].exits.insert(0, Exit::to(end));
                let title = Some(self.graph.nodes[id].title.clone()).filter(|title| !title.is_empty());
                self.report.note(
                    "",
                    title.unwrap_or_else(|| "gateway".to_owned()),
                    say!("førte ingen steder hen: en afslutning er indsat", "led nowhere: an end was put in"),
                );
            }
        }
    }

    fn by_their_ways(&mut self) {
        let incoming = self.graph.incoming();
        for id in self.graph.ids() {
            let Kind::Gateway(gateway) = self.graph.nodes[id].kind else { continue };
            let out = self.graph.nodes[id].exits.len();
            match gateway {
                Gateway::Parallel => self.parallel(id, incoming[id], out),
                Gateway::Complex if self.is_ours() && out == 1 => {
                    self.kept(id);
                    self.graph.nodes[id].kind = Kind::Join { any: true };
                }
                _ if out < 2 => {
                    if gateway == Gateway::Inclusive && incoming[id] > 1 {
                        // What it became is said once it is known what leads to it.
                        self.graph.nodes[id].kind = Kind::Join { any: false };
                        continue;
                    }
                    self.graph.nodes[id].kind = Kind::Way;
                    self.lose_node(id, merged());
                }
                _ => self.question(id, gateway),
            }
        }
        self.inclusive_joins();
    }

    fn parallel(&mut self, id: usize, incoming: usize, out: usize) {
        self.kept(id);
        let title = std::mem::take(&mut self.graph.nodes[id].title);
        let direction =
            self.graph.nodes[id].origin.and_then(|id| self.definitions.get(id).attribute("gatewayDirection"));
        let (incoming, out) = match direction.filter(|_| self.is_ours()) {
            // Where a split of ours has several ways in, they do not wait for each other.
            Some("Mixed" | "Diverging") if out > 1 => (1, out),
            Some("Converging") if out == 1 => (incoming.max(2), out),
            _ => (incoming, out),
        };
        self.graph.nodes[id].kind = match (incoming > 1, out > 1) {
            (true, true) => {
                self.split_behind(id);
                Kind::Join { any: false }
            }
            (true, false) => Kind::Join { any: false },
            (false, true) => Kind::Split,
            (false, false) => {
                self.lose_node(id, merged());
                Kind::Way
            }
        };
        if !title.is_empty() {
            self.lose_node(
                id,
                say!(
                    "delinger og samlinger har intet navn; det er udeladt",
                    "splits and joins have no name; it is left out"
                ),
            );
        }
    }

    /// A gateway that joins and splits is two steps.
    fn split_behind(&mut self, id: usize) {
        let node = &mut self.graph.nodes[id];
        let mut split = Node::new(Kind::Split, "", node.by.clone());
        split.exits = std::mem::take(&mut node.exits);
        let split = self.graph.add(split);
        self.graph.nodes[id].exits.push(Exit::to(split));
        self.lose_node(id, say!("er blevet til en samling og en deling", "became a join and a split"));
    }

    fn question(&mut self, id: usize, gateway: Gateway) {
        self.kept(id);
        let many = matches!(gateway, Gateway::Inclusive | Gateway::Complex);
        self.graph.nodes[id].kind = Kind::Ask { many };
        if gateway == Gateway::Complex {
            self.lose_node(id, say!("er blevet til et spørgsmål", "became a question"));
        }
        if self.graph.nodes[id].title.is_empty() {
            self.lose_node(
                id,
                say!("har intet navn og hedder nu »{QUESTION}«", "has no name and is now called “{QUESTION}”"),
            );
            self.graph.nodes[id].title = QUESTION.to_owned();
        }
    }

    fn kept(&mut self, id: usize) {
        if let Some(origin) = self.graph.nodes[id].origin {
            self.report.keep(origin);
        }
    }

    /// An inclusive gateway that joins waits for what a question with several answers began, if there is one.
    fn inclusive_joins(&mut self) {
        let many = self.graph.which(|node| node.kind == Kind::Ask { many: true });
        let reached = self.graph.reach(&many, &[]);
        for id in self.graph.ids() {
            let origin = self.graph.nodes[id].origin.map(|origin| self.definitions.get(origin).name.as_str());
            if origin != Some("inclusiveGateway") || self.graph.nodes[id].kind != (Kind::Join { any: false }) {
                continue;
            }
            if reached[id] {
                self.lose_node(
                    id,
                    say!(
                        "er blevet til en samling, der venter på alle de svar, der er valgt",
                        "became a join that waits for every answer that was chosen"
                    ),
                );
            } else {
                self.graph.nodes[id].kind = Kind::Way;
                self.lose_node(id, merged());
            }
        }
    }

    /// Takes out everything that is only passed through.
    pub fn dissolve(&mut self) {
        let targets: Vec<Option<usize>> = self.graph.ids().map(|id| behind(&self.graph, id)).collect();
        let mut end = None;
        for id in self.graph.ids() {
            if matches!(self.graph.nodes[id].kind, Kind::Way | Kind::Gone) {
                continue;
            }
            for number in 0..self.graph.nodes[id].exits.len() {
                let to = self.graph.nodes[id].exits[number].to;
                let target = match targets[to] {
                    Some(target) => target,
                    // Merges that lead round to themselves.
                    None => *end.get_or_insert_with(|| self.end()),
                };
                self.graph.nodes[id].exits[number].to = target;
            }
        }
        for id in self.graph.which(|node| node.kind == Kind::Way) {
            self.graph.nodes[id].kind = Kind::Gone;
            for exit in std::mem::take(&mut self.graph.nodes[id].exits) {
                self.unsaid(&exit);
            }
        }
    }

    /// The words on a way that has none in a workflow.
    pub fn unsaid(&mut self, exit: &Exit) {
        let Some(flow) = exit.flow else { return };
        if exit.say.is_some() || exit.when.is_some() {
            self.lose(flow, say!("teksten på vejen er udeladt", "the text on the way is left out"));
        }
    }
}

fn merged() -> crate::diag::Text {
    say!("vejene mødes i det næste trin", "the ways meet in the next step")
}

/// What stands behind everything that is only passed through; `None` when it goes round.
fn behind(graph: &Graph, id: usize) -> Option<usize> {
    let mut at = id;
    for _ in graph.ids() {
        match graph.nodes[at].kind {
            Kind::Way => at = graph.nodes[at].exits.first()?.to,
            Kind::Gone => return None,
            _ => return Some(at),
        }
    }
    None
}
