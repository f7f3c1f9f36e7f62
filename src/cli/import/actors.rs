//! New actors at the end of `_data/actors.yaml`; what stands there is not touched.

use crate::bpmn::import::NewActor;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::site::SiteFolder;
use crate::publish::{rewrite, write_new};
use crate::say;
use crate::source::{SourcePath, Sources};

const PATH: &str = "content/_data/actors.yaml";

/// The registry with what is added.
pub struct Actors {
    before: Option<String>,
    added: String,
}

impl Actors {
    pub fn of(sources: &Sources) -> Self {
        let before = sources.get(&SourcePath::new(PATH)).map(|file| file.text().to_owned());
        Self { before, added: String::new() }
    }

    /// Adds the new actors of a file.
    pub fn add(&mut self, new: &[NewActor], file: &str) {
        if !new.is_empty() {
            self.added.push_str(&format!("# Fra {file}: ret navne, og sæt forvaltning og kontakt på; slet »external: true«, når en forvaltning er sat på.\n"));
            self.added.extend(new.iter().map(entry));
        }
    }

    /// The path and the text as they will be; `None` without new actors.
    pub fn file(&self) -> Option<(String, String)> {
        (!self.added.is_empty())
            .then(|| (PATH.to_owned(), joined(self.before.as_deref().unwrap_or_default(), &self.added)))
    }

    pub fn write(&self, site: &SiteFolder) -> Result<(), Failure> {
        if self.added.is_empty() {
            return Ok(());
        }
        let path = site.root.join(PATH);
        // As it lies there, with its own line ends.
        let there = self.before.is_some();
        let before = if there { std::fs::read_to_string(&path).map_err(unreadable)? } else { String::new() };
        let added = if before.contains("\r\n") { self.added.replace('\n', "\r\n") } else { self.added.clone() };
        let text = joined(&before, &added);
        if there { rewrite(&path, text.as_bytes()) } else { write_new(&path, text.as_bytes()) }
            .map_err(|error| super::unwritten(&error))
    }

    /// Shows the entries for an editor to paste.
    pub fn paste(&self, site: &SiteFolder) {
        let added = &self.added;
        if !added.is_empty() {
            site.say(&say!("Disse aktører skal stå i {PATH}:\n{added}", "These actors belong into {PATH}:\n{added}"));
        }
    }
}

/// The lines of a new actor.
fn entry(actor: &NewActor) -> String {
    format!("- id: {}\n  name: {}\n  external: true\n", actor.id, crate::text::yaml_scalar(&actor.name))
}

fn unreadable(error: std::io::Error) -> Failure {
    Failure::new(
        Exit::Environment,
        say!("{PATH} kan ikke læses ({error}).", "{PATH} cannot be read ({error})."),
        say!(
            "se efter, om du har adgang til den; intet er skrevet",
            "see whether you may read it; nothing was written"
        ),
    )
}

fn joined(before: &str, added: &str) -> String {
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    format!("{before}{gap}{added}")
}
