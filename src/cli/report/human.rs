//! The report as it is read on the terminal.

use std::fmt::Write;

use super::{List, Report};
use crate::diag::Text;
use crate::model::{Page, Status};
use crate::render::outputs::reviews::Owned;
use crate::say;
use crate::theme::format::date_long;

/// Begins a report, so that a file that holds one is known again.
pub const TITLES: [&str; 2] = ["Sider, der skal gennemgås", "Pages to be reviewed"];

/// How many pages of a list are read on a terminal; a spreadsheet has the others.
const LISTED: usize = 20;

pub fn text(report: &Report) -> String {
    let mut out = String::new();
    let date = date_long(report.export.strings, report.today);
    let [da, en] = TITLES;
    push(&mut out, report, &say!("{da}: {date}", "{en}: {date}"));
    for owned in &report.owners {
        owner(&mut out, report, owned);
    }
    for listed in &report.lists {
        list(&mut out, report, listed);
    }
    out.push('\n');
    push(&mut out, report, &total(report));
    out
}

fn push(out: &mut String, report: &Report, text: &Text) {
    out.push_str(text.get(report.lang));
    out.push('\n');
}

fn owner(out: &mut String, report: &Report, owned: &Owned) {
    let late = owned.pages.iter().filter(|page| report.days(page) < 0).count();
    let soon = owned.pages.len() - late;
    let nobody = say!("Uden ejer", "Without an owner");
    let name =
        owned.owner.map_or(nobody.get(report.lang).to_owned(), |owner| format!("{} ({})", owner.title, owner.slug));
    out.push('\n');
    push(out, report, &say!("{name}: {late} over tiden, {soon} snart", "{name}: {late} overdue, {soon} soon"));
    for page in &owned.pages {
        let days = days(report.days(page));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "  {:<22}  {}", days.get(report.lang), page.title);
        let reviewed = page.reviewed.map_or("–".to_owned(), |date| date.to_string());
        let path = &page.source;
        let _ = writeln!(
            out,
            "  {:<22}  {}",
            "",
            say!("{path}, gennemgået {reviewed}", "{path}, reviewed {reviewed}").get(report.lang)
        );
    }
}

fn days(days: i64) -> Text {
    match days {
        -1 => say!("1 dag over tiden", "1 day overdue"),
        0 => say!("i dag", "today"),
        1 => say!("i morgen", "tomorrow"),
        late if late < 0 => {
            let late = -late;
            say!("{late} dage over tiden", "{late} days overdue")
        }
        soon => say!("om {soon} dage", "in {soon} days"),
    }
}

fn list(out: &mut String, report: &Report, list: &List) {
    let (title, count) = (list.title.get(report.lang), list.pages.len());
    out.push('\n');
    push(out, report, &say!("{title}: {count}", "{title}: {count}"));
    for page in list.pages.iter().take(LISTED) {
        let _ = writeln!(out, "  {}  {}{}", page.title, page.source, note(report, page));
    }
    if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
        let all = say!(
            "  … og {more} flere: --format csv har dem alle, --owner viser en enheds",
            "  … and {more} more: --format csv has them all, --owner shows a unit's"
        );
        push(out, report, &all);
    }
}

/// How far a page has come, where the list does not say it.
fn note(report: &Report, page: &Page) -> &'static str {
    match (page.status, report.lang) {
        (Status::UnderReview, crate::diag::Lang::Danish) => "  (skal ses efter)",
        (Status::UnderReview, crate::diag::Lang::English) => "  (under review)",
        _ => "",
    }
}

fn total(report: &Report) -> Text {
    let (late, soon, within) = (report.count(true), report.count(false), &report.within);
    if late + soon == 0 {
        return say!("Intet skal gennemgås inden for {within}.", "Nothing is to be reviewed within {within}.");
    }
    say!("I alt: {late} over tiden, {soon} inden for {within}.", "In all: {late} overdue, {soon} within {within}.")
}
