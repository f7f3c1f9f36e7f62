//! Text to the tree of elements, within limits: what a drawing never needs is refused, not followed.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::definitions::Bounds;
use super::tree::{Element, ElementId, Tree};
use super::{broken, problem};
use crate::bpmn::names;
use crate::diag::{Diagnostic, Text};
use crate::say;
use crate::source::{FileId, Span};

const MAX_DEPTH: usize = 200;
const MAX_ELEMENTS: usize = 20_000;
const MAX_ATTRIBUTES: usize = 1_000;
/// Prefixes that may be bound at one place.
const MAX_PREFIXES: usize = 500;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Parsed {
    pub tree: Tree,
    /// The namespace of the root, and its name.
    pub root: Option<(String, String)>,
    /// Where shapes stand, by the id of what they show.
    pub bounds: BTreeMap<String, Bounds>,
    /// Elements of other programs that were passed over, by namespace.
    pub foreign: BTreeMap<String, usize>,
    pub has_drawing: bool,
}

/// An element that is open while its end has not come.
enum Open {
    Kept(ElementId),
    /// A shape of the drawing, with what it shows.
    Shape(Option<String>),
    Passed,
}

pub fn parse(file: FileId, text: &str) -> Result<Parsed, Box<Diagnostic>> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.resolver_mut().set_max_namespace_bindings(MAX_PREFIXES);
    let mut scan = Scan { parsed: Parsed::default(), open: Vec::new() };
    loop {
        let before = reader.buffer_position() as usize;
        let (namespace, event) = match reader.read_resolved_event() {
            Ok((namespace, event)) => (owned(namespace), event),
            Err(error) => {
                let at = match &error {
                    // These are found when the element has been read.
                    quick_xml::Error::Namespace(_) => before,
                    _ => reader.error_position() as usize,
                };
                let at = at.min(text.len());
                return Err(malformed(Span::new(file, at..at), &broken::what(&error)));
            }
        };
        let after = reader.buffer_position() as usize;
        // What an empty element was expanded to ends where it began.
        let span = Span::new(file, before.min(after)..after);
        if matches!(event, Event::Eof) {
            break;
        }
        scan.event(namespace, &event, span)?;
    }
    if !scan.open.is_empty() || scan.parsed.root.is_none() {
        let end = Span::new(file, text.len()..text.len());
        let what = match scan.open.is_empty() {
            true => say!("der er intet element i den", "there is no element in it"),
            false => say!("et element er ikke lukket", "an element is not closed"),
        };
        return Err(malformed(end, &what));
    }
    Ok(scan.parsed)
}

fn owned(namespace: ResolveResult) -> Option<String> {
    match namespace {
        ResolveResult::Bound(namespace) => Some(namespace.as_ref().to_owned()),
        ResolveResult::Unbound => Some(String::new()),
        ResolveResult::Unknown(_) => None,
    }
}

struct Scan {
    parsed: Parsed,
    open: Vec<Open>,
}

impl Scan {
    fn event(&mut self, namespace: Option<String>, event: &Event, span: Span) -> Result<(), Box<Diagnostic>> {
        match event {
            Event::Start(start) => self.start(namespace, start, span),
            Event::End(_) => {
                self.open.pop();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml10_content(), span),
            Event::CData(text) => self.text(&text.xml10_content(), span),
            Event::GeneralRef(reference) => match resolve(reference) {
                Some(c) => self.text(c.encode_utf8(&mut [0; 4]), span),
                None => Err(entity(span)),
            },
            Event::DocType(_) => Err(problem(
                span,
                say!("Filen har en DOCTYPE, og den læses ikke.", "The file has a DOCTYPE, which is not read."),
                say!("slet DOCTYPE; BPMN bruger den ikke", "delete the DOCTYPE; BPMN does not use it"),
            )),
            _ => Ok(()),
        }
    }

    fn start(&mut self, namespace: Option<String>, start: &BytesStart, span: Span) -> Result<(), Box<Diagnostic>> {
        let local = start.local_name().as_ref().to_owned();
        let Some(namespace) = namespace else {
            let prefix = start.name().prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
            return Err(malformed(span, &broken::unknown_prefix(&prefix)));
        };
        if self.open.len() >= MAX_DEPTH {
            return Err(limit(
                span,
                say!(
                    "Elementer ligger mere end {MAX_DEPTH} lag inde i hinanden.",
                    "Elements are nested deeper than {MAX_DEPTH}."
                ),
            ));
        }
        if self.open.is_empty() && self.parsed.root.is_some() {
            return Err(malformed(span, &say!("den har mere end ét yderste element", "it has a second root element")));
        }
        let attributes = attributes(start, span)?;
        let is_root = self.open.is_empty();
        if is_root {
            self.parsed.root = Some((namespace.clone(), local.clone()));
        }
        let open = self.place(is_root, &namespace, local, attributes, span)?;
        self.open.push(open);
        Ok(())
    }

    /// Where an element goes: into the table, into the drawing, or nowhere.
    fn place(
        &mut self,
        is_root: bool,
        namespace: &str,
        name: String,
        attributes: Vec<(String, String)>,
        span: Span,
    ) -> Result<Open, Box<Diagnostic>> {
        let parent = match self.open.last() {
            Some(Open::Kept(parent)) => Some(*parent),
            None => None,
            Some(Open::Shape(shown)) if name == "Bounds" => {
                self.bounds(shown.clone(), &attributes);
                return Ok(Open::Passed);
            }
            Some(_) if name == "BPMNShape" && namespace == names::BPMNDI => {
                return Ok(Open::Shape(value(&attributes, "bpmnElement").map(str::to_owned)));
            }
            Some(_) => return Ok(Open::Passed),
        };
        let ours = namespace == names::VEJVISER;
        if !is_root && namespace == names::BPMNDI {
            self.parsed.has_drawing = true;
            return Ok(Open::Passed);
        }
        if !is_root && namespace != names::BPMN && !ours {
            *self.parsed.foreign.entry(namespace.to_owned()).or_default() += 1;
            return Ok(Open::Passed);
        }
        if self.parsed.tree.elements.len() >= MAX_ELEMENTS {
            return Err(limit(
                span,
                say!("Filen har mere end {MAX_ELEMENTS} elementer.", "The file has more than {MAX_ELEMENTS} elements."),
            ));
        }
        let id = ElementId(self.parsed.tree.elements.len());
        if let Some(parent) = parent {
            self.parsed.tree.elements[parent.0].children.push(id);
        }
        let element = Element { name, ours, attributes, parent, children: Vec::new(), text: String::new(), span };
        self.parsed.tree.elements.push(element);
        Ok(Open::Kept(id))
    }

    fn bounds(&mut self, shown: Option<String>, attributes: &[(String, String)]) {
        let number = |name| value(attributes, name).and_then(|text| text.trim().parse::<f64>().ok());
        if let (Some(shown), Some(x), Some(y)) = (shown, number("x"), number("y")) {
            let [height, width] = ["height", "width"].map(|name| number(name).unwrap_or_default());
            let [y, x, height, width] = [y, x, height, width].map(|number| number.round() as i64);
            self.parsed.bounds.entry(shown).or_insert(Bounds { y, x, height, width });
        }
    }

    /// Text belongs to the nearest element that is kept: the words of `<documentation><p>…`.
    fn text(&mut self, text: &str, span: Span) -> Result<(), Box<Diagnostic>> {
        let kept = self.open.iter().rev().find_map(|open| match open {
            Open::Kept(id) => Some(*id),
            _ => None,
        });
        match kept {
            Some(id) => {
                let element = &mut self.parsed.tree.elements[id.0];
                // A holder of elements has none of its own.
                if !matches!(element.name.as_str(), "definitions" | "process" | "extensionElements") {
                    element.text.push_str(text);
                }
            }
            None if self.open.is_empty() && !text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty() => {
                return Err(malformed(
                    span,
                    &say!("der står tekst uden for det yderste element", "there is text outside the root element"),
                ));
            }
            None => {}
        }
        Ok(())
    }
}

/// One of the five entities of XML, or a character by number.
fn resolve(reference: &quick_xml::events::BytesRef) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten();
    }
    quick_xml::escape::resolve_predefined_entity(reference).and_then(|text| text.chars().next())
}

/// Attributes without a namespace. A name that stands twice is no XML.
fn attributes(start: &BytesStart, span: Span) -> Result<Vec<(String, String)>, Box<Diagnostic>> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for (number, attribute) in start.attributes().with_checks(false).enumerate() {
        if number >= MAX_ATTRIBUTES {
            return Err(limit(
                span,
                say!(
                    "Et element har mere end {MAX_ATTRIBUTES} attributter.",
                    "An element has more than {MAX_ATTRIBUTES} attributes."
                ),
            ));
        }
        let attribute = attribute.map_err(|error| malformed(span, &broken::attribute(&error)))?;
        if !seen.insert(attribute.key) {
            let name = super::tree::one_line(attribute.key.as_ref());
            let twice = say!("attributten {name} står to gange", "the attribute {name} stands twice");
            return Err(malformed(span, &twice));
        }
        let declares = attribute.key.as_namespace_binding().is_some();
        if declares || attribute.key.prefix().is_some() {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| entity(span))?;
        kept.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(kept)
}

fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn malformed(place: Span, what: &Text) -> Box<Diagnostic> {
    let (da, en) = (&what.da, &what.en);
    problem(
        place,
        say!("Filen er ikke velformet XML: {da}.", "The file is not well-formed XML: {en}."),
        say!(
            "gem tegningen igen som BPMN 2.0 i det program, den er lavet i",
            "save the drawing again as BPMN 2.0 in the program it was made with"
        ),
    )
}

fn entity(place: Span) -> Box<Diagnostic> {
    problem(
        place,
        say!("Filen bruger en entitet, som ikke læses.", "The file uses an entity that is not read."),
        say!("skriv tegnet selv i stedet for &…;", "write the character itself instead of &…;"),
    )
}

fn limit(place: Span, message: Text) -> Box<Diagnostic> {
    problem(place, message, say!("del tegningen op i flere filer", "split the drawing into several files"))
}
