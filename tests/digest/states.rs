//! The states that a digest compares, read from a repository.

use std::path::Path;

use super::portal::{FLOW, SITE, with};
use crate::commands;
use crate::history::Repository;

/// A repository with the portal, changed once; the site lies in a folder of it.
fn repository() -> (Repository, [String; 2]) {
    let repository = Repository::new();
    let commit = |day: i64, parents: &[gix_hash::ObjectId], files: Vec<(String, String)>| {
        let files: Vec<(String, String)> =
            files.into_iter().map(|(path, text)| (format!("site/{path}"), text)).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        repository.commit(day, parents, &files)
    };
    let before = commit(9, &[], vec![("other.txt".to_owned(), "x".to_owned())]);
    let first = commit(20_000, &[before], with(&[]));
    let second = commit(20_010, &[first], with(&[(FLOW, "within: 3 uger, remember", "within: 4 uger, remember")]));
    for (path, text) in with(&[(FLOW, "within: 3 uger, remember", "within: 5 uger, remember")]) {
        let path = repository.root().join("site").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    (repository, [first.to_string(), second.to_string()])
}

#[test]
fn states_are_read_from_the_repository() {
    let (repository, [first, second]) = repository();
    let site = repository.root().join("site");
    let run = |args: &[&str]| commands::run(&[&["digest", "--root", site.to_str().unwrap()], args].concat());
    let told = |args: &[&str]| {
        let run = run(args);
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.err);
        run.out.lines().filter(|line| line.contains("frist:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let line =
        |new: u8, old: u8| vec![format!("- Trin 2 »Send partshøring« har fået ny frist: {new} uger (før {old} uger).")];
    assert_eq!(told(&["--since", &first[..7]]), line(5, 3));
    assert_eq!(told(&["--since", "main"]), line(5, 4));
    assert_eq!(told(&["--since", "HEAD"]), line(5, 4));
    for back in ["HEAD~1", "HEAD~", "main^", "HEAD^1"] {
        assert_eq!(told(&["--since", back]), line(5, 3), "{back}");
    }
    assert_eq!(told(&["--since", &first, "--until", &second]), line(4, 3));
    // Day 20,000 is 4 October 2024; the next commit came ten days later.
    assert_eq!(told(&["--since", "2024-10-04"]), line(5, 3));
    assert_eq!(told(&["--since", "2024-10-13"]), line(5, 3));
    assert_eq!(told(&["--since", "2024-10-14"]), line(5, 4));
    assert_eq!(told(&["--since", &first, "--for", "leder"]), Vec::<String>::new());
    std::fs::create_dir_all(repository.root().join(".git/refs/tags")).unwrap();
    repository.git("refs/tags/v1", &format!("{first}\n"));
    assert_eq!(told(&["--since", "v1"]), line(5, 3));
    let output = repository.root().join("nyt.html");
    let wrote = run(&["--since", "v1", "--format", "html", "--output", output.to_str().unwrap()]);
    assert!(wrote.code == Some(0) && wrote.out.is_empty(), "{}", wrote.err);
    assert!(std::fs::read_to_string(output).unwrap().starts_with("<article lang=\"da\">"));
    assert_eq!(run(&["--since", "v1", "--until", "v1"]).out.matches("intet ændret").count(), 1);
}

#[test]
fn wrong_input_has_a_remedy() {
    let (repository, [first, second]) = repository();
    let site = repository.root().join("site");
    let fails = |root: &Path, args: &[&str], message: &str, help: &str| {
        let run = commands::run(&[&["digest", "--root", root.to_str().unwrap()], args].concat());
        assert_eq!(run.code, Some(2), "{args:?}: {}{}", run.out, run.err);
        assert!(run.err.contains(message) && run.err.contains(help), "{args:?}: {}", run.err);
    };
    fails(&site, &["--since", "nowhere"], "hedder »nowhere«", "»git log« viser dem");
    fails(&site, &["--since", "HEAD~2"], "har ingen portal, hvor portalen ligger nu", "vælg en senere dag");
    for name in ["HEAD~3", "HEAD^2", "main~x", "~1", "HEAD~99999999999999999999"] {
        fails(&site, &["--since", name], &format!("hedder »{name}«"), "»git log« viser dem");
    }
    fails(&site, &["--since", "2024-10-03"], "har ingen portal, hvor portalen ligger nu", "vælg en senere dag");
    fails(&site, &["--since", "1969-01-01"], "ældste ændring er fra 1970-01-10", "vælg en senere dag");
    fails(&site, &["--since", "main", "--for", "ledr"], "med id'et »ledr«", "mente du »leder«?");
    let folder = tempfile::tempdir().unwrap();
    fails(folder.path(), &["--since", "main"], "ligger ikke i et Git-arkiv", "--root <mappe>");
    repository.git("shallow", &format!("{second}\n"));
    fails(&site, &["--since", "2024-10-05"], "ældste ændring er fra 2024-10-14", "git fetch --unshallow");
    repository.lose(gix_hash::ObjectId::from_hex(first.as_bytes()).unwrap());
    fails(&site, &["--since", &first[..8]], "hedder »", "git fetch --unshallow");
    repository.git("shallow", "");
    std::fs::write(site.join("site.toml"), SITE.replace("base_url = \"https://portal.example/\"\n", "")).unwrap();
    fails(&site, &["--since", "main", "--format", "atom"], "Atom kræver portalens fulde adresse", "skriv base_url");
}
