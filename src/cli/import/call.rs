//! All files of a call together: their pages may name each other's, and are tried before any is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::actors::Actors;
use super::drawing::Drawing;
use super::{EVERYTHING, Refusal, summary, worse};
use crate::bpmn::import::{Import, Known, NewPage, import, outline};
use crate::cli::Exit;
use crate::cli::args::ImportBpmnArgs;
use crate::cli::failure::Failure;
use crate::cli::new::{place, section};
use crate::cli::site::{SiteFolder, options};
use crate::cli::trial;
use crate::diag::{Diagnostic, Severity};
use crate::model::{Kind, Portal};
use crate::pipeline::{self, Compilation};
use crate::publish::write_new;
use crate::say;
use crate::source::{FileId, Sources};

pub struct Call<'a> {
    pub site: &'a SiteFolder,
    pub args: &'a ImportBpmnArgs,
    pub compilation: &'a Compilation,
}

/// What a file became, and where its pages go.
struct Made {
    import: Import,
    places: Vec<place::Place>,
}

/// What is wrong with the new texts, by drawing.
struct Tried {
    refusals: BTreeMap<usize, Refusal>,
    /// Whether it is the registry of actors, which keeps every drawing from being written.
    registry: bool,
}

impl Call<'_> {
    /// Writes the pages of all drawings but those that are refused.
    pub fn carry_out(&self, mut drawings: Vec<Drawing>) -> Result<Exit, Failure> {
        let mut exit = Exit::Fine;
        while !drawings.is_empty() {
            let made = match all_or_refusals(self.made(&drawings)) {
                Ok(made) => made,
                Err(refusals) => {
                    exit = worse(exit, self.refuse(&mut drawings, &refusals));
                    continue;
                }
            };
            let actors = self.actors(&drawings, &made);
            let Tried { refusals, registry } = self.tried(&made, &actors);
            if refusals.is_empty() {
                if !self.args.dry_run {
                    self.write(&made, &actors)?;
                }
                for (drawing, made) in drawings.iter().zip(&made) {
                    summary::print(self.site, &drawing.shown, &made.import, &made.places);
                }
                summary::end(self.site, self.args.dry_run, made.iter().map(|made| &made.import));
                break;
            }
            exit = worse(exit, self.refuse(&mut drawings, &refusals));
            if registry {
                actors.paste(self.site);
            }
        }
        Ok(exit)
    }

    /// Says why some drawings are left out, and leaves them out. The others are made anew: they may have
    /// named the pages of these.
    fn refuse(&self, drawings: &mut Vec<Drawing>, refusals: &BTreeMap<usize, Refusal>) -> Exit {
        let mut exit = Exit::Fine;
        for (number, refusal) in refusals {
            exit = worse(exit, refusal.say(self.site));
            if let Some(Drawing { shown, .. }) = drawings.get(*number) {
                self.site.say(&say!("{shown}: intet er skrevet.", "{shown}: nothing was written."));
            }
        }
        let mut numbers = 0..;
        drawings.retain(|_| numbers.next().is_some_and(|number| !refusals.contains_key(&number)));
        exit
    }

    /// Every drawing's pages, each with what the others will be called.
    fn made(&self, drawings: &[Drawing]) -> Vec<Result<Made, Refusal>> {
        let mut known = known(&self.compilation.portal);
        let mut taken: Vec<BTreeSet<String>> = Vec::new();
        let mut new = Vec::new();
        let mut ids = BTreeSet::new();
        for drawing in drawings {
            taken.push(ids.clone());
            for page in outline(&drawing.definitions, &drawing.name, &ids) {
                ids.insert(page.id.clone());
                if let Some(process) = page.process {
                    let of_two = known.processes.contains_key(&process);
                    known.processes.insert(process, (!of_two).then(|| page.id.clone()));
                }
                new.push((page.id, page.title));
            }
        }
        known.workflows.splice(0..0, new);
        let mut all = Vec::new();
        for (drawing, taken) in drawings.iter().zip(taken) {
            known.taken = taken;
            let made = self.pages(drawing, &known);
            if let Ok(made) = &made {
                let actors = made.import.actors.iter().map(|actor| (actor.id.clone(), actor.name.clone()));
                known.actors.extend(actors);
            }
            all.push(made);
        }
        all
    }

    fn pages(&self, drawing: &Drawing, known: &Known) -> Result<Made, Refusal> {
        let Drawing { definitions, file, name, .. } = drawing;
        let import = import(definitions, file.id, name, known)
            .map_err(|problem| Refusal::Content(Sources::from_files([Arc::clone(file)]), vec![*problem]))?;
        let places = import.pages.iter().map(|page| self.place(page)).collect::<Result<_, _>>()?;
        Ok(Made { import, places })
    }

    /// Where a page goes: the folder that was named, else the one the file names, else the only one.
    fn place(&self, page: &NewPage) -> Result<place::Place, Failure> {
        let portal = &self.compilation.portal;
        let named = page.section.as_deref().filter(|_| self.args.section.is_none());
        let section = match named.map(|named| section::choose(portal, Kind::Workflow, Some(named))) {
            Some(Ok(section)) => section,
            _ => section::choose(portal, Kind::Workflow, self.args.section.as_deref())?,
        };
        let place = place::free(self.compilation, Kind::Workflow, section, &page.id).map_err(|message| {
            let help = say!(
                "giv den gamle side et andet filnavn, eller slet den, og læs tegningen ind igen",
                "give the old page another file name, or delete it, and import the drawing again"
            );
            Failure::new(Exit::Usage, message, help)
        })?;
        let path = &place.path;
        if self.site.root.join(path).exists() {
            return Err(Failure::new(
                Exit::Usage,
                say!("Filen {path} findes allerede.", "The file {path} is there already."),
                say!(
                    "flyt eller slet den, eller vælg en anden mappe med --in",
                    "move or delete it, or choose another folder with --in"
                ),
            ));
        }
        Ok(place)
    }

    fn actors(&self, drawings: &[Drawing], made: &[Made]) -> Actors {
        let mut actors = Actors::of(&self.compilation.sources);
        for (drawing, made) in drawings.iter().zip(made) {
            actors.add(&made.import.actors, &drawing.name);
        }
        actors
    }

    /// The errors that the new texts would bring.
    fn tried(&self, made: &[Made], actors: &Actors) -> Tried {
        let texts = texts(made, actors);
        let drawings: Vec<Option<usize>> = texts.iter().map(|(drawing, ..)| *drawing).collect();
        let new = texts.into_iter().map(|(_, path, text)| (path, text));
        let (sources, ids) = trial::with(&self.compilation.sources, new);
        let drawing_of: BTreeMap<FileId, Option<usize>> = ids.into_iter().zip(drawings).collect();
        let after = pipeline::compile(sources, &mut Default::default(), &options(&EVERYTHING));
        let errors = after.diagnostics().iter().filter(|problem| problem.severity == Severity::Error);
        let mut problems: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
        let mut registry = false;
        for problem in errors {
            match problem.span.and_then(|span| drawing_of.get(&span.file)) {
                Some(Some(drawing)) => problems.entry(*drawing).or_default().push(problem.clone()),
                Some(None) => {
                    // Without its actors no page can be tried.
                    let others = (1..made.len()).map(|number| (number, Vec::new()));
                    problems = std::iter::once((0, vec![problem.clone()])).chain(others).collect();
                    registry = true;
                    break;
                }
                None => {}
            }
        }
        let refusal = |problems| Refusal::Content(after.sources.clone(), problems);
        let refusals = problems.into_iter().map(|(drawing, problems)| (drawing, refusal(problems))).collect();
        Tried { refusals, registry }
    }

    fn write(&self, made: &[Made], actors: &Actors) -> Result<(), Failure> {
        let mut done: Vec<PathBuf> = Vec::new();
        let mut all = || -> Result<(), Failure> {
            for (place, page) in made.iter().flat_map(|made| made.places.iter().zip(&made.import.pages)) {
                let path = self.site.root.join(&place.path);
                write_new(&path, page.text.as_bytes()).map_err(|error| super::unwritten(&error))?;
                done.push(path);
            }
            actors.write(self.site)
        };
        all().inspect_err(|_| {
            // Half of what hangs together helps nobody; these files were made a moment ago.
            for path in &done {
                let _ = std::fs::remove_file(path);
            }
        })
    }
}

/// All that was made, or why some was not.
fn all_or_refusals(made: Vec<Result<Made, Refusal>>) -> Result<Vec<Made>, BTreeMap<usize, Refusal>> {
    let (mut fine, mut refused) = (Vec::new(), BTreeMap::new());
    for (number, made) in made.into_iter().enumerate() {
        match made {
            Ok(made) => fine.push(made),
            Err(refusal) => {
                refused.insert(number, refusal);
            }
        }
    }
    if refused.is_empty() { Ok(fine) } else { Err(refused) }
}

/// Every text that would be new, with the drawing it is of; that of the registry is of all.
fn texts(made: &[Made], actors: &Actors) -> Vec<(Option<usize>, String, String)> {
    let mut texts = Vec::new();
    for (number, made) in made.iter().enumerate() {
        for (place, page) in made.places.iter().zip(&made.import.pages) {
            texts.push((Some(number), place.path.clone(), page.text.clone()));
        }
    }
    texts.extend(actors.file().map(|(path, text)| (None, path, text)));
    texts
}

fn known(portal: &Portal) -> Known {
    let workflows = portal.of_kind(Kind::Workflow).map(|page| (page.slug.clone(), page.title.clone()));
    Known {
        actors: portal.actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect(),
        workflows: workflows.collect(),
        ..Known::default()
    }
}
