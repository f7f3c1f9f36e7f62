//! Pages as they begin: one Markdown file per kind with `{{names}}` in it, and filling them in.
//!
//! A line whose name has no value is kept as a note, so that the editor sees what could stand there.

use std::collections::BTreeMap;

use super::draft::INHERITED;
use crate::model::Kind;

/// What a `{{name}}` stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    Given(String),
    /// The folder's `_index.md` says it already; the line is a note.
    Inherited(String),
    /// The portal has nothing of the sort; the line is a note.
    Missing,
}

impl From<Option<String>> for Filling {
    fn from(value: Option<String>) -> Self {
        value.map_or(Self::Missing, Self::Given)
    }
}

pub type Fillings = BTreeMap<&'static str, Filling>;

/// The page of a kind as it begins.
pub fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Section => include_str!("pages/section.md"),
        Kind::Workflow => include_str!("pages/workflow.md"),
        Kind::Tool => include_str!("pages/tool.md"),
        Kind::Term => include_str!("pages/term.md"),
        Kind::Service => include_str!("pages/service.md"),
        Kind::Contact => include_str!("pages/contact.md"),
        Kind::Law => include_str!("pages/law.md"),
        Kind::Topic => include_str!("pages/topic.md"),
        Kind::Guide => include_str!("pages/guide.md"),
        Kind::Path => include_str!("pages/path.md"),
        Kind::News => include_str!("pages/news.md"),
        Kind::Page => include_str!("pages/page.md"),
    }
}

/// The text with every `{{name}}` filled in.
pub fn fill(text: &str, fillings: &Fillings) -> String {
    text.lines().map(|line| fill_line(line, fillings) + "\n").collect()
}

fn fill_line(line: &str, fillings: &Fillings) -> String {
    let mut filled = String::with_capacity(line.len());
    let mut rest = line;
    let mut note = None;
    while let Some((before, name, after)) = next_name(rest) {
        filled.push_str(before);
        match fillings.get(name).unwrap_or(&Filling::Missing) {
            Filling::Given(value) => filled.push_str(value),
            Filling::Inherited(value) => {
                filled.push_str(value);
                note = Some(INHERITED);
            }
            Filling::Missing => {
                filled.push('…');
                note = note.or(Some(""));
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    match note {
        Some(note) if !filled.trim_start().starts_with('#') => {
            let indent = filled.len() - filled.trim_start().len();
            filled.insert_str(indent, "# ");
            filled + note
        }
        _ => filled,
    }
}

/// What stands before the first `{{name}}`, the name, and what follows.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_its_value_becomes_a_note() {
        let fillings = Fillings::from([
            ("actor", Filling::Given("jobkonsulent".to_owned())),
            ("owner", Filling::Inherited("call-center".to_owned())),
        ]);
        let text = "owner: {{owner}}\n# {{tool}}\n  by: {{actor}}\n  tools: [{{tool}}]\n";
        let filled = "# owner: call-center  (står i mappens _index.md)\n# …\n  by: jobkonsulent\n  # tools: […]\n";
        assert_eq!(fill(text, &fillings), filled);
    }
}
