//! What several tests share: the checks without pages, and files that a test may rewrite.

use std::path::{Path, PathBuf};

use vejviser::diag::{Diagnostics, Format, Lang, Printer, Rule};
use vejviser::model::{Date, Portal};
use vejviser::pipeline::{self, Options};
use vejviser::source::Sources;

/// The day on which every test takes place.
pub const TODAY: Date = Date::constant(2026, 11, 22);

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every stage up to the routes: the portal and all that was found on the way, in order.
pub fn compile(sources: &Sources) -> (Portal, Diagnostics) {
    let options = Options::on(TODAY);
    let compilation = pipeline::compile(sources.clone(), &mut Default::default(), &options);
    let found = compilation.diagnostics().clone();
    (compilation.portal, found)
}

/// Problems as lines.
pub fn concise(sources: &Sources, lang: Lang, problems: &Diagnostics) -> String {
    Printer::new(sources, lang, Format::Concise).print(problems)
}

/// Every rule that a portal can break by itself. A file to be imported is no part of one, nor is the repository around
/// it, what was published before, or what other hosts answer.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    const OTHERS: [&str; 5] = ["bpmn-file", "lost-url", "dead-link", "moved-link", "unsure-link"];
    let outside = |rule: &Rule| OTHERS.contains(&rule.id) || rule.id.starts_with("history-");
    vejviser::cli::rules().into_iter().filter(move |rule| !outside(rule))
}

/// A folder with all it holds, elsewhere.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(target).unwrap(),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// Compares `actual` with the file; with `UPDATE=1` in the environment, writes it instead.
pub fn expect_file(path: &Path, actual: &str) {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return;
    }
    if updating() {
        std::fs::write(path, actual).unwrap();
        return;
    }
    let shown = path.strip_prefix(root()).unwrap_or(path).display();
    panic!("{shown} is out of date; look at the difference, then run with UPDATE=1\n{}", difference(&expected, actual));
}

pub fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The lines that are in one text only.
pub fn difference(expected: &str, actual: &str) -> String {
    let only = |sign: char, these: &str, those: &str| -> String {
        let others: Vec<&str> = those.lines().collect();
        these.lines().filter(|line| !others.contains(line)).map(|line| format!("{sign} {line}\n")).collect()
    };
    format!("{}{}", only('-', expected, actual), only('+', actual, expected))
}

/// Files below a folder with this extension, in order.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let paths = walk.into_iter().map(|entry| entry.unwrap().into_path());
    paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}
