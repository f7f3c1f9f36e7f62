//! Texts of the user interface, by key: `workflow.steps`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_yaml::Spanned;

use super::layers::{Layers, ThemeFile};
use super::rules::{STRINGS_ERROR, UNKNOWN_STRING};
use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::say;
use crate::source::{SourceFile, Span};
use crate::text::nearest;

/// The language whose file in the default theme is complete.
const FALLBACK: &str = "da";

/// Keys of texts that only the site's own templates use.
const OWN: &str = "site.";

/// Every text of the user interface in the site's language.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    texts: BTreeMap<String, String>,
}

impl Strings {
    /// The text of a key. A key nobody wrote is shown itself, so that a page says what it lacks.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of a key, if there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key with `{name}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// `<key>.one` or `<key>.other` with `{n}` filled in: "1 trin", "1.276 arbejdsgange".
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "other" };
        let text = self.texts.get(&format!("{key}.{form}")).map_or(key, String::as_str);
        fill(text, &[("n", &super::format::number(self, n as i128))])
    }

    /// Keys and texts, in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The texts as templates see them in `t`: `t.workflow.steps`.
    pub fn value(&self) -> tera::Value {
        let mut root = Group::default();
        for (key, text) in &self.texts {
            root.insert(key, text);
        }
        root.value()
    }

    pub(super) fn load(layers: &Layers, language: &str) -> Checked<Self> {
        let mut problems = Diagnostics::default();
        let mut strings = Self::default();
        for name in [format!("i18n/{FALLBACK}.yaml"), format!("i18n/{language}.yaml")] {
            strings.add(layers.portal.get(&name), &mut problems, Keys::Any);
        }
        let name = format!("i18n/{language}.yaml");
        // A theme brings templates of its own, so its texts may have keys of their own.
        strings.add(layers.theme.get(&name), &mut problems, Keys::Any);
        strings.add(layers.site.get(&name), &mut problems, Keys::Known);
        Checked::new(strings, problems)
    }

    fn add(&mut self, file: Option<&ThemeFile>, problems: &mut Diagnostics, keys: Keys) {
        let Some(file) = file else { return };
        match read(file.text()) {
            Err((message, at)) => problems.push(unreadable(file, &message, at)),
            Ok(texts) => {
                for (key, text, at) in texts {
                    if keys == Keys::Known && !key.starts_with(OWN) && !self.texts.contains_key(&key) {
                        problems.extend(self.unknown(file, &key, at).into_iter().collect());
                        continue;
                    }
                    self.texts.insert(key, text);
                }
            }
        }
    }

    fn unknown(&self, file: &ThemeFile, key: &str, at: usize) -> Option<Diagnostic> {
        let span = span_at(file.source()?, at);
        let message = say!("Ingen bruger teksten »{key}«.", "Nobody uses the text “{key}”.");
        let near = nearest(key, self.texts.keys().map(String::as_str));
        Some(Diagnostic::new(&UNKNOWN_STRING, span, message).did_you_mean(near))
    }
}

/// Whether a file may bring keys that the theme does not know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    Any,
    Known,
}

/// Puts values in the place of `{name}`; a name without a value stays.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    fill_with(text, |name| values.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
}

/// The same, asking for the value of each name.
pub(super) fn fill_with(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        out.push_str(before);
        let found = from.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        match found {
            Some((value, after)) => {
                out.push_str(&value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = from;
            }
        }
    }
    out.push_str(rest);
    out
}

fn unreadable(file: &ThemeFile, message: &str, at: usize) -> Diagnostic {
    let text = say!("Teksterne kan ikke læses: {message}.", "The texts cannot be read: {message}.");
    match file.source() {
        Some(source) => Diagnostic::new(&STRINGS_ERROR, span_at(source, at), text),
        None => Diagnostic::global(&STRINGS_ERROR, text),
    }
}

/// From `at` to the end of its word.
fn span_at(file: &SourceFile, at: usize) -> Span {
    let rest = file.text().get(at..).unwrap_or_default();
    let word = rest.find([':', '\n', ' ']).unwrap_or(rest.len());
    Span::new(file.id, at..at + word)
}

/// A key, its text, and the byte at which the key stands.
type Entry = (String, String, usize);

/// The entries of a file; or what is wrong, and where.
fn read(yaml: &str) -> Result<Vec<Entry>, (String, usize)> {
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    let root: Node = serde_yaml::from_str(yaml).map_err(|error| {
        let at = error.location().map_or(0, |location| offset(location.span()));
        let message = error.without_snippet().to_string();
        (message.lines().next().unwrap_or_default().to_owned(), at)
    })?;
    let mut texts = Vec::new();
    match root {
        Node::Group(entries) => flatten("", entries, &mut texts),
        Node::Text(_) => return Err((STRINGS_ERROR.why.en.to_owned(), 0)),
    }
    Ok(texts)
}

fn offset(span: serde_yaml::Span) -> usize {
    span.byte_offset().unwrap_or_default() as usize
}

fn flatten(prefix: &str, entries: Vec<(Spanned<String>, Node)>, texts: &mut Vec<Entry>) {
    for (key, node) in entries {
        let name = if prefix.is_empty() { key.value } else { format!("{prefix}.{}", key.value) };
        match node {
            Node::Text(text) => texts.push((name, text, offset(key.defined.span()))),
            Node::Group(entries) => flatten(&name, entries, texts),
        }
    }
}

/// A text, or a group of them.
enum Node {
    Text(String),
    Group(Vec<(Spanned<String>, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a group of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Text(String::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, node)) = map.next_entry::<Spanned<String>, Node>()? {
            if key.value.is_empty() {
                return Err(A::Error::custom("a key is empty"));
            }
            entries.push((key, node));
        }
        Ok(Node::Group(entries))
    }

    // Numbers and `yes` are texts here; what was written is near enough to what is shown.
    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }
}

/// Texts nested by the parts of their keys.
#[derive(Default)]
struct Group {
    text: Option<String>,
    below: BTreeMap<String, Group>,
}

impl Group {
    fn insert(&mut self, key: &str, text: &str) {
        match key.split_once('.') {
            Some((first, rest)) => self.below.entry(first.to_owned()).or_default().insert(rest, text),
            None => self.below.entry(key.to_owned()).or_default().text = Some(text.to_owned()),
        }
    }

    /// A key that is a text and a group at once shows the group.
    fn value(&self) -> tera::Value {
        match &self.text {
            Some(text) if self.below.is_empty() => tera::Value::from(text.as_str()),
            _ => {
                let groups: BTreeMap<String, tera::Value> =
                    self.below.iter().map(|(key, group)| (key.clone(), group.value())).collect();
                tera::Value::from(groups)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_names_and_keeps_what_it_does_not_know() {
        assert_eq!(fill("{n} af {total} {x} {", &[("n", "1"), ("total", "2")]), "1 af 2 {x} {");
    }

    #[test]
    fn reads_flat_and_nested_keys_with_their_places() {
        let yaml = "a: A\ngroup:\n  b: B\n  c: 12\nd.e: DE\n";
        let texts = read(yaml).unwrap();
        let keys: Vec<_> = texts.iter().map(|(key, text, at)| (key.as_str(), text.as_str(), *at)).collect();
        assert_eq!(keys, [("a", "A", 0), ("group.b", "B", 14), ("group.c", "12", 21), ("d.e", "DE", 27)]);
        assert!(read("a: [1]").is_err());
        assert!(read("a: 1\na: 2").is_err());
        assert!(read("# tom\n").unwrap().is_empty());
    }
}
