//! What BPMN has no element for, in words: any modeller shows the documentation of a step.

use super::Subject;
use super::plan::Plan;
use crate::model::{Guidance, Step};

pub(super) fn of(plan: &Plan, n: usize, step: &Step) -> String {
    let (portal, words) = (plan.subject.portal, plan.subject.words);
    let tools = step.tools.iter().map(|tool| portal.page(*tool).title.as_str());
    let laws = step.law.iter().map(|law| &*law.text);
    let within = step.within.iter().map(|within| within.text.as_str());
    let with = step.with.iter().map(|actor| portal.actor(*actor).name.as_str());
    let lines = [
        line(&words.tools, tools),
        line(&words.law, laws),
        line(&words.within, within),
        line(&words.remember, step.remember.as_deref().into_iter()),
        line(&words.with, with),
    ];
    let facts = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let guidance = guidance(plan, n);
    let gap = if facts.is_empty() || guidance.is_empty() { "" } else { "\n\n" };
    format!("{facts}{gap}{guidance}")
}

fn line<'a>(word: &str, values: impl Iterator<Item = &'a str>) -> Option<String> {
    let list = values.collect::<Vec<_>>().join(", ");
    (!list.is_empty()).then(|| format!("{word}: {list}"))
}

/// The text below the heading with the step's id, as written.
pub(super) fn guidance(plan: &Plan, n: usize) -> String {
    plan.guidance.steps.get(n).map_or_else(String::new, |parts| text(plan.subject, parts))
}

/// The heading above it, when it is not the step's title.
pub(super) fn heading<'a>(plan: &Plan<'a>, step: &Step) -> Option<&'a str> {
    let heading = plan.subject.page.body.headings.get(step.guidance?)?;
    (heading.text != step.title).then_some(&heading.text)
}

/// The rest of the page's text, as written.
pub(super) fn body(plan: &Plan) -> String {
    let Guidance { intro, rest, .. } = &plan.guidance;
    let parts: Vec<_> = std::iter::once(intro).chain(rest).cloned().collect();
    text(plan.subject, &parts)
}

fn text(subject: Subject, parts: &[std::ops::Range<usize>]) -> String {
    let parts = parts.iter().filter_map(|part| subject.source.get(part.clone())).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
