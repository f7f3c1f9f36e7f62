//! Pages are Markdown; raw HTML is not passed on.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;
use crate::source::Span;

pub static RULE: Rule = Rule {
    id: "raw-html",
    severity: Severity::Error,
    title: Doc { da: "Sider er Markdown uden HTML.", en: "Pages are Markdown without HTML." },
    why: Doc {
        da: "HTML i teksten kan ødelægge siden for skærmlæsere og udskrift, og det kan køre programmer. Brug Markdown: **fed**, lister, tabeller, > [!NOTE].",
        en: "HTML in a text can break the page for screen readers and print, and it can run programs. Use Markdown: **bold**, lists, tables, > [!NOTE].",
    },
    example: "<b>Vigtigt</b>",
    fixed: "**Vigtigt**",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for body in portal.pages.iter().map(|page| &page.body) {
        for span in &body.html {
            found.push(problem(*span, body.from_word));
        }
    }
}

fn problem(span: Span, from_word: bool) -> Diagnostic {
    if from_word {
        return Diagnostic::new(
            &RULE,
            span,
            say!(
                "Teksten er indsat fra Word eller Outlook som HTML.",
                "The text was pasted from Word or Outlook as HTML."
            ),
        )
        .help(say!(
            "slet den, og indsæt den igen uden formatering (Ctrl+Shift+V)",
            "delete it, and paste it again without its format (Ctrl+Shift+V)"
        ));
    }
    Diagnostic::new(&RULE, span, say!("HTML kan ikke bruges på en side.", "HTML cannot be used on a page."))
        .help(say!("skriv det i Markdown, eller sæt \\ foran <", "write it in Markdown, or put \\ before <"))
}
