//! Questions on the terminal: one line each, and one line for an answer.
//!
//! Plain lines, no drawing: they work in every terminal, are read aloud by screen readers, and can be answered by
//! another program that has a terminal. They are written to standard error, as all words to people.

use std::io::{BufRead, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::choices::{Choice, Typed, typed};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::say_to_stderr;
use crate::diag::{Diagnostic, Lang, Text};
use crate::say;

/// Choices that are listed at once; the others are found by typing.
const LISTED: usize = 12;

/// A talk with the editor. Until it is over, Ctrl-C ends the program with a word that nothing was written.
pub struct Talk {
    pub lang: Lang,
    over: Arc<AtomicBool>,
}

/// Whether somebody is there to answer.
pub fn is_possible() -> bool {
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    terminal && std::env::var_os("CI").is_none()
}

impl Talk {
    pub fn begin(lang: Lang) -> Self {
        let talk = Self { lang, over: Arc::default() };
        watch(lang, Arc::clone(&talk.over));
        talk.say(&say!(
            "Enter tager forslaget i [ ]. Ctrl-C slutter uden at skrive noget.",
            "Enter takes what stands in [ ]. Ctrl-C ends without writing anything."
        ));
        talk
    }

    /// From now on files are written, which takes no time: Ctrl-C no longer says that nothing was.
    pub fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
    }

    pub fn say(&self, text: &Text) {
        say_to_stderr(&format!("{}\n", text.get(self.lang)));
    }

    /// Says what is wrong with an answer, in the program's own words.
    pub fn refuse(&self, problems: &[Diagnostic]) {
        for problem in problems {
            self.say(&problem.message);
            if let Some(Text { da, en }) = &problem.help {
                self.say(&say!("  hjælp: {da}", "  help: {en}"));
            }
        }
    }

    /// One question, one line. `None` when Enter alone was pressed.
    pub fn line(&self, question: &str, suggestion: Option<&str>) -> Result<Option<String>, Failure> {
        let suggestion = suggestion.map_or(String::new(), |text| format!(" [{text}]"));
        say_to_stderr(&format!("{question}{suggestion}: "));
        let _ = std::io::stderr().flush();
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_until(b'\n', &mut bytes);
        if !matches!(read, Ok(length) if length > 0) {
            say_to_stderr(&format!("\n{}", stopped(self.lang)));
            return Err(Failure { exit: Exit::Interrupted, reasons: Vec::new() });
        }
        let line = super::draft::one_line(&String::from_utf8_lossy(&bytes));
        Ok((!line.is_empty()).then_some(line))
    }

    /// A question whose answer is one of a list: by number, by name, or by a part of it. `None` when the
    /// suggestion is taken. What none of them is like is handed on as it was typed.
    pub fn choose(
        &self,
        question: &str,
        choices: &[Choice],
        suggestion: Option<&str>,
    ) -> Result<Option<String>, Failure> {
        self.say(&Text::new(question, question));
        let mut shown = choices.to_vec();
        loop {
            self.list(&shown);
            let how = say!("Nummer, navn eller en del af det", "Number, name or a part of it");
            let Some(text) = self.line(how.get(self.lang), suggestion)? else { return Ok(None) };
            match typed(&shown, choices, &text) {
                Typed::One(Choice { value, label }) => {
                    self.say(&Text::new(format!("  {value}  {label}"), format!("  {value}  {label}")));
                    return Ok(Some(value));
                }
                Typed::Several(some) => shown = some,
                Typed::Unknown => return Ok(Some(text)),
            }
        }
    }

    fn list(&self, choices: &[Choice]) {
        let listed = choices.get(..LISTED).unwrap_or(choices);
        let width = listed.iter().map(|choice| choice.value.chars().count()).max().unwrap_or_default();
        for (number, Choice { value, label }) in (1..).zip(listed) {
            say_to_stderr(format!("  {number:>2}  {value:<width$}  {label}").trim_end());
            say_to_stderr("\n");
        }
        let more = choices.len() - listed.len();
        if more > 0 {
            self.say(&say!(
                "      … og {more} flere: skriv en del af navnet",
                "      … and {more} more: type a part of the name"
            ));
        }
    }
}

fn stopped(lang: Lang) -> String {
    let text = say!("Afbrudt. Intet er skrevet.", "Interrupted. Nothing was written.");
    format!("{}\n", text.get(lang))
}

/// Waits for Ctrl-C beside the questions, for reading a line cannot be ended otherwise.
fn watch(lang: Lang, over: Arc<AtomicBool>) {
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            if !over.load(Ordering::SeqCst) {
                say_to_stderr(&format!("\n{}", stopped(lang)));
                std::process::exit(i32::from(Exit::Interrupted as u8));
            }
        }
    });
}
