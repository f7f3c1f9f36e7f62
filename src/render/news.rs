//! News, and what was changed on which page.

use std::cmp::Reverse;

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::place::Place;
use super::views::{EntryView, LinkView, OwnerView};
use super::workflow::audience_link;
use crate::diag::Diagnostic;
use crate::model::{AudienceId, Content, Date, News, Page};
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
    /// What was changed; the summary of a piece of news.
    text: Option<String>,
    is_news: bool,
    owner: Option<OwnerView>,
    audience: Vec<LinkView>,
}

#[derive(Serialize)]
struct ChangesView {
    days: Vec<DayView>,
    feed: Option<String>,
    feeds: Vec<LinkView>,
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
        feed: place.href_if(&urls::feed()),
        feeds: place.portal.audiences.iter().filter_map(feed_of).collect(),
    };
    place.html("changes.html", head, "changes", &view)
}

/// Changes and news, the latest first; of one day in page order.
pub(super) fn latest(place: &Place, limit: usize) -> Vec<ChangeView> {
    let mut all: Vec<(Date, ChangeView)> = place.portal.pages.iter().flat_map(|page| changes(place, page)).collect();
    all.sort_by_key(|(date, _)| Reverse(*date));
    all.into_iter().take(limit).map(|(_, view)| view).collect()
}

fn changes(place: &Place, page: &Page) -> Vec<(Date, ChangeView)> {
    let EntryView { title, href, summary, owner } = place.entry(page);
    let view = |date: Date, text: Option<String>, is_news: bool, audience: &[AudienceId]| {
        let audience = audience.iter().map(|id| audience_link(place, *id)).collect();
        let (title, href, owner) = (title.clone(), href.clone(), owner.clone());
        (date, ChangeView { date: date.to_string(), title, href, text, is_news, owner, audience })
    };
    let mut all: Vec<(Date, ChangeView)> = page
        .changes
        .iter()
        .map(|change| {
            let audience = if change.audience.is_empty() { &page.audience } else { &change.audience };
            view(change.date, Some(change.text.clone()), false, audience)
        })
        .collect();
    if let Content::News(News { date: Some(date) }) = &page.content {
        all.push(view(*date, summary, true, &page.audience));
    }
    all
}
