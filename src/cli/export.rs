//! `export`: workflows as files for other programs.

use std::path::PathBuf;

use super::Exit;
use super::args::{Export, ExportBpmnArgs};
use super::failure::Failure;
use super::site::{SiteFolder, options, verdict, verdict_text};
use crate::bpmn::export::is_untouched;
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::model::{Kind, Page, Portal};
use crate::pipeline::Compilation;
use crate::publish::{Renewed, renew};
use crate::render::{Output, Renderer};
use crate::routes::urls;
use crate::say;
use crate::text::nearest;

pub fn run(site: &SiteFolder, export: &Export) -> Result<Exit, Failure> {
    match export {
        Export::Bpmn(args) => bpmn(site, args),
    }
}

fn bpmn(site: &SiteFolder, args: &ExportBpmnArgs) -> Result<Exit, Failure> {
    let compilation = site.compile(&options(&args.compile))?;
    let pages = choose(&compilation.portal, &args.ids)?;
    let found = &compilation.diagnostics;
    site.report(&compilation.sources, found, &args.report);
    let exit = verdict(found, args.report.strict);
    if exit != Exit::Fine {
        site.say(&verdict_text(found, compilation.portal.pages.len()));
        site.say(&say!("Intet er skrevet.", "Nothing was written."));
        return Ok(exit);
    }
    let renderer = compilation.renderer();
    let files: Result<Vec<(PathBuf, Vec<u8>)>, Diagnostic> = pages
        .iter()
        .map(|page| Ok((args.output.join(format!("{}.bpmn", page.slug)), file(&compilation, &renderer, page)?)))
        .collect();
    match files {
        Ok(files) => {
            site.say(&done(&renew(&files, is_untouched)?, &args.output));
            Ok(Exit::Fine)
        }
        Err(problem) => {
            let problems: Diagnostics = std::iter::once(problem).collect();
            site.report(&compilation.sources, &problems, &args.report);
            Ok(Exit::Content)
        }
    }
}

/// The workflows with these ids, each once and in the order of the portal; all without any.
fn choose<'p>(portal: &'p Portal, ids: &[String]) -> Result<Vec<&'p Page>, Failure> {
    let slugs = || portal.of_kind(Kind::Workflow).map(|page| page.slug.as_str());
    let unknown: Vec<(Text, Option<Text>)> = ids
        .iter()
        .filter(|id| !slugs().any(|slug| slug == id.as_str()))
        .map(|id| (unknown(id), Some(nearest(id, slugs()).map_or_else(where_ids_are, did_you_mean))))
        .collect();
    if !unknown.is_empty() {
        return Err(Failure { exit: Exit::Usage, reasons: unknown });
    }
    Ok(portal.of_kind(Kind::Workflow).filter(|page| ids.is_empty() || ids.contains(&page.slug)).collect())
}

fn unknown(id: &str) -> Text {
    say!("Der er ingen arbejdsgang, der hedder »{id}«.", "There is no workflow called “{id}”.")
}

fn did_you_mean(near: &str) -> Text {
    say!("mente du »{near}«?", "did you mean “{near}”?")
}

fn where_ids_are() -> Text {
    say!(
        "id er filens navn uden .md; kladder er kun med, når der står --drafts",
        "the id is the file's name without .md; drafts need --drafts"
    )
}

/// The same bytes as the portal gives at the workflow's page.
fn file(compilation: &Compilation, renderer: &Renderer, page: &Page) -> Result<Vec<u8>, Diagnostic> {
    let route = compilation.routes.get(&urls::bpmn(page));
    match route.map(|route| renderer.render(route)).transpose()? {
        Some(Output::Bytes(bytes)) => Ok(bytes),
        // Another page has claimed the address, which was reported as an error.
        Some(Output::Copy(_)) | None => Ok(Vec::new()),
    }
}

fn done(renewed: &Renewed, output: &std::path::Path) -> Text {
    let Renewed { written, unchanged } = renewed;
    let (files, folder) = (written + unchanged, output.display());
    match files {
        1 => say!("1 fil i {folder}, {written} ny eller ændret.", "1 file in {folder}, {written} new or changed."),
        _ => say!(
            "{files} filer i {folder}, {written} nye eller ændrede.",
            "{files} files in {folder}, {written} new or changed."
        ),
    }
}
