//! Every tool is used by a workflow.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Kind, Portal};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unused-tool",
    severity: Severity::Warning,
    title: Doc { da: "Et redskab bruges i en arbejdsgang.", en: "A tool is used by a workflow." },
    why: Doc {
        da: "Et redskab, som ingen trin nævner, findes ikke af den, der skal bruge det.",
        en: "A tool that no step names is not found by who needs it.",
    },
    example: "",
    fixed: "",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for tool in portal.of_kind(Kind::Tool).filter(|tool| !portal.uses.tools.contains_key(&tool.id)) {
        let title = &tool.title;
        found.push(
            Diagnostic::new(
                &RULE,
                tool.title_span,
                say!("Ingen arbejdsgang bruger »{title}«.", "No workflow uses “{title}”."),
            )
            .help(say!(
                "sæt det på et trin, eller skriv hvorfor ikke i »allow«",
                "put it on a step, or say why not in “allow”"
            )),
        );
    }
}
