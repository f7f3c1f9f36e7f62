//! What every server is told, in no server's words.

use std::collections::BTreeSet;

use crate::model::Portal;
use crate::routes::{Routes, Special, Target};
use crate::source::Url;
use crate::text::{percent_decoded, percent_encoded};

const ASSETS: &str = "assets/";

pub(super) struct Table {
    /// Where the portal lies on its host, as servers compare it: `/`, or `/en mappe/`.
    pub base: String,
    /// Old addresses: first those that editors wrote, then what lay beside them and synonyms of terms.
    pub moved: Vec<Moved>,
    /// What lies among the theme's files and keeps its name when it changes.
    pub unhashed: Vec<String>,
}

/// An old address and where it leads.
pub(super) struct Moved {
    from: Url,
    /// As a URI has it: what is not plain stands as a percent sign and a number.
    pub to: String,
    /// A page stands there for a server that takes `A` for `a`.
    pub is_taken: bool,
}

impl Table {
    pub fn new(portal: &Portal, routes: &Routes) -> Self {
        let base = base(portal.site.base_url.as_deref());
        let pages = portal.pages.iter().flat_map(|page| &page.aliases);
        let actors = portal.actors.iter().flat_map(|actor| &actor.aliases);
        let audiences = portal.audiences.iter().flat_map(|audience| &audience.aliases);
        let written: BTreeSet<&Url> = pages.chain(actors).chain(audiences).collect();
        let others = routes.iter().filter(|route| !matches!(route.target, Target::Redirect { .. }));
        let taken: BTreeSet<String> = others.map(|route| route.url.as_str().to_lowercase()).collect();
        let all = routes.iter().filter_map(|route| match &route.target {
            Target::Redirect { to } => Some(Moved {
                from: route.url.clone(),
                to: percent_encoded(&format!("{base}{to}")),
                is_taken: taken.contains(&route.url.as_str().to_lowercase()),
            }),
            _ => None,
        });
        let (mut moved, synonyms): (Vec<Moved>, Vec<Moved>) = all.partition(|moved| written.contains(&moved.from));
        moved.extend(synonyms);
        let among = routes.iter().filter(|route| route.url.as_str().starts_with(ASSETS));
        let unhashed = among.filter(|route| route.target != Target::Static);
        Self { moved, unhashed: unhashed.map(|route| route.url.output_path()).collect(), base }
    }

    /// The folder of the theme's files.
    pub fn assets(&self) -> String {
        format!("{}{ASSETS}", self.base)
    }

    pub fn not_found(&self) -> String {
        format!("{}{}", self.base, Special::NotFound.url())
    }
}

impl Moved {
    /// What readers may ask for, below the base and decoded. A page also answers without its slash, and to the
    /// name of its file, which the links of a shared drive have.
    pub fn asked(&self) -> Vec<String> {
        let from = self.from.as_str();
        match from.strip_suffix('/') {
            Some(bare) => vec![from.to_owned(), bare.to_owned(), self.from.output_path()],
            None => vec![from.to_owned()],
        }
    }

    /// The file that stands there.
    pub fn file(&self) -> String {
        self.from.output_path()
    }

    pub fn is_page(&self) -> bool {
        self.from.is_page()
    }

    pub fn from(&self) -> &str {
        self.from.as_str()
    }
}

/// The path of an address like `https://host/en%20mappe/`, decoded; `/` without an address.
fn base(url: Option<&str>) -> String {
    let after = url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let path = after.split(['?', '#']).next().and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = percent_decoded(path);
    // What no path can hold would end a line of settings.
    let parts: Vec<&str> = path.split(|c: char| c == '/' || c.is_control()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn the_base_is_the_path_of_the_address() {
        assert_eq!(base(None), "/");
        assert_eq!(base(Some("https://host/")), "/");
        assert_eq!(base(Some("https://host:8080/a/b%20c/?x#y")), "/a/b c/");
        assert_eq!(base(Some("https://host/a%0A}/")), "/a/}/");
    }
}
