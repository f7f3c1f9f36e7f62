//! Habits that no lint checks: what a file says first, how long it is, what never stands in it.

use std::path::Path;

use crate::support;

const LONGEST: usize = 500;

/// Words that end a program in the middle of its work, or a promise that nobody keeps.
const NEVER: [&str; 9] =
    [".unwrap(", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "dbg!(", "TODO", "FIXME"];

#[test]
fn every_source_file_says_what_it_is_and_stays_short() {
    let mut wrong = Vec::new();
    for path in support::files("src", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = name(&path);
        if !text.starts_with("//! ") {
            wrong.push(format!("{name}: does not begin with a `//!` that says what it owns"));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{name}: {lines} lines; {LONGEST} are the most"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_in_the_program_gives_up() {
    let mut wrong = Vec::new();
    for path in support::files("src", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(program(&text).lines()) {
            let code = line.split("//").next().unwrap_or_default();
            let found = NEVER.iter().filter(|word| {
                let comment = word.chars().all(char::is_alphabetic);
                if comment { line.contains(*word) } else { code.contains(*word) }
            });
            wrong.extend(found.map(|word| format!("{}:{number}: {word}", name(&path))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_tabs_and_no_space_at_the_end_of_a_line() {
    let mut wrong = Vec::new();
    for path in support::files("src", "rs").into_iter().chain(support::files("docs", "md")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            if line.contains('\t') || line.ends_with(' ') {
                wrong.push(format!("{}:{number}", name(&path)));
            }
        }
        if !text.ends_with('\n') || text.ends_with("\n\n") {
            wrong.push(format!("{}: ends in one line break", name(&path)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A file without its unit tests, which stand at its end.
pub fn program(text: &str) -> &str {
    text.find("\n#[cfg(test)]\nmod ").map_or(text, |end| &text[..end])
}

pub fn name(path: &Path) -> String {
    path.strip_prefix(support::root()).unwrap_or(path).display().to_string()
}
