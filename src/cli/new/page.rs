//! A page, and a folder with its page.

use super::choices::Choice;
use super::draft::Draft;
use super::kinds::{Thing, both, name};
use super::made::Around;
use super::place::{self, Place};
use super::skeleton::Filling;
use super::{New, known, refuse_title, section, skeleton};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::model::{Kind, Page, Portal};
use crate::publish::write_new;
use crate::say;

pub fn make(new: &mut New, kind: Kind) -> Result<Exit, Failure> {
    require_actor(new.portal(), kind)?;
    let mut given = new.args.title.clone();
    let mut chosen = None;
    let (draft, place) = loop {
        let (title, id) =
            new.title(Thing::Page(kind), given.take(), |id| place::no_namesake(new.portal(), kind, id))?;
        let folder = chosen.take().map_or_else(|| choose_folder(new, kind), Ok)?;
        let section = section::named_folder(new.portal(), &folder)?;
        match (place::free(&new.compilation, kind, section, &id).map_err(refuse_title), &new.talk) {
            (Ok(place), _) => break (begin(new, kind, (&title, &id), section), place),
            (Err(failure), Some(talk)) => crate::cli::say_to_stderr(&failure.print(talk.lang)),
            (Err(failure), None) => return Err(failure),
        }
        chosen = Some(folder);
    };
    finish(new, Thing::Page(kind), draft, &place)
}

/// The page as its skeleton has it, with what the portal can fill in.
fn begin(new: &New, kind: Kind, (title, id): (&str, &str), section: &Page) -> Draft {
    let page = known::NewPage { title, id, section, today: new.today };
    let mut fillings = known::fillings(&new.compilation, &page);
    let kind_above = section::kind_of(new.portal(), section).name();
    fillings.insert("kind", Filling::Given(kind_above.to_owned()));
    Draft::page(&skeleton::fill(skeleton::of_kind(kind), &fillings))
}

fn finish(new: &mut New, thing: Thing, mut draft: Draft, place: &Place) -> Result<Exit, Failure> {
    let around = Around { path: &place.path, before: "" };
    new.fill(thing, &mut draft, &around)?;
    let text = new.tried(thing, &mut draft, &around)?;
    let path = new.site.root.join(&place.path);
    new.begin_writing();
    write_new(&path, text.as_bytes())?;
    say_done(new, place);
    Ok(Exit::Fine)
}

/// The folder it goes into: named, the only one, or chosen.
fn choose_folder(new: &New, kind: Kind) -> Result<String, Failure> {
    let wanted = new.args.section.as_deref();
    let found = match kind {
        Kind::Section => section::parents(new.portal()),
        _ => section::candidates(new.portal(), kind),
    };
    let several = wanted.is_none() && found.len() > 1;
    match &new.talk {
        Some(talk) if several => {
            let choices: Vec<Choice> =
                found.iter().map(|page| Choice::new(name(section::folder(page)), &page.title)).collect();
            let question = say!("Hvilken mappe skal den ligge i?", "Which folder does it go into?");
            let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
            loop {
                let answer = talk.choose(question.get(talk.lang), &choices, Some(&first))?;
                let answer = answer.unwrap_or_else(|| first.clone());
                match section::of_kind(new.portal(), kind, Some(&answer)) {
                    Ok(section) => return Ok(section::folder(section).to_owned()),
                    Err(failure) => failure.reasons.iter().for_each(|(message, _)| talk.say(message)),
                }
            }
        }
        None if several => Err(several_folders(new, kind, &found)),
        _ => Ok(section::folder(section::of_kind(new.portal(), kind, wanted)?).to_owned()),
    }
}

/// What is missing, and the whole command to write.
fn several_folders(new: &New, kind: Kind, found: &[&Page]) -> Failure {
    let title = new.args.title.as_deref().unwrap_or("Den nye titel");
    let first = found.first().map_or(".", |page| name(section::folder(page)));
    let command = new.site.command(&format!("new {} \"{title}\" --in {first}", kind.name()));
    let (what, list) = (both(kind), section::list(found));
    Failure::new(
        Exit::Usage,
        say!("Der er flere mapper til {what}.", "There are several folders for {what}."),
        say!(
            "skriv --in og en af dem: {list}. For eksempel: {command}",
            "write --in and one of these: {list}. For example: {command}"
        ),
    )
}

/// A workflow is done by somebody.
fn require_actor(portal: &Portal, kind: Kind) -> Result<(), Failure> {
    if kind != Kind::Workflow || !portal.actors.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Usage,
        say!(
            "Portalen har ingen aktører, som kan stå i arbejdsgangen.",
            "The portal has no actors to do the workflow."
        ),
        say!(
            "lav den første: vejviser new actor \"Sagsbehandler\"",
            "make the first: vejviser new actor \"Caseworker\""
        ),
    ))
}

fn say_done(new: &New, page: &Place) {
    let (site, url) = (new.site, &page.url);
    let path = site.path(&page.path);
    let shown = path.display();
    site.say(&say!("Siden er lavet: {shown}", "The page is made: {shown}"));
    site.say(&say!("Adresse i portalen: {url}", "Address in the portal: {url}"));
    let serve = site.command("serve");
    site.say(&say!(
        "Se den: {serve}, og åbn http://127.0.0.1:4040/{url}",
        "See it: {serve}, and open http://127.0.0.1:4040/{url}"
    ));
    new.open_file(&path);
}
