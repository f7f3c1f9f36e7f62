//! `portal.json`: the whole model for other systems, and `portal.schema.json`: what it may hold.
//!
//! Types of their own, so that the model may change without breaking those who read this; `format`
//! counts up when they must. The schema is made from the same types, so the two cannot drift apart;
//! their comments are its descriptions. Pages are named by `kind` and `id`, actors, audiences and
//! complaints by their id, addresses are absolute when the site has one. What is empty is left out.

mod content;
mod workflow;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use super::Export;
use super::deadlines::to_json;
use crate::model::{Affiliation, AudienceId, Date, Kind, LawRef, LegalCheck, PageId, Status};
use crate::routes::urls;

/// Of what [`json`] writes.
const FORMAT: u32 = 1;

pub fn json(export: Export) -> String {
    let portal = export.portal;
    let site = &portal.site;
    to_json(&Root {
        schema: export.address(&urls::portal_schema()),
        format: FORMAT,
        title: &site.title,
        language: &site.language,
        base_url: site.base_url.as_deref(),
        administrations: site
            .administrations
            .iter()
            .map(|a| Administration { id: &a.id, name: &a.name, short: &a.short })
            .collect(),
        actors: actors(export),
        audiences: portal
            .audiences
            .iter()
            .map(|a| Audience { id: &a.id, name: &a.name, summary: a.summary.as_deref() })
            .collect(),
        complaints: complaints(export),
        pages: portal.pages.iter().map(|page| self::page(export, page)).collect(),
    })
}

/// The schema of [`json`], of this portal: its address is part of it.
pub fn schema(export: Export) -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Root>();
    if let Some(address) = export.absolute(&urls::portal_schema()) {
        schema.insert("$id".to_owned(), address.into());
    }
    to_json(&schema)
}

/// Everything the portal knows, for other systems.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Portal")]
struct Root<'a> {
    /// Where the schema of this file stands.
    #[serde(rename = "$schema")]
    schema: String,
    /// Counts up when readers of older files could go wrong.
    format: u32,
    title: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'a str>,
    administrations: Vec<Administration<'a>>,
    actors: Vec<Actor<'a>>,
    audiences: Vec<Audience<'a>>,
    complaints: Vec<Complaint<'a>>,
    pages: Vec<Page<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Administration<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    /// An administration's id, `faelles`, or nothing for somebody outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    administration: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Audience<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Complaint<'a> {
    id: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Page<'a> {
    #[schemars(extend("enum" = Kind::ALL.map(Kind::name)))]
    kind: &'static str,
    /// Unique within its kind.
    id: &'a str,
    /// Absolute when the portal has an address, else below the front page.
    url: String,
    /// The file it is written in.
    source: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'a [String],
    #[schemars(extend("enum" = Status::ALL.map(Status::name)))]
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = LegalCheck::ALL.map(LegalCheck::name)))]
    legal_check: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kle: Option<&'a str>,
    /// The day its content last changed, by the editor or the version control.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    review_due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    valid_until: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<PageName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Change<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<content::Content<'a>>,
    /// The words of the text, without markup.
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
}

/// A page of any kind.
#[derive(Serialize, JsonSchema)]
struct PageName<'a> {
    #[schemars(extend("enum" = Kind::ALL.map(Kind::name)))]
    kind: &'static str,
    id: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Change<'a> {
    #[schemars(extend("format" = "date"))]
    date: String,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<&'a str>,
}

fn actors(export: Export) -> Vec<Actor> {
    let actors = export.portal.actors.iter().map(|actor| Actor {
        id: &actor.id,
        name: &actor.name,
        administration: match actor.affiliation {
            Affiliation::Inside(lead) => Some(export.portal.lead_name(lead)),
            Affiliation::External => None,
        },
        contact: actor.contact.map(|page| slug(export, page)),
    });
    actors.collect()
}

fn complaints(export: Export) -> Vec<Complaint> {
    let complaints = export.portal.complaints.iter().map(|complaint| Complaint {
        id: &complaint.id,
        text: &complaint.text,
        authority: complaint.authority.as_deref(),
        deadline: complaint.deadline.as_ref().map(|duration| duration.text.as_str()),
        law: statutes(&complaint.law),
    });
    complaints.collect()
}

fn page<'a>(export: Export<'a>, page: &'a crate::model::Page) -> Page<'a> {
    Page {
        kind: page.kind().name(),
        id: &page.slug,
        url: export.address(&page.url),
        source: page.source.as_str(),
        title: &page.title,
        summary: page.summary.as_deref(),
        lead: page.lead.map(|lead| export.portal.lead_name(lead)),
        owner: page.owner.map(|owner| slug(export, owner)),
        audience: audiences(export, &page.audience),
        law: statutes(&page.law),
        keywords: &page.keywords,
        status: page.status.name(),
        legal_check: page.legal_check.map(LegalCheck::name),
        kle: page.kle.as_deref(),
        updated: date(page.changed()),
        reviewed: date(page.reviewed),
        review_due: date(page.review_due),
        valid_from: date(page.valid_from),
        valid_until: date(page.valid_until),
        related: page.related.iter().map(|page| name(export, *page)).collect(),
        changes: page.changes.iter().map(|change| self::change(export, change)).collect(),
        content: content::of(export, &page.content),
        text: page.body.plain.trim(),
    }
}

fn change<'a>(export: Export<'a>, change: &'a crate::model::Change) -> Change<'a> {
    Change { date: change.date.to_string(), text: &change.text, audience: audiences(export, &change.audience) }
}

fn name(export: Export<'_>, page: PageId) -> PageName<'_> {
    let page = export.page(page);
    PageName { kind: page.kind().name(), id: &page.slug }
}

fn slug(export: Export<'_>, page: PageId) -> &str {
    &export.page(page).slug
}

fn slugs<'a>(export: Export<'a>, pages: &[PageId]) -> Vec<&'a str> {
    pages.iter().map(|page| slug(export, *page)).collect()
}

fn audiences<'a>(export: Export<'a>, audiences: &[AudienceId]) -> Vec<&'a str> {
    audiences.iter().map(|id| export.portal.audience(*id).id.as_str()).collect()
}

fn statutes(law: &[LawRef]) -> Vec<&str> {
    law.iter().map(|reference| &*reference.text).collect()
}

fn date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}
