//! The one table of kinds and keys: what a field is called, what it holds, what it is for.
//!
//! It drives the reading of front matter, the help for unknown keys, docs/format.md, the JSON
//! Schemas and completion in editors. Nothing else lists keys.

mod pages;
mod parts;
pub mod schema;
mod site;
mod words;

pub use pages::{COMMON, keys_of};
pub use parts::{ACTOR, AUDIENCE, COMPLAINT, FINDER, STEP};
use parts::{ALLOW, ANSWER, CHANGE, DEADLINE, FINDER_ANSWER, HOURS, LATE, PERSON, PHONE};
pub use site::SITE;
pub use words::value as danish_value;

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::diag::Doc;

/// A field.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub ty: Type,
    pub required: bool,
    /// What it is for, one sentence.
    pub doc: Doc,
    /// Danish words an editor may write instead; answered with the right name.
    pub danish: &'static [&'static str],
    /// A value, as written in YAML.
    pub example: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    Text,
    /// `[a-z0-9-]+`
    Id,
    Bool,
    /// A whole number from 0.
    Count,
    Date,
    Duration,
    /// http or https.
    Web,
    /// Where something stands, or stood, in the portal: `arbejdsgange/`.
    Path,
    Email,
    /// One of fixed words.
    Choice(&'static [&'static str]),
    /// The name of something in the portal, bound by `assemble`.
    Reference(Target),
    /// A reference to a statute.
    Citation,
    /// Several; a single value may stand without brackets.
    List(&'static Type),
    Map(&'static [Key]),
    /// `{word: value}` with words of the editor's own choice.
    Pairs,
    /// Either `{answer: step}` or a list of long answers.
    Answers(&'static [Key]),
}

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Step,
    Actor,
    Tool,
    Contact,
    Workflow,
    Audience,
    Complaint,
    Term,
    Topic,
    /// An administration or `faelles`.
    Lead,
    /// A page of any kind.
    Page,
    /// A file beside the page.
    Asset,
    /// A rule of the program.
    Rule,
}

impl Key {
    const fn new(name: &'static str, ty: Type, da: &'static str, en: &'static str) -> Self {
        Self { name, ty, required: false, doc: Doc { da, en }, danish: &[], example: "" }
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn danish(mut self, words: &'static [&'static str]) -> Self {
        self.danish = words;
        self
    }

    const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

/// The key of a name among `keys`.
pub fn find<'a>(keys: &[&'a [Key]], name: &str) -> Option<&'a Key> {
    keys.iter().flat_map(|keys| keys.iter()).find(|key| key.name == name)
}

/// Whether entries of lists have a field of this name: "- id: …", "- say: …".
pub fn begins_entry(name: &str) -> bool {
    let tables = [STEP, ANSWER, ACTOR, AUDIENCE, COMPLAINT, FINDER_ANSWER, CHANGE, ALLOW, PHONE, HOURS, PERSON];
    find(&tables, name).is_some()
}

/// The key an unknown name was meant to be: by its Danish word first, then by likeness.
pub fn meant<'a>(keys: &[&'a [Key]], name: &str) -> Option<&'a Key> {
    let all = || keys.iter().flat_map(|keys| keys.iter());
    let lower = name.to_lowercase();
    if let Some(key) = all().find(|key| key.danish.contains(&lower.as_str())) {
        return Some(key);
    }
    let near = crate::text::nearest(name, all().map(|key| key.name))?;
    all().find(|key| key.name == near)
}

/// The key an unknown name can only have been meant to be: it is its Danish word, or a letter is wrong.
pub fn surely<'a>(keys: &[&'a [Key]], name: &str) -> Option<&'a str> {
    let all = || keys.iter().flat_map(|keys| keys.iter());
    let lower = name.to_lowercase();
    let mut danish = all().filter(|key| key.danish.contains(&lower.as_str()));
    match (danish.next(), danish.next()) {
        (Some(key), None) => Some(key.name),
        (None, _) => crate::text::slip(name, all().map(|key| key.name)),
        _ => None,
    }
}

/// Whether a name is a field's of plain text wherever it is one: what stands there may be quoted.
pub fn is_text(name: &str) -> bool {
    let mut found = everywhere(name).peekable();
    found.peek().is_some() && found.all(is_plain)
}

/// Whether a name is a field's of dates, names and the like wherever it is one: no text of an
/// editor's own stands in it.
pub fn is_exact(name: &str) -> bool {
    let exact = |ty| !matches!(ty, Type::Text | Type::List(_) | Type::Map(_) | Type::Pairs | Type::Answers(_));
    let mut found = everywhere(name).peekable();
    found.peek().is_some()
        && found.all(|key| match key.ty {
            Type::List(item) => exact(*item),
            other => exact(other),
        })
}

fn is_plain(key: &Key) -> bool {
    matches!(key.ty, Type::Text | Type::List(Type::Text))
}

/// Whether a name is one of a field, in its own word or a Danish one.
pub fn is_known(name: &str) -> bool {
    // Asked for every line of front matter.
    static OWN: LazyLock<HashSet<&str>> = LazyLock::new(|| tables().map(|key| key.name).collect());
    static DANISH: LazyLock<HashSet<&str>> = LazyLock::new(|| tables().flat_map(|key| key.danish).copied().collect());
    OWN.contains(name) || DANISH.contains(name.to_lowercase().as_str())
}

/// The keys of pages and registries that a name is, or is the Danish word of.
fn everywhere(name: &str) -> impl Iterator<Item = &'static Key> {
    let lower = name.to_lowercase();
    tables().filter(move |key| key.name == name || key.danish.contains(&lower.as_str()))
}

/// Every key of pages and registries; those of a table within a table more than once.
fn tables() -> impl Iterator<Item = &'static Key> {
    let pages = crate::model::Kind::ALL.into_iter().flat_map(keys_of);
    let registries = [ACTOR, AUDIENCE, COMPLAINT, FINDER, FINDER_ANSWER];
    let parts = [STEP, ANSWER, CHANGE, ALLOW, PHONE, HOURS, PERSON, LATE, DEADLINE];
    pages.chain(registries).chain(parts).flat_map(|keys| keys.iter())
}
