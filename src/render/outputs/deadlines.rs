//! Every deadline of the portal as a table and as JSON.

use serde::Serialize;

use super::{Export, csv};
use crate::model::{Content, Deadline, DeadlineBasis, Page};
use crate::text::danish_order;

/// Procedures and services with a deadline, by title.
fn rows<'a>(export: Export<'a>) -> Vec<(&'a Page, &'a Deadline)> {
    let mut rows: Vec<_> = export.portal.pages.iter().filter_map(|page| Some((page, deadline(page)?))).collect();
    rows.sort_by(|(a, _), (b, _)| danish_order(&a.title, &b.title).then_with(|| a.id.cmp(&b.id)));
    rows
}

fn deadline(page: &Page) -> Option<&Deadline> {
    match &page.content {
        Content::Workflow(workflow) => workflow.deadline.as_ref(),
        Content::Service(service) => service.deadline.as_ref(),
        _ => None,
    }
}

pub fn table(export: Export) -> String {
    let text = |key: &str| export.strings.find(key).unwrap_or_default().to_owned();
    let columns = ["case", "deadline", "from", "law", "basis", "lead", "workflow"];
    let head = columns.map(|key| text(&format!("deadlines.{key}")));
    let mut out = String::from(csv::START);
    csv::push_row(&mut out, &head.each_ref().map(String::as_str));
    for (page, deadline) in rows(export) {
        let law = statutes(deadline).join(", ");
        let basis = deadline.basis.map(|basis| text(&format!("deadlines.basis_{}", basis.name()))).unwrap_or_default();
        let from = deadline.from.as_deref().unwrap_or_default();
        let address = export.address(&page.url);
        csv::push_row(&mut out, &[&page.title, &deadline.within.text, from, &law, &basis, export.lead(page), &address]);
    }
    out
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    kind: &'static str,
    url: String,
    within: &'a str,
    hours: Option<u64>,
    from: Option<&'a str>,
    law: Vec<&'a str>,
    basis: Option<&'static str>,
    lead: &'a str,
}

pub fn json(export: Export) -> String {
    let rows = rows(export).into_iter().map(|(page, deadline)| Row {
        title: &page.title,
        kind: page.kind().name(),
        url: export.address(&page.url),
        within: &deadline.within.text,
        hours: deadline.within.hours(),
        from: deadline.from.as_deref(),
        law: statutes(deadline),
        basis: deadline.basis.map(DeadlineBasis::name),
        lead: export.lead(page),
    });
    to_json(&rows.collect::<Vec<_>>())
}

/// Serialising plain data to memory cannot fail; an empty text would be seen at once.
pub(super) fn to_json<T: Serialize>(value: &T) -> String {
    let mut json = serde_json::to_string(value).unwrap_or_default();
    json.push('\n');
    json
}

fn statutes(deadline: &Deadline) -> Vec<&str> {
    deadline.law.iter().map(|reference| &*reference.text).collect()
}
