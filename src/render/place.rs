//! Where in the portal a page is being rendered: every link is relative to it.

use std::ops::Range;

use serde::Serialize;

use super::frame::{self, Head};
use super::views::{DeadlineView, EntryView, LawView, LinkView, OwnerView, StepLinkView, ToolView, UseView};
use super::{Output, Renderer};
use crate::diag::Diagnostic;
use crate::markdown;
use crate::model::{
    Affiliation, Content, Deadline, DeadlineBasis, LawRef, Lead, LinkTarget, Page, PageId, Portal, Provision, StepRef,
};
use crate::routes::{Routes, anchor_on};
use crate::source::Url;
use crate::theme::Strings;

/// One page while it is rendered.
pub(super) struct Place<'a> {
    pub renderer: &'a Renderer<'a>,
    pub portal: &'a Portal,
    pub routes: &'a Routes,
    pub here: &'a Url,
}

impl<'a> Place<'a> {
    pub fn new(renderer: &'a Renderer<'a>, here: &'a Url) -> Self {
        Self { renderer, portal: renderer.portal, routes: renderer.routes, here }
    }

    /// Renders a template with the frame and one view under `key`.
    pub fn html<V: Serialize>(
        &self,
        name: &str,
        head: Head,
        key: &'static str,
        view: &V,
    ) -> Result<Output, Diagnostic> {
        let mut context = self.renderer.context(key, view)?;
        frame::insert(self, head, &mut context);
        Ok(Output::Bytes(self.renderer.theme.render(name, &context)?.into_bytes()))
    }

    pub fn strings(&self) -> &'a Strings {
        self.renderer.theme.strings()
    }

    pub fn text(&self, key: &str) -> String {
        self.strings().get(key).to_owned()
    }

    /// The link to a URL of the portal. A page that is shown at unknown addresses links absolutely.
    pub fn href(&self, to: &Url) -> String {
        let site = &self.portal.site;
        let mut href = match &site.base_url {
            Some(base) if self.here.as_str() == "404.html" => format!("{base}{to}"),
            _ => self.here.relative_to(to),
        };
        if site.file_links && to.is_page() {
            // "./" and "../" name folders too.
            href.push_str("index.html");
        }
        href
    }

    /// The link to a URL that may not be in the table.
    pub fn href_if(&self, to: &Url) -> Option<String> {
        self.routes.has(to).then(|| self.href(to))
    }

    pub fn page_href(&self, page: PageId) -> String {
        self.href(&self.portal.page(page).url)
    }

    pub fn link(&self, page: PageId) -> LinkView {
        LinkView { title: self.portal.page(page).title.clone(), href: Some(self.page_href(page)) }
    }

    pub fn entry(&self, page: &Page) -> EntryView {
        EntryView {
            title: page.title.clone(),
            href: Some(self.page_href(page.id)),
            summary: page.summary.clone(),
            owner: page.lead.and_then(|lead| self.owner(lead)),
        }
    }

    /// Entries of pages, in the order given.
    pub fn entries(&self, pages: impl IntoIterator<Item = PageId>) -> Vec<EntryView> {
        pages.into_iter().map(|page| self.entry(self.portal.page(page))).collect()
    }

    pub fn owner(&self, lead: Lead) -> Option<OwnerView> {
        match lead {
            Lead::Shared => {
                let name = self.portal.site.shared_name.clone();
                Some(OwnerView { short: name.clone(), name, tone: crate::model::SHARED.to_owned() })
            }
            Lead::Administration(id) => {
                let administration = self.portal.site.administration(id)?;
                Some(OwnerView {
                    short: administration.short.clone(),
                    name: administration.name.clone(),
                    tone: administration.token.clone(),
                })
            }
        }
    }

    pub fn affiliation(&self, affiliation: Affiliation) -> Option<OwnerView> {
        match affiliation {
            Affiliation::Inside(lead) => self.owner(lead),
            Affiliation::External => None,
        }
    }

    pub fn law(&self, references: &[LawRef]) -> Vec<LawView> {
        references.iter().map(|reference| self.law_chip(reference)).collect()
    }

    fn law_chip(&self, reference: &LawRef) -> LawView {
        let page = self.portal.page(reference.law);
        let full = match &page.content {
            Content::Law(law) => law.full_title.clone(),
            _ => None,
        };
        let href = match reference.provisions.first() {
            Some(provision) => Some(self.provision_href(reference.law, provision)),
            None => Some(self.page_href(reference.law)),
        };
        LawView { text: reference.text.to_string(), title: full.unwrap_or_else(|| page.title.clone()), href }
    }

    pub fn provision_href(&self, law: PageId, provision: &Provision) -> String {
        let page = self.page_href(law);
        match self.routes.provision_anchor(law, provision) {
            Some(anchor) => format!("{page}#{anchor}"),
            None => page,
        }
    }

    pub fn deadline(&self, deadline: &Deadline) -> DeadlineView {
        let amount = deadline.within.amount;
        DeadlineView {
            within: deadline.within.to_string(),
            amount: amount.map(|(halves, _)| (f64::from(halves) / 2.0).to_string()),
            unit: amount.map(|(_, unit)| unit.name()),
            from: deadline.from.clone(),
            basis: deadline.basis.map(DeadlineBasis::name),
            law: self.law(&deadline.law),
        }
    }

    pub fn tool(&self, page: PageId) -> Option<ToolView> {
        let Content::Tool(tool) = &self.portal.page(page).content else { return None };
        let LinkView { title, href } = self.link(page);
        Some(ToolView { title, href, kind: tool.tool_type.name(), format: tool.format.clone() })
    }

    /// The link to a step's card; an unnumbered step is the whole page.
    pub fn step(&self, at: StepRef) -> Option<StepLinkView> {
        let (page, step) = self.portal.step(at)?;
        let anchor = anchor_on(page, &step.id);
        let href = Some(format!("{}#{anchor}", self.page_href(page.id)));
        Some(StepLinkView { number: step.number?, title: step.title.clone(), href })
    }

    /// Steps gathered by their page, in the order given.
    pub fn uses(&self, steps: &[StepRef]) -> Vec<UseView> {
        let mut uses: Vec<(PageId, UseView)> = Vec::new();
        for at in steps.iter() {
            let step = self.step(*at);
            match uses.last_mut().filter(|(page, _)| *page == at.page) {
                Some((_, last)) => last.steps.extend(step),
                None => uses.push((at.page, self.use_of(at.page, step.into_iter().collect()))),
            }
        }
        uses.into_iter().map(|(_, view)| view).collect()
    }

    pub fn use_of(&self, page: PageId, steps: Vec<StepLinkView>) -> UseView {
        let EntryView { title, href, owner, .. } = self.entry(self.portal.page(page));
        UseView { title, href, owner, steps }
    }

    /// The HTML of a page's whole text.
    pub fn body(&self, page: &Page) -> String {
        self.parts(page, 0, std::slice::from_ref(&page.body.range)).pop().unwrap_or_default()
    }

    /// The HTML of parts of a page's text, headings moved down by `shift` levels.
    pub fn parts(&self, page: &Page, shift: u8, ranges: &[Range<usize>]) -> Vec<String> {
        let context = markdown::BodyContext {
            portal: self.portal,
            page,
            source: self.renderer.sources.file(page.file).map_or("", |file| file.text()),
            glossary: self.renderer.glossary(),
            words: self.renderer.words(),
            shift,
            link: &|target| self.target_href(page, target),
            law_link: &|law, provision| Some(self.provision_href(law, provision)),
            term_link: &|term| Some(self.page_href(term)),
        };
        markdown::render_parts(&context, ranges)
    }

    fn target_href(&self, page: &Page, target: &LinkTarget) -> Option<String> {
        match target {
            LinkTarget::Page { page, anchor } => {
                let href = self.page_href(*page);
                let target = self.portal.page(*page);
                Some(match anchor {
                    Some(anchor) => format!("{href}#{}", anchor_on(target, anchor)),
                    None => href,
                })
            }
            LinkTarget::Asset(path) => self.portal.assets.get(path).map(|url| self.href(url)),
            LinkTarget::External(href) => Some(href.clone()),
            LinkTarget::Anchor(anchor) => Some(format!("#{}", anchor_on(page, anchor))),
            LinkTarget::Broken => None,
        }
    }
}
