//! docs/format.md tells the truth: its tables come from the program, and it reads every example.
//!
//! A table stands between `<!-- keys:workflow.deadline -->` and `<!-- /keys -->`: the fields of a kind
//! or registry, or of a field of one. An example's second word says what it is: the kind of page
//! whose fields (`yaml`) or whole text (`markdown`) it shows, a list of `steps`, or a registry.

use std::fmt::Write;
use std::path::PathBuf;

use vejviser::diag::{Diagnostics, Lang, Severity};
use vejviser::model::Kind;
use vejviser::parse::keys::{self, Key, Type};
use vejviser::source::Sources;
use vejviser::{config, parse};

use crate::support::{self, concise, expect_file};

fn path() -> PathBuf {
    support::root().join("docs/format.md")
}

#[test]
fn the_tables_are_the_programs() {
    let text = std::fs::read_to_string(path()).unwrap();
    let mut out = String::new();
    let mut skipping = false;
    for line in text.lines() {
        let end = line == "<!-- /keys -->" || line == "<!-- /rules -->";
        skipping &= !end;
        if skipping {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if let Some(name) = line.strip_prefix("<!-- keys:").and_then(|rest| rest.strip_suffix(" -->")) {
            out.push_str(&table(keys_named(name)));
            skipping = true;
        } else if line == "<!-- rules -->" {
            out.push_str(&rules());
            skipping = true;
        }
    }
    expect_file(&path(), &out);
}

#[test]
fn every_kind_and_every_field_has_its_table() {
    let text = std::fs::read_to_string(path()).unwrap();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Page) {
        assert!(
            text.contains(&format!("<!-- keys:{} -->", kind.name())),
            "docs/format.md: no table of {}",
            kind.name()
        );
    }
}

#[test]
fn every_example_is_read_without_problems() {
    let text = std::fs::read_to_string(path()).unwrap();
    let mut wrong = String::new();
    for (number, words, example) in examples(&text) {
        let (sources, problems) = read(&words, &example);
        if !problems.is_empty() {
            let _ = write!(wrong, "docs/format.md:{number}:\n{}", concise(&sources, Lang::English, &problems));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The workflow of the front page of the format has every kind of step, so that it shows them all.
#[test]
fn the_examples_show_every_field_of_a_step() {
    let text = std::fs::read_to_string(path()).unwrap();
    let shown: String = examples(&text).map(|(.., example)| example).collect();
    for key in keys::STEP.iter().filter(|key| !["choose"].contains(&key.name)) {
        assert!(shown.contains(&format!("{}:", key.name)), "no example has »{}«", key.name);
    }
}

/// `site`, `step`, `common.changes`: a table of the program, or that of one of its fields.
fn keys_named(name: &str) -> &'static [Key] {
    let (table, field) = name.split_once('.').map_or((name, None), |(table, field)| (table, Some(field)));
    let keys = match table {
        "common" => keys::COMMON,
        "step" => keys::STEP,
        "actor" => keys::ACTOR,
        "audience" => keys::AUDIENCE,
        "complaint" => keys::COMPLAINT,
        "finder" => keys::FINDER,
        "site" => keys::SITE,
        kind => keys::keys_of(Kind::from_name(kind).unwrap_or_else(|| panic!("no table »{name}«")))[0],
    };
    let Some(field) = field else { return keys };
    let key = keys.iter().find(|key| key.name == field).unwrap_or_else(|| panic!("no field »{name}«"));
    match key.ty {
        Type::Map(keys) | Type::Answers(keys) | Type::List(&Type::Map(keys)) => keys,
        _ => panic!("»{name}« has no fields"),
    }
}

fn table(keys: &[Key]) -> String {
    let mut out = "| Field | Type | | Meaning | Example |\n|---|---|---|---|---|\n".to_owned();
    for key in keys {
        let example = if key.example.is_empty() { String::new() } else { format!("`{}`", cell(key.example)) };
        let needed = if key.required { "needed" } else { "" };
        let (name, doc) = (key.name, cell(key.doc.da));
        let _ = writeln!(out, "| `{name}` | {} | {needed} | {doc} | {example} |", type_name(key.ty));
    }
    out.replace("|  |", "| |").replace("|  |", "| |")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn type_name(ty: Type) -> String {
    match ty {
        Type::Text => "text".to_owned(),
        Type::Id => "id".to_owned(),
        Type::Bool => "yes or no".to_owned(),
        Type::Count => "whole number".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Web => "web address".to_owned(),
        Type::Path => "portal address".to_owned(),
        Type::Email => "mail address".to_owned(),
        Type::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Type::Reference(target) => format!("{target:?}").to_lowercase(),
        Type::Citation => "statute".to_owned(),
        Type::List(item) => format!("list of {}", type_name(*item)),
        Type::Map(_) => "fields".to_owned(),
        Type::Pairs => "`{name: text}`".to_owned(),
        Type::Answers(_) => "`{answer: step}` or list of fields".to_owned(),
    }
}

fn rules() -> String {
    let mut out = "| Rule | | Demands |\n|---|---|---|\n".to_owned();
    for rule in support::rules() {
        let severity = match rule.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        let _ = writeln!(out, "| `{}` | {severity} | {} |", rule.id, cell(rule.title.en));
    }
    out
}

/// Fenced blocks of `yaml`, `markdown` and `toml`: line, words behind the fence, text.
fn examples(text: &str) -> impl Iterator<Item = (usize, Vec<String>, String)> {
    let mut found = Vec::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        let Some(words) = line.strip_prefix("```") else { continue };
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let body = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
        found.push((number, words, body.fold(String::new(), |text, line| text + line + "\n")));
    }
    found.into_iter()
}

fn read(words: &[String], example: &str) -> (Sources, Diagnostics) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["toml"] => {
            let sources = Sources::from_texts([("site.toml", example)]);
            let problems = config::read(&sources).diagnostics;
            (sources, problems)
        }
        ["yaml", "steps"] => {
            let indented: String = example.lines().map(|line| format!("  {line}\n")).collect();
            page("workflow", &format!("---\ntitle: Trin\nsteps:\n{indented}---\n"))
        }
        ["yaml", registry @ ("actors" | "audiences" | "complaints" | "synonyms" | "finder")] => {
            parsed([(format!("content/_data/{registry}.yaml"), example.to_owned())])
        }
        ["yaml", kind] => page(kind, &format!("---\n{example}---\n")),
        ["markdown", kind] => page(kind, example),
        _ => panic!("what is an example of {words:?}?"),
    }
}

fn page(kind: &str, text: &str) -> (Sources, Diagnostics) {
    let kind = Kind::from_name(kind).unwrap_or_else(|| panic!("no kind »{kind}«"));
    let name = if kind == Kind::Section { "content/x/_index.md" } else { "content/x/y.md" };
    let section = format!("---\ntitle: X\nkind: {}\n---\n", kind.name());
    let section = (kind != Kind::Section).then(|| ("content/x/_index.md".to_owned(), section));
    parsed(section.into_iter().chain([(name.to_owned(), text.to_owned())]))
}

fn parsed(files: impl IntoIterator<Item = (String, String)>) -> (Sources, Diagnostics) {
    let files: Vec<(String, String)> = files.into_iter().collect();
    let sources = Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let problems = parse::parse(&sources).diagnostics;
    (sources, problems)
}
