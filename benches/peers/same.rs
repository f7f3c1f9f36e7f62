//! What each program made of the description, counted in the HTML of the pages that all of them must have.
//!
//! Only what stands within `<main>` counts: the frame is as small for all. Links are `<a`, entries `<li`, words are
//! runs of letters and digits outside of tags.

use std::path::Path;

use super::description::Site;

/// More than this between two programs is another job.
const TOLERANCE: f64 = 0.02;

pub struct Made {
    pub name: &'static str,
    /// In the order of [`COUNTS`].
    pub counts: [usize; COUNTS.len()],
    /// In the whole output.
    pub files: usize,
    pub bytes: u64,
}

pub const COUNTS: [&str; 5] = ["pages", "links", "words", "entries", "code blocks"];

impl Made {
    /// # Panics
    /// A page of the description is missing, or a code block is not highlighted.
    pub fn of(site: &Site, name: &'static str, output: &Path) -> Self {
        let mut counts = [0; COUNTS.len()];
        for path in site.paths() {
            let html = std::fs::read_to_string(output.join(&path)).unwrap_or_else(|_| panic!("{name} made no {path}"));
            let main = between(&html, "<main", "</main>").unwrap_or_else(|| panic!("{name}: no <main> in {path}"));
            let code = main.matches("<pre").count();
            assert!(code == 0 || between(main, "<pre", "</pre>").is_some_and(|code| code.contains("<span")), "{path}");
            let links = main.matches("<a ").count();
            let found = [1, links, words(main), main.matches("<li").count(), code];
            counts.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
        }
        let files = walkdir::WalkDir::new(output).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
        let sizes: Vec<u64> = files.map(|file| file.metadata().unwrap().len()).collect();
        Self { name, counts, files: sizes.len(), bytes: sizes.iter().sum() }
    }
}

/// # Panics
/// The programs did not do the same work. What ours makes with everything on is more, and only looked at.
pub fn assert(made: &[Made]) {
    let same: Vec<&Made> = made.iter().filter(|made| made.name != "vejviser-all").collect();
    for (n, what) in COUNTS.iter().enumerate() {
        let numbers: Vec<String> = same.iter().map(|made| format!("{} {}", made.name, made.counts[n])).collect();
        let counts = same.iter().map(|made| made.counts[n]);
        let (least, most) = (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0));
        let differ = (most - least) as f64 > TOLERANCE * most as f64;
        assert!(!differ, "not the same work, {what}: {}", numbers.join(", "));
    }
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(from)?;
    Some(rest.split_once(to)?.0)
}

fn words(html: &str) -> usize {
    let mut count = 0;
    // What stands before the first `>` is the end of the tag that the text was cut in.
    for piece in html.split('<') {
        let text = piece.split_once('>').map_or("", |(_, text)| text);
        count += text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    }
    count
}
