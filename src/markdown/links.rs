//! Links and images: where they lead was bound long before.

use pulldown_cmark::LinkType;

use super::html::push_href;
use super::writer::Writer;
use crate::model::LinkTarget;
use crate::text::push_escaped;

impl Writer<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, at: usize) {
        if self.hidden > 0 {
            self.hidden += 1;
            self.links.push("");
            self.external.push(false);
            return;
        }
        let links = &self.context.page.body.links;
        let found = links.binary_search_by_key(&at, |link| link.span.start as usize);
        let target = found.ok().and_then(|n| links.get(n)).map(|link| &link.target);
        let href = target.and_then(|target| (self.context.link)(target));
        self.silent += 1;
        self.external.push(href.is_some() && is_external(target));
        match &href {
            Some(href) => {
                self.out.push_str("<a href=\"");
                push_href(&mut self.out, href);
                self.out.push_str("\">");
                self.links.push("</a>");
            }
            None => self.links.push(""),
        }
        // A wikilink without a text of its own shows the title of the page, not its id.
        if let (LinkType::WikiLink { has_pothole: false }, Some(LinkTarget::Page { page, .. })) = (link_type, target) {
            push_escaped(&mut self.out, &self.context.portal.page(*page).title);
            self.hidden += 1;
        }
    }

    pub(super) fn end_link(&mut self) {
        let external = self.external.pop().unwrap_or_default();
        let Some(close) = self.links.pop() else { return };
        if self.hidden > 0 {
            self.hidden -= 1;
            if self.hidden > 0 {
                return;
            }
        }
        self.silent = self.silent.saturating_sub(1);
        if external {
            self.out.push_str(" <span class=\"external\">(");
            push_escaped(&mut self.out, &self.context.words.external);
            self.out.push_str(")</span>");
        }
        self.out.push_str(close);
    }

    pub(super) fn start_image(&mut self, title: &str, at: usize) {
        self.hidden += 1;
        if self.hidden > 1 {
            return;
        }
        let images = &self.context.page.body.images;
        let Some(image) = images.iter().find(|image| image.span.start as usize == at) else { return };
        let src = image.asset.clone().and_then(|asset| (self.context.link)(&LinkTarget::Asset(asset)));
        let Some(src) = src else { return push_escaped(&mut self.out, &image.alt) };
        self.out.push_str("<img src=\"");
        push_href(&mut self.out, &src);
        self.out.push_str("\" alt=\"");
        push_escaped(&mut self.out, &image.alt);
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            push_escaped(&mut self.out, title);
        }
        self.out.push_str("\" loading=\"lazy\">");
    }
}

fn is_external(target: Option<&LinkTarget>) -> bool {
    matches!(target, Some(LinkTarget::External(href)) if href.starts_with("http"))
}
