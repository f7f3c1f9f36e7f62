//! From a route to bytes: a pure function, called from many threads.
//!
//! [`Renderer::render`] looks at the route's target and asks one file per page type for a view, which
//! a template of the theme turns into HTML; everything that is not HTML is written by [`outputs`].
//! Templates see views and the theme's texts (`t`), never the model.

mod audience;
mod card;
mod checklist;
mod contact;
mod deadlines;
mod frame;
mod guide;
mod handovers;
mod law;
mod list;
mod map;
mod news;
pub mod outputs;
mod packed;
mod place;
mod plain;
mod quality;
mod role;
mod section;
mod service;
mod steps;
pub mod svg;
mod term;
mod tool;
mod topic;
mod views;
mod workflow;
mod workflow_index;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::Context;

use crate::chart::{self, Arrangement, Form, Notation};
use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::markdown::{Glossary, Words};
use crate::model::chart::{Chart, Flow};
use crate::model::{ByPage, Content, Date, External, Host, Kind, Page, PageId, Portal};
use crate::routes::{Route, Routes, Special, Target, search_shards, section_kind};
use crate::say;
use crate::search;
use crate::source::{SourceData, SourcePath, Sources, Url};
use crate::theme::{AssetData, Theme};

pub use packed::{packed, packed_path};

use frame::{Fixed, Head};
use list::Lists;
use place::Place;

/// What a portal is rendered with besides its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// Today, for notices by the calendar. Never read from a clock below `cli` and `serve`.
    pub today: Date,
    /// Of the sources, as the version control names it.
    pub revision: Option<String>,
    /// What addresses outside answered, for the quality report.
    pub external: Arc<External>,
}

/// What rendering one page works out and the next can use, for as long as the portal stays the same. Every
/// part is made when it is first asked for.
pub struct Memory {
    fixed: OnceLock<Fixed>,
    lists: Lists,
    /// One place per page: a workflow's page and its picture show the same chart.
    charts: ByPage<OnceLock<(Arrangement, Chart)>>,
    search: OnceLock<search::Index>,
    glossary: OnceLock<Glossary>,
    words: OnceLock<Words>,
}

impl Memory {
    /// Nothing yet, with room for the charts of `portal`.
    pub fn new(portal: &Portal) -> Self {
        Self {
            fixed: OnceLock::new(),
            lists: Lists::default(),
            charts: portal.pages.iter().map(|page| (page.id, OnceLock::new())).collect(),
            search: OnceLock::new(),
            glossary: OnceLock::new(),
            words: OnceLock::new(),
        }
    }
}

/// Who knows what is wrong with the portal, and works it out when a page asks.
pub trait Problems: Sync {
    fn problems(&self) -> &Diagnostics;
}

/// What a URL answers with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    Bytes(Vec<u8>),
    /// A file of the site that is passed on as it is.
    Copy(PathBuf),
}

/// Everything that rendering reads; nothing in it changes while it renders.
pub struct Renderer<'a> {
    portal: &'a Portal,
    sources: &'a Sources,
    theme: &'a Theme,
    routes: &'a Routes,
    inputs: &'a Inputs,
    memory: &'a Memory,
    problems: &'a dyn Problems,
}

impl<'a> Renderer<'a> {
    pub fn new(
        portal: &'a Portal,
        sources: &'a Sources,
        theme: &'a Theme,
        routes: &'a Routes,
        inputs: &'a Inputs,
        memory: &'a Memory,
        problems: &'a dyn Problems,
    ) -> Self {
        Self { portal, sources, theme, routes, inputs, memory, problems }
    }

    fn fixed(&self) -> &Fixed {
        self.memory.fixed.get_or_init(|| Fixed::new(self.portal, self.theme.strings()))
    }

    fn glossary(&self) -> &Glossary {
        self.memory.glossary.get_or_init(|| Glossary::new(self.portal))
    }

    fn words(&self) -> &Words {
        self.memory.words.get_or_init(|| Words::new(|key| self.theme.strings().get(key).to_owned()))
    }

    /// The chart of a workflow's page.
    fn chart(&self, page: &Page) -> &Chart {
        &self.drawing(page).1
    }

    /// The same nodes beside each other in another form.
    fn chart_as(&self, page: &Page, form: Form) -> Cow<'_, Chart> {
        let (arrangement, chart) = self.drawing(page);
        if form == Form::default() { Cow::Borrowed(chart) } else { Cow::Owned(arrangement.chart(form)) }
    }

    fn drawing(&self, page: &Page) -> &(Arrangement, Chart) {
        self.memory.charts[page.id].get_or_init(|| {
            let arrangement = Arrangement::new(chart::graph(self.portal, page));
            let chart = arrangement.chart(Form::default());
            (arrangement, chart)
        })
    }

    /// What can be found in the portal.
    pub fn search(&self) -> &search::Index {
        self.memory.search.get_or_init(|| search::Index::new(self.portal, self.routes, self.theme.strings()))
    }

    /// Every page as a line for another search engine.
    pub fn search_lines(&self) -> String {
        outputs::search::lines(outputs::Export { portal: self.portal, strings: self.theme.strings() })
    }

    /// The settings of a web server for this portal.
    pub fn host(&self, host: Host) -> String {
        let export = outputs::Export { portal: self.portal, strings: self.theme.strings() };
        outputs::hosts::text(export, host, self.routes)
    }

    /// The bytes behind a route.
    pub fn render(&self, route: &Route) -> Result<Output, Diagnostic> {
        let place = Place::new(self, &route.url);
        match &route.target {
            Target::Page(page) => self.page(&place, *page),
            Target::Special { what, intro } => self.special(&place, *what, *intro),
            Target::Facet(value) => workflow_index::facet(&place, *value),
            Target::Sorted(sort) => workflow_index::sorted(&place, *sort),
            Target::ToolsByName => tool::by_name(&place),
            Target::Role(actor) => role::page(&place, *actor),
            Target::Handovers(actor) => handovers::page(&place, *actor),
            Target::Audience(audience) => audience::page(&place, *audience),
            Target::Checklist(page) => checklist::page(&place, *page),
            Target::DiagramSvg(page) => workflow::diagram(&place, self.portal.page(*page), Flow::Down),
            Target::WideSvg(page) => workflow::diagram(&place, self.portal.page(*page), Flow::Right),
            Target::Bpmn(page) => self.bpmn(self.portal.page(*page)),
            Target::Redirect { to } => plain::redirect(&place, to),
            Target::QualityJson => Ok(quality::json(&place)),
            Target::SearchIndex => Ok(script(search::encode::core(self.search(), search_shards(self.portal)))),
            Target::SearchShard(number) => {
                Ok(script(search::encode::shard(self.search(), *number, search_shards(self.portal))))
            }
            Target::Asset(path) => self.asset(path),
            Target::Static => self.static_file(&route.url),
            _ => self.export(route),
        }
    }

    fn page(&self, place: &Place, id: PageId) -> Result<Output, Diagnostic> {
        let page = self.portal.page(id);
        match &page.content {
            Content::Section(_) => match section_kind(page) {
                Some(Kind::Workflow) => workflow_index::section(place, page),
                Some(Kind::Tool) => tool::index(place, page),
                Some(Kind::Term) => term::index(place, page),
                Some(Kind::Contact) => contact::index(place, page),
                Some(Kind::Service) => service::index(place, page),
                Some(Kind::Law) => law::index(place, page),
                Some(Kind::Topic) => topic::index(place, page),
                _ => section::page(place, page),
            },
            Content::Workflow(workflow) => workflow::page(place, page, workflow),
            Content::Tool(tool) => tool::page(place, page, tool),
            Content::Term(term) => term::page(place, page, term),
            Content::Service(service) => service::page(place, page, service),
            Content::Contact(contact) => contact::page(place, page, contact),
            Content::Law(law) => law::page(place, page, law),
            Content::Topic(topic) => topic::page(place, page, topic),
            Content::Guide(guide) => guide::page(place, page, guide),
            Content::Path(path) => guide::path(place, page, path),
            Content::News(news) => news::page(place, page, news),
            Content::Page => plain::page(place, page),
        }
    }

    fn special(&self, place: &Place, what: Special, intro: Option<PageId>) -> Result<Output, Diagnostic> {
        let head = Head::special(place, what, intro);
        match what {
            Special::Home => section::home(place, head, intro),
            Special::Shared => workflow_index::shared(place, head),
            Special::Deadlines => deadlines::page(place, head),
            Special::Audiences => audience::index(place, head),
            Special::Roles => role::index(place, head),
            Special::Map => map::page(place, intro),
            Special::Changes => news::index(place, head),
            Special::Quality => quality::page(place, head),
            Special::Search => plain::search(place, head),
            Special::Shortcuts => place.html("shortcuts.html", head, "shortcuts", &()),
            Special::Accessibility => place.html("accessibility.html", head, "accessibility", &()),
            Special::NotFound => plain::not_found(place, head),
        }
    }

    fn asset(&self, path: &SourcePath) -> Result<Output, Diagnostic> {
        match self.sources.get(path).map(|file| &file.data) {
            Some(SourceData::Opaque { disk, .. }) => Ok(Output::Copy(disk.clone())),
            Some(SourceData::Text(text)) => Ok(Output::Bytes(text.clone().into_bytes())),
            None => Err(missing(path.as_str())),
        }
    }

    fn static_file(&self, url: &Url) -> Result<Output, Diagnostic> {
        match self.theme.assets().get(url) {
            Some(AssetData::Bytes(bytes)) => Ok(Output::Bytes(bytes.clone())),
            Some(AssetData::Copy(disk)) => Ok(Output::Copy(disk.clone())),
            None => Err(missing(url.as_str())),
        }
    }

    fn bpmn(&self, page: &Page) -> Result<Output, Diagnostic> {
        let export = outputs::Export { portal: self.portal, strings: self.theme.strings() };
        let source = self.sources.file(page.file).map_or("", |file| file.text());
        let chart = self.chart_as(page, Form { notation: Notation::Bpmn, ..Form::default() });
        let file = outputs::bpmn::of(export, page, &chart, source);
        file.map(Output::Bytes).ok_or_else(|| missing(page.url.as_str()))
    }

    fn export(&self, route: &Route) -> Result<Output, Diagnostic> {
        let export = outputs::Export { portal: self.portal, strings: self.theme.strings() };
        let text = outputs::text(export, route, self.routes, self.theme);
        text.map(|text| Output::Bytes(text.into_bytes())).ok_or_else(|| missing(route.url.as_str()))
    }

    fn context<V: Serialize>(&self, key: &'static str, view: &V) -> Result<Context, Diagnostic> {
        let value = tera::Value::try_from_serializable(view).map_err(|error| self.theme.problem(&error))?;
        let mut context = Context::new();
        context.insert_value(key, value);
        Ok(context)
    }
}

fn script(text: String) -> Output {
    Output::Bytes(text.into_bytes())
}

/// A route that nothing answers: a mistake of the program, told rather than hidden.
pub static NOTHING_TO_SHOW: Rule = Rule {
    id: "nothing-to-show",
    severity: Severity::Error,
    title: Doc { da: "Hver adresse viser noget.", en: "Every address shows something." },
    why: Doc {
        da: "En adresse i tabellen har intet indhold. Det er en fejl i programmet; meld den gerne.",
        en: "An address in the table has no content. This is a mistake of the program; please report it.",
    },
    example: "",
    fixed: "",
};

fn missing(name: &str) -> Diagnostic {
    Diagnostic::global(&NOTHING_TO_SHOW, say!("der er intet at vise på /{name}", "there is nothing to show at /{name}"))
}
