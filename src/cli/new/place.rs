//! Where a new page lies: beside those of its kind, never in the place of another.

use crate::diag::Text;
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

/// The file and the address, when neither they nor the id are taken; else what has them.
pub fn free(compilation: &Compilation, kind: Kind, section: &Page, id: &str) -> Result<Place, Text> {
    let path = format!("{}/{id}.md", section.source.folder());
    unclaimed(compilation, section, id, compilation.portal.find(kind, id), path)
}

/// The same for a folder with its own page. Folders may share a name where they lie apart.
pub fn free_folder(compilation: &Compilation, section: &Page, id: &str) -> Result<Place, Text> {
    unclaimed(compilation, section, id, None, format!("{}/{id}/_index.md", section.source.folder()))
}

fn unclaimed(
    compilation: &Compilation,
    section: &Page,
    id: &str,
    namesake: Option<&Page>,
    path: String,
) -> Result<Place, Text> {
    let url = Url::new(format!("{}{id}/", section.url));
    let there = namesake.or_else(|| compilation.portal.pages.iter().find(|page| page.url == url));
    if let Some(page) = there {
        let (path, title) = (&page.source, &page.title);
        return Err(say!(
            "Siden findes allerede: »{title}« i {path}.",
            "The page is there already: “{title}” in {path}."
        ));
    }
    if compilation.routes.has(&url) {
        return Err(say!("Adressen {url} bruger portalen selv.", "The portal uses the address {url} itself."));
    }
    Ok(Place { path, url })
}
