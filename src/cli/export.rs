//! `export`: workflows and pages as files for other programs, and the settings of web servers.

use std::path::Path;

use super::args::{Export, ExportBpmnArgs, ExportHostArgs, ExportSearchArgs, Format, ReportArgs};
use super::failure::Failure;
use super::site::{SiteFolder, options, verdict, verdict_text};
use super::{Exit, say_to_stdout};
use crate::bpmn::export::is_untouched;
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::model::{Host, Kind, Page, Portal, Status};
use crate::pipeline::{Compilation, Options, compile};
use crate::publish::{self, Renewed, renew};
use crate::render::outputs::hosts;
use crate::render::{Output, Renderer};
use crate::routes::{Route, Target, urls};
use crate::say;
use crate::search::vocabulary;
use crate::text::nearest;

pub fn run(site: &SiteFolder, export: &Export) -> Result<Exit, Failure> {
    match export {
        Export::Bpmn(args) => bpmn(site, args),
        Export::Search(args) => search(site, args),
        Export::Host(args) => host(site, args),
    }
}

fn bpmn(site: &SiteFolder, args: &ExportBpmnArgs) -> Result<Exit, Failure> {
    let options = options(&args.compile);
    let compilation = site.compile(&options)?;
    let pages = choose(&compilation, &args.ids, &options)?;
    if let Some(exit) = refused(site, &compilation, &args.report) {
        return Ok(exit);
    }
    let renderer = compilation.renderer();
    let files: Result<Vec<(String, Vec<u8>)>, Diagnostic> =
        pages.iter().map(|page| Ok((format!("{}.bpmn", page.slug), file(&renderer, page)?))).collect();
    match files {
        Ok(files) => {
            let target = publish::Target { output: &args.output, root: &site.root };
            site.say(&done(&renew(target, &files, is_untouched)?, &args.output));
            Ok(Exit::Fine)
        }
        Err(problem) => {
            let problems: Diagnostics = std::iter::once(problem).collect();
            site.report(&compilation.sources, &problems, &args.report);
            Ok(Exit::Content)
        }
    }
}

/// Tells what was found; with errors nothing is exported.
fn refused(site: &SiteFolder, compilation: &Compilation, report: &ReportArgs) -> Option<Exit> {
    let found = compilation.diagnostics();
    site.report(&compilation.sources, found, report);
    let exit = verdict(found, report.strict);
    if exit == Exit::Fine {
        return None;
    }
    site.say(&verdict_text(found, compilation.portal.pages.len()));
    site.say(&say!("Intet er skrevet.", "Nothing was written."));
    Some(exit)
}

/// Pages, synonyms and words for another search engine.
fn search(site: &SiteFolder, args: &ExportSearchArgs) -> Result<Exit, Failure> {
    let (folder, name) = named(&args.output, "soeg.ndjson")?;
    let compilation = site.compile(&options(&args.compile))?;
    if let Some(exit) = refused(site, &compilation, &args.report) {
        return Ok(exit);
    }
    let renderer = compilation.renderer();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let list = |text: String| format!("{LIST}{text}").into_bytes();
    let files = [
        (name.to_owned(), renderer.search_lines().into_bytes()),
        (format!("{stem}.synonyms.txt"), list(vocabulary::synonyms(renderer.search()))),
        (format!("{stem}.words.txt"), list(vocabulary::parts(renderer.search()))),
    ];
    renew(publish::Target { output: folder, root: &site.root }, &files, is_list)?;
    let (pages, file) = (compilation.portal.pages.len(), args.output.display());
    site.say(&say!(
        "{pages} sider i {file}, med synonymer og ordliste.",
        "{pages} pages in {file}, with synonyms and words."
    ));
    Ok(Exit::Fine)
}

/// The settings of a web server, on the screen or in a file.
fn host(site: &SiteFolder, args: &ExportHostArgs) -> Result<Exit, Failure> {
    let host = Host::from(args.host);
    let place = args.output.as_deref().map(|output| named(output, host.file().unwrap_or("portal.conf"))).transpose()?;
    let compilation = site.compile(&options(&args.compile))?;
    if let Some(exit) = refused(site, &compilation, &HUMAN) {
        return Ok(exit);
    }
    let text = compilation.renderer().host(host);
    let Some((folder, name)) = place else {
        say_to_stdout(&text);
        return Ok(Exit::Fine);
    };
    let ours = |old: &[u8]| std::str::from_utf8(old).is_ok_and(hosts::is_settings);
    let target = publish::Target { output: folder, root: &site.root };
    site.say(&done(&renew(target, &[(name.to_owned(), text.into_bytes())], ours)?, folder));
    Ok(Exit::Fine)
}

/// What is wrong is told to people: standard output has the file.
const HUMAN: ReportArgs = ReportArgs { format: Format::Human, strict: false };

/// The folder and the name of a file to be written.
fn named<'a>(output: &'a Path, example: &str) -> Result<(&'a Path, &'a str), Failure> {
    let name = output.file_name().and_then(|name| name.to_str()).filter(|_| !output.is_dir());
    let Some(name) = name else {
        let why = say!("--output skal navngive en fil.", "--output must name a file.");
        let help = say!("skriv for eksempel --output {example}", "write for example --output {example}");
        return Err(Failure { exit: Exit::Usage, reasons: vec![(why, Some(help))] });
    };
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder, name))
}

/// First line of the lists for another search engine, to which it is a comment.
const LIST: &str = "# vejviser export search\n";

/// Whether a file is one that `export search` wrote, or empty.
fn is_list(old: &[u8]) -> bool {
    old.is_empty() || old.starts_with(LIST.as_bytes()) || old.starts_with(b"{\"id\":\"")
}

/// The workflows with these ids, each once and in the order of the portal; all without any.
fn choose<'p>(compilation: &'p Compilation, ids: &[String], options: &Options) -> Result<Vec<&'p Page>, Failure> {
    let portal = &compilation.portal;
    let unknown: Vec<&String> = ids.iter().filter(|id| portal.find(Kind::Workflow, id).is_none()).collect();
    if !unknown.is_empty() {
        let all = Options { drafts: true, ..options.clone() };
        let all = compile(compilation.sources.clone(), &mut Default::default(), &all).portal;
        let reasons = unknown.iter().map(|id| left_out(&all, id).unwrap_or_else(|| no_workflow(portal, id)));
        return Err(Failure { exit: Exit::Usage, reasons: reasons.collect() });
    }
    Ok(portal.of_kind(Kind::Workflow).filter(|page| ids.is_empty() || ids.contains(&page.slug)).collect())
}

/// Why a workflow that is there is none of those to export; `all` has it with the others.
fn left_out(all: &Portal, id: &str) -> Option<(Text, Option<Text>)> {
    let page = all.find(Kind::Workflow, id)?;
    let why = match page.valid_from.filter(|_| page.status != Status::Draft) {
        Some(from) => say!("»{id}« gælder først fra {from}.", "“{id}” does not hold until {from}."),
        None => say!("»{id}« er en kladde.", "“{id}” is a draft."),
    };
    Some((why, Some(say!("skriv --drafts for at få den med", "write --drafts to export it"))))
}

fn no_workflow(portal: &Portal, id: &str) -> (Text, Option<Text>) {
    let slugs = portal.of_kind(Kind::Workflow).map(|page| page.slug.as_str());
    let help = match nearest(id, slugs) {
        Some(near) => say!("mente du »{near}«?", "did you mean “{near}”?"),
        None => say!("id er filens navn uden .md", "the id is the file's name without .md"),
    };
    (say!("Der er ingen arbejdsgang, der hedder »{id}«.", "There is no workflow called “{id}”."), Some(help))
}

/// The same bytes as the portal gives at the workflow's page, also when the site does without such files.
fn file(renderer: &Renderer, page: &Page) -> Result<Vec<u8>, Diagnostic> {
    let route = Route { url: urls::bpmn(page), target: Target::Bpmn(page.id) };
    match renderer.render(&route)? {
        Output::Bytes(bytes) => Ok(bytes),
        // It is made, never copied.
        Output::Copy(_) => Ok(Vec::new()),
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
