//! `import bpmn`: drawings of other programs as workflow pages, and what they could not say.

mod actors;
mod call;
mod drawing;
mod summary;

use super::Exit;
use super::args::{CompileArgs, HistoryArgs, ImportBpmnArgs};
use super::failure::Failure;
use super::new::section;
use super::say_to_stderr;
use super::site::{SiteFolder, options};
use crate::diag::{Diagnostic, Diagnostics, Format, Printer};
use crate::model::Kind;
use crate::publish::PublishError;
use crate::say;
use crate::source::Sources;
use call::Call;
use drawing::Drawing;

/// Drafts count: their ids and folders are taken too.
const EVERYTHING: CompileArgs = CompileArgs { date: None, drafts: true, revision: None, history: HistoryArgs::NONE };

pub fn run(site: &SiteFolder, args: &ImportBpmnArgs) -> Result<Exit, Failure> {
    let compilation = site.compile(&options(&EVERYTHING))?;
    if args.section.is_some() {
        section::choose(&compilation.portal, Kind::Workflow, args.section.as_deref())?;
    }
    let mut exit = Exit::Fine;
    let mut drawings = Vec::new();
    for (number, path) in args.files.iter().enumerate() {
        match Drawing::open(&compilation, number, path) {
            Ok(drawing) => drawings.push(drawing),
            Err(refusal) => exit = worse(exit, refusal.say(site)),
        }
    }
    let call = Call { site, args, compilation: &compilation };
    Ok(worse(exit, call.carry_out(drawings)?))
}

/// The exit code that says most: the disk before the command line before content.
fn worse(one: Exit, other: Exit) -> Exit {
    if other as u8 > one as u8 { other } else { one }
}

/// Why a file becomes no page; the others of its call may.
enum Refusal {
    /// Something in the file, shown where it stands.
    Content(Sources, Vec<Diagnostic>),
    /// Something about the file.
    Failure(Failure),
}

impl Refusal {
    fn say(&self, site: &SiteFolder) -> Exit {
        match self {
            Self::Content(sources, problems) => {
                let found: Diagnostics = problems.iter().cloned().collect();
                let color = std::io::IsTerminal::is_terminal(&std::io::stderr());
                say_to_stderr(&Printer { color, ..Printer::new(sources, site.lang, Format::Human) }.print(&found));
                Exit::Content
            }
            Self::Failure(failure) => {
                say_to_stderr(&failure.print(site.lang));
                failure.exit
            }
        }
    }
}

/// A page or the registry that could not be written, and what to do where there is no other folder.
fn unwritten(error: &PublishError) -> Failure {
    Failure::new(
        Exit::Environment,
        error.message(),
        say!(
            "giv den bruger, der kører vejviser, ret til at skrive i portalens mappe content, og se efter, om der er plads på disken; ingen sider er skrevet",
            "let the user who runs vejviser write in the portal's folder content, and see whether there is room on the disk; no pages were written"
        ),
    )
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}
