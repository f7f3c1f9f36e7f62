//! The writer of elements, attributes and text.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document that grows from top to bottom.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

/// Names and values; one without a value is left out.
pub(super) type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    pub fn new() -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 2) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    pub fn element(&mut self, name: &str, attributes: &Attributes, inside: impl FnOnce(&mut Self)) {
        self.event(Event::Start(start(name, attributes)));
        inside(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub fn empty(&mut self, name: &str, attributes: &Attributes) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element with text; nothing when there is none.
    pub fn text(&mut self, name: &str, attributes: &Attributes, text: &str) {
        if text.is_empty() {
            return;
        }
        self.event(Event::Start(start(name, attributes)));
        self.event(Event::Text(BytesText::new(&held(text))));
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event) {
        // Writing to a vector cannot fail.
        let _ = self.writer.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &Attributes) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
        start.push_attribute((*key, held(value).as_str()));
    }
    start
}

/// The text without the characters that XML cannot hold in any form.
pub(super) fn held(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}
