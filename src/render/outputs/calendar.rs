//! The review dates of a unit's pages as a calendar.

use super::Export;
use super::fold::{push_line, push_text};
use crate::model::{Date, Page, PageId};
use crate::theme::format::date_long;

/// Reviews of the pages that `owner` owns.
pub fn reviews(export: Export, owner: PageId) -> String {
    let Export { portal, strings } = export;
    let mut out = String::new();
    push_line(&mut out, "BEGIN", "VCALENDAR");
    push_line(&mut out, "VERSION", "2.0");
    push_line(&mut out, "PRODID", "-//vejviser//reviews//DA");
    push_line(&mut out, "CALSCALE", "GREGORIAN");
    let title = &portal.page(owner).title;
    push_text(&mut out, "X-WR-CALNAME", &strings.fill("review.calendar", &[("owner", title)]));
    let owned = portal.uses.owned.get(&owner).map_or(&[][..], Vec::as_slice);
    for page in owned.iter().map(|page| portal.page(*page)) {
        if let Some(due) = page.review_due {
            push_event(&mut out, export, page, due);
        }
    }
    push_line(&mut out, "END", "VCALENDAR");
    out
}

fn push_event(out: &mut String, export: Export, page: &Page, due: Date) {
    let strings = export.strings;
    push_line(out, "BEGIN", "VEVENT");
    // The same event after every build, moved when the page has been reviewed.
    push_text(out, "UID", &format!("review-{}-{}@vejviser", page.kind().name(), page.slug));
    push_line(out, "DTSTAMP", &format!("{}T000000Z", basic(page.reviewed.unwrap_or(due))));
    push_line(out, "DTSTART;VALUE=DATE", &basic(due));
    push_line(out, "TRANSP", "TRANSPARENT");
    push_text(out, "SUMMARY", &strings.fill("review.event", &[("title", &page.title)]));
    let date = date_long(strings, due);
    let values = [("title", page.title.as_str()), ("date", &date), ("source", page.source.as_str())];
    push_text(out, "DESCRIPTION", &strings.fill("review.event_text", &values));
    if let Some(address) = export.absolute(&page.url) {
        push_line(out, "URL", &address);
    }
    push_line(out, "END", "VEVENT");
}

/// "20261001"
fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}
