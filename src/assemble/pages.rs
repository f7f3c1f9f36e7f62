//! Each document to a page: the part common to every kind.

use super::bind::Binder;
use super::content;
use super::index::{name_of, title_span, url_of};
use crate::model::{Allow, Body, Change, Kind, LawRef, LegalCheck, Page, PageId, Status, review_due};
use crate::parse::{Document, Fields};
use crate::source::{SourcePath, Span, Url};

/// The page of an id in the index. Links of its text are bound later.
pub fn assemble(id: PageId, binder: &mut Binder) -> Page {
    let index = binder.index;
    let document = &index.documents[id];
    page(id, document, binder)
}

fn page(id: PageId, document: &Document, binder: &mut Binder) -> Page {
    let empty = Fields::new(Span::start_of(document.file));
    let fields = document.fields.as_ref().unwrap_or(&empty);
    let defaults = Defaults::of(&document.path, binder);
    let slug = name_of(&document.path).to_owned();
    let reviewed = fields.date("reviewed");
    let every = fields.duration("review_every").or(binder.site.review_every.as_ref());
    Page {
        id,
        file: document.file,
        source: document.path.clone(),
        url: url_of(&document.path),
        section: section_of(&document.path, binder),
        title: fields.string("title").unwrap_or_else(|| slug.clone()),
        slug,
        title_span: title_span(document),
        summary: fields.string("summary"),
        lead: fields.text("lead").or_else(|| defaults.text("lead")).and_then(|name| binder.lead(name)),
        owner: defaults.pick(fields, "owner").and_then(|from| binder.contact(from, "owner")),
        audience: defaults.pick(fields, "audience").map_or_else(Vec::new, |from| binder.audiences(from, "audience")),
        law: binder.laws(fields, "law"),
        keywords: fields.strings("keywords"),
        aliases: aliases(fields),
        reviewed,
        updated: fields.date("updated"),
        committed: None,
        review_every: fields.duration("review_every").cloned(),
        review_due: review_due(reviewed, every),
        valid_from: fields.date("valid_from"),
        valid_until: fields.date("valid_until"),
        status: status(fields),
        legal_check: legal_check(fields),
        kle: fields.string("kle"),
        related: related(fields, document.kind, binder),
        changes: fields.maps("changes").filter_map(|change| self::change(change, binder)).collect(),
        allow: allow(fields),
        glossary: fields.bool("glossary").unwrap_or(true),
        body: body(document, binder),
        cpr: document.cpr.clone(),
        content: content::assemble(document, fields, binder),
    }
}

/// The `defaults` of the sections above a page, the nearest first.
struct Defaults<'d>(Vec<&'d Fields>);

impl<'d> Defaults<'d> {
    fn of(path: &SourcePath, binder: &Binder<'d>) -> Self {
        let sections = sections_above(path, binder);
        Self(
            sections.into_iter().filter_map(|id| binder.index.document(id)?.fields.as_ref()?.map("defaults")).collect(),
        )
    }

    /// The mapping a field is read from: the page's own, or the nearest default that has it.
    fn pick<'a>(&self, own: &'a Fields, key: &str) -> Option<&'a Fields>
    where
        'd: 'a,
    {
        std::iter::once(own).chain(self.0.iter().copied()).find(|fields| fields.has(key))
    }

    fn text(&self, key: &str) -> Option<crate::source::At<&'d str>> {
        self.0.iter().find_map(|fields| fields.text(key))
    }
}

/// Sections a page lies in, the nearest first; a section does not lie in itself.
fn sections_above(path: &SourcePath, binder: &Binder) -> Vec<PageId> {
    let mut folder = path.folder();
    let mut found = Vec::new();
    if path.file_name() == "_index.md" {
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => return found,
        }
    }
    loop {
        found.extend(binder.index.section(folder));
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => return found,
        }
    }
}

fn section_of(path: &SourcePath, binder: &Binder) -> Option<PageId> {
    sections_above(path, binder).first().copied()
}

/// Old addresses of a page, or of the page of a registry's entry.
pub fn aliases(fields: &Fields) -> Vec<Url> {
    fields.texts("aliases").map(|at| alias(at.value)).collect()
}

/// An old URL as it was: with or without slashes around it.
fn alias(text: &str) -> Url {
    let path = text.trim_start_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    Url::new(if path.is_empty() || path.ends_with('/') || is_file { path.to_owned() } else { format!("{path}/") })
}

fn status(fields: &Fields) -> Status {
    match fields.text("status").map(|at| at.value) {
        Some("phasing_out") => Status::PhasingOut,
        Some("under_review") => Status::UnderReview,
        Some("historical") => Status::Historical,
        Some("draft") => Status::Draft,
        _ => Status::Current,
    }
}

fn legal_check(fields: &Fields) -> Option<LegalCheck> {
    match fields.text("legal_check")?.value {
        "verified" => Some(LegalCheck::Verified),
        "partly" => Some(LegalCheck::Partly),
        _ => Some(LegalCheck::Unverified),
    }
}

/// Where several pages answer to a name, one of the page's own kind is meant.
fn related(fields: &Fields, kind: Kind, binder: &mut Binder) -> Vec<PageId> {
    let index = binder.index;
    let same_kind = |id: PageId| index.document(id).is_some_and(|document| document.kind == kind);
    fields.texts("related").filter_map(|name| binder.any_page(name, same_kind)).collect()
}

fn change(fields: &Fields, binder: &mut Binder) -> Option<Change> {
    Some(Change {
        date: fields.date("date")?,
        text: fields.string("text").unwrap_or_default(),
        audience: binder.audiences(fields, "audience"),
    })
}

/// Warnings silenced in a mapping.
pub fn allow(fields: &Fields) -> Vec<Allow> {
    fields
        .maps("allow")
        .filter_map(|entry| {
            let rule = entry.text("rule")?;
            Some(Allow { rule: rule.value.to_owned(), why: entry.string("why").unwrap_or_default(), span: rule.span })
        })
        .collect()
}

fn body(document: &Document, binder: &Binder) -> Body {
    let raw = &document.body;
    // Text may cite what the portal has no page for.
    let cited = raw.cited.iter().filter_map(|citation| {
        let law = binder.index.law(&citation.abbr)?;
        Some(LawRef { text: citation.text.clone(), law, provisions: citation.provisions.clone() })
    });
    Body {
        range: raw.range.clone(),
        headings: raw.headings.clone(),
        links: Vec::new(),
        images: Vec::new(),
        plain: raw.plain.clone(),
        cited: cited.collect(),
        has_code: raw.has_code,
        html: raw.html.clone(),
        from_word: raw.from_word,
    }
}
