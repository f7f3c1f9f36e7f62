//! `new`: a page, a folder or an entry that checks, with what its fields mean beside them.
//!
//! On a terminal it asks for what it was not told. Elsewhere it never does, and says what to write.

mod ask;
mod choices;
mod draft;
mod entry;
mod kinds;
mod known;
mod made;
mod page;
pub(super) mod place;
mod questions;
pub(super) mod section;
mod settings;
mod skeleton;

use super::Exit;
use super::args::{CompileArgs, HistoryArgs, NewArgs};
use super::failure::Failure;
use super::site::{SiteFolder, options, today};
use super::trial;
use crate::diag::{Diagnostic, Lang, Severity, Text};
use crate::model::{Date, Portal};
use crate::pipeline::{self, Compilation, Compiler, Options};
use crate::say;
use crate::source::load;
use crate::text::slug;
use ask::Talk;
use choices::Choice;
use kinds::Thing;
use settings::Settings;

pub fn run(site: &SiteFolder, args: &NewArgs) -> Result<Exit, Failure> {
    let thing = args.kind.as_deref().map(kinds::parse).transpose()?;
    let settings = Settings::of(args)?;
    let mut new = New::open(site, args, settings)?;
    let thing = thing.map_or_else(|| new.ask_thing(), Ok)?;
    new.settings.fits(thing)?;
    match thing {
        Thing::Page(kind) => page::make(&mut new, kind),
        Thing::Actor | Thing::Audience => entry::make(&mut new, thing),
    }
}

/// What is being made, and all that is known about it.
struct New<'a> {
    site: &'a SiteFolder,
    args: &'a NewArgs,
    settings: Settings,
    /// The editor, if one is there.
    talk: Option<Talk>,
    compilation: Compilation,
    compiler: Compiler,
    options: Options,
    today: Date,
}

/// A file as it will be when it is written: its path, its text, and where what is new in it begins.
type Trial<'a> = (&'a str, &'a str, usize);

impl<'a> New<'a> {
    fn open(site: &'a SiteFolder, args: &'a NewArgs, settings: Settings) -> Result<Self, Failure> {
        // Drafts count: their ids and folders are taken too.
        let everything = CompileArgs { date: None, drafts: true, revision: None, history: HistoryArgs::NONE };
        let options = options(&everything);
        let mut compiler = Compiler::default();
        let compilation = pipeline::compile(load(&site.root)?, &mut compiler, &options);
        let talk = (!args.no_input && ask::is_possible()).then(|| Talk::begin(site.lang));
        Ok(Self { site, args, settings, talk, compilation, compiler, options, today: today() })
    }

    fn portal(&self) -> &Portal {
        &self.compilation.portal
    }

    fn lang(&self) -> Lang {
        self.site.lang
    }

    /// Errors and warnings that come with a new text.
    fn problems(&mut self, new: Trial) -> trial::Found {
        trial::problems(&self.compilation.sources, &mut self.compiler, &self.options, new)
    }

    /// Each error once, however often a name that is wrong stands in the text.
    fn errors(&mut self, new: Trial) -> Vec<Diagnostic> {
        let mut errors = self.problems(new).own;
        errors.retain(|problem| problem.severity == Severity::Error);
        once(errors)
    }

    fn ask_thing(&self) -> Result<Thing, Failure> {
        let Some(talk) = &self.talk else {
            let list = kinds::list();
            return Err(Failure::new(
                Exit::Usage,
                say!("Der mangler en slags og en titel.", "A kind and a title are missing."),
                say!(
                    "skriv for eksempel: vejviser new term \"Partshøring\"; slagsene er {list}",
                    "write for example: vejviser new term \"Partshøring\"; kinds are {list}"
                ),
            ));
        };
        let all: Vec<Choice> =
            Thing::all().map(|thing| Choice::new(thing.name(), thing.about().get(talk.lang))).collect();
        let question = say!("Hvad vil du lave?", "What do you want to make?");
        loop {
            let first = Thing::all().next().map(Thing::name);
            let Some(name) = talk.choose(question.get(talk.lang), &all, first)? else {
                return kinds::parse(first.unwrap_or_default());
            };
            match kinds::parse(&name) {
                Ok(thing) => return Ok(thing),
                Err(failure) => super::say_to_stderr(&failure.print(talk.lang)),
            }
        }
    }

    /// The title and the id that follows from it, where `taken` finds nothing against them. One that was given is
    /// tried first.
    fn title(
        &self,
        thing: Thing,
        mut given: Option<String>,
        taken: impl Fn(&str) -> Result<(), Text>,
    ) -> Result<(String, String), Failure> {
        loop {
            let title = match (given.take(), &self.talk) {
                (Some(title), _) => title,
                (None, Some(talk)) => {
                    let question = say!("Titlen, som den skal stå på siden", "The title, as it will stand on the page");
                    talk.line(question.get(talk.lang), None)?.unwrap_or_default()
                }
                (None, None) => return Err(self.no_title(thing)),
            };
            let title = draft::one_line(&title);
            let checked = id(&title).and_then(|id| taken(&id).map(|()| id).map_err(refuse_title));
            match (checked, &self.talk) {
                (Ok(id), _) => return Ok((title, id)),
                (Err(failure), Some(talk)) => super::say_to_stderr(&failure.print(talk.lang)),
                (Err(failure), None) => return Err(failure),
            }
        }
    }

    fn no_title(&self, thing: Thing) -> Failure {
        let command = self.site.command(&format!("new {} \"Den nye titel\"", thing.name()));
        Failure::new(
            Exit::Usage,
            say!("Titlen mangler.", "The title is missing."),
            say!("skriv for eksempel: {command}", "write for example: {command}"),
        )
    }
}

fn once(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    problems.retain(|problem| {
        let is_new = !said.contains(&problem.message);
        said.push(problem.message.clone());
        is_new
    });
    problems
}

fn id(title: &str) -> Result<String, Failure> {
    let id = slug(title);
    if !id.is_empty() {
        return Ok(id);
    }
    Err(Failure::new(
        Exit::Usage,
        say!(
            "Titlen »{title}« har ingen bogstaver eller tal, så siden kan ikke få en adresse.",
            "The title “{title}” has no letters or digits, so the page can have no address."
        ),
        say!("skriv titlen, som den skal stå på siden", "write the title as it should stand on the page"),
    ))
}

fn refuse_title(message: Text) -> Failure {
    let help = say!(
        "ret i den, der er, eller vælg en anden titel; intet er skrevet",
        "edit what is there, or choose another title; nothing was written"
    );
    Failure::new(Exit::Usage, message, help)
}
