//! The whole program beside Zola and Hugo: the same pages, an equally small theme each, turn by turn.
//!
//! ```sh
//! cargo bench --bench peers -- --pages 1000 --runs 7 zola=/path/to/zola hugo=/path/to/hugo [ours=/path/to/vejviser]
//! cargo bench --bench peers -- --pages 1000 --write DIR     # only the sites, to be looked at or profiled
//! ```
//!
//! [`description`] says what the site is, [`writers`] write it for each program, [`same`] counts what they made of it
//! and refuses to compare what differs, [`run`] measures, [`table`] prints. docs/speed.md tells how to read it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark stops where it fails")]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark runs programs and prints")]

#[path = "../corpus/mod.rs"]
#[allow(dead_code, reason = "here only its words are used")]
mod corpus;
mod description;
mod markdown;
mod options;
mod run;
mod same;
mod table;
mod writers;

use std::path::Path;

use description::Site;
use options::Options;
use run::{Program, Run};

fn main() {
    let options = Options::of(std::env::args().skip(1));
    let site = Site::new(options.pages);
    if let Some(folder) = &options.write {
        let written = writers::all(&site, folder);
        println!("written in {}: {}", folder.display(), written.join(", "));
        return;
    }
    let work = tempfile::tempdir_in(run::memory()).unwrap();
    writers::all(&site, work.path());
    let programs = options.programs(work.path());
    let made = first_round(&site, &programs);
    same::assert(&made);
    let rounds: Vec<Vec<Run>> = (0..options.runs).map(|_| programs.iter().map(Program::run).collect()).collect();
    table::print(&options, &programs, &made, &rounds);
}

/// Every program once, uncounted: what it makes is counted, and whatever is read lies in memory afterwards.
fn first_round(site: &Site, programs: &[Program]) -> Vec<same::Made> {
    let made = |program: &Program| {
        program.run();
        same::Made::of(site, program.name, &program.output)
    };
    programs.iter().map(made).collect()
}

/// Writes a file, and the folders it lies in.
fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).unwrap();
    std::fs::write(path, text).unwrap();
}
