//! Makes of a drawing what a workflow can be: everything reached, every loop with a way out, branches
//! that meet in joins. Whatever is put in or changed for that is said by a line.

use super::build::Maker;
use super::graph::{Exit, Kind, Node};
use crate::say;

/// How often a split is helped by a join before it becomes a question.
const JOINS_PER_SPLIT: usize = 3;

impl Maker<'_, '_> {
    pub fn mend(&mut self) {
        self.needless();
        self.starts();
        self.joins_without_split();
        self.branches();
        self.loops();
        self.entangled();
        self.answers();
        self.somebody();
    }

    /// What was put in beside a split or a join is done by who does the step before it.
    fn somebody(&mut self) {
        for id in self.graph.which(|node| node.by.is_empty() && matches!(node.kind, Kind::Ask { .. })) {
            let before = self.graph.reach_back(&[id]);
            let named = self.graph.ids().find(|other| before[*other] && !self.graph.nodes[*other].by.is_empty());
            let by = named.map(|other| self.graph.nodes[other].by.clone());
            self.graph.nodes[id].by = by.unwrap_or_else(|| self.cast.named(super::cast::NOBODY));
        }
    }

    /// Questions and splits whose ways all lead to one place are none.
    fn needless(&mut self) {
        loop {
            let mut changed = false;
            for id in self.graph.which(|node| matches!(node.kind, Kind::Ask { .. } | Kind::Split)) {
                self.doubles(id);
                let exits = &self.graph.nodes[id].exits;
                let Some(first) = exits.first().map(|exit| exit.to) else { continue };
                if exits.iter().all(|exit| exit.to == first) {
                    self.lose_node(
                        id,
                        say!("fører kun ét sted hen og er udeladt", "leads to one place only and is left out"),
                    );
                    for exit in self.graph.nodes[id].exits.split_off(1) {
                        self.unsaid(&exit);
                    }
                    self.graph.nodes[id].kind = Kind::Way;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
            self.dissolve();
        }
    }

    /// Two branches of a split to one step are one.
    fn doubles(&mut self, id: usize) {
        if self.graph.nodes[id].kind != Kind::Split {
            return;
        }
        let mut seen = Vec::new();
        let exits = std::mem::take(&mut self.graph.nodes[id].exits);
        for exit in exits {
            if seen.contains(&exit.to) {
                if let Some(flow) = exit.flow {
                    self.lose(
                        flow,
                        say!(
                            "to grene fører samme sted hen og er blevet til én",
                            "two branches lead to one place and became one"
                        ),
                    );
                }
                continue;
            }
            seen.push(exit.to);
            self.graph.nodes[id].exits.push(exit);
        }
    }

    /// Every step is reached from a start; where none is, one is put in.
    fn starts(&mut self) {
        if self.graph.which(|node| !matches!(node.kind, Kind::Start | Kind::Gone)).is_empty() {
            self.end();
        }
        let incoming = self.graph.incoming();
        let heads = self.graph.which(|node| !matches!(node.kind, Kind::Start | Kind::Gone));
        let heads: Vec<usize> = heads.into_iter().filter(|id| incoming[*id] == 0).collect();
        let none_drawn = self.graph.which(|node| node.kind == Kind::Start).is_empty();
        for (number, head) in heads.into_iter().enumerate() {
            // A process without any start begins at its first step: that is how it is meant.
            self.start(head, !(none_drawn && number == 0));
        }
        loop {
            let starts = self.graph.which(|node| node.kind == Kind::Start);
            let reached = self.graph.reach(&starts, &[]);
            let lost = self.graph.ids().find(|id| !reached[*id] && !self.graph.nodes[*id].is_gone());
            let Some(lost) = lost else { return };
            self.start(lost, !starts.is_empty());
        }
    }

    fn start(&mut self, head: usize, say: bool) {
        let alone = self.graph.which(|node| !node.is_gone()).len() == 1;
        if self.graph.nodes[head].kind == Kind::End && self.graph.nodes[head].origin.is_none() && !alone {
            self.graph.nodes[head].kind = Kind::Gone;
            return;
        }
        let mut start = Node::new(Kind::Start, "Start", "");
        start.exits.push(Exit::to(head));
        self.graph.add(start);
        if say {
            let title = self.graph.nodes[head].title.clone();
            self.report.note(
                "",
                title,
                say!("intet førte hertil: en begyndelse er indsat", "nothing led here: a start was put in"),
            );
        }
    }

    /// A join that no split leads to would wait for ever.
    fn joins_without_split(&mut self) {
        let splits = self.graph.which(|node| matches!(node.kind, Kind::Split | Kind::Ask { many: true }));
        let reached = self.graph.reach(&splits, &[]);
        let mut changed = false;
        for id in self.graph.which(|node| node.kind == Kind::Join { any: false }) {
            if !reached[id] {
                self.graph.nodes[id].kind = Kind::Way;
                self.lose_node(
                    id,
                    say!(
                        "samler grene, som ingen deling sætter i gang, og er udeladt",
                        "joins branches that no split begins, and is left out"
                    ),
                );
                changed = true;
            }
        }
        if changed {
            self.dissolve();
            self.needless();
        }
    }

    /// Branches of a split that meet without a join get one.
    fn branches(&mut self) {
        for split in self.graph.which(|node| node.kind == Kind::Split) {
            let mut helped = 0;
            while let Some(meeting) = self.meeting(split) {
                if helped == JOINS_PER_SPLIT || self.graph.nodes[meeting].kind == (Kind::Join { any: false }) {
                    self.ask_instead(split);
                    break;
                }
                self.join_before(split, meeting);
                helped += 1;
            }
        }
    }

    /// Joins and ends that were put in for one split can make branches of another meet.
    fn entangled(&mut self) {
        let meets = |maker: &Self| {
            let splits = maker.graph.which(|node| node.kind == Kind::Split);
            splits.into_iter().find(|split| maker.meeting(*split).is_some())
        };
        while let Some(split) = meets(self) {
            self.ask_instead(split);
        }
    }

    /// The first step at which branches of a split meet without a join.
    fn meeting(&self, split: usize) -> Option<usize> {
        let mut heads: Vec<usize> = self.graph.nodes[split].exits.iter().map(|exit| exit.to).collect();
        heads.sort_unstable();
        heads.dedup();
        let whole = Branches::of(self, &heads, &[split]);
        let joins: Vec<usize> = whole.meetings(self).into_iter().filter(|id| self.is_join(*id)).collect();
        let mut stops = joins.clone();
        stops.push(split);
        let branches = Branches::of(self, &heads, &stops);
        let is_end = |id: usize| self.graph.nodes[id].kind == Kind::End;
        let meets = |id: &usize| !joins.contains(id) && (joins.is_empty() || !is_end(*id));
        branches.meetings(self).into_iter().find(meets).or_else(|| {
            let after = self.graph.reach(&joins, &[split]);
            let stray = branches.regions.iter().filter(|region| !joins.iter().any(|join| region[*join]));
            let mut met = stray.flat_map(|region| self.graph.ids().filter(|id| region[*id] && after[*id]));
            met.find(|id| !is_end(*id))
        })
    }

    fn is_join(&self, id: usize) -> bool {
        matches!(self.graph.nodes[id].kind, Kind::Join { .. })
    }

    /// Puts a join where branches of a split meet; ways that come back from behind it stay as they are.
    fn join_before(&mut self, split: usize, meeting: usize) {
        let heads: Vec<usize> = self.graph.nodes[split].exits.iter().map(|exit| exit.to).collect();
        let mut before = self.graph.reach(&heads, &[split, meeting]);
        before[meeting] = false;
        before[split] = true;
        let mut join = Node::new(Kind::Join { any: false }, "", "");
        join.exits.push(Exit::to(meeting));
        let join = self.graph.add(join);
        // The join itself is the last node, and no part of `before`.
        for (node, _) in self.graph.nodes.iter_mut().zip(&before).filter(|(_, before)| **before) {
            for exit in node.exits.iter_mut().filter(|exit| exit.to == meeting) {
                exit.to = join;
            }
        }
        let title = self.graph.nodes[meeting].title.clone();
        self.report.note(
            "",
            title,
            say!(
                "samtidige grene mødes her: en samling er indsat før trinet",
                "parallel branches meet here: a join was put in before the step"
            ),
        );
    }

    /// Branches that are too entangled for joins: whichever hold are taken.
    fn ask_instead(&mut self, split: usize) {
        self.graph.nodes[split].kind = Kind::Ask { many: true };
        self.graph.nodes[split].title = "Hvad sættes i gang?".to_owned();
        for number in 0..self.graph.nodes[split].exits.len() {
            let to = self.graph.nodes[split].exits[number].to;
            let title = self.graph.nodes[to].title.clone();
            self.graph.nodes[split].exits[number].say.get_or_insert(title);
        }
        self.lose_node(
            split,
            say!(
                "grenene mødes ikke i én samling; delingen er blevet til et spørgsmål med flere svar",
                "the branches do not meet in one join; the split became a question with several answers"
            ),
        );
    }

    /// A loop without a way out gets one.
    fn loops(&mut self) {
        loop {
            let ends = self.graph.which(|node| node.kind == Kind::End);
            let starts = self.graph.which(|node| node.kind == Kind::Start);
            let (leads, reached) = (self.graph.reach_back(&ends), self.graph.reach(&starts, &[]));
            let trapped = self.graph.which(|node| !matches!(node.kind, Kind::Gone | Kind::Start));
            let trapped: Vec<usize> = trapped.into_iter().filter(|id| reached[*id] && !leads[*id]).collect();
            let asks = |id: &&usize| matches!(self.graph.nodes[**id].kind, Kind::Ask { .. });
            let answers = |id: &&usize| self.graph.nodes[**id].has_answers();
            let question = trapped.iter().find(asks).or_else(|| trapped.iter().find(answers));
            let step = trapped.iter().rev().find(|id| self.graph.nodes[**id].plain().count() == 1);
            match (question, step) {
                (Some(question), _) => self.way_out(*question),
                (None, Some(step)) => self.repeat(*step),
                // Splits that lead to nothing but splits.
                (None, None) => match trapped.first() {
                    Some(split) => self.ask_instead(*split),
                    None => return,
                },
            }
        }
    }

    fn way_out(&mut self, question: usize) {
        let end = self.end();
        let say = Some("Slut".to_owned());
        self.graph.nodes[question].exits.push(Exit { answer: true, say, ..Exit::to(end) });
        self.lose_node(
            question,
            say!(
                "løkken havde ingen vej ud: svaret »Slut« er indsat",
                "the loop had no way out: the answer “Slut” was put in"
            ),
        );
    }

    fn repeat(&mut self, step: usize) {
        let end = self.end();
        let by = self.graph.nodes[step].by.clone();
        let Some(number) = self.graph.nodes[step].exits.iter().position(|exit| !exit.late) else { return };
        let mut question = Node::new(Kind::Ask { many: false }, "Gentages det?", by);
        let exit = self.graph.nodes[step].exits[number].clone();
        question.exits.push(Exit { answer: true, say: Some("Ja".to_owned()), ..exit });
        question.exits.push(Exit { answer: true, say: Some("Nej".to_owned()), ..Exit::to(end) });
        let question = self.graph.add(question);
        self.graph.nodes[step].exits[number] = Exit::to(question);
        self.lose_node(
            step,
            say!(
                "løkken havde ingen vej ud: et spørgsmål er indsat efter trinet",
                "the loop had no way out: a question was put in after the step"
            ),
        );
    }
}

/// What each branch of a split can reach.
struct Branches<'h> {
    heads: &'h [usize],
    regions: Vec<Vec<bool>>,
}

impl<'h> Branches<'h> {
    fn of(maker: &Maker, heads: &'h [usize], stops: &[usize]) -> Self {
        Self { heads, regions: heads.iter().map(|head| maker.graph.reach(&[*head], stops)).collect() }
    }

    /// Steps that two branches reach and at which one of them arrives on its own.
    fn meetings(&self, maker: &Maker) -> Vec<usize> {
        let mut count = vec![0_usize; maker.graph.nodes.len()];
        for region in &self.regions {
            for (count, reached) in count.iter_mut().zip(region) {
                *count += usize::from(*reached);
            }
        }
        let mut first: Vec<usize> = self.heads.iter().copied().filter(|head| count[*head] > 1).collect();
        for id in maker.graph.ids().filter(|id| count[*id] == 1) {
            first.extend(maker.graph.nodes[id].exits.iter().map(|exit| exit.to).filter(|to| count[*to] > 1));
        }
        first.sort_unstable();
        first.dedup();
        first
    }
}
