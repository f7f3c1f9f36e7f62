//! No workflow is a copy of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Page, Portal, StepKind, Workflow};
use crate::say;

pub static RULE: Rule = Rule {
    id: "near-duplicate-workflow",
    severity: Severity::Warning,
    title: Doc { da: "Ingen arbejdsgang er en kopi af en anden.", en: "No workflow is a copy of another." },
    why: Doc {
        da: "Det, der står to steder, bliver rettet ét sted. Mere end halvdelen af trinene må ikke være ens.",
        en: "What stands in two places is corrected in one. No more than half of the steps may be the same.",
    },
    example: "",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    let workflows: Vec<(&Page, BTreeSet<String>)> =
        portal.pages.iter().filter_map(|page| Some((page, texts(page.workflow()?)))).collect();
    // Only pairs that share a text at all are compared.
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, (_, texts)) in workflows.iter().enumerate() {
        for text in texts {
            places.entry(text).or_default().push(number);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for list in places.values() {
        for (at, first) in list.iter().enumerate() {
            for second in list.iter().skip(at + 1) {
                *shared.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    for ((first, second), count) in shared {
        let (Some((a, left)), Some((b, right))) = (workflows.get(first), workflows.get(second)) else { continue };
        if count * 2 > left.len().min(right.len()) {
            found.push(problem(a, b, count));
        }
    }
}

/// The texts of what is done and asked, punctuation and case aside. Sub-workflows are what common
/// parts should be, so they do not count.
fn texts(workflow: &Workflow) -> BTreeSet<String> {
    let counted = |kind: StepKind| kind.is_numbered() && !matches!(kind, StepKind::Run { .. });
    workflow.steps.iter().filter(|step| counted(step.kind)).map(|step| crate::text::slug(&step.title)).collect()
}

fn problem(first: &Page, second: &Page, count: usize) -> Diagnostic {
    let title = &first.title;
    Diagnostic::new(
        &RULE,
        second.title_span,
        say!(
            "Arbejdsgangen har {count} trin til fælles med »{title}«.",
            "The workflow shares {count} steps with “{title}”."
        ),
    )
    .label(first.title_span, say!("den anden arbejdsgang", "the other workflow"))
    .help(say!(
        "læg det fælles i en arbejdsgang for sig, og brug »run«",
        "put the common part into a workflow of its own and use “run”"
    ))
}
