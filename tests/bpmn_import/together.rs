//! Several files in one call: their pages name each other's, and one that is refused keeps no other back.

use std::fs;
use std::path::Path;

use vejviser::model::Kind;
use vejviser::source;

use super::command::{SECTION, Site};
use super::round::{compiled, said};
use super::{definitions, process};
use crate::support::{difference, root};

/// A file with one process that does this.
fn file(id: &str, name: &str, inside: &str) -> String {
    definitions(&format!("<process id=\"{id}\" name=\"{name}\">{inside}</process>"))
}

fn page(site: &Site, id: &str) -> String {
    site.read(&format!("content/{SECTION}/{id}.md"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => fs::copy(entry.path(), target).map(|_| ()).unwrap(),
        }
    }
}

/// The shipped portal, emptied of its workflows and filled again from their export.
#[test]
fn all_workflows_of_the_portal_come_back_in_one_call() {
    let site = Site::new();
    fs::remove_dir_all(site.path("")).unwrap();
    for folder in ["content", "themes"] {
        copy(&root().join(folder), &site.path(folder));
    }
    fs::copy(root().join("site.toml"), site.path("site.toml")).unwrap();
    let before = compiled(source::load(&root()).unwrap());
    let drawings = site.dir.path().join("bpmn");
    let (code, _, err) = site.run(&["export", "bpmn", "--output", drawings.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let pages: Vec<_> = before.portal.of_kind(Kind::Workflow).collect();
    for page in &pages {
        fs::remove_file(site.path(page.source.as_str())).unwrap();
    }
    let mut files: Vec<String> = fs::read_dir(&drawings)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .filter(|path| path.ends_with(".bpmn"))
        .collect();
    files.sort();
    assert!(files.len() == pages.len() && pages.len() > 20, "{}", files.len());
    let args: Vec<&str> = ["import", "bpmn"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let (code, out, err) = site.run(&args);
    assert_eq!(code, 0, "{err}");
    assert!(!out.contains("  - callActivity") && !out.contains("ny aktør"), "{out}");
    let after = compiled(source::load(&site.path("")).unwrap());
    for page in pages {
        let again = after.portal.find(Kind::Workflow, &page.slug).unwrap();
        assert_eq!(page.source, again.source);
        let (one, two) = (said(&before, page), said(&after, again));
        assert!(one == two, "{}:\n{}", page.slug, difference(&one, &two));
    }
}

#[test]
fn calls_find_the_pages_of_other_files_and_of_the_portal() {
    let site = Site::new();
    let old = site.drawing("gammel.bpmn", file("g", "Gammel sag", "<task id=\"a\" name=\"Se\"/>"));
    assert_eq!(site.run(&["import", "bpmn", &old, "--in", SECTION]).0, 0);
    let calls = "<callActivity id=\"a\" name=\"A\" calledElement=\"x:proc_2\"/>\
        <callActivity id=\"b\" name=\"B\" calledElement=\"p-gammel-sag\"/>\
        <callActivity id=\"c\" name=\"C\" calledElement=\"ÆNDRET sag\"/>\
        <callActivity id=\"d\" name=\"Gammel sag\" calledElement=\"ukendt\"/>\
        <callActivity id=\"e\" name=\"E\" calledElement=\"proc_1\"/>";
    let first = site.drawing("1.bpmn", file("proc_0", "Kalder", calls));
    let second = site.drawing("2.bpmn", file("proc_2", "Anden sag", "<task id=\"a\" name=\"Se\"/>"));
    let third = site.drawing("3.bpmn", file("proc_1", "Ændret sag", "<task id=\"a\" name=\"Se\"/>"));
    let fourth = site.drawing("4.bpmn", file("proc_1", "Fjerde sag", "<task id=\"a\" name=\"Se\"/>"));
    let (code, out, err) = site.run(&["import", "bpmn", &first, &second, &third, &fourth, "--in", SECTION]);
    assert_eq!(code, 0, "{err}");
    let text = page(&site, "kalder");
    for (id, run) in [("a", "anden-sag"), ("b", "gammel-sag"), ("c", "aendret-sag"), ("gammel-sag", "gammel-sag")] {
        assert!(text.contains(&format!("  - id: {id}\n    run: {run}\n")), "{id}: {text}");
    }
    // Two files have a process with this id.
    assert!(text.contains("  - id: e\n    do: E\n") && out.contains("den kalder (proc_1)"), "{text}\n{out}");
}

#[test]
fn a_page_that_is_there_keeps_no_other_file_back() {
    let site = Site::new();
    let caller = "<callActivity id=\"a\" name=\"A\" calledElement=\"p\"/>";
    let there = site.drawing("er-der.bpmn", process("<task id=\"a\" name=\"Se\"/>"));
    assert_eq!(site.run(&["import", "bpmn", &there, "--in", SECTION]).0, 0);
    let other = site.drawing("ny.bpmn", file("q", "Ny sag", caller));
    let (code, out, err) = site.run(&["import", "bpmn", &there, &other, "--in", SECTION]);
    assert!(code == 2 && err.contains("findes allerede") && err.contains("giv den gamle side et andet"), "{err}");
    assert!(err.contains("er-der.bpmn: intet er skrevet.") && !err.contains("vælg en anden titel"), "{err}");
    assert!(out.contains("ny.bpmn: 1 side."), "{out}");
    // The call named a page that did not come.
    assert!(page(&site, "ny-sag").contains("    do: A\n"));
}

#[test]
fn two_files_with_one_title_get_two_ids() {
    let site = Site::new();
    let one = site.drawing("1.bpmn", process("<task id=\"a\" name=\"Se\"/>"));
    let two = site.drawing("2.bpmn", process("<task id=\"a\" name=\"Læs\"/>"));
    let (code, out, err) = site.run(&["import", "bpmn", &one, &two, "--in", SECTION]);
    assert_eq!(code, 0, "{err}");
    assert!(page(&site, "ansoegning").contains("do: Se\n") && page(&site, "ansoegning-2").contains("do: Læs\n"));
    assert!(out.contains("  - »Ansøgning«: en anden side, der bliver læst ind, hedder også ansoegning;"), "{out}");
    assert_eq!(site.run(&["check", "--drafts"]).0, 0);
}
