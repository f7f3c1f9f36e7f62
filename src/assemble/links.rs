//! The links and images of bodies, and the files beside pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bind::{Binder, Meant};
use super::content::asset;
use super::moved;
use crate::model::{Image, Kind, Link, LinkTarget, Page, PageId, Pages, UnresolvedKind};
use crate::parse::RawLink;
use crate::source::{At, SourceFile, SourcePath, Span, Url};
use crate::text::percent_decoded;

/// The links and images of a page's text, bound.
pub fn assemble(page: &Page, pages: &Pages, binder: &mut Binder) -> (Vec<Link>, Vec<Image>) {
    let Some(document) = binder.index.document(page.id) else { return Default::default() };
    let mut links = LinkBinder { page_path: &document.path, page: page.id, pages, binder };
    let bound = document.body.links.iter().map(|raw| links.link(raw)).collect();
    let images = document.body.images.iter().map(|raw| links.image(raw)).collect();
    (bound, images)
}

/// Where the files beside pages are published: at their own path.
pub fn assets(files: &[Arc<SourceFile>]) -> BTreeMap<SourcePath, Url> {
    let url = |path: &SourcePath| Url::new(path.as_str().strip_prefix("content/").unwrap_or(path.as_str()));
    files.iter().map(|file| (file.path.clone(), url(&file.path))).collect()
}

/// Names of places on a page, as they may be written and as they are rendered.
struct Anchors<'a> {
    page: &'a Page,
    /// The page could not be read: nothing is known of its anchors.
    unknown: bool,
}

impl Anchors<'_> {
    /// The anchor as rendered: a step's is `trin-<id>`, and the guidance under a heading with a
    /// step's id stands in the step's card.
    fn find(&self, written: &str) -> Option<String> {
        let step = written.strip_prefix("trin-").unwrap_or(written);
        if self.steps().any(|id| id == step) {
            return Some(format!("trin-{step}"));
        }
        // A statute's page has an anchor for every section that is cited.
        let is_section = self.page.kind() == Kind::Law && is_section_anchor(written);
        let known = self.headings().any(|id| id == written) || self.unknown || is_section;
        known.then(|| written.to_owned())
    }

    fn headings(&self) -> impl Iterator<Item = &str> + Clone {
        self.page.body.headings.iter().map(|heading| heading.id.as_str())
    }

    fn steps(&self) -> impl Iterator<Item = &str> + Clone {
        self.page.workflow().into_iter().flat_map(|workflow| &workflow.steps).map(|step| step.id.as_str())
    }

    /// Every name, headings first, each in order.
    fn names(&self) -> impl Iterator<Item = &str> + Clone {
        let sorted = |names: BTreeSet<_>| names.into_iter().collect::<Vec<_>>().into_iter();
        sorted(self.headings().collect()).chain(sorted(self.steps().collect()))
    }
}

/// `p11a`, `p11-stk2`, `art12`.
fn is_section_anchor(anchor: &str) -> bool {
    let rest = anchor.strip_prefix("art").or_else(|| anchor.strip_prefix('p'));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

struct LinkBinder<'a, 'i> {
    page_path: &'a SourcePath,
    page: PageId,
    pages: &'a Pages,
    binder: &'a mut Binder<'i>,
}

impl LinkBinder<'_, '_> {
    fn link(&mut self, raw: &RawLink) -> Link {
        let target = self.target(raw).unwrap_or(LinkTarget::Broken);
        Link { span: raw.span, text: raw.text.clone(), target }
    }

    fn image(&mut self, raw: &RawLink) -> Image {
        let dest = At::new(raw.dest.value.as_str(), raw.dest.span);
        Image { span: raw.span, asset: asset(self.page_path, dest, self.binder), alt: raw.text.clone() }
    }

    fn target(&mut self, raw: &RawLink) -> Option<LinkTarget> {
        let dest = raw.dest.value.as_str();
        let (path, anchor) = match dest.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (dest, None),
        };
        if raw.wiki {
            let page = self.binder.any_page(At::new(path, raw.dest.span), |_| false)?;
            return self.page_target(page, anchor, raw);
        }
        if let Some(scheme) = scheme(dest) {
            return self.external(scheme, dest, raw);
        }
        if path.is_empty() {
            let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
            return self.anchor(self.page, anchor, raw).map(LinkTarget::Anchor);
        }
        self.relative(path, anchor, raw)
    }

    fn external(&mut self, scheme: &str, dest: &str, raw: &RawLink) -> Option<LinkTarget> {
        let dest_at = At::new(dest, raw.dest.span);
        if moved::is_own_computer(dest) {
            let meant = moved::from_own_computer(self.page_path, dest, self.binder.index);
            self.binder.miss(UnresolvedKind::OwnComputer, dest_at, meant);
            return None;
        }
        if ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()) {
            return Some(LinkTarget::External(dest.to_owned()));
        }
        self.binder.miss(UnresolvedKind::Scheme, At::new(scheme, raw.dest.span), Meant::default());
        None
    }

    fn relative(&mut self, path: &str, anchor: Option<&str>, raw: &RawLink) -> Option<LinkTarget> {
        let is_page = path.ends_with(".md");
        let found = moved::resolve(self.page_path, path);
        if is_page && let Some(page) = found.as_ref().and_then(|path| self.binder.index.path(path)) {
            self.binder.refers.push(page);
            return self.page_target(page, anchor, raw);
        }
        if !is_page && let Some(asset) = found.clone().filter(|path| self.binder.index.has_asset(path)) {
            return Some(LinkTarget::Asset(asset));
        }
        let hidden = found.is_some_and(|path| self.binder.index.is_hidden_path(&path));
        let to_page = is_page || moved::may_be_page(path);
        let meant = match to_page {
            true => moved::page(self.page_path, path, self.binder.index),
            false => moved::file(self.page_path, path, self.binder.index),
        };
        let kind = if to_page { UnresolvedKind::Page } else { UnresolvedKind::Asset };
        let span = part(raw, 0, path.len());
        self.binder.miss(kind, At::new(path, span), Meant { hidden, ..meant });
        None
    }

    fn page_target(&mut self, page: PageId, anchor: Option<&str>, raw: &RawLink) -> Option<LinkTarget> {
        let anchor = match anchor.filter(|anchor| !anchor.is_empty()) {
            // A missing anchor is reported; the link still leads to the page.
            Some(written) => self.anchor(page, written, raw),
            None => None,
        };
        Some(LinkTarget::Page { page, anchor })
    }

    fn anchor(&mut self, page: PageId, written: &str, raw: &RawLink) -> Option<String> {
        let target = self.pages.get(page)?;
        let unread = |page| self.binder.index.document(page).is_none_or(|document| document.fields.is_none());
        let anchors = Anchors { page: target, unknown: unread(page) };
        let found = anchors.find(written);
        if found.is_none() {
            let meant = Meant::of(&percent_decoded(written), None, anchors.names());
            let before = raw.dest.value.len().saturating_sub(written.len());
            let span = part(raw, before, raw.dest.value.len());
            self.binder.miss(UnresolvedKind::Anchor, At::new(written, span), meant);
        }
        found
    }
}

/// A part of a link's destination; all of it where it is written otherwise than it reads.
fn part(raw: &RawLink, from: usize, to: usize) -> Span {
    let Span { start, end, .. } = raw.dest.span;
    match (end - start) as usize == raw.dest.value.len() {
        true => Span { start: start + from as u32, end: start + to as u32, ..raw.dest.span },
        false => raw.dest.span,
    }
}

/// "mailto" of "mailto:a@b": letters before the first colon, with no slash before it.
fn scheme(dest: &str) -> Option<&str> {
    let (scheme, _) = dest.split_once(':')?;
    let letters = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    // Browsers skip control characters and spaces within a scheme, so those count as one too.
    let cleaned = scheme.trim_start_matches(|c: char| c.is_control() || c.is_whitespace());
    (!cleaned.is_empty() && letters(cleaned) && !scheme.contains('/')).then_some(cleaned)
}
