//! The commands an editor meets first, as a terminal sees them: `init`, `new`, `export`, `schema`,
//! `explain`.

mod files;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;
use vejviser::model::Kind;

use crate::support;

/// How a run of the program ended.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The tests' day, 22 November 2026, in seconds.
pub const NOW: &str = "1795305600";

/// Runs the program on the tests' day.
pub fn run(args: &[&str]) -> Run {
    run_with(args, &[])
}

fn run_with(args: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vejviser"));
    command.env("SOURCE_DATE_EPOCH", NOW).env_remove("VISUAL").env_remove("EDITOR");
    let output = command.envs(variables.iter().copied()).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A site in a folder that goes away with the test.
pub struct Site {
    _dir: TempDir,
    pub root: PathBuf,
}

impl Site {
    /// As `init` makes it.
    pub fn new() -> Self {
        let site = Self::empty();
        let run = site.run(&["init"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        site
    }

    pub fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("portal");
        Self { _dir: dir, root }
    }

    pub fn of(files: &[(&str, &str)]) -> Self {
        let site = Self::empty();
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    pub fn run(&self, args: &[&str]) -> Run {
        let root = self.root.to_str().unwrap();
        run(&[args, &["--root", root]].concat())
    }

    pub fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let root = self.root.to_str().unwrap();
        run_with(&[args, &["--root", root]].concat(), variables)
    }

    /// The content and settings of another site.
    pub fn copied(from: &Path, dir: TempDir) -> Self {
        let site = Self { root: dir.path().join("portal"), _dir: dir };
        for path in [vec![from.join("site.toml")], files(&from.join("content"))].concat() {
            let to = site.root.join(path.strip_prefix(from).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(&path, to).unwrap();
        }
        site
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// Names of the rules that warn, with their files.
    pub fn warnings(&self) -> Vec<(String, String)> {
        let run = self.run(&["check", "--format", "json"]);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let problems = found["diagnostics"].as_array().unwrap();
        problems.iter().map(|problem| (text(&problem["rule"]), text(&problem["file"]))).collect()
    }
}

pub fn files(root: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn a_new_portal_checks_without_a_warning_and_builds() {
    let site = Site::empty();
    let begun = site.run(&["init"]);
    assert_eq!(begun.code, Some(0), "{}", begun.err);
    assert!(begun.err.contains("vejviser serve --root "), "{}", begun.err);

    let checked = site.run(&["check", "--strict"]);
    assert_eq!(checked.code, Some(0), "{}", checked.err);
    assert!(checked.err.starts_with("Alt i orden"), "{}", checked.err);

    let output = site.root.join("public");
    let built = site.run(&["build", "--output", output.to_str().unwrap()]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    assert!(output.join("arbejdsgange/enkelte-udgifter/hjaelp-til-en-regning/index.html").is_file());
    // What is built stays out of version control.
    assert!(site.read(".gitignore").lines().any(|line| line == "/public"));
}

#[test]
fn a_new_portal_was_reviewed_today_and_has_no_gaps() {
    let site = Site::new();
    assert!(site.read("content/_index.md").contains("\nreviewed: 2026-11-22\n"));
    for path in files(&site.root) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("{{"), "{} has a gap", path.display());
    }
}

#[test]
fn a_new_portal_shows_every_kind_of_page_and_step() {
    let site = Site::new();
    let sources = vejviser::source::load(&site.root).unwrap();
    let (portal, _) = support::compile(&sources);
    for kind in Kind::ALL {
        assert!(portal.of_kind(kind).next().is_some(), "no {}", kind.name());
    }
    let workflows: String = portal.of_kind(Kind::Workflow).map(|page| site.read(page.source.as_str())).collect();
    for step in vejviser::parse::steps::KINDS.into_iter().chain(["late", "- say"]) {
        let shown = [format!("    {step}:"), format!("      {step}:")];
        assert!(shown.iter().any(|shown| workflows.contains(shown)), "no step has {step}");
    }
}

#[test]
fn a_new_portal_fits_the_schemas() {
    crate::schema::check_site(&Site::new().root);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let site = Site::of(&[("notat.txt", "mit"), ("arkiv/brev.txt", "også mit")]);
    let refused = site.run(&["init"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("er ikke tom: arkiv, notat.txt."), "{}", refused.err);
    assert_eq!(files(&site.root).len(), 2);
    assert_eq!(site.read("notat.txt"), "mit");

    // A folder that only version control knows is new.
    let site = Site::of(&[(".git/HEAD", "ref: refs/heads/main\n")]);
    assert_eq!(site.run(&["init"]).code, Some(0));
    assert_eq!(site.read(".git/HEAD"), "ref: refs/heads/main\n");

    let file = site.root.join("site.toml");
    let refused = run(&["init", file.to_str().unwrap()]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("er en fil, ikke en mappe"), "{}", refused.err);
}

#[test]
fn every_kind_of_new_page_checks_and_builds() {
    let site = Site::new();
    let pages = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Section);
    for kind in pages {
        let made = site.run(&["new", kind.name(), "Ærøskøbing: \"ny\" side #2"]);
        assert_eq!(made.code, Some(0), "{}: {}", kind.name(), made.err);
        assert!(made.err.contains("aeroeskoebing-ny-side-2/"), "{}", made.err);
        assert!(made.err.contains("vejviser serve --root "), "{}", made.err);
    }
    assert_eq!(site.warnings(), []);
    // Nothing uses the new tool yet, which the page says itself.
    assert!(site.read("content/redskaber/aeroeskoebing-ny-side-2.md").contains("rule: unused-tool"));
    for path in files(&site.root) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("{{"), "{} has a gap", path.display());
    }
    let output = site.root.join("public");
    let built = site.run(&["build", "--output", output.to_str().unwrap()]);
    assert_eq!(built.code, Some(0), "{}", built.err);
}

#[test]
fn a_new_page_uses_what_the_portal_has() {
    let site = Site::new();
    let made = site.run(&["new", "arbejdsgang", "Flytning", "--in", "content/arbejdsgange/enkelte-udgifter/"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let page = site.read("content/arbejdsgange/enkelte-udgifter/flytning.md");
    for line in ["title: Flytning", "law: [\"FVL\"]", "    by: raadgiver", "    for: borger", "reviewed: 2026-11-22"] {
        assert!(page.lines().any(|found| found == line), "no line »{line}«:\n{page}");
    }
    // The folder gives its pages these two.
    assert!(page.contains("\n# lead: job  (står i mappens _index.md)\n"), "{page}");
    assert!(page.contains("\n# owner: ydelsesenheden  (står i mappens _index.md)\n"), "{page}");
}

#[test]
fn a_portal_that_is_nearly_empty_gets_pages_that_check() {
    let section = |kind: &str| format!("---\ntitle: Mappe\nkind: {kind}\n---\n");
    let site = Site::of(&[
        ("site.toml", "title = \"Lille\"\n"),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/gange/_index.md", &section("workflow")),
    ]);
    let refused = site.run(&["new", "workflow", "Første"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("ingen aktører"), "{}", refused.err);

    site.write("content/_data/actors.yaml", "- id: sagsbehandler\n  name: Sagsbehandler\n");
    assert_eq!(site.run(&["new", "workflow", "Første"]).code, Some(0));
    assert_eq!(site.warnings(), []);
    let page = site.read("content/gange/foerste.md");
    assert!(page.contains("\n    # tools: […]\n"), "{page}");
    for rule in ["workflow-without-law", "workflow-without-tool"] {
        assert!(page.contains(&format!("  - rule: {rule}\n")), "{page}");
    }

    // The front page's folder holds ordinary pages.
    assert_eq!(site.run(&["new", "page", "Om os"]).code, Some(0));
    assert!(site.read("content/om-os.md").contains("title: Om os"));
}

#[test]
fn wrong_input_is_answered_with_a_sentence_and_a_remedy() {
    let site = Site::new();
    let cases: &[(&[&str], &str, &str)] = &[
        (&["new", "workflo", "Ny"], "Der er ingen slags side, der hedder »workflo«.", "mente du »workflow«?"),
        (&["new", "synonym", "Ny"], "Der er ingen slags side, der hedder »synonym«.", "redskab"),
        (&["new", "term", "!?"], "har ingen bogstaver eller tal", "skriv titlen"),
        (&["new", "term", "Ny", "--in", "abd"], "»content/abd« er ikke en del af portalen", "mente du »abc«?"),
        (&["new", "term", "Ny", "--in", "vinter"], "»content/vinter« er ikke en del", "skriv --in og en af dem: abc"),
        (&["new", "term", "Ny", "--in", "redskaber"], "er tool (redskab), ikke term (ord).", "en af dem: abc"),
        (&["new", "term", "Partshøring"], "findes allerede", "content/abc/partshoering.md"),
        (&["schema", "workflows"], "Der er ikke noget skema, der hedder »workflows«.", "mente du »workflow«?"),
        (&["explain", "dead-ends"], "Der er ingen regel, der hedder »dead-ends«.", "mente du »dead-end«?"),
    ];
    let before = files(&site.root).len();
    for (args, sentence, remedy) in cases {
        let run = site.run(args);
        assert_eq!(run.code, Some(2), "{args:?}");
        assert!(run.err.starts_with("fejl: ") && run.err.contains(sentence), "{args:?}: {}", run.err);
        assert!(run.err.contains("hjælp: ") && run.err.contains(remedy), "{args:?}: {}", run.err);
        let english = site.run(&[*args, &["--lang", "en"]].concat());
        assert_eq!(english.code, Some(2), "{args:?}");
        assert!(english.err.starts_with("error: ") && english.err.contains("help: "), "{args:?}: {}", english.err);
    }
    assert_eq!(files(&site.root).len(), before, "nothing is written");
}

#[test]
fn workflows_are_exported_and_nothing_of_others_is_written_over() {
    let site = Site::new();
    let output = site.root.parent().unwrap().join("bpmn");
    let export = |more: &[&str]| site.run(&[&["export", "bpmn", "--output", output.to_str().unwrap()], more].concat());
    let first = export(&[]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    let all = files(&output);
    assert!(all.len() > 1 && first.err.contains(&format!("{0} filer i", all.len())), "{}", first.err);
    let id = all[0].file_stem().unwrap().to_str().unwrap().to_owned();
    let whole = fs::read(&all[0]).unwrap();

    // An older export of ours gives way.
    fs::write(&all[1], fs::read(&all[0]).unwrap()).unwrap();
    let again = export(&["--lang", "en"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(again.err.contains(", 1 new or changed."), "{}", again.err);
    assert_ne!(fs::read(&all[1]).unwrap(), whole);

    // Work of somebody else does not, and then nothing is written.
    fs::write(&all[1], String::from_utf8(whole.clone()).unwrap().replace("<bpmn:task", "<bpmn:userTask")).unwrap();
    fs::remove_file(&all[0]).unwrap();
    let refused = export(&[]);
    assert_eq!(refused.code, Some(4), "{}", refused.err);
    assert!(refused.err.contains("findes allerede") && !all[0].exists(), "{}", refused.err);
    assert_eq!(export(&[&id]).code, Some(0));
    assert_eq!(fs::read(&all[0]).unwrap(), whole);

    let unknown = export(&["vintergaek", &format!("{id}x")]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.err.contains("»vintergaek«") && unknown.err.contains(&format!("mente du »{id}«?")),
        "{}",
        unknown.err
    );
}

#[test]
fn an_export_leaves_sources_and_portals_alone() {
    let site = Site::new();
    let path = |below: &str| site.root.join(below).to_str().unwrap().to_owned();
    assert_eq!(site.run(&["build", "--output", &path("public")]).code, Some(0));
    let before = (files(&site.root).len(), files(&site.root.join("public")).len());
    fs::write(site.root.join("note"), "en fil").unwrap();
    let cases = [
        ("content", 4, "det er en del af content"),
        ("content/arbejdsgange/ny", 4, "det er en del af content"),
        ("static", 4, "det er en del af static"),
        ("public", 4, "en portal er udgivet der"),
        ("public/bpmn", 4, "en portal er udgivet der"),
        ("note", 3, "er en fil, ikke en mappe"),
        ("note/bpmn", 3, "er en fil, ikke en mappe"),
    ];
    for (output, code, sentence) in cases {
        for command in [&["export", "bpmn"][..], &["build"]] {
            if command == ["build"] && output.starts_with("public") {
                continue;
            }
            let run = site.run(&[command, &["--output", &path(output)]].concat());
            assert_eq!(run.code, Some(code), "{command:?} {output}: {}", run.err);
            assert!(run.err.contains(sentence), "{command:?} {output}: {}", run.err);
        }
    }
    fs::remove_file(site.root.join("note")).unwrap();
    assert_eq!((files(&site.root).len(), files(&site.root.join("public")).len()), before, "nothing is written");
    // Beside them is room for files of others.
    assert_eq!(site.run(&["export", "bpmn", "--output", &path("tegninger")]).code, Some(0));
    assert_eq!(site.run(&["build", "--output", &path("public")]).code, Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_without_room_for_folders_is_called_so() {
    let site = Site::new();
    for (command, sentence) in [(&["export", "bpmn"][..], "kan ikke laves"), (&["build"], "kan ikke l")] {
        let run = site.run(&[command, &["--output", "/proc/vejviser-test"]].concat());
        assert_eq!(run.code, Some(3), "{}", run.err);
        assert!(run.err.contains(sentence) && run.err.contains("Vælg et andet sted."), "{}", run.err);
    }
}

#[test]
fn a_draft_to_export_is_called_one() {
    let site = Site::new();
    let workflow = |more: &str| {
        format!("---\ntitle: Ny gang\nsummary: Ny.\n{more}steps:\n  - {{id: a, do: Læs, by: sagsbehandler}}\n---\n")
    };
    site.write("content/arbejdsgange/kladden.md", &workflow("status: draft\n"));
    site.write("content/arbejdsgange/senere.md", &workflow("valid_from: 2199-01-01\n"));
    let output = site.root.parent().unwrap().join("bpmn");
    let export = |id: &str, more: &[&str]| {
        site.run(&[&["export", "bpmn", id, "--output", output.to_str().unwrap()], more].concat())
    };
    for (id, sentence) in [("kladden", "»kladden« er en kladde."), ("senere", "»senere« gælder først fra")] {
        let run = export(id, &[]);
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains(sentence) && run.err.contains("skriv --drafts"), "{}", run.err);
    }
    assert!(!output.exists());
    let run = export("kladden", &["--drafts"]);
    assert!(run.code == Some(0) && output.join("kladden.bpmn").is_file(), "{}", run.err);
}

#[test]
fn several_folders_of_a_kind_are_listed() {
    let site = Site::new();
    site.write("content/arbejdsgange/bolig/_index.md", "---\ntitle: Bolig\n---\n");
    site.write("content/ord/_index.md", "---\ntitle: Ord\nkind: term\n---\n");
    let run = site.run(&["new", "term", "Nyt ord"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("Der er flere mapper til term (ord)."), "{}", run.err);
    assert!(run.err.contains("skriv --in og en af dem: abc, ord"), "{}", run.err);
    // A folder that leaves the kind to the one above it will do when it is named.
    assert_eq!(site.run(&["new", "workflow", "Indflytning", "--in", "arbejdsgange/bolig"]).code, Some(0));
}

#[test]
fn a_folder_that_is_no_portal_is_wrong_usage() {
    let site = Site::of(&[("content/_index.md", "---\ntitle: Forside\n---\n")]);
    for args in [&["check"][..], &["build"], &["new", "term", "Ord"]] {
        let run = site.run(args);
        assert_eq!(run.code, Some(2), "{args:?}");
        assert!(run.err.contains("Der er ingen site.toml i"), "{}", run.err);
    }
    assert_eq!(run(&["byg"]).code, Some(2));
    assert_eq!(run(&["new", "term"]).code, Some(2));
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    let list = run(&["explain"]);
    assert_eq!(list.code, Some(0));
    let rules: Vec<&str> = list.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(rules.len() > 40, "{rules:?}");
    for rule in rules {
        for lang in ["da", "en"] {
            let explained = run(&["explain", rule, "--lang", lang]);
            assert_eq!(explained.code, Some(0), "{rule}");
            assert!(explained.out.starts_with(&format!("{rule}\n")), "{}", explained.out);
        }
    }
}

#[test]
fn schemas_are_printed_in_the_language_asked_for() {
    for (lang, word) in [("da", "Sidens titel."), ("en", "The page's title.")] {
        let printed = run(&["schema", "term", "--lang", lang]);
        assert_eq!(printed.code, Some(0), "{}", printed.err);
        let schema: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
        assert_eq!(schema["properties"]["title"]["description"], word);
    }
}

#[test]
fn the_example_for_editors_checks_and_its_mistake_reads_as_printed() {
    let guide = fs::read_to_string(support::root().join("docs/editors.md")).unwrap();
    let block = |mark: &str| guide.split(&format!("```{mark}")).nth(1).unwrap().split("```").next().unwrap();
    let page = |steps: &str| {
        format!("---\ntitle: Flytning\nlaw: \"FVL § 22\"\nsteps:\n{steps}---\nTekst.\n\n{}", block("markdown\n"))
    };
    let site = Site::new();
    let path = "content/arbejdsgange/enkelte-udgifter/flytning.md";
    site.write(path, &page(block("yaml\nsteps:\n")));
    assert_eq!(site.warnings(), []);

    site.write(path, &page(&block("yaml\nsteps:\n").replacen("fagsystemet", "fagsytemet", 1)));
    let run = site.run(&["check"]);
    assert_eq!(run.code, Some(1));
    let printed = block("text\nfejl[unknown-tool]");
    assert!(run.err.contains(&format!("fejl[unknown-tool]{}", printed.lines().next().unwrap())), "{}", run.err);
    for line in printed.lines().filter(|line| line.contains('^') || line.contains("hjælp")) {
        let line = line.trim_start_matches(' ');
        assert!(run.err.contains(line), "»{line}« is not in\n{}", run.err);
    }
}

#[test]
fn an_export_of_the_search_names_a_file() {
    let site = Site::new();
    let folder = site.root.parent().unwrap().join("ud");
    fs::create_dir(&folder).unwrap();
    let refused = site.run(&["export", "search", "--output", folder.to_str().unwrap()]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(refused.err.contains("--output skal navngive en fil."), "{}", refused.err);
    let run = site.run(&["export", "search", "--output", folder.join("soeg.ndjson").to_str().unwrap()]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["soeg.ndjson", "soeg.synonyms.txt", "soeg.words.txt"]);
}

#[test]
fn a_folder_of_history_that_is_not_there_is_a_slip_of_the_pen() {
    let site = Site::new();
    for command in ["build", "check", "serve"] {
        let run = site.run(&[command, "--history", "findes-ikke"]);
        assert_eq!(run.code, Some(2), "{command}: {}", run.err);
        assert!(run.err.contains("Mappen »findes-ikke« efter --history findes ikke."), "{command}: {}", run.err);
    }
}
