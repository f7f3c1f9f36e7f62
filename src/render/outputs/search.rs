//! Pages for another search engine: an object to a line, as bulk interfaces take them.
//!
//! What is empty is left out. A field that gets another meaning gets another name.

use serde::Serialize;

use super::Export;
use crate::model::{Content, LawRef, Page, Step};
use crate::routes::anchor_on;

#[derive(Serialize)]
struct Document<'a> {
    id: String,
    url: String,
    title: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// Other names: synonyms, abbreviations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'a str>,
    /// Name of the unit: of the owner, of a contact its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headings: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepDocument<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phones: Vec<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    body: &'a str,
    /// The last change or review, as the portal shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    status: &'static str,
}

#[derive(Serialize)]
struct StepDocument<'a> {
    number: u32,
    title: &'a str,
    anchor: String,
}

/// Every page of the content, in path order. A page hidden from search is no page of the content.
pub fn lines(export: Export) -> String {
    let mut out = String::new();
    for page in &export.portal.pages {
        // A value made of texts and numbers always has a JSON form.
        if let Ok(line) = serde_json::to_string(&document(export, page)) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

fn document<'a>(export: Export<'a>, page: &'a Page) -> Document<'a> {
    let owner = page.owner.map(|owner| export.page(owner));
    let contact = page.contact();
    let steps = page.workflow().map_or(&[][..], |workflow| &workflow.steps);
    let mut law: Vec<&str> = texts(&page.law).chain(steps.iter().flat_map(|step| texts(&step.law))).collect();
    law.sort_unstable();
    law.dedup();
    Document {
        id: format!("{}/{}", page.kind().name(), page.slug),
        url: export.address(&page.url),
        title: &page.title,
        kind: page.kind().name(),
        summary: page.gist(),
        aliases: aliases(page),
        keywords: &page.keywords,
        owner: owner.map(|owner| owner.slug.as_str()),
        lead: page.lead.map(|lead| export.portal.lead_name(lead)),
        unit: contact.map(|contact| contact.unit.as_str()).or(owner.map(|owner| owner.title.as_str())),
        audience: page.audience.iter().map(|id| export.portal.audience(*id).id.as_str()).collect(),
        law,
        headings: page.body.headings.iter().map(|heading| heading.text.as_str()).collect(),
        steps: steps.iter().filter_map(|step| self::step(page, step)).collect(),
        phones: contact.into_iter().flat_map(|contact| &contact.phones).map(|phone| phone.number.as_str()).collect(),
        body: page.body.plain.trim(),
        updated: page.touched().map(|date| date.to_string()),
        status: page.status.name(),
    }
}

fn texts(law: &[LawRef]) -> impl Iterator<Item = &str> {
    law.iter().map(|reference| &*reference.text)
}

fn step<'a>(page: &Page, step: &'a Step) -> Option<StepDocument<'a>> {
    Some(StepDocument { number: step.number?, title: &step.title, anchor: anchor_on(page, &step.id) })
}

fn aliases(page: &Page) -> Vec<&str> {
    match &page.content {
        Content::Term(term) => term.synonyms.iter().map(String::as_str).collect(),
        Content::Law(law) => std::iter::once(law.abbr.as_str()).chain(law.full_title.as_deref()).collect(),
        Content::Contact(contact) if contact.unit != page.title => vec![&contact.unit],
        _ => Vec::new(),
    }
}
