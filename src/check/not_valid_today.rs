//! A page holds today.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Date, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "not-valid-today",
    severity: Severity::Notice,
    title: Doc { da: "En side gælder i dag.", en: "A page holds today." },
    why: Doc {
        da: "Siden viser selv, hvornår den gælder; rapporten viser, hvad der skal ryddes op.",
        en: "The page says itself when it holds; the report shows what to clear up.",
    },
    example: "valid_until: 2025-12-31",
    fixed: "valid_until: 2027-12-31",
};

pub fn check(portal: &Portal, today: Date, found: &mut Diagnostics) {
    for page in &portal.pages {
        let message = match (page.valid_from, page.valid_until) {
            (_, Some(until)) if until < today => say!("Siden gjaldt til {until}.", "The page held until {until}."),
            (Some(from), _) if from > today => {
                say!("Siden gælder først fra {from}.", "The page holds from {from} only.")
            }
            _ => continue,
        };
        found.push(Diagnostic::new(&RULE, page.title_span, message).help(say!(
            "ret datoerne, eller sæt »status: historical«",
            "correct the dates, or set “status: historical”"
        )));
    }
}
