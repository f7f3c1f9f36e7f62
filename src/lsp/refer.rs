//! The references of a file: fields by their type in the table of keys, links by the pass over the text.

use super::facts::{Facts, Tree};
use super::shape::{FileKind, Shape};
use crate::model::Citation;
use crate::parse::keys::{Key, Target, Type};
use crate::parse::{Fields, RawLink, Value};
use crate::source::{At, Span};

/// A name that stands for something else.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Of the name alone, without quotes and brackets.
    pub span: Span,
    pub name: String,
    pub what: What,
    /// The field it stands in; `""` in text.
    pub key: &'static str,
}

/// What a name is the name of, by where it stands.
#[derive(Debug, Clone)]
pub enum What {
    Named(Target),
    Statute(Box<Citation>),
    /// `[[name]]`
    Wiki,
    /// The path of a link or image.
    Path,
    /// Behind `#`, on the page of the link before it; on this page without one.
    Anchor(Option<Box<Reference>>),
    /// An address of the portal, in `site.toml`.
    Url,
}

/// Every reference of a file, in the order of the table of keys and then of the text.
pub fn collect(facts: &Facts) -> Vec<Reference> {
    let mut found = Collector { text: facts.text(), list: Vec::new() };
    let tables = Shape::root(facts.kind).and_then(|shape| match shape {
        Shape::Entries(table) => Some(vec![table]),
        shape => shape.tables(),
    });
    let tables = tables.unwrap_or_default();
    for fields in facts.fields().into_iter().chain(facts.entries()) {
        found.fields(fields, &tables);
    }
    if let (FileKind::Site, Tree::Fields(fields)) = (facts.kind, &facts.tree) {
        found.site(fields);
    }
    for link in
        facts.document().into_iter().flat_map(|document| document.body.links.iter().chain(&document.body.images))
    {
        found.link(link);
    }
    found.list
}

struct Collector<'a> {
    text: &'a str,
    list: Vec<Reference>,
}

impl Collector<'_> {
    fn fields(&mut self, fields: &Fields, tables: &[&'static [Key]]) {
        for key in tables.iter().flat_map(|keys| keys.iter()) {
            if let Some(value) = fields.get(key.name) {
                self.value(key, key.ty, value);
            }
        }
    }

    fn value(&mut self, key: &'static Key, ty: Type, value: &At<Value>) {
        match (ty, &value.value) {
            (Type::List(item), Value::List(items)) => items.iter().for_each(|value| self.value(key, *item, value)),
            (Type::Answers(table), Value::List(items)) => {
                items.iter().for_each(|value| self.value(key, Type::Map(table), value));
            }
            (Type::Map(table), Value::Map(fields)) => self.fields(fields, &[table]),
            (Type::Reference(target), Value::Text(name)) => self.named(key, target, name, value.span),
            (Type::Citation, Value::Citation(citation)) => {
                let what = What::Statute(citation.clone());
                self.push(key.name, &citation.text, value.span, what);
            }
            // Texts per administration.
            (Type::Pairs, Value::Pairs(pairs)) if key.name == "does" => {
                pairs.iter().for_each(|(name, _)| self.named(key, Target::Lead, &name.value, name.span));
            }
            _ => {}
        }
    }

    fn named(&mut self, key: &'static Key, target: Target, name: &str, span: Span) {
        self.push(key.name, name, span, What::Named(target));
    }

    fn push(&mut self, key: &'static str, name: &str, written: Span, what: What) {
        let span = self.within(name, written);
        self.list.push(Reference { span, name: name.to_owned(), what, key });
    }

    /// The name within its quotes.
    fn within(&self, name: &str, written: Span) -> Span {
        let text = self.text.get(written.range()).unwrap_or_default();
        match text.find(name) {
            Some(at) => {
                let start = written.start as usize + at;
                Span::new(written.file, start..start + name.len())
            }
            None => written,
        }
    }

    /// What the settings name beyond the table of keys.
    fn site(&mut self, fields: &Fields) {
        if let Some(contact) = fields.map("search").and_then(|search| search.text("contact")) {
            self.push("contact", contact.value, contact.span, What::Named(Target::Contact));
        }
        let link = fields.map("notice").and_then(|notice| notice.text("link"));
        let menu = fields.maps("menu").filter_map(|entry| entry.text("url"));
        for url in link.into_iter().chain(menu) {
            self.push("url", url.value, url.span, What::Url);
        }
    }

    fn link(&mut self, link: &RawLink) {
        let dest = link.dest.value.as_str();
        // The destination of a reference link stands elsewhere in the text.
        let written = self.text.get(link.dest.span.range()).unwrap_or_default();
        if written != dest || has_scheme(dest) {
            return;
        }
        let (path, anchor) = dest.split_once('#').map_or((dest, None), |(path, anchor)| (path, Some(anchor)));
        let start = link.dest.span.start as usize;
        let span = |from: usize, length: usize| Span::new(link.dest.span.file, start + from..start + from + length);
        let page = (!path.is_empty()).then(|| Reference {
            span: span(0, path.len()),
            name: path.to_owned(),
            what: if link.wiki { What::Wiki } else { What::Path },
            key: "",
        });
        if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
            let what = What::Anchor(page.clone().map(Box::new));
            self.list.push(Reference {
                span: span(path.len() + 1, anchor.len()),
                name: anchor.to_owned(),
                what,
                key: "",
            });
        }
        self.list.extend(page);
    }
}

fn has_scheme(dest: &str) -> bool {
    dest.split(['/', '#']).next().is_some_and(|first| first.contains(':'))
}
