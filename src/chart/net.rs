//! The graph made safe to walk: every index in it exists.

use super::{Form, Notation};
use crate::model::chart::{Flow, Graph, Shape};

/// A [`Graph`] with its links listed per node.
pub(super) struct Net<'a> {
    pub graph: &'a Graph,
    pub form: Form,
    /// At least one, so that a graph without lanes can be drawn as well.
    pub lanes: usize,
    /// Of each node.
    pub lane: Vec<usize>,
    pub links: Vec<Link>,
    /// Links out of each node, in the author's order.
    pub exits: Vec<Vec<usize>>,
    /// Links into each node.
    pub entries: Vec<Vec<usize>>,
    /// Nodes that one node leads to, in the author's order: the first should not stand below the second.
    pub siblings: Vec<(usize, usize)>,
    /// Nodes on the main path.
    pub on_path: Vec<bool>,
}

/// An edge whose ends exist.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Index into [`Graph::edges`].
    pub edge: usize,
    pub from: usize,
    pub to: usize,
    /// On the main path.
    pub path: bool,
}

impl<'a> Net<'a> {
    pub fn new(graph: &'a Graph, form: Form) -> Self {
        let count = graph.nodes.len();
        let lanes = graph.lanes.len().max(1);
        let lane = graph.nodes.iter().map(|node| node.lane.min(lanes - 1)).collect();
        let exists = |&(_, edge): &(usize, &crate::model::chart::GraphEdge)| edge.from < count && edge.to < count;
        let links = (graph.edges.iter().enumerate().filter(exists))
            .map(|(n, edge)| Link { edge: n, from: edge.from, to: edge.to, path: edge.main })
            .collect();
        let mut net = Self {
            graph,
            form,
            lanes,
            lane,
            links,
            exits: vec![Vec::new(); count],
            entries: vec![Vec::new(); count],
            siblings: Vec::new(),
            on_path: vec![false; count],
        };
        for (n, link) in net.links.iter().enumerate() {
            net.exits[link.from].push(n);
            net.entries[link.to].push(n);
        }
        net.siblings = net.find_siblings();
        for link in net.links.iter().filter(|link| link.path) {
            net.on_path[link.from] = true;
            net.on_path[link.to] = true;
        }
        net
    }

    pub fn nodes(&self) -> usize {
        self.lane.len()
    }

    fn find_siblings(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (node, exits) in self.exits.iter().enumerate() {
            let mut targets: Vec<usize> =
                exits.iter().map(|&link| self.links[link].to).filter(|&to| to > node).collect();
            targets.sort_unstable();
            targets.dedup();
            pairs.extend(targets.windows(2).map(|pair| (pair[0], pair[1])));
        }
        pairs
    }

    /// How many nodes stand above one that should come before them.
    pub fn out_of_order(&self, row: &[usize]) -> usize {
        self.siblings.iter().filter(|&&(first, second)| row[first] > row[second]).count()
    }

    /// Whether a node is a bar, which lines may meet anywhere.
    pub fn is_bar(&self, node: usize) -> bool {
        self.form.notation == Notation::Own && matches!(self.graph.nodes[node].shape, Shape::Split | Shape::Join)
    }

    /// How far from the middle of a bar lines leave and arrive that lead to a side.
    pub fn bar_step(&self) -> i32 {
        match self.form.flow {
            Flow::Down => 56,
            Flow::Right => 24,
        }
    }

    pub fn label(&self, link: usize) -> Option<&str> {
        self.graph.edges[self.links[link].edge].label.as_deref().filter(|label| !label.trim().is_empty())
    }
}
