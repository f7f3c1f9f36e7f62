//! A workflow names its tools.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;

pub static RULE: Rule = Rule {
    id: "workflow-without-tool",
    severity: Severity::Warning,
    title: Doc { da: "En arbejdsgang har sine redskaber ved hånden.", en: "A workflow has its tools at hand." },
    why: Doc {
        da: "Blanketter, breve og systemer skal kunne åbnes fra det trin, hvor de bruges.",
        en: "Forms, letters and systems must open from the step that uses them.",
    },
    example: "steps:\n- id: a\n  do: Send brevet",
    fixed: "steps:\n- id: a\n  do: Send brevet\n  tools: [brev-afgoerelse]",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for page in &portal.pages {
        if page.workflow().is_some_and(|workflow| !workflow.names_tool) {
            found.push(
                Diagnostic::new(&RULE, page.title_span, say!("Ingen trin har et redskab.", "No step has a tool."))
                    .help(say!(
                        "skriv »tools: [...]« på det trin, hvor redskabet bruges",
                        "write “tools: [...]” on the step that uses it"
                    )),
            );
        }
    }
}
