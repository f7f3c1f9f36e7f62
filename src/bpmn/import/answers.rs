//! Words for the answers of a question: every one has some, and no two are equal.

use super::build::Maker;
use super::graph::{Exit, Node};
use crate::say;

impl Maker<'_, '_> {
    /// Every answer has words, and no two of a question are equal.
    pub fn answers(&mut self) {
        for id in self.graph.which(Node::has_answers) {
            self.silent_doubles(id);
            self.opposite(id);
            let mut seen: Vec<String> = Vec::new();
            for number in 0..self.graph.nodes[id].exits.len() {
                if self.graph.nodes[id].exits[number].late {
                    continue;
                }
                let say = self.answer(id, number, &seen);
                seen.push(say.to_lowercase());
                self.graph.nodes[id].exits[number].say = Some(say);
            }
        }
    }

    /// Ways without words that lead where another answer leads are no answers of their own.
    fn silent_doubles(&mut self, id: usize) {
        let silent = |exit: &Exit| {
            !exit.late && !exit.default && exit.say.is_none() && exit.when.is_none() && exit.law.is_empty()
        };
        let exits = std::mem::take(&mut self.graph.nodes[id].exits);
        for (number, exit) in exits.iter().enumerate() {
            let same = |other: &&Exit| other.to == exit.to && !other.late;
            let said = exits.iter().filter(same).any(|other| !silent(other));
            let before = exits.iter().take(number).any(|other| same(&other));
            if !silent(exit) || !(said || before) {
                self.graph.nodes[id].exits.push(exit.clone());
                continue;
            }
            if let Some(flow) = exit.flow {
                self.lose(
                    flow,
                    say!("fører samme sted hen som et andet svar", "leads to the same place as another answer"),
                );
            }
        }
    }

    /// Where one way has no words, the others say what it means.
    fn opposite(&mut self, id: usize) {
        let exits = &self.graph.nodes[id].exits;
        let plain: Vec<usize> = (0..exits.len()).filter(|number| !exits[*number].late).collect();
        let (said, silent): (Vec<usize>, Vec<usize>) =
            plain.into_iter().partition(|number| exits[*number].say.is_some() || exits[*number].when.is_some());
        let (said, [silent]) = (said.as_slice(), silent.as_slice()) else { return };
        let only = match said {
            [only] => exits[*only].say.as_deref().and_then(opposite),
            _ => None,
        };
        let word = match only {
            Some(word) => word,
            None if said.is_empty() || exits[*silent].default => return,
            None => "Ellers".to_owned(),
        };
        if let Some(flow) = exits[*silent].flow {
            self.lose(flow, say!("svaret hedder nu »{word}«", "the answer is now called “{word}”"));
        }
        self.graph.nodes[id].exits[*silent].say = Some(word);
    }

    fn answer(&mut self, id: usize, number: usize, seen: &[String]) -> String {
        let exit = &mut self.graph.nodes[id].exits[number];
        let flow = exit.flow;
        let written = exit.say.take().filter(|say| !say.trim().is_empty());
        let named = written.is_some();
        let condition = || exit.when.take();
        let say = written.or_else(condition).unwrap_or_else(|| match exit.default {
            true => "Ellers".to_owned(),
            false => format!("Svar {}", number + 1),
        });
        let numbered = (2..).map(|number| format!("{say} ({number})"));
        let mut words = std::iter::once(say.clone()).chain(numbered);
        let distinct = words.find(|say| !seen.contains(&say.to_lowercase())).unwrap_or_default();
        if let Some(flow) = flow.filter(|_| distinct != say || !named) {
            self.lose(flow, say!("svaret hedder nu »{distinct}«", "the answer is now called “{distinct}”"));
        }
        distinct
    }
}

/// The other answer to what is answered by yes or no, written as this one is.
fn opposite(word: &str) -> Option<String> {
    let other = match word.to_lowercase().as_str() {
        "ja" => "Nej",
        "nej" | "nein" => "Ja",
        "yes" => "No",
        "no" => "Yes",
        _ => return None,
    };
    let small = word.chars().all(char::is_lowercase);
    let large = word.chars().all(char::is_uppercase);
    Some(match (small, large) {
        (true, _) => other.to_lowercase(),
        (_, true) => other.to_uppercase(),
        _ => other.to_owned(),
    })
}
