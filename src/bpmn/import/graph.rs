//! A page's steps while they are being put in order: nodes, and the ways between them.

use crate::bpmn::read::ElementId;

/// A step to be, or something of the drawing that will vanish.
#[derive(Debug, Clone)]
pub struct Node {
    /// The element it was, unless it was put in.
    pub origin: Option<ElementId>,
    pub kind: Kind,
    pub title: String,
    /// The actor, for what somebody does.
    pub by: String,
    pub with: Vec<String>,
    /// Whom a wait is for.
    pub wait_for: Option<String>,
    pub within: Option<String>,
    /// Markdown.
    pub guidance: String,
    /// The heading above the guidance, when it is not the title.
    pub heading: Option<String>,
    pub exits: Vec<Exit>,
    pub extra: Extra,
}

/// What only a file of ours says.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    pub id: Option<String>,
    pub implied: bool,
    pub tools: Vec<String>,
    pub law: Vec<String>,
    pub remember: Option<String>,
    /// What the timer of the step said when the file was written.
    pub timed: Option<String>,
    pub then: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Do,
    Ask {
        many: bool,
    },
    Wait,
    /// The id of a page.
    Run(String),
    Split,
    Join {
        any: bool,
    },
    Start,
    End,
    /// A gateway whose ways were not counted yet.
    Gateway(Gateway),
    Boundary,
    /// Only passed through: a merge, a link. What leads to it leads to what follows it.
    Way,
    /// Not there any more.
    Gone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gateway {
    Exclusive,
    Inclusive,
    Complex,
    Parallel,
    Event,
}

/// A way out of a node.
#[derive(Debug, Clone, Default)]
pub struct Exit {
    pub to: usize,
    /// Taken when time is up.
    pub late: bool,
    /// An answer, where not every way out is one.
    pub answer: bool,
    /// The way of a decision when no other holds.
    pub default: bool,
    pub say: Option<String>,
    pub when: Option<String>,
    pub law: Vec<String>,
    pub flow: Option<ElementId>,
}

impl Exit {
    pub fn to(to: usize) -> Self {
        Self { to, ..Self::default() }
    }
}

#[derive(Debug, Default)]
pub struct Graph {
    pub nodes: Vec<Node>,
}

impl Node {
    pub fn new(kind: Kind, title: impl Into<String>, by: impl Into<String>) -> Self {
        Self {
            origin: None,
            kind,
            title: title.into(),
            by: by.into(),
            with: Vec::new(),
            wait_for: None,
            within: None,
            guidance: String::new(),
            heading: None,
            exits: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Ways out that are taken in time.
    pub fn plain(&self) -> impl Iterator<Item = &Exit> {
        self.exits.iter().filter(|exit| !exit.late)
    }

    pub fn late(&self) -> Option<&Exit> {
        self.exits.iter().find(|exit| exit.late)
    }

    /// Whether its ways out in time are answers.
    pub fn has_answers(&self) -> bool {
        match self.kind {
            Kind::Ask { .. } => true,
            Kind::Wait | Kind::Run(_) => self.plain().count() > 1 || self.plain().any(|exit| exit.answer),
            _ => false,
        }
    }

    pub fn is_gone(&self) -> bool {
        self.kind == Kind::Gone
    }
}

impl Graph {
    pub fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    pub fn ids(&self) -> std::ops::Range<usize> {
        0..self.nodes.len()
    }

    /// Nodes of which a test holds.
    pub fn which(&self, test: impl Fn(&Node) -> bool) -> Vec<usize> {
        self.ids().filter(|id| test(&self.nodes[*id])).collect()
    }

    /// How many ways lead to each node.
    pub fn incoming(&self) -> Vec<usize> {
        let mut count = vec![0; self.nodes.len()];
        for exit in self.nodes.iter().flat_map(|node| &node.exits) {
            count[exit.to] += 1;
        }
        count
    }

    /// Nodes that can be reached from `from` without passing `stops`; a stop that is met counts.
    pub fn reach(&self, from: &[usize], stops: &[usize]) -> Vec<bool> {
        let mut seen = vec![false; self.nodes.len()];
        let mut open = from.to_vec();
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node], true) || stops.contains(&node) {
                continue;
            }
            open.extend(self.nodes[node].exits.iter().map(|exit| exit.to));
        }
        seen
    }

    /// Nodes from which one of `to` can be reached.
    pub fn reach_back(&self, to: &[usize]) -> Vec<bool> {
        let mut before = vec![Vec::new(); self.nodes.len()];
        for node in self.ids() {
            for exit in &self.nodes[node].exits {
                before[exit.to].push(node);
            }
        }
        let mut seen = vec![false; self.nodes.len()];
        let mut open = to.to_vec();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                open.extend(&before[node]);
            }
        }
        seen
    }
}
