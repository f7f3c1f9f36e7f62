//! The state of the pages, for those who look after them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Output;
use super::frame::{Head, edit};
use super::outputs::reviews;
use super::place::Place;
use super::svg::bars::{self, Bar};
use super::views::LinkView;
use crate::diag::{Diagnostic, Lang, Severity};
use crate::model::{Answer, Answered, Content, Date, Kind, LegalCheck, Page, PageId, Trouble};
use crate::routes::urls;
use crate::source::LineColumn;
use crate::text::{self, danish_order};
use crate::theme::format;

#[derive(Serialize)]
struct QualityView {
    pages: usize,
    workflows: usize,
    /// Overdue reviews by owner, the most first.
    by_owner: Vec<AmountView>,
    /// Reviews due in this month and the twelve after it; none is overdue.
    by_month: Vec<MonthView>,
    overdue: Vec<OwnerGroupView>,
    overdue_count: usize,
    /// Due within three months.
    soon: Vec<RowView>,
    lists: Vec<ListView>,
    /// How hard texts are to read, the hardest first.
    lix: Vec<LixView>,
    allowed: Vec<AllowedView>,
    warnings: Vec<WarningView>,
    /// What addresses outside answered; `None` when nobody ever asked.
    external: Option<ExternalView>,
    /// What is wrong with no file, such as a history that is cut short.
    notes: Vec<String>,
    json: Option<String>,
}

/// The report with what only a page shows.
#[derive(Serialize)]
struct PageView {
    #[serde(flatten)]
    report: QualityView,
    /// Bars of the same numbers; `None` where there are none.
    owners: Option<String>,
    months: Option<String>,
}

#[derive(Serialize)]
struct AmountView {
    owner: Option<LinkView>,
    amount: usize,
}

#[derive(Serialize)]
struct MonthView {
    /// "november 2026"
    name: String,
    /// The first of the month, `2026-11-01`.
    from: String,
    amount: usize,
}

#[derive(Serialize)]
struct OwnerGroupView {
    owner: Option<LinkView>,
    rows: Vec<RowView>,
    /// Review dates as iCalendar.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct RowView {
    link: LinkView,
    source: String,
    /// Where the source is edited.
    edit: Option<String>,
    reviewed: Option<String>,
    due: Option<String>,
}

#[derive(Serialize)]
struct LixView {
    link: LinkView,
    source: String,
    edit: Option<String>,
    /// `guide` or `workflow`.
    kind: &'static str,
    lix: u64,
    words: u64,
    /// `easy`, `medium` or `hard`: the end of the key `quality.lix_…`.
    level: &'static str,
}

/// Pages that lack something.
#[derive(Serialize)]
struct ListView {
    /// Key below `quality`.
    key: &'static str,
    rows: Vec<RowView>,
}

/// Links out of the portal.
#[derive(Serialize)]
struct ExternalView {
    /// Addresses that were asked, and how many of them are not there.
    asked: usize,
    dead_count: usize,
    /// The day of the last question, `2026-11-23`.
    date: String,
    dead: Vec<AddressView>,
    moved: Vec<AddressView>,
    unsure: Vec<AddressView>,
}

/// An address outside and the pages that link to it.
#[derive(Serialize)]
struct AddressView {
    url: String,
    /// Where it moved to.
    to: Option<String>,
    status: Option<u16>,
    date: String,
    pages: Vec<LinkView>,
}

#[derive(Serialize)]
struct AllowedView {
    rule: String,
    why: String,
    link: LinkView,
    source: String,
    edit: Option<String>,
}

#[derive(Serialize)]
struct WarningView {
    rule: &'static str,
    message: String,
    /// `file:line`.
    source: Option<String>,
    edit: Option<String>,
    link: Option<LinkView>,
}

pub(super) fn page(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    let report = view(place);
    let view = PageView { owners: owners(place, &report), months: months(place, &report), report };
    place.html("quality.html", head, "quality", &view)
}

/// The report as data, with links relative to where it stands.
pub(super) fn json(place: &Place) -> Output {
    // A view is plain data with text keys, which always can be written.
    let text = serde_json::to_string_pretty(&view(place)).unwrap_or_default();
    Output::Bytes(format!("{text}\n").into_bytes())
}

fn view(place: &Place) -> QualityView {
    let pages = &place.portal.pages;
    let today = place.renderer.inputs.today;
    let overdue = overdue(place, today);
    QualityView {
        pages: pages.len(),
        workflows: pages.iter().filter(|page| page.kind() == Kind::Workflow).count(),
        by_owner: by_owner(&overdue),
        by_month: by_month(place, today),
        overdue_count: overdue.iter().map(|group| group.rows.len()).sum(),
        overdue,
        soon: soon(place, today),
        lists: lists(place),
        lix: lix(place),
        allowed: allowed(place),
        warnings: warnings(place),
        external: external(place),
        notes: notes(place),
        json: place.href_if(&urls::quality_json()),
    }
}

fn row(place: &Place, page: &Page) -> RowView {
    RowView {
        link: place.link(page.id),
        source: page.source.to_string(),
        edit: edit(place, page.source.as_str()),
        reviewed: page.reviewed.map(|date| date.to_string()),
        due: page.review_due.map(|date| date.to_string()),
    }
}

/// Overdue pages by owner, those without an owner first.
fn overdue(place: &Place, today: Date) -> Vec<OwnerGroupView> {
    let view = |group: reviews::Owned| OwnerGroupView {
        owner: group.owner.map(|owner| place.link(owner.id)),
        rows: group.pages.iter().map(|page| row(place, page)).collect(),
        calendar: group.owner.and_then(|owner| place.href_if(&urls::review_calendar(owner))),
    };
    reviews::by_owner(place.portal, |page| page.is_overdue(today)).into_iter().map(view).collect()
}

fn by_owner(overdue: &[OwnerGroupView]) -> Vec<AmountView> {
    let amount = |group: &OwnerGroupView| AmountView { owner: group.owner.clone(), amount: group.rows.len() };
    let mut all: Vec<AmountView> = overdue.iter().map(amount).collect();
    // Of owners with as many, the order of the groups.
    all.sort_by_key(|owner| std::cmp::Reverse(owner.amount));
    all
}

/// Owners in the first picture; the table below it has them all.
const MOST: usize = 12;
/// Months of the second picture.
const MONTHS: i32 = 13;

fn by_month(place: &Place, today: Date) -> Vec<MonthView> {
    use jiff::ToSpan;
    let first = today.first_of_month();
    let months = (0..MONTHS).filter_map(|n| first.checked_add(n.months()).ok());
    let in_month = |from: Date, due: Date| (due.year(), due.month()) == (from.year(), from.month()) && due >= today;
    let view = |from: Date| {
        let due = place.portal.pages.iter().filter_map(|page| page.review_due);
        MonthView {
            name: format::month(place.strings(), from),
            from: from.to_string(),
            amount: due.filter(|due| in_month(from, *due)).count(),
        }
    };
    months.map(view).collect()
}

fn owners(place: &Place, report: &QualityView) -> Option<String> {
    let bar = |owner: &AmountView| {
        let name = owner.owner.as_ref().map_or_else(|| place.text("quality.no_owner"), |owner| owner.title.clone());
        Bar { name, amount: owner.amount, late: true }
    };
    let mut bars: Vec<Bar> = report.by_owner.iter().map(bar).collect();
    if bars.len() > MOST {
        let others = bars.split_off(MOST - 1).iter().map(|bar| bar.amount).sum();
        bars.push(Bar { name: place.text("quality.others"), amount: others, late: true });
    }
    (!bars.is_empty()).then(|| bars::lying(&place.text("quality.by_owner"), &bars))
}

fn months(place: &Place, report: &QualityView) -> Option<String> {
    let late = Bar { name: place.text("quality.late_mark"), amount: report.overdue_count, late: true };
    let month =
        |month: &MonthView| Bar { name: month.name.chars().take(3).collect(), amount: month.amount, late: false };
    let bars: Vec<Bar> = std::iter::once(late).chain(report.by_month.iter().map(month)).collect();
    bars.iter().any(|bar| bar.amount > 0).then(|| bars::standing(&place.text("quality.by_month"), &bars))
}

fn soon(place: &Place, today: Date) -> Vec<RowView> {
    use jiff::ToSpan;
    let Ok(limit) = today.checked_add(3.months()) else { return Vec::new() };
    let mut pages: Vec<&Page> = place.portal.pages.iter().filter(|page| reviews::is_soon(page, today, limit)).collect();
    pages.sort_by_key(|page| page.review_due);
    pages.into_iter().map(|page| row(place, page)).collect()
}

fn lists(place: &Place) -> Vec<ListView> {
    let list = |key: &'static str, wanted: &dyn Fn(&Page) -> bool| {
        let mut pages: Vec<&Page> = place.portal.pages.iter().filter(|page| wanted(page)).collect();
        pages.sort_by(|a, b| danish_order(&a.title, &b.title));
        ListView { key, rows: pages.into_iter().map(|page| row(place, page)).collect() }
    };
    let used = &place.portal.uses.tools;
    vec![
        list("no_owner", &reviews::lacks_owner),
        list("no_deadline", &|page| page.workflow().is_some_and(|workflow| workflow.deadline.is_none())),
        list("no_tool", &|page| page.workflow().is_some_and(|w| w.steps.iter().all(|step| step.tools.is_empty()))),
        list("no_lane", &|page| {
            page.workflow().is_some_and(|w| w.steps.iter().any(|step| step.number.is_some() && step.by.is_none()))
        }),
        list("unused_tools", &|page| {
            matches!(page.content, Content::Tool(_)) && used.get(&page.id).is_none_or(Vec::is_empty)
        }),
        list("not_verified", &|page| page.legal_check == Some(LegalCheck::Unverified)),
    ]
}

/// Texts that citizens or colleagues read as they stand: guides, and the steps of workflows.
fn lix(place: &Place) -> Vec<LixView> {
    let view = |page: &Page| {
        let (lix, words) = text::lix(&readable(page)?)?;
        let level = match lix {
            0..=34 => "easy",
            35..=44 => "medium",
            _ => "hard",
        };
        let RowView { link, source, edit, .. } = row(place, page);
        Some(LixView { link, source, edit, kind: page.kind().name(), lix, words, level })
    };
    let mut all: Vec<LixView> = place.portal.pages.iter().filter_map(view).collect();
    all.sort_by(|a, b| b.lix.cmp(&a.lix).then_with(|| danish_order(&a.link.title, &b.link.title)));
    all
}

/// The words of a guide or of a workflow's steps and guidance, a line for every item.
fn readable(page: &Page) -> Option<String> {
    let mut lines: Vec<&str> = vec![&page.body.plain];
    match &page.content {
        Content::Guide(guide) => {
            lines.extend([&guide.we_do, &guide.you_do, &guide.questions].into_iter().flatten().map(String::as_str));
        }
        Content::Workflow(workflow) => {
            let steps = workflow.steps.iter().filter(|step| step.number.is_some());
            lines.extend(steps.flat_map(|step| [Some(step.title.as_str()), step.remember.as_deref()]).flatten());
        }
        _ => return None,
    }
    Some(lines.join("\n"))
}

fn allowed(place: &Place) -> Vec<AllowedView> {
    let of_page = |page: &Page| {
        let RowView { link, source, edit, .. } = row(place, page);
        let view = move |allow: &crate::model::Allow| AllowedView {
            rule: allow.rule.clone(),
            why: allow.why.clone(),
            link: link.clone(),
            source: source.clone(),
            edit: edit.clone(),
        };
        page.allow.iter().map(view).collect::<Vec<_>>()
    };
    place.portal.pages.iter().flat_map(of_page).collect()
}

/// What is known of the addresses that the portal links to now.
fn external(place: &Place) -> Option<ExternalView> {
    let known = &place.renderer.inputs.external.answers;
    let mut pages: BTreeMap<String, Vec<PageId>> = BTreeMap::new();
    for link in place.portal.outside() {
        let linking = pages.entry(link.url).or_default();
        linking.extend(link.page.filter(|page| !linking.contains(page)));
    }
    let asked: Vec<(&String, &Answered, &Vec<PageId>)> =
        pages.iter().filter_map(|(url, pages)| Some((url, known.get(url)?, pages))).collect();
    let date = asked.iter().map(|(_, answered, _)| answered.date).max()?.to_string();
    let (mut dead, mut moved, mut unsure) = (Vec::new(), Vec::new(), Vec::new());
    for (url, answered, pages) in &asked {
        let (list, to, status) = match &answered.answer {
            Answer::There => continue,
            Answer::Gone { status } => (&mut dead, None, Some(*status)),
            Answer::Moved { to } => (&mut moved, Some(to.clone()), None),
            Answer::Unsure(Trouble::Status(status)) => (&mut unsure, None, Some(*status)),
            Answer::Unsure(_) => (&mut unsure, None, None),
        };
        let pages = pages.iter().map(|page| place.link(*page)).collect();
        list.push(AddressView { url: (*url).clone(), to, status, date: answered.date.to_string(), pages });
    }
    Some(ExternalView { asked: asked.len(), dead_count: dead.len(), date, dead, moved, unsure })
}

fn lang(place: &Place) -> Lang {
    if place.portal.site.language == "en" { Lang::English } else { Lang::Danish }
}

fn notes(place: &Place) -> Vec<String> {
    let problems = place.renderer.problems.problems().iter();
    let notes = problems.filter(|problem| problem.severity == Severity::Notice && problem.span.is_none());
    notes.map(|note| note.message.get(lang(place)).to_owned()).collect()
}

fn warnings(place: &Place) -> Vec<WarningView> {
    let lang = lang(place);
    let problems = place.renderer.problems.problems().iter().filter(|problem| problem.severity == Severity::Warning);
    let view = |problem: &Diagnostic| {
        let file = problem.span.and_then(|span| Some((span, place.renderer.sources.file(span.file)?)));
        let page = problem.span.and_then(|span| place.portal.pages.iter().find(|page| page.file == span.file));
        WarningView {
            rule: problem.rule.id,
            edit: file.and_then(|(_, file)| edit(place, file.path.as_str())),
            message: problem.message.get(lang).to_owned(),
            source: file
                .map(|(span, file)| format!("{}:{}", file.path, LineColumn::of(file.text(), span.start as usize).line)),
            link: page.map(|page| place.link(page.id)),
        }
    };
    problems.map(view).collect()
}
