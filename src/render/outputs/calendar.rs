//! The review dates of a unit's pages as a calendar.

use super::Export;
use super::fold::{push_line, push_text};
use crate::model::{Date, Page, PageId};
use crate::theme::format::date_long;

/// Reviews of the pages that `owner` owns.
pub fn reviews(export: Export, owner: PageId) -> String {
    let portal = export.portal;
    let owned = portal.uses.owned.get(&owner).map_or(&[][..], Vec::as_slice);
    of(export, &portal.page(owner).title, owned.iter().map(|page| portal.page(*page)))
}

/// A calendar of these pages' reviews under a name: those of an owner, or of the whole portal.
pub fn of<'a>(export: Export, name: &str, pages: impl Iterator<Item = &'a Page>) -> String {
    let mut out = String::new();
    push_line(&mut out, "BEGIN", "VCALENDAR");
    push_line(&mut out, "VERSION", "2.0");
    push_line(&mut out, "PRODID", "-//vejviser//reviews//DA");
    push_line(&mut out, "CALSCALE", "GREGORIAN");
    push_text(&mut out, "X-WR-CALNAME", &export.strings.fill("review.calendar", &[("owner", name)]));
    for page in pages {
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
