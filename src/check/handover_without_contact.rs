//! Who hands over a case knows whom to call.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{ActorId, Affiliation, Page, Portal, Step};
use crate::say;

pub static RULE: Rule = Rule {
    id: "handover-without-contact",
    severity: Severity::Warning,
    title: Doc {
        da: "Den, der giver en sag videre, skal kunne ringe.",
        en: "Who hands over a case must be able to call.",
    },
    why: Doc {
        da: "En overdragelse uden telefonnummer ender i en postkasse.",
        en: "A hand-over without a telephone number ends in a mailbox.",
    },
    example: "- id: jobkonsulent\n  name: Jobkonsulent\n  administration: bif",
    fixed: "- id: jobkonsulent\n  name: Jobkonsulent\n  administration: bif\n  contact: jobcenter-enhed",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    let mut reported: BTreeSet<ActorId> = BTreeSet::new();
    for workflow in portal.pages.iter().filter_map(Page::workflow) {
        for step in &workflow.steps {
            for target in workflow.next_done(step).into_iter().filter_map(|index| workflow.step(index)) {
                let Some(actor) = receiver(portal, step, target) else { continue };
                // The remedy is one entry of the registry, so one report per actor.
                if reported.insert(actor) {
                    found.push(problem(portal, actor, target));
                }
            }
        }
    }
}

/// The actor who takes over, when that is somebody inside without a contact.
fn receiver(portal: &Portal, from: &Step, to: &Step) -> Option<ActorId> {
    let (giver, receiver) = (from.by?, to.by?);
    let actor = portal.actor(receiver);
    let inside = matches!(actor.affiliation, Affiliation::Inside(_));
    (giver != receiver && inside && actor.contact.is_none()).then_some(receiver)
}

fn problem(portal: &Portal, actor: ActorId, step: &Step) -> Diagnostic {
    let actor = portal.actor(actor);
    let name = &actor.name;
    Diagnostic::new(
        &RULE,
        actor.span,
        say!("{name} får sager fra andre, men har ingen kontakt.", "{name} is handed cases, but has no contact."),
    )
    .label(step.span, say!("for eksempel her", "for instance here"))
    .help(say!("skriv »contact: <enhed>« på aktøren", "write “contact: <unit>” on the actor"))
}
