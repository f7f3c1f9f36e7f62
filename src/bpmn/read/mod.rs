//! Bytes of a BPMN file to its elements. What cannot be read is a problem with its place, never a panic.

mod broken;
mod decode;
mod definitions;
mod tree;
mod xml;

pub use definitions::{Bounds, Definitions};
pub use tree::{Element, ElementId, Tree, one_line};

use crate::diag::{Diagnostic, Doc, Rule, Severity, Text};
use crate::say;
use crate::source::{FileId, SourceData, SourceFile, SourcePath, Span};
use crate::text::sha256_hex;

/// More bytes than any drawing has.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;

pub static BPMN_FILE: Rule = Rule {
    id: "bpmn-file",
    severity: Severity::Error,
    title: Doc { da: "En BPMN-fil skal kunne læses.", en: "A BPMN file must be readable." },
    why: Doc {
        da: "Kun BPMN 2.0 som hel og velformet XML kan blive til en arbejdsgang. Gem tegningen igen i det program, den er lavet i, og vælg BPMN 2.0 som format. Filer med DOCTYPE og egne entiteter læses ikke, for de kan vokse uden grænse.",
        en: "Only BPMN 2.0 as whole, well-formed XML can become a workflow. Save the drawing again in the program it was made with, as BPMN 2.0. Files with a DOCTYPE and entities of their own are not read, since they can grow without limit.",
    },
    example: "<?xml version=\"1.0\"?>\n<definitions><process></definitions>",
    fixed: "<?xml version=\"1.0\"?>\n<definitions><process></process></definitions>",
};

/// A file as it was read: its text, for places in messages, and what it says.
#[derive(Debug)]
pub struct Reading {
    pub file: SourceFile,
    pub result: Result<Definitions, Box<Diagnostic>>,
}

/// Reads a file. `name` is what messages call it.
pub fn read(id: FileId, name: &str, bytes: &[u8]) -> Reading {
    let whole = Span::start_of(id);
    if bytes.len() > MAX_BYTES {
        return Reading { file: source(id, name, String::new()), result: Err(too_large(whole, bytes.len() as u64)) };
    }
    match decode::decode(bytes) {
        Ok(decode::Decoded { text, mistaken }) => {
            let result = match is_web_page(&text) {
                true => Err(web_page(whole)),
                false => xml::parse(id, &text).and_then(|parsed| definitions::of(id, parsed, mistaken)),
            };
            Reading { file: source(id, name, text), result }
        }
        Err(decode::Undecodable { text, offset, message, help }) => {
            let place = Span::new(id, offset..offset);
            Reading { file: source(id, name, text), result: Err(problem(place, message, help)) }
        }
    }
}

fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(20).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

fn web_page(place: Span) -> Box<Diagnostic> {
    problem(
        place,
        say!("Filen er en webside, ikke en BPMN-tegning.", "The file is a web page, not a BPMN drawing."),
        say!(
            "hent selve tegningen som BPMN 2.0 (.bpmn); måske kræver siden, at du logger på",
            "fetch the drawing itself as BPMN 2.0 (.bpmn); perhaps the page asks you to log on"
        ),
    )
}

/// The problem of a file that is not worth opening.
pub fn too_large(place: Span, bytes: u64) -> Box<Diagnostic> {
    let (size, limit) = (bytes / 1024 / 1024, MAX_BYTES / 1024 / 1024);
    problem(
        place,
        say!("Filen er {size} MB; grænsen er {limit} MB.", "The file is {size} MB; the limit is {limit} MB."),
        say!("del tegningen op i flere filer", "split the drawing into several files"),
    )
}

fn source(id: FileId, name: &str, text: String) -> SourceFile {
    let hash = sha256_hex(text.as_bytes());
    SourceFile { id, path: SourcePath::new(name), data: SourceData::Text(text), hash }
}

fn problem(place: Span, message: Text, help: Text) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&BPMN_FILE, place, message).help(help))
}
