//! `digest`: what changed since a commit or a day, in words, for those who work by the portal.

use std::collections::BTreeMap;

use super::args::{DigestArgs, DigestFormat};
use super::failure::Failure;
use super::site::{SiteFolder, today};
use super::{Exit, say_to_stdout};
use crate::diag::Lang;
use crate::digest::{self, Digest, State};
use crate::history::{self, PastError};
use crate::model::{Date, Portal};
use crate::pipeline::{self, Compilation, Options};
use crate::publish;
use crate::say;
use crate::source::{Sources, load};
use crate::text::nearest;

/// A state of the portal, compiled.
struct Compiled {
    portal: Compilation,
    day: Date,
    revision: Option<String>,
}

impl Compiled {
    /// Pages that hold on the day, as readers saw them.
    fn of(sources: Sources, day: Date, revision: Option<String>) -> Self {
        Self { portal: pipeline::compile(sources, &mut Default::default(), &Options::on(day)), day, revision }
    }

    fn state(&self) -> State<'_> {
        let Self { portal, day, revision } = self;
        State { portal: &portal.portal, day: *day, revision: revision.as_deref() }
    }
}

pub fn run(site: &SiteFolder, args: &DigestArgs) -> Result<Exit, Failure> {
    let old = past(site, &args.since)?;
    let new = match &args.until {
        Some(until) => past(site, until)?,
        None => Compiled::of(load(&site.root)?, args.date.unwrap_or_else(today), None),
    };
    warn(site, &old);
    warn(site, &new);
    let digest = digest::compare(old.state(), new.state());
    let digest = narrowed(digest, args.only.as_deref(), [&new.portal.portal, &old.portal.portal])?;
    let text = print(&digest, args.format, site.lang)?;
    match &args.output {
        None => say_to_stdout(&text),
        Some(path) => {
            publish::rewrite(path, text.as_bytes())?;
            let (path, count) = (path.display(), digest.items.len());
            site.say(&say!(
                "Ændringerne er skrevet i {path} ({count} steder).",
                "The changes are written to {path} ({count} places)."
            ));
        }
    }
    Ok(Exit::Fine)
}

fn past(site: &SiteFolder, name: &str) -> Result<Compiled, Failure> {
    let past = history::at(&site.root, name)?;
    Ok(Compiled::of(past.sources, past.day, Some(past.revision)))
}

impl From<PastError> for Failure {
    fn from(error: PastError) -> Self {
        let exit = match error {
            PastError::Unreadable { .. } => Exit::Environment,
            PastError::Files { .. } => Exit::Content,
            _ => Exit::Usage,
        };
        Self::new(exit, error.message(), error.help())
    }
}

/// What cannot be read is told of as far as it can.
fn warn(site: &SiteFolder, state: &Compiled) {
    if !state.portal.diagnostics().has_errors() {
        return;
    }
    let here = say!("på disken", "on disk");
    let (da, en) = match &state.revision {
        Some(revision) => (revision, revision),
        None => (&here.da, &here.en),
    };
    site.say(&say!(
        "advarsel: portalen {da} har fejl; det, der ikke kan læses, er ikke med.",
        "warning: the portal {en} has errors; what cannot be read is left out."
    ));
}

/// Only what concerns one, who is in one of the states.
fn narrowed(digest: Digest, id: Option<&str>, states: [&Portal; 2]) -> Result<Digest, Failure> {
    let Some(id) = id else { return Ok(digest) };
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for portal in states {
        let actors = portal.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str()));
        let audiences = portal.audiences.iter().map(|audience| (audience.id.as_str(), audience.name.as_str()));
        let site = portal.site.administrations.iter().map(|one| (one.id.as_str(), one.short.as_str()));
        let shared = std::iter::once((crate::model::SHARED, portal.site.shared_name.as_str()));
        for (id, name) in actors.chain(audiences).chain(site).chain(shared) {
            known.entry(id).or_insert(name);
        }
    }
    match known.get(id) {
        Some(name) => Ok(digest.narrowed(id, name)),
        None => Err(Failure::new(
            Exit::Usage,
            say!(
                "Portalen har ingen rolle, målgruppe eller forvaltning med id'et »{id}«.",
                "The portal has no role, target group or administration with the id “{id}”."
            ),
            match nearest(id, known.keys().copied()) {
                Some(near) => say!("mente du »{near}«?", "did you mean “{near}”?"),
                None => say!(
                    "id'erne står i content/_data/actors.yaml og audiences.yaml og i site.toml",
                    "the ids stand in content/_data/actors.yaml and audiences.yaml and in site.toml"
                ),
            },
        )),
    }
}

fn print(digest: &Digest, format: DigestFormat, lang: Lang) -> Result<String, Failure> {
    match format {
        DigestFormat::Markdown => Ok(digest::markdown::print(digest, lang)),
        DigestFormat::Html => Ok(digest::html::print(digest, lang)),
        DigestFormat::Atom => digest::atom::print(digest, lang).ok_or_else(|| {
            Failure::new(
                Exit::Usage,
                say!(
                    "Atom kræver portalens fulde adresse, og den er ikke sat.",
                    "Atom needs the portal's full address, which is not set."
                ),
                say!(
                    "skriv base_url = \"https://…/\" i site.toml, eller vælg --format markdown eller html",
                    "write base_url = \"https://…/\" in site.toml, or choose --format markdown or html"
                ),
            )
        }),
    }
}
