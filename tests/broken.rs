//! A portal with one planted mistake of every kind: all of them are found, and nothing else.
//!
//! `expected.txt` is written by people: a line per mistake, in order, with its place and its rule.
//! A mistake that shows in two places is one line: the place where it is mended.

use std::collections::BTreeSet;

use vejviser::diag::Lang;
use vejviser::source;

use crate::support::{self, concise};

#[test]
fn every_planted_mistake_is_found_and_nothing_else() {
    let root = support::root().join("tests/portal-broken");
    let sources = source::load(&root).unwrap();
    let (_, problems) = support::compile(&sources);
    let printed = concise(&sources, Lang::English, &problems);
    let found: BTreeSet<String> = printed.lines().map(place_and_rule).collect();
    let expected = std::fs::read_to_string(root.join("expected.txt")).unwrap();
    let lines: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.is_sorted(), "expected.txt is in order");
    let expected: BTreeSet<String> = lines.into_iter().map(str::to_owned).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "not found: {missing:#?}\nnot planted: {wrong:#?}");
    assert_eq!(problems.iter().count(), expected.len(), "a mistake is reported twice");
}

#[test]
fn every_rule_is_broken_once_at_least() {
    let expected = include_str!("portal-broken/expected.txt");
    let broken: BTreeSet<&str> = expected.lines().filter_map(|line| line.rsplit(' ').next()).collect();
    // Texts that cannot be read have no unknown keys, and the portal has one file of texts.
    let shown = |id: &&str| broken.contains(id) || *id == "strings-error";
    let missing: Vec<&str> = support::rules().map(|rule| rule.id).filter(|id| !shown(id)).collect();
    assert!(missing.is_empty(), "nothing in tests/portal-broken breaks {missing:?}");
}

/// `file:3:1: error[rule]: …` as `file:3:1 rule`.
fn place_and_rule(line: &str) -> String {
    let (place, rest) = line.split_once('[').unwrap();
    let (rule, _) = rest.split_once(']').unwrap();
    let place = place.rsplit_once(": ").map_or("-", |(place, _)| place);
    format!("{place} {rule}")
}
