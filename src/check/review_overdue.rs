//! A page is reviewed in time.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Date, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "review-overdue",
    severity: Severity::Notice,
    title: Doc { da: "En side gennemgås til tiden.", en: "A page is reviewed in time." },
    why: Doc {
        da: "En forældet side er værre end ingen. Siden får et banner, og ejeren står i kvalitetsrapporten.",
        en: "A stale page is worse than none. The page gets a banner, and its owner stands in the quality report.",
    },
    example: "reviewed: 2024-01-01",
    fixed: "reviewed: 2026-11-22",
};

pub fn check(portal: &Portal, today: Date, found: &mut Diagnostics) {
    for page in portal.pages.iter().filter(|page| page.is_overdue(today)) {
        let Some(due) = page.review_due else { continue };
        found.push(
            Diagnostic::new(
                &RULE,
                page.title_span,
                say!("Siden skulle være gennemgået senest {due}.", "The page was to be reviewed by {due}."),
            )
            .help(say!("gennemgå den, og ret »reviewed«", "review it and correct “reviewed”")),
        );
    }
}
