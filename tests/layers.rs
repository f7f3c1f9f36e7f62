//! Imports point against the flow only: a stage knows the stages before it, never those after it.

use std::collections::{BTreeMap, BTreeSet};

use crate::support;
use crate::tidy::{name, program};

/// What each module may use, in the order of the flow. The stages that only compute on the model
/// see little; those at the end see what they join.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("parallel", &[]),
    ("source", &["text"]),
    ("diag", &["text", "source"]),
    ("model", &["source", "text"]),
    ("history", &["source", "diag", "model"]),
    ("external", &["model"]),
    ("parse", &["text", "source", "diag", "model"]),
    ("config", &["text", "source", "diag", "model", "parse"]),
    ("assemble", &["text", "source", "model", "parse"]),
    ("check", &["text", "parallel", "source", "diag", "model"]),
    ("chart", &["text", "model"]),
    ("bpmn", &["text", "source", "diag", "model"]),
    ("markdown", &["text", "source", "model", "parse"]),
    ("theme", &["text", "source", "diag", "model"]),
    ("routes", &["text", "source", "diag", "model", "check", "theme"]),
    ("promises", &["text", "source", "diag", "model", "parse", "routes"]),
    ("search", &["text", "parallel", "source", "model", "theme", "routes"]),
    ("render", &["text", "source", "diag", "model", "chart", "bpmn", "markdown", "theme", "routes", "search"]),
    ("digest", &["text", "source", "diag", "model", "routes"]),
    ("fix", &["text", "source", "diag"]),
    ("publish", &["text", "source", "diag", "model"]),
    ("serve", &["text", "source", "diag", "model", "publish"]),
    (
        "pipeline",
        &["source", "diag", "model", "parse", "config", "assemble", "check", "theme", "routes", "promises", "render"],
    ),
    ("workspace", &["source", "history", "pipeline"]),
    (
        "lsp",
        &[
            "text",
            "source",
            "diag",
            "model",
            "history",
            "parse",
            "config",
            "assemble",
            "check",
            "render",
            "serve",
            "pipeline",
            "workspace",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "source",
            "diag",
            "model",
            "history",
            "external",
            "parse",
            "config",
            "config",
            "assemble",
            "check",
            "bpmn",
            "theme",
            "routes",
            "promises",
            "search",
            "render",
            "digest",
            "fix",
            "publish",
            "serve",
            "pipeline",
            "workspace",
            "lsp",
        ],
    ),
];

/// Who may touch the disk, the environment and the clock, and start programs.
const OUTSIDE: [&str; 8] = [
    "src/source/load.rs",
    "src/history/",
    "src/external/",
    "src/publish/",
    "src/serve/",
    "src/lsp/world.rs",
    "src/cli/",
    "src/main.rs",
];

const WORLD: [&str; 12] = [
    "std::fs",
    "std::env::",
    "std::process",
    "std::net",
    "SystemTime::now",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "println!(",
    "File::open",
    "thread::sleep",
    "rand::",
];

#[test]
fn modules_use_only_the_stages_before_them() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in support::files("src", "rs") {
        let name = name(&path);
        let module = module_of(&name);
        if ["lib", "main"].contains(&module) {
            continue;
        }
        let Some(may) = allowed.get(module) else {
            wrong.push(format!("{name}: say in tests/layers.rs what »{module}« may use"));
            continue;
        };
        let text = std::fs::read_to_string(&path).unwrap();
        for used in uses(program(&text)) {
            if used != module && !may.contains(&used.as_str()) {
                wrong.push(format!("{name}: {module} may not use {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_is_in_the_order_of_the_flow() {
    let lib = std::fs::read_to_string(support::root().join("src/lib.rs")).unwrap();
    let flow: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let table: Vec<&str> = LAYERS.iter().map(|(module, _)| *module).collect();
    assert_eq!(flow, table, "src/lib.rs and tests/layers.rs");
    for (at, (module, may)) in LAYERS.iter().enumerate() {
        let before: BTreeSet<&str> = table[..at].iter().copied().collect();
        assert!(may.iter().all(|used| before.contains(used)), "{module} may use what comes after it");
    }
}

#[test]
fn siblings_do_not_know_each_other() {
    let siblings = ["check", "chart", "bpmn", "markdown", "theme"];
    for (module, may) in LAYERS.iter().filter(|(module, _)| siblings.contains(module)) {
        assert!(may.iter().all(|used| !siblings.contains(used)), "{module} may use a sibling");
    }
}

#[test]
fn only_the_edges_touch_the_world() {
    let mut wrong = Vec::new();
    for path in support::files("src", "rs") {
        let name = name(&path);
        if OUTSIDE.iter().any(|outside| name.starts_with(outside)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(program(&text).lines()) {
            let code = line.split("//").next().unwrap_or_default();
            let found = WORLD.iter().filter(|call| code.contains(*call));
            wrong.extend(found.map(|call| format!("{name}:{number}: {call}")));
        }
    }
    assert!(wrong.is_empty(), "only {OUTSIDE:?} may: {wrong:#?}");
}

/// How a portal is written down, for templates or other programs, is decided where that happens.
#[test]
fn domain_types_are_not_serialised() {
    for path in support::files("src/model", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let found =
            program(&text).lines().find(|line| line.split("//").next().unwrap_or_default().contains("erialize"));
        assert_eq!(found, None, "{}", name(&path));
    }
}

/// `src/check/dead_end.rs` and `src/config.rs` belong to `check` and `config`.
fn module_of(name: &str) -> &str {
    let below = name.strip_prefix("src/").unwrap_or(name);
    below.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// Modules named after `crate::`, in code; what the crate's root re-exports (macros) aside.
fn uses(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines().map(|line| line.split("//").next().unwrap_or_default()) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => list.split([',', '}']).map(|item| item.trim().split("::").next().unwrap_or("")).collect(),
                None => vec![rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()],
            };
            found.extend(names.into_iter().filter(|name| !name.is_empty() && *name != "say").map(str::to_owned));
        }
    }
    found
}
