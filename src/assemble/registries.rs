//! Actors, audiences, complaints and the finder.

use super::bind::Binder;
use super::index::entries_with_id;
use super::pages::{aliases, allow};
use crate::model::{Actor, Affiliation, Audience, Complaint, Finder, FinderEnd, Kind, Lead, Portal, UnresolvedKind};
use crate::parse::{Fields, Registries};
use crate::source::At;

/// A portal with its registries and nothing else.
pub fn assemble(registries: &Registries, binder: &mut Binder) -> Portal {
    Portal {
        actors: entries_with_id(&registries.actors).map(|fields| actor(fields, binder)).collect(),
        audiences: entries_with_id(&registries.audiences).map(audience).collect(),
        complaints: entries_with_id(&registries.complaints).map(|fields| complaint(fields, binder)).collect(),
        synonyms: registries.synonyms.clone(),
        finder: registries.finder.as_ref().map(|fields| finder(fields, binder)),
        ..Portal::default()
    }
}

fn actor(fields: &Fields, binder: &mut Binder) -> Actor {
    let lead = fields.text("administration").and_then(|name| binder.lead(name));
    let affiliation = match lead {
        Some(lead) => Affiliation::Inside(lead),
        None if fields.bool("external") == Some(true) => Affiliation::External,
        // Neither written: inside, so that the missing contact is seen.
        None => Affiliation::Inside(Lead::Shared),
    };
    let id = fields.string("id").unwrap_or_default();
    Actor {
        span: fields.text("id").map_or(fields.span, |at| at.span),
        name: fields.string("name").unwrap_or_else(|| id.clone()),
        id,
        affiliation,
        contact: binder.contact(fields, "contact"),
        token: fields.string("token"),
        aliases: aliases(fields),
        allow: allow(fields),
    }
}

fn audience(fields: &Fields) -> Audience {
    let id = fields.string("id").unwrap_or_default();
    Audience {
        span: fields.text("id").map_or(fields.span, |at| at.span),
        name: fields.string("name").unwrap_or_else(|| id.clone()),
        id,
        summary: fields.string("summary"),
        aliases: aliases(fields),
        allow: allow(fields),
    }
}

fn complaint(fields: &Fields, binder: &mut Binder) -> Complaint {
    Complaint {
        id: fields.string("id").unwrap_or_default(),
        span: fields.text("id").map_or(fields.span, |at| at.span),
        text: fields.string("text").unwrap_or_default(),
        authority: fields.string("authority"),
        deadline: fields.duration("deadline").cloned(),
        law: binder.laws(fields, "law"),
    }
}

fn finder(fields: &Fields, binder: &mut Binder) -> Finder {
    let answers = fields.maps("answers").map(|answer| (answer.string("say").unwrap_or_default(), end(answer, binder)));
    Finder { ask: fields.string("ask").unwrap_or_default(), answers: answers.collect() }
}

fn end(answer: &Fields, binder: &mut Binder) -> FinderEnd {
    if answer.has("ask") || answer.has("answers") {
        return FinderEnd::Question(Box::new(finder(answer, binder)));
    }
    let topic: Option<At<&str>> = answer.text("topic");
    FinderEnd::Answer {
        topic: topic.and_then(|name| binder.page(Kind::Topic, UnresolvedKind::Topic, name)),
        unit: binder.contact(answer, "unit"),
    }
}
