//! `new` on a terminal: it asks, answers are checked at once, and Ctrl-C and Ctrl-D write nothing.

use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::commands::{NOW, Site, files};
use crate::new::THINGS;
use crate::support;

/// A talk with the program. Milliseconds until a question must have come.
const PATIENCE: u64 = 60_000;

struct Talk {
    session: PtySession,
}

impl Talk {
    fn with(site: &Site, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vejviser"));
        command.args(args).current_dir(&site.root).env("SOURCE_DATE_EPOCH", NOW);
        for name in ["CI", "VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        Self { session: spawn_command(command, Some(PATIENCE)).unwrap() }
    }

    /// Waits for a text and says what came before it.
    fn wait_for(&mut self, text: &str) -> String {
        let bytes: String = text.bytes().map(char::from).collect();
        utf8(&self.session.exp_string(&bytes).unwrap_or_else(|error| panic!("»{text}«: {error}")))
    }

    /// Waits for a part of a question and answers it; says what came before.
    fn answer(&mut self, question: &str, answer: &str) -> String {
        let before = self.wait_for(question);
        self.wait_for(": ");
        self.session.send_line(answer).unwrap();
        before
    }

    fn title(&mut self, title: &str) -> String {
        self.answer("Titlen, som den skal stå på siden", title)
    }

    /// Takes every suggestion that is still to come, and says how the program ended.
    fn end(mut self) -> (i32, String) {
        let mut all = String::new();
        loop {
            let needles = vec![
                rexpect::ReadUntil::String("]: ".to_owned()),
                rexpect::ReadUntil::String("Adresse i portalen".to_owned()),
                rexpect::ReadUntil::String("er skrevet".to_owned()),
            ];
            let (before, found) = self.session.exp_any(needles).unwrap_or_else(|error| panic!("{error}"));
            all.push_str(&utf8(&(before + &found)));
            if found != "]: " {
                break;
            }
            self.session.send_line("").unwrap();
        }
        all.push_str(&utf8(&self.session.exp_eof().unwrap()));
        (self.code(), all)
    }

    fn code(&mut self) -> i32 {
        match self.session.process_mut().wait().unwrap() {
            WaitStatus::Exited(_, code) => code,
            other => panic!("{other:?}"),
        }
    }
}

/// What came from the terminal, which hands over bytes one by one, as text.
fn utf8(text: &str) -> String {
    String::from_utf8_lossy(&text.chars().map(|c| c as u8).collect::<Vec<_>>()).into_owned()
}

#[test]
fn suggestions_make_everything_and_it_checks_strictly() {
    let site = Site::new();
    for (kind, path) in THINGS {
        let title = format!("Prøve {kind}");
        let mut args = vec!["new", kind];
        if kind == "section" {
            args.extend(["--in", "arbejdsgange"]);
        }
        let mut talk = Talk::with(&site, &args);
        talk.title(&title);
        let (code, said) = talk.end();
        assert_eq!(code, 0, "{kind}: {said}");
        assert!(site.read(path).contains(&title), "{kind}: {path}");
        let check = site.run(&["check", "--strict"]);
        assert_eq!(check.code, Some(0), "{kind}: {}", check.err);
    }
}

#[test]
fn answers_are_numbers_names_and_parts_of_them_and_are_checked_at_once() {
    let site = Site::new();
    let mut talk = Talk::with(&site, &["new"]);
    let begun = talk.answer("Nummer, navn", "1");
    assert!(begun.contains("Enter tager forslaget i [ ]. Ctrl-C slutter uden at skrive noget."), "{begun}");
    assert!(begun.contains("1  workflow") && begun.contains("… og 2 flere"), "{begun}");
    talk.title("Hjælp til en regning");
    let taken = talk.title("Flytning");
    assert!(taken.contains("findes allerede"), "{taken}");
    talk.answer("ender den med?", "Når en borger flytter: \"nu\"");
    // Which administration: a part of a name; a name that is not there is answered with the nearest.
    let leads = talk.answer("Nummer, navn", "jobb");
    assert!(leads.contains("Forvaltningen for social støtte"), "{leads}");
    let wrong = talk.answer("Nummer, navn", "social støtte");
    assert!(wrong.contains("»jobb«") && wrong.contains("mente du »job«?"), "{wrong}");
    talk.answer("Nummer, navn", "raadgivningen");
    talk.answer("Nummer, navn", "3");
    talk.answer("sagen tage?", "3 uger");
    let (code, said) = talk.end();
    assert_eq!(code, 0, "{said}");
    let page = site.read("content/arbejdsgange/enkelte-udgifter/flytning.md");
    for line in [
        "title: Flytning",
        "summary: \"Når en borger flytter: \\\"nu\\\"\"",
        "lead: social",
        "owner: raadgivningen",
        "    by: raadgiver",
        "  within: 3 uger",
    ] {
        assert!(page.lines().any(|found| found == line), "no line »{line}«:\n{page}");
    }
}

#[test]
fn a_wrong_date_is_asked_for_again() {
    let site = Site::new();
    let mut talk = Talk::with(&site, &["new", "nyhed", "Ny adresse", "--owner", "raadgivningen"]);
    talk.answer("dato har nyheden?", "i morgen");
    let wrong = talk.answer("dato har nyheden?", "2026-12-01");
    assert!(wrong.contains("hjælp: "), "{wrong}");
    let (code, said) = talk.end();
    assert_eq!(code, 0, "{said}");
    let page = site.read("content/nyt/ny-adresse.md");
    assert!(page.contains("\ndate: 2026-12-01\n") && page.contains("\nowner: raadgivningen\n"), "{page}");
    assert!(!said.contains("ejer siden"), "what was said is not asked: {said}");
}

#[test]
fn an_end_of_the_questions_writes_nothing() {
    let site = Site::new();
    let before = files(&site.root).len();
    for (sign, args) in [('c', &["new", "term", "Nyt ord"][..]), ('d', &["new", "term", "Nyt ord"]), ('c', &["new"])] {
        let mut talk = Talk::with(&site, args);
        talk.session.exp_string("]: ").unwrap();
        talk.session.send_control(sign).unwrap();
        let said = utf8(&talk.session.exp_eof().unwrap());
        assert!(said.contains("Afbrudt. Intet er skrevet."), "{said}");
        assert_eq!(talk.code(), 130);
        assert_eq!(files(&site.root).len(), before);
    }
}

#[test]
fn no_input_and_ci_are_never_asked() {
    let site = Site::new();
    let mut talk = Talk::with(&site, &["new", "term", "--no-input"]);
    let said = utf8(&talk.session.exp_eof().unwrap());
    assert!(said.contains("Titlen mangler."), "{said}");
    assert_eq!(talk.code(), 2);
}

#[test]
fn questions_are_english_where_messages_are() {
    let site = Site::new();
    let mut talk = Talk::with(&site, &["new", "term", "--lang", "en"]);
    talk.answer("The title, as it will stand on the page", "New word");
    talk.wait_for("What does the word mean? One sentence [can be written later]: ");
    talk.session.send_control('d').unwrap();
    assert!(utf8(&talk.session.exp_eof().unwrap()).contains("Interrupted. Nothing was written."));
}

/// docs/editors.md shows a conversation; these are the program's words, and its answers make the page.
#[test]
fn the_conversation_in_the_guide_is_the_programs() {
    let guide = std::fs::read_to_string(support::root().join("docs/editors.md")).unwrap();
    let conversation = guide.split("```console\n").nth(1).unwrap().split("```").next().unwrap();
    let site = Site::new();
    let mut talk = Talk::with(&site, &["new", "workflow"]);
    for line in conversation.lines().map(str::trim) {
        match line.split_once("]: ").or_else(|| line.split_once("siden: ")) {
            Some((question, answer)) => _ = talk.answer(question, answer),
            None => match line.strip_suffix("]:") {
                Some(question) => _ = talk.answer(question, ""),
                None => _ = talk.wait_for(line),
            },
        }
    }
    talk.session.exp_eof().unwrap();
    assert_eq!(talk.code(), 0);
    assert_eq!(site.run(&["check", "--strict"]).code, Some(0));
}
