//! What the portal gives besides pages: feeds, contacts, calendars and data.
//!
//! One file per format. Each function is pure and returns the whole text; `render` decides at
//! which URL it stands. Everything that came from an editor is escaped here for its format.

pub mod bpmn;
pub mod calendar;
pub mod contacts;
pub mod csv;
pub mod deadlines;
pub mod feed;
pub mod fold;
pub mod hosts;
pub mod open_search;
pub mod portal;
pub mod reviews;
pub mod search;
pub mod sitemap;
pub mod vcard;

use crate::model::{Page, PageId, Portal};
use crate::routes::{Route, Routes, Special, Target};
use crate::source::Url;
use crate::theme::{Strings, Theme};

/// The text behind a route that is no page; `None` for every other route.
pub fn text(export: Export, route: &Route, routes: &Routes, theme: &Theme) -> Option<String> {
    let portal = export.portal;
    Some(match &route.target {
        Target::Vcard(page) => vcard::of(export, portal.page(*page)),
        Target::VcardAll => vcard::all(export),
        Target::ContactsCsv => contacts::table(export),
        Target::DeadlinesCsv => deadlines::table(export),
        Target::DeadlinesJson => deadlines::json(export),
        Target::Feed => feed::atom(export, &route.url, None)?,
        Target::AudienceFeed(audience) => feed::atom(export, &route.url, Some(*audience))?,
        Target::ReviewCalendar(owner) => calendar::reviews(export, *owner),
        Target::PortalJson => self::portal::json(export),
        Target::PortalSchema => self::portal::schema(export),
        Target::Sitemap => sitemap::of(export, routes)?,
        Target::Host(host) => hosts::text(export, *host, routes),
        Target::OpenSearch => open_search::xml(export, &Special::Search.url(), theme.asset("favicon.svg"))?,
        _ => return None,
    })
}

/// What every export reads.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    pub portal: &'a Portal,
    pub strings: &'a Strings,
}

impl<'a> Export<'a> {
    /// The absolute address of a URL; below the front page when the site has no address.
    pub fn address(&self, url: &Url) -> String {
        format!("{}{url}", self.portal.site.base_url.as_deref().unwrap_or_default())
    }

    /// The absolute address, for formats that cannot do with less.
    pub fn absolute(&self, url: &Url) -> Option<String> {
        self.portal.site.base_url.as_ref().map(|base| format!("{base}{url}"))
    }

    fn page(&self, id: PageId) -> &'a Page {
        self.portal.page(id)
    }

    /// "BIF", "Fælles"
    fn lead(&self, page: &Page) -> &'a str {
        use crate::model::Lead;
        let site = &self.portal.site;
        match page.lead {
            Some(Lead::Shared) => &site.shared_name,
            Some(Lead::Administration(id)) => site.administration(id).map_or("", |a| a.short.as_str()),
            None => "",
        }
    }
}
