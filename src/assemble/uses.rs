//! References the other way round: who uses a tool, cites a section, hands over to a role.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::index::{Index, is_hidden};
use super::kept::Bound;
use crate::model::{
    ActorId, Cited, Content, Handover, HandoverRef, LawRef, LinkTarget, Page, PageId, StepIndex, StepKind, StepRef,
    Uses,
};
use crate::parse::Documents;

/// Collects every back-reference of the pages.
pub fn collect(bound: &[Bound]) -> Uses {
    let mut uses = Uses::default();
    for bound in bound {
        add(bound, &mut uses);
    }
    uses
}

/// Takes the references out that a page had, if it was there, and those in that it has now, if it is.
pub fn renew(uses: &mut Uses, old: Option<&Bound>, new: Option<&Bound>) {
    let (mut gone, mut come) = (Uses::default(), Uses::default());
    old.into_iter().for_each(|old| add(old, &mut gone));
    new.into_iter().for_each(|new| add(new, &mut come));
    let Some(page) = old.or(new).map(|bound| bound.page.id) else { return };
    macro_rules! renew {
        ($($list:ident),*) => {$(
            take_out(&mut uses.$list, gone.$list, page);
            put_in(&mut uses.$list, come.$list, page);
        )*};
    }
    renew!(tools, actors, handovers, workflows, laws, links, owned, audiences, services, topics);
}

/// An entry of a page's, in lists that are in the order of pages.
trait OfPage {
    fn page(&self) -> PageId;
}

impl OfPage for PageId {
    fn page(&self) -> PageId {
        *self
    }
}

macro_rules! of_page {
    ($($entry:ty),*) => {$(
        impl OfPage for $entry {
            fn page(&self) -> PageId {
                self.page
            }
        }
    )*};
}

of_page!(StepRef, HandoverRef, Cited);

fn take_out<K: Ord, V: OfPage>(lists: &mut BTreeMap<K, Vec<V>>, gone: BTreeMap<K, Vec<V>>, page: PageId) {
    for key in gone.into_keys() {
        let Some(list) = lists.get_mut(&key) else { continue };
        list.retain(|entry| entry.page() != page);
        if list.is_empty() {
            lists.remove(&key);
        }
    }
}

fn put_in<K: Ord, V: OfPage>(lists: &mut BTreeMap<K, Vec<V>>, come: BTreeMap<K, Vec<V>>, page: PageId) {
    for (key, entries) in come {
        let list = lists.entry(key).or_default();
        let at = list.partition_point(|entry| entry.page() < page);
        list.splice(at..at, entries);
    }
}

fn add(bound: &Bound, uses: &mut Uses) {
    let page = &*bound.page;
    for Handover { from, to, before, after } in bound.handovers.iter().copied() {
        uses.handovers.entry((from, to)).or_default().push(HandoverRef { page: page.id, before, after });
    }
    common(page, uses);
    content(page, uses);
    for reference in &page.body.cited {
        cite(uses, page.id, None, reference);
    }
}

/// Actors in the steps of pages that are left out: who a draft needs is not to be deleted.
pub fn drafted(documents: &Documents, index: &Index, options: Options) -> BTreeSet<ActorId> {
    let hidden = documents.pages.iter().filter(|document| is_hidden(document, options));
    let steps = hidden.filter_map(|document| document.fields.as_ref()).flat_map(|fields| fields.maps("steps"));
    let names = steps.flat_map(|step| {
        let one = ["by", "for"].into_iter().filter_map(|key| step.text(key));
        one.chain(step.texts("with"))
    });
    names.filter_map(|name| index.actor(name.value)).collect()
}

fn common(page: &Page, uses: &mut Uses) {
    for reference in &page.law {
        cite(uses, page.id, None, reference);
    }
    for audience in &page.audience {
        push_page(uses.audiences.entry(*audience).or_default(), page.id);
    }
    if let Some(owner) = page.owner {
        uses.owned.entry(owner).or_default().push(page.id);
    }
    let mut linked: BTreeSet<PageId> = page.related.iter().copied().collect();
    for link in &page.body.links {
        if let LinkTarget::Page { page, .. } = link.target {
            linked.insert(page);
        }
    }
    for target in linked.into_iter().filter(|target| *target != page.id) {
        uses.links.entry(target).or_default().push(page.id);
    }
}

fn content(page: &Page, uses: &mut Uses) {
    match &page.content {
        Content::Workflow(workflow) => {
            for reference in workflow.deadline.iter().flat_map(|deadline| &deadline.law) {
                cite(uses, page.id, None, reference);
            }
            for (index, step) in workflow.indexed() {
                self::step(page.id, index, step, uses);
            }
        }
        Content::Service(service) => {
            if let Some(unit) = service.unit {
                uses.services.entry(unit).or_default().push(page.id);
            }
            for reference in service.deadline.iter().flat_map(|deadline| &deadline.law) {
                cite(uses, page.id, None, reference);
            }
        }
        Content::Guide(guide) => {
            if let Some(audience) = guide.audience {
                push_page(uses.audiences.entry(audience).or_default(), page.id);
            }
        }
        Content::Topic(topic) => {
            for workflow in &topic.workflows {
                uses.topics.entry(*workflow).or_default().push(page.id);
            }
        }
        _ => {}
    }
}

fn step(page: PageId, index: StepIndex, step: &crate::model::Step, uses: &mut Uses) {
    let at = StepRef { page, step: index };
    for tool in &step.tools {
        push_once(uses.tools.entry(*tool).or_default(), at);
    }
    for actor in step.by.iter().chain(&step.with) {
        push_once(uses.actors.entry(*actor).or_default(), at);
    }
    let other = match step.kind {
        StepKind::Run { workflow } => workflow,
        StepKind::End { then } => then,
        _ => None,
    };
    if let Some(other) = other {
        uses.workflows.entry(other).or_default().push(at);
    }
    for reference in step.law.iter().chain(step.exits.iter().flat_map(|exit| &exit.law)) {
        cite(uses, page, Some(index), reference);
    }
}

fn push_page(list: &mut Vec<PageId>, page: PageId) {
    if list.last() != Some(&page) {
        list.push(page);
    }
}

fn push_once(list: &mut Vec<StepRef>, at: StepRef) {
    if list.last() != Some(&at) {
        list.push(at);
    }
}

/// A page that says the same of a section twice is listed once; a step is its own place.
fn cite(uses: &mut Uses, page: PageId, step: Option<StepIndex>, reference: &LawRef) {
    let list = uses.laws.entry(reference.law).or_default();
    let known = list
        .iter()
        .rev()
        .take_while(|cited| cited.page == page)
        .any(|cited| cited.step == step && cited.reference.provisions == reference.provisions);
    if !known {
        list.push(Cited { page, step, reference: reference.clone() });
    }
}
