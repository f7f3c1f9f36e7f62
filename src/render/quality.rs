//! The state of the pages, for those who look after them.

use serde::Serialize;

use super::Output;
use super::frame::{Head, edit};
use super::place::Place;
use super::views::LinkView;
use crate::diag::{Diagnostic, Lang, Severity};
use crate::model::{Content, Date, Kind, LegalCheck, Page};
use crate::routes::urls;
use crate::source::LineColumn;
use crate::text::{self, danish_order};

#[derive(Serialize)]
struct QualityView {
    pages: usize,
    workflows: usize,
    overdue: Vec<OwnerGroupView>,
    overdue_count: usize,
    /// Due within three months.
    soon: Vec<RowView>,
    lists: Vec<ListView>,
    /// How hard texts are to read, the hardest first.
    lix: Vec<LixView>,
    allowed: Vec<AllowedView>,
    warnings: Vec<WarningView>,
    json: Option<String>,
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
    place.html("quality.html", head, "quality", &view(place))
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
        overdue_count: overdue.iter().map(|group| group.rows.len()).sum(),
        overdue,
        soon: soon(place, today),
        lists: lists(place),
        lix: lix(place),
        allowed: allowed(place),
        warnings: warnings(place),
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
    let mut pages: Vec<&Page> = place.portal.pages.iter().filter(|page| page.is_overdue(today)).collect();
    pages.sort_by_key(|page| (page.owner, page.review_due));
    let mut groups: Vec<OwnerGroupView> = Vec::new();
    let mut last = None;
    for page in pages {
        if last != Some(page.owner) {
            last = Some(page.owner);
            let owner = page.owner.map(|owner| place.portal.page(owner));
            groups.push(OwnerGroupView {
                owner: owner.map(|owner| place.link(owner.id)),
                rows: Vec::new(),
                calendar: owner.and_then(|owner| place.href_if(&urls::review_calendar(owner))),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(place, page));
        }
    }
    groups
}

fn soon(place: &Place, today: Date) -> Vec<RowView> {
    use jiff::ToSpan;
    let Ok(limit) = today.checked_add(3.months()) else { return Vec::new() };
    let is_soon = |page: &&Page| page.review_due.is_some_and(|due| due >= today && due <= limit);
    let mut pages: Vec<&Page> = place.portal.pages.iter().filter(is_soon).collect();
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
        list("no_owner", &|page| page.owner.is_none() && page.kind() != Kind::Section && page.kind() != Kind::News),
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

fn warnings(place: &Place) -> Vec<WarningView> {
    let lang = if place.portal.site.language == "en" { Lang::English } else { Lang::Danish };
    let problems = place.renderer.inputs.problems.iter().filter(|problem| problem.severity == Severity::Warning);
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
