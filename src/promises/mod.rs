//! What was published stays in reach: addresses of a published portal that lead nowhere any more.
//!
//! Who links to a page has not read the change log. So every address of a page or a download is a promise
//! ([`promised`]), and one that the table of URLs lacks is a problem: an alias keeps it, or `gone` in `site.toml` says
//! that its loss is meant. What the program makes for its own use (assets with a hash in their name, the search
//! index) is no promise.

mod remedy;
mod successor;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::routes::{Routes, Special, urls};
use crate::say;
use crate::source::{Sources, Url};

use successor::Candidates;

pub static LOST_URL: Rule = Rule {
    id: "lost-url",
    severity: Severity::Error,
    title: Doc {
        da: "En udgivet adresse bliver ved med at føre et sted hen.",
        en: "A published address goes on leading somewhere.",
    },
    why: Doc {
        da: "Andre har adressen i mails, bogmærker og egne sider. `check --against` holder portalen op mod den \
             udgivne. Skriv den gamle adresse i `aliases` på den side, der har afløst den, eller sæt den på listen \
             `gone` under [output] i site.toml, når den er væk med vilje.",
        en: "Others have the address in mails, bookmarks and pages of their own. `check --against` compares the \
             portal with the published one. Write the old address in `aliases` of the page that took its place, or \
             put it on the list `gone` under [output] in site.toml when it is gone on purpose.",
    },
    example: "",
    fixed: "",
};

/// The address of a published file; `None` for a file that nobody was promised.
pub fn promised(path: &str) -> Option<Url> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let search = urls::search_index();
    let shards = search.as_str().trim_end_matches(".js");
    let own = path.starts_with("assets/")
        || path == "404.html"
        || name.starts_with('.')
        // Copies that are packed for web servers are no addresses, and settings of servers are none either.
        || name.ends_with(".gz") || name.ends_with(".br") || name.ends_with(".config")
        || name == "staticwebapp.config.json"
        || (path.starts_with(shards) && name.ends_with(".js"))
        // Found by convention and read by machines that come back.
        || path == urls::sitemap().as_str() || path == urls::open_search().as_str()
        // Posters are made for printing when somebody asks for them.
        || name == "diagram-bred.svg";
    if own {
        return None;
    }
    Some(Url::new(match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }))
}

/// Addresses of `published` that the portal neither has nor gives up on purpose, one problem each. What lay beside
/// a lost page is told with the page, since the alias that brings back the one brings back the other.
pub fn check(portal: &Portal, routes: &Routes, sources: &Sources, published: &BTreeSet<Url>) -> Diagnostics {
    let accepted = |url: &Url| portal.site.gone.iter().any(|pattern| covers(pattern, url));
    let lost: BTreeSet<&Url> = published.iter().filter(|url| !routes.has(url) && !accepted(url)).collect();
    if lost.is_empty() {
        return Diagnostics::default();
    }
    let mut beside: BTreeMap<Url, usize> = BTreeMap::new();
    let mut alone: Vec<&Url> = Vec::new();
    for url in &lost {
        match page_of(url).filter(|page| lost.contains(page)) {
            Some(page) => *beside.entry(page).or_default() += 1,
            None => alone.push(url),
        }
    }
    let ask = remedy::Ask { portal, candidates: Candidates::of(portal, routes), sources };
    alone.into_iter().map(|url| problem(&ask, url, beside.get(url).copied().unwrap_or_default())).collect()
}

fn problem(ask: &remedy::Ask, url: &Url, beside: usize) -> Diagnostic {
    let more = match beside {
        0 => say!("", ""),
        1 => say!(" Det samme gælder 1 adresse ved siden af den.", " So is 1 address beside it."),
        n => say!(" Det samme gælder {n} adresser ved siden af den.", " So are {n} addresses beside it."),
    };
    let (da, en) = (more.da, more.en);
    let message = say!(
        "Adressen »/{url}« er udgivet, men fører ingen steder hen længere.{da}",
        "The address “/{url}” is published, but leads nowhere any more.{en}"
    );
    remedy::add(ask, url, Diagnostic::global(&LOST_URL, message))
}

/// The page that something lies beside: a checklist, a drawing, a card, a calendar, a feed; of a role and an audience
/// their other pages.
fn page_of(url: &Url) -> Option<Url> {
    let text = url.as_str();
    let (folder, name) = text.trim_end_matches('/').rsplit_once('/')?;
    if text.ends_with('/') && format!("{folder}/") == Special::Map.url().as_str() {
        return Some(Url::new(format!("{}{name}/", Special::Roles.url())));
    }
    if text.ends_with('/') && folder.ends_with("/efter/maalgruppe") {
        return Some(Url::new(format!("{}{name}/", Special::Audiences.url())));
    }
    let slug = folder.rsplit('/').next().unwrap_or_default();
    let own = name.strip_prefix(slug).is_some_and(|ending| matches!(ending, ".bpmn" | ".vcf"));
    let beside = own || matches!(name, "diagram.svg" | "gennemgang.ics" | "feed.xml") || text.ends_with("/tjekliste/");
    beside.then(|| Url::new(format!("{folder}/")))
}

/// Whether a pattern is the address, or begins it where the pattern ends in `*`.
fn covers(pattern: &str, url: &Url) -> bool {
    let pattern = pattern.trim_start_matches('/');
    match pattern.strip_suffix('*') {
        Some(start) => url.as_str().starts_with(start),
        None => pattern.trim_end_matches('/') == url.as_str().trim_end_matches('/'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_downloads_are_promised_and_what_the_program_needs_is_not() {
        let url = |path: &str| promised(path).map(|url| url.to_string());
        assert_eq!(url("index.html").as_deref(), Some(""));
        assert_eq!(url("abc/sag/index.html").as_deref(), Some("abc/sag/"));
        assert_eq!(url("abc/myindex.html").as_deref(), Some("abc/myindex.html"));
        for path in ["a/diagram.svg", "a/a.bpmn", "a/a.vcf", "nyt/feed.xml", "portal.json", "redskaber/skema.pdf"] {
            assert_eq!(url(path).as_deref(), Some(path));
        }
        for path in [
            "assets/portal.0f.css",
            "404.html",
            ".nojekyll",
            "soeg/indeks.js",
            "soeg/indeks-3.js",
            "sitemap.xml",
            "opensearch.xml",
            "a/diagram-bred.svg",
            "abc/index.html.gz",
            "web.config",
            "staticwebapp.config.json",
        ] {
            assert_eq!(url(path), None, "{path}");
        }
    }

    #[test]
    fn what_lies_beside_a_page_is_known() {
        let page = |url: &str| page_of(&Url::new(url)).map(|url| url.to_string());
        for url in ["a/b/tjekliste/", "a/b/diagram.svg", "a/b/b.bpmn", "a/b/b.vcf", "a/b/gennemgang.ics"] {
            assert_eq!(page(url).as_deref(), Some("a/b/"), "{url}");
        }
        assert_eq!(page("samarbejde/kort/borger/").as_deref(), Some("roller/borger/"));
        assert_eq!(page("arbejdsgange/efter/maalgruppe/unge/").as_deref(), Some("maalgrupper/unge/"));
        for url in ["a/b/", "a/b/skema.pdf", "a/b/c.bpmn", "feed.xml", ""] {
            assert_eq!(page(url), None, "{url}");
        }
    }

    #[test]
    fn patterns_name_one_address_or_all_that_begin_alike() {
        let covers = |pattern: &str, url: &str| covers(pattern, &Url::new(url));
        assert!(
            covers("/a/b/", "a/b/") && covers("a/b", "a/b/") && covers("/a/*", "a/b/") && covers("a/x.pdf", "a/x.pdf")
        );
        assert!(!covers("/a/", "a/b/") && !covers("/b/*", "a/b/"));
    }
}
