//! `new` away from a terminal: every kind by flags, and what it says when something is missing or wrong.

use crate::commands::{Site, files};
use crate::support;

/// Everything that can be made, each with a title of its own and the file it becomes.
pub const THINGS: [(&str, &str); 14] = [
    ("workflow", "content/arbejdsgange/enkelte-udgifter/proeve-workflow.md"),
    ("tool", "content/redskaber/proeve-tool.md"),
    ("term", "content/abc/proeve-term.md"),
    ("service", "content/ydelser/proeve-service.md"),
    ("contact", "content/kontakt/proeve-contact.md"),
    ("law", "content/lovgivning/proeve-law.md"),
    ("topic", "content/ansvar/proeve-topic.md"),
    ("guide", "content/serviceguide/proeve-guide.md"),
    ("path", "content/laering/proeve-path.md"),
    ("news", "content/nyt/proeve-news.md"),
    ("page", "content/om/proeve-page.md"),
    ("section", "content/arbejdsgange/proeve-section/_index.md"),
    ("actor", "content/_data/actors.yaml"),
    ("audience", "content/_data/audiences.yaml"),
];

fn strictly_fine(site: &Site) {
    let check = site.run(&["check", "--strict"]);
    assert_eq!(check.code, Some(0), "{}", check.err);
}

#[test]
fn everything_that_is_made_checks_strictly() {
    let site = Site::new();
    for (kind, path) in THINGS {
        let title = format!("Prøve {kind}");
        let mut args = vec!["new", kind, &title];
        if kind == "section" {
            args.extend(["--in", "arbejdsgange"]);
        }
        let made = site.run(&args);
        assert_eq!(made.code, Some(0), "{kind}: {}", made.err);
        assert!(site.read(path).contains(&title), "{kind}: {path}");
        assert!(made.err.contains(path.rsplit('/').next().unwrap()), "{kind}: {}", made.err);
        strictly_fine(&site);
    }
    // A page of the new folder, and a second workflow with the same example in it.
    assert_eq!(site.run(&["new", "workflow", "Den anden", "--in", "arbejdsgange/proeve-section"]).code, Some(0));
    assert_eq!(site.run(&["new", "workflow", "Aaa", "--in", "arbejdsgange/enkelte-udgifter"]).code, Some(0));
    strictly_fine(&site);
    crate::schema::check_site(&site.root);
}

#[test]
fn fields_are_set_by_the_table_of_keys() {
    let site = Site::new();
    let set = |field: &'static str| ["--set", field];
    let made = site.run(
        &[
            &["new", "workflow", "Flytning", "--in", "arbejdsgange/enkelte-udgifter", "--by", "borger"][..],
            &["--lead", "social", "--owner", "raadgivningen"],
            &set("deadline.within=2 uger"),
            &set("audience=nye-kolleger"),
            &set("audience=borgere-med-lav-indkomst"),
            &set("law=[\"FVL § 3, stk. 2\"]"),
            &set("changes=[{date: 2026-11-22, text: Ny side}]"),
            &set("keywords=flytte: adresse"),
            &set("glossary=nej"),
        ]
        .concat(),
    );
    assert_eq!(made.code, Some(0), "{}", made.err);
    let page = site.read("content/arbejdsgange/enkelte-udgifter/flytning.md");
    for line in [
        "lead: social",
        "owner: raadgivningen",
        "  within: 2 uger",
        "audience: [nye-kolleger, borgere-med-lav-indkomst]",
        "law: [\"FVL § 3, stk. 2\"]",
        "keywords: [\"flytte: adresse\"]",
        "    by: borger",
        "    by: raadgiver",
        "glossary: nej",
    ] {
        assert!(page.lines().any(|found| found == line), "no line »{line}«:\n{page}");
    }
    strictly_fine(&site);
}

#[test]
fn what_is_wrong_is_said_in_the_programs_words_and_nothing_is_written() {
    let site = Site::new();
    let cases: &[(&[&str], &str, &str)] = &[
        (&["new"], "Der mangler en slags og en titel.", "vejviser new term \"Partshøring\""),
        (&["new", "term"], "Titlen mangler.", "new term \"Den nye titel\" --root "),
        (&["new", "term", "Ny", "--owner", "raadgivning"], "»raadgivning«", "mente du »raadgivningen«?"),
        (&["new", "term", "Ny", "--lead", "sociale"], "»sociale«", "mente du »social«?"),
        (&["new", "workflow", "Ny", "--by", "sagsbehandlr"], "»sagsbehandlr«", "mente du »sagsbehandler«?"),
        (&["new", "term", "Ny", "--by", "borger"], "--by hører til arbejdsgange.", "slet --by"),
        (&["new", "term", "Ny", "--set", "ejer=x"], "»ejer«", "»owner«"),
        (&["new", "term", "Ny", "--set", "short"], "har intet lighedstegn", "--set status=draft"),
        (&["new", "term", "Ny", "--set", "short=a", "--set", "short=b"], "»short« er sat flere gange", "én gang"),
        (&["new", "tool", "Ny", "--set", "type=brev"], "»brev«", "letter"),
        (&["new", "news", "Ny", "--set", "date=22/11-2026"], "dato", "2026-11-22"),
        (&["new", "actor", "Sagsbehandler"], "findes allerede", "vælg en anden titel"),
        (&["new", "section", "Ny", "--in", "abd"], "»content/abd« er ikke en del", "mente du »abc«?"),
        (&["new", "section", "Ny"], "Der er flere mapper til section (mappe).", "--in . --root "),
    ];
    let before = files(&site.root).len();
    for (args, sentence, remedy) in cases {
        let run = site.run(args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.err);
        assert!(run.err.contains(sentence), "{args:?}: {}", run.err);
        assert!(run.err.contains(remedy), "{args:?}: {}", run.err);
        let english = site.run(&[*args, &["--lang", "en"]].concat());
        assert!(english.err.starts_with("error: "), "{args:?}: {}", english.err);
    }
    assert_eq!(files(&site.root).len(), before, "nothing is written");
    assert!(!site.read("content/_data/actors.yaml").contains("rule:"));
}

#[test]
fn a_registry_keeps_what_stands_there() {
    let site = Site::new();
    let path = "content/_data/actors.yaml";
    let before = site.read(path).replace('\n', "\r\n");
    site.write(path, &before);
    let args = ["new", "aktør", "Læge: vagt", "--set", "external=true"];
    assert_eq!(site.run(&args).code, Some(0));
    let after = site.read(path);
    let added = after.strip_prefix(&before).unwrap();
    assert!(added.starts_with("- id: laege-vagt\r\n  name: \"Læge: vagt\"\r\n  external: true\r\n"), "{added}");
    assert_eq!(added.matches('\n').count(), added.matches("\r\n").count());
    strictly_fine(&site);
}

#[test]
fn the_shipped_portal_takes_new_pages() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::copied(&support::root(), dir);
    let workflow = ["new", "workflow", "Prøve af en ny arbejdsgang", "--in", "arbejdsgange/unge", "--by", "borger"];
    for args in [&workflow[..], &["new", "tool", "Prøve af et brev", "--set", "type=letter"]] {
        let made = site.run(args);
        assert_eq!(made.code, Some(0), "{}", made.err);
    }
    strictly_fine(&site);
}

#[cfg(unix)]
#[test]
fn the_file_is_opened_in_the_editors_program() {
    let site = Site::new();
    let made = site.run_with(&["new", "term", "Åbnes", "--open"], &[("VISUAL", "sed -i s/Åbnes/Ændret/")]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    assert!(site.read("content/abc/aabnes.md").contains("title: Ændret"));
    let hint = site.run_with(&["new", "term", "Åbnes ikke"], &[("VISUAL", ""), ("EDITOR", "nano")]);
    assert!(hint.err.contains("Åbn den: nano ") && hint.err.contains("aabnes-ikke.md"), "{}", hint.err);
    let failed = site.run_with(&["new", "term", "Kan ikke", "--open"], &[("VISUAL", "false")]);
    assert_eq!(failed.code, Some(0), "{}", failed.err);
    assert!(failed.err.contains("false kunne ikke åbne filen"), "{}", failed.err);
}
