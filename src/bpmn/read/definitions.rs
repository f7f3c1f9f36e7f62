//! What a BPMN file says: its elements, found by the ids they have in references.

use std::collections::BTreeMap;

use super::problem;
use super::tree::{Element, ElementId, Tree};
use super::xml::Parsed;
use crate::bpmn::names;
use crate::diag::Diagnostic;
use crate::say;
use crate::source::{FileId, Span};

/// Where a shape stands in the drawing. What stands higher comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bounds {
    pub y: i64,
    pub x: i64,
    pub height: i64,
    pub width: i64,
}

impl Bounds {
    /// Whether the middle of another shape is in this one.
    pub fn holds(&self, other: &Self) -> bool {
        let within = |from: i64, length: i64, at: i64| at >= from && at <= from.saturating_add(length);
        within(self.y, self.height, other.y.saturating_add(other.height / 2))
            && within(self.x, self.width, other.x.saturating_add(other.width / 2))
    }
}

/// A file whose root is `definitions` of BPMN 2.0.
#[derive(Debug, Default)]
pub struct Definitions {
    pub tree: Tree,
    ids: BTreeMap<String, ElementId>,
    bounds: BTreeMap<String, Bounds>,
    /// Elements of other programs that were passed over, by namespace.
    pub foreign: BTreeMap<String, usize>,
    pub has_drawing: bool,
    /// The encoding that the file says it has, when it is UTF-8 instead.
    pub mistaken: Option<String>,
    /// Elements with an id that another one before them has.
    pub doubles: Vec<ElementId>,
}

pub fn of(file: FileId, parsed: Parsed, mistaken: Option<String>) -> Result<Definitions, Box<Diagnostic>> {
    let (namespace, name) = parsed.root.unwrap_or_default();
    if namespace != names::BPMN || name != "definitions" {
        let [name, namespace] = [&name, &namespace].map(|text| super::tree::one_line(text));
        let (da, en) = match namespace.is_empty() || namespace == names::BPMN {
            true => ("", ""),
            false => (" i navnerummet ", " in the namespace "),
        };
        let found = if da.is_empty() { "" } else { &namespace };
        return Err(problem(
            Span::start_of(file),
            say!(
                "Filen er ikke BPMN 2.0: den begynder med »{name}«{da}{found}.",
                "The file is not BPMN 2.0: it begins with “{name}”{en}{found}."
            ),
            say!(
                "gem tegningen som BPMN 2.0 (.bpmn) i det program, den er lavet i",
                "save the drawing as BPMN 2.0 (.bpmn) in the program it was made with"
            ),
        ));
    }
    let mut ids = BTreeMap::new();
    let mut doubles = Vec::new();
    for (index, element) in parsed.tree.indexed().filter(|(_, element)| !element.ours) {
        if let Some(id) = element.id()
            && *ids.entry(id.to_owned()).or_insert(index) != index
        {
            doubles.push(index);
        }
    }
    Ok(Definitions {
        tree: parsed.tree,
        ids,
        bounds: parsed.bounds,
        foreign: parsed.foreign,
        has_drawing: parsed.has_drawing,
        mistaken,
        doubles,
    })
}

impl Definitions {
    pub fn get(&self, id: ElementId) -> &Element {
        self.tree.get(id)
    }

    /// What a reference names. It may have a prefix (`ns:id`), which says nothing within one file.
    pub fn find(&self, reference: &str) -> Option<ElementId> {
        let reference = reference.trim();
        let local = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
        self.ids.get(reference).or_else(|| self.ids.get(local)).copied()
    }

    /// What an attribute of an element names.
    pub fn target(&self, of: ElementId, attribute: &str) -> Option<ElementId> {
        self.find(self.get(of).attribute(attribute)?)
    }

    /// Where the drawing shows an element.
    pub fn bounds(&self, of: ElementId) -> Option<Bounds> {
        self.bounds.get(self.get(of).id()?).copied()
    }
}
