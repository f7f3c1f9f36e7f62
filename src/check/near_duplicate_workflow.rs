//! No workflow is a copy of another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity, Text};
use crate::model::{Page, Portal, StepKind, Workflow};
use crate::parallel;
use crate::say;
use crate::text::{gist, sentences};

pub static RULE: Rule = Rule {
    id: "near-duplicate-workflow",
    severity: Severity::Warning,
    title: Doc { da: "Ingen arbejdsgang er en kopi af en anden.", en: "No workflow is a copy of another." },
    why: Doc {
        da: "Det, der står to steder, bliver rettet ét sted. Højst halvdelen af trinene og af vejledningens \
             sætninger må være ens; bøjning, rækkefølge og små ord gør ingen forskel.",
        en: "What stands in two places is corrected in one. At most half of the steps and of the sentences of \
             the guidance may be the same; inflection, order and small words make no difference.",
    },
    example: "",
    fixed: "",
};

/// Guidance of fewer sentences says too little to be a copy.
const SENTENCES: usize = 4;

/// What of a workflow may be a copy: the texts of its steps, and the sentences of its guidance.
struct Original<'a> {
    page: &'a Page,
    steps: BTreeSet<String>,
    sentences: BTreeSet<String>,
}

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    let workflows: Vec<Original> = parallel::map(portal.pages.shared(), |page| {
        Some(Original { page, steps: steps(page.workflow()?), sentences: guidance(page) })
    })
    .into_iter()
    .flatten()
    .collect();
    let mut copied = BTreeSet::new();
    for (pair, count) in shared(workflows.iter().map(|workflow| &workflow.steps)) {
        if let Some((a, b)) = both(&workflows, pair)
            && count * 2 > a.steps.len().min(b.steps.len())
        {
            copied.insert(pair);
            found.push(problem(a.page, b.page, same_steps(count, a.page)));
        }
    }
    for (pair, count) in shared(workflows.iter().map(|workflow| &workflow.sentences)) {
        if let Some((a, b)) = both(&workflows, pair)
            && !copied.contains(&pair)
            && let smaller = a.sentences.len().min(b.sentences.len())
            && smaller >= SENTENCES
            && count * 2 > smaller
        {
            found.push(problem(a.page, b.page, same_sentences(count, a.page)));
        }
    }
}

/// What is done and asked. Sub-workflows are what common parts should be, so they do not count; a
/// workflow of nothing else is its sub-workflows in their order.
fn steps(workflow: &Workflow) -> BTreeSet<String> {
    let is_run = |kind: StepKind| matches!(kind, StepKind::Run { .. });
    let numbered = || workflow.steps.iter().filter(|step| step.kind.is_numbered());
    let own: BTreeSet<String> = numbered().filter(|step| !is_run(step.kind)).map(|step| gist(&step.title)).collect();
    if !own.is_empty() {
        return own;
    }
    let parts: Vec<&str> = numbered().map(|step| step.title.as_str()).collect();
    if parts.is_empty() { own } else { BTreeSet::from([parts.join(" / ")]) }
}

fn guidance(page: &Page) -> BTreeSet<String> {
    sentences(&page.body.plain).map(gist).collect()
}

/// How many texts each pair has in common. Only pairs that share one at all are met.
fn shared<'a>(workflows: impl Iterator<Item = &'a BTreeSet<String>>) -> BTreeMap<(usize, usize), usize> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, texts) in workflows.enumerate() {
        for text in texts {
            places.entry(text).or_default().push(number);
        }
    }
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for list in places.values() {
        for (at, first) in list.iter().enumerate() {
            for second in list.iter().skip(at + 1) {
                *shared.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    shared.into_iter().collect()
}

fn both<'a, 'p>(all: &'a [Original<'p>], pair: (usize, usize)) -> Option<(&'a Original<'p>, &'a Original<'p>)> {
    Some((all.get(pair.0)?, all.get(pair.1)?))
}

fn same_steps(count: usize, other: &Page) -> Text {
    let title = &other.title;
    say!(
        "Arbejdsgangen har {count} trin til fælles med »{title}«.",
        "The workflow shares {count} steps with “{title}”."
    )
}

fn same_sentences(count: usize, other: &Page) -> Text {
    let title = &other.title;
    say!(
        "Vejledningen har {count} sætninger til fælles med »{title}«.",
        "The guidance shares {count} sentences with “{title}”."
    )
}

fn problem(first: &Page, second: &Page, message: Text) -> Diagnostic {
    Diagnostic::new(&RULE, second.title_span, message)
        .label(first.title_span, say!("den anden arbejdsgang", "the other workflow"))
        .help(say!(
            "læg det fælles i en arbejdsgang for sig, og brug »run«",
            "put the common part into a workflow of its own and use “run”"
        ))
}
