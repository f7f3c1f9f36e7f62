//! `import bpmn` as a terminal sees it.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

use super::process;

pub struct Site {
    pub dir: TempDir,
}

impl Site {
    pub fn new() -> Self {
        let site = Self { dir: tempfile::tempdir().unwrap() };
        assert_eq!(site.run(&["init"]).0, 0);
        site
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join("portal").join(below)
    }

    /// The exit code, standard output and standard error.
    pub fn run(&self, args: &[&str]) -> (i32, String, String) {
        let root = self.dir.path().join("portal");
        let mut command = Command::new(env!("CARGO_BIN_EXE_vejviser"));
        let output =
            command.env("SOURCE_DATE_EPOCH", "1795305600").args(args).arg("--root").arg(root).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    pub fn drawing(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn read(&self, below: &str) -> String {
        fs::read_to_string(self.path(below)).unwrap()
    }
}

const PAGE: &str = "content/arbejdsgange/enkelte-udgifter/ansoegning.md";
const ACTORS: &str = "content/_data/actors.yaml";
pub const SECTION: &str = "arbejdsgange/enkelte-udgifter";

fn drawing() -> String {
    process(
        "<laneSet><lane id=\"l\" name=\"Ny: rolle\"><flowNodeRef>a</flowNodeRef></lane></laneSet><userTask id=\"a\" name=\"Læs\"/>",
    )
}

#[test]
fn pages_and_actors_are_written_and_the_portal_has_no_errors() {
    let site = Site::new();
    let file = site.drawing("sag.bpmn", drawing());
    let before = site.read(ACTORS);
    let (code, out, err) = site.run(&["import", "bpmn", &file, "--in", SECTION]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains(": 1 side. 3 elementer: 2 er overført, 1 står i listen.\n"), "{out}");
    assert!(out.contains("  ny aktør: ny-rolle (»Ny: rolle«)\n") && out.contains("  - userTask »Læs« (a): "), "{out}");
    let page = site.read(PAGE);
    assert!(
        page.contains("summary: Indlæst fra sag.bpmn.\nstatus: draft\n") && page.contains("# import: userTask"),
        "{page}"
    );
    let actors = site.read(ACTORS);
    assert!(
        actors.starts_with(&before) && actors.ends_with("- id: ny-rolle\n  name: \"Ny: rolle\"\n  external: true\n")
    );
    assert_eq!(site.run(&["check", "--drafts"]).0, 0);

    let (code, _, err) = site.run(&["import", "bpmn", &file, "--in", SECTION]);
    assert!(code == 2 && err.contains("Siden findes allerede"), "{err}");
    assert_eq!((site.read(PAGE), site.read(ACTORS)), (page, actors));
}

#[test]
fn a_broken_file_keeps_no_other_from_being_read() {
    let site = Site::new();
    let broken = site.drawing("brudt.bpmn", drawing().replace("</laneSet>", "\n</lane>"));
    let fine = site.drawing("hel.bpmn", drawing());
    let (code, out, err) = site.run(&["import", "bpmn", &broken, &fine, "--in", SECTION, "--lang", "en"]);
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains(
            "error[bpmn-file]: The file is not well-formed XML: </laneSet> should stand here, but it is </lane>."
        ) && err.contains("brudt.bpmn:4:"),
        "{err}"
    );
    assert!(out.contains("hel.bpmn: 1 page. 3 elements: 2 carried over, 1 in the list.\n"), "{out}");
    assert!(site.path(PAGE).is_file());
    assert_eq!(site.run(&["import", "bpmn", "findes-ikke.bpmn", "--in", SECTION]).0, 2);
}

#[test]
fn nothing_is_written_in_a_dry_run_or_without_a_folder_or_with_errors() {
    let site = Site::new();
    let file = site.drawing("sag.bpmn", drawing());
    let before = site.read(ACTORS);
    let (code, out, err) = site.run(&["import", "bpmn", &file, "--in", SECTION, "--dry-run"]);
    assert!(code == 0 && out.contains("side: ") && err.contains("Prøve: intet er skrevet."), "{err}");
    let (code, _, err) = site.run(&["import", "bpmn", &file, "--in", "findes/ikke"]);
    assert!(code == 2 && err.contains("findes/ikke"), "{err}");
    let number = site.drawing("nummer.bpmn", drawing().replace("Læs", "Ring til 010203-1234"));
    let (code, _, err) = site.run(&["import", "bpmn", &number, "--in", SECTION]);
    assert!(code == 1 && err.contains("[cpr-number]") && err.contains("intet er skrevet"), "{err}");
    fs::write(site.path(ACTORS), "[{id: sagsbehandler, name: S, external: true}]\n").unwrap();
    let (code, _, err) = site.run(&["import", "bpmn", &file, "--in", SECTION]);
    assert!(code == 1 && err.contains("- id: ny-rolle"), "{err}");
    assert!(!site.path(PAGE).exists());
    fs::write(site.path(ACTORS), &before).unwrap();
    assert_eq!(site.run(&["import", "bpmn", &file, "--in", SECTION]).0, 0);
}
