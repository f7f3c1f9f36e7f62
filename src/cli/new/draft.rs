//! A page or entry while it is made: the lines of its fields, set one after the other.
//!
//! The notes beside the fields stay. A field that the skeleton has is replaced where it stands, one that it
//! shows as a note takes the note's place, and any other goes before the day of review.

use crate::parse::keys::{self, Key, Type};
use crate::text::{yaml_flow_scalar, yaml_scalar};

/// Words with which the gaps of a skeleton begin: "Skriv her, …".
const GAP: &str = "Skriv ";
/// Ends the note of a field that the folder gives its pages.
pub const INHERITED: &str = "  (står i mappens _index.md)";

#[derive(Debug, Clone)]
pub struct Draft {
    /// Lines of the fields, without the line `---` around them.
    lines: Vec<String>,
    /// What follows the fields, from the closing `---` on; empty for an entry of a registry.
    rest: String,
}

/// Where a field stands: its lines, and whether they are a note.
struct Found {
    from: usize,
    to: usize,
    note: bool,
}

impl Draft {
    /// A page as its skeleton begins it.
    pub fn page(text: &str) -> Self {
        let text = text.strip_prefix("---\n").unwrap_or(text);
        let (fields, body) = text.split_once("\n---\n").unwrap_or((text, ""));
        Self { lines: fields.lines().map(str::to_owned).collect(), rest: format!("---\n{body}") }
    }

    /// An entry of a registry with these lines.
    pub fn entry(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect(), rest: String::new() }
    }

    /// The whole text: a page, or an entry as an item of a list.
    pub fn text(&self) -> String {
        if self.rest.is_empty() {
            let marks = std::iter::once("- ").chain(std::iter::repeat("  "));
            return self.lines.iter().zip(marks).map(|(line, mark)| format!("{mark}{line}\n")).collect();
        }
        let fields: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        format!("---\n{fields}{}", self.rest)
    }

    /// The value of a field, as far as it is one line of text; what the folder gives its pages counts.
    pub fn value(&self, path: &str) -> Option<String> {
        let (outer, inner) = path.split_once('.').map_or((path, None), |(outer, inner)| (outer, Some(inner)));
        let mut found = self.find(outer, 0..self.lines.len(), "")?;
        if let Some(inner) = inner {
            found = self.find(inner, found.from + 1..found.to, "  ")?;
        }
        let line = self.lines.get(found.from)?;
        if found.note && !line.ends_with(INHERITED) {
            return None;
        }
        let (_, value) = line.trim_start_matches(['#', ' ']).split_once(':')?;
        let value = value.trim_end_matches(INHERITED).trim();
        if !matches!(value, ">-" | "|" | ">" | "|-") {
            return Some(value.trim_matches('"').to_owned());
        }
        let more = self.lines.get(found.from + 1..found.to)?.iter().map(|line| line.trim());
        Some(more.collect::<Vec<_>>().join(" "))
    }

    /// Whether a field has a value that the editor is yet to write.
    pub fn is_gap(&self, path: &str) -> bool {
        self.value(path).is_none_or(|value| value.starts_with(GAP) || value.is_empty())
    }

    /// Sets a field to what was written. Names are those of the tables; a wrong one is set as it is, so that
    /// the program can say what is wrong with it.
    pub fn set(&mut self, tables: &[&'static [Key]], path: &str, values: &[String]) {
        let Some((outer, inner)) = path.split_once('.') else {
            let key = keys::find(tables, path);
            let line = format!("{path}: {}", written(key.map(|key| key.ty), values));
            return self.put(path, 0..self.lines.len(), "", line);
        };
        let table = match keys::find(tables, outer).map(|key| key.ty) {
            Some(Type::Map(table)) => table,
            _ => &[],
        };
        let ty = keys::find(&[table], inner).map(|key| key.ty);
        if self.find(outer, 0..self.lines.len(), "").is_none_or(|found| found.note) {
            self.put(outer, 0..self.lines.len(), "", format!("{outer}:"));
        }
        if let Some(found) = self.find(outer, 0..self.lines.len(), "") {
            self.put(inner, found.from + 1..found.to, "  ", format!("  {inner}: {}", written(ty, values)));
        }
    }

    /// Who does the first step of a workflow.
    pub fn first_actor(&self) -> Option<String> {
        self.lines.iter().find_map(|line| line.trim_start().strip_prefix("by: ")).map(str::to_owned)
    }

    /// Puts the title into the steps of the example, where another page has the example as well.
    pub fn name_steps(&mut self) {
        let title = self.value("title").unwrap_or_default();
        self.swap("Registrér henvendelsen", &format!("Registrér henvendelsen om »{title}«"), false);
        self.swap("Afgør sagen, og giv besked", &format!("Afgør »{title}«, og giv besked"), false);
        self.swap("Er der oplysninger nok?", &format!("Er der oplysninger nok til »{title}«?"), false);
    }

    /// Takes a field away.
    pub fn remove(&mut self, key: &str) {
        if let Some(Found { from, to, note: false }) = self.find(key, 0..self.lines.len(), "") {
            self.lines.drain(from..to);
        }
    }

    /// Replaces what a line says, the first that says so or all of them.
    pub fn swap(&mut self, from: &str, to: &str, all: bool) {
        let said = self.lines.iter_mut().filter(|line| line.trim_start() == from);
        for line in said.take(if all { usize::MAX } else { 1 }) {
            *line = line.replace(from, to);
        }
    }

    /// Adds lines after all other fields.
    pub fn append(&mut self, text: &str) {
        self.lines.extend(text.lines().map(str::to_owned));
    }

    pub fn has(&self, key: &str) -> bool {
        self.find(key, 0..self.lines.len(), "").is_some_and(|found| !found.note)
    }

    fn put(&mut self, key: &str, within: std::ops::Range<usize>, indent: &str, line: String) {
        match self.find(key, within.clone(), indent) {
            Some(Found { from, to, .. }) => {
                self.lines.splice(from..to, [line]);
            }
            None if indent.is_empty() => self.lines.insert(self.before_review(), line),
            None => self.lines.insert(within.end, line),
        }
    }

    /// Before the day of review and its note, else at the end.
    fn before_review(&self) -> usize {
        let Some(at) = self.lines.iter().position(|line| line.starts_with("reviewed:")) else {
            return self.lines.len();
        };
        let noted = at > 0 && self.lines.get(at - 1).is_some_and(|line| line.starts_with('#'));
        if noted { at - 1 } else { at }
    }

    /// The field of this name at this indent: the field itself, else a note that shows it.
    fn find(&self, key: &str, within: std::ops::Range<usize>, indent: &str) -> Option<Found> {
        let begins = |mark: &str| {
            let start = format!("{indent}{mark}{key}:");
            within.clone().find(|at| self.lines.get(*at).is_some_and(|line| line.starts_with(&start)))
        };
        let (from, note) = match begins("") {
            Some(from) => (from, false),
            None => (begins("# ")?, true),
        };
        let deeper = if note { format!("{indent}#  ") } else { format!("{indent} ") };
        let more = self.lines.get(from + 1..within.end)?.iter().take_while(|line| line.starts_with(&deeper)).count();
        Some(Found { from, to: from + 1 + more, note })
    }
}

/// A value as YAML. A list may be written as one, or item by item; fields within fields as YAML only.
fn written(ty: Option<Type>, values: &[String]) -> String {
    let plain: Vec<String> = values.iter().map(|value| one_line(value)).collect();
    match (ty, plain.as_slice()) {
        (Some(Type::Map(_) | Type::Pairs | Type::Answers(_) | Type::Bool), _) => plain.join(" "),
        (Some(Type::List(Type::Map(_))), _) => plain.join(" "),
        (Some(Type::List(_)), [list]) if list.starts_with('[') => list.clone(),
        (Some(Type::List(_)), items) => {
            let items: Vec<String> = items.iter().map(|item| yaml_flow_scalar(item)).collect();
            format!("[{}]", items.join(", "))
        }
        (_, items) => yaml_scalar(&items.join(" ")),
    }
}

/// Without ends of lines and other signs that are not to be seen.
pub fn one_line(written: &str) -> String {
    let plain: String = written.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    const PAGE: &str = "---\n# Note.\ntitle: Ny\nsummary: >-\n  Skriv her, hvad det er.\n# owner: bolig  (står i mappens \
                        _index.md)\n# href: https://a.example/\ndeadline:\n  within: 4 uger\n# Dagen.\nreviewed: \
                        2026-11-22\n---\nTekst.\n";

    fn set(changes: &[(&str, &[&str])]) -> String {
        let mut draft = Draft::page(PAGE);
        for (path, values) in changes {
            let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
            draft.set(&keys::keys_of(Kind::Service), path, &values);
        }
        draft.text()
    }

    #[test]
    fn a_draft_without_changes_is_its_skeleton() {
        assert_eq!(set(&[]), PAGE);
    }

    #[test]
    fn values_are_read_from_fields_and_from_what_the_folder_gives() {
        let draft = Draft::page(PAGE);
        assert_eq!(draft.value("owner").as_deref(), Some("bolig"));
        assert_eq!(draft.value("deadline.within").as_deref(), Some("4 uger"));
        assert_eq!(draft.value("href"), None);
        assert!(draft.is_gap("summary") && draft.is_gap("lead") && !draft.is_gap("title"));
    }

    #[test]
    fn fields_are_set_where_they_stand() {
        let changed = set(&[
            ("summary", &["Hjælp: \"nu\""]),
            ("owner", &["ydelse"]),
            ("deadline.within", &["2 uger"]),
            ("deadline.law", &["FVL § 3, stk. 2"]),
            ("audience", &["unge", "ældre"]),
            ("law", &["[\"A § 1\"]"]),
        ]);
        let expected = "---\n# Note.\ntitle: Ny\nsummary: \"Hjælp: \\\"nu\\\"\"\nowner: ydelse\n# href: \
                        https://a.example/\ndeadline:\n  within: 2 uger\n  law: [\"FVL § 3, stk. 2\"]\naudience: \
                        [unge, ældre]\nlaw: [\"A § 1\"]\n# Dagen.\nreviewed: 2026-11-22\n---\nTekst.\n";
        assert_eq!(changed, expected);
    }

    #[test]
    fn an_entry_is_an_item_of_a_list() {
        let mut entry = Draft::entry("id: bolig\nname: Bolig");
        entry.set(&[keys::ACTOR], "external", &["true".to_owned()]);
        assert_eq!(entry.text(), "- id: bolig\n  name: Bolig\n  external: true\n");
    }
}
