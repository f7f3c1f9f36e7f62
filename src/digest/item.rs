//! One thing that changed, what is told of it, and whom it concerns.

use crate::diag::Text;
use crate::model::{Kind, Lead, Page, Portal};
use crate::source::Url;

/// Something with a page, or an entry of a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// `None` for an entry of a registry.
    pub kind: Option<Kind>,
    pub title: String,
    /// What it is, as a word: "arbejdsgang".
    pub what: Text,
    pub news: News,
    /// Where it stands now; `None` when it is gone.
    pub url: Option<Url>,
    pub told: Vec<Told>,
    pub audiences: Vec<Named>,
    pub leads: Vec<Named>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    New,
    Changed,
    Gone,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub text: Text,
    /// Those whose steps it is about; empty when it is about all of the page.
    pub actors: Vec<Named>,
}

/// Somebody with an id in the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// Whom an item concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concerns {
    pub actors: Vec<Named>,
    pub audiences: Vec<Named>,
    pub leads: Vec<Named>,
}

impl Concerns {
    pub fn all(&self) -> impl Iterator<Item = &Named> {
        self.actors.iter().chain(&self.audiences).chain(&self.leads)
    }
}

impl From<Text> for Told {
    fn from(text: Text) -> Self {
        Self { text, actors: Vec::new() }
    }
}

impl Item {
    pub fn concerns(&self) -> Concerns {
        let mut actors: Vec<Named> = Vec::new();
        for actor in self.told.iter().flat_map(|told| &told.actors) {
            add(&mut actors, actor.clone());
        }
        Concerns { actors, audiences: self.audiences.clone(), leads: self.leads.clone() }
    }

    /// The audiences and administrations of a page, in either state.
    pub fn concern(&mut self, portal: &Portal, page: &Page) {
        for id in &page.audience {
            let audience = portal.audience(*id);
            add(&mut self.audiences, Named { id: audience.id.clone(), name: audience.name.clone() });
        }
        if let Some(lead) = page.lead {
            add(&mut self.leads, led_by(portal, lead));
        }
    }
}

/// An administration by the name people use.
pub fn led_by(portal: &Portal, lead: Lead) -> Named {
    let name = match lead {
        Lead::Shared => portal.site.shared_name.clone(),
        Lead::Administration(id) => portal.site.administration(id).map(|one| one.short.clone()).unwrap_or_default(),
    };
    Named { id: portal.lead_name(lead).to_owned(), name }
}

/// Adds somebody who is not there yet.
pub fn add(all: &mut Vec<Named>, one: Named) {
    if !all.iter().any(|known| known.id == one.id) {
        all.push(one);
    }
}
