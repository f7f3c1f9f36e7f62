//! `report`: what is due, for whom, in every form.

use crate::commands::{Run, Site};

/// A portal with two units, whose pages are due at known days; the tests' day is 22 November 2026.
fn site() -> Site {
    let page = |title: &str, fields: &str| format!("---\ntitle: {title}\nsummary: Tekst.\n{fields}---\nTekst.\n");
    let contact = |title: &str, owner: &str| {
        page(title, &format!("unit: {title}\nlead: a\nowner: {owner}\nreviewed: 2026-11-20\n"))
    };
    Site::of(&[
        (
            "site.toml",
            "title = \"Prøve\"\nbase_url = \"https://p.example/\"\n[review]\nevery = \"12 måneder\"\n[[administration]]\nid = \"a\"\nname = \"A\"\nshort = \"A\"\n",
        ),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/kontakt/_index.md", "---\ntitle: Kontakt\nkind: contact\n---\n"),
        ("content/kontakt/oest.md", &contact("Øst", "oest")),
        ("content/kontakt/aker.md", &contact("Aker", "aker")),
        ("content/om/_index.md", "---\ntitle: Om\nkind: page\n---\n"),
        ("content/om/gammel.md", &page("Gammel side", "owner: oest\nreviewed: 2025-08-14\n")),
        ("content/om/aeldre.md", &page("=Ældre; \"side\"", "owner: oest\nreviewed: 2025-01-01\n")),
        ("content/om/snart.md", &page("Snart", "owner: aker\nreviewed: 2025-12-02\nlegal_check: unverified\n")),
        ("content/om/senere.md", &page("Senere", "owner: aker\nreviewed: 2026-03-01\n")),
        ("content/om/herreloes.md", &page("Herreløs", "reviewed: 2025-11-22\n")),
        ("content/om/kladde.md", &page("Kladde", "owner: oest\nreviewed: 2020-01-01\nstatus: draft\n")),
        ("content/om/kommer.md", &page("Kommer", "owner: oest\nreviewed: 2020-01-01\nvalid_from: 2027-01-01\n")),
    ])
}

fn fine(run: Run) -> String {
    assert_eq!(run.code, Some(0), "{}", run.err);
    run.out
}

#[test]
fn the_terminal_shows_what_is_due_by_owner() {
    let out = fine(site().run(&["report"]));
    let expected = "\
Sider, der skal gennemgås: 22. november 2026

Uden ejer: 0 over tiden, 1 snart
  i dag                   Herreløs
                          content/om/herreloes.md, gennemgået 2025-11-22

Aker (aker): 0 over tiden, 1 snart
  om 10 dage              Snart
                          content/om/snart.md, gennemgået 2025-12-02

Øst (oest): 2 over tiden, 0 snart
  325 dage over tiden     =Ældre; \"side\"
                          content/om/aeldre.md, gennemgået 2025-01-01
  100 dage over tiden     Gammel side
                          content/om/gammel.md, gennemgået 2025-08-14

I alt: 2 over tiden, 2 inden for 30 dage.
";
    assert_eq!(out, expected);
}

#[test]
fn owners_and_the_time_ahead_are_chosen() {
    let site = site();
    let out = fine(site.run(&["report", "--owner", "aker", "--within", "6", "måneder"]));
    assert!(out.contains("om 99 dage") && !out.contains("Øst") && !out.contains("Herreløs"), "{out}");
    assert!(out.ends_with("I alt: 0 over tiden, 2 inden for 6 måneder.\n"), "{out}");
    let out = fine(site.run(&["report", "--owner", "aker", "--owner", "oest", "--within", "5"]));
    assert!(out.ends_with("I alt: 2 over tiden, 0 inden for 5 dage.\n"), "{out}");
    let out = fine(site.run(&["report", "--owner", "aker", "--within", "5 dage"]));
    assert!(out.ends_with("Intet skal gennemgås inden for 5 dage.\n"), "{out}");
    let out = fine(site.run(&["report", "--date", "2024-01-01", "--lang", "en"]));
    assert!(out.contains("Nothing is to be reviewed within 30 dage."), "{out}");
}

#[test]
fn everything_that_lacks_something_is_listed_on_request() {
    let out = fine(site().run(&["report", "--all"]));
    for line in [
        "Uden ejer: 1",
        "  Herreløs  content/om/herreloes.md",
        "Kladder: 1",
        "  Kladde  content/om/kladde.md",
        "Aldrig gennemgået: 3",
        "Ikke holdt helt op mod loven (legal_check): 1",
        "  Snart  content/om/snart.md",
    ] {
        assert!(out.lines().any(|found| found == line), "no line »{line}«:\n{out}");
    }
    // A list that nobody would read to its end is cut short on the terminal, and only there.
    let site = site();
    for number in 0..30 {
        let page = format!("---\ntitle: Side {number}\nowner: oest\nstatus: draft\n---\nTekst.\n");
        site.write(&format!("content/om/nr-{number}.md"), &page);
    }
    let out = fine(site.run(&["report", "--all"]));
    assert!(out.contains("Kladder: 31\n") && out.contains("… og 11 flere: --format csv"), "{out}");
    let table = fine(site.run(&["report", "--all", "--format", "csv"]));
    assert_eq!(table.matches("content/om/nr-").count(), 30, "{table}");
}

#[test]
fn a_spreadsheet_gets_semicolons_a_mark_and_no_formula() {
    let out = fine(site().run(&["report", "--format", "csv"]));
    let rows: Vec<&str> = out.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!(rows[0], "Ejer;Side;Gennemgås senest;Dage over tiden;Dage tilbage;Senest gennemgået;Fil;Adresse");
    assert_eq!(
        rows[3],
        "Øst;\"'=Ældre; \"\"side\"\"\";2026-01-01;325;;2025-01-01;content/om/aeldre.md;https://p.example/om/aeldre/"
    );
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_calendar_moves_its_events_and_is_that_of_the_portal() {
    let site = site();
    let out = fine(site.run(&["report", "--format", "ical", "--owner", "oest", "--within", "2", "år"]));
    let lines: Vec<&str> = out.split("\r\n").collect();
    assert_eq!(out.matches("BEGIN:VEVENT").count(), 3, "{out}");
    for line in ["UID:review-page-gammel@vejviser", "DTSTART;VALUE=DATE:20260814", "SUMMARY:Gennemgå: Gammel side"] {
        assert!(lines.contains(&line), "no line »{line}«:\n{out}");
    }
    let output = site.root.parent().unwrap().join("portal-ud");
    assert_eq!(site.run(&["build", "--output", output.to_str().unwrap()]).code, Some(0));
    let built = std::fs::read_to_string(output.join("kontakt/oest/gennemgang.ics")).unwrap();
    let event = |text: &str| {
        text.split("UID:review-page-gammel@vejviser").nth(1).unwrap().split("END:VEVENT").next().unwrap().to_owned()
    };
    assert_eq!(event(&out), event(&built));
    // After a review the event has its old name and a new day.
    let page = site.read("content/om/gammel.md").replace("2025-08-14", "2026-11-22");
    site.write("content/om/gammel.md", &page);
    let out = fine(site.run(&["report", "--format", "ical", "--within", "2", "år"]));
    assert!(event(&out).contains("DTSTART;VALUE=DATE:20271122"), "{out}");
}

#[test]
fn programs_get_json() {
    let out = fine(site().run(&["report", "--format", "json", "--all"]));
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&report["overdue"], &report["soon"]), (&2.into(), &2.into()));
    let oldest = &report["owners"][2]["pages"][0];
    assert_eq!(report["owners"][2]["id"], "oest");
    assert_eq!(
        (&oldest["id"], &oldest["days"], &oldest["due"]),
        (&"aeldre".into(), &(-325).into(), &"2026-01-01".into())
    );
    assert_eq!(report["lists"]["drafts"][0]["file"], "content/om/kladde.md");
}

#[test]
fn a_file_holds_the_newest_report_and_never_takes_the_place_of_another() {
    let site = site();
    let path = |name: &str| site.root.parent().unwrap().join(name).to_str().unwrap().to_owned();
    for (format, name) in [("human", "r.txt"), ("csv", "r.csv"), ("ical", "r.ics"), ("json", "r.json")] {
        let write = |date: &str| site.run(&["report", "--format", format, "--output", &path(name), "--date", date]);
        assert_eq!(write("2026-11-22").code, Some(0));
        let first = std::fs::read(path(name)).unwrap();
        let again = write("2027-02-15");
        assert_eq!(again.code, Some(0), "{}", again.err);
        assert_ne!(std::fs::read(path(name)).unwrap(), first, "{format}");
        assert!(again.out.is_empty() && again.err.contains("Rapporten er skrevet"), "{}", again.err);
    }
    std::fs::write(path("mit.csv"), "mit;eget\n").unwrap();
    let refused = site.run(&["report", "--format", "csv", "--output", &path("mit.csv")]);
    assert_eq!(refused.code, Some(4), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(path("mit.csv")).unwrap(), "mit;eget\n");
}

#[test]
fn misuse_is_answered_with_a_remedy() {
    let site = site();
    for (args, sentence, remedy) in [
        (&["report", "--owner", "oset"][..], "Der er ingen enhed, der hedder »oset«.", "mente du »oest«?"),
        (&["report", "--within", "snart"], "»snart« efter --within er ingen frist.", "--within 30 dage"),
        (&["report", "--output", "."], "--output skal navngive en fil.", "gennemgang.csv"),
    ] {
        let run = site.run(args);
        assert_eq!(run.code, Some(2), "{args:?}: {}", run.err);
        assert!(run.err.contains(sentence) && run.err.contains(remedy), "{args:?}: {}", run.err);
    }
}
