//! What a search knows beside the words of pages: synonyms, statutes, telephones, names of answers.

use std::collections::BTreeMap;

use super::documents::{AnswerKind, PageDocuments};
use super::statute_key;
use super::text::{term, tokens};
use crate::model::{Contact, Content, Kind, Lead, PageId, Portal, SHARED};
use crate::source::Url;
use crate::theme::Strings;

/// Groups of texts of the interface that a search shows.
const SHOWN: [&str; 3] = ["search.", "palette.", "kind."];

#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Id and short name of who may lead.
    pub leads: Vec<(String, String)>,
    /// Groups of texts that mean the same.
    pub groups: Vec<Vec<String>>,
    pub statutes: Vec<Statute>,
    pub contacts: Vec<ContactFacts>,
    /// Pages that answer a question by themselves, the first of a name taking it.
    pub answers: Vec<Answering>,
    /// The page to turn to when nothing was found.
    pub last_resort: Option<usize>,
    /// Words that ask for a contact, its telephone, its hours.
    pub asks: String,
    pub hours: String,
    /// Texts of the interface, by key.
    pub words: BTreeMap<String, String>,
    /// Links end in `index.html`.
    pub file_links: bool,
}

/// A statute by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statute {
    /// Number of its page.
    pub page: usize,
    /// Within terms: `las`.
    pub key: String,
    pub names: Vec<String>,
}

/// A page that answers by itself, and the names it answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    pub page: usize,
    pub kind: AnswerKind,
    pub names: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFacts {
    pub page: usize,
    /// Label and number.
    pub phones: Vec<(String, String)>,
    pub email: String,
    pub hours: String,
}

impl Facts {
    pub(super) fn of(portal: &Portal, pages: &[PageDocuments], strings: &Strings) -> Self {
        let numbers: BTreeMap<&Url, usize> = pages.iter().enumerate().map(|(n, page)| (&page.url, n)).collect();
        let number = |page: PageId| numbers.get(&portal.page(page).url).copied();
        let mut answers: Vec<Answering> = pages.iter().enumerate().filter_map(|(n, page)| answer(n, page)).collect();
        answers.sort_by_key(|answer| (answer.kind, answer.page));
        let asks = ["find.phone", "find.hours", "find.email", "find.address", "find.contact"];
        let asks: Vec<&str> = asks.into_iter().filter_map(|key| strings.find(key)).collect();
        let shown = strings.iter().filter(|(key, _)| SHOWN.iter().any(|group| key.starts_with(group)));
        let of_kind = |kind| portal.of_kind(kind).filter_map(|page| Some((number(page.id)?, &page.content)));
        Self {
            leads: leads(portal),
            statutes: of_kind(Kind::Law).filter_map(|(page, content)| statute(page, content, pages)).collect(),
            contacts: of_kind(Kind::Contact).filter_map(|(page, content)| contact(page, content)).collect(),
            answers,
            groups: groups(portal),
            last_resort: portal.search_contact.and_then(number),
            asks: asks.join(" "),
            hours: strings.find("find.hours").unwrap_or_default().to_owned(),
            words: shown.map(|(key, text)| (key.to_owned(), text.to_owned())).collect(),
            file_links: portal.site.file_links,
        }
    }

    /// The number of a lead among [`Facts::leads`].
    pub fn lead(lead: Lead) -> usize {
        match lead {
            Lead::Shared => 0,
            Lead::Administration(id) => id.0 + 1,
        }
    }
}

fn leads(portal: &Portal) -> Vec<(String, String)> {
    let shared = (SHARED.to_owned(), portal.site.shared_name.clone());
    let others = portal.site.administrations.iter().map(|one| (one.id.clone(), one.short.clone()));
    std::iter::once(shared).chain(others).collect()
}

/// The site's synonyms, and what terms and statutes say of themselves; each group once.
fn groups(portal: &Portal) -> Vec<Vec<String>> {
    let mut all = portal.synonyms.clone();
    for page in &portal.pages {
        let names: Vec<String> = match &page.content {
            Content::Term(term) => term.synonyms.clone(),
            Content::Law(law) => std::iter::once(law.abbr.clone()).chain(law.full_title.clone()).collect(),
            _ => continue,
        };
        if !names.is_empty() {
            all.push(std::iter::once(page.title.clone()).chain(names).collect());
        }
    }
    all.sort();
    all.dedup();
    all
}

/// What a name is compared by.
pub fn key(name: &str) -> String {
    tokens(name).iter().map(|token| term(&token.text)).collect::<Vec<_>>().join(" ")
}

fn statute(page: usize, content: &Content, pages: &[PageDocuments]) -> Option<Statute> {
    let Content::Law(law) = content else { return None };
    let title = pages.get(page)?.page.title.clone();
    let names = [title, law.abbr.clone()].into_iter().chain(law.full_title.clone()).collect();
    Some(Statute { page, key: statute_key(&law.abbr), names })
}

fn answer(number: usize, page: &PageDocuments) -> Option<Answering> {
    let mut names = vec![page.page.title.clone()];
    for name in &page.names {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Some(Answering { page: number, kind: page.answer?, names })
}

fn contact(page: usize, content: &Content) -> Option<ContactFacts> {
    let Content::Contact(contact) = content else { return None };
    let own = contact.phones.iter().map(|phone| (phone.label.clone().unwrap_or_default(), phone.number.clone()));
    let people = contact.people.iter().filter_map(|person| {
        let label = person.name.as_ref().map_or(person.role.clone(), |name| format!("{name}, {}", person.role));
        Some((label, person.phone.clone()?))
    });
    let phones = own.chain(people).collect();
    Some(ContactFacts { page, phones, email: contact.email.clone().unwrap_or_default(), hours: hours(contact) })
}

fn hours(contact: &Contact) -> String {
    let spans = contact.hours.iter().map(|hours| format!("{} {}-{}", hours.days, hours.from, hours.to));
    spans.collect::<Vec<_>>().join(", ")
}
