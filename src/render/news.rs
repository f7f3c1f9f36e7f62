//! News, and what was changed on which page.

use std::cmp::Reverse;

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::place::Place;
use super::views::{EntryView, LinkView, OwnerView};
use super::workflow::audience_link;
use crate::diag::Diagnostic;
use crate::model::{AudienceId, Change, Content, Date, News, Page};
use crate::routes::urls;

#[derive(Serialize)]
struct PageView {
    date: Option<String>,
    related: Vec<EntryView>,
}

pub(super) fn page(place: &Place, page: &Page, news: &News) -> Result<Output, Diagnostic> {
    let view =
        PageView { date: news.date.map(|date| date.to_string()), related: place.entries(page.related.iter().copied()) };
    place.html("news.html", Head::with_text(place, page), "news", &view)
}

/// A change of a page, or a piece of news.
#[derive(Serialize)]
pub(super) struct ChangeView {
    date: String,
    title: String,
    href: Option<String>,
    /// What was changed, if anybody wrote it down; the summary of a piece of news.
    text: Option<String>,
    is_news: bool,
    owner: Option<OwnerView>,
    audience: Vec<LinkView>,
}

#[derive(Serialize)]
struct ChangesView {
    days: Vec<DayView>,
    /// Audiences that a change concerns, with their pages.
    audiences: Vec<AudienceView>,
    /// Pages that changed last, whether or not an editor wrote down what.
    pages: Vec<ChangeView>,
    feed: Option<String>,
    feeds: Vec<LinkView>,
}

#[derive(Serialize)]
struct AudienceView {
    link: LinkView,
    count: usize,
}

#[derive(Serialize)]
struct DayView {
    date: String,
    entries: Vec<ChangeView>,
}

pub(super) fn index(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    let mut days: Vec<DayView> = Vec::new();
    for change in latest(place, usize::MAX) {
        match days.last_mut().filter(|day| day.date == change.date) {
            Some(day) => day.entries.push(change),
            None => days.push(DayView { date: change.date.clone(), entries: vec![change] }),
        }
    }
    let feed_of = |audience: &crate::model::Audience| {
        let href = place.href_if(&urls::audience_feed(audience))?;
        Some(LinkView { title: audience.name.clone(), href: Some(href) })
    };
    let view = ChangesView {
        days,
        audiences: audiences(place),
        pages: changed_pages(place),
        feed: place.href_if(&urls::feed()),
        feeds: place.portal.audiences.iter().filter_map(feed_of).collect(),
    };
    place.html("changes.html", head, "changes", &view)
}

/// The audiences that changes concern, in the registry's order.
fn audiences(place: &Place) -> Vec<AudienceView> {
    let ids = (0..place.portal.audiences.len()).map(AudienceId);
    let view = |id| AudienceView { link: audience_link(place, id), count: of_audience(place, id, usize::MAX).len() };
    ids.map(view).filter(|audience| audience.count > 0).collect()
}

/// As many as a reader looks through.
const PAGES: usize = 20;

fn changed_pages(place: &Place) -> Vec<ChangeView> {
    let mut all: Vec<(Date, &Page)> =
        place.portal.pages.iter().filter_map(|page| Some((page.changed()?, page))).collect();
    all.sort_by_key(|(date, page)| (Reverse(*date), page.id));
    let view = |(date, page): (Date, &Page)| {
        let EntryView { title, href, owner, .. } = place.entry(page);
        ChangeView { date: date.to_string(), title, href, text: None, is_news: false, owner, audience: Vec::new() }
    };
    all.into_iter().take(PAGES).map(view).collect()
}

/// Changes and news, the latest first; of one day in page order.
pub(super) fn latest(place: &Place, limit: usize) -> Vec<ChangeView> {
    views(place, limit, |_| true)
}

/// Those that concern an audience.
pub(super) fn of_audience(place: &Place, id: AudienceId, limit: usize) -> Vec<ChangeView> {
    views(place, limit, |audience| audience.contains(&id))
}

fn views(place: &Place, limit: usize, wanted: impl Fn(&[AudienceId]) -> bool) -> Vec<ChangeView> {
    let events = place.portal.pages.iter().flat_map(events);
    let mut all: Vec<_> = events.filter(|(_, page, change)| wanted(audience(page, *change))).collect();
    all.sort_by_key(|(date, ..)| Reverse(*date));
    all.into_iter().take(limit).map(|(date, page, change)| view(place, date, page, change)).collect()
}

/// Whom a change concerns: as it says itself, else those of its page.
fn audience<'a>(page: &'a Page, change: Option<&'a Change>) -> &'a [AudienceId] {
    let named = change.map(|change| change.audience.as_slice()).filter(|audience| !audience.is_empty());
    named.unwrap_or(&page.audience)
}

/// The changes of a page, and the page itself when it is news.
fn events(page: &Page) -> impl Iterator<Item = (Date, &Page, Option<&Change>)> {
    let news = match &page.content {
        Content::News(news) => news.date,
        _ => None,
    };
    let changes = page.changes.iter().map(move |change| (change.date, page, Some(change)));
    changes.chain(news.map(|date| (date, page, None)))
}

fn view(place: &Place, date: Date, page: &Page, change: Option<&Change>) -> ChangeView {
    let EntryView { title, href, summary, owner } = place.entry(page);
    ChangeView {
        date: date.to_string(),
        title,
        href,
        text: change.map(|change| change.text.clone()).or(summary),
        is_news: change.is_none(),
        owner,
        audience: audience(page, change).iter().map(|id| audience_link(place, *id)).collect(),
    }
}
