//! The form of steps: each is exactly one thing, with the fields that thing has.

use super::rules;
use super::value::Fields;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;

/// The fields of which a step has exactly one.
pub const KINDS: [&str; 8] = ["do", "ask", "wait", "run", "split", "join", "start", "end"];

/// More steps than any procedure has, few enough to be drawn and checked in no time.
pub const MAX_STEPS: usize = 500;

/// Which kind of step this is; where that is unclear and was reported, the likeliest.
pub fn kind(step: &Fields) -> &'static str {
    let written = KINDS.into_iter().find(|kind| step.has(kind));
    written.or_else(|| KINDS.into_iter().find(|kind| step.missed(kind))).unwrap_or("do")
}

/// Whether everything that decides where a step leads could be read.
pub fn is_complete(step: &Fields) -> bool {
    let kinds = KINDS.iter().filter(|kind| step.has(kind)).count();
    let exits = ["split", "answers", "next", "late"];
    let answers = kind(step) != "ask" || step.has("answers");
    let targets = step.maps("answers").chain(step.map("late")).all(|exit| exit.has("to"));
    kinds == 1 && answers && targets && !KINDS.iter().chain(&exits).any(|key| step.missed(key))
}

/// Reports what is wrong with the steps of a page and keeps no more of them than a chart can show.
pub fn check_all(fields: &mut Fields, problems: &mut Diagnostics) {
    for step in fields.maps("steps") {
        check(step, problems);
    }
    let Some(extra) = fields.list("steps").get(MAX_STEPS) else { return };
    problems.push(
        Diagnostic::new(
            &rules::STEP_FORM,
            extra.span,
            say!(
                "En arbejdsgang kan ikke have mere end {MAX_STEPS} trin.",
                "A workflow cannot have more than {MAX_STEPS} steps."
            ),
        )
        .help(say!(
            "læg en del i en arbejdsgang for sig, og brug »run«",
            "move a part to a workflow of its own and use “run”"
        )),
    );
    fields.truncate("steps", MAX_STEPS);
    fields.miss("steps");
}

/// Reports steps that are nothing, two things, or carry fields of another kind.
fn check(step: &Fields, problems: &mut Diagnostics) {
    let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| step.has(kind)).collect();
    match kinds.as_slice() {
        // The misspelt one was reported already.
        [] if KINDS.iter().any(|kind| step.missed(kind)) => {}
        [] => problems.push(
            Diagnostic::new(
                &rules::STEP_FORM,
                step.key_span("id").unwrap_or(step.span),
                say!("Trinet siger ikke, hvad der skal ske.", "The step does not say what happens."),
            )
            .help(say!(
                "tilføj do (handling), ask (spørgsmål), wait (vent), run (arbejdsgang), split, join, start eller end",
                "add do, ask, wait, run, split, join, start or end"
            )),
        ),
        [kind] => fields(kind, step, problems),
        [first, second, ..] => problems.push(
            Diagnostic::new(
                &rules::STEP_FORM,
                step.key_span(second).unwrap_or(step.span),
                say!("Trinet er både »{first}« og »{second}«.", "The step is both “{first}” and “{second}”."),
            )
            .help(say!("del det i to trin", "make it two steps")),
        ),
    }
}

/// Fields each kind may carry beside `id` and itself.
fn allowed(kind: &str) -> &'static [&'static str] {
    match kind {
        "do" => &["by", "with", "tools", "law", "within", "remember", "late", "next"],
        "ask" => &["by", "with", "tools", "law", "within", "remember", "choose", "answers"],
        "wait" => &["by", "with", "tools", "law", "within", "remember", "for", "answers", "late", "next"],
        "run" => &["by", "with", "tools", "law", "within", "remember", "answers", "late", "next"],
        "join" | "start" => &["next"],
        "end" => &["then", "law"],
        // A split's branches are its own value.
        _ => &[],
    }
}

/// Fields a step of each kind must have.
pub fn demands(kind: &str) -> &'static [&'static str] {
    match kind {
        "do" => &["do", "by"],
        "ask" => &["ask", "by", "answers"],
        "wait" => &["wait", "by"],
        "run" => &["run", "by"],
        "split" => &["split"],
        "join" => &["join"],
        "start" => &["start"],
        _ => &["end"],
    }
}

fn fields(kind: &'static str, step: &Fields, problems: &mut Diagnostics) {
    let allowed = allowed(kind);
    for key in super::keys::STEP.iter().map(|key| key.name) {
        if key == "id" || key == kind || allowed.contains(&key) {
            continue;
        }
        if let Some(span) = step.key_span(key) {
            let list = allowed.join(", ");
            let help = match allowed {
                [] => say!("det har kun sit id", "it has its id only"),
                _ => say!("det kan have: {list}", "it can have: {list}"),
            };
            problems.push(
                Diagnostic::new(
                    &rules::STEP_FORM,
                    span,
                    say!("Et trin med »{kind}« kan ikke have »{key}«.", "A step with “{kind}” cannot have “{key}”."),
                )
                .help(help),
            );
        }
    }
    let late = step.has("late").then_some("within");
    let lacks = |key: &&str| !step.has(key) && !step.missed(key);
    for key in demands(kind).iter().copied().chain(late).filter(lacks) {
        let span = step.key_span(kind).unwrap_or(step.span);
        let example = super::keys::find(&[super::keys::STEP], key).map_or("…", |key| key.example);
        problems.push(
            Diagnostic::new(&rules::STEP_FORM, span, say!("Trinet mangler »{key}«.", "The step lacks “{key}”."))
                .help(say!("tilføj for eksempel »{key}: {example}«", "add for example “{key}: {example}”")),
        );
    }
    if step.has("answers") && step.has("next") {
        problems.push(Diagnostic::new(
            &rules::STEP_FORM,
            step.key_span("next").unwrap_or(step.span),
            say!(
                "Trinet har både »answers« og »next«; svarene siger selv, hvor de fører hen.",
                "The step has both “answers” and “next”; the answers say where they lead."
            ),
        ));
    }
}
