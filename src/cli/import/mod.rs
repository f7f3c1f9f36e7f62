//! `import bpmn`: drawings of other programs as workflow pages, and what they could not say.

mod actors;
mod summary;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{CompileArgs, ImportBpmnArgs};
use super::failure::Failure;
use super::new::{place, section};
use super::site::{SiteFolder, options};
use super::{Exit, say_to_stderr};
use crate::bpmn::import::{Import, Known, NewActor, NewPage, import};
use crate::bpmn::read::{MAX_BYTES, Reading, one_line, read, too_large};
use crate::diag::{Diagnostic, Diagnostics, Format, Printer, Severity};
use crate::model::{Kind, Portal};
use crate::pipeline::{self, Compilation};
use crate::publish::{rewrite, write_new};
use crate::say;
use crate::source::{FileId, SourceData, SourceFile, SourcePath, Sources, Span};
use crate::text::sha256_hex;
use actors::Actors;

/// Drafts count: their ids and folders are taken too.
const EVERYTHING: CompileArgs = CompileArgs { date: None, drafts: true, revision: None };

pub fn run(site: &SiteFolder, args: &ImportBpmnArgs) -> Result<Exit, Failure> {
    let mut compilation = site.compile(&options(&EVERYTHING))?;
    if args.section.is_some() {
        section::choose(&compilation.portal, Kind::Workflow, args.section.as_deref())?;
    }
    let mut exit = Exit::Fine;
    for (number, path) in args.files.iter().enumerate() {
        match file(site, args, &compilation, number, path) {
            Ok(Some(sources)) => {
                compilation = pipeline::compile(sources, &mut Default::default(), &options(&EVERYTHING))
            }
            Ok(None) => exit = worse(exit, Exit::Content),
            Err(failure) => {
                say_to_stderr(&failure.print(site.lang));
                exit = worse(exit, failure.exit);
            }
        }
    }
    Ok(exit)
}

/// The exit code that says most: the disk before the command line before content.
fn worse(one: Exit, other: Exit) -> Exit {
    if other as u8 > one as u8 { other } else { one }
}

/// Imports one file. Returns the sources with its pages, or `None` when a problem was printed.
fn file(
    site: &SiteFolder,
    args: &ImportBpmnArgs,
    compilation: &Compilation,
    number: usize,
    path: &Path,
) -> Result<Option<Sources>, Failure> {
    let shown = one_line(&path.display().to_string());
    let id = FileId::new(compilation.sources.len() as u32 + number as u32);
    let reading = open(id, &shown, path)?;
    let name = path.file_name().map(|name| one_line(&name.to_string_lossy())).unwrap_or_default();
    let known = known(&compilation.portal);
    let imported = match reading.result.as_ref() {
        Ok(definitions) => import(definitions, id, &name, &known),
        Err(problem) => Err(problem.clone()),
    };
    let imported = match imported {
        Ok(imported) => imported,
        Err(problem) => {
            print(site, &Sources::from_files([Arc::new(reading.file)]), vec![*problem]);
            return Ok(None);
        }
    };
    let places = places(args, compilation, &imported.pages)?;
    let actors = Actors::add(&compilation.sources, &imported.actors, &name);
    let (sources, problems) = tried(compilation, &imported, &places, &actors);
    if !problems.is_empty() {
        print(site, &sources, problems);
        site.say(&say!("{shown}: intet er skrevet.", "{shown}: nothing was written."));
        actors.paste(site);
        return Ok(None);
    }
    if !args.dry_run {
        write(site, &imported, &places, &actors)?;
    }
    summary::print(site, &shown, &imported, &places, args.dry_run);
    Ok(Some(sources))
}

/// Reads a file of at most the size that is worth reading.
fn open(id: FileId, shown: &str, path: &Path) -> Result<Reading, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(
            if error.kind() == std::io::ErrorKind::NotFound { Exit::Usage } else { Exit::Environment },
            say!("»{shown}« kan ikke læses ({error}).", "“{shown}” cannot be read ({error})."),
            say!(
                "se efter, om stien er rigtig, og om du har adgang til filen",
                "see whether the path is right and you may read the file"
            ),
        )
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_BYTES as u64 {
        let file = SourceFile {
            id,
            path: SourcePath::new(shown),
            data: SourceData::Text(String::new()),
            hash: sha256_hex(b""),
        };
        return Ok(Reading { file, result: Err(too_large(Span::start_of(id), size)) });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    Ok(read(id, shown, &bytes))
}

fn known(portal: &Portal) -> Known {
    let workflows = portal.of_kind(Kind::Workflow).map(|page| (page.slug.clone(), page.title.clone()));
    Known {
        actors: portal.actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect(),
        workflows: workflows.collect(),
        ..Known::default()
    }
}

/// Where each page goes: the folder that was named, else the one the file names, else the only one.
fn places(args: &ImportBpmnArgs, compilation: &Compilation, pages: &[NewPage]) -> Result<Vec<place::Place>, Failure> {
    let portal = &compilation.portal;
    let choose = |page: &NewPage| {
        let named = page.section.as_deref().filter(|_| args.section.is_none());
        match named.map(|named| section::choose(portal, Kind::Workflow, Some(named))) {
            Some(Ok(section)) => Ok(section),
            _ => section::choose(portal, Kind::Workflow, args.section.as_deref()),
        }
    };
    pages.iter().map(|page| place::free(compilation, Kind::Workflow, choose(page)?, &page.id)).collect()
}

/// The portal as it would be, and the errors that the new texts would bring.
fn tried(
    compilation: &Compilation,
    imported: &Import,
    places: &[place::Place],
    actors: &Actors,
) -> (Sources, Vec<Diagnostic>) {
    let mut files: Vec<Arc<SourceFile>> = compilation.sources.iter().cloned().collect();
    let next = files.iter().map(|file| file.id).max();
    let mut ids = (0..).map(FileId::new).skip_while(|id| next.is_some_and(|next| *id <= next));
    let mut texts: Vec<(String, String)> =
        places.iter().zip(&imported.pages).map(|(place, page)| (place.path.clone(), page.text.clone())).collect();
    texts.extend(actors.file());
    let mut new = Vec::new();
    for (path, text) in texts {
        let path = SourcePath::new(&path);
        files.retain(|file| file.path != path);
        let Some(id) = ids.next() else { break };
        new.push(id);
        let hash = sha256_hex(text.as_bytes());
        files.push(Arc::new(SourceFile { id, path, data: SourceData::Text(text), hash }));
    }
    let sources = Sources::from_files(files);
    let after = pipeline::compile(sources, &mut Default::default(), &options(&EVERYTHING));
    let ours = |problem: &&Diagnostic| problem.span.is_some_and(|span| new.contains(&span.file));
    let errors = after.diagnostics.iter().filter(|problem| problem.severity == Severity::Error).filter(ours);
    let errors = errors.cloned().collect();
    (after.sources, errors)
}

fn write(site: &SiteFolder, imported: &Import, places: &[place::Place], actors: &Actors) -> Result<(), Failure> {
    let mut done: Vec<PathBuf> = Vec::new();
    let mut all = || -> Result<(), Failure> {
        for (place, page) in places.iter().zip(&imported.pages) {
            let path = site.root.join(&place.path);
            write_new(&path, page.text.as_bytes())?;
            done.push(path);
        }
        actors.write(site)
    };
    all().inspect_err(|_| {
        // Half a drawing helps nobody; these files were made a moment ago.
        for path in &done {
            let _ = std::fs::remove_file(path);
        }
    })
}

fn print(site: &SiteFolder, sources: &Sources, problems: Vec<Diagnostic>) {
    let found: Diagnostics = problems.into_iter().collect();
    let color = std::io::IsTerminal::is_terminal(&std::io::stderr());
    say_to_stderr(&Printer { sources, lang: site.lang, format: Format::Human, color }.print(&found));
}

/// The lines of a new actor.
fn entry(actor: &NewActor) -> String {
    format!("- id: {}\n  name: {}\n  external: true\n", actor.id, crate::text::yaml_scalar(&actor.name))
}

/// Writes the registry anew, or for the first time.
fn write_registry(path: &Path, text: &[u8], there: bool) -> Result<(), Failure> {
    if there {
        rewrite(path, text)?
    } else {
        write_new(path, text)?
    }
    Ok(())
}
