//! The elements of a file, as a table: no depth of nesting can exhaust the stack.

use crate::source::Span;

/// Characters of a name: what is longer is no name, and would fill whole pages of the report.
const LONGEST_NAME: usize = 500;

/// Index into a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub(super) usize);

/// One element of BPMN, or of our extension.
#[derive(Debug, Clone)]
pub struct Element {
    /// Without its prefix.
    pub name: String,
    /// Whether it is of our extension.
    pub ours: bool,
    /// Attributes without a namespace, in order.
    pub attributes: Vec<(String, String)>,
    pub parent: Option<ElementId>,
    pub children: Vec<ElementId>,
    /// All text directly in it, and in elements of others in it.
    pub text: String,
    pub span: Span,
}

impl Element {
    /// An attribute's value, without space around it; `None` when it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    pub fn id(&self) -> Option<&str> {
        self.attribute("id")
    }

    /// Its name for people, in one line.
    pub fn label(&self) -> Option<String> {
        let name = one_line(self.attribute("name")?);
        match name.char_indices().nth(LONGEST_NAME) {
            Some((end, _)) => name.get(..end).map(|start| format!("{start}…")),
            None => Some(name),
        }
    }

    /// Whether its name is longer than a name can be.
    pub fn is_cut(&self) -> bool {
        self.attribute("name").is_some_and(|name| one_line(name).chars().nth(LONGEST_NAME).is_some())
    }

    pub fn is_true(&self, name: &str) -> bool {
        matches!(self.attribute(name), Some("true" | "1"))
    }
}

/// A text with every run of white space as one space. Signs that steer a terminal are no text.
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements in document order; the first is the root.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub(super) elements: Vec<Element>,
}

impl Tree {
    /// The element of an id this tree gave out.
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0]
    }

    pub fn indexed(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        self.elements.iter().enumerate().map(|(index, element)| (ElementId(index), element))
    }

    pub fn root(&self) -> ElementId {
        ElementId(0)
    }

    pub fn children(&self, of: ElementId) -> impl Iterator<Item = (ElementId, &Element)> {
        self.get(of).children.iter().map(|id| (*id, self.get(*id)))
    }

    /// Children of BPMN with this name.
    pub fn named<'a>(&'a self, of: ElementId, name: &'a str) -> impl Iterator<Item = (ElementId, &'a Element)> {
        self.children(of).filter(move |(_, child)| !child.ours && child.name == name)
    }

    /// The first child of our extension with this name.
    pub fn extension(&self, of: ElementId, name: &str) -> Option<(ElementId, &Element)> {
        let (holder, _) = self.named(of, "extensionElements").next()?;
        self.children(holder).find(|(_, child)| child.ours && child.name == name)
    }

    /// Children of our extension with this name, of an element that is ours too.
    pub fn ours<'a>(&'a self, of: ElementId, name: &'a str) -> impl Iterator<Item = (ElementId, &'a Element)> {
        self.children(of).filter(move |(_, child)| child.ours && child.name == name)
    }

    /// The texts of `documentation`, one after the other; empty without any.
    pub fn documentation(&self, of: ElementId) -> String {
        let texts = self.named(of, "documentation").map(|(_, child)| child.text.trim());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}
