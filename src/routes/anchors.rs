//! The anchors of pages, for links and for the check of links.

use std::collections::BTreeSet;

use crate::model::{Page, PageId, Portal, Uses};

/// Every anchor that links may name on a page, as editors write them: headings, steps, provisions.
pub fn anchors(portal: &Portal, page: &Page) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = page.body.headings.iter().map(|heading| heading.id.clone()).collect();
    if let Some(workflow) = page.workflow() {
        let steps = workflow.steps.iter().filter(|step| step.number.is_some());
        all.extend(steps.flat_map(|step| [step.id.clone(), format!("trin-{}", step.id)]));
    }
    all.extend(provisions(&portal.uses, page.id));
    all
}

/// The anchor in the rendered page for the one an editor wrote: a step's id, and the heading of its
/// guidance, stand on the step's card.
pub fn anchor_on(page: &Page, written: &str) -> String {
    let steps = page.workflow().map_or(&[][..], |workflow| &workflow.steps);
    // The start that the program added may share its id with a step of the author's.
    let is_step = steps.iter().any(|step| step.id == written && step.number.is_some());
    if is_step { format!("trin-{written}") } else { written.to_owned() }
}

/// Anchors of a statute's page.
pub(super) fn provisions(uses: &Uses, law: PageId) -> BTreeSet<String> {
    let cited = uses.laws.get(&law).map_or(&[][..], Vec::as_slice);
    cited
        .iter()
        .flat_map(|cited| cited.reference.provisions.iter())
        .flat_map(|provision| [provision.key().anchor(), provision.anchor()])
        .collect()
}
