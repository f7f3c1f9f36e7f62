//! Every rule is explained in both languages and shown by a case.

use std::collections::BTreeSet;

use crate::{cases, support};

/// Rules whose problem has no place in a page, so no piece of one can show it.
const WITHOUT_EXAMPLE: [&str; 10] = [
    "dead-link",
    "history-cut-short",
    "history-unreadable",
    "lost-url",
    "moved-link",
    "near-duplicate-workflow",
    "unsure-link",
    "unused-actor",
    "unused-audience",
    "unused-tool",
];

#[test]
fn every_rule_is_explained_in_both_languages() {
    let mut ids = BTreeSet::new();
    for rule in vejviser::cli::rules() {
        assert!(ids.insert(rule.id), "two rules are called {}", rule.id);
        assert!(vejviser::text::is_id(rule.id), "{} is not kebab-case", rule.id);
        for (name, doc) in [("title", &rule.title), ("why", &rule.why)] {
            for text in [doc.da, doc.en] {
                let whole = text.len() > 10 && text.ends_with(['.', '…']);
                assert!(whole, "{}: the {name} is not a sentence: {text:?}", rule.id);
            }
            assert_ne!(doc.da, doc.en, "{}: the {name} is not translated", rule.id);
        }
        let example = !rule.example.is_empty();
        assert_ne!(example, WITHOUT_EXAMPLE.contains(&rule.id), "{}: example", rule.id);
    }
}

#[test]
fn every_rule_has_a_case_that_breaks_it() {
    let answers: String = cases::answers().into_iter().map(|(_, problems)| problems).collect();
    for rule in support::rules() {
        assert!(answers.contains(&format!("[{}]: ", rule.id)), "no case in tests/cases breaks {}", rule.id);
    }
}

#[test]
fn every_case_names_rules_that_exist() {
    let known: BTreeSet<&str> = support::rules().map(|rule| rule.id).collect();
    for (title, problems) in cases::answers() {
        for line in problems.lines() {
            let id = line.split_once('[').and_then(|(_, rest)| rest.split_once("]: ")).map(|(id, _)| id);
            assert!(id.is_some_and(|id| known.contains(id)), "»{title}«: {line}");
        }
    }
}
