//! `publish`, `rollback`, `verify`: the portal at a target of site.toml.

use std::path::Path;
use std::time::Instant;

use super::args::{PublishArgs, RollbackArgs, VerifyArgs};
use super::build;
use super::failure::Failure;
use super::progress::Progress;
use super::site::{SiteFolder, options};
use super::{Exit, against, say_to_stdout};
use crate::config;
use crate::diag::{Diagnostic, Lang, Text};
use crate::model::{Site, Target};
use crate::pipeline::{Compilation, Options};
use crate::publish::target::{Credentials, Delivered, Opened, Plan, Release, Terms};
use crate::publish::{self, Damage, DamageKind};
use crate::say;
use crate::source::load;
use crate::text::nearest;

/// Who runs the program, as CI hosts and systems have it.
const WHO: [&str; 6] = ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_REQUESTEDFOR", "USER", "USERNAME", "LOGNAME"];

pub fn run(site: &SiteFolder, args: &PublishArgs) -> Result<Exit, Failure> {
    let begun = Instant::now();
    let settings = settings(site)?;
    let target = choose(&settings, args.target.as_deref())?;
    let opened = Opened::open(target, &site.root, credentials())?;
    if args.list {
        list(site, &opened.releases()?);
        return Ok(Exit::Fine);
    }
    // No address that readers have vanishes unnoticed.
    let published = opened.standing()?.as_ref().map(against::promises).unwrap_or_default();
    let options = Options {
        published,
        file_links: target.file_links,
        base_url: target.base_url.clone(),
        ..options(&args.compile)
    };
    let compilation = site.compile_dated(options, &args.compile.history)?;
    if let Some(exit) = build::refused(site, &compilation, &args.report) {
        return Ok(exit);
    }
    let delivered = deliver(site, args, &opened, &compilation, begun);
    build::finish(site, &compilation, &args.report, delivered, |delivered| {
        if args.dry_run {
            say_to_stdout(&listing(&delivered.plan));
        }
        said(&delivered, begun)
    })
}

fn deliver(
    site: &SiteFolder,
    args: &PublishArgs,
    opened: &Opened<'_>,
    compilation: &Compilation,
    begun: Instant,
) -> Result<Delivered, publish::Failure<Diagnostic>> {
    let waiting = |host: &str| say_waiting(site, host);
    let terms = Terms {
        revision: compilation.inputs.revision.clone(),
        max_deletes: args.max_deletes,
        dry_run: args.dry_run,
        repair: args.repair,
        wait: !args.no_wait,
        ..terms(&waiting)
    };
    build::with_items(compilation, |packing, items| {
        let progress = Progress::new(items.len(), begun);
        let delivered = opened.publish(
            items,
            |item| {
                progress.step();
                packing.render(&item.source)
            },
            &terms,
        );
        progress.finish();
        delivered
    })
}

/// Goes back to an earlier release.
pub fn rollback(site: &SiteFolder, args: &RollbackArgs) -> Result<Exit, Failure> {
    let begun = Instant::now();
    let settings = settings(site)?;
    let target = choose(&settings, args.target.as_deref())?;
    let waiting = |host: &str| say_waiting(site, host);
    let terms = Terms { dry_run: args.dry_run, wait: !args.no_wait, ..terms(&waiting) };
    let (release, delivered) = Opened::open(target, &site.root, credentials())?.rollback(args.release, &terms)?;
    let (number, of) = (release.number, described(&release, site.lang));
    if args.dry_run {
        say_to_stdout(&listing(&delivered.plan));
    }
    site.say(&say!("Udgivelse {number} ({of}):", "Release {number} ({of}):"));
    site.say(&said(&delivered, begun));
    Ok(Exit::Fine)
}

/// Compares a published portal with its manifest.
pub fn verify(site: &SiteFolder, args: &VerifyArgs) -> Result<Exit, Failure> {
    let folder = args.target.as_deref().map(Path::new).filter(|path| path.is_dir());
    let (files, damages) = match folder {
        Some(folder) => publish::target::verify_folder(folder)?,
        None => {
            let settings = settings(site)?;
            let target = choose(&settings, args.target.as_deref())?;
            Opened::open(target, &site.root, credentials())?.verify()?
        }
    };
    for Damage { path, kind } in &damages {
        say_to_stdout(&format!("{}: {path}\n", damage(*kind).get(site.lang)));
    }
    let wrong = damages.len();
    if damages.is_empty() {
        site.say(&say!("Alle {files} filer er, som de blev skrevet.", "All {files} files are as they were written."));
        return Ok(Exit::Fine);
    }
    site.say(&say!(
        "{wrong} filer er ikke, som de skal være, ud af {files}. »vejviser publish --repair« retter dem; fremmede filer fjerner du selv.",
        "{wrong} files are not as they should be, of {files}. “vejviser publish --repair” mends them; remove foreign files yourself."
    ));
    Ok(Exit::Environment)
}

fn damage(kind: DamageKind) -> Text {
    match kind {
        DamageKind::Missing => say!("mangler", "missing"),
        DamageKind::Changed => say!("ændret", "changed"),
        DamageKind::Foreign => say!("fremmed", "foreign"),
        DamageKind::Unreadable => say!("kan ikke læses", "unreadable"),
    }
}

/// The settings alone: an earlier release can be gone back to whatever is wrong with the pages.
fn settings(site: &SiteFolder) -> Result<Site, Failure> {
    let read = config::read(&load(&site.root)?);
    match read.value.unread {
        false => Ok(read.value),
        true => Err(Failure::new(
            Exit::Content,
            say!("site.toml kan ikke læses.", "site.toml cannot be read."),
            say!("»vejviser check« viser fejlen.", "“vejviser check” shows what is wrong."),
        )),
    }
}

/// The target of this name, or the only one.
fn choose<'a>(settings: &'a Site, name: Option<&str>) -> Result<&'a Target, Failure> {
    let names = || settings.targets.iter().map(|target| target.name.as_str());
    let all = names().collect::<Vec<_>>().join(", ");
    let (message, help) = match (name, settings.targets.as_slice()) {
        (None, [only]) => return Ok(only),
        (_, []) => (
            say!("site.toml har ingen mål at udgive til.", "site.toml has no target to publish to."),
            say!(
                "skriv for eksempel [[target]] med name = \"produktion\" og folder = \"/srv/portal\"",
                "write for example [[target]] with name = \"production\" and folder = \"/srv/portal\""
            ),
        ),
        (None, _) => (
            say!("Hvilket mål? Der er: {all}.", "Which target? There are: {all}."),
            say!("skriv dets navn efter kommandoen", "write its name after the command"),
        ),
        (Some(name), targets) => {
            if let Some(target) = targets.iter().find(|target| target.name == name) {
                return Ok(target);
            }
            let help = match nearest(name, names()) {
                Some(near) => say!("mente du »{near}«? Der er: {all}", "did you mean “{near}”? There are: {all}"),
                None => say!("der er: {all}", "there are: {all}"),
            };
            (say!("Der er intet mål, der hedder »{name}«.", "There is no target called “{name}”."), help)
        }
    };
    Err(Failure::new(Exit::Usage, message, help))
}

/// The standard names, which every tool for such stores knows.
fn credentials() -> Option<Credentials> {
    let word = |name: &str| std::env::var(name).ok().filter(|word| !word.is_empty());
    let (key, secret) = (word("AWS_ACCESS_KEY_ID")?, word("AWS_SECRET_ACCESS_KEY")?);
    Some(Credentials { key, secret, token: word("AWS_SESSION_TOKEN") })
}

fn terms<'a>(waiting: &'a (dyn Fn(&str) + Sync)) -> Terms<'a> {
    let who = WHO.iter().find_map(|name| std::env::var(name).ok().filter(|who| !who.is_empty()));
    Terms {
        at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        by: who.unwrap_or_else(|| "?".to_owned()),
        revision: None,
        max_deletes: usize::MAX,
        dry_run: false,
        repair: false,
        wait: true,
        waiting,
    }
}

fn say_waiting(site: &SiteFolder, host: &str) {
    site.say(&say!(
        "En anden kørsel ({host}) er i gang; der ventes, til den er færdig.",
        "Another run ({host}) is at it; waiting until it is done."
    ));
}

/// What is new, changed and gone, one file a line.
fn listing(plan: &Plan) -> String {
    let lines = |sign: char, paths: &[String]| paths.iter().map(|path| format!("{sign} {path}\n")).collect::<String>();
    lines('+', &plan.added) + &lines('~', &plan.changed) + &lines('-', &plan.removed)
}

fn said(delivered: &Delivered, begun: Instant) -> Text {
    let Delivered { place, plan, transferred, release } = delivered;
    let (added, changed, removed) = (plan.added.len(), plan.changed.len(), plan.removed.len());
    let Some(release) = release else {
        return say!(
            "{place}: {added} filer ville være nye, {changed} ændrede og {removed} slettet. Intet er skrevet.",
            "{place}: {added} files would be new, {changed} changed and {removed} deleted. Nothing was written."
        );
    };
    if plan.is_empty() {
        return say!(
            "{place} var allerede sådan; udgivelse {release} står.",
            "{place} was like that already; release {release} stands."
        );
    }
    let seconds = format!("{:.2}", begun.elapsed().as_secs_f64());
    let comma = seconds.replace('.', ",");
    say!(
        "{place} er nu udgivelse {release}: {added} nye filer, {changed} ændrede, {removed} slettet; {transferred} overført ({comma} s).",
        "{place} is release {release} now: {added} new files, {changed} changed, {removed} deleted; {transferred} transferred ({seconds} s)."
    )
}

fn list(site: &SiteFolder, releases: &[Release]) {
    if releases.is_empty() {
        site.say(&say!("Der er ingen udgivelser endnu.", "There are no releases yet."));
    }
    for release in releases {
        say_to_stdout(&format!("{:>5}  {}\n", release.number, described(release, site.lang)));
    }
}

/// "2026-11-23T10:00:00Z, ane, a1b2c3d, 856 filer"
fn described(release: &Release, lang: Lang) -> String {
    let files = release.len();
    let mut parts = vec![release.stamp.at.clone(), release.stamp.by.clone()];
    parts.extend(release.stamp.revision.clone());
    parts.push(say!("{files} filer", "{files} files").get(lang).to_owned());
    if let Some(number) = release.stamp.restores {
        parts.push(say!("som udgivelse {number}", "as release {number}").get(lang).to_owned());
    }
    parts.join(", ")
}
