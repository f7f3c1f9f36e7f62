//! `report`: what owners are to review, and what lacks an owner; a report, so its exit code is fine.

mod files;
mod human;

use std::path::Path;

use super::args::{CompileArgs, HistoryArgs, OwnersArgs, OwnersFormat};
use super::failure::Failure;
use super::site::{SiteFolder, options, today};
use super::{Exit, say_to_stdout};
use crate::diag::{Lang, Text};
use crate::model::{Date, Duration, Kind, LegalCheck, Page, Portal, Status};
use crate::publish::{Target, renew};
use crate::render::outputs::Export;
use crate::render::outputs::reviews::{Owned, by_owner, is_soon, lacks_owner};
use crate::say;
use crate::text::{danish_order, nearest};

/// What is reported, and what to read it by.
struct Report<'a> {
    export: Export<'a>,
    lang: Lang,
    today: Date,
    /// As written: "30 dage".
    within: String,
    owners: Vec<Owned<'a>>,
    /// Pages that lack something, by what they lack; with `--all` only.
    lists: Vec<List<'a>>,
}

struct List<'a> {
    /// Its name in JSON.
    name: &'static str,
    title: Text,
    pages: Vec<&'a Page>,
}

pub fn run(site: &SiteFolder, args: &OwnersArgs) -> Result<Exit, Failure> {
    let today = args.date.unwrap_or_else(today);
    let (within, until) = within(&args.within, today)?;
    let compile = CompileArgs { date: Some(today), drafts: true, revision: None, history: HistoryArgs::NONE };
    let compilation = site.compile(&options(&compile))?;
    let portal = &compilation.portal;
    let chosen = owners(portal, &args.owner)?;
    let is_chosen = |page: &Page| chosen.is_empty() || page.owner.is_some_and(|owner| chosen.contains(&owner));
    let due = |page: &Page| page.is_overdue(today) || is_soon(page, today, until);
    let mut owners = by_owner(portal, |page| is_shown(page, today) && is_chosen(page) && due(page));
    owners.sort_by(|a, b| danish_order(name(a.owner), name(b.owner)));
    let lists = if args.all { lists(portal, today, &is_chosen) } else { Vec::new() };
    let export = Export { portal, strings: compilation.theme.strings() };
    let report = Report { export, lang: site.lang, today, within, owners, lists };
    let text = match args.format {
        OwnersFormat::Human => human::text(&report),
        OwnersFormat::Csv => files::csv(&report),
        OwnersFormat::Ical => files::calendar(&report),
        OwnersFormat::Json => files::json(&report),
    };
    match &args.output {
        None => say_to_stdout(&text),
        Some(path) => write(site, path, &text, args.format)?,
    }
    if compilation.diagnostics().has_errors() {
        let check = site.command("check");
        site.say(&say!(
            "Indholdet har fejl, så nogle sider kan mangle her: {check}",
            "The content has errors, so pages may be missing here: {check}"
        ));
    }
    Ok(Exit::Fine)
}

/// Pages that readers see today.
fn is_shown(page: &Page, today: Date) -> bool {
    page.status != Status::Draft && page.valid_from.is_none_or(|from| from <= today)
}

fn name(owner: Option<&Page>) -> &str {
    owner.map_or("", |owner| owner.title.as_str())
}

/// How far ahead is looked: a duration, or a number of days.
fn within(words: &[String], today: Date) -> Result<(String, Date), Failure> {
    let mut written = words.join(" ");
    if written.chars().all(|c| c.is_ascii_digit()) {
        written.push_str(" dage");
    }
    match Duration::parse(&written).after(today) {
        Some(until) => Ok((written, until)),
        None => Err(Failure::new(
            Exit::Usage,
            say!("»{written}« efter --within er ingen frist.", "“{written}” after --within is no length of time."),
            say!(
                "skriv for eksempel --within 30 dage, 6 uger eller 1 år",
                "write for example --within 30 dage, 6 uger or 1 år"
            ),
        )),
    }
}

/// The contacts that were named.
fn owners(portal: &Portal, ids: &[String]) -> Result<Vec<crate::model::PageId>, Failure> {
    let find = |id: &String| portal.find(Kind::Contact, id).map(|page| page.id).ok_or_else(|| no_owner(portal, id));
    ids.iter().map(find).collect()
}

fn no_owner(portal: &Portal, id: &str) -> Failure {
    let ids = || portal.of_kind(Kind::Contact).map(|page| page.slug.as_str());
    let list = ids().collect::<Vec<_>>().join(", ");
    let help = match nearest(id, ids()) {
        Some(near) => say!("mente du »{near}«?", "did you mean “{near}”?"),
        None => say!("ejere er enhedernes id: {list}", "owners are the ids of units: {list}"),
    };
    Failure::new(Exit::Usage, say!("Der er ingen enhed, der hedder »{id}«.", "There is no unit called “{id}”."), help)
}

fn lists<'a>(portal: &'a Portal, today: Date, is_chosen: &impl Fn(&Page) -> bool) -> Vec<List<'a>> {
    let list = |name, title, wanted: &dyn Fn(&Page) -> bool| {
        let mut pages: Vec<&Page> = portal.pages.iter().filter(|page| wanted(page)).collect();
        pages.sort_by(|a, b| danish_order(&a.title, &b.title));
        List { name, title, pages }
    };
    let unverified = |page: &Page| page.legal_check.is_some_and(|check| check != LegalCheck::Verified);
    vec![
        list("no_owner", say!("Uden ejer", "Without an owner"), &|page| is_shown(page, today) && lacks_owner(page)),
        list("drafts", say!("Kladder", "Drafts"), &|page| page.status == Status::Draft && is_chosen(page)),
        list("never_reviewed", say!("Aldrig gennemgået", "Never reviewed"), &|page| {
            is_shown(page, today) && is_chosen(page) && page.reviewed.is_none() && page.kind() != Kind::News
        }),
        list(
            "legal_check",
            say!("Ikke holdt helt op mod loven (legal_check)", "Not wholly compared with the statute (legal_check)"),
            &|page| is_shown(page, today) && is_chosen(page) && unverified(page),
        ),
    ]
}

/// Writes the report over an earlier one, never over anything else.
fn write(site: &SiteFolder, path: &Path, text: &str, format: OwnersFormat) -> Result<(), Failure> {
    let named = path.file_name().and_then(|name| name.to_str()).filter(|_| !path.is_dir());
    let Some(name) = named else {
        return Err(Failure::new(
            Exit::Usage,
            say!("--output skal navngive en fil.", "--output must name a file."),
            say!("skriv for eksempel --output gennemgang.csv", "write for example --output reviews.csv"),
        ));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let ours = |old: &[u8]| old.is_empty() || files::is_ours(old, format);
    renew(Target { output: folder, root: &site.root }, &[(name.to_owned(), text.as_bytes().to_vec())], ours)?;
    let shown = path.display();
    site.say(&say!("Rapporten er skrevet: {shown}", "The report is written: {shown}"));
    Ok(())
}

impl Report<'_> {
    /// Days until the review; below zero when it is overdue.
    fn days(&self, page: &Page) -> i64 {
        page.review_due.map_or(0, |due| i64::from((due - self.today).get_days()))
    }

    fn count(&self, overdue: bool) -> usize {
        self.owners.iter().flat_map(|owned| &owned.pages).filter(|page| (self.days(page) < 0) == overdue).count()
    }
}
