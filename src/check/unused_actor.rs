//! Every actor does something.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{ActorId, Page, Portal, StepKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unused-actor",
    severity: Severity::Warning,
    title: Doc { da: "En aktør gør noget i en arbejdsgang.", en: "An actor does something in a workflow." },
    why: Doc { da: "En rolle uden trin har en tom side.", en: "A role without steps has an empty page." },
    example: "",
    fixed: "",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for (number, actor) in portal.actors.iter().enumerate() {
        let id = ActorId(number);
        let used = portal.uses.actors.contains_key(&id) || portal.uses.drafted.contains(&id) || waited_for(portal, id);
        if !used {
            let name = &actor.name;
            found.push(
                Diagnostic::new(
                    &RULE,
                    actor.span,
                    say!("Ingen trin har aktøren »{name}«.", "No step has the actor “{name}”."),
                )
                .help(say!(
                    "slet den, eller skriv hvorfor den står der i »allow«",
                    "delete it, or say why it stands there in “allow”"
                )),
            );
        }
    }
}

fn waited_for(portal: &Portal, actor: ActorId) -> bool {
    let steps = portal.pages.iter().filter_map(Page::workflow).flat_map(|workflow| &workflow.steps);
    steps.into_iter().any(|step| step.kind == StepKind::Wait { actor: Some(actor) })
}
