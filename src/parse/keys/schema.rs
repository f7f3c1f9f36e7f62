//! The table of keys as JSON Schema, for editors that complete and check fields: of draft 7, which all of them know.
//!
//! A schema is never stricter than the program: what it refuses, `check` refuses too.

use serde_json::{Map, Value, json};

use super::{ACTOR, AUDIENCE, COMPLAINT, FINDER, Key, SITE, Type, keys_of};
use crate::diag::{Doc, Lang};
use crate::model::Kind;
use crate::parse::steps;

/// What a schema can be asked for beside the kinds of pages: a name and what the file holds.
static FILES: &[(&str, Doc)] = &[
    ("site", Doc { da: "Portalens indstillinger (site.toml).", en: "The site's settings (site.toml)." }),
    ("actors", Doc { da: "Aktørerne (_data/actors.yaml).", en: "The actors (_data/actors.yaml)." }),
    ("audiences", Doc { da: "Målgrupperne (_data/audiences.yaml).", en: "The audiences (_data/audiences.yaml)." }),
    (
        "complaints",
        Doc {
            da: "Klagevejledningerne (_data/complaints.yaml).",
            en: "The complaint guidance (_data/complaints.yaml).",
        },
    ),
    (
        "finder",
        Doc {
            da: "Spørgsmålene under »Hvem har ansvaret?« (_data/finder.yaml).",
            en: "The questions of the responsibility finder (_data/finder.yaml).",
        },
    ),
    (
        "synonyms",
        Doc {
            da: "Ord, der betyder det samme i søgningen (_data/synonyms.yaml).",
            en: "Words that mean the same in search (_data/synonyms.yaml).",
        },
    ),
];

/// Every name a schema can be asked for: kinds of pages first.
pub fn names() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::name).chain(FILES.iter().map(|(name, _)| *name))
}

/// The schema of a kind's front matter, of a registry or of `site.toml`.
pub fn schema(name: &str, lang: Lang) -> Option<Value> {
    let (about, schema) = match Kind::from_name(name) {
        Some(kind) => (about_kind(name, lang), table(&keys_of(kind), lang)),
        None => {
            let (_, about) = FILES.iter().find(|(file, _)| *file == name)?;
            (about.get(lang).to_owned(), file(name, lang))
        }
    };
    let mut all = Map::new();
    all.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    all.insert("title".to_owned(), json!(title(name, lang)));
    all.insert("description".to_owned(), json!(about));
    if let Value::Object(rest) = schema {
        all.extend(rest);
    }
    Some(Value::Object(all))
}

/// "Arbejdsgang" for `workflow`; a file is called by its name.
fn title(name: &str, lang: Lang) -> String {
    match Kind::from_name(name) {
        Some(kind) if lang == Lang::Danish => capitalised(kind.danish()),
        _ => name.to_owned(),
    }
}

fn about_kind(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Danish => format!("Felterne øverst på en side af slagsen {name}."),
        Lang::English => format!("The fields at the top of a page of kind {name}."),
    }
}

fn file(name: &str, lang: Lang) -> Value {
    let entries = |keys: &'static [Key]| json!({"type": "array", "items": table(&[keys], lang)});
    match name {
        "site" => table(&[SITE], lang),
        "actors" => entries(ACTOR),
        "audiences" => entries(AUDIENCE),
        "complaints" => entries(COMPLAINT),
        "finder" => table(&[FINDER], lang),
        _ => json!({"type": "array", "items": {"type": "array", "minItems": 2, "items": text()}}),
    }
}

/// A mapping with these keys and no others.
fn table(tables: &[&'static [Key]], lang: Lang) -> Value {
    let keys = || tables.iter().flat_map(|keys| keys.iter());
    let properties: Map<String, Value> = keys().map(|key| (key.name.to_owned(), property(key, lang))).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    let required: Vec<&str> = keys().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    // Steps: the one table with keys that exclude each other.
    if steps::KINDS.into_iter().all(|kind| keys().any(|key| key.name == kind)) {
        schema["oneOf"] = steps::KINDS.into_iter().map(|kind| json!({"required": steps::demands(kind)})).collect();
    }
    schema
}

/// A key's value, with what an editor shows beside it.
fn property(key: &Key, lang: Lang) -> Value {
    let mut schema = value(key.ty, lang);
    if let (Lang::Danish, Some(word)) = (lang, key.danish.first()) {
        schema["title"] = json!(capitalised(&word.replace(['_', '-'], " ")));
    }
    schema["description"] = json!(key.doc.get(lang));
    if !key.example.is_empty() && is_scalar(key.ty) {
        schema["examples"] = json!([key.example.trim_matches('"')]);
    }
    schema
}

fn is_scalar(ty: Type) -> bool {
    !matches!(ty, Type::List(_) | Type::Map(_) | Type::Pairs | Type::Answers(_) | Type::Bool | Type::Count)
}

fn value(ty: Type, lang: Lang) -> Value {
    match ty {
        Type::Text | Type::Duration | Type::Citation | Type::Reference(_) => text(),
        Type::Id => json!({"type": ["string", "integer"], "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"}),
        Type::Bool => json!({"enum": [true, false, "ja", "nej"]}),
        Type::Count => json!({"type": "integer", "minimum": 0}),
        Type::Date => json!({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
        Type::Web => json!({"type": "string", "format": "uri", "pattern": "^https?://"}),
        Type::Path => json!({"type": "string", "pattern": r#"^[^\\:<>"|*?#]+$"#}),
        Type::Email => json!({"type": "string", "format": "email"}),
        Type::Choice(words) => json!({"enum": words}),
        Type::List(item) => one_or_many(value(*item, lang)),
        Type::Map(keys) => table(&[keys], lang),
        Type::Pairs => json!({"type": "object", "additionalProperties": text()}),
        Type::Answers(keys) => json!({"anyOf": [
            {"type": "object", "minProperties": 1, "additionalProperties": text()},
            {"type": "array", "items": table(&[keys], lang)},
        ]}),
    }
}

/// What is written is text, also where YAML would see a number or a truth value: `kle: 32.24`.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

/// A single value may stand without brackets.
fn one_or_many(item: Value) -> Value {
    json!({"anyOf": [{"type": "array", "items": item}, item]})
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
