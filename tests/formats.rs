//! What other programs read of the problems of a run.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use vejviser::diag::{Diagnostics, Format, Lang, Printer};
use vejviser::source::Sources;

use crate::support::{compile, rules};

const SITE: &str = "title = \"Prøveportal\"\n\
    [[administration]]\nid = \"bif\"\nname = \"Job\"\nshort = \"BIF\"\n\
    [[administration]]\nid = \"sof\"\nname = \"Social\"\nshort = \"SOF\"\n";
const SECTION: &str = "---\ntitle: Arbejdsgange\nkind: workflow\n---\n";
/// A name twice on one page, a field with a safe fix, a link text that says nothing.
const PAGE: &str = "---\ntitle: Æble; 50 % | <b>\nresume: x\nrelated: [mangler, mangler]\nsteps:\n  - id: a\n    do: Læs\n---\n\
    Se [her](mangler.md).\n\nSe [[mangler]].\n";

/// A site with the page at a path.
fn site(path: &str, page: &str) -> (Sources, Diagnostics) {
    let sources = Sources::from_texts([("site.toml", SITE), ("content/arbejdsgange/_index.md", SECTION), (path, page)]);
    let (_, found) = compile(&sources);
    assert!(found.has_errors());
    (sources, found)
}

const PATH: &str = "content/arbejdsgange/æble, rød;1.md";

fn print(format: Format) -> (String, Diagnostics) {
    let (sources, found) = site(PATH, PAGE);
    let rules: Vec<_> = rules().collect();
    let printer = Printer { prefix: "portal/", rules: &rules, ..Printer::new(&sources, Lang::Danish, format) };
    (printer.print(&found), found)
}

/// Where Cargo keeps the package that SARIF's schema comes with.
fn sarif_schema() -> Value {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif");
    let manifest = PathBuf::from(package.unwrap()["manifest_path"].as_str().unwrap());
    let schema = std::fs::read(manifest.with_file_name("src").join("schema.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // Two of its patterns are no regular expressions: they have a bracket too many.
    for owner in ["run", "toolComponent"] {
        let language = schema["definitions"][owner]["properties"]["language"].as_object_mut().unwrap();
        assert!(language.remove("pattern").unwrap().as_str().unwrap().ends_with("{2}]?$"));
    }
    schema
}

#[test]
fn sarif_follows_its_schema() {
    let validator = jsonschema::options().build(&sarif_schema()).unwrap();
    let (text, found) = print(Format::Sarif);
    let document: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0"})), "the schema refuses nothing");
    serde_json::from_str::<serde_sarif::sarif::Sarif>(&text).unwrap();
    let none = Printer::new(&Sources::default(), Lang::English, Format::Sarif).print(&Diagnostics::default());
    assert!(validator.is_valid(&serde_json::from_str(&none).unwrap()));

    let run = &document["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.iter().count());
    for (result, diagnostic) in results.iter().zip(found.iter()) {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!((&rule["id"], &result["ruleId"]), (&diagnostic.rule.id.into(), &diagnostic.rule.id.into()));
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "portal/content/arbejdsgange/%C3%A6ble%2C%20r%C3%B8d%3B1.md");
    assert!(results.iter().any(|result| result["fixes"][0]["artifactChanges"][0]["replacements"].is_array()), "{text}");
}

#[test]
fn fingerprints_tell_problems_apart_and_survive_lines_that_come_above_them() {
    let fingerprints = |page: &str| -> Vec<(String, u64)> {
        let (sources, found) = site(PATH, page);
        let text = Printer::new(&sources, Lang::Danish, Format::Gitlab).print(&found);
        let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
        let pair = |entry: &Value| {
            let line = entry["location"]["lines"]["begin"].as_u64().unwrap();
            (entry["fingerprint"].as_str().unwrap().to_owned(), line)
        };
        entries.iter().map(pair).collect()
    };
    let before = fingerprints(PAGE);
    let all: BTreeSet<&String> = before.iter().map(|(fingerprint, _)| fingerprint).collect();
    assert_eq!(all.len(), before.len(), "the same name twice is two problems");
    let after = fingerprints(&PAGE.replacen("resume:", "# en linje\n# og en til\nresume:", 1));
    let moved = |(fingerprint, line): &(String, u64)| (fingerprint.clone(), if *line > 2 { line + 2 } else { *line });
    assert_eq!(after, before.iter().map(moved).collect::<Vec<_>>());
    // Another text is another problem.
    let other = fingerprints(&PAGE.replacen("[[mangler]]", "[[mangler-nu]]", 1));
    assert_eq!(other.iter().filter(|one| before.contains(one)).count(), before.len() - 1);
}

#[test]
fn gitlab_gets_the_fields_it_asks_for() {
    let (text, found) = print(Format::Gitlab);
    let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(entries.len(), found.iter().count());
    for entry in &entries {
        let severity = entry["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        assert!(
            !entry["description"].as_str().unwrap().is_empty() && !entry["check_name"].as_str().unwrap().is_empty()
        );
        assert_eq!(entry["location"]["path"], format!("portal/{PATH}"));
    }
    let none = Printer::new(&Sources::default(), Lang::Danish, Format::Gitlab).print(&Diagnostics::default());
    assert_eq!(none, "[]\n");
    // GitLab wants a place for what has none.
    let (sources, empty) = (Sources::default(), compile(&Sources::default()).1);
    let nowhere = Printer { prefix: "portal/", ..Printer::new(&sources, Lang::Danish, Format::Gitlab) }.print(&empty);
    assert!(nowhere.contains("\"path\": \"portal/site.toml\""), "{nowhere}");
}

#[test]
fn github_gets_the_gravest_ten_of_each_kind_and_a_summary_of_all() {
    let many: String = (0..13).map(|n| format!("Se [[mangler-{n}]] og [her](x).\n\n")).collect();
    let (sources, found) = site("content/arbejdsgange/x.md", &PAGE.replace("Se [her]", &format!("{many}Se [her]")));
    let printer = Printer { prefix: "portal/", ..Printer::new(&sources, Lang::Danish, Format::Github) };
    let text = printer.print(&found);
    let of_kind = |kind: &str| text.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
    assert_eq!((of_kind("error"), of_kind("warning")), (10, 10));
    let first_warning = text.find("::warning").unwrap();
    assert!(text.rfind("::error").unwrap() < first_warning, "errors come first");
    let errors = found.iter().filter(|one| one.severity == vejviser::diag::Severity::Error).count();
    assert!(text.contains(&format!("… og {} til (fejl)", errors - 10)), "{text}");
    let summary = printer.summary(&found);
    assert_eq!(summary.lines().count(), found.iter().count() + 2);
    assert!(summary.contains("| `portal/content/arbejdsgange/x.md` |"), "{summary}");
}

#[test]
fn hosts_read_back_what_was_escaped_for_them() {
    let path = "portal/content/arbejdsgange/æble, rød;1.md";
    let (github, found) = print(Format::Github);
    let first = github.lines().next().unwrap();
    let (properties, message) = first.strip_prefix("::error ").unwrap().split_once("::").unwrap();
    let file = properties.split(',').find_map(|one| one.strip_prefix("file=")).unwrap();
    assert_eq!(file.replace("%2C", ",").replace("%3A", ":").replace("%25", "%"), path);
    let diagnostic = found.iter().find(|one| one.severity == vejviser::diag::Severity::Error).unwrap();
    assert!(message.starts_with(&diagnostic.message.da.replace('%', "%25")), "{message}");

    let (azure, _) = print(Format::Azure);
    let first = azure.lines().next().unwrap();
    let (command, message) = first.strip_prefix("##vso[task.logissue type=error;").unwrap().split_once(']').unwrap();
    let file = command.split(';').find_map(|one| one.strip_prefix("sourcepath=")).unwrap();
    assert_eq!(file.replace("%3B", ";").replace("%5D", "]").replace("%AZP25", "%"), path);
    assert!(message.starts_with(&diagnostic.message.da.replace('%', "%AZP25")), "{message}");
    assert!(azure.lines().all(|line| line.starts_with("##vso[task.logissue type=")), "{azure}");
}

#[test]
fn a_report_of_tests_counts_what_failed_and_what_held() {
    let (text, found) = print(Format::Junit);
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut cases, mut failures, mut skipped, mut said) = (0, 0, 0, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => match tag.name().as_ref() {
                "testcase" => cases += 1,
                "failure" => failures += 1,
                "skipped" => skipped += 1,
                "testsuites" => {
                    let counts = tag.attributes().map(|one| one.unwrap()).filter(|one| one.key.as_ref() != "name");
                    said = counts.map(|one| one.value.into_owned()).collect();
                }
                _ => {}
            },
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let broken: BTreeSet<&str> = found.iter().map(|one| one.rule.id).collect();
    assert_eq!(said, [cases, failures, skipped].map(|count: usize| count.to_string()));
    assert_eq!(failures + skipped, found.iter().count());
    assert_eq!(cases, found.iter().count() + rules().count() - broken.len(), "rules that held are tests that passed");
    let bell = site("content/arbejdsgange/x.md", &PAGE.replace("mangler, mangler", "\"man\\agler\""));
    let text = Printer::new(&bell.0, Lang::Danish, Format::Junit).print(&bell.1);
    assert!(text.chars().all(|c| c >= ' ' || c == '\n'), "no control character is in XML");
}

#[test]
fn a_run_in_ci_names_files_from_where_it_stands_and_leaves_a_summary() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("portal/content/arbejdsgange/x.md");
    std::fs::create_dir_all(page.parent().unwrap()).unwrap();
    std::fs::write(folder.path().join("portal/site.toml"), SITE).unwrap();
    std::fs::write(page.with_file_name("_index.md"), SECTION).unwrap();
    std::fs::write(page, PAGE).unwrap();
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "Før.\n").unwrap();
    let run = |root: &std::path::Path, format: &str| {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_vejviser"));
        command.current_dir(folder.path()).env("GITHUB_STEP_SUMMARY", &summary).arg("--root").arg(root);
        let output = command.args(["check", "--no-history", "--format", format]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).unwrap()
    };
    let place = "file=portal/content/arbejdsgange/x.md,";
    assert!(run("portal".as_ref(), "github").contains(place));
    let summed = std::fs::read_to_string(&summary).unwrap();
    assert!(summed.starts_with("Før.\n### ") && summed.contains("| `portal/content/arbejdsgange/x.md` |"), "{summed}");
    // However the folder is named; and only GitHub has such a summary.
    assert!(run(&folder.path().join("portal"), "github").contains(place));
    let before = std::fs::read_to_string(&summary).unwrap();
    assert!(run("portal".as_ref(), "azure").contains("sourcepath=portal/content/arbejdsgange/x.md;"));
    assert_eq!(std::fs::read_to_string(&summary).unwrap(), before);
}
