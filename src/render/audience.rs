//! Pages by the people they concern.

use serde::Serialize;

use super::Output;
use super::frame::{Head, special_link};
use super::news;
use super::place::Place;
use super::views::{EntryView, GroupView, LinkView};
use super::workflow::audience_link;
use crate::diag::Diagnostic;
use crate::model::{AudienceId, Content, Kind, PageId};
use crate::routes::{Special, urls};
use crate::text::danish_order;

/// Kinds with a group of their own, the most used first.
const KINDS: [(Kind, &str); 6] = [
    (Kind::Workflow, "section.workflows"),
    (Kind::Service, "section.services"),
    (Kind::Topic, "section.responsibility"),
    (Kind::Guide, "section.guides"),
    (Kind::Tool, "section.tools"),
    (Kind::Term, "section.abc"),
];

/// Changes that an audience's page shows.
const CHANGES: usize = 10;

#[derive(Serialize)]
struct AudienceView {
    count: usize,
    groups: Vec<GroupView<EntryView>>,
    changes: Vec<news::ChangeView>,
    feed: Option<String>,
}

pub(super) fn page(place: &Place, id: AudienceId) -> Result<Output, Diagnostic> {
    let audience = place.portal.audience(id);
    let pages = pages(place, id);
    let mut groups: Vec<GroupView<EntryView>> = Vec::new();
    for (kind, key) in KINDS {
        let of_kind = pages.iter().copied().filter(|page| place.portal.page(*page).kind() == kind);
        groups.push(group(place, kind.name(), key, of_kind));
    }
    let is_other = |page: &PageId| !KINDS.iter().any(|(kind, _)| place.portal.page(*page).kind() == *kind);
    groups.push(group(place, "page", "common.related", pages.iter().copied().filter(is_other)));
    groups.retain(|group| !group.entries.is_empty());
    let view = AudienceView {
        count: pages.len(),
        groups,
        changes: news::of_audience(place, id, CHANGES),
        feed: place.href_if(&urls::audience_feed(audience)),
    };
    let head = Head {
        kind: "audience",
        summary: audience.summary.clone(),
        ..Head::made(place, audience.name.clone(), vec![special_link(place, Special::Audiences)])
    };
    place.html("audience.html", head, "audience", &view)
}

fn group(place: &Place, id: &str, key: &str, pages: impl Iterator<Item = PageId>) -> GroupView<EntryView> {
    let mut entries = place.entries(pages);
    entries.sort_by(|a, b| danish_order(&a.title, &b.title));
    GroupView { id: id.to_owned(), title: place.text(key), entries }
}

/// Pages that name the audience, and guides written for it.
fn pages(place: &Place, id: AudienceId) -> Vec<PageId> {
    let named = place.portal.uses.audiences.get(&id).into_iter().flatten().copied();
    let mut pages: Vec<PageId> = named.collect();
    for page in place.portal.of_kind(Kind::Guide) {
        let is_for = matches!(&page.content, Content::Guide(guide) if guide.audience == Some(id));
        if is_for && !pages.contains(&page.id) {
            pages.push(page.id);
        }
    }
    pages
}

#[derive(Serialize)]
struct IndexView {
    audiences: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    link: LinkView,
    summary: Option<String>,
    count: usize,
}

pub(super) fn index(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    let ids = (0..place.portal.audiences.len()).map(AudienceId);
    let audiences = ids.map(|id| RowView {
        link: audience_link(place, id),
        summary: place.portal.audience(id).summary.clone(),
        count: pages(place, id).len(),
    });
    place.html("audience_index.html", head, "index", &IndexView { audiences: audiences.collect() })
}
