//! A decision has two different ways out at least.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{ExitKind, Page, Portal, Step, StepKind, UnresolvedKind};
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
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    for page in &portal.pages {
        let Some(workflow) = page.workflow() else { continue };
        for step in &workflow.steps {
            equal_answers(step, found);
            if matches!(step.kind, StepKind::Decision { .. }) && !step.exits.is_empty() {
                one_exit(portal, page, step, found);
            }
        }
    }
}

fn one_exit(portal: &Portal, page: &Page, step: &Step, found: &mut Diagnostics) {
    let first = step.exits.first().map(|exit| exit.to);
    let several = step.exits.iter().any(|exit| Some(exit.to) != first);
    let unknown = portal.unresolved.iter().any(|r| r.kind == UnresolvedKind::Step && r.span.file == page.file);
    if !several && !unknown {
        let title = &step.title;
        found.push(
            Diagnostic::new(
                &RULE,
                step.span,
                say!(
                    "Alle svar på »{title}« fører samme sted hen.",
                    "All answers to “{title}” lead to the same place."
                ),
            )
            .help(say!(
                "giv svarene hvert sit trin, eller skriv det som en handling",
                "give each answer a step of its own, or write it as an action"
            )),
        );
    }
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
