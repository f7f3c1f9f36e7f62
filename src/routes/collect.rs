//! Fills the table, most important claims first: content, then what is derived from it, then old addresses.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::{FacetList, FacetValue, Route, Routes, Sort, Special, Target, facet, former, home_of, urls};
use crate::check::duplicate_url;
use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::model::{ActorId, Content, Extra, Kind, Page, Portal};
use crate::say;
use crate::source::{Span, Url};
use crate::text::slug;
use crate::theme::Theme;

pub(super) fn collect(portal: &Portal, theme: &Theme) -> Checked<Routes> {
    let (spans, found) = (HashMap::new(), Diagnostics::default());
    let mut table = Table { portal, routes: HashMap::new(), facets: BTreeMap::new(), spans, found };
    table.special();
    for page in &portal.pages {
        table.claim(page.url.clone(), Target::Page(page.id), Some(page.title_span));
    }
    let beside: Vec<Claims> = portal.pages.shared().par_iter().map(|page| beside(portal, page)).collect();
    for (page, claims) in portal.pages.iter().zip(beside) {
        for (url, target) in claims {
            table.claim(url, target, Some(page.title_span));
        }
    }
    table.registries();
    if let Some(home) = home_of(portal, Kind::Tool) {
        table.claim(urls::tools_by_name(home), Target::ToolsByName, None);
    }
    table.workflow_lists();
    table.exports();
    table.files(theme);
    for page in &portal.pages {
        table.aliases(page);
    }
    table.registry_aliases();
    for page in &portal.pages {
        table.synonyms(page);
    }
    table.former();
    Checked::new(Routes::new(portal, Arc::new(table.routes), Arc::new(table.facets)), table.found)
}

type Claims = Vec<(Url, Target)>;

/// What lies in the folder of a page.
pub(super) fn beside(portal: &Portal, page: &Page) -> Claims {
    let mut claims = Claims::new();
    let site = &portal.site;
    match &page.content {
        Content::Workflow(_) => {
            if site.has(Extra::Checklists) {
                claims.push((urls::checklist(page), Target::Checklist(page.id)));
            }
            if site.has(Extra::Charts) {
                claims.push((urls::diagram(page), Target::DiagramSvg(page.id)));
            }
            if site.has(Extra::Charts) && site.wide {
                claims.push((urls::wide_diagram(page), Target::WideSvg(page.id)));
            }
            if site.has(Extra::Bpmn) {
                claims.push((urls::bpmn(page), Target::Bpmn(page.id)));
            }
        }
        Content::Contact(_) if site.has(Extra::Data) => {
            claims.push((urls::vcard(page), Target::Vcard(page.id)));
            if portal.uses.owned.get(&page.id).is_some_and(|owned| !owned.is_empty()) {
                claims.push((urls::review_calendar(page), Target::ReviewCalendar(page.id)));
            }
        }
        _ => {}
    }
    claims
}

/// The shares of the search index, and one more for what hits show.
pub(super) fn shards(count: usize) -> impl Iterator<Item = (Url, Target)> {
    let numbers = (0..=count).filter(move |_| count > 0);
    numbers.map(|number| (urls::search_shard(number), Target::SearchShard(number)))
}

struct Table<'a> {
    portal: &'a Portal,
    routes: HashMap<Url, Route>,
    facets: BTreeMap<FacetValue, FacetList>,
    /// Where each claim was written, to point at both.
    spans: HashMap<Url, Span>,
    found: Diagnostics,
}

impl Table<'_> {
    fn claim(&mut self, url: Url, target: Target, span: Option<Span>) {
        if let Some(taken) = self.routes.get(&url) {
            // A content page at the address of a generated page only lends it its text.
            let lends = matches!((&taken.target, &target),
                (Target::Special { intro: Some(page), .. }, Target::Page(claimed)) if page == claimed);
            if !lends {
                self.conflict(&url, span);
            }
            return;
        }
        if let Some(span) = span {
            self.spans.insert(url.clone(), span);
        }
        self.routes.insert(url.clone(), Route { url, target });
    }

    fn conflict(&mut self, url: &Url, span: Option<Span>) {
        let message = say!("Adressen »/{url}« er optaget.", "The address “/{url}” is taken.");
        let mut problem = match span {
            Some(span) => Diagnostic::new(&duplicate_url::RULE, span, message),
            None => Diagnostic::global(&duplicate_url::RULE, message),
        };
        if let Some(first) = self.spans.get(url) {
            problem = problem.label(*first, say!("den første er her", "the first one is here"));
        }
        self.found.push(problem);
    }

    fn special(&mut self) {
        for what in Special::ALL.into_iter().filter(|what| what.is_in(&self.portal.site)) {
            let url = what.url();
            let intro = self.portal.pages.iter().find(|page| page.url == url);
            let span = intro.map(|page| page.title_span);
            self.claim(url, Target::Special { what, intro: intro.map(|page| page.id) }, span);
        }
    }

    fn registries(&mut self) {
        if self.portal.site.has(Extra::Roles) {
            self.roles();
        }
        for (n, audience) in self.portal.audiences.iter().enumerate() {
            let id = crate::model::AudienceId(n);
            self.claim(urls::audience(audience), Target::Audience(id), Some(audience.span));
            if self.portal.site.base_url.is_some() {
                self.claim(urls::audience_feed(audience), Target::AudienceFeed(id), Some(audience.span));
            }
        }
    }

    fn roles(&mut self) {
        let handing: BTreeSet<ActorId> = self.portal.uses.handovers.keys().flat_map(|(a, b)| [*a, *b]).collect();
        for id in handing {
            let actor = self.portal.actor(id);
            self.claim(urls::handovers(actor), Target::Handovers(id), Some(actor.span));
        }
        for (n, actor) in self.portal.actors.iter().enumerate() {
            self.claim(urls::role(actor), Target::Role(ActorId(n)), Some(actor.span));
        }
    }

    fn workflow_lists(&mut self) {
        let portal = self.portal;
        let Some(home) = home_of(portal, Kind::Workflow) else { return };
        let values: Vec<BTreeSet<FacetValue>> =
            portal.pages.shared().par_iter().map(|page| facet::values(portal, home.id, page)).collect();
        for (page, values) in portal.pages.iter().zip(values) {
            for value in values {
                let list = self
                    .facets
                    .entry(value)
                    .or_insert_with(|| FacetList { url: urls::facet(portal, home, value), workflows: Vec::new() });
                list.workflows.push(page.id);
            }
        }
        if !portal.site.has(Extra::Filters) {
            return;
        }
        let pages: Vec<(Url, FacetValue)> =
            self.facets.iter().map(|(value, list)| (list.url.clone(), *value)).collect();
        for (url, value) in pages {
            self.claim(url, Target::Facet(value), None);
        }
        for sort in Sort::ALL {
            self.claim(urls::sorted(home, sort), Target::Sorted(sort), None);
        }
    }

    fn exports(&mut self) {
        let site = &self.portal.site;
        let mut all = Claims::new();
        if site.has(Extra::Data) {
            all.extend([
                (urls::vcard_all(), Target::VcardAll),
                (urls::contacts_csv(), Target::ContactsCsv),
                (urls::deadlines_csv(), Target::DeadlinesCsv),
                (urls::deadlines_json(), Target::DeadlinesJson),
                (urls::portal_json(), Target::PortalJson),
                (urls::portal_schema(), Target::PortalSchema),
            ]);
        }
        if site.has(Extra::Data) && site.has(Extra::Quality) {
            all.push((urls::quality_json(), Target::QualityJson));
        }
        if site.has(Extra::Search) {
            all.push((urls::search_index(), Target::SearchIndex));
            all.extend(shards(super::search_shards(self.portal)));
        }
        let hosts = site.hosts.iter();
        all.extend(hosts.filter_map(|host| Some((Url::new(host.file()?), Target::Host(*host)))));
        // These name pages by their absolute address.
        if site.base_url.is_some() {
            all.push((urls::feed(), Target::Feed));
            all.push((urls::sitemap(), Target::Sitemap));
        }
        if site.base_url.is_some() && site.has(Extra::Search) {
            all.push((urls::open_search(), Target::OpenSearch));
        }
        for (url, target) in all {
            self.claim(url, target, None);
        }
    }

    fn files(&mut self, theme: &Theme) {
        let portal = self.portal;
        for (path, url) in &portal.assets {
            self.claim(url.clone(), Target::Asset(path.clone()), None);
        }
        for (url, _) in theme.assets().iter() {
            self.claim(url.clone(), Target::Static, None);
        }
    }

    fn aliases(&mut self, page: &Page) {
        for alias in &page.aliases {
            self.claim(alias.clone(), Target::Redirect { to: page.url.clone() }, Some(page.title_span));
        }
    }

    fn registry_aliases(&mut self) {
        for actor in &self.portal.actors {
            for alias in &actor.aliases {
                self.claim(alias.clone(), Target::Redirect { to: urls::role(actor) }, Some(actor.span));
            }
        }
        for audience in &self.portal.audiences {
            for alias in &audience.aliases {
                self.claim(alias.clone(), Target::Redirect { to: urls::audience(audience) }, Some(audience.span));
            }
        }
    }

    /// What lay beside an old address is still to be had there. It follows from the alias, so it gives way to
    /// everything that was written.
    fn former(&mut self) {
        for (url, target) in former::all(self.portal, &self.facets) {
            if !self.routes.contains_key(&url) {
                self.claim(url, target, None);
            }
        }
    }

    /// A synonym leads to its term. It is a convenience, so it gives way to everything else.
    fn synonyms(&mut self, page: &Page) {
        let Content::Term(term) = &page.content else { return };
        let Some(folder) = page.url.as_str().strip_suffix(&format!("{}/", page.slug)) else { return };
        for synonym in &term.synonyms {
            let name = slug(synonym);
            let url = Url::new(format!("{folder}{name}/"));
            if !name.is_empty() && !self.routes.contains_key(&url) {
                self.claim(url, Target::Redirect { to: page.url.clone() }, None);
            }
        }
    }
}
