//! `check --fix` and `check --diff`: the safe fixes written into the files, or only shown.

use std::path::Path;

use super::failure::Failure;
use super::site::SiteFolder;
use super::{say_to_stderr, say_to_stdout};
use crate::diag::{Diagnostics, Lang, Text};
use crate::fix::{self, Mend, Mended, Outcome};
use crate::pipeline::{self, Compiler, Options};
use crate::publish::{self, Revised};
use crate::say;
use crate::source::{Sources, load};

/// What the safe fixes make of the site as it lies on disk.
fn outcome(sources: &Sources, options: &Options) -> Outcome {
    let mut compiler = Compiler::default();
    fix::mend(sources, |sources| pipeline::compile(sources.clone(), &mut compiler, options).diagnostics().clone())
}

/// Mends the files of the site and says what was done to each.
pub fn write(site: &SiteFolder, options: &Options) -> Result<(), Failure> {
    let outcome = outcome(&load(&site.root)?, options);
    let mut mended = 0;
    for file in &outcome.files {
        match revise(&site.root, file)? {
            Revised::Written => {
                mended += file.mends.len();
                say_to_stderr(&listing(file, site.lang));
            }
            Revised::ChangedMeanwhile => {
                let path = &file.path;
                site.say(&say!(
                    "»{path}« blev ændret imens og er ikke rettet. Kør kommandoen igen.",
                    "“{path}” changed meanwhile and was not mended. Run the command again."
                ));
            }
        }
    }
    site.say(&match (mended, outcome.files.len()) {
        (0, _) => say!("Der var intet, der kunne rettes uden at spørge.", "There was nothing to fix without asking."),
        (1, _) => say!("1 sted er rettet.", "1 place is fixed."),
        (n, 1) => say!("{n} steder er rettet i 1 fil.", "{n} places are fixed in 1 file."),
        (n, files) => say!("{n} steder er rettet i {files} filer.", "{n} places are fixed in {files} files."),
    });
    Ok(())
}

/// Shows what would be written. Returns whether there is anything.
pub fn show(site: &SiteFolder, options: &Options) -> Result<bool, Failure> {
    let before = load(&site.root)?;
    let outcome = outcome(&before, options);
    for file in &outcome.files {
        let text = |sources: &Sources| sources.get(&file.path).map(|file| file.text().to_owned()).unwrap_or_default();
        say_to_stdout(&fix::unified(file.path.as_str(), &text(&before), &text(&outcome.sources)));
    }
    let mends: usize = outcome.files.iter().map(|file| file.mends.len()).sum();
    let command = site.command("check --fix");
    site.say(&match mends {
        0 => say!("Der er intet, der kan rettes uden at spørge.", "There is nothing to fix without asking."),
        1 => say!("1 sted kan rettes med »{command}«.", "1 place can be fixed by “{command}”."),
        n => say!("{n} steder kan rettes med »{command}«.", "{n} places can be fixed by “{command}”."),
    });
    Ok(mends > 0)
}

fn revise(root: &Path, file: &Mended) -> Result<Revised, Failure> {
    let path = root.join(file.path.as_str());
    let same = |bytes: &[u8]| crate::text::sha256_hex(bytes) == file.hash;
    let new = |bytes: &[u8]| {
        let disk = std::str::from_utf8(bytes).ok().filter(|_| same(bytes))?;
        Some(fix::rewrite(disk, &file.rounds).into_bytes())
    };
    Ok(publish::revise(&path, new)?)
}

/// A file and what was done to it, a line each.
fn listing(file: &Mended, lang: Lang) -> String {
    let word = match lang {
        Lang::Danish => "linje",
        Lang::English => "line",
    };
    let mut out = format!("{}\n", file.path);
    let mut mends: Vec<&Mend> = file.mends.iter().collect();
    mends.sort_by_key(|mend| mend.line);
    for mend in mends {
        out.push_str(&format!("  {word} {}: {} [{}]\n", mend.line, mend.title.get(lang), mend.rule));
    }
    out
}

/// How to have the safe ones mended, when there are any.
pub fn hint(site: &SiteFolder, found: &Diagnostics) -> Option<Text> {
    let command = site.command("check --fix");
    match found.iter().filter(|problem| problem.safe_fix().is_some()).count() {
        0 => None,
        1 => Some(say!("Programmet kan rette 1 af dem: {command}", "The program can fix 1 of them: {command}")),
        n => Some(say!("Programmet kan rette {n} af dem: {command}", "The program can fix {n} of them: {command}")),
    }
}
