//! A small whole portal: every kind of page, every kind of step, and not a single problem.

use std::collections::BTreeSet;

use vejviser::diag::{Lang, Severity};
use vejviser::model::{Kind, StepKind};
use vejviser::source::{self, Sources};

use crate::support::{self, concise};

pub fn sources() -> Sources {
    source::load(&support::root().join("tests/portal")).unwrap()
}

/// Only the calendar has a word to say, on the one page that shows it.
#[test]
fn the_portal_has_no_problems() {
    let sources = sources();
    let (_, mut problems) = support::compile(&sources);
    assert_eq!(problems.count(Severity::Notice), 1);
    problems.retain(|problem| problem.severity != Severity::Notice);
    assert_eq!(concise(&sources, Lang::English, &problems), "");
}

#[test]
fn the_portal_has_every_kind_of_page_and_step() {
    let (portal, _) = support::compile(&sources());
    let kinds: BTreeSet<Kind> = portal.pages.iter().map(|page| page.kind()).collect();
    assert_eq!(kinds, BTreeSet::from(Kind::ALL));
    let steps = || portal.pages.iter().filter_map(|page| page.workflow()).flat_map(|workflow| &workflow.steps);
    let has = |what: &str, test: &dyn Fn(StepKind) -> bool| assert!(steps().any(|step| test(step.kind)), "no {what}");
    has("action", &|kind| kind == StepKind::Action);
    has("decision", &|kind| kind == StepKind::Decision { many: false });
    has("inclusive decision", &|kind| kind == StepKind::Decision { many: true });
    has("wait for somebody", &|kind| matches!(kind, StepKind::Wait { actor: Some(_) }));
    has("wait for a time", &|kind| kind == StepKind::Wait { actor: None });
    has("sub-workflow", &|kind| matches!(kind, StepKind::Run { workflow: Some(_) }));
    has("split", &|kind| kind == StepKind::Split);
    has("join of all", &|kind| kind == StepKind::Join { any: false });
    has("join of any", &|kind| kind == StepKind::Join { any: true });
    has("end that leads on", &|kind| matches!(kind, StepKind::End { then: Some(_) }));
    assert!(steps().any(|step| step.kind == StepKind::Start && !step.implied), "no further start");
}
