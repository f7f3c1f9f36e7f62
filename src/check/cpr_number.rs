//! Civil registration numbers never stand on a page.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;

pub static RULE: Rule = Rule {
    id: "cpr-number",
    severity: Severity::Error,
    title: Doc {
        da: "CPR-numre må ikke stå på en side.", en: "Civil registration numbers may not stand on a page."
    },
    why: Doc {
        da: "Portalen læses af alle medarbejdere og gemmes i kopier. Også opdigtede numre kan tilhøre nogen.",
        en: "The portal is read by every member of staff and kept in copies. Invented numbers may belong to somebody, too.",
    },
    example: "Borgerens nummer er 010203-1234.",
    fixed: "Borgerens nummer er [CPR-nummer].",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for span in portal.pages.iter().flat_map(|page| &page.cpr) {
        found.push(
            Diagnostic::new(
                &RULE,
                *span,
                say!("Det ligner et CPR-nummer.", "This looks like a civil registration number."),
            )
            .help(say!("skriv [CPR-nummer] i stedet", "write [CPR-nummer] instead")),
        );
    }
}
