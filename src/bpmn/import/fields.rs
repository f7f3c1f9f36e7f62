//! The fields of a page that a file of ours carries, written as they were.

use std::fmt::Write;

use crate::bpmn::names::{attribute, element};
use crate::bpmn::read::{Definitions, ElementId, one_line};
use crate::text::yaml_scalar;

/// Fields of a workflow page but those that the drawing says itself.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    all: Vec<Field>,
}

#[derive(Debug, Clone)]
struct Field {
    name: String,
    text: String,
    inner: Fields,
}

impl Fields {
    /// Fields that stand above the trigger.
    pub const BEFORE: [&'static str; 17] = [
        "lead",
        "owner",
        "audience",
        "law",
        "keywords",
        "aliases",
        "kle",
        "reviewed",
        "updated",
        "review_every",
        "valid_from",
        "valid_until",
        "status",
        "legal_check",
        "glossary",
        "changes",
        "allow",
    ];
    /// Fields that stand below the lanes.
    pub const AFTER: [&'static str; 2] = ["complaint", "related"];

    pub fn read(definitions: &Definitions, holder: ElementId) -> Self {
        let all = definitions
            .tree
            .ours(holder, element::FIELD)
            .filter_map(|(id, field)| {
                let name = field.attribute(attribute::NAME)?.to_owned();
                let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                plain.then(|| Field { name, text: one_line(&field.text), inner: Self::read(definitions, id) })
            })
            .collect();
        Self { all }
    }

    /// Writes a field with all its values, if it is there.
    pub fn write(&self, out: &mut String, name: &str) {
        let values: Vec<&Field> = self.all.iter().filter(|field| field.name == name).collect();
        let structured = values.iter().any(|field| !field.inner.all.is_empty());
        let _ = match values.as_slice() {
            [] => Ok(()),
            [field] if name == "deadline" && structured => {
                let lines: String = field.inner.all.iter().map(|inner| format!("  {}\n", inner.pair())).collect();
                write!(out, "{name}:\n{lines}")
            }
            values if structured => {
                let items: String = values.iter().map(|field| field.item()).collect();
                write!(out, "{name}:\n{items}")
            }
            [field] => writeln!(out, "{}", field.pair()),
            values => {
                let items: Vec<String> =
                    values.iter().map(|field| crate::text::yaml_flow_scalar(&field.text)).collect();
                writeln!(out, "{name}: [{}]", items.join(", "))
            }
        };
    }
}

impl Field {
    fn pair(&self) -> String {
        format!("{}: {}", self.name, yaml_scalar(&self.text))
    }

    /// One entry of a list of fields.
    fn item(&self) -> String {
        let mut out = String::new();
        let mut names: Vec<&str> = Vec::new();
        for field in &self.inner.all {
            if names.contains(&field.name.as_str()) {
                continue;
            }
            out.push_str(if names.is_empty() { "  - " } else { "    " });
            self.inner.write(&mut out, &field.name);
            names.push(&field.name);
        }
        out
    }
}
