//! No workflow is a copy of another.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity, Text};
use crate::model::{Page, Portal, StepKind, Workflow};
use crate::parallel;
use crate::say;
use crate::text::{Gist, Gists, sentences};

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

/// What of a workflow may be a copy: the texts of its steps, and the sentences of its guidance; in order, each once.
struct Original<'a> {
    page: &'a Page,
    steps: Vec<Gist>,
    sentences: Vec<Gist>,
}

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    let workflows: Vec<Original> = parallel::map_with(portal.pages.shared(), Gists::default, |gists, page| {
        let (steps, sentences) = (steps(page.workflow()?, gists), guidance(page, gists));
        Some(Original { page, steps, sentences })
    })
    .into_iter()
    .flatten()
    .collect();
    let steps: Vec<&[Gist]> = workflows.iter().map(|workflow| workflow.steps.as_slice()).collect();
    let mut copied = BTreeSet::new();
    for Copied { pair, count, .. } in copies(&steps) {
        if let Some((a, b)) = both(&workflows, pair) {
            copied.insert(pair);
            found.push(problem(a.page, b.page, same_steps(count, a.page)));
        }
    }
    let sentences: Vec<&[Gist]> = workflows.iter().map(|workflow| workflow.sentences.as_slice()).collect();
    for Copied { pair, count, of } in copies(&sentences) {
        if of >= SENTENCES
            && !copied.contains(&pair)
            && let Some((a, b)) = both(&workflows, pair)
        {
            found.push(problem(a.page, b.page, same_sentences(count, a.page)));
        }
    }
}

/// What is done and asked. Sub-workflows are what common parts should be, so they do not count; a
/// workflow of nothing else is its sub-workflows in their order.
fn steps(workflow: &Workflow, gists: &mut Gists) -> Vec<Gist> {
    let is_run = |kind: StepKind| matches!(kind, StepKind::Run { .. });
    let numbered = || workflow.steps.iter().filter(|step| step.kind.is_numbered());
    let own = set(numbered().filter(|step| !is_run(step.kind)).map(|step| gists.of(&step.title)));
    if !own.is_empty() {
        return own;
    }
    let parts: Vec<&str> = numbered().map(|step| step.title.as_str()).collect();
    if parts.is_empty() { own } else { vec![Gist::exact(&parts.join(" / "))] }
}

fn guidance(page: &Page, gists: &mut Gists) -> Vec<Gist> {
    set(sentences(&page.body.plain).map(|sentence| gists.of(sentence)))
}

fn set(gists: impl Iterator<Item = Gist>) -> Vec<Gist> {
    let mut all: Vec<Gist> = gists.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Two workflows, by number, of which more than half is the same.
struct Copied {
    pair: (usize, usize),
    /// What they have in common.
    count: usize,
    /// How much the smaller one has.
    of: usize,
}

/// Every pair of sets with more than half of the smaller one in common. A set is only compared with those that
/// share something with it, and by counting along the lists of who else has it.
fn copies(sets: &[&[Gist]]) -> Vec<Copied> {
    let numbers: Vec<usize> = (0..sets.len()).collect();
    let mut who: Vec<(Gist, usize)> =
        numbers.iter().zip(sets).flat_map(|(number, set)| set.iter().map(|gist| (*gist, *number))).collect();
    who.sort_unstable();
    let later = |gist: Gist, number: usize| {
        let from = who.partition_point(|place| *place <= (gist, number));
        who.iter().skip(from).take_while(move |(other, _)| *other == gist).map(|(_, number)| *number)
    };
    let by_first = parallel::map_with(
        &numbers,
        || vec![0; sets.len()],
        |counts: &mut Vec<usize>, first| {
            let own = sets.get(*first).copied().unwrap_or_default();
            let mut met = Vec::new();
            for second in own.iter().flat_map(|gist| later(*gist, *first)) {
                if let Some(count) = counts.get_mut(second) {
                    if *count == 0 {
                        met.push(second);
                    }
                    *count += 1;
                }
            }
            met.sort_unstable();
            let judged = met.into_iter().filter_map(|second| {
                let count = counts.get_mut(second).map(std::mem::take)?;
                let of = own.len().min(sets.get(second)?.len());
                (count * 2 > of).then_some(Copied { pair: (*first, second), count, of })
            });
            judged.collect::<Vec<_>>()
        },
    );
    by_first.into_iter().flatten().collect()
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
