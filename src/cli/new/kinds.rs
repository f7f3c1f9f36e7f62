//! The kinds of pages in the words of editors.

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::model::Kind;
use crate::say;
use crate::text::nearest;

/// The Danish word for a page of a kind.
const fn danish(kind: Kind) -> &'static str {
    match kind {
        Kind::Section => "mappe",
        Kind::Workflow => "arbejdsgang",
        Kind::Tool => "redskab",
        Kind::Term => "ord",
        Kind::Service => "ydelse",
        Kind::Contact => "kontakt",
        Kind::Law => "lov",
        Kind::Topic => "emne",
        Kind::Guide => "guide",
        Kind::Path => "forløb",
        Kind::News => "nyhed",
        Kind::Page => "side",
    }
}

/// `workflow (arbejdsgang)`: the word to type, and what it means.
pub fn both(kind: Kind) -> String {
    let (name, danish) = (kind.name(), danish(kind));
    if name == danish { name.to_owned() } else { format!("{name} ({danish})") }
}

/// A folder's name as it can be typed after `--in`; the front page's folder has none.
pub fn name(folder: &str) -> &str {
    if folder.is_empty() { "." } else { folder }
}

/// The kind that was asked for, by its name or by its Danish word.
pub fn parse(written: &str) -> Result<Kind, Failure> {
    let pages = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Section);
    let lower = written.to_lowercase();
    if let Some(kind) = pages().find(|kind| kind.name() == lower || danish(*kind) == lower) {
        return Ok(kind);
    }
    let list = pages().map(both).collect::<Vec<_>>().join(", ");
    let help = match nearest(&lower, pages().flat_map(|kind| [kind.name(), danish(kind)])) {
        Some(near) => say!("mente du »{near}«? Slagsene er {list}", "did you mean “{near}”? Kinds are {list}"),
        None => say!("slagsene er {list}", "kinds are {list}"),
    };
    Err(Failure::new(
        Exit::Usage,
        say!("Der er ingen slags side, der hedder »{written}«.", "There is no kind of page called “{written}”."),
        help,
    ))
}
