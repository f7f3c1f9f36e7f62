//! Everything, closed: lookups that cannot dangle.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Actor, ActorId, Audience, AudienceId, Complaint, ComplaintId, Finder, HandoverRef, Kind, Lead, Page, PageId, Pages,
    SHARED, Site, Step, StepIndex,
};
use crate::source::{SourcePath, Span, Url};

/// The whole portal. `assemble` makes it; every id in it resolves.
#[derive(Debug, Clone, Default)]
pub struct Portal {
    pub site: Site,
    /// In path order; a [`PageId`] is an index. Drafts are left out unless asked for.
    pub pages: Pages,
    pub actors: Vec<Actor>,
    pub audiences: Vec<Audience>,
    pub complaints: Vec<Complaint>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    pub finder: Option<Finder>,
    /// The contact that a search names when it finds nothing.
    pub search_contact: Option<PageId>,
    /// Files beside pages that are passed on, with their URL.
    pub assets: BTreeMap<SourcePath, Url>,
    pub uses: Arc<Uses>,
    /// References that could not be bound; `check` turns them into problems.
    pub unresolved: Vec<Unresolved>,
    /// Things claimed twice.
    pub conflicts: Vec<Conflict>,
}

/// A step of a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepRef {
    pub page: PageId,
    pub step: StepIndex,
}

/// Who refers to what, the other way round. Lists are in page order and then step order.
#[derive(Debug, Clone, Default)]
pub struct Uses {
    /// Steps that use a tool.
    pub tools: BTreeMap<PageId, Vec<StepRef>>,
    /// Steps an actor does or takes part in.
    pub actors: BTreeMap<ActorId, Vec<StepRef>>,
    /// Actors named in pages that are left out: drafts, and those that do not hold yet.
    pub drafted: BTreeSet<ActorId>,
    /// Hand-overs from one actor to another.
    pub handovers: BTreeMap<(ActorId, ActorId), Vec<HandoverRef>>,
    /// Steps that run a workflow, or end by leading on to it.
    pub workflows: BTreeMap<PageId, Vec<StepRef>>,
    /// Pages and steps that cite a statute: page, step if it stands on one, index of the citation's text.
    pub laws: BTreeMap<PageId, Vec<Cited>>,
    /// Pages whose text links to a page.
    pub links: BTreeMap<PageId, Vec<PageId>>,
    /// Pages owned by a contact.
    pub owned: BTreeMap<PageId, Vec<PageId>>,
    /// Pages for an audience.
    pub audiences: BTreeMap<AudienceId, Vec<PageId>>,
    /// Services a unit gives.
    pub services: BTreeMap<PageId, Vec<PageId>>,
    /// Topics a workflow belongs to.
    pub topics: BTreeMap<PageId, Vec<PageId>>,
}

/// One citation of a statute.
#[derive(Debug, Clone)]
pub struct Cited {
    pub page: PageId,
    pub step: Option<StepIndex>,
    pub reference: super::LawRef,
}

/// A reference nobody answers to.
#[derive(Debug, Clone)]
pub struct Unresolved {
    pub kind: UnresolvedKind,
    /// As written.
    pub name: String,
    pub span: Span,
    /// Names that would have been bound, nearest first; for an ambiguous name all of them.
    pub near: Vec<String>,
    /// The first of them can only be what was meant: it has this title, or differs in capitals, Danish
    /// letters or its folder.
    pub sure: bool,
    /// The page is there, but is a draft or does not hold yet.
    pub hidden: bool,
}

/// What a reference should have named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnresolvedKind {
    Step,
    Actor,
    Tool,
    Law,
    Contact,
    Workflow,
    Audience,
    Complaint,
    Term,
    Topic,
    Administration,
    Page,
    /// A name that several pages answer to.
    AmbiguousPage,
    Anchor,
    Asset,
    /// A link with another scheme than http, https, mailto and tel.
    Scheme,
    /// A link to the writer's own computer.
    OwnComputer,
    Rule,
}

/// Something claimed by two.
#[derive(Debug, Clone)]
pub enum Conflict {
    /// Two pages of a kind, two steps of a workflow or two entries of a registry with one id.
    Id {
        id: String,
        first: Span,
        second: Span,
    },
    Url {
        url: Url,
        first: Span,
        second: Span,
    },
}

impl Portal {
    /// The page of an id. Ids are only made by `assemble`, for pages it puts into the portal.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id]
    }

    /// Who leads, as pages write it: the administration's id, or the word for what is shared.
    pub fn lead_name(&self, lead: Lead) -> &str {
        match lead {
            Lead::Shared => SHARED,
            Lead::Administration(id) => self.site.administration(id).map_or("", |administration| &administration.id),
        }
    }

    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0]
    }

    pub fn audience(&self, id: AudienceId) -> &Audience {
        &self.audiences[id.0]
    }

    pub fn complaint(&self, id: ComplaintId) -> &Complaint {
        &self.complaints[id.0]
    }

    /// The step of a reference, with its page.
    pub fn step(&self, at: StepRef) -> Option<(&Page, &Step)> {
        let page = self.page(at.page);
        Some((page, page.workflow()?.step(at.step)?))
    }

    /// Pages of a kind, in path order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(move |page| page.kind() == kind)
    }

    pub fn find(&self, kind: Kind, slug: &str) -> Option<&Page> {
        self.of_kind(kind).find(|page| page.slug == slug)
    }

    /// Pages directly in a section, sections below it among them.
    pub fn children(&self, section: PageId) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(move |page| page.section == Some(section))
    }

    /// The sections above a page, the front page first.
    pub fn ancestors(&self, page: &Page) -> Vec<PageId> {
        let mut above = Vec::new();
        let mut next = page.section;
        while let Some(section) = next.and_then(|id| self.pages.get(id)) {
            above.push(section.id);
            next = section.section;
        }
        above.reverse();
        above
    }
}
