//! Pages that get another name or folder: every reference follows, and no published address vanishes.

use std::collections::BTreeMap;
use std::ops::Range;

use lsp_types::WorkspaceEdit;

use super::edits::Edits;
use super::taken;
use crate::assemble::{name_of, name_path, relative_path, url_of};
use crate::diag::Text;
use crate::lsp::facts::Facts;
use crate::lsp::names::{Symbol, answers};
use crate::lsp::refer::{Reference, What};
use crate::lsp::state::State;
use crate::parse::aliases;
use crate::parse::keys::Target;
use crate::source::SourcePath;

/// The change of references when the editor moves files or folders; it moves them itself.
///
/// # Errors
/// A page of that kind and name is there already, or a file in question cannot be read.
pub fn move_files(state: &State, files: &[(SourcePath, SourcePath)]) -> Result<WorkspaceEdit, Text> {
    let mut all = Vec::new();
    for (from, to) in files {
        let inside = format!("{from}/");
        let known = state.names.paths().chain(state.names.assets());
        for path in known {
            if path == from {
                all.push((from.clone(), to.clone()));
            } else if let Some(below) = path.as_str().strip_prefix(&inside) {
                all.push((path.clone(), SourcePath::new(&format!("{to}/{below}"))));
            }
        }
    }
    moved(state, &all)?.into_change(state)
}

/// The edits that follow from moving files.
///
/// # Errors
/// A page of that kind and name is there already.
pub fn moved(state: &State, files: &[(SourcePath, SourcePath)]) -> Result<Edits, Text> {
    let moves = Moves { state, files: files.iter().cloned().collect() };
    moves.check()?;
    let mut edits = Edits::default();
    for facts in state.names.all() {
        for reference in &facts.references {
            if let Some(new) = moves.renamed(facts, reference) {
                edits.replace(&facts.file.path, reference.span.range(), new);
            }
        }
    }
    for (from, to) in &moves.files {
        if let Some((range, text)) = state.names.good(from).and_then(|facts| alias(facts, from, to)) {
            edits.replace(from, range, text);
        }
    }
    Ok(edits)
}

struct Moves<'a> {
    state: &'a State,
    files: BTreeMap<SourcePath, SourcePath>,
}

impl Moves<'_> {
    fn check(&self) -> Result<(), Text> {
        let names = &self.state.names;
        for (from, to) in &self.files {
            let new = name_of(to);
            let kind = names.good(from).and_then(|facts| facts.page_kind());
            let other = kind.and_then(|kind| names.page_of_kind(kind, new));
            let is_other = other.is_some_and(|path| path != from && !self.files.contains_key(path));
            if is_other || names.entry(to).is_some_and(|_| !self.files.contains_key(to)) {
                return Err(taken(new));
            }
        }
        Ok(())
    }

    fn after<'p>(&'p self, path: &'p SourcePath) -> &'p SourcePath {
        self.files.get(path).unwrap_or(path)
    }

    /// A reference as it must be written afterwards; `None` when it stays as it is.
    fn renamed(&self, facts: &Facts, reference: &Reference) -> Option<String> {
        let own = &facts.file.path;
        let target = match self.state.names.resolve(own, reference)? {
            Symbol::Page(path) | Symbol::Asset(path) => path,
            _ => return None,
        };
        let is_moved = self.files.contains_key(&target);
        let to = self.after(&target);
        let new = match &reference.what {
            What::Path if is_moved || self.files.contains_key(own) => self.path(own, to, &reference.name),
            What::Named(Target::Asset) if is_moved || self.files.contains_key(own) => {
                relative_path(self.after(own), to)
            }
            What::Named(Target::Page) | What::Wiki if is_moved || self.is_claimed(&target, &reference.name) => {
                self.unique_name(to, reference.name.matches('/').count())
            }
            What::Named(Target::Page) | What::Wiki | What::Path | What::Statute(_) | What::Anchor(_) => return None,
            What::Named(_) if is_moved => name_of(to).to_owned(),
            What::Url if is_moved => readdressed(&reference.name, url_of(to).as_str()),
            What::Named(_) | What::Url => return None,
        };
        (new != reference.name).then_some(new)
    }

    fn path(&self, own: &SourcePath, to: &SourcePath, written: &str) -> String {
        if written.starts_with('/') {
            return format!("/{}", to.as_str().strip_prefix("content/").unwrap_or(to.as_str()));
        }
        let link = relative_path(self.after(own), to);
        if written.starts_with("./") { format!("./{link}") } else { link }
    }

    /// Whether a moved page answers to the name of another from now on.
    fn is_claimed(&self, target: &SourcePath, name: &str) -> bool {
        self.files.iter().any(|(from, to)| from != target && answers(name_path(to), name))
    }

    /// As much of the path as tells the page from all others, and no less than was written.
    fn unique_name(&self, to: &SourcePath, slashes: usize) -> String {
        let whole = name_path(to);
        let pages = || self.state.names.pages().map(|(_, facts)| self.after(&facts.file.path));
        let ends = whole.rmatch_indices('/').map(|(at, _)| at + 1).chain(std::iter::once(0));
        let names = ends.filter_map(|at| whole.get(at..)).skip(slashes);
        let unique = names.into_iter().find(|name| pages().filter(|path| answers(name_path(path), name)).count() == 1);
        unique.unwrap_or(whole).to_owned()
    }
}

/// An address with slashes around it as it was written before.
fn readdressed(written: &str, url: &str) -> String {
    let lead = if written.starts_with('/') { "/" } else { "" };
    let url = if written.ends_with('/') { url } else { url.trim_end_matches('/') };
    format!("{lead}{url}")
}

/// The edit that lets a page's old address lead to it.
fn alias(facts: &Facts, from: &SourcePath, to: &SourcePath) -> Option<(Range<usize>, String)> {
    let fields = facts.fields().filter(|_| facts.page_kind().is_some())?;
    let (old, new) = (format!("/{}", url_of(from)), format!("/{}", url_of(to)));
    if old == new || fields.text("status").is_some_and(|at| at.value == "draft") {
        return None;
    }
    aliases::edit(facts.text(), fields, &old, &new)
}
