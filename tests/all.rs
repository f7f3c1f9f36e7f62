//! All integration tests, in one binary: linking once is what keeps them quick.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test stops where it fails, and may read and write files"
)]

mod against;
#[cfg(unix)]
mod asking;
mod broken;
mod bpmn_export;
mod bpmn_import;
mod build;
mod cases;
mod charts;
mod commands;
mod dependencies;
mod digest;
mod editors;
mod edits;
mod explained;
mod exports;
mod external;
mod faults;
mod fix;
mod format;
mod formats;
mod history;
mod hostile;
mod hosts;
mod layers;
mod lsp;
mod map;
mod markdown;
mod new;
mod outputs;
mod pages;
mod portal;
mod publish;
mod reports;
mod rules;
mod schema;
mod search;
mod serve;
mod support;
mod svg;
mod target;
mod theme;
mod tidy;
mod views;
mod without;
mod workspace;

/// A file that nobody lists is compiled by nobody and tests nothing.
#[test]
fn every_file_of_tests_is_listed() {
    let listed = include_str!("all.rs");
    for entry in std::fs::read_dir(support::root().join("tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(stem) = name.strip_suffix(".rs").filter(|stem| *stem != "all") {
            assert!(listed.contains(&format!("\nmod {stem};\n")), "list »mod {stem};« in tests/all.rs");
        }
    }
}
