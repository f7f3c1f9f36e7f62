//! A decision has two different ways out at least.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{ExitKind, Page, Portal, Step, StepKind};
use crate::say;
use crate::source::Span;

pub static RULE: Rule = Rule {
    id: "decision-exits",
    severity: Severity::Error,
    title: Doc {
        da: "En beslutning har mindst to forskellige udgange.",
        en: "A decision has two different ways out at least.",
    },
    why: Doc {
        da: "Et spørgsmål, hvor alle svar fører samme sted hen, er ikke en beslutning, og to ens svar kan ikke skelnes.",
        en: "A question whose answers all lead to one place is no decision, and two equal answers cannot be told apart.",
    },
    example: "- id: oplyst\n  ask: Er sagen oplyst?\n  answers: {Ja: afgoer}",
    fixed: "- id: oplyst\n  ask: Er sagen oplyst?\n  answers: {Ja: afgoer, Nej: hent}",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for workflow in portal.pages.iter().filter_map(Page::workflow) {
        for step in &workflow.steps {
            equal_answers(step, found);
            if !workflow.incomplete {
                found.extend(one_exit(step).into_iter().collect());
            }
        }
    }
}

/// A question or a split of which every way out leads to the same step.
fn one_exit(step: &Step) -> Option<Diagnostic> {
    let first = step.exits.first()?.to;
    if step.exits.iter().any(|exit| exit.to != first) {
        return None;
    }
    let (title, id) = (&step.title, &step.id);
    let (message, help) = match step.kind {
        StepKind::Decision { .. } if step.exits.len() == 1 => (
            say!("Spørgsmålet »{title}« har kun ét svar.", "The question “{title}” has one answer only."),
            say!(
                "tilføj det andet svar under »answers«, eller skriv det som en handling",
                "add the other answer below “answers”, or write it as an action"
            ),
        ),
        StepKind::Decision { .. } => (
            say!("Alle svar på »{title}« fører samme sted hen.", "All answers to “{title}” lead to the same place."),
            say!(
                "giv svarene hvert sit trin, eller skriv det som en handling",
                "give each answer a step of its own, or write it as an action"
            ),
        ),
        StepKind::Split => (
            say!("Delingen »{id}« har kun én gren.", "The split “{id}” has one branch only."),
            say!("nævn mindst to trin i »split«", "name two steps at least in “split”"),
        ),
        _ => return None,
    };
    Some(Diagnostic::new(&RULE, step.span, message).help(help))
}

fn equal_answers(step: &Step, found: &mut Diagnostics) {
    let mut seen: Vec<(String, Span)> = Vec::new();
    for exit in step.exits.iter().filter(|exit| exit.kind == ExitKind::Answer) {
        let Some(say) = &exit.say else { continue };
        let text = say.trim().to_lowercase();
        match seen.iter().find(|(known, _)| *known == text) {
            Some((_, first)) => found.push(
                Diagnostic::new(
                    &RULE,
                    exit.span,
                    say!("Svaret »{say}« står to gange.", "The answer “{say}” stands twice."),
                )
                .label(*first, say!("første gang her", "first here"))
                .help(say!("skriv, hvad der skiller de to svar", "write what tells the two apart")),
            ),
            None => seen.push((text, exit.span)),
        }
    }
}
