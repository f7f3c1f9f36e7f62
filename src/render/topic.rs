//! Who is responsible: the table of topics, the question tree, and the page of a topic.

use serde::Serialize;

use super::Output;
use super::card::{self, ContactView};
use super::frame::Head;
use super::list;
use super::place::Place;
use super::views::{EntryView, LinkView, OwnerView};
use crate::diag::Diagnostic;
use crate::model::{Content, Finder, FinderEnd, Kind, Page, PageId, Topic};

/// A topic, as a row of the table and as a page.
#[derive(Serialize)]
pub(super) struct TopicView {
    slug: String,
    title: String,
    href: Option<String>,
    summary: Option<String>,
    lead: Option<OwnerView>,
    /// One text per administration, in the site's order; `None` where it has no part.
    does: Vec<DoesView>,
    shared: Option<String>,
    decides: Option<String>,
    contact: Option<ContactView>,
    workflows: Vec<EntryView>,
    say: Option<String>,
    pass_on_when: Option<String>,
    pass_on_to: Option<ContactView>,
}

#[derive(Serialize)]
struct DoesView {
    owner: Option<OwnerView>,
    text: Option<String>,
}

#[derive(Serialize)]
struct IndexView {
    administrations: Vec<OwnerView>,
    topics: Vec<TopicView>,
    finder: Option<FinderView>,
}

/// A question with its answers.
#[derive(Serialize)]
pub(super) struct FinderView {
    pub ask: String,
    pub answers: Vec<AnswerView>,
}

#[derive(Serialize)]
pub(super) struct AnswerView {
    pub say: String,
    pub next: Option<FinderView>,
    pub topic: Option<LinkView>,
    pub unit: Option<ContactView>,
}

pub(super) fn index(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let site = &place.portal.site;
    let ids = (0..site.administrations.len()).map(crate::model::AdministrationId);
    let view = IndexView {
        administrations: ids.filter_map(|id| place.owner(crate::model::Lead::Administration(id))).collect(),
        topics: list::by_title(place, Kind::Topic).filter_map(|page| row(place, page)).collect(),
        finder: place.portal.finder.as_ref().map(|tree| finder(place, tree)),
    };
    place.html("responsibility.html", Head::with_text(place, page), "index", &view)
}

pub(super) fn page(place: &Place, page: &Page, topic: &Topic) -> Result<Output, Diagnostic> {
    place.html("topic.html", Head::with_text(place, page), "topic", &view(place, page, topic))
}

/// A topic by its page; `None` for a page of another kind.
pub(super) fn row(place: &Place, page: &Page) -> Option<TopicView> {
    match &page.content {
        Content::Topic(topic) => Some(view(place, page, topic)),
        _ => None,
    }
}

fn view(place: &Place, page: &Page, topic: &Topic) -> TopicView {
    let contact = |id: Option<PageId>| id.and_then(|id| card::contact(place, id));
    let EntryView { title, href, summary, owner } = place.entry(page);
    TopicView {
        slug: page.slug.clone(),
        title,
        href,
        summary,
        lead: owner,
        does: does(place, topic),
        shared: topic.shared.clone(),
        decides: topic.decides.clone(),
        contact: contact(topic.contact),
        workflows: place.entries(topic.workflows.iter().copied()),
        say: topic.say.clone(),
        pass_on_when: topic.pass_on_when.clone(),
        pass_on_to: contact(topic.pass_on_to),
    }
}

fn does(place: &Place, topic: &Topic) -> Vec<DoesView> {
    let ids = (0..place.portal.site.administrations.len()).map(crate::model::AdministrationId);
    ids.map(|id| DoesView {
        owner: place.owner(crate::model::Lead::Administration(id)),
        text: topic.does.iter().find(|(who, _)| *who == id).map(|(_, text)| text.clone()),
    })
    .collect()
}

pub(super) fn finder(place: &Place, tree: &Finder) -> FinderView {
    let answer = |(say, end): &(String, FinderEnd)| match end {
        FinderEnd::Question(next) => {
            AnswerView { say: say.clone(), next: Some(finder(place, next)), topic: None, unit: None }
        }
        FinderEnd::Answer { topic, unit } => AnswerView {
            say: say.clone(),
            next: None,
            topic: topic.map(|id| place.link(id)),
            unit: unit
                .or_else(|| topic.and_then(|id| topic_contact(place, id)))
                .and_then(|id| card::contact(place, id)),
        },
    };
    FinderView { ask: tree.ask.clone(), answers: tree.answers.iter().map(answer).collect() }
}

fn topic_contact(place: &Place, id: PageId) -> Option<PageId> {
    match &place.portal.page(id).content {
        Content::Topic(topic) => topic.contact,
        _ => None,
    }
}
