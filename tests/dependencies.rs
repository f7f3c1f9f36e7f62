//! What the program is made of: bans, licences and sources, as deny.toml has them, over what Cargo knows.
//!
//! `cargo deny` asks the same, and for advisories as well, but takes minutes to be compiled where it is not
//! installed. Both read the one file; a rule in it that is not kept here stops the test.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::support;

/// Every table and key of deny.toml that this file keeps, or that says nothing of bans, licences and sources.
const KEPT: &[&str] = &[
    "graph.all-features",
    // By pipelines, which have a network: docs/ci/README.md.
    "advisories.version",
    "advisories.yanked",
    "advisories.unmaintained",
    "advisories.ignore",
    "licenses.version",
    // How alike a licence's text must be; the packages' own words are taken here.
    "licenses.confidence-threshold",
    "licenses.allow",
    "licenses.exceptions",
    "licenses.private.ignore",
    // Only a warning.
    "bans.multiple-versions",
    "bans.wildcards",
    "bans.deny",
    "sources.unknown-registry",
    "sources.unknown-git",
    "sources.allow-registry",
];

fn rules() -> toml::Table {
    std::fs::read_to_string(support::root().join("deny.toml")).unwrap().parse().unwrap()
}

/// All packages, of every target and for tests and benchmarks too, as the lock file has them.
fn packages() -> &'static [Value] {
    static PACKAGES: OnceLock<Vec<Value>> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(support::root());
        let output = cargo.args(["metadata", "--locked", "--all-features", "--format-version", "1"]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = metadata["packages"].as_array().unwrap().clone();
        assert!(all.len() > 100);
        all
    })
}

/// The word under a key.
fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Packages of others.
fn foreign() -> impl Iterator<Item = &'static Value> {
    packages().iter().filter(|package| text(package, "name") != env!("CARGO_PKG_NAME"))
}

fn names(rules: &toml::Table, table: &str, key: &str) -> BTreeSet<String> {
    let list = rules[table][key].as_array().unwrap().iter();
    list.map(|entry| entry.as_str().or_else(|| entry["crate"].as_str()).unwrap().to_owned()).collect()
}

#[test]
fn every_rule_of_deny_toml_is_kept() {
    let mut written = Vec::new();
    for (table, keys) in &rules() {
        for (key, value) in keys.as_table().unwrap() {
            match value.as_table() {
                Some(below) => written.extend(below.keys().map(|name| format!("{table}.{key}.{name}"))),
                None => written.push(format!("{table}.{key}")),
            }
        }
    }
    let strange: Vec<&String> = written.iter().filter(|name| !KEPT.contains(&name.as_str())).collect();
    assert!(strange.is_empty(), "keep them in tests/dependencies.rs: {strange:?}");
    let rules = rules();
    for (table, key, wanted) in
        [("bans", "wildcards", "deny"), ("sources", "unknown-registry", "deny"), ("sources", "unknown-git", "deny")]
    {
        assert_eq!(rules[table][key].as_str(), Some(wanted), "{table}.{key}: this test knows no milder word");
    }
}

#[test]
fn licences_ask_for_no_more_than_a_notice() {
    let rules = rules();
    let allowed = names(&rules, "licenses", "allow");
    let exceptions = rules["licenses"]["exceptions"].as_array().unwrap();
    let mut used = BTreeSet::new();
    let mut refused = Vec::new();
    for package in foreign() {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        used.extend(terms(licence));
        let exception = exceptions.iter().find(|exception| exception["crate"].as_str() == Some(name));
        let more = exception.into_iter().flat_map(|exception| exception["allow"].as_array().unwrap());
        let more = more.map(|licence| licence.as_str().unwrap().to_owned());
        if !licence_fits(licence, &allowed.iter().cloned().chain(more).collect()) {
            refused.push(format!("{name} {}: »{licence}«", text(package, "version")));
        }
    }
    assert!(refused.is_empty(), "not among the licences of deny.toml: {refused:#?}");
    let unused: Vec<&String> = allowed.iter().filter(|name| !used.contains(name.as_str())).collect();
    assert!(unused.is_empty(), "nobody has these licences any more: {unused:?}");
    let known: BTreeSet<&str> = foreign().map(|package| text(package, "name")).collect();
    let gone =
        exceptions.iter().map(|exception| exception["crate"].as_str().unwrap()).filter(|name| !known.contains(name));
    assert_eq!(gone.collect::<Vec<_>>(), Vec::<&str>::new(), "exceptions for packages that are not there");
}

#[test]
fn nothing_banned_is_in_the_lock_file() {
    let banned = names(&rules(), "bans", "deny");
    let found: Vec<&str> =
        foreign().map(|package| text(package, "name")).filter(|name| banned.contains(*name)).collect();
    assert!(found.is_empty(), "banned by deny.toml, with a reason: {found:?}");
    let ours = packages().iter().find(|package| text(package, "name") == env!("CARGO_PKG_NAME")).unwrap();
    let wild = ours["dependencies"].as_array().unwrap().iter().filter(|dependency| text(dependency, "req") == "*");
    assert_eq!(wild.map(|dependency| text(dependency, "name")).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn everything_comes_from_the_one_registry() {
    let known = names(&rules(), "sources", "allow-registry");
    let strange: Vec<&Value> = foreign()
        .filter(|package| !text(package, "source").strip_prefix("registry+").is_some_and(|url| known.contains(url)))
        .collect();
    let named: Vec<&str> = strange.iter().take(5).map(|package| text(package, "id")).collect();
    assert!(named.is_empty(), "deny.toml knows no such source: {named:?}");
}

/// Licences of an SPDX expression, exceptions included: `Apache-2.0 WITH LLVM-exception`.
fn terms(expression: &str) -> Vec<&str> {
    let apart =
        expression.split(['(', ')', '/']).flat_map(|part| part.split(" OR ")).flat_map(|part| part.split(" AND "));
    apart.map(str::trim).filter(|term| !term.is_empty()).collect()
}

/// Whether an SPDX expression leaves a choice of allowed licences. A slash is an `OR` of old.
fn licence_fits(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+WITH+");
    let words: Vec<String> = spaced.split_whitespace().map(|word| word.replace("+WITH+", " WITH ")).collect();
    let mut rest = words.as_slice();
    alternatives(&mut rest, allowed) && rest.is_empty()
}

fn alternatives(rest: &mut &[String], allowed: &BTreeSet<String>) -> bool {
    let mut fits = conjunction(rest, allowed);
    while take(rest, "OR") {
        // Both sides are read, whatever the first one says.
        fits |= conjunction(rest, allowed);
    }
    fits
}

fn conjunction(rest: &mut &[String], allowed: &BTreeSet<String>) -> bool {
    let mut fits = single(rest, allowed);
    while take(rest, "AND") {
        fits &= single(rest, allowed);
    }
    fits
}

fn single(rest: &mut &[String], allowed: &BTreeSet<String>) -> bool {
    if take(rest, "(") {
        let fits = alternatives(rest, allowed);
        return take(rest, ")") && fits;
    }
    let Some((first, after)) = rest.split_first() else { return false };
    *rest = after;
    allowed.contains(first)
}

fn take(rest: &mut &[String], word: &str) -> bool {
    match rest.split_first() {
        Some((first, after)) if first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[test]
fn expressions_of_licences_are_read_as_spdx_has_them() {
    let allowed: BTreeSet<String> = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into();
    for fine in
        ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-2.0", "MIT AND ISC", "(GPL-3.0 OR ISC) AND MIT", "GPL-3.0 AND ISC OR MIT"]
    {
        assert!(licence_fits(fine, &allowed), "{fine}");
    }
    assert!(licence_fits("Apache-2.0 WITH LLVM-exception", &allowed));
    for wrong in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT ISC", "Apache-2.0", "MIT AND (GPL-3.0 OR MPL-2.0)"] {
        assert!(!licence_fits(wrong, &allowed), "{wrong}");
    }
}
