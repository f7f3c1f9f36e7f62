//! `build` through the binary: the shipped portal, the same bytes everywhere. What kills do: `faults.rs`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{copy, root};

const DATE: &str = "2026-11-22";

fn vejviser(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vejviser"));
    command.arg("--root").arg(site);
    command
}

fn build(site: &Path, output: &Path) -> Command {
    let mut command = vejviser(site);
    command.args(["build", "--date", DATE, "--output"]).arg(output);
    command
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap());
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), std::fs::read(entry.path()).unwrap()))
        .collect()
}

fn copy_site(to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    std::fs::copy(root().join("site.toml"), to.join("site.toml")).unwrap();
    copy(&root().join("content"), &to.join("content"));
}

#[test]
fn the_shipped_portal_has_no_problem() {
    // How much of the repository was fetched is not the portal's business.
    let args = ["check", "--strict", "--format", "concise", "--date", DATE, "--no-history"];
    let output = vejviser(&root()).args(args).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_same_bytes_on_every_machine() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("here"), folder.path().join("there"));
    assert!(build(&root(), &here).env("RAYON_NUM_THREADS", "1").env("TZ", "UTC").status().unwrap().success());
    let site = folder.path().join("another path");
    copy_site(&site);
    // The copy lies in no repository: it is told whose history is its own.
    let status = build(&site, &there)
        .arg("--history")
        .arg(root())
        .env("RAYON_NUM_THREADS", "8")
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "da_DK.UTF-8")
        .env("HOME", folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    let (here, there) = (tree(&here), tree(&there));
    assert!(here.len() > 500, "only {} files", here.len());
    let differing: Vec<_> =
        here.iter().filter(|(path, bytes)| there.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
    assert_eq!((here.len(), differing), (there.len(), Vec::new()));
}

/// A site of 60 pages whose text says which of the two it is.
fn copy_small_site(site: &Path, number: usize) {
    std::fs::create_dir_all(site.join("content/abc")).unwrap();
    std::fs::write(site.join("site.toml"), format!("title = \"Portal {number}\"\n")).unwrap();
    std::fs::write(site.join("content/_index.md"), "---\ntitle: Forside\n---\n").unwrap();
    std::fs::write(site.join("content/abc/_index.md"), "---\ntitle: ABC\nkind: term\n---\n").unwrap();
    for page in 0..60 {
        let text = format!("---\ntitle: Ord {page}\nshort: Udgave {number}.\n---\nUdgave {number} af ord {page}.\n");
        std::fs::write(site.join(format!("content/abc/ord-{page}.md")), text).unwrap();
    }
}

#[test]
fn errors_in_the_content_publish_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (site, output) = (folder.path().join("site"), folder.path().join("public"));
    std::fs::create_dir_all(&site).unwrap();
    copy_small_site(&site, 0);
    assert!(build(&site, &output).stderr(Stdio::null()).status().unwrap().success());
    let before = tree(&output);
    std::fs::write(site.join("content/abc/ord-7.md"), "---\ntitel: Ord 7\n---\n").unwrap();
    let failed = build(&site, &output).output().unwrap();
    assert_eq!(failed.status.code(), Some(1));
    let message = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(message.contains("skriv »title«") && message.contains("Intet er udgivet"), "{message}");
    assert_eq!(tree(&output), before);
}

/// A site's own template wins over the theme's of the same name and may extend it.
#[test]
fn a_site_replaces_one_template() {
    let folder = tempfile::tempdir().unwrap();
    let (site, output) = (folder.path().join("site"), folder.path().join("public"));
    std::fs::create_dir_all(site.join("templates")).unwrap();
    copy_small_site(&site, 0);
    let template = "{% extends \"portal/abc.html\" %}{% block main %}<p>Vores egen</p>{{ super() }}{% endblock %}";
    std::fs::write(site.join("templates/abc.html"), template).unwrap();
    let built = build(&site, &output).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = std::fs::read_to_string(output.join("abc/ord-1/index.html")).unwrap();
    assert!(page.contains("<p>Vores egen</p>") && page.contains("Udgave 0."));
}

#[test]
fn a_mistake_in_a_template_names_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (site, output) = (folder.path().join("site"), folder.path().join("public"));
    std::fs::create_dir_all(site.join("templates")).unwrap();
    copy_small_site(&site, 0);
    std::fs::write(site.join("templates/abc.html"), "<p>\n{{ term.titel }}\n</p>").unwrap();
    let built = build(&site, &output).args(["--format", "concise"]).output().unwrap();
    let text = String::from_utf8_lossy(&built.stdout).into_owned();
    assert_eq!(built.status.code(), Some(1));
    assert!(text.contains("templates/abc.html:2:"), "{text}");
    assert!(!output.join("index.html").exists());
}
