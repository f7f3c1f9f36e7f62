//! `new`: a page that checks, with what its fields mean beside them.

mod kinds;
mod known;
pub(super) mod place;
pub(super) mod section;
mod skeleton;

use super::Exit;
use super::args::{CompileArgs, HistoryArgs, NewArgs};
use super::failure::Failure;
use super::site::{SiteFolder, options, today};
use crate::diag::Text;
use crate::model::{Kind, Portal};
use crate::publish::write_new;
use crate::say;
use crate::text::slug;

pub fn run(site: &SiteFolder, args: &NewArgs) -> Result<Exit, Failure> {
    let kind = kinds::parse(&args.kind)?;
    let title = title(&args.title);
    let id = id(&title)?;
    // Drafts count: their ids and folders are taken too.
    let everything = CompileArgs { date: None, drafts: true, revision: None, history: HistoryArgs::NONE };
    let compilation = site.compile(&options(&everything))?;
    let portal = &compilation.portal;
    let section = section::choose(portal, kind, args.section.as_deref())?;
    let page = place::free(&compilation, kind, section, &id).map_err(taken)?;
    require_actor(portal, kind)?;
    let new = known::NewPage { title: &title, id: &id, section, today: today() };
    let text = skeleton::fill(skeleton::of_kind(kind).unwrap_or_default(), &known::fillings(&compilation, &new));
    write_new(&site.root.join(&page.path), text.as_bytes())?;
    say_done(site, &page);
    Ok(Exit::Fine)
}

/// A title in one line, as it will be read again.
fn title(written: &str) -> String {
    let plain: String = written.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn taken(message: Text) -> Failure {
    let help = say!(
        "ret i den, der er, eller vælg en anden titel; intet er skrevet",
        "edit what is there, or choose another title; nothing was written"
    );
    Failure::new(Exit::Usage, message, help)
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
            "skriv den første i content/_data/actors.yaml: »- id: sagsbehandler« og på linjen under »  name: Sagsbehandler«",
            "write the first in content/_data/actors.yaml: “- id: sagsbehandler” and below it “  name: Sagsbehandler”"
        ),
    ))
}

fn say_done(site: &SiteFolder, page: &place::Place) {
    let (path, url) = (site.path(&page.path), &page.url);
    let path = path.display();
    site.say(&say!("Siden er lavet: {path}", "The page is made: {path}"));
    site.say(&say!("Adresse i portalen: {url}", "Address in the portal: {url}"));
    let serve = site.command("serve");
    site.say(&say!(
        "Se den: {serve}, og åbn http://127.0.0.1:4040/{url}",
        "See it: {serve}, and open http://127.0.0.1:4040/{url}"
    ));
}
