//! The form of steps: each is exactly one thing, with the fields that thing has.

use super::rules;
use super::value::Fields;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;

/// The fields of which a step has exactly one.
pub const KINDS: [&str; 8] = ["do", "ask", "wait", "run", "split", "join", "start", "end"];

/// Which kind of step this is; `None` when that was reported.
pub fn kind(step: &Fields) -> Option<&'static str> {
    let mut kinds = KINDS.into_iter().filter(|kind| step.has(kind));
    let first = kinds.next()?;
    kinds.next().is_none().then_some(first)
}

/// Reports steps that are nothing, two things, or carry fields of another kind.
pub fn check(step: &Fields, problems: &mut Diagnostics) {
    let kinds: Vec<&str> = KINDS.into_iter().filter(|kind| step.has(kind)).collect();
    match kinds.as_slice() {
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
pub(super) fn demands(kind: &str) -> &'static [&'static str] {
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
            problems.push(
                Diagnostic::new(
                    &rules::STEP_FORM,
                    span,
                    say!("Et trin med »{kind}« kan ikke have »{key}«.", "A step with “{kind}” cannot have “{key}”."),
                )
                .help(say!("det kan have: {list}", "it can have: {list}")),
            );
        }
    }
    let late = step.has("late").then_some("within");
    for key in demands(kind).iter().copied().chain(late).filter(|key| !step.has(key)) {
        let span = step.key_span(kind).unwrap_or(step.span);
        problems.push(
            Diagnostic::new(&rules::STEP_FORM, span, say!("Trinet mangler »{key}«.", "The step lacks “{key}”."))
                .help(say!("tilføj »{key}:«", "add “{key}:”")),
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
