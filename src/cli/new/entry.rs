//! An entry at the end of a registry; what stands there is not touched.

use super::New;
use super::draft::Draft;
use super::kinds::Thing;
use super::made::Around;
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::registry::{self, joined};
use crate::diag::Text;
use crate::model::Portal;
use crate::say;
use crate::source::SourcePath;
use crate::text::yaml_scalar;

pub fn make(new: &mut New, thing: Thing) -> Result<Exit, Failure> {
    let path = match thing {
        Thing::Actor => "content/_data/actors.yaml",
        _ => "content/_data/audiences.yaml",
    };
    let (title, id) = new.title(thing, new.args.title.clone(), |id| free(new.portal(), thing, id))?;
    let mut lines = format!("id: {id}\nname: {}\n", yaml_scalar(&title));
    lines.push_str(&belongs(new, thing));
    let mut draft = Draft::entry(&lines);
    let there = new.compilation.sources.get(&SourcePath::new(path)).map(|file| file.text().to_owned());
    let before = joined(there.as_deref().unwrap_or_default(), "");
    let around = Around { path, before: &before };
    new.fill(thing, &mut draft, &around)?;
    new.tried(thing, &mut draft, &around)?;
    new.begin_writing();
    registry::append(new.site, (path, there.is_some()), &draft.text(), Failure::from)?;
    let path = new.site.path(path);
    let shown = path.display();
    new.site.say(&say!("»{title}« er skrevet i {shown}; id'et er {id}", "“{title}” is in {shown}; its id is {id}"));
    new.open_file(&path);
    Ok(Exit::Fine)
}

/// Where an actor belongs until something else is said: the first administration, or none.
fn belongs(new: &New, thing: Thing) -> String {
    if thing != Thing::Actor || ["administration", "external"].iter().any(|field| new.settings.has(field)) {
        return String::new();
    }
    match new.portal().site.administrations.first() {
        Some(first) => format!("administration: {}\n", first.id),
        None => "external: true\n".to_owned(),
    }
}

fn free(portal: &Portal, thing: Thing, id: &str) -> Result<(), Text> {
    let there = match thing {
        Thing::Actor => portal.actors.iter().find(|actor| actor.id == id).map(|actor| &actor.name),
        _ => portal.audiences.iter().find(|audience| audience.id == id).map(|audience| &audience.name),
    };
    match there {
        None => Ok(()),
        Some(name) => {
            Err(say!("»{name}« findes allerede med id'et {id}.", "“{name}” is there already, with the id {id}."))
        }
    }
}
