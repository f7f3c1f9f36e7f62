//! What ends a run: a sentence, a remedy and an exit code.

use std::path::Path;

use super::Exit;
use crate::diag::{Lang, Text};
use crate::publish::{ErrorKind, PublishError};
use crate::say;
use crate::source::LoadError;

/// A run that could not go on.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    /// Each a sentence and what to do about it.
    pub reasons: Vec<(Text, Option<Text>)>,
}

impl Failure {
    pub fn new(exit: Exit, message: Text, help: Text) -> Self {
        Self { exit, reasons: vec![(message, Some(help))] }
    }

    /// The reasons as printed.
    pub fn print(&self, lang: Lang) -> String {
        let (error, remedy) = match lang {
            Lang::Danish => ("fejl", "hjælp"),
            Lang::English => ("error", "help"),
        };
        let mut out = String::new();
        for (message, help) in &self.reasons {
            out.push_str(&format!("{error}: {}\n", message.get(lang)));
            if let Some(help) = help {
                out.push_str(&format!("  {remedy}: {}\n", help.get(lang)));
            }
        }
        out
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let exit = match error.kind() {
            ErrorKind::Conflict => Exit::Conflict,
            _ => Exit::Environment,
        };
        Self::new(exit, error.message(), error.help())
    }
}

impl From<Vec<LoadError>> for Failure {
    fn from(errors: Vec<LoadError>) -> Self {
        // Without site.toml the folder is the mistake; with it, its files are.
        let no_site = errors.iter().any(|error| matches!(error, LoadError::NoSite { .. }));
        let unreadable = errors.iter().any(|error| matches!(error, LoadError::Unreadable { .. }));
        let exit = match (no_site, unreadable) {
            (true, _) => Exit::Usage,
            (false, true) => Exit::Environment,
            (false, false) => Exit::Content,
        };
        Self { exit, reasons: errors.iter().map(load_error).collect() }
    }
}

/// What kept a file from being part of the site, and what to do.
pub fn load_error(error: &LoadError) -> (Text, Option<Text>) {
    let (message, help) = match error {
        LoadError::NoSite { root } => {
            let root = root.display();
            (
                say!("Der er ingen site.toml i »{root}«.", "There is no site.toml in “{root}”."),
                say!(
                    "gå til portalens mappe, skriv --root <mappe>, eller lav en ny portal med »vejviser init <mappe>«",
                    "go to the portal's folder, write --root <folder>, or make a new portal with “vejviser init <folder>”"
                ),
            )
        }
        LoadError::Unreadable { path, error } => {
            let path = path.display();
            (
                say!("»{path}« kan ikke læses ({error}).", "“{path}” cannot be read ({error})."),
                say!("se efter, om du har adgang til filen", "see whether you may read the file"),
            )
        }
        LoadError::Symlink { path, target } => symlink(path, target.as_deref()),
        LoadError::NotUtf8 { path, offset } => {
            let path = path.display();
            (
                say!(
                    "»{path}« er ikke gemt som UTF-8 (fra byte {offset}).",
                    "“{path}” is not UTF-8 (from byte {offset})."
                ),
                say!(
                    "åbn filen i en teksteditor, vælg »Gem som«, og vælg tegnsættet (kodningen) UTF-8",
                    "open it in a text editor, choose “Save as”, and choose the encoding UTF-8"
                ),
            )
        }
        LoadError::BadName { path } => {
            let path = path.display();
            (
                say!("Navnet på »{path}« kan ikke læses.", "The name of “{path}” cannot be read."),
                say!("omdøb filen med bogstaverne a-z", "rename the file with the letters a-z"),
            )
        }
        LoadError::TooLarge { path, size, limit } => {
            let (path, size, limit) = (path.display(), size / 1024, limit / 1024);
            (
                say!(
                    "»{path}« er {size} kB; grænsen er {limit} kB.",
                    "“{path}” is {size} kB; the limit is {limit} kB."
                ),
                say!("del siden op", "split the page"),
            )
        }
        LoadError::SameName { path } => (
            say!(
                "To filer hedder »{path}«, når æ, ø og å skrives ens.",
                "Two files are called “{path}” once written alike."
            ),
            say!("omdøb den ene", "rename one of them"),
        ),
    };
    (message, Some(help))
}

fn symlink(path: &Path, target: Option<&Path>) -> (Text, Text) {
    let path = path.display();
    let target = target.map(|target| target.display().to_string()).unwrap_or_default();
    (
        say!("»{path}« er en symbolsk lænke (til »{target}«).", "“{path}” is a symbolic link (to “{target}”)."),
        say!(
            "læg en kopi af filen i stedet; lænker følges ikke, for de kan føre ud af portalen",
            "put a copy of the file there; links are not followed, since they may lead out of the site"
        ),
    )
}
