//! An XML file as a flat list of elements, read without any of the program's code.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

/// One element, in document order.
#[derive(Debug, Default)]
pub struct Element {
    /// Without its prefix.
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    /// Indices of its children.
    pub children: Vec<usize>,
}

pub struct Tree(pub Vec<Element>);

impl Tree {
    /// Panics when the file is not well-formed.
    pub fn read(bytes: &[u8]) -> Self {
        let mut reader = Reader::from_str(std::str::from_utf8(bytes).unwrap());
        reader.config_mut().check_end_names = true;
        let mut all: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let at = push(&mut all, &open, &start);
                    open.push(at);
                }
                Event::Empty(start) => _ = push(&mut all, &open, &start),
                Event::End(_) => _ = open.pop(),
                Event::Text(text) => add(&mut all, &open, &text.into_inner()),
                Event::GeneralRef(name) => {
                    let text = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                    add(&mut all, &open, &text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "elements are open at the end");
        for element in &mut all {
            element.text = element.text.trim().to_owned();
        }
        Self(all)
    }

    pub fn named(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.0.iter().filter(move |element| element.name == name)
    }

    pub fn id(&self, id: &str) -> &Element {
        self.0.iter().find(|element| element.get("id") == id && !element.is_ours()).unwrap_or_else(|| panic!("no {id}"))
    }

    /// All elements below one.
    pub fn below<'t>(&'t self, element: &'t Element) -> Vec<&'t Element> {
        let children = element.children.iter().map(|n| &self.0[*n]);
        children.flat_map(|child| std::iter::once(child).chain(self.below(child))).collect()
    }

    /// The texts of the elements of a name below one.
    pub fn texts<'t>(&'t self, element: &'t Element, name: &str) -> Vec<&'t str> {
        self.below(element).into_iter().filter(|child| child.name == name).map(|child| child.text.as_str()).collect()
    }
}

impl Element {
    pub fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    /// Of our namespace, where `id` is an id of the portal.
    pub fn is_ours(&self) -> bool {
        ["workflow", "field", "body", "step", "actor", "with", "tool", "law"].contains(&self.name.as_str())
    }
}

fn push(all: &mut Vec<Element>, open: &[usize], start: &quick_xml::events::BytesStart) -> usize {
    let name = start.name().as_ref().rsplit(':').next().unwrap_or_default().to_owned();
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    let attributes = attributes.collect();
    all.push(Element { name, attributes, ..Element::default() });
    let at = all.len() - 1;
    if let Some(parent) = open.last() {
        all[*parent].children.push(at);
    }
    at
}

fn add(all: &mut [Element], open: &[usize], text: &str) {
    if let Some(parent) = open.last() {
        all[*parent].text.push_str(text);
    }
}
