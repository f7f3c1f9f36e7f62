//! JSON Schemas of front matter: what the program accepts they accept, and they refuse what is plainly wrong.

use std::path::Path;

use serde_json::{Value, json};
use vejviser::diag::Lang;
use vejviser::model::Kind;
use vejviser::parse::keys::{keys_of, schema};
use vejviser::source::Sources;

use crate::support;

fn schema_of(name: &str) -> Value {
    schema::schema(name, Lang::Danish).unwrap()
}

/// The keywords of JSON Schema that the schemas use. One that is not known here stops the test. `root` is the whole
/// schema, for references into it.
pub fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let fits = |schema: &Value, value: &Value| fits(root, schema, value);
    // A schema that allows everything.
    let Some(keywords) = schema.as_object() else { return schema == &json!(true) };
    keywords.iter().all(|(keyword, wanted)| match keyword.as_str() {
        "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "format" | "pattern" => true,
        "$ref" => fits(referred(root, wanted), value),
        "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
        "type" => is_type(wanted, value),
        "enum" => wanted.as_array().unwrap().contains(value),
        "anyOf" => wanted.as_array().unwrap().iter().any(|schema| fits(schema, value)),
        "oneOf" => wanted.as_array().unwrap().iter().filter(|schema| fits(schema, value)).count() == 1,
        "required" => wanted.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
        "properties" => wanted
            .as_object()
            .unwrap()
            .iter()
            .all(|(key, schema)| value.get(key).is_none_or(|value| fits(schema, value))),
        "additionalProperties" => {
            others(schema, value).iter().all(|value| *wanted != json!(false) && fits(wanted, value))
        }
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| fits(wanted, item))),
        "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().unwrap()),
        "minProperties" => value.as_object().is_none_or(|map| map.len() as u64 >= wanted.as_u64().unwrap()),
        other => panic!("{other} is not known to this test"),
    })
}

fn referred<'a>(root: &'a Value, reference: &Value) -> &'a Value {
    root.pointer(reference.as_str().unwrap().strip_prefix('#').unwrap()).unwrap()
}

/// Keys of a value that no part of the schema it fits names.
pub fn strays(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    if let Some(reference) = schema.get("$ref") {
        return strays(root, referred(root, reference), value);
    }
    if let Some(any) = schema.get("anyOf") {
        let fitting = any.as_array().unwrap().iter().filter(|schema| fits(root, schema, value));
        return fitting.map(|schema| strays(root, schema, value)).min_by_key(Vec::len).unwrap_or_default();
    }
    match value {
        Value::Array(items) => items.iter().flat_map(|item| strays(root, &schema["items"], item)).collect(),
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match schema["properties"].get(key) {
                Some(schema) => strays(root, schema, value),
                None => vec![key.clone()],
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn is_type(wanted: &Value, value: &Value) -> bool {
    match wanted.as_str() {
        None => wanted.as_array().unwrap().iter().any(|wanted| is_type(wanted, value)),
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some(other) => panic!("{other} is not known to this test"),
    }
}

/// Values of keys that `properties` does not name.
fn others<'a>(schema: &Value, value: &'a Value) -> Vec<&'a Value> {
    let known = |key: &str| schema.get("properties").is_some_and(|keys| keys.get(key).is_some());
    let map = value.as_object().into_iter().flatten();
    map.filter(|(key, _)| !known(key)).map(|(_, value)| value).collect()
}

fn accepts(schema: &Value, value: &Value) -> bool {
    fits(schema, schema, value)
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

pub fn front_matter(text: &str) -> Value {
    yaml(text.strip_prefix("---\n").unwrap().split("\n---\n").next().unwrap())
}

/// Every page and registry of a site, by the schema that is meant for it.
pub fn check_site(root: &Path) {
    let sources: Sources = vejviser::source::load(root).unwrap();
    let (portal, found) = support::compile(&sources);
    let text = |page: &vejviser::model::Page| sources.get(&page.source).unwrap().text().to_owned();
    assert!(!found.has_errors());
    for page in &portal.pages {
        assert!(accepts(&schema_of(page.kind().name()), &front_matter(&text(page))), "{}", page.source);
    }
    for registry in ["actors", "audiences", "complaints", "finder", "synonyms"] {
        let path = root.join(format!("content/_data/{registry}.yaml"));
        let value = yaml(&std::fs::read_to_string(path).unwrap());
        assert!(accepts(&schema_of(registry), &value), "{registry}");
    }
    let settings = std::fs::read_to_string(root.join("site.toml")).unwrap();
    let settings: Value = toml::from_str(&settings).unwrap();
    assert!(accepts(&schema_of("site"), &settings), "site.toml");
}

#[test]
fn the_portal_fits_its_schemas() {
    check_site(&support::root());
}

#[test]
fn a_schema_has_exactly_the_keys_of_its_kind() {
    for kind in Kind::ALL {
        let schema = schema_of(kind.name());
        let keys = schema["properties"].as_object().unwrap();
        let known: Vec<&str> = keys_of(kind).into_iter().flatten().map(|key| key.name).collect();
        assert_eq!(keys.len(), known.len(), "{}", kind.name());
        assert!(known.iter().all(|key| keys.contains_key(*key)), "{}", kind.name());
        assert_eq!(schema["additionalProperties"], json!(false));
    }
    assert!(schema::names().all(|name| schema::schema(name, Lang::English).is_some()));
    assert!(schema::schema("workflows", Lang::Danish).is_none());
}

#[test]
fn keys_say_in_danish_what_they_are() {
    let schema = schema_of("tool");
    assert_eq!(schema["required"], json!(["type", "title"]));
    assert_eq!(schema["properties"]["href"]["description"], "Adressen, hvor redskabet åbnes.");
    assert_eq!(schema["properties"]["title"]["title"], "Titel");
    assert_eq!(schema["properties"]["type"]["enum"][1], "letter");
    assert_eq!(schema["properties"]["reviewed"]["examples"], json!(["2026-11-22"]));
}

#[test]
fn a_workflow_with_a_mistake_is_refused() {
    let schema = schema_of("workflow");
    let fine =
        "title: Navn\nkle: 32.24\nlaw: LAS § 11\nsteps:\n- {id: a, ask: Nok?, by: x, answers: {Ja: b, Nej: c}}\n";
    let fine = format!("{fine}- {{id: b, do: Svar, by: x, late: {{to: c}}, within: 2 dage}}\n- {{id: c, end: Slut}}\n");
    assert!(accepts(&schema, &yaml(&fine)));
    for (from, to) in [
        ("title", "titel"),
        ("ask: Nok?, ", ""),
        ("do: Svar,", "do: Svar, end: Slut,"),
        ("do: Svar, by: x", "do: Svar"),
        (", answers: {Ja: b, Nej: c}", ""),
        ("{to: c}", "{say: Intet svar}"),
        ("answers: {Ja: b, Nej: c}", "answers: [{say: Ja}]"),
        ("law: LAS § 11", "status: halvfærdig"),
        ("within", "inden"),
    ] {
        let wrong = fine.replacen(from, to, 1);
        assert_ne!(wrong, fine);
        assert!(!accepts(&schema, &yaml(&wrong)), "{wrong}");
    }
}
