//! Where a new page lies: beside those of its kind, never in the place of another.

use crate::diag::Text;
use crate::model::{Kind, Page, Portal};
use crate::pipeline::Compilation;
use crate::say;
use crate::source::Url;

/// Where the new page lies.
#[derive(Debug)]
pub struct Place {
    /// Below the site's root.
    pub path: String,
    pub url: Url,
}

/// The file and the address, when neither they nor the id are taken; else what has them. A folder's file is its
/// `_index.md`.
pub fn free(compilation: &Compilation, kind: Kind, section: &Page, id: &str) -> Result<Place, Text> {
    no_namesake(&compilation.portal, kind, id)?;
    let (folder, url) = (section.source.folder(), Url::new(format!("{}{id}/", section.url)));
    if let Some(page) = compilation.portal.pages.iter().find(|page| page.url == url) {
        return Err(is_there(page));
    }
    if compilation.routes.has(&url) {
        return Err(say!("Adressen {url} bruger portalen selv.", "The portal uses the address {url} itself."));
    }
    let path = if kind == Kind::Section { format!("{folder}/{id}/_index.md") } else { format!("{folder}/{id}.md") };
    Ok(Place { path, url })
}

/// Whether the id is free within its kind. Folders may share a name where they lie apart.
pub fn no_namesake(portal: &Portal, kind: Kind, id: &str) -> Result<(), Text> {
    match portal.find(kind, id).filter(|_| kind != Kind::Section) {
        Some(page) => Err(is_there(page)),
        None => Ok(()),
    }
}

fn is_there(page: &Page) -> Text {
    let (path, title) = (&page.source, &page.title);
    say!("Siden findes allerede: »{title}« i {path}.", "The page is there already: “{title}” in {path}.")
}
