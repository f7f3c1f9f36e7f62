//! Values of fields, read to the type their key demands.

use crate::model::{Citation, Date, Duration};
use crate::source::{At, Span};

/// A field's value. What is large lies elsewhere: there are ten values to a step, and most are short texts.
#[derive(Debug, Clone)]
pub enum Value {
    Text(String),
    Bool(bool),
    Count(usize),
    Date(Date),
    Duration(Duration),
    Citation(Box<Citation>),
    List(Vec<At<Value>>),
    Map(Box<Fields>),
    /// A mapping whose keys are the editor's own words: answers, texts per administration.
    Pairs(Vec<(At<String>, At<String>)>),
}

/// The fields of a page, a step, an entry: known keys with values of the right type.
#[derive(Debug, Clone)]
pub struct Fields {
    pub span: Span,
    entries: Vec<(&'static str, Span, At<Value>)>,
    /// Fields that were written, but as a whole or in part could not be read, and were reported.
    missed: Vec<&'static str>,
}

impl Fields {
    pub fn new(span: Span) -> Self {
        Self { span, entries: Vec::new(), missed: Vec::new() }
    }

    /// Adds a field; `key_span` is where its name stands.
    pub fn push(&mut self, key: &'static str, key_span: Span, value: At<Value>) {
        self.entries.push((key, key_span, value));
    }

    pub fn get(&self, key: &str) -> Option<&At<Value>> {
        self.entries.iter().find(|(name, ..)| *name == key).map(|(_, _, value)| value)
    }

    /// Where the name of a field stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(name, ..)| *name == key).map(|(_, span, _)| *span)
    }

    /// Gives back the room for fields that will not come.
    pub fn shrink(&mut self) {
        self.entries.shrink_to_fit();
    }

    /// Remembers that a field was meant to be there: what follows from its absence is not reported.
    pub fn miss(&mut self, key: &'static str) {
        self.missed.push(key);
    }

    /// Whether a field was written, but could not be read, or not all of it.
    pub fn missed(&self, key: &str) -> bool {
        self.missed.contains(&key)
    }

    /// Keeps the first items of a list.
    pub fn truncate(&mut self, key: &str, length: usize) {
        let field = self.entries.iter_mut().find(|(name, ..)| *name == key);
        if let Some((_, _, At { value: Value::List(items), .. })) = field {
            items.truncate(length);
        }
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn text(&self, key: &str) -> Option<At<&str>> {
        match self.get(key)? {
            At { value: Value::Text(text), span } => Some(At::new(text, *span)),
            _ => None,
        }
    }

    /// The text of a field, owned.
    pub fn string(&self, key: &str) -> Option<String> {
        self.text(key).map(|at| at.value.to_owned())
    }

    /// The same with its place.
    pub fn owned(&self, key: &str) -> Option<At<String>> {
        self.text(key).map(|at| at.map(str::to_owned))
    }

    pub fn bool(&self, key: &str) -> Option<bool> {
        match self.get(key)?.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    pub fn count(&self, key: &str) -> Option<usize> {
        match self.get(key)?.value {
            Value::Count(value) => Some(value),
            _ => None,
        }
    }

    pub fn date(&self, key: &str) -> Option<Date> {
        match self.get(key)?.value {
            Value::Date(value) => Some(value),
            _ => None,
        }
    }

    /// A date and where it is written.
    pub fn date_at(&self, key: &str) -> Option<At<Date>> {
        self.date(key).zip(self.get(key)).map(|(date, at)| At::new(date, at.span))
    }

    pub fn duration(&self, key: &str) -> Option<&Duration> {
        match &self.get(key)?.value {
            Value::Duration(value) => Some(value),
            _ => None,
        }
    }

    /// Items of a list; empty when the field is not there.
    pub fn list(&self, key: &str) -> &[At<Value>] {
        match self.get(key) {
            Some(At { value: Value::List(items), .. }) => items,
            _ => &[],
        }
    }

    /// Texts of a list with their places.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = At<&str>> {
        self.list(key).iter().filter_map(|item| match &item.value {
            Value::Text(text) => Some(At::new(text.as_str(), item.span)),
            _ => None,
        })
    }

    /// Texts of a list, owned.
    pub fn strings(&self, key: &str) -> Vec<String> {
        self.texts(key).map(|at| at.value.to_owned()).collect()
    }

    /// Mappings of a list.
    pub fn maps(&self, key: &str) -> impl Iterator<Item = &Fields> {
        self.list(key).iter().filter_map(|item| match &item.value {
            Value::Map(fields) => Some(&**fields),
            _ => None,
        })
    }

    pub fn map(&self, key: &str) -> Option<&Fields> {
        match &self.get(key)?.value {
            Value::Map(fields) => Some(fields),
            _ => None,
        }
    }

    /// References to statutes in a list.
    pub fn citations(&self, key: &str) -> impl Iterator<Item = At<&Citation>> {
        self.list(key).iter().filter_map(|item| match &item.value {
            Value::Citation(citation) => Some(At::new(&**citation, item.span)),
            _ => None,
        })
    }

    pub fn pairs(&self, key: &str) -> &[(At<String>, At<String>)] {
        match self.get(key) {
            Some(At { value: Value::Pairs(pairs), .. }) => pairs,
            _ => &[],
        }
    }
}
