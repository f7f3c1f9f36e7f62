//! Cases in Markdown: what an editor writes, and what the program answers.
//!
//! Each file of `tests/cases/` has headings; each heading of level two is a case. Its fenced blocks
//! are files, named by the word after the fence; the block `problems` is the exact answer, a line per
//! problem. `base.md` holds the files of a small portal without problems that every case starts
//! from; blocks before the first case of a file are added for all of its cases. Words after the
//! name change how the file is written (`␣` in a name is a space): `crlf`, `bom`, `nfd` (the name), `tabs` (`→` is a tab),
//! `absent` (the case does without the file), `×1000` (a line with `…` is repeated).
//! `problems english` asks for the English answer.
//!
//! `UPDATE=1` rewrites the `problems` blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use vejviser::diag::Lang;
use vejviser::source::Sources;

use crate::support::{self, compile, concise};

type Files = BTreeMap<String, String>;

/// One fenced block: the words behind its fence, and where its lines stand in the file.
struct Block {
    words: Vec<String>,
    range: Range<usize>,
}

/// A heading and the blocks below it.
#[derive(Default)]
struct Case {
    title: String,
    blocks: Vec<Block>,
}

#[test]
fn every_case_gets_its_answer() {
    let base = std::fs::read_to_string(support::root().join("tests/cases/base.md")).unwrap();
    let base = add_files(&Files::new(), &read(&base)[0], &base);
    let mut failures = String::new();
    for path in support::files("tests/cases", "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let cases = read(&text);
        let shared = add_files(&base, &cases[0], &text);
        let mut answers = Vec::new();
        for case in &cases[1..] {
            let Some(block) = case.blocks.iter().find(|block| block.words[0] == "problems") else {
                failures.push_str(&format!("{name}: »{}« has no block »problems«\n", case.title));
                continue;
            };
            let actual = answer(&add_files(&shared, case, &text), block);
            let expected = &text[block.range.clone()];
            if *expected != actual {
                let difference = support::difference(expected, &actual);
                failures.push_str(&format!("{name}: {}\n{difference}\n", case.title));
            }
            answers.push((block.range.clone(), actual));
        }
        if support::updating() {
            update(&path, text, answers);
        }
    }
    assert!(failures.is_empty() || support::updating(), "\n{failures}");
}

/// Titles of all cases with the rules named in their answers.
pub fn answers() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in support::files("tests/cases", "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        for case in read(&text) {
            let problems = case.blocks.iter().filter(|block| block.words[0] == "problems");
            all.extend(problems.map(|block| (case.title.clone(), text[block.range.clone()].to_owned())));
        }
    }
    all
}

/// The files of every case, by its title.
pub fn sources() -> Vec<(String, Sources)> {
    let base = std::fs::read_to_string(support::root().join("tests/cases/base.md")).unwrap();
    let base = add_files(&Files::new(), &read(&base)[0], &base);
    let mut all = Vec::new();
    for path in support::files("tests/cases", "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        let cases = read(&text);
        let shared = add_files(&base, &cases[0], &text);
        for case in &cases[1..] {
            let files = add_files(&shared, case, &text);
            all.push((
                case.title.clone(),
                Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))),
            ));
        }
    }
    all
}

fn answer(files: &Files, block: &Block) -> String {
    let lang = if block.words.iter().any(|word| word == "english") { Lang::English } else { Lang::Danish };
    let sources = Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let (_, problems) = compile(&sources);
    concise(&sources, lang, &problems)
}

fn update(path: &std::path::Path, mut text: String, answers: Vec<(Range<usize>, String)>) {
    for (range, actual) in answers.into_iter().rev() {
        text.replace_range(range, &actual);
    }
    std::fs::write(path, text).unwrap();
}

fn add_files(shared: &Files, case: &Case, text: &str) -> Files {
    let mut files = shared.clone();
    for block in case.blocks.iter().filter(|block| block.words[0] != "problems") {
        let mut path = block.words[0].replace('␣', " ");
        let mut content = text[block.range.clone()].to_owned();
        for word in &block.words[1..] {
            match word.as_str() {
                "crlf" => content = content.replace('\n', "\r\n"),
                "bom" => content.insert(0, '\u{feff}'),
                "nfd" => path = path.nfd().collect(),
                "tabs" => content = content.replace('→', "\t"),
                _ if word.starts_with('×') => content = repeated(&content, word['×'.len_utf8()..].parse().unwrap()),
                "absent" => {}
                other => panic!("»{}«: what is »{other}«?", case.title),
            }
        }
        if block.words.iter().any(|word| word == "absent") {
            files.remove(&path);
        } else {
            files.insert(path, content);
        }
    }
    files
}

/// Repeats each line that holds `…`, `…` being the number.
fn repeated(text: &str, times: usize) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        if line.contains('…') {
            (0..times).for_each(|n| out.push_str(&line.replace('…', &n.to_string())));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// The part before the first case, then each case.
fn read(text: &str) -> Vec<Case> {
    let mut cases = vec![Case::default()];
    let mut open: Option<(&str, Block)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if let Some((fence, mut block)) = open.take() {
            if line == fence {
                block.range.end = start;
                cases.last_mut().unwrap().blocks.push(block);
            } else {
                open = Some((fence, block));
            }
        } else if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), ..Case::default() });
        } else if line.starts_with("```") {
            let words = line.trim_start_matches('`');
            let fence = &line[..line.len() - words.len()];
            let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            assert!(!words.is_empty(), "a fence at byte {start} has no name");
            open = Some((fence, Block { words, range: at..at }));
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    cases
}

/// What a Mac, Windows and an old editor write is the same portal.
#[test]
fn line_ends_marks_and_names_of_other_systems_are_read_from_disk() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.toml", "\u{feff}title = \"Prøve\"\r\n");
    write("content/_index.md", "\u{feff}---\r\ntitle: Forside\r\n---\r\n# Velkommen\r\rSe [her](m\u{f8}de.md).\r\n");
    let decomposed: String = "content/samarbejde/år.md".nfd().collect();
    write(&decomposed, "---\r\ntitle: År\r\n---\r\n");
    let sources = vejviser::source::load(folder.path()).unwrap();
    let (_, problems) = compile(&sources);
    let printed = concise(&sources, Lang::Danish, &problems);
    let places: Vec<&str> = printed.lines().filter_map(|line| line.split_once(": ").map(|(place, _)| place)).collect();
    assert_eq!(
        places,
        ["content/_index.md:6:4", "content/_index.md:6:10", "content/samarbejde/år.md:1:1"],
        "{printed}"
    );
}
