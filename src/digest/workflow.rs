//! A workflow as a whole: what sets it going, its deadline, its end; then its steps.

use super::item::Told;
use super::words::value;
use super::{Both, steps};
use crate::model::{Page, Workflow};
use crate::say;

/// Both states of a workflow.
pub fn told(both: Both, old: (&Page, &Workflow), new: (&Page, &Workflow)) -> Vec<Told> {
    let (was, now) = (old.1, new.1);
    let mut all: Vec<Told> = Vec::new();
    all.extend(both.deadline(was.deadline.as_ref(), now.deadline.as_ref()).into_iter().map(Told::from));
    all.extend(
        value(
            ("Det, der sætter arbejdsgangen i gang,", "What sets it going"),
            was.trigger.as_deref(),
            now.trigger.as_deref(),
        )
        .map(Told::from),
    );
    all.extend(
        value(("Det, arbejdsgangen slutter med,", "What it ends in"), was.outcome.as_deref(), now.outcome.as_deref())
            .map(Told::from),
    );
    all.extend(both.complaint(was.complaint, now.complaint).map(Told::from));
    let pairs = steps::pairs(was, now);
    all.extend(steps::told(both, was, now, &pairs));
    if steps::is_reordered(was, &pairs) {
        all.push(say!("Trinene står i en anden rækkefølge.", "The steps have another order.").into());
    }
    all
}
