//! `init`: a small portal that builds without a warning and explains itself.

use std::io;
use std::path::Path;

use super::Exit;
use super::args::InitArgs;
use super::failure::Failure;
use super::site::{SiteFolder, today};
use super::starter;
use crate::publish::write_new;
use crate::say;

/// How many names of a folder's content are listed; more would hide the message.
const LISTED: usize = 8;

pub fn run(site: &SiteFolder, args: &InitArgs) -> Result<Exit, Failure> {
    let folder = site.path(&args.folder);
    refuse_full(&folder)?;
    let mut written = 0;
    for (path, text) in starter::files(today()) {
        write_new(&folder.join(path), text.as_bytes())?;
        written += 1;
    }
    let shown = folder.display();
    site.say(&say!(
        "Portalen er lavet i »{shown}«: {written} filer. Begynd med README.md.",
        "The portal is made in “{shown}”: {written} files. Begin with README.md."
    ));
    let serve = SiteFolder { root: folder, lang: site.lang }.command("serve");
    site.say(&say!("Se den i browseren: {serve}", "See it in the browser: {serve}"));
    Ok(Exit::Fine)
}

/// Only a folder with nothing in it, or one that is not there yet, becomes a portal.
fn refuse_full(folder: &Path) -> Result<(), Failure> {
    let names = match names(folder) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(folder, &error)),
    };
    if names.is_empty() {
        return Ok(());
    }
    let mut list = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > LISTED {
        list.push_str(", …");
    }
    let shown = folder.display();
    Err(Failure::new(
        Exit::Usage,
        say!("Mappen »{shown}« er ikke tom: {list}.", "The folder “{shown}” is not empty: {list}."),
        say!(
            "vælg en ny mappe: »vejviser init <mappe>«; intet er skrevet",
            "choose a new folder: “vejviser init <folder>”; nothing was written"
        ),
    ))
}

/// What lies in a folder, in order. Version control may have been there first: nothing of it is touched.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != ".git" {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn unreadable(folder: &Path, error: &io::Error) -> Failure {
    let shown = folder.display();
    if error.kind() == io::ErrorKind::NotADirectory {
        return Failure::new(
            Exit::Usage,
            say!("»{shown}« er en fil, ikke en mappe.", "“{shown}” is a file, not a folder."),
            say!("vælg et andet navn til den nye mappe", "choose another name for the new folder"),
        );
    }
    Failure::new(
        Exit::Environment,
        say!("Mappen »{shown}« kan ikke læses ({error}).", "The folder “{shown}” cannot be read ({error})."),
        say!("se efter, om du har adgang til den", "see whether you may read it"),
    )
}
