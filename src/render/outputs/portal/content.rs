//! What a page of each kind says beyond the common part, in `portal.json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::workflow::{self, Deadline, Workflow};
use super::{Export, date, slug, slugs};
use crate::model::{self, GuideType};

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Content<'a> {
    Workflow(Workflow<'a>),
    Tool(Tool<'a>),
    Term(Term<'a>),
    Service(Service<'a>),
    Contact(Contact<'a>),
    Law(Law<'a>),
    Topic(Topic<'a>),
    Guide(Guide<'a>),
    Path(Path<'a>),
    News { date: Option<String> },
}

#[derive(Serialize, JsonSchema)]
pub struct Tool<'a> {
    r#type: &'static str,
    href: Option<&'a str>,
    file: Option<&'a str>,
    format: Option<&'a str>,
    who: Option<&'a str>,
    how_to_open: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
pub struct Term<'a> {
    short: &'a str,
    synonyms: &'a [String],
    see: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
pub struct Service<'a> {
    who_can_get: Option<&'a str>,
    how_to_refer: &'a [String],
    unit: Option<&'a str>,
    deadline: Option<Deadline<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub struct Contact<'a> {
    unit: &'a str,
    phones: Vec<Phone<'a>>,
    email: Option<&'a str>,
    address: Option<&'a str>,
    hours: Vec<Hours<'a>>,
    covers: Option<&'a str>,
    people: Vec<Person<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Phone<'a> {
    label: Option<&'a str>,
    number: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Hours<'a> {
    days: &'a str,
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Person<'a> {
    role: &'a str,
    name: Option<&'a str>,
    phone: Option<&'a str>,
    email: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
pub struct Law<'a> {
    abbr: &'a str,
    full_title: Option<&'a str>,
    url: Option<&'a str>,
    in_force: Option<String>,
    repealed: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Topic<'a> {
    does: Vec<Does<'a>>,
    shared: Option<&'a str>,
    decides: Option<&'a str>,
    contact: Option<&'a str>,
    workflows: Vec<&'a str>,
    say: Option<&'a str>,
    pass_on_when: Option<&'a str>,
    pass_on_to: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Does<'a> {
    administration: &'a str,
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
pub struct Guide<'a> {
    r#type: &'static str,
    audience: Option<&'a str>,
    we_do: &'a [String],
    you_do: &'a [String],
    questions: &'a [String],
    complaint: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
pub struct Path<'a> {
    role: Option<&'a str>,
    workflows: Vec<&'a str>,
}

/// `None` for a section and an ordinary page.
pub fn of<'a>(export: Export<'a>, content: &'a model::Content) -> Option<Content<'a>> {
    Some(match content {
        model::Content::Section(_) | model::Content::Page => return None,
        model::Content::Workflow(workflow) => Content::Workflow(workflow::of(export, workflow)),
        model::Content::Tool(tool) => Content::Tool(self::tool(tool)),
        model::Content::Term(term) => {
            Content::Term(Term { short: &term.short, synonyms: &term.synonyms, see: slugs(export, &term.see) })
        }
        model::Content::Service(service) => Content::Service(Service {
            who_can_get: service.who_can_get.as_deref(),
            how_to_refer: &service.how_to_refer,
            unit: service.unit.map(|unit| slug(export, unit)),
            deadline: service.deadline.as_ref().map(workflow::deadline),
        }),
        model::Content::Contact(contact) => Content::Contact(self::contact(contact)),
        model::Content::Law(law) => Content::Law(Law {
            abbr: &law.abbr,
            full_title: law.full_title.as_deref(),
            url: law.url.as_ref().map(|url| url.value.as_str()),
            in_force: date(law.in_force),
            repealed: date(law.repealed),
        }),
        model::Content::Topic(topic) => Content::Topic(self::topic(export, topic)),
        model::Content::Guide(guide) => Content::Guide(self::guide(export, guide)),
        model::Content::Path(path) => Content::Path(Path {
            role: path.role.map(|role| export.portal.actor(role).id.as_str()),
            workflows: slugs(export, &path.workflows),
        }),
        model::Content::News(news) => Content::News { date: date(news.date) },
    })
}

fn tool(tool: &model::Tool) -> Tool<'_> {
    Tool {
        r#type: tool.tool_type.name(),
        href: tool.href.as_ref().map(|href| href.value.as_str()),
        file: tool.file.as_ref().map(|file| file.as_str()),
        format: tool.format.as_deref(),
        who: tool.who.as_deref(),
        how_to_open: tool.how_to_open.as_deref(),
    }
}

fn contact(contact: &model::Contact) -> Contact<'_> {
    Contact {
        unit: &contact.unit,
        phones: contact.phones.iter().map(|p| Phone { label: p.label.as_deref(), number: &p.number }).collect(),
        email: contact.email.as_deref(),
        address: contact.address.as_deref(),
        hours: contact.hours.iter().map(|h| Hours { days: &h.days, from: &h.from, to: &h.to }).collect(),
        covers: contact.covers.as_deref(),
        people: contact
            .people
            .iter()
            .map(|p| Person {
                role: &p.role,
                name: p.name.as_deref(),
                phone: p.phone.as_deref(),
                email: p.email.as_deref(),
            })
            .collect(),
    }
}

fn topic<'a>(export: Export<'a>, topic: &'a model::Topic) -> Topic<'a> {
    let administration = |id| export.portal.site.administration(id).map_or("", |a| a.id.as_str());
    Topic {
        does: topic.does.iter().map(|(id, text)| Does { administration: administration(*id), text }).collect(),
        shared: topic.shared.as_deref(),
        decides: topic.decides.as_deref(),
        contact: topic.contact.map(|page| slug(export, page)),
        workflows: slugs(export, &topic.workflows),
        say: topic.say.as_deref(),
        pass_on_when: topic.pass_on_when.as_deref(),
        pass_on_to: topic.pass_on_to.map(|page| slug(export, page)),
    }
}

fn guide<'a>(export: Export<'a>, guide: &'a model::Guide) -> Guide<'a> {
    Guide {
        r#type: match guide.guide_type {
            GuideType::Service => "service",
            GuideType::Preparation => "preparation",
        },
        audience: guide.audience.map(|id| export.portal.audience(id).id.as_str()),
        we_do: &guide.we_do,
        you_do: &guide.you_do,
        questions: &guide.questions,
        complaint: guide.complaint.map(|id| export.portal.complaint(id).id.as_str()),
    }
}
