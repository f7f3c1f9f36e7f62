//! YAML text to a tree with places; the only file that knows the YAML crate.
//!
//! Every scalar stays text: the key decides its type, so `kle: 32.20`, `00453317` and `No:` mean
//! what was written. Anchors, aliases, merges and tags are errors: nothing an editor writes needs
//! them, and they are what YAML bombs are made of.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::granit_parser::{Event, Parser, ScanError, Span as YamlSpan};

use super::rules;
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::say;
use crate::source::{At, FileId, Span};

/// More nodes than any page or registry has, few enough to be read in milliseconds.
const MAX_NODES: usize = 100_000;
/// Deeper than `steps` -> `answers` -> `law`, with room to spare.
const MAX_DEPTH: usize = 24;

/// A value as written.
#[derive(Debug, Clone)]
pub struct Node {
    pub span: Span,
    pub data: Data,
}

#[derive(Debug, Clone)]
pub enum Data {
    /// A key without a value.
    Empty,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(At<String>, Node)>),
}

impl Node {
    /// Whether there is no value, or one without a letter.
    pub fn is_blank(&self) -> bool {
        match &self.data {
            Data::Empty => true,
            Data::Scalar(text) => text.trim().is_empty(),
            Data::List(_) | Data::Map(_) => false,
        }
    }
}

/// Reads the YAML in `range` of `text`. `None` when it cannot be read; what is wrong then stands
/// in `problems` (one syntax error per file, since what follows one is guesswork).
pub fn read(file: FileId, text: &str, range: Range<usize>, problems: &mut Diagnostics) -> Option<Node> {
    let yaml = text.get(range.clone()).unwrap_or_default();
    let mut reader = Reader { events: Parser::new_from_str(yaml), file, text: yaml, offset: range.start, nodes: 0 };
    match reader.document() {
        Ok(node) => Some(node),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    }
}

/// The problem that ends the reading; boxed, since it is far larger than a node's place.
type Stop = Box<Diagnostic>;

struct Reader<'a, I> {
    events: I,
    file: FileId,
    text: &'a str,
    /// Where the YAML begins in the file.
    offset: usize,
    nodes: usize,
}

impl<'a, I> Reader<'a, I>
where
    I: Iterator<Item = Result<(Event<'a>, YamlSpan), ScanError>>,
{
    fn document(&mut self) -> Result<Node, Stop> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                // An empty document: no key at all.
                Event::DocumentEnd | Event::StreamEnd => return Ok(Node { span, data: Data::Empty }),
                event => {
                    let node = self.node(event, span, 0)?;
                    self.finish()?;
                    return Ok(node);
                }
            }
        }
    }

    /// What follows the first value would be lost without a word.
    fn finish(&mut self) -> Result<(), Stop> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(()),
                Event::DocumentEnd => {}
                _ => {
                    return Err(stop(
                        span,
                        say!("Herfra bliver intet læst.", "Nothing is read from here on."),
                        say!("slet linjen »---« eller »...« ovenfor", "delete the line “---” or “...” above"),
                    ));
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, self.span(&span))),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, self.end())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Stop> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return Err(stop(
                span,
                say!(
                    "Indholdet er for stort eller for dybt indlejret til at være en side.",
                    "This is too large or too deeply nested to be a page."
                ),
                say!("del det op i flere filer", "split it into several files"),
            ));
        }
        match event {
            Event::Scalar(text, _, 0, None) => Ok(Node { span, data: self.scalar(&text, span) }),
            Event::SequenceStart(_, 0, None) => self.list(span, depth),
            Event::MappingStart(_, 0, None) => self.map(span, depth),
            _ => Err(special(span)),
        }
    }

    /// Where nothing is written there is a key without a value, which the parser hands out as `~`;
    /// `""` is an empty text.
    fn scalar(&self, text: &str, span: Span) -> Data {
        if matches!(text, "" | "~") && self.written(span).is_empty() {
            Data::Empty
        } else {
            Data::Scalar(text.to_owned())
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, Stop> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok(Node { span: cover(start, items.last().map(|n: &Node| n.span)), data: Data::List(items) });
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<(At<String>, Node)> = Vec::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let last = entries.last().map(|(_, node)| node.span);
                return Ok(Node { span: cover(start, last), data: Data::Map(entries) });
            }
            let key = self.node(event, span, depth + 1)?;
            let Data::Scalar(name) = key.data else {
                return Err(stop(
                    key.span,
                    say!("En nøgle skal være et ord.", "A key must be a word."),
                    say!("skriv for eksempel »title: Tekst«", "write for example “title: Text”"),
                ));
            };
            if let Some(first) = seen.insert(name.clone(), key.span) {
                return Err(Box::new(
                    Diagnostic::new(
                        &rules::YAML_SYNTAX,
                        key.span,
                        say!("Feltet »{name}« står to gange.", "The field “{name}” stands twice."),
                    )
                    .label(first, say!("første gang her", "first here"))
                    .help(say!("slet den ene, eller saml de to", "delete one of them, or join the two")),
                ));
            }
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            entries.push((At::new(name, key.span), value));
        }
    }

    fn span(&self, span: &YamlSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    fn written(&self, span: Span) -> &'a str {
        let range = span.range();
        self.text.get(range.start.saturating_sub(self.offset)..range.end.saturating_sub(self.offset)).unwrap_or("")
    }

    fn end(&self) -> Span {
        let end = self.offset + self.text.len();
        Span::new(self.file, end..end)
    }

    /// The parser's own sentence is English and for programmers; the place is what helps, since the
    /// common mistakes were caught line by line before.
    fn syntax(&self, error: &ScanError) -> Stop {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len()) + self.offset;
        let detail = error.to_string();
        let detail = detail.split(" at ").next().unwrap_or_default().to_owned();
        if detail.contains("anchor") {
            return special(Span::new(self.file, at..at));
        }
        stop(
            Span::new(self.file, at..at),
            say!(
                "Linjen eller den foregående følger ikke reglerne for YAML.",
                "This line or the one before is not valid YAML."
            ),
            Text::new(
                "se efter indrykning, anførselstegn og kolon på linjen og den ovenfor",
                format!("look for indentation, missing quotes and colons (“{detail}”)"),
            ),
        )
    }
}

/// Anchors, aliases and tags.
fn special(span: Span) -> Stop {
    stop(
        span,
        say!(
            "»&«, »*« og »!« først i en værdi har en særlig betydning i YAML, som siderne ikke bruger.",
            "“&”, “*” and “!” at the start of a value have a special meaning in YAML that pages do not use."
        ),
        say!("sæt værdien i anførselstegn", "put the value in quotes"),
    )
}

fn stop(span: Span, message: Text, help: Text) -> Stop {
    Box::new(Diagnostic::new(&rules::YAML_SYNTAX, span, message).help(help))
}

/// From the start of a collection to the end of its last part.
fn cover(start: Span, last: Option<Span>) -> Span {
    Span { end: last.map_or(start.end, |last| last.end.max(start.end)), ..start }
}
