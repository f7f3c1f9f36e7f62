//! What a page of each kind says beyond the common part.

use super::bind::{Binder, Meant};
use super::workflow;
use crate::model::{
    AdministrationId, Contact, Content, Deadline, DeadlineBasis, Guide, GuideType, Hours, Kind, Law, LearningPath,
    News, PageId, Person, Phone, Section, Service, Term, Tool, ToolType, Topic, UnresolvedKind,
};
use crate::parse::{Document, Fields};
use crate::source::{At, SourcePath};

pub fn assemble(document: &Document, fields: &Fields, binder: &mut Binder) -> Content {
    match document.kind {
        Kind::Section => Content::Section(section(document, fields, binder)),
        Kind::Workflow => Content::Workflow(workflow::assemble(document, fields, binder)),
        Kind::Tool => Content::Tool(tool(document, fields, binder)),
        Kind::Term => Content::Term(Term {
            short: fields.string("short").unwrap_or_default(),
            synonyms: fields.strings("synonyms"),
            see: binder.pages_of(fields, "see", Kind::Term, UnresolvedKind::Term),
        }),
        Kind::Service => Content::Service(Service {
            who_can_get: fields.string("who_can_get"),
            how_to_refer: fields.strings("how_to_refer"),
            unit: binder.contact(fields, "unit"),
            deadline: deadline(fields, binder),
        }),
        Kind::Contact => Content::Contact(contact(fields)),
        Kind::Law => Content::Law(Law {
            abbr: fields.string("abbr").unwrap_or_default(),
            full_title: fields.string("full_title"),
            url: fields.owned("url"),
            in_force: fields.date("in_force"),
            repealed: fields.date("repealed"),
        }),
        Kind::Topic => Content::Topic(topic(fields, binder)),
        Kind::Guide => Content::Guide(guide(fields, binder)),
        Kind::Path => Content::Path(LearningPath {
            role: fields.text("role").and_then(|name| binder.actor(name)),
            workflows: workflows(fields, binder),
        }),
        Kind::News => Content::News(News { date: fields.date("date") }),
        Kind::Page => Content::Page,
    }
}

/// The featured pages of a section lie in it where a name answers to several.
fn section(document: &Document, fields: &Fields, binder: &mut Binder) -> Section {
    let index = binder.index;
    let folder = format!("{}/", document.path.folder());
    let inside = |id: PageId| index.document(id).is_some_and(|d| d.path.as_str().starts_with(&folder));
    Section {
        kind: fields.text("kind").and_then(|at| Kind::from_name(at.value)),
        featured: fields.texts("featured").filter_map(|name| binder.any_page(name, inside)).collect(),
    }
}

fn tool(document: &Document, fields: &Fields, binder: &mut Binder) -> Tool {
    let written = fields.text("type").map_or("", |at| at.value);
    Tool {
        tool_type: ToolType::ALL.into_iter().find(|kind| kind.name() == written).unwrap_or(ToolType::Guide),
        href: fields.owned("href"),
        file: fields.text("file").and_then(|at| asset(&document.path, at, binder)),
        format: fields.string("format"),
        who: fields.string("who"),
        how_to_open: fields.string("how_to_open"),
    }
}

/// A file beside the page.
pub fn asset(page: &SourcePath, name: At<&str>, binder: &mut Binder) -> Option<SourcePath> {
    let path = page.join(name.value).filter(|path| binder.index.has_asset(path));
    if path.is_none() {
        let meant = super::moved::file(page, name.value, binder.index);
        binder.miss(UnresolvedKind::Asset, name, meant);
    }
    path
}

fn contact(fields: &Fields) -> Contact {
    let phone = |fields: &Fields| Some(Phone { label: fields.string("label"), number: fields.string("number")? });
    let hours = |fields: &Fields| {
        Some(Hours { days: fields.string("days")?, from: fields.string("from")?, to: fields.string("to")? })
    };
    let person = |fields: &Fields| {
        Some(Person {
            role: fields.string("role")?,
            name: fields.string("name"),
            phone: fields.string("phone"),
            email: fields.string("email"),
        })
    };
    Contact {
        unit: fields.string("unit").unwrap_or_default(),
        phones: fields.maps("phones").filter_map(phone).collect(),
        email: fields.string("email"),
        address: fields.string("address"),
        hours: fields.maps("hours").filter_map(hours).collect(),
        covers: fields.string("covers"),
        people: fields.maps("people").filter_map(person).collect(),
    }
}

fn topic(fields: &Fields, binder: &mut Binder) -> Topic {
    Topic {
        does: does(fields, binder),
        shared: fields.string("shared"),
        decides: fields.string("decides"),
        contact: binder.contact(fields, "contact"),
        workflows: workflows(fields, binder),
        say: fields.string("say"),
        pass_on_when: fields.string("pass_on_when"),
        pass_on_to: binder.contact(fields, "pass_on_to"),
    }
}

fn does(fields: &Fields, binder: &mut Binder) -> Vec<(AdministrationId, String)> {
    let mut does = Vec::new();
    for (name, text) in fields.pairs("does") {
        match binder.site.find_administration(&name.value) {
            Some(id) => does.push((id, text.value.clone())),
            None => {
                let ids = binder.site.administrations.iter().map(|a| a.id.as_str());
                let meant = Meant::of(&name.value, None, ids);
                binder.miss(UnresolvedKind::Administration, At::new(name.value.as_str(), name.span), meant);
            }
        }
    }
    does.sort_by_key(|(id, _)| *id);
    does
}

fn guide(fields: &Fields, binder: &mut Binder) -> Guide {
    let preparation = match fields.text("type") {
        Some(at) => at.value == "preparation",
        None => fields.has("questions") && !fields.has("we_do"),
    };
    Guide {
        guide_type: if preparation { GuideType::Preparation } else { GuideType::Service },
        audience: fields.text("for").and_then(|name| binder.audience(name)),
        we_do: fields.strings("we_do"),
        you_do: fields.strings("you_do"),
        questions: fields.strings("questions"),
        complaint: binder.complaint(fields),
    }
}

fn workflows(fields: &Fields, binder: &mut Binder) -> Vec<PageId> {
    fields.texts("workflows").filter_map(|name| binder.workflow(name)).collect()
}

/// The deadline of a workflow or a service.
pub fn deadline(fields: &Fields, binder: &mut Binder) -> Option<Deadline> {
    let deadline = fields.map("deadline")?;
    Some(Deadline {
        within: deadline.duration("within")?.clone(),
        from: deadline.string("from"),
        law: binder.laws(deadline, "law"),
        basis: deadline.text("basis").map(|at| match at.value {
            "statutory" => DeadlineBasis::Statutory,
            "local" => DeadlineBasis::Local,
            _ => DeadlineBasis::Internal,
        }),
        span: deadline.span,
    })
}
