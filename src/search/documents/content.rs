//! What a page of each kind says beyond the common part.

use super::{AnswerKind, Context, Document, Field, PageDocuments};
use crate::model::{Contact, Content, Deadline, Guide, Law, Page, PageId, Service, Term, Tool, Topic, Workflow};

pub(super) fn add(context: &Context, page: &Page, found: &mut PageDocuments) {
    let document = &mut found.page;
    match &page.content {
        Content::Workflow(workflow) => self::workflow(context, workflow, document),
        Content::Tool(tool) => self::tool(context, tool, document),
        Content::Term(term) => {
            self::term(context, term, document);
            found.answer = Some(AnswerKind::Term);
            found.names = term.synonyms.clone();
        }
        Content::Service(service) => self::service(context, service, document),
        Content::Contact(contact) => {
            self::contact(context, contact, document);
            found.answer = Some(AnswerKind::Contact);
            found.names = vec![contact.unit.clone()];
        }
        Content::Law(law) => {
            self::law(law, document);
            found.answer = Some(AnswerKind::Statute);
            found.names = std::iter::once(law.abbr.clone()).chain(law.full_title.clone()).collect();
        }
        Content::Topic(topic) => self::topic(context, topic, document),
        Content::Guide(guide) => self::guide(context, guide, document),
        Content::Path(path) => titles(context, &path.workflows, Field::Detail, document),
        Content::News(_) | Content::Section(_) | Content::Page => {}
    }
}

fn workflow(context: &Context, workflow: &Workflow, document: &mut Document) {
    document.add_all(Field::Summary, [&workflow.trigger, &workflow.outcome].into_iter().flatten().map(String::as_str));
    deadline(context, workflow.deadline.as_ref(), document);
    document.add_all(Field::Body, workflow.lanes.iter().map(|lane| context.portal.actor(*lane).name.as_str()));
}

fn deadline(context: &Context, deadline: Option<&Deadline>, document: &mut Document) {
    let Some(deadline) = deadline else { return };
    document.add(Field::Detail, context.words("find.deadline"));
    document.add(Field::Detail, &deadline.within.text);
    document.add(Field::Detail, deadline.from.as_deref().unwrap_or_default());
    super::parts::cite(context.portal, &deadline.law, document);
}

fn tool(context: &Context, tool: &Tool, document: &mut Document) {
    document.add(Field::Detail, context.words(&format!("find.{}", tool.tool_type.name())));
    let texts = [&tool.format, &tool.who, &tool.how_to_open];
    document.add_all(Field::Body, texts.into_iter().flatten().map(String::as_str));
}

fn term(context: &Context, term: &Term, document: &mut Document) {
    document.add_all(Field::Name, term.synonyms.iter().map(String::as_str));
    document.add(Field::Summary, &term.short);
    titles(context, &term.see, Field::Body, document);
}

fn service(context: &Context, service: &Service, document: &mut Document) {
    document.add(Field::Detail, service.who_can_get.as_deref().unwrap_or_default());
    document.add_all(Field::Body, service.how_to_refer.iter().map(String::as_str));
    titles(context, service.unit.as_slice(), Field::Detail, document);
    deadline(context, service.deadline.as_ref(), document);
}

/// A unit is also found by what it can be asked for: its telephone, its hours.
fn contact(context: &Context, contact: &Contact, document: &mut Document) {
    document.add(Field::Name, &contact.unit);
    document.add(Field::Summary, contact.covers.as_deref().unwrap_or_default());
    let asked = [
        ("find.phone", !contact.phones.is_empty()),
        ("find.hours", !contact.hours.is_empty()),
        ("find.email", contact.email.is_some()),
        ("find.address", contact.address.is_some()),
    ];
    document.add_all(Field::Detail, asked.into_iter().filter(|(_, has)| *has).map(|(key, _)| context.words(key)));
    let labels = contact.phones.iter().filter_map(|phone| phone.label.as_deref());
    document.add_all(Field::Body, labels);
    document.add_all(Field::Body, contact.address.as_deref());
    document.add_all(Field::Detail, contact.email.as_deref());
    for person in &contact.people {
        document.add(Field::Detail, &person.role);
        document.add_all(Field::Detail, [&person.name, &person.email].into_iter().flatten().map(String::as_str));
    }
}

fn law(law: &Law, document: &mut Document) {
    document.add(Field::Name, &law.abbr);
    document.add(Field::Name, law.full_title.as_deref().unwrap_or_default());
}

fn topic(context: &Context, topic: &Topic, document: &mut Document) {
    document.add_all(Field::Detail, [&topic.say, &topic.pass_on_when].into_iter().flatten().map(String::as_str));
    document.add_all(Field::Body, topic.does.iter().map(|(_, text)| text.as_str()));
    document.add_all(Field::Body, [&topic.shared, &topic.decides].into_iter().flatten().map(String::as_str));
    titles(context, topic.contact.as_slice(), Field::Body, document);
    titles(context, topic.pass_on_to.as_slice(), Field::Body, document);
    titles(context, &topic.workflows, Field::Body, document);
}

fn guide(context: &Context, guide: &Guide, document: &mut Document) {
    document.add_all(Field::Detail, guide.audience.map(|id| context.portal.audience(id).name.as_str()));
    let lists = [&guide.we_do, &guide.you_do, &guide.questions];
    document.add_all(Field::Body, lists.into_iter().flatten().map(String::as_str));
}

fn titles(context: &Context, pages: &[PageId], field: Field, document: &mut Document) {
    document.add_all(field, pages.iter().map(|page| context.portal.page(*page).title.as_str()));
}
