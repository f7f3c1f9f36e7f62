//! Where a step leads: answers, what happens when it is too late, and a next step that was written.

use super::steps::{Compared, name};
use crate::diag::Text;
use crate::model::{Exit, ExitKind, Step, Workflow};
use crate::say;

/// What became of the ways out of a step. What follows from the order of the steps is told by the steps.
pub fn told(step: &Compared) -> Vec<Text> {
    let mut gone: Vec<&Exit> = written(step.old).collect();
    let mut all = Vec::new();
    let mut fresh = Vec::new();
    for now in written(step.new) {
        match gone.iter().position(|was| is_same(was, now)) {
            Some(at) => all.extend(led(step, gone.remove(at), now)),
            None => fresh.push(now),
        }
    }
    for now in fresh {
        // Another answer to the same step is the answer in other words.
        let reworded = gone.iter().position(|was| was.kind == ExitKind::Answer && leads_alike(step, was, now));
        all.extend(match reworded.filter(|_| now.kind == ExitKind::Answer) {
            Some(at) => reworded_from(step, gone.remove(at), now),
            None => arrived(step, now),
        });
    }
    all.extend(gone.into_iter().filter_map(|was| left(step, was)));
    all
}

fn written(step: &Step) -> impl Iterator<Item = &Exit> {
    // The branches of a split are told by its steps.
    step.exits.iter().filter(|exit| !exit.implied && exit.kind != ExitKind::Branch)
}

fn is_same(was: &Exit, now: &Exit) -> bool {
    was.kind == now.kind && (now.kind != ExitKind::Answer || was.say == now.say)
}

/// A step whose id alone was changed is no other target.
fn leads_alike(step: &Compared, was: &Exit, now: &Exit) -> bool {
    let ends = step.was.step(was.to).zip(step.now.step(now.to));
    ends.is_some_and(|(before, after)| before.id == after.id || before.title == after.title)
}

fn led(step: &Compared, was: &Exit, now: &Exit) -> Option<Text> {
    if !leads_alike(step, was, now) {
        let Text { da, en } = place(step.now, now)?;
        return Some(step.says(match (now.kind, &now.say) {
            (ExitKind::Answer, Some(answer)) => {
                say!("fører nu ved svaret »{answer}« til {da}.", "now leads to {en} by the answer “{answer}”.")
            }
            (ExitKind::Late, _) => {
                say!("fører nu til {da}, når fristen er overskredet.", "now leads to {en} when time is up.")
            }
            _ => say!("fører nu videre til {da}.", "now leads on to {en}."),
        }));
    }
    let answer = now.say.as_ref().filter(|_| now.kind == ExitKind::Answer && was.when != now.when)?;
    Some(step.says(match &now.when {
        None => say!(
            "har ingen betingelse længere for svaret »{answer}«.",
            "has no condition for the answer “{answer}” any more."
        ),
        Some(when) => say!(
            "har en ny betingelse for svaret »{answer}«: {when}.",
            "has a new condition for the answer “{answer}”: {when}."
        ),
    }))
}

fn reworded_from(step: &Compared, was: &Exit, now: &Exit) -> Option<Text> {
    let (before, after) = (was.say.as_ref()?, now.say.as_ref()?);
    Some(step.says(say!("har svaret »{after}« (før »{before}«).", "has the answer “{after}” (was “{before}”).")))
}

fn arrived(step: &Compared, now: &Exit) -> Option<Text> {
    // What was said by the order before is no news when it is written.
    let follows = step.old.exits.iter().find(|was| was.kind == ExitKind::Next);
    if now.kind == ExitKind::Next && follows.is_some_and(|was| leads_alike(step, was, now)) {
        return None;
    }
    let Text { da, en } = place(step.now, now)?;
    Some(step.says(match (now.kind, &now.say) {
        (ExitKind::Answer, Some(answer)) => {
            say!("har et nyt svar: »{answer}« fører til {da}.", "has a new answer: “{answer}” leads to {en}.")
        }
        (ExitKind::Late, _) => {
            say!("fører nu til {da}, når fristen er overskredet.", "now leads to {en} when time is up.")
        }
        _ => say!("fører nu videre til {da}.", "now leads on to {en}."),
    }))
}

fn left(step: &Compared, was: &Exit) -> Option<Text> {
    match (was.kind, &was.say) {
        (ExitKind::Answer, Some(answer)) => {
            Some(step.says(say!("har ikke længere svaret »{answer}«.", "has the answer “{answer}” no more.")))
        }
        (ExitKind::Late, _) => Some(step.says(say!(
            "siger ikke længere, hvad der sker, når fristen er overskredet.",
            "no longer says what happens when time is up."
        ))),
        // Without a next step of its own the one below follows.
        (ExitKind::Next, _) => {
            let now = step.new.exits.iter().find(|now| now.kind == ExitKind::Next)?;
            if leads_alike(step, was, now) {
                return None;
            }
            let Text { da, en } = place(step.now, now)?;
            Some(step.says(say!("fører nu videre til {da}.", "now leads on to {en}.")))
        }
        _ => None,
    }
}

/// "trin 6 »Bevilg«", in the middle of a sentence.
fn place(workflow: &Workflow, exit: &Exit) -> Option<Text> {
    let Text { da, en } = name(workflow.step(exit.to)?);
    let lower = |text: String| {
        let mut letters = text.chars();
        letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    Some(Text::new(lower(da), lower(en)))
}
