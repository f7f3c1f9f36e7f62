//! New actors at the end of `_data/actors.yaml`; what stands there is not touched.

use crate::bpmn::import::NewActor;
use crate::cli::failure::Failure;
use crate::cli::registry::{self, joined};
use crate::cli::site::SiteFolder;
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
        registry::append(site, (PATH, self.before.is_some()), &self.added, |error| super::unwritten(&error))
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
