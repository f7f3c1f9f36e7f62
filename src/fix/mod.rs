//! Mends a site by the safe fixes of its problems, round by round, until nothing more is to be mended.
//!
//! Pure: texts in, texts out. What was changed is kept as edits, so that whoever writes the files can
//! make the same edits on the bytes of the disk, whose line ends and marks the program does not see.

mod diff;
mod edits;

pub use diff::unified;
pub use edits::{apply, rewrite};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Edit, Text};
use crate::source::{FileId, LineColumn, SourceData, SourceFile, SourcePath, Sources};

/// A fix may uncover a mistake behind the first; more than this is going round in circles.
const ROUNDS: usize = 10;

/// One mended problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The line it stood on, when it was mended.
    pub line: usize,
    pub rule: &'static str,
    /// What was done, as the fix offered it.
    pub title: Text,
}

/// A file that is mended.
#[derive(Debug, Clone)]
pub struct Mended {
    pub path: SourcePath,
    /// SHA-256 of the bytes that were read.
    pub hash: String,
    pub mends: Vec<Mend>,
    /// The edits of each round, in the order of the text.
    pub rounds: Vec<Vec<Edit>>,
}

/// A site after its fixes.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    pub sources: Sources,
    /// Files that changed, in path order.
    pub files: Vec<Mended>,
}

/// Applies the safe fixes of what `problems` finds in `sources`, and of what it finds afterwards.
pub fn mend(sources: &Sources, mut problems: impl FnMut(&Sources) -> Diagnostics) -> Outcome {
    let mut sources = sources.clone();
    let mut files: BTreeMap<SourcePath, Mended> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let chosen = choose(&sources, &problems(&sources));
        if chosen.is_empty() {
            break;
        }
        let mut after: Vec<Arc<SourceFile>> = sources.iter().cloned().collect();
        for file in &mut after {
            let Some(round) = chosen.get(&file.id) else { continue };
            let mended = files.entry(file.path.clone()).or_insert_with(|| Mended {
                path: file.path.clone(),
                hash: file.hash.clone(),
                mends: Vec::new(),
                rounds: Vec::new(),
            });
            mended.mends.extend(round.mends.iter().cloned());
            mended.rounds.push(round.edits.clone());
            *file = Arc::new(with_text(file, apply(file.text(), &round.edits)));
        }
        sources = Sources::from_files(after);
    }
    Outcome { sources, files: files.into_values().collect() }
}

/// What is done to one file in one round.
#[derive(Default)]
struct Round {
    edits: Vec<Edit>,
    /// Where they begin and end.
    taken: BTreeMap<u32, u32>,
    mends: Vec<Mend>,
}

/// The fixes that can be applied at once: the first of two that touch is taken, the other waits.
fn choose(sources: &Sources, problems: &Diagnostics) -> BTreeMap<FileId, Round> {
    let mut rounds: BTreeMap<FileId, Round> = BTreeMap::new();
    for problem in problems.iter() {
        let Some(fix) = problem.safe_fix() else { continue };
        let apart = |edit: &Edit| rounds.get(&edit.span.file).is_none_or(|round| round.is_free(edit));
        if !fix.edits.iter().all(|edit| is_possible(sources, edit) && apart(edit)) {
            continue;
        }
        for edit in &fix.edits {
            let round = rounds.entry(edit.span.file).or_default();
            round.taken.insert(edit.span.start, edit.span.end);
            round.edits.push(edit.clone());
        }
        if let (Some(first), Some(mend)) = (fix.edits.first(), described(sources, problem)) {
            rounds.entry(first.span.file).or_default().mends.push(mend);
        }
    }
    for round in rounds.values_mut() {
        round.edits.sort();
    }
    rounds
}

impl Round {
    /// Whether an edit keeps clear of the others; two insertions at one place do not.
    fn is_free(&self, edit: &Edit) -> bool {
        let before = self.taken.range(..=edit.span.end).next_back();
        before.is_none_or(|(_, end)| *end < edit.span.start)
    }
}

fn described(sources: &Sources, problem: &Diagnostic) -> Option<Mend> {
    let fix = problem.safe_fix()?;
    let first = fix.edits.first()?.span;
    let line = LineColumn::of(sources.file(first.file)?.text(), first.start as usize).line;
    Some(Mend { line, rule: problem.rule.id, title: fix.title.clone() })
}

/// Whether an edit says something new about a file of the editors, within its text.
fn is_possible(sources: &Sources, edit: &Edit) -> bool {
    let Some(file) = sources.file(edit.span.file) else { return false };
    let path = file.path.as_str();
    let theirs = path.starts_with("content/") || path == "site.toml";
    theirs && file.text().get(edit.span.range()).is_some_and(|old| old != edit.text)
}

fn with_text(file: &SourceFile, text: String) -> SourceFile {
    let hash = crate::text::sha256_hex(text.as_bytes());
    SourceFile { id: file.id, path: file.path.clone(), data: SourceData::Text(text), hash }
}
