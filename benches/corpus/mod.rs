//! A portal of any size for benchmarks: the shipped one, grown by pages made of its own words.
//!
//! Every generated page is like those that people wrote: workflows have 6-14 steps with actors, tools,
//! statutes, questions and waits, terms a short sentence, all have a few paragraphs and links to others. What
//! they say is nonsense in good Danish. The same number of pages gives the same bytes everywhere.

pub mod dice;
pub mod words;
mod write;

use std::path::Path;

use dice::Dice;
use words::Words;

/// One file of the site: its path below the root, and its text.
pub type File = (String, String);

/// The shipped portal's folder.
pub fn shipped() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A site of so many pages, of which the first are the shipped portal's.
pub fn site(pages: usize) -> Vec<File> {
    let sources = vejviser::source::load(shipped()).expect("the shipped portal can be read");
    let content = |path: &str| path == "site.toml" || path.starts_with("content/");
    let mut files: Vec<File> = sources
        .iter()
        .filter(|file| content(file.path.as_str()))
        .map(|file| (file.path.to_string(), file.text().to_owned()))
        .collect();
    let written = files.iter().filter(|(path, _)| path.ends_with(".md")).count();
    let words = Words::of(sources);
    let mut dice = Dice::new(1);
    let count = pages.checked_sub(written).expect("the shipped portal has fewer pages than this");
    files.extend((0..count).map(|n| write::page(&words, &mut dice, n, count)));
    files
}

/// Writes a site of so many pages into an empty folder.
pub fn write_site(root: &Path, pages: usize) {
    for (path, text) in site(pages) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
}
