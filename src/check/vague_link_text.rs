//! Link texts stand alone.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;

pub static RULE: Rule = Rule {
    id: "vague-link-text",
    severity: Severity::Warning,
    title: Doc { da: "Et link siger selv, hvor det fører hen.", en: "A link says by itself where it leads." },
    why: Doc {
        da: "Skærmlæsere kan læse en sides links op som en liste, og i søgning og udskrift står »her« uden mening.",
        en: "Screen readers can read a page's links as a list, and “here” says nothing in search and print.",
    },
    example: "Læs mere [her](partshoering.md).",
    fixed: "Læs om [partshøring](partshoering.md).",
};

const VAGUE: [&str; 12] = [
    "her",
    "klik her",
    "læs mere",
    "læs mere her",
    "se her",
    "link",
    "mere",
    "dette link",
    "denne side",
    "here",
    "click here",
    "read more",
];

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for link in portal.pages.iter().flat_map(|page| &page.body.links) {
        let text = link.text.trim().trim_end_matches(['.', ':', '…']).to_lowercase();
        let bare = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
        if bare || VAGUE.contains(&text.as_str()) {
            let text = link.text.trim();
            found.push(
                Diagnostic::new(
                    &RULE,
                    link.span,
                    say!(
                        "Linkteksten »{text}« siger ikke, hvor linket fører hen.",
                        "The link text “{text}” does not say where it leads."
                    ),
                )
                .help(say!("brug sidens titel som tekst", "use the page's title as its text")),
            );
        }
    }
}
