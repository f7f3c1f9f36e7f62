//! One file per command. Here the world comes in: arguments, the clock, the terminal, exit codes.
#![allow(clippy::disallowed_methods, reason = "commands read the clock and files, and say where they are")]

mod against;
mod args;
mod build;
mod check;
mod choice;
mod digest;
mod explain;
mod export;
mod external;
mod failure;
mod fix;
mod import;
mod init;
mod lsp;
mod new;
mod packing;
mod progress;
mod publish;
mod registry;
mod report;
mod schema;
mod serve;
mod site;
mod starter;
mod trial;

pub use explain::rules;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use failure::Failure;

use crate::diag::Lang;

/// How a run ended; the numbers are the program's exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    /// The content has errors, or warnings under `--strict`.
    Content = 1,
    Usage = 2,
    /// Disk, rights, ports.
    Environment = 3,
    /// Somebody else is publishing, or the output holds files of others.
    Conflict = 4,
    /// The editor ended the questions of `new`.
    Interrupted = 130,
}

/// Runs the program.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are printed here too, and are no mistakes.
            let _ = error.print();
            let usage = error.use_stderr();
            return ExitCode::from(if usage { Exit::Usage as u8 } else { Exit::Fine as u8 });
        }
    };
    let lang = Lang::from(cli.lang);
    let exit = run(cli).unwrap_or_else(|failure| {
        say_to_stderr(&failure.print(lang));
        failure.exit
    });
    ExitCode::from(exit as u8)
}

fn run(cli: Cli) -> Result<Exit, Failure> {
    let site = site::SiteFolder { root: cli.root, lang: cli.lang.into() };
    match cli.command {
        Command::Init(args) => init::run(&site, &args),
        Command::New(args) => new::run(&site, &args),
        Command::Import(args::Import::Bpmn(args)) => import::run(&site, &args),
        Command::Serve(args) => serve::run(site, args),
        Command::Lsp(args) => lsp::run(site, args),
        Command::Build(args) => build::run(&site, &args),
        Command::Check(args) => check::run(&site, &args),
        Command::Publish(args) => publish::run(&site, &args),
        Command::Rollback(args) => publish::rollback(&site, &args),
        Command::Verify(args) => publish::verify(&site, &args),
        Command::Export(args) => export::run(&site, &args),
        Command::Report(args) => report::run(&site, &args),
        Command::Digest(args) => digest::run(&site, &args),
        Command::Explain(args) => explain::run(&args, site.lang),
        Command::Schema(args) => schema::run(&site, &args),
        Command::Completions(args) => {
            clap_complete::generate(args.shell, &mut Cli::command(), "vejviser", &mut std::io::stdout());
            Ok(Exit::Fine)
        }
        Command::Man => man(),
    }
}

fn man() -> Result<Exit, Failure> {
    let mut page = Vec::new();
    // Writing to a vector cannot fail.
    let _ = clap_mangen::Man::new(Cli::command()).render(&mut page);
    say_to_stdout(&String::from_utf8_lossy(&page));
    Ok(Exit::Fine)
}

/// Prints to standard output. A reader that went away (`| head`) is no reason to fail.
fn say_to_stdout(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

fn say_to_stderr(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
