//! What may stand at a key path: the table of keys, walked down.

use super::place::Segment;
use crate::model::Kind;
use crate::parse::keys::{ACTOR, AUDIENCE, COMPLAINT, FINDER, Key, SITE, Target, Type, find, keys_of};
use crate::source::SourcePath;

/// What a file of the site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Page(Kind),
    Actors,
    Audiences,
    Complaints,
    Finder,
    Site,
    /// Nothing with fields: a picture, a template, the synonyms.
    Other,
}

impl FileKind {
    /// Of a path; `kind` tells what pages of its folder are.
    pub fn of(path: &SourcePath, kind: impl Fn(&SourcePath) -> Kind) -> Self {
        match path.as_str() {
            "site.toml" => Self::Site,
            "content/_data/actors.yaml" => Self::Actors,
            "content/_data/audiences.yaml" => Self::Audiences,
            "content/_data/complaints.yaml" => Self::Complaints,
            "content/_data/finder.yaml" => Self::Finder,
            page if page.starts_with("content/") && page.ends_with("/_index.md") => Self::Page(Kind::Section),
            page if page.starts_with("content/") && page.ends_with(".md") => Self::Page(kind(path)),
            _ => Self::Other,
        }
    }
}

/// What stands at a place.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A mapping with the keys of these tables.
    Fields(Vec<&'static [Key]>),
    /// A list of such mappings: a registry.
    Entries(&'static [Key]),
    /// A key's value, or a part of it.
    Value(&'static Key, Type),
}

impl Shape {
    /// The fields of a file.
    pub fn root(kind: FileKind) -> Option<Self> {
        Some(match kind {
            FileKind::Page(kind) => Self::Fields(keys_of(kind).to_vec()),
            FileKind::Actors => Self::Entries(ACTOR),
            FileKind::Audiences => Self::Entries(AUDIENCE),
            FileKind::Complaints => Self::Entries(COMPLAINT),
            FileKind::Finder => Self::Fields(vec![FINDER]),
            FileKind::Site => Self::Fields(vec![SITE]),
            FileKind::Other => return None,
        })
    }

    /// What stands at a path below.
    pub fn at(self, path: &[Segment]) -> Option<Self> {
        path.iter().try_fold(self, |shape, segment| shape.below(segment))
    }

    fn below(self, segment: &Segment) -> Option<Self> {
        match (self, segment) {
            (Self::Fields(tables), Segment::Key(name)) => {
                find(&tables, name).map(|key: &'static Key| Self::Value(key, key.ty))
            }
            (Self::Entries(table), Segment::Item(_)) => Some(Self::Fields(vec![table])),
            (Self::Value(key, ty), segment) => below_value(key, ty, segment),
            _ => None,
        }
    }

    /// The tables of keys that may be written here.
    pub fn tables(&self) -> Option<Vec<&'static [Key]>> {
        match self {
            Self::Fields(tables) => Some(tables.clone()),
            Self::Value(_, Type::Map(table)) => Some(vec![table]),
            _ => None,
        }
    }
}

fn below_value(key: &'static Key, ty: Type, segment: &Segment) -> Option<Shape> {
    match (ty, segment) {
        (Type::List(item), Segment::Item(_)) => Some(Shape::Value(key, *item)),
        // A list of one needs no brackets.
        (Type::List(item), Segment::Key(_)) => below_value(key, *item, segment),
        (Type::Map(table), Segment::Key(name)) => {
            find(&[table], name).map(|key: &'static Key| Shape::Value(key, key.ty))
        }
        (Type::Answers(table), Segment::Item(_)) => Some(Shape::Value(key, Type::Map(table))),
        (Type::Answers(_), Segment::Key(_)) => Some(Shape::Value(key, Type::Reference(Target::Step))),
        (Type::Pairs, Segment::Key(_)) => Some(Shape::Value(key, Type::Text)),
        _ => None,
    }
}
