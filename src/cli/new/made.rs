//! The last steps of everything that is made: questions about its fields, the trial, and the words at the end.

use super::choices;
use super::draft::Draft;
use super::kinds::Thing;
use super::questions::{FIRST, Question};
use super::{New, Trial, once};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::trial;
use crate::diag::{Diagnostic, Severity};
use crate::model::{Affiliation, Kind};
use crate::parse;
use crate::parse::keys::Type;
use crate::say;
use crate::source::{FileId, SourceFile, SourcePath};

/// What goes round the draft of an entry to make the text of a file.
pub struct Around<'a> {
    pub path: &'a str,
    pub before: &'a str,
}

impl Around<'_> {
    pub fn text(&self, draft: &Draft) -> String {
        format!("{}{}", self.before, draft.text())
    }
}

impl New<'_> {
    /// Sets what the command line says, then asks about the rest.
    pub fn fill(&mut self, thing: Thing, draft: &mut Draft, around: &Around) -> Result<(), Failure> {
        let tables = thing.tables();
        for (field, values) in self.settings.iter() {
            draft.set(&tables, field, values);
        }
        if let Some(by) = self.settings.by.clone() {
            self.set_first(draft, &by);
        }
        if self.talk.is_none() {
            return Ok(());
        }
        for question in thing.questions() {
            if !self.settings.has(question.path) {
                self.ask(thing, question, draft, around)?;
            }
        }
        Ok(())
    }

    /// Asks until the answer is right by the program's own rules.
    fn ask(&mut self, thing: Thing, question: &Question, draft: &mut Draft, around: &Around) -> Result<(), Failure> {
        let Some(key) = thing.key(question.path) else { return Ok(()) };
        let lang = self.lang();
        let mut choices = choices::of(self.portal(), self.today, key.ty, key.doc, lang);
        if choices.is_empty() && is_reference(key.ty) {
            // There is nothing of the sort yet that could be named.
            return Ok(());
        }
        if thing == Thing::Actor && question.path == "administration" {
            choices.push(choices::Choice::new(OUTSIDE, say!("uden for forvaltningerne", "outside").get(lang)));
        }
        let suggestion = self.suggestion(question.path, draft);
        let ask = question.ask.get(lang);
        loop {
            let Some(talk) = &self.talk else { return Ok(()) };
            let later = say!("kan skrives senere", "can be written later");
            let shown = Some(suggestion.as_deref().unwrap_or(later.get(lang)));
            let answer = match choices.is_empty() {
                true => talk.line(ask, shown)?,
                false => talk.choose(ask, &choices, shown)?,
            };
            let Some(answer) = answer else { return Ok(()) };
            let mut next = draft.clone();
            self.answer(thing, question.path, &answer, &mut next);
            let is_known = choices.iter().any(|choice| choice.value == answer);
            let wrong = if is_known { Vec::new() } else { self.wrong(thing, key.ty, &around.text(&next), around) };
            if wrong.is_empty() {
                *draft = next;
                return Ok(());
            }
            if let Some(talk) = &self.talk {
                talk.refuse(&wrong);
            }
        }
    }

    /// What is wrong with an answer. Names need the whole portal, which takes a moment; the rest is seen in the text.
    fn wrong(&mut self, thing: Thing, ty: Type, text: &str, around: &Around) -> Vec<Diagnostic> {
        match thing {
            Thing::Page(kind) if !is_reference(ty) => {
                let file = SourceFile::of_text(FileId::new(0), SourcePath::new(around.path), text);
                let found = parse::page(&file, kind).diagnostics;
                found.into_iter().filter(|problem| problem.severity == Severity::Error).collect()
            }
            _ => self.errors((around.path, text, around.before.len())),
        }
    }

    fn answer(&self, thing: Thing, path: &str, answer: &str, draft: &mut Draft) {
        match path {
            FIRST => self.set_first(draft, answer),
            "administration" if answer == OUTSIDE => {
                draft.remove(path);
                draft.set(&thing.tables(), "external", &["true".to_owned()]);
            }
            _ => draft.set(&thing.tables(), path, &[answer.to_owned()]),
        }
    }

    /// A colleague does all the steps of the example's first actor, somebody outside the first one only.
    fn set_first(&self, draft: &mut Draft, by: &str) {
        let Some(old) = draft.first_actor() else { return };
        let outside = |affiliation| affiliation == Affiliation::External;
        let outsider = self.portal().actors.iter().any(|actor| actor.id == by && outside(actor.affiliation));
        draft.swap(&format!("by: {old}"), &format!("by: {by}"), !outsider);
    }

    fn suggestion(&self, path: &str, draft: &Draft) -> Option<String> {
        if path == FIRST {
            return draft.first_actor();
        }
        if draft.is_gap(path) {
            return None;
        }
        draft.value(path).map(|value| value.trim_matches(['[', ']']).to_owned())
    }

    /// The text as it is written: without an error, and with a word for each warning that only the editor's own
    /// work will end.
    pub fn tried(&mut self, thing: Thing, draft: &mut Draft, around: &Around) -> Result<String, Failure> {
        let mut found = self.try_draft(draft, around);
        let is_near = |problem: &Diagnostic| problem.rule.id == NEAR;
        if thing == Thing::Page(Kind::Workflow) && found.own.iter().chain(&found.elsewhere).any(is_near) {
            draft.name_steps();
            found = self.try_draft(draft, around);
        }
        let (errors, warnings): (Vec<_>, Vec<_>) =
            found.own.into_iter().partition(|problem| problem.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(refused(&once(errors)));
        }
        allow(draft, &warnings);
        Ok(around.text(draft))
    }

    fn try_draft(&mut self, draft: &Draft, around: &Around) -> trial::Found {
        let text = around.text(draft);
        let trial: Trial = (around.path, &text, around.before.len());
        self.problems(trial)
    }

    /// From here on the disk is written.
    pub fn begin_writing(&self) {
        if let Some(talk) = &self.talk {
            talk.end();
        }
    }

    /// Opens the file in the editor's program, or says how.
    pub fn open_file(&self, path: &std::path::Path) {
        let shown = path.display();
        let program = ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|p| !p.is_empty()));
        let program = program.or_else(|| cfg!(windows).then(|| "notepad".to_owned()));
        let Some(program) = program else {
            self.site.say(&say!(
                "Åbn filen i en teksteditor. Sæt VISUAL eller EDITOR, så gør --open det for dig.",
                "Open the file in a text editor. Set VISUAL or EDITOR, and --open does it for you."
            ));
            return;
        };
        if !self.args.open {
            self.site.say(&say!("Åbn den: {program} {shown}", "Open it: {program} {shown}"));
            return;
        }
        let mut words = program.split_whitespace();
        let run = std::process::Command::new(words.next().unwrap_or_default()).args(words).arg(path).status();
        if !run.is_ok_and(|status| status.success()) {
            self.site.say(&say!(
                "{program} kunne ikke åbne filen; åbn den selv: {shown}",
                "{program} could not open the file; open it yourself: {shown}"
            ));
        }
    }
}

/// What is answered for an actor of no administration.
pub const OUTSIDE: &str = "ekstern";

const NEAR: &str = "near-duplicate-workflow";

fn is_reference(ty: Type) -> bool {
    match ty {
        Type::Reference(_) => true,
        Type::List(item) => is_reference(*item),
        _ => false,
    }
}

/// What is wrong, in the words of `check`; there is no file yet whose lines could be shown.
fn refused(errors: &[Diagnostic]) -> Failure {
    let mut reasons: Vec<_> = errors.iter().map(|error| (error.message.clone(), error.help.clone())).collect();
    reasons.push((say!("Intet er skrevet.", "Nothing was written."), None));
    Failure { exit: Exit::Usage, reasons }
}

/// A new page cannot be whole: nobody uses it yet, and its steps are an example.
fn allow(draft: &mut Draft, warnings: &[Diagnostic]) {
    let mut rules: Vec<&str> = warnings.iter().map(|warning| warning.rule.id).collect();
    rules.sort_unstable();
    rules.dedup();
    if rules.is_empty() || draft.has("allow") {
        return;
    }
    let lines: String =
        rules.iter().map(|rule| format!("  - rule: {rule}\n    why: Ny, og ikke skrevet færdig\n")).collect();
    draft.append(&format!(
        "# Advarsler, der er i orden, mens det er nyt. Programmet siger til, når en linje kan slettes.\nallow:\n{lines}"
    ));
}
