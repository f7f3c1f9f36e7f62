//! What changed between two states of a portal, in words, for the people who work by it.
//!
//! A pure comparison of two models, not of texts: a step keeps its id when it moves, and a page its address or its id
//! ([`pairs`]). Each change is one sentence in a list of things ([`Item`]), which knows the roles, audiences and
//! administrations it concerns. [`markdown`], [`html`] and [`atom`] write the list down.
//!
//! What editors keep for themselves is left out: keywords, review dates, related pages, silenced warnings.

pub mod atom;
mod content;
mod exits;
pub mod html;
mod item;
pub mod markdown;
mod page;
mod pairs;
mod registries;
mod steps;
mod words;
mod workflow;

pub use item::{Concerns, Item, Named, News, Told};

use crate::diag::{Lang, Text};
use crate::model::{Date, Kind, Portal};
use crate::text::danish_order;

use pairs::Pairs;

/// A state of the portal.
#[derive(Clone, Copy)]
pub struct State<'a> {
    pub portal: &'a Portal,
    pub day: Date,
    /// The commit; `None` for the files as they are on disk.
    pub revision: Option<&'a str>,
}

/// When a state was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub day: Date,
    pub revision: Option<String>,
}

/// What changed.
#[derive(Debug, Clone)]
pub struct Digest {
    /// The portal's name and address.
    pub title: String,
    pub base_url: Option<String>,
    pub since: Moment,
    pub until: Moment,
    /// By kind, then by title.
    pub items: Vec<Item>,
    /// Whom it was narrowed to.
    pub only: Option<String>,
}

/// Who is concerned by which items.
type Numbered = Vec<(Named, Vec<usize>)>;

/// What both states are looked up in.
#[derive(Clone, Copy)]
struct Both<'a> {
    old: State<'a>,
    new: State<'a>,
    pairs: &'a Pairs,
}

/// Compares two states.
pub fn compare(old: State, new: State) -> Digest {
    let pairs = Pairs::of(old.portal, new.portal);
    let both = Both { old, new, pairs: &pairs };
    let mut items: Vec<Item> = page::items(both);
    items.sort_by(|a, b| {
        (order(a.kind), a.news).cmp(&(order(b.kind), b.news)).then_with(|| danish_order(&a.title, &b.title))
    });
    items.extend(registries::items(both));
    let moment = |state: State| Moment { day: state.day, revision: state.revision.map(str::to_owned) };
    let site = &new.portal.site;
    let (title, base_url) = (site.title.clone(), site.base_url.clone());
    Digest { title, base_url, since: moment(old), until: moment(new), items, only: None }
}

/// What most people work by comes first.
fn order(kind: Option<Kind>) -> usize {
    const FIRST: [Kind; 12] = [
        Kind::Workflow,
        Kind::Topic,
        Kind::Contact,
        Kind::Service,
        Kind::Tool,
        Kind::Law,
        Kind::Term,
        Kind::Guide,
        Kind::Path,
        Kind::Page,
        Kind::Section,
        Kind::News,
    ];
    kind.and_then(|kind| FIRST.iter().position(|one| *one == kind)).unwrap_or(FIRST.len())
}

impl Digest {
    /// Only what concerns one role, audience or administration; of a page what concerns another role alone is left
    /// out.
    pub fn narrowed(mut self, id: &str, name: &str) -> Self {
        let is_role = self.items.iter().any(|item| item.concerns().actors.iter().any(|actor| actor.id == id));
        self.items.retain(|item| item.concerns().all().any(|one| one.id == id));
        if is_role {
            for item in &mut self.items {
                item.told.retain(|told| told.actors.is_empty() || told.actors.iter().any(|actor| actor.id == id));
            }
        }
        self.only = Some(name.to_owned());
        self
    }

    /// The roles, audiences and administrations that something concerns, each with the numbers of the items, which
    /// count from 1.
    fn index(&self) -> [(Text, Numbered); 3] {
        let gather = |pick: fn(Concerns) -> Vec<Named>| {
            let mut all: Numbered = Vec::new();
            for (number, item) in (1..).zip(&self.items) {
                for one in pick(item.concerns()) {
                    match all.iter_mut().find(|(known, _)| known.id == one.id) {
                        Some((_, numbers)) => numbers.push(number),
                        None => all.push((one, vec![number])),
                    }
                }
            }
            all.sort_by(|a, b| danish_order(&a.0.name, &b.0.name));
            all
        };
        [
            (words::roles(), gather(|concerns| concerns.actors)),
            (words::audiences(), gather(|concerns| concerns.audiences)),
            (words::administrations(), gather(|concerns| concerns.leads)),
        ]
    }

    /// "BIF-SOF-portalen: ændringer siden 22.11.2026"
    fn heading(&self, lang: Lang) -> String {
        words::heading(&self.title, self.since.day, self.only.as_deref()).get(lang).to_owned()
    }

    /// From when to when, and how much.
    fn summary(&self, lang: Lang) -> String {
        words::summary(&self.since, &self.until, self.items.len()).get(lang).to_owned()
    }

    /// The full address of an item, where the portal has one.
    fn address(&self, item: &Item) -> Option<String> {
        Some(format!("{}{}", self.base_url.as_ref()?, item.url.as_ref()?))
    }
}
