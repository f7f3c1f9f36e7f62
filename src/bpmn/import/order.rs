//! The order in which steps are read: along the flow, the longest way first, a step below the one that
//! leads to it wherever that is possible.

use super::graph::{Exit, Graph, Kind};

/// Nodes in reading order; the first is the main start.
pub fn along_the_flow(graph: &Graph) -> Vec<usize> {
    let starts = by_size(graph);
    let forward = without_back_exits(graph, &starts);
    let weights = weights(graph, &forward, &starts);
    let mut order =
        Order { graph, weights, waiting: vec![0; graph.nodes.len()], done: Vec::new(), stack: Vec::new(), forward };
    for to in order.forward.iter().flatten() {
        order.waiting[*to] += 1;
    }
    for start in starts {
        order.from(start);
    }
    order.done
}

/// Nodes of a file of ours: as they stand in it, with what was put in beside what it belongs to.
pub fn as_written(graph: &Graph) -> Vec<usize> {
    let mut keyed: Vec<((usize, u8), usize)> = Vec::new();
    for id in graph.which(|node| !node.is_gone()) {
        let node = &graph.nodes[id];
        let key = match node.kind {
            _ if node.origin.is_some() => (id, 1),
            Kind::Join { .. } | Kind::Start => (node.exits.first().map_or(id, |exit| exit.to), 0),
            _ => (graph.ids().find(|from| graph.nodes[*from].exits.iter().any(|exit| exit.to == id)).unwrap_or(id), 2),
        };
        keyed.push((key, id));
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// Starts, the one from which most can be reached first.
fn by_size(graph: &Graph) -> Vec<usize> {
    let mut starts = graph.which(|node| node.kind == Kind::Start);
    let size = |start: &usize| graph.reach(&[*start], &[]).into_iter().filter(|reached| *reached).count();
    // A start that was put in is never where a drawing begins, unless there is no other.
    starts.sort_by_cached_key(|start| (graph.nodes[*start].origin.is_none(), std::cmp::Reverse(size(start))));
    starts
}

/// Where each node leads, without the ways that lead back. Depth first, without recursion.
fn without_back_exits(graph: &Graph, starts: &[usize]) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; graph.nodes.len()];
    let mut forward = vec![Vec::new(); graph.nodes.len()];
    for start in starts {
        // A start that another one leads to has been walked; a second walk would take its ways back
        // for ways forward.
        if state[*start] != State::New {
            continue;
        }
        let mut stack = vec![(*start, 0)];
        while let Some((id, next)) = stack.pop() {
            state[id] = State::Open;
            let Some(exit) = graph.nodes[id].exits.get(next) else {
                state[id] = State::Done;
                continue;
            };
            stack.push((id, next + 1));
            match state[exit.to] {
                State::Open => {}
                State::Done => forward[id].push(exit.to),
                State::New => {
                    forward[id].push(exit.to);
                    stack.push((exit.to, 0));
                }
            }
        }
    }
    forward
}

/// The number of steps on the longest way from each node.
fn weights(graph: &Graph, forward: &[Vec<usize>], starts: &[usize]) -> Vec<usize> {
    let mut weights = vec![0; graph.nodes.len()];
    let mut seen = vec![false; graph.nodes.len()];
    for start in starts {
        let mut stack = vec![(*start, 0)];
        seen[*start] = true;
        while let Some((id, next)) = stack.pop() {
            match forward[id].get(next) {
                Some(to) => {
                    stack.push((id, next + 1));
                    if !std::mem::replace(&mut seen[*to], true) {
                        stack.push((*to, 0));
                    }
                }
                None => weights[id] = 1 + forward[id].iter().map(|to| weights[*to]).max().unwrap_or(0),
            }
        }
    }
    weights
}

struct Order<'g> {
    graph: &'g Graph,
    weights: Vec<usize>,
    forward: Vec<Vec<usize>>,
    /// How many nodes that come first are not there yet.
    waiting: Vec<usize>,
    done: Vec<usize>,
    /// Nodes that may come, the best last.
    stack: Vec<usize>,
}

impl Order<'_> {
    fn from(&mut self, start: usize) {
        self.stack.push(start);
        while let Some(id) = self.stack.pop() {
            self.done.push(id);
            let mut ready: Vec<usize> = Vec::new();
            for to in &self.forward[id] {
                self.waiting[*to] -= 1;
                if self.waiting[*to] == 0 {
                    ready.push(*to);
                }
            }
            ready.sort_by_key(|to| self.rank(id, *to));
            self.stack.extend(ready);
        }
    }

    /// A late branch comes after the others, an end after steps, a short way after a long one; of equals
    /// the first that is written comes first.
    fn rank(&self, from: usize, to: usize) -> (bool, bool, usize, std::cmp::Reverse<usize>) {
        let exits = &self.graph.nodes[from].exits;
        let position = exits.iter().position(|exit| exit.to == to).unwrap_or(exits.len());
        let late = exits.get(position).is_some_and(|exit: &Exit| exit.late);
        let step = self.graph.nodes[to].kind != Kind::End;
        (!late, step, self.weights[to], std::cmp::Reverse(position))
    }
}
