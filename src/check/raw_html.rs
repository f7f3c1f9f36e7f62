//! Pages are Markdown; raw HTML is not passed on.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;

pub static RULE: Rule = Rule {
    id: "raw-html",
    severity: Severity::Error,
    title: Doc { da: "Sider er Markdown uden HTML.", en: "Pages are Markdown without HTML." },
    why: Doc {
        da: "HTML i teksten kan ødelægge siden for skærmlæsere og udskrift, og det kan køre programmer. Brug Markdown: **fed**, lister, tabeller, > [!NOTE].",
        en: "HTML in a text can break the page for screen readers and print, and it can run programs. Use Markdown: **bold**, lists, tables, > [!NOTE].",
    },
    example: "<b>Vigtigt</b>",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for span in portal.pages.iter().flat_map(|page| &page.body.html) {
        found.push(
            Diagnostic::new(&RULE, *span, say!("HTML kan ikke bruges på en side.", "HTML cannot be used on a page."))
                .help(say!("skriv det i Markdown, eller sæt \\ foran <", "write it in Markdown, or put \\ before <")),
        );
    }
}
