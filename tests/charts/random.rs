//! Random graphs from a seed: a flow like an author's, and then anything the checks would refuse.

use vejviser::model::chart::{Graph, GraphEdge, GraphLane, GraphNode, Shape};

/// Numbers that look random and are the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below `end`.
    pub fn roll(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end.max(1)
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

const TEXTS: [&str; 8] = [
    "Registrér ansøgningen",
    "Er borgeren berettiget til hjælp?",
    "Hold jobsamtale",
    "Beregn",
    "Ressourceforløbsydelsesberegningsgrundlag",
    "Skriv til borgeren, og få alle oplysninger, som sagen mangler, inden fristen efter RSL § 3, stk. 2, løber ud",
    "",
    "Ring",
];

const ANSWERS: [&str; 6] =
    ["Ja", "Nej", "Ja, helt eller delvist", "Intet svar", "Uden for målgruppen", "Beskæftigelsesministeriet"];

/// A graph of up to `most` nodes.
pub fn graph(seed: u64, most: usize) -> Graph {
    let mut dice = Dice::new(seed);
    let wild = dice.chance(40);
    let lanes = 1 + dice.roll(5);
    let lanes = (0..lanes)
        .map(|n| GraphLane { name: format!("Bane {n} i sagen"), group: dice.chance(50).then(|| "BIF".to_owned()) });
    let mut graph = Graph { lanes: lanes.collect(), ..Graph::default() };
    let count = 1 + dice.roll(most);
    for n in 0..count {
        let node = node(&mut dice, n, count, graph.lanes.len());
        graph.nodes.push(node);
    }
    for from in 0..count {
        let wished = match graph.nodes[from].shape {
            Shape::Decision if dice.chance(10) => 2 + dice.roll(6),
            Shape::Decision => 2 + dice.roll(2),
            Shape::Split => 2 + dice.roll(2),
            Shape::End => 0,
            _ => 1 + usize::from(dice.chance(8)),
        };
        for n in 0..wished {
            let edge = edge(&mut dice, from, n, count, wild);
            graph.edges.push(edge);
        }
    }
    graph
}

fn node(dice: &mut Dice, n: usize, count: usize, lanes: usize) -> GraphNode {
    let shape = match dice.roll(20) {
        _ if n == 0 => Shape::Start,
        _ if n + 1 == count => Shape::End,
        0..=4 => Shape::Decision,
        5 | 6 => Shape::Wait,
        7 => Shape::Run,
        8 => Shape::Split,
        9 => Shape::Join,
        10 => Shape::End,
        _ => Shape::Action,
    };
    let numbered = matches!(shape, Shape::Action | Shape::Decision | Shape::Wait | Shape::Run);
    let long = dice.chance(3);
    let label = if long {
        "Ansøgningen behandles ".repeat(10).chars().take(200).collect()
    } else {
        dice.pick(&TEXTS).to_owned()
    };
    GraphNode {
        shape,
        label: if matches!(shape, Shape::Split | Shape::Join) { String::new() } else { label },
        number: numbered.then_some(n as u32),
        lane: if n > 0 && dice.chance(50) { dice.roll(lanes) } else { n * lanes / count },
        any: matches!(shape, Shape::Decision | Shape::Join) && n.is_multiple_of(7),
        time: dice.chance(20).then(|| {
            if dice.chance(10) { "efter aftale med borgeren og dennes partsrepræsentant" } else { "14 dage" }.into()
        }),
        tools: if numbered { dice.roll(3) as u32 } else { 0 },
        laws: if numbered { dice.roll(2) as u32 } else { 0 },
    }
}

fn edge(dice: &mut Dice, from: usize, n: usize, count: usize, wild: bool) -> GraphEdge {
    let to = match dice.roll(10) {
        _ if wild => dice.roll(count),
        _ if n == 0 => (from + 1).min(count - 1),
        0..=1 => dice.roll(from + 1),
        _ => (from + 1 + dice.roll(5)).min(count - 1),
    };
    let long = dice.chance(2);
    let label =
        if long { "svaret er langt ".repeat(13).chars().take(200).collect() } else { dice.pick(&ANSWERS).to_owned() };
    GraphEdge {
        from,
        to,
        label: dice.chance(70).then_some(label),
        main: n == 0,
        handover: dice.chance(20),
        late: dice.chance(10),
    }
}
