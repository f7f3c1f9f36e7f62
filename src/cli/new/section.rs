//! Which folder a new page goes into.

use super::kinds::{both, name};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::diag::Text;
use crate::model::{Content, Kind, Page, Portal};
use crate::say;
use crate::text::nearest;

/// The section of the new page: the one that was named, or the only one of its kind.
pub fn choose<'a>(portal: &'a Portal, kind: Kind, wanted: Option<&str>) -> Result<&'a Page, Failure> {
    let candidates = candidates(portal, kind);
    if let Some(wanted) = wanted {
        return named(portal, kind, &candidates, wanted);
    }
    match candidates.as_slice() {
        [only] => Ok(only),
        [] => {
            let (what, kind) = (both(kind), kind.name());
            Err(Failure::new(
                Exit::Usage,
                say!("Portalen har ingen mappe til {what}.", "The portal has no folder for {what}."),
                say!(
                    "lav en mappe under content/ med en fil _index.md, hvor der står »title:« og »kind: {kind}«",
                    "make a folder below content/ with a file _index.md that says “title:” and “kind: {kind}”"
                ),
            ))
        }
        several => {
            let what = both(kind);
            Err(Failure::new(
                Exit::Usage,
                say!("Der er flere mapper til {what}.", "There are several folders for {what}."),
                choice(several),
            ))
        }
    }
}

/// The same, also for a folder, which goes into any other.
pub fn of_kind<'a>(portal: &'a Portal, kind: Kind, wanted: Option<&str>) -> Result<&'a Page, Failure> {
    match (kind, wanted) {
        (Kind::Section, Some(wanted)) => named_folder(portal, wanted),
        (Kind::Section, None) => named_folder(portal, ""),
        _ => choose(portal, kind, wanted),
    }
}

/// The section of a folder, whatever its pages are.
pub fn named_folder<'a>(portal: &'a Portal, wanted: &str) -> Result<&'a Page, Failure> {
    let wanted = normalised(wanted);
    let found = portal.of_kind(Kind::Section).find(|page| folder(page) == wanted);
    found.ok_or_else(|| unknown(portal, &parents(portal), &wanted))
}

/// Every section, the front page first.
pub fn parents(portal: &Portal) -> Vec<&Page> {
    portal.of_kind(Kind::Section).collect()
}

/// The folder of a section below `content/`; `""` for the front page.
pub fn folder(section: &Page) -> &str {
    section.source.folder().strip_prefix("content").unwrap_or_default().trim_start_matches('/')
}

/// Sections that say they hold pages of the kind, the innermost only: workflows lie in areas.
pub fn candidates(portal: &Portal, kind: Kind) -> Vec<&Page> {
    let all: Vec<&Page> = portal.of_kind(Kind::Section).filter(|page| own_kind(page) == Some(kind)).collect();
    let inner = |page: &&Page| !all.iter().any(|other| portal.ancestors(other).contains(&page.id));
    let innermost: Vec<&Page> = all.iter().copied().filter(inner).collect();
    if innermost.is_empty() && kind == Kind::Page {
        // Where no folder says what its pages are, they are ordinary ones.
        return portal.of_kind(Kind::Section).filter(|page| kind_of(portal, page) == Kind::Page).collect();
    }
    innermost
}

fn own_kind(section: &Page) -> Option<Kind> {
    match &section.content {
        Content::Section(section) => section.kind,
        _ => None,
    }
}

/// The kind of the pages in a section: its own, or that of the nearest section above that says one.
pub fn kind_of(portal: &Portal, section: &Page) -> Kind {
    let above = portal.ancestors(section).into_iter().rev().map(|id| portal.page(id));
    std::iter::once(section).chain(above).find_map(own_kind).unwrap_or(Kind::Page)
}

fn named<'a>(portal: &'a Portal, kind: Kind, candidates: &[&'a Page], wanted: &str) -> Result<&'a Page, Failure> {
    let wanted = normalised(wanted);
    let Some(section) = portal.of_kind(Kind::Section).find(|page| folder(page) == wanted) else {
        return Err(unknown(portal, candidates, &wanted));
    };
    let actual = kind_of(portal, section);
    if actual == kind {
        return Ok(section);
    }
    let (actual, what) = (both(actual), both(kind));
    Err(Failure::new(
        Exit::Usage,
        say!("Siderne i »{wanted}« er {actual}, ikke {what}.", "The pages in “{wanted}” are {actual}, not {what}."),
        choice(candidates),
    ))
}

/// A folder as editors may write it: with `content/` in front, with slashes of either kind around it.
fn normalised(folder: &str) -> String {
    let folder = folder.replace('\\', "/");
    let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let parts = parts.strip_prefix(&["content"]).unwrap_or(&parts);
    parts.join("/")
}

fn unknown(portal: &Portal, candidates: &[&Page], wanted: &str) -> Failure {
    let message = say!(
        "Mappen »content/{wanted}« er ikke en del af portalen: den har ingen _index.md.",
        "The folder “content/{wanted}” is no part of the portal: it has no _index.md."
    );
    let help = match nearest(wanted, portal.of_kind(Kind::Section).map(folder)) {
        Some(near) => say!("mente du »{near}«?", "did you mean “{near}”?"),
        None => choice(candidates),
    };
    Failure::new(Exit::Usage, message, help)
}

fn choice(candidates: &[&Page]) -> Text {
    if candidates.is_empty() {
        return say!(
            "lav en mappe under content/ med en fil _index.md, og skriv dens »kind« i den",
            "make a folder below content/ with a file _index.md, and write its “kind” there"
        );
    }
    let list = list(candidates);
    say!("skriv --in og en af dem: {list}", "write --in and one of these: {list}")
}

/// Folders as they can be typed.
pub fn list(sections: &[&Page]) -> String {
    sections.iter().map(|page| name(folder(page))).collect::<Vec<_>>().join(", ")
}
