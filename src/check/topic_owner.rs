//! A topic has one owner.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Content, Lead, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "topic-owner",
    severity: Severity::Warning,
    title: Doc { da: "Et emne har én ansvarlig.", en: "A topic has one owner." },
    why: Doc {
        da: "»Hvem har ansvaret?« skal have ét svar. Er det delt, skal der stå, hvem der afgør tvivl.",
        en: "“Who is responsible?” must have one answer. Where it is shared, the page says who decides.",
    },
    example: "lead: faelles\nshared: Begge forvaltninger",
    fixed: "lead: bif\nshared: Begge forvaltninger",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    // Nobody knows the administrations then.
    if portal.site.unread {
        return;
    }
    for page in &portal.pages {
        let Content::Topic(topic) = &page.content else { continue };
        let (message, help) = match page.lead {
            None => (
                say!("Emnet har ingen ansvarlig forvaltning.", "The topic has no responsible administration."),
                say!(
                    "skriv »lead:« med den forvaltning, der har ansvaret",
                    "write “lead:” with the administration that is responsible"
                ),
            ),
            Some(Lead::Shared) if topic.decides.is_none() => (
                say!(
                    "Emnet har flere ansvarlige, og ingen afgør tvivl.",
                    "The topic has several owners, and nobody decides when in doubt."
                ),
                say!("skriv »decides:« med den, der afgør det", "write “decides:” with who decides"),
            ),
            Some(_) => continue,
        };
        found.push(Diagnostic::new(&RULE, page.title_span, message).help(help));
    }
}
