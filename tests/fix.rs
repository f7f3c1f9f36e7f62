//! What `check --fix` does to texts: it never makes a portal worse, it has an end, and it leaves alone
//! what is not wrong.

use std::collections::BTreeMap;

use vejviser::diag::{Diagnostics, Lang, Severity};
use vejviser::fix::{self, Outcome};

use vejviser::pipeline::{self, Compiler, Options};
use vejviser::source::{SourceData, SourcePath, Sources};

use crate::cases;
use crate::support::{self, concise};

fn problems(sources: &Sources, parser: &mut Compiler) -> Diagnostics {
    pipeline::compile(sources.clone(), parser, &Options::on(support::TODAY)).diagnostics().clone()
}

fn mend(sources: &Sources) -> Outcome {
    let mut parser = Compiler::default();
    fix::mend(sources, |sources| problems(sources, &mut parser))
}

fn errors(sources: &Sources) -> usize {
    problems(sources, &mut Compiler::default()).count(Severity::Error)
}

fn text(sources: &Sources, path: &str) -> String {
    sources.get(&SourcePath::new(path)).unwrap().text().to_owned()
}

#[test]
fn fixes_make_no_case_worse_and_have_an_end() {
    let mut wrong = String::new();
    let mut mended = 0;
    for (title, sources) in cases::sources() {
        let outcome = mend(&sources);
        if outcome.files.is_empty() {
            continue;
        }
        let before = problems(&sources, &mut Compiler::default());
        let after = problems(&outcome.sources, &mut Compiler::default());
        mended += outcome.files.iter().map(|file| file.mends.len()).sum::<usize>();
        if after.count(Severity::Error) > before.count(Severity::Error) {
            let printed = concise(&outcome.sources, Lang::Danish, &after);
            wrong.push_str(&format!("»{title}« is worse afterwards:\n{printed}\n"));
        }
        if !mend(&outcome.sources).files.is_empty() {
            wrong.push_str(&format!("»{title}« is mended a second time\n"));
        }
        for file in
            sources.iter().filter(|file| before.iter().all(|one| one.span.is_none_or(|span| span.file != file.id)))
        {
            let same = text(&outcome.sources, file.path.as_str()) == file.text();
            if !same {
                wrong.push_str(&format!("»{title}«: {} had no problem and was changed\n", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(mended > 100, "only {mended} problems of the cases can be mended");
}

/// A slip that a beginner makes in a page that is right, by the line it is made in.
type Slip = fn(&str) -> Option<String>;

const SLIPS: [(&str, Slip); 12] = [
    ("a Danish name", |line| line.strip_prefix("title: ").map(|rest| format!("titel: {rest}"))),
    ("a misspelt field", |line| line.strip_prefix("summary: ").map(|rest| format!("sumary: {rest}"))),
    ("no space after a colon", |line| line.strip_prefix("title: ").map(|rest| format!("title:{rest}"))),
    ("a colon in the title", |line| {
        line.strip_prefix("title: ").filter(|rest| is_bare(rest)).map(|rest| format!("title: Nyt: {rest}"))
    }),
    ("a sign before the title", |line| {
        line.strip_prefix("title: ").filter(|rest| is_bare(rest)).map(|rest| format!("title: @{rest}"))
    }),
    ("a Danish date", |line| {
        line.strip_prefix("reviewed: 2026-").and_then(|rest| {
            let (month, day) = rest.split_once('-')?;
            Some(format!("reviewed: {day}.{month}.2026"))
        })
    }),
    ("a number sign", |line| {
        line.strip_prefix("title: ").filter(|rest| is_bare(rest)).map(|rest| format!("title: {rest} #12"))
    }),
    ("a no-break space", |line| line.strip_prefix("title: ").map(|rest| format!("title:\u{a0}{rest}"))),
    ("an open quote", |line| {
        line.strip_prefix("title: ").filter(|rest| is_bare(rest)).map(|rest| format!("title: \"{rest}"))
    }),
    ("a dash of Word", |line| (line == "---").then(|| "—".to_owned())),
    ("a field too far in", |line| {
        line.strip_prefix("summary: ").filter(|rest| is_bare(rest)).map(|rest| format!("  summary: {rest}"))
    }),
    ("a tab before a field of a step", |line| line.strip_prefix("    by: ").map(|rest| format!("\tby: {rest}"))),
];

fn is_bare(value: &str) -> bool {
    !value.starts_with(['"', '\'', '>', '|', '[']) && !value.contains([':', '#', '"'])
}

/// Every page of the shipped portal with one slip each, the slips by turns.
#[test]
fn slips_in_the_shipped_portal_are_mended() {
    let shipped = vejviser::source::load(&support::root()).unwrap();
    let sound = errors(&shipped);
    for (turn, (name, _)) in SLIPS.iter().enumerate().step_by(4) {
        let mut slipped: BTreeMap<String, String> = BTreeMap::new();
        for (number, file) in shipped.iter().enumerate().filter(|(_, file)| file.path.extension() == Some("md")) {
            let (_, slip) = SLIPS[(number + turn) % SLIPS.len()];
            if let Some(text) = with_slip(file.text(), slip) {
                slipped.insert(file.path.as_str().to_owned(), text);
            }
        }
        assert!(slipped.len() > 100, "{name}: {} pages", slipped.len());
        let sources = Sources::from_files(shipped.iter().map(|file| match slipped.get(file.path.as_str()) {
            Some(text) => std::sync::Arc::new(vejviser::source::SourceFile {
                id: file.id,
                path: file.path.clone(),
                data: SourceData::Text(text.clone()),
                hash: vejviser::text::sha256_hex(text.as_bytes()),
            }),
            None => std::sync::Arc::clone(file),
        }));
        let outcome = mend(&sources);
        let left = problems(&outcome.sources, &mut Compiler::default());
        assert_eq!(left.count(Severity::Error), sound, "{name}:\n{}", concise(&outcome.sources, Lang::Danish, &left));
        for file in shipped.iter().filter(|file| !slipped.contains_key(file.path.as_str())) {
            assert_eq!(text(&outcome.sources, file.path.as_str()), file.text(), "{} was right", file.path);
        }
        assert!(mend(&outcome.sources).files.is_empty(), "{name}: mended twice");
    }
}

fn with_slip(text: &str, slip: Slip) -> Option<String> {
    let mut done = false;
    let lines = text.split_inclusive('\n').map(|line| match slip(line.trim_end_matches('\n')).filter(|_| !done) {
        Some(slipped) => {
            done = true;
            slipped + "\n"
        }
        None => line.to_owned(),
    });
    let slipped: String = lines.collect();
    done.then_some(slipped)
}

/// What is mended is what was meant.
#[test]
fn fixes_write_what_was_meant() {
    let cases: [(&str, &str); 9] = [
        ("---\ntitel: Møder\n---\n", "---\ntitle: Møder\n---\n"),
        ("—\ntitle: Møder\n—\n", "---\ntitle: Møder\n---\n"),
        (
            "---\ntitle: Afgørelse: ja\nreviewed: 1.3.2026\n---\n",
            "---\ntitle: \"Afgørelse: ja\"\nreviewed: 2026-03-01\n---\n",
        ),
        ("---\ntitle: A\nkeywords:\n\t- x\n\t- y\n---\n", "---\ntitle: A\nkeywords:\n  - x\n  - y\n---\n"),
        ("---\ntitle: A\nlaw: [LAS § 3, stk. 2]\n---\n", "---\ntitle: A\nlaw: [\"LAS § 3, stk. 2\"]\n---\n"),
        ("---\ntitle: A\nlaw: “LAS § 3”\n---\n", "---\ntitle: A\nlaw: \"LAS § 3\"\n---\n"),
        ("---\ntitle: A\n---\n[Ord](ord.html#a)\n", "---\ntitle: A\n---\n[Ord](../abc/ord.md#a)\n"),
        ("---\ntitle: A\n---\n• et\n• to\n", "---\ntitle: A\n---\n- et\n- to\n"),
        // Two fixes on one line are made one after the other.
        ("---\ntitel: @A\n---\n", "---\ntitle: \"@A\"\n---\n"),
    ];
    for (before, after) in cases {
        let sources = Sources::from_texts([
            ("site.toml", "title = \"Prøve\""),
            ("content/_index.md", "---\ntitle: Forside\n---\n"),
            ("content/abc/ord.md", "---\ntitle: Ord\n---\n## A\n"),
            ("content/lov/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
            ("content/lov/las.md", "---\ntitle: Aktivloven\nabbr: LAS\n---\n"),
            ("content/sider/side.md", before),
        ]);
        assert_eq!(text(&mend(&sources).sources, "content/sider/side.md"), after);
    }
}

/// Only the editors' own files are written.
#[test]
fn themes_are_left_alone() {
    let sources = Sources::from_texts([
        ("site.toml", "titel = \"Prøve\"\n"),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("i18n/da.yaml", "ukendt: x\n"),
    ]);
    let outcome = mend(&sources);
    let paths: Vec<&str> = outcome.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["site.toml"]);
    assert_eq!(text(&outcome.sources, "site.toml"), "title = \"Prøve\"\n");
}
