//! The hand-overs of one role: to whom, from whom, and in which steps.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Output;
use super::frame::{Head, special_link};
use super::map::above;
use super::place::Place;
use super::views::{LinkView, OwnerView, StepLinkView};
use crate::diag::Diagnostic;
use crate::model::{ActorId, HandoverRef, PageId, StepRef};
use crate::routes::{Special, urls};
use crate::text::danish_order;

#[derive(Serialize)]
struct HandoversView {
    owner: Option<OwnerView>,
    role: LinkView,
    gives: Vec<OtherView>,
    takes: Vec<OtherView>,
    given: usize,
    taken: usize,
}

/// What goes to one other role, or comes from it.
#[derive(Serialize)]
struct OtherView {
    id: String,
    link: LinkView,
    owner: Option<OwnerView>,
    amount: usize,
    works: Vec<WorkView>,
}

#[derive(Serialize)]
struct WorkView {
    link: LinkView,
    owner: Option<OwnerView>,
    passes: Vec<PassView>,
}

/// From a step to the next; only one where somebody is waited for.
#[derive(Serialize)]
struct PassView {
    before: StepLinkView,
    after: Option<StepLinkView>,
}

pub(super) fn page(place: &Place, id: ActorId) -> Result<Output, Diagnostic> {
    let actor = place.portal.actor(id);
    let all = || place.portal.uses.handovers.iter();
    let mut gives: Vec<OtherView> =
        all().filter(|((from, _), _)| *from == id).map(|((_, to), list)| other(place, "til", *to, list)).collect();
    let mut takes: Vec<OtherView> =
        all().filter(|((_, to), _)| *to == id).map(|((from, _), list)| other(place, "fra", *from, list)).collect();
    for list in [&mut gives, &mut takes] {
        list.sort_by(|a, b| danish_order(&a.link.title, &b.link.title));
    }
    let amount = |list: &[OtherView]| list.iter().map(|other| other.amount).sum();
    let view = HandoversView {
        owner: place.affiliation(actor.affiliation),
        role: LinkView { title: actor.name.clone(), href: place.href_if(&urls::role(actor)) },
        given: amount(&gives),
        taken: amount(&takes),
        gives,
        takes,
    };
    let mut crumbs = above(place);
    crumbs.push(special_link(place, Special::Map));
    let title = place.strings().fill("map.role", &[("role", &actor.name)]);
    let head = Head { kind: "handovers", ..Head::made(place, title, crumbs) };
    place.html("handovers.html", head, "handovers", &view)
}

fn other(place: &Place, way: &str, id: ActorId, list: &[HandoverRef]) -> OtherView {
    let actor = place.portal.actor(id);
    OtherView {
        id: format!("{way}-{}", actor.id),
        link: LinkView { title: actor.name.clone(), href: place.href_if(&urls::handovers(actor)) },
        owner: place.affiliation(actor.affiliation),
        amount: list.len(),
        works: works(place, list),
    }
}

/// By title of the workflow, in step order within each.
fn works(place: &Place, list: &[HandoverRef]) -> Vec<WorkView> {
    let mut pages: BTreeMap<PageId, Vec<PassView>> = BTreeMap::new();
    for at in list {
        let step = |step| place.step(StepRef { page: at.page, step });
        let Some(before) = step(at.before) else { continue };
        let after = if at.before == at.after { None } else { step(at.after) };
        pages.entry(at.page).or_default().push(PassView { before, after });
    }
    let work = |(page, passes)| {
        let entry = place.entry(place.portal.page(page));
        WorkView { link: LinkView { title: entry.title, href: entry.href }, owner: entry.owner, passes }
    };
    let mut works: Vec<WorkView> = pages.into_iter().map(work).collect();
    works.sort_by(|a, b| danish_order(&a.link.title, &b.link.title));
    works
}
