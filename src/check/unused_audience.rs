//! Every audience has a page.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{AudienceId, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unused-audience",
    severity: Severity::Warning,
    title: Doc { da: "En målgruppe har sider.", en: "An audience has pages." },
    why: Doc {
        da: "En målgruppe uden sider giver en tom oversigt.",
        en: "An audience without pages makes an empty list.",
    },
    example: "",
    fixed: "",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for (number, audience) in portal.audiences.iter().enumerate() {
        if !portal.uses.audiences.contains_key(&AudienceId(number)) {
            let name = &audience.name;
            found.push(
                Diagnostic::new(
                    &RULE,
                    audience.span,
                    say!("Ingen side er for målgruppen »{name}«.", "No page is for the audience “{name}”."),
                )
                .help(say!(
                    "slet den, eller skriv hvorfor den står der i »allow«",
                    "delete it, or say why it stands there in “allow”"
                )),
            );
        }
    }
}
