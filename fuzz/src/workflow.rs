//! Bytes to a workflow: as graphs that the layout must draw whole, and as pages that an editor could have
//! written, right and wrong.

use std::fmt::Write;

use arbitrary::Arbitrary;
use vejviser::model::chart::{Graph, GraphEdge, GraphLane, GraphNode, Shape};

/// More than the longest workflow of any portal.
pub const MOST_STEPS: usize = 40;
const MOST_EDGES: usize = 80;
const MOST_LANES: usize = 5;

const TEXTS: [&str; 8] = [
    "Registrér ansøgningen",
    "Er borgeren berettiget til hjælp?",
    "Hold jobsamtale",
    "Ressourceforløbsydelsesberegningsgrundlag",
    "Skriv til borgeren, og få alle oplysninger, som sagen mangler, inden fristen efter RSL § 3, stk. 2, løber ud",
    "",
    "Ja",
    "14 dage",
];

#[derive(Arbitrary, Debug)]
pub struct Flow {
    pub steps: Vec<Step>,
    pub edges: Vec<Edge>,
    pub lanes: u8,
}

#[derive(Arbitrary, Debug)]
pub struct Step {
    pub kind: u8,
    pub text: u8,
    pub lane: u8,
    pub time: bool,
    pub any: bool,
    pub tools: u8,
    /// Where it leads in the page, beside or instead of the step below.
    pub to: [u8; 3],
    pub leads: u8,
}

#[derive(Arbitrary, Debug)]
pub struct Edge {
    pub from: u8,
    pub to: u8,
    pub text: u8,
    pub labelled: bool,
    pub main: bool,
    pub late: bool,
}

fn text(n: u8) -> &'static str {
    TEXTS[usize::from(n) % TEXTS.len()]
}

impl Flow {
    /// The graph with these nodes and edges; `None` without a node.
    pub fn graph(&self) -> Option<Graph> {
        let lanes = 1 + usize::from(self.lanes) % MOST_LANES;
        let count = self.steps.len().min(MOST_STEPS);
        if count == 0 {
            return None;
        }
        let nodes: Vec<GraphNode> =
            self.steps.iter().take(count).enumerate().map(|(n, step)| step.node(n, count, lanes)).collect();
        let lanes =
            (0..lanes).map(|n| GraphLane { name: format!("Bane {n}"), group: (n % 2 == 0).then(|| "BIF".into()) });
        let edges = self.edges.iter().take(MOST_EDGES).map(|edge| edge.edge(count)).collect();
        Some(Graph { lanes: lanes.collect(), nodes, edges })
    }

    /// The same as a page. Steps lead where they like, so that most pages have mistakes.
    pub fn page(&self) -> String {
        let mut page = String::from("---\ntitle: Prøve\nsteps:\n");
        let count = self.steps.len().min(MOST_STEPS);
        for (n, step) in self.steps.iter().take(count).enumerate() {
            let _ = writeln!(page, "  - id: s{n}");
            step.write(&mut page, count);
        }
        page + "---\nTekst.\n"
    }
}

impl Step {
    fn node(&self, n: usize, count: usize, lanes: usize) -> GraphNode {
        let shapes = [
            Shape::Action,
            Shape::Decision,
            Shape::Wait,
            Shape::Run,
            Shape::Split,
            Shape::Join,
            Shape::End,
            Shape::Start,
        ];
        let shape = match n {
            0 => Shape::Start,
            _ if n + 1 == count => Shape::End,
            _ => shapes[usize::from(self.kind) % shapes.len()],
        };
        let bar = matches!(shape, Shape::Split | Shape::Join);
        let numbered = matches!(shape, Shape::Action | Shape::Decision | Shape::Wait | Shape::Run);
        GraphNode {
            shape,
            label: if bar { String::new() } else { text(self.text).to_owned() },
            number: numbered.then_some(n as u32),
            lane: usize::from(self.lane) % lanes,
            any: self.any && matches!(shape, Shape::Decision | Shape::Join),
            time: (self.time && numbered).then(|| "14 dage".to_owned()),
            tools: if numbered { u32::from(self.tools % 4) } else { 0 },
            laws: if numbered { u32::from(self.tools / 4 % 3) } else { 0 },
        }
    }

    fn write(&self, page: &mut String, count: usize) {
        let to = |n: usize| usize::from(self.to[n % 3]) % count;
        let who = ["borger", "sagsbehandler", "ukendt"][usize::from(self.lane) % 3];
        let words = text(self.text);
        let _ = match self.kind % 8 {
            0 | 1 => writeln!(page, "    do: {words}\n    by: {who}"),
            2 => writeln!(page, "    ask: {words}\n    by: {who}\n    answers: {{Ja: s{}, Nej: s{}}}", to(0), to(1)),
            3 => writeln!(
                page,
                "    wait: {words}\n    by: {who}\n    within: 14 dage\n    late: {{to: s{}, say: Intet}}",
                to(0)
            ),
            4 => writeln!(page, "    split: [s{}, s{}]", to(0), to(1)),
            5 => writeln!(page, "    join: {}", if self.any { "any" } else { "all" }),
            6 => writeln!(page, "    end: {words}"),
            _ => writeln!(page, "    run: prove\n    by: {who}"),
        };
        if self.leads % 3 == 0 {
            let _ = writeln!(page, "    next: s{}", to(2));
        }
    }
}

impl Edge {
    fn edge(&self, count: usize) -> GraphEdge {
        GraphEdge {
            from: usize::from(self.from) % count,
            to: usize::from(self.to) % count,
            label: self.labelled.then(|| text(self.text).to_owned()),
            main: self.main,
            handover: self.text % 5 == 0,
            late: self.late,
        }
    }
}
