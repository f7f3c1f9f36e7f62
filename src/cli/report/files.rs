//! The report for a spreadsheet, a calendar or another program.

use serde::Serialize;

use super::human::TITLES;
use super::{List, OwnersFormat, Report, name};
use crate::diag::Lang;
use crate::model::Page;
use crate::render::outputs::{calendar, csv};

const HEADS: [[&str; 8]; 2] = [
    ["Ejer", "Side", "Gennemgås senest", "Dage over tiden", "Dage tilbage", "Senest gennemgået", "Fil", "Adresse"],
    ["Owner", "Page", "Review by", "Days overdue", "Days left", "Last reviewed", "File", "Address"],
];

/// As the portal's other tables: semicolons and a byte order mark, which is what a Danish Excel opens with a
/// double click.
pub fn csv(report: &Report) -> String {
    let [danish, english] = &HEADS;
    let mut out = String::from(csv::START);
    csv::push_row(&mut out, if report.lang == Lang::Danish { danish } else { english });
    for owned in &report.owners {
        for page in &owned.pages {
            push_page(&mut out, report, name(owned.owner), page);
        }
    }
    for List { title, pages, .. } in &report.lists {
        csv::push_row(&mut out, &[]);
        csv::push_row(&mut out, &[title.get(report.lang)]);
        for page in pages {
            let owner = page.owner.map(|owner| report.export.portal.page(owner));
            push_page(&mut out, report, name(owner), page);
        }
    }
    out
}

fn push_page(out: &mut String, report: &Report, owner: &str, page: &Page) {
    let days = report.days(page);
    let of = |date: Option<crate::model::Date>| date.map_or(String::new(), |date| date.to_string());
    let (late, left) = match page.review_due {
        None => (String::new(), String::new()),
        Some(_) if days < 0 => ((-days).to_string(), String::new()),
        Some(_) => (String::new(), days.to_string()),
    };
    let (due, reviewed, address) = (of(page.review_due), of(page.reviewed), report.export.address(&page.url));
    csv::push_row(out, &[owner, &page.title, &due, &late, &left, &reviewed, page.source.as_str(), &address]);
}

/// A day in the calendar for each page, the same as in the portal's calendars.
pub fn calendar(report: &Report) -> String {
    let name = match report.owners.as_slice() {
        [only] => name(only.owner),
        _ => &report.export.portal.site.title,
    };
    calendar::of(report.export, name, report.owners.iter().flat_map(|owned| owned.pages.iter().copied()))
}

#[derive(Serialize)]
struct Json<'a> {
    report: &'static str,
    date: String,
    within: &'a str,
    overdue: usize,
    soon: usize,
    owners: Vec<OwnerJson<'a>>,
    lists: std::collections::BTreeMap<&'static str, Vec<PageJson<'a>>>,
}

#[derive(Serialize)]
struct OwnerJson<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    pages: Vec<PageJson<'a>>,
}

#[derive(Serialize)]
struct PageJson<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    file: &'a str,
    url: String,
    reviewed: Option<String>,
    due: Option<String>,
    /// Below zero when the review is overdue.
    days: Option<i64>,
}

const REPORT: &str = "vejviser";

pub fn json(report: &Report) -> String {
    let owners = report.owners.iter().map(|owned| OwnerJson {
        id: owned.owner.map(|owner| owner.slug.as_str()),
        title: owned.owner.map(|owner| owner.title.as_str()),
        pages: owned.pages.iter().map(|page| page_json(report, page)).collect(),
    });
    let lists = report.lists.iter();
    let json = Json {
        report: REPORT,
        date: report.today.to_string(),
        within: &report.within,
        overdue: report.count(true),
        soon: report.count(false),
        owners: owners.collect(),
        lists: lists.map(|list| (list.name, list.pages.iter().map(|page| page_json(report, page)).collect())).collect(),
    };
    // Plain data with text keys can always be written.
    let text = serde_json::to_string_pretty(&json).unwrap_or_default();
    format!("{text}\n")
}

fn page_json<'a>(report: &Report, page: &'a Page) -> PageJson<'a> {
    PageJson {
        kind: page.kind().name(),
        id: &page.slug,
        title: &page.title,
        file: page.source.as_str(),
        url: report.export.address(&page.url),
        reviewed: page.reviewed.map(|date| date.to_string()),
        due: page.review_due.map(|date| date.to_string()),
        days: page.review_due.map(|_| report.days(page)),
    }
}

/// Whether a file holds an earlier report of the form.
pub fn is_ours(old: &[u8], format: OwnersFormat) -> bool {
    let text = String::from_utf8_lossy(old);
    match format {
        OwnersFormat::Human => TITLES.iter().any(|title| text.starts_with(title)),
        OwnersFormat::Csv => HEADS.iter().any(|[first, second, third, ..]| {
            text.trim_start_matches(csv::START).starts_with(&format!("{first};{second};{third};"))
        }),
        OwnersFormat::Ical => text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("PRODID:-//vejviser//reviews"),
        OwnersFormat::Json => text.starts_with(&format!("{{\n  \"report\": \"{REPORT}\"")),
    }
}
