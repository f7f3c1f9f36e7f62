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
    assert!(
        out.contains(": 1 side. 3 elementer med id: 2 er overført, 1 er med i listen. Listen har 2 linjer.\n"),
        "{out}"
    );
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
    assert!(
        out.contains("hel.bpmn: 1 page. 3 elements with an id: 2 carried over, 1 in the list. The list has 2 lines.\n"),
        "{out}"
    );
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

#[test]
fn actors_of_a_draft_are_used() {
    let site = Site::new();
    let file = site.drawing("sag.bpmn", drawing());
    assert_eq!(site.run(&["import", "bpmn", &file, "--in", SECTION]).0, 0);
    for drafts in [&["check"][..], &["check", "--drafts"]] {
        let (_, out, err) = site.run(drafts);
        assert!(!out.contains("Ny: rolle") && !err.contains("Ny: rolle"), "{out}{err}");
    }
    assert!(site.read(ACTORS).contains("slet »external: true«, når en forvaltning er sat på"));
    // Nobody else is spared.
    fs::remove_file(site.path(PAGE)).unwrap();
    let (_, out, err) = site.run(&["check"]);
    assert!(out.contains("Ny: rolle") || err.contains("Ny: rolle"), "{out}{err}");
}

#[test]
fn an_actor_is_inside_or_outside() {
    let site = Site::new();
    fs::write(site.path(ACTORS), "- {id: a, name: A, external: true, administration: bif}\n").unwrap();
    let (code, out, err) = site.run(&["check"]);
    assert!(code == 1 && (out + &err).contains("både til en forvaltning og uden for dem"));
}

#[test]
fn the_screen_groups_as_the_page_does_and_shortens_names() {
    let site = Site::new();
    let long = "navn ".repeat(40);
    let tasks: String = (0..3).map(|number| format!("<userTask id=\"a{number}\" name=\"A{number}\"/>")).collect();
    let file = site.drawing("sag.bpmn", process(&format!("{tasks}<userTask id=\"l\" name=\"{long}\"/>")));
    let (_, out, err) = site.run(&["import", "bpmn", &file, "--in", SECTION]);
    let line = out.lines().find(|line| line.contains("userTask")).unwrap();
    assert!(line.starts_with("  - userTask »A0«, »A1«, »A2«, »navn") && line.contains("…« (4): "), "{line}");
    assert!(line.chars().count() < 250, "{line}");
    let lines = out.lines().filter(|line| line.starts_with("  - ")).count();
    assert!(out.contains(&format!("Listen har {lines} linjer.")), "{out}");
    assert!(err.contains("Siderne er kladder.") && err.contains("# import:"), "{err}");
    let page = site.read(PAGE);
    assert!(page.contains(long.trim()), "{page}");
}

#[test]
fn a_page_that_is_no_draft_is_not_called_one() {
    let site = Site::new();
    let (code, _, err) = site.run(&["export", "bpmn", "--output", site.dir.path().join("ud").to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let file = fs::read_dir(site.dir.path().join("ud")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    let id = file.file_stem().unwrap().to_str().unwrap();
    let renamed = text.replace(id, "en-anden").replace("<vejviser:field name=\"status\">draft</vejviser:field>", "");
    let drawing = site.drawing("anden.bpmn", renamed);
    let (code, _, err) = site.run(&["import", "bpmn", &drawing, "--in", SECTION]);
    assert!(code == 0 && err.contains("Siderne er ikke kladder"), "{err}");
}

#[test]
fn what_is_no_drawing_is_said_in_a_sentence() {
    let site = Site::new();
    let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    let random: Vec<u8> = (1..=255).rev().collect();
    let dmn = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\"/>";
    let files: [(&[u8], &str); 7] = [
        (b"", "Filen er tom."),
        (b" \n", "Filen er tom."),
        (b"<!DOCTYPE html><html><p>Log p\xc3\xa5", "Filen er en webside, ikke en BPMN-tegning."),
        (png, "Filen er ikke en tekstfil."),
        (b"PK\x03\x04\x14\0", "Filen er ikke en tekstfil."),
        (&random, "Filen er ikke en tekstfil."),
        (dmn.as_bytes(), "»definitions« i navnerummet https://www.omg.org/spec/DMN/20191111/MODEL/."),
    ];
    for (bytes, message) in files {
        let file = site.drawing("fil.bpmn", bytes);
        let (code, _, err) = site.run(&["import", "bpmn", &file, "--in", SECTION]);
        assert!(code == 1 && err.contains(message), "{message}: {err}");
        assert!(!err.contains("IHDR") && !err.contains('\u{fffd}'), "{err}");
    }
}

#[test]
fn what_cannot_be_written_has_a_remedy_of_its_own() {
    let site = Site::new();
    let file = site.drawing("sag.bpmn", drawing());
    fs::create_dir(site.path("content/_data/actors.yaml-new")).unwrap();
    let (code, _, err) = site.run(&["import", "bpmn", &file, "--in", SECTION]);
    assert!(
        code == 3 && err.contains("ret til at skrive i portalens mappe content") && !err.contains("--output"),
        "{err}"
    );
    assert!(!site.path(PAGE).exists());
}
