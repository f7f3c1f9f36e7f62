//! `build`: the portal in a folder, whole or not at all.

use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::args::{BuildArgs, Links, ReportArgs};
use super::failure::Failure;
use super::packing::{Packing, Part};
use super::progress::Progress;
use super::site::{SiteFolder, options, verdict, verdict_text};
use super::{Exit, against};
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::model::Extra;
use crate::pipeline::{Compilation, Options};
use crate::publish::{self, Item, Published, Target};
use crate::routes::Route;
use crate::say;

pub fn run(site: &SiteFolder, args: &BuildArgs) -> Result<Exit, Failure> {
    let begun = Instant::now();
    let file_links = args.links.map(|links| links == Links::File);
    let published = against::published(&args.against)?;
    let options = Options { file_links, wide: args.wide, packed: args.packed, published, ..options(&args.compile) };
    // The process ends after this; to give back ten thousand pages piece by piece would be time for nothing.
    let compilation = ManuallyDrop::new(site.compile_dated(options, &args.compile.history)?);
    if let Some(exit) = refused(site, &compilation, &args.report) {
        return Ok(exit);
    }
    let published = publish(site, args, &compilation, begun);
    finish(site, &compilation, &args.report, published, |published| done(&published, begun.elapsed()))
}

/// Tells what was found in a portal that must not be published.
pub fn refused(site: &SiteFolder, compilation: &Compilation, report: &ReportArgs) -> Option<Exit> {
    let found = compilation.diagnostics();
    let exit = verdict(found, report.strict);
    if exit == Exit::Fine {
        return None;
    }
    site.report(&compilation.sources, found, report);
    site.say(&verdict_text(found, compilation.portal.pages.len()));
    site.say(&say!(
        "Intet er udgivet; den gamle portal står, som den var.",
        "Nothing is published; the old portal stands as it was."
    ));
    Some(exit)
}

/// Tells what was found, and what became of publishing.
pub fn finish<P>(
    site: &SiteFolder,
    compilation: &Compilation,
    report: &ReportArgs,
    published: Result<P, publish::Failure<Diagnostic>>,
    done: impl FnOnce(P) -> Text,
) -> Result<Exit, Failure> {
    let found = compilation.diagnostics();
    match published {
        Ok(published) => {
            site.report(&compilation.sources, found, report);
            if !found.is_empty() {
                site.say(&verdict_text(found, compilation.portal.pages.len()));
            }
            site.say(&done(published));
            Ok(Exit::Fine)
        }
        Err(publish::Failure::Render(problems)) => {
            let mut problems: Diagnostics = problems.into_iter().collect();
            problems.extend(found.clone());
            problems.finish(&compilation.sources);
            site.report(&compilation.sources, &problems, report);
            site.say(&verdict_text(&problems, compilation.portal.pages.len()));
            Ok(Exit::Content)
        }
        Err(publish::Failure::Publish(error)) => {
            site.report(&compilation.sources, found, report);
            Err(error.into())
        }
    }
}

fn publish(
    site: &SiteFolder,
    args: &BuildArgs,
    compilation: &Compilation,
    begun: Instant,
) -> Result<Published, publish::Failure<Diagnostic>> {
    with_items(compilation, |packing, items| {
        let progress = Progress::new(items.len(), begun);
        let target = Target { output: &args.output, root: &site.root };
        let published = publish::publish(target, items, |item| {
            progress.step();
            packing.render(&item.source)
        });
        progress.finish();
        published
    })
}

/// Hands on every file of the portal, and what renders them.
pub fn with_items<R>(compilation: &Compilation, work: impl FnOnce(&Packing<'_>, &[Item<Part<'_>>]) -> R) -> R {
    let renderer = compilation.renderer();
    // Before all threads are busy with pages: then it would be made on one of them.
    if compilation.portal.site.has(Extra::Search) {
        renderer.search();
    }
    let packing = Packing::new(&renderer, &compilation.routes, compilation.portal.site.packed);
    work(&packing, &packing.items())
}

/// What rendering finds when nothing is written.
pub fn render_problems(compilation: &Compilation) -> Diagnostics {
    let renderer = compilation.renderer();
    let routes: Vec<&Route> = compilation.routes.iter().collect();
    routes.into_par_iter().filter_map(|route| renderer.render(route).err()).collect::<Vec<_>>().into_iter().collect()
}

fn done(published: &Published, time: Duration) -> Text {
    let files = published.written + published.unchanged;
    let (changed, removed) = (published.written, published.removed);
    let folder = published.output.display();
    let seconds = format!("{:.2}", time.as_secs_f64());
    let comma = seconds.replace('.', ",");
    say!(
        "Portalen er bygget i {folder}: {files} filer, {changed} nye eller ændrede, {removed} fjernet ({comma} s).",
        "The portal is built in {folder}: {files} files, {changed} new or changed, {removed} removed ({seconds} s)."
    )
}
