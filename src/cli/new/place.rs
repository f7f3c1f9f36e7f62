//! Where a new page lies: beside those of its kind, never in the place of another.

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::model::{Kind, Page};
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

/// The file and the address, when neither they nor the id are taken.
pub fn free(compilation: &Compilation, kind: Kind, section: &Page, id: &str) -> Result<Place, Failure> {
    let portal = &compilation.portal;
    let path = format!("{}/{id}.md", section.source.folder());
    let url = Url::new(format!("{}{id}/", section.url));
    let there = portal.find(kind, id).or_else(|| portal.pages.iter().find(|page| page.url == url));
    if let Some(page) = there {
        let (path, title) = (&page.source, &page.title);
        return Err(Failure::new(
            Exit::Usage,
            say!("Siden findes allerede: »{title}« i {path}.", "The page is there already: “{title}” in {path}."),
            say!(
                "ret i den, eller vælg en anden titel; intet er skrevet",
                "edit it, or choose another title; nothing was written"
            ),
        ));
    }
    if compilation.routes.has(&url) {
        return Err(Failure::new(
            Exit::Usage,
            say!("Adressen {url} bruger portalen selv.", "The portal uses the address {url} itself."),
            say!("vælg en anden titel; intet er skrevet", "choose another title; nothing was written"),
        ));
    }
    Ok(Place { path, url })
}
