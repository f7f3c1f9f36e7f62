//! The links and images of bodies, and the files beside pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bind::Binder;
use super::content::asset;
use crate::model::{Image, Kind, Link, LinkTarget, Page, PageId, Pages, Unresolved, UnresolvedKind};
use crate::parse::RawLink;
use crate::source::{At, SourceFile, SourcePath, Url};
use crate::text::nearest;

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

    fn headings(&self) -> impl Iterator<Item = &str> {
        self.page.body.headings.iter().map(|heading| heading.id.as_str())
    }

    fn steps(&self) -> impl Iterator<Item = &str> {
        self.page.workflow().into_iter().flat_map(|workflow| &workflow.steps).map(|step| step.id.as_str())
    }

    /// Every name, headings first, each in order.
    fn names(&self) -> impl Iterator<Item = &str> {
        let sorted = |names: BTreeSet<_>| names.into_iter();
        sorted(self.headings().collect()).chain(sorted(self.steps().collect()))
    }
}

/// `p11a`, `p11-stk2`, `art12`.
fn is_section_anchor(anchor: &str) -> bool {
    let rest = anchor.strip_prefix("art").or_else(|| anchor.strip_prefix('p'));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

struct LinkBinder<'a, 'i, 'd> {
    page_path: &'a SourcePath,
    page: PageId,
    pages: &'a Pages,
    binder: &'a mut Binder<'i, 'd>,
}

impl LinkBinder<'_, '_, '_> {
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
        if ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()) {
            return Some(LinkTarget::External(dest.to_owned()));
        }
        self.binder.miss(UnresolvedKind::Scheme, scheme, raw.dest.span, None);
        None
    }

    fn relative(&mut self, path: &str, anchor: Option<&str>, raw: &RawLink) -> Option<LinkTarget> {
        let is_page = path.ends_with(".md");
        // A link that begins with a slash is read from the content folder.
        let found = match path.strip_prefix('/') {
            Some(below) => Some(SourcePath::new(&format!("content/{below}"))),
            None => self.page_path.join(path),
        };
        if is_page && let Some(page) = found.as_ref().and_then(|path| self.binder.index.path(path)) {
            return self.page_target(page, anchor, raw);
        }
        if !is_page && let Some(asset) = found.clone().filter(|path| self.binder.index.has_asset(path)) {
            return Some(LinkTarget::Asset(asset));
        }
        let hidden = found.is_some_and(|path| self.binder.index.is_hidden_path(&path));
        let near = self.near_path(path);
        let is_folder = path.ends_with('/') || !path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let kind = if is_page || is_folder { UnresolvedKind::Page } else { UnresolvedKind::Asset };
        let span = raw.dest.span;
        self.binder.unresolved.push(Unresolved { kind, name: path.to_owned(), span, near, hidden });
        None
    }

    /// The file of that name elsewhere, or one of a similar name, as a relative link.
    fn near_path(&self, path: &str) -> Vec<String> {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let index = self.binder.index;
        let mut found = index.named(stem);
        if found.is_empty() {
            found = nearest(stem, index.names()).map_or_else(Vec::new, |near| index.named(near));
        }
        let paths = found.iter().filter_map(|id| index.document(*id)).map(|document| &document.path);
        paths.map(|target| relative_path(self.page_path, target)).collect()
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
            let near = nearest(written, anchors.names());
            self.binder.miss(UnresolvedKind::Anchor, written, raw.dest.span, near);
        }
        found
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

/// The link from one file to another.
pub fn relative_path(from: &SourcePath, to: &SourcePath) -> String {
    let here: Vec<&str> = from.folder().split('/').collect();
    let there: Vec<&str> = to.folder().split('/').collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(here.len() - common);
    for part in there.iter().skip(common) {
        link.push_str(part);
        link.push('/');
    }
    link.push_str(to.file_name());
    link
}
