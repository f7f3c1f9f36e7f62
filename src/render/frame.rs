//! What stands around every page: header, menu, breadcrumb, notices, page facts, footer.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::list;
use super::place::Place;
use super::views::{LinkView, NoticeView, OwnerView};
use crate::model::{Content, Extra, Kind, LegalCheck, Page, PageId, Portal, Status};
use crate::routes::{Special, home_of, urls};
use crate::source::Url;
use crate::theme::Strings;
use crate::theme::assets::SEARCH_SCRIPT;

/// What a page brings to its frame.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Name of the page type, for scripts and styles.
    pub kind: &'static str,
    pub title: String,
    pub summary: Option<String>,
    /// The content page behind it, whose owner and review dates are shown.
    pub page: Option<PageId>,
    /// What stands above it, the front page first.
    pub crumbs: Vec<LinkView>,
    /// HTML of its text.
    pub html: String,
}

impl Head {
    /// For a content page, without its text.
    pub fn of(place: &Place, page: &Page) -> Self {
        let crumbs = place.portal.ancestors(page).into_iter().map(|above| crumb(place, above)).collect();
        Self {
            kind: page.kind().name(),
            title: page.title.clone(),
            summary: page.summary.clone(),
            page: Some(page.id),
            crumbs,
            html: String::new(),
        }
    }

    pub fn with_text(place: &Place, page: &Page) -> Self {
        Self { html: place.body(page), ..Self::of(place, page) }
    }

    /// For a page that the program makes; a content page may lend title and text.
    pub fn special(place: &Place, what: Special, intro: Option<PageId>) -> Self {
        match intro {
            Some(page) => Self::with_text(place, place.portal.page(page)),
            None => Self::made(place, place.text(what.title_key()), Vec::new()),
        }
    }

    /// For a page without a file, below the front page and `above`.
    pub fn made(place: &Place, title: String, above: Vec<LinkView>) -> Self {
        let mut crumbs = vec![home(place)];
        crumbs.extend(above);
        Self { kind: "made", title, crumbs, ..Self::default() }
    }
}

/// A section's link in the breadcrumb; the front page is called by the theme's word for it.
fn crumb(place: &Place, above: PageId) -> LinkView {
    let link = place.link(above);
    if place.portal.page(above).url.as_str().is_empty() { home(place) } else { link }
}

fn home(place: &Place) -> LinkView {
    LinkView { title: place.text("breadcrumb.home"), href: Some(place.href(&Special::Home.url())) }
}

/// The link to a generated page, by the title it has.
pub(super) fn special_link(place: &Place, what: Special) -> LinkView {
    let title = special_title(place.portal, place.strings(), what);
    LinkView { title, href: Some(place.href(&what.url())) }
}

/// Adds `site` and `page` to a template's context.
pub(super) fn insert(place: &Place, head: Head, context: &mut Context) {
    context.insert("site", &site(place));
    context.insert("page", &page(place, head));
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    summary: &'a str,
    language: &'a str,
    home: String,
    /// From here to the front page's folder, for scripts: `../../`.
    root: String,
    /// `None` where the portal has no search, as what belongs to it.
    search: Option<String>,
    shortcuts: String,
    /// Where the keyboard goes from any page.
    jumps: JumpsView,
    menu: Vec<MenuView>,
    footer: Vec<LinkView>,
    notice: Option<SiteNoticeView>,
    editors_email: Option<&'a str>,
    accessibility_url: Option<&'a str>,
    accessibility_date: Option<String>,
    today: String,
    revision: Option<&'a str>,
    css: Option<String>,
    favicon: Option<String>,
    /// Scripts by name without extension; absent ones are `None`.
    theme_script: Option<String>,
    /// `portal` for every page, and by name what takes its place on pages that need more.
    scripts: BTreeMap<&'a str, String>,
    search_script: Option<String>,
    search_index: Option<String>,
    feed: Option<String>,
    open_search: Option<String>,
}

/// Places that a shortcut leads to; `None` where the portal has no such section.
#[derive(Serialize)]
struct JumpsView {
    workflows: Option<String>,
    tools: Option<String>,
    contact: Option<String>,
    deadlines: String,
}

#[derive(Serialize)]
struct MenuView {
    title: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct SiteNoticeView {
    title: Option<String>,
    text: String,
    href: Option<String>,
}

fn site<'a>(place: &Place<'a>) -> SiteView<'a> {
    let site = &place.portal.site;
    let statement = site.statement.as_ref();
    let asset = |name: &str| place.renderer.theme.asset(name).map(|url| place.href(url));
    SiteView {
        title: &site.title,
        summary: &site.summary,
        language: &site.language,
        home: place.href(&Special::Home.url()),
        root: "../".repeat(place.here.depth()),
        search: place.href_if(&Special::Search.url()),
        shortcuts: place.href(&Special::Shortcuts.url()),
        jumps: jumps(place),
        menu: menu(place),
        footer: footer(place),
        notice: notice(place),
        editors_email: site.editors_email.as_deref(),
        accessibility_url: statement.map(|statement| statement.url.value.as_str()),
        accessibility_date: statement.and_then(|statement| statement.date.as_ref()).map(|date| date.value.to_string()),
        today: place.renderer.inputs.today.to_string(),
        revision: place.renderer.inputs.revision.as_deref(),
        css: asset("style.css"),
        favicon: asset("favicon.svg"),
        theme_script: asset("theme.js"),
        scripts: scripts(place),
        search_script: asset(SEARCH_SCRIPT).filter(|_| site.has(Extra::Search)),
        search_index: place.href_if(&urls::search_index()),
        feed: place.href_if(&urls::feed()),
        open_search: place.href_if(&urls::open_search()),
    }
}

fn jumps(place: &Place) -> JumpsView {
    let home = |kind| list::home(place, kind).map(|page| place.href(&page.url));
    JumpsView {
        workflows: home(Kind::Workflow),
        tools: home(Kind::Tool),
        contact: home(Kind::Contact),
        deadlines: place.href(&Special::Deadlines.url()),
    }
}

fn scripts<'a>(place: &Place<'a>) -> BTreeMap<&'a str, String> {
    let sort = |name: &'a str| match name.strip_suffix(".js")? {
        name @ "portal" => Some(name),
        name => name.strip_prefix("portal-"),
    };
    let assets = place.renderer.theme.assets().names();
    assets.filter_map(|(name, url)| Some((sort(name)?, place.href(url)))).collect()
}

fn menu(place: &Place) -> Vec<MenuView> {
    let view = |(title, url): &(String, Url)| MenuView {
        title: title.clone(),
        href: place.href(url),
        current: !url.as_str().is_empty() && place.here.as_str().starts_with(url.as_str()),
    };
    place.renderer.fixed().menu.iter().map(view).collect()
}

fn footer(place: &Place) -> Vec<LinkView> {
    let view = |(title, url): &(String, Url)| LinkView { title: title.clone(), href: Some(place.href(url)) };
    place.renderer.fixed().footer.iter().map(view).collect()
}

/// What the frame shows on every page, found once.
pub(super) struct Fixed {
    menu: Vec<(String, Url)>,
    footer: Vec<(String, Url)>,
}

impl Fixed {
    pub fn new(portal: &Portal, strings: &Strings) -> Self {
        Self { menu: menu_of(portal), footer: footer_of(portal, strings) }
    }
}

/// The site's own menu, else the sections directly below the front page.
fn menu_of(portal: &Portal) -> Vec<(String, Url)> {
    if portal.site.menu.is_empty() {
        let sections = portal.of_kind(Kind::Section).filter(|page| page.url.depth() == 1);
        return sections.map(|page| (page.title.clone(), page.url.clone())).collect();
    }
    portal.site.menu.iter().map(|entry| (entry.title.clone(), Url::new(entry.url.as_str()))).collect()
}

/// What is not in the menu but should be found from every page.
fn footer_of(portal: &Portal, strings: &Strings) -> Vec<(String, Url)> {
    let sections = [Kind::Law, Kind::Guide, Kind::Path];
    let mut links: Vec<(String, Url)> = sections
        .into_iter()
        .filter_map(|kind| home_of(portal, kind))
        .map(|page| (page.title.clone(), page.url.clone()))
        .collect();
    let special = [
        Special::Deadlines,
        Special::Audiences,
        Special::Roles,
        Special::Map,
        Special::Changes,
        Special::Quality,
        Special::Search,
        Special::Shortcuts,
        Special::Accessibility,
    ];
    let special = special.into_iter().filter(|what| what.is_in(&portal.site));
    links.extend(special.map(|what| (special_title(portal, strings, what), what.url())));
    links
}

/// A generated page is called as the content page at its address, if there is one.
fn special_title(portal: &Portal, strings: &Strings, what: Special) -> String {
    let url = what.url();
    let lent = portal.pages.iter().find(|page| page.url == url).map(|page| page.title.as_str());
    lent.unwrap_or_else(|| strings.get(what.title_key())).to_owned()
}

fn notice(place: &Place) -> Option<SiteNoticeView> {
    let notice = place.portal.site.notice.as_ref()?;
    let href = notice.link.as_deref().map(|link| place.href(&Url::new(link)));
    Some(SiteNoticeView { title: notice.title.clone(), text: notice.text.clone(), href })
}

#[derive(Serialize)]
struct PageView {
    kind: &'static str,
    title: String,
    summary: Option<String>,
    html: String,
    lead: Option<OwnerView>,
    crumbs: Vec<LinkView>,
    notices: Vec<NoticeView>,
    meta: Option<MetaView>,
    /// Whether search engines may list it.
    listed: bool,
}

/// Who answers for the page, and since when.
#[derive(Serialize)]
struct MetaView {
    owner: Option<LinkView>,
    reviewed: Option<String>,
    due: Option<String>,
    /// When its content last changed.
    changed: Option<String>,
    legal_check: Option<&'static str>,
    kle: Option<String>,
    changes: Vec<ChangeView>,
    mailto: Option<String>,
    edit: Option<String>,
}

#[derive(Serialize)]
struct ChangeView {
    date: String,
    text: String,
}

fn page(place: &Place, head: Head) -> PageView {
    let page = head.page.map(|id| place.portal.page(id));
    let hidden = Special::ALL.iter().any(|what| what.url() == *place.here && !what.is_searched());
    PageView {
        kind: head.kind,
        title: head.title,
        summary: head.summary,
        html: head.html,
        lead: page.and_then(|page| page.lead).and_then(|lead| place.owner(lead)),
        crumbs: head.crumbs,
        notices: page.map(|page| notices(place, page)).unwrap_or_default(),
        meta: page.map(|page| meta(place, page)),
        listed: !hidden,
    }
}

/// By the calendar and the editor's word, the gravest first.
fn notices(place: &Place, page: &Page) -> Vec<NoticeView> {
    let today = place.renderer.inputs.today;
    let plain = |tone, key| NoticeView { tone, key, date: None, link: None };
    let mut all = Vec::new();
    if let Some(until) = page.valid_until {
        let (tone, key) = if until < today { ("err", "expired") } else { ("info", "valid_until") };
        all.push(NoticeView { date: Some(until.to_string()), ..plain(tone, key) });
    }
    if let Some(from) = page.valid_from.filter(|from| *from > today) {
        all.push(NoticeView { date: Some(from.to_string()), ..plain("warn", "not_yet_valid") });
    }
    all.extend(match page.status {
        Status::Current => None,
        Status::PhasingOut => Some(plain("warn", "phasing_out")),
        Status::UnderReview => Some(plain("warn", "under_review")),
        Status::Historical => Some(plain("warn", "historical")),
        Status::Draft => Some(plain("warn", "draft")),
    });
    if let Some(due) = page.review_due.filter(|_| page.is_overdue(today)) {
        let link = page.owner.map(|owner| place.link(owner));
        all.push(NoticeView { date: Some(due.to_string()), link, ..plain("warn", "stale") });
    }
    all
}

fn meta(place: &Place, page: &Page) -> MetaView {
    let site = &place.portal.site;
    MetaView {
        owner: page.owner.map(|owner| place.link(owner)),
        reviewed: page.reviewed.map(|date| date.to_string()),
        due: page.review_due.map(|date| date.to_string()),
        changed: page.changed().map(|date| date.to_string()),
        legal_check: legal_check(page),
        kle: page.kle.clone(),
        changes: changes(page),
        mailto: site.editors_email.as_deref().map(|email| mailto(place, page, email)),
        edit: edit(place, page.source.as_str()),
    }
}

/// Where a file of the site is edited, if the site says so.
pub(super) fn edit(place: &Place, path: &str) -> Option<String> {
    place.portal.site.edit_url.as_ref().map(|url| url.replace("{path}", &encode(path, "/")))
}

/// Key below `legal_check`; statutes themselves are not compared with anything.
fn legal_check(page: &Page) -> Option<&'static str> {
    if matches!(page.content, Content::Law(_)) {
        return None;
    }
    page.legal_check.map(LegalCheck::name)
}

fn changes(page: &Page) -> Vec<ChangeView> {
    let mut changes: Vec<_> = page.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes.into_iter().map(|change| ChangeView { date: change.date.to_string(), text: change.text.clone() }).collect()
}

/// A mail to the editors that already says which page and which edition it is about.
fn mailto(place: &Place, page: &Page, email: &str) -> String {
    let site = &place.portal.site;
    let inputs = place.renderer.inputs;
    let address = format!("{}{}", site.base_url.as_deref().unwrap_or("/"), page.url);
    let edition = match &inputs.revision {
        Some(revision) => format!("{}, {revision}", inputs.today),
        None => inputs.today.to_string(),
    };
    let strings = place.strings();
    let subject = strings.fill("meta.mail_subject", &[("title", &page.title)]);
    let facts = [("title", page.title.as_str()), ("url", &address), ("version", &edition)];
    let body = strings.fill("meta.mail_body", &facts);
    format!("mailto:{email}?subject={}&body={}", encode(&subject, ""), encode(&body, ""))
}

/// Percent-encodes what is neither unreserved in a URL nor in `keep`.
pub(super) fn encode(text: &str, keep: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep.as_bytes().contains(&byte);
        if plain {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
