//! The site as it was at a commit: its files as values, by the rules of the loader.

use std::path::Path;

use gix_hash::ObjectId;

use super::day;
use super::repository::{Repository, short};
use crate::diag::Text;
use crate::model::Date;
use crate::say;
use crate::source::{FOLDERS, FileId, LoadError, SourceFile, SourcePath, Sources, file_of_bytes, is_own_name};

/// Folders in folders; deeper ones are not looked into.
const DEEPEST: usize = 64;

/// The site as it was.
#[derive(Debug)]
pub struct Past {
    pub sources: Sources,
    /// Short name of the commit.
    pub revision: String,
    /// The day it was made, in UTC.
    pub day: Date,
}

/// Why the site cannot be read as it was.
#[derive(Debug)]
pub enum PastError {
    /// The site lies in no repository, or nothing was committed to it.
    NoRepository,
    /// There is no branch, tag or commit of this name; whether older commits were left out when it was fetched.
    Unknown { name: String, cut: bool },
    /// The beginning of the name of several commits.
    Ambiguous { name: String, commits: Vec<String> },
    /// No commit is that old; the day of the oldest, and whether older ones were left out when it was fetched.
    TooEarly { day: Date, oldest: Option<Date>, cut: bool },
    /// The commit has no site where the site is now.
    NoSite { revision: String },
    /// Files that cannot be part of a site.
    Files { revision: String, errors: Vec<LoadError> },
    /// What is wrong with the repository, in the library's words.
    Unreadable { error: String },
}

impl From<String> for PastError {
    fn from(error: String) -> Self {
        Self::Unreadable { error }
    }
}

/// The site at `root` as it was at a branch, a tag, a commit, or at the end of a day (`yyyy-mm-dd`, in UTC).
///
/// # Errors
/// There is no such commit, or it cannot be read.
pub fn at(root: &Path, name: &str) -> Result<Past, PastError> {
    let repository = Repository::around(root)?.ok_or(PastError::NoRepository)?;
    let id = match name.parse::<Date>() {
        Ok(day) if name.len() == 10 => before_the_end_of(&repository, day)?,
        _ => named(&repository, name)?,
    };
    let (commit, revision) = (repository.commit(id)?, short(id));
    let no_site = || PastError::NoSite { revision: revision.clone() };
    let top = repository.site(&commit)?.ok_or_else(no_site)?;
    let mut reader = Reader { repository: &repository, files: Vec::new(), errors: Vec::new() };
    reader.read(top, "", 0)?;
    let Reader { files, errors, .. } = reader;
    if !files.iter().any(|file| file.path.as_str() == "site.toml") {
        return Err(no_site());
    }
    if !errors.is_empty() {
        return Err(PastError::Files { revision, errors });
    }
    let day = day(commit.seconds).ok_or_else(|| PastError::Unreadable { error: format!("{revision}: ?") })?;
    Ok(Past { sources: Sources::from_files(files.into_iter().map(Into::into)), revision, day })
}

fn named(repository: &Repository, name: &str) -> Result<ObjectId, PastError> {
    let unknown = |cut| PastError::Unknown { name: name.to_owned(), cut };
    let (base, back) = steps_back(name).ok_or_else(|| unknown(false))?;
    let found = repository.named(base)?;
    match found.as_slice() {
        [] => Err(unknown(repository.is_cut())),
        [one] => {
            let mut id = *one;
            for _ in 0..back {
                let cut = repository.is_shallow(&id);
                let commit = repository.commit(id)?;
                id = *commit.parents.first().filter(|_| !cut).ok_or_else(|| unknown(cut))?;
            }
            Ok(id)
        }
        several => {
            let commits = several.iter().map(ToString::to_string).collect();
            Err(PastError::Ambiguous { name: name.to_owned(), commits })
        }
    }
}

/// `HEAD~3`, `main^`: a name, and how many first parents lie between it and the commit that is meant (gitrevisions).
/// `None` for what leads along other parents.
fn steps_back(name: &str) -> Option<(&str, usize)> {
    let (base, mut rest) = name.split_at(name.find(['~', '^']).unwrap_or(name.len()));
    let mut back: usize = 0;
    while let Some(after) = rest.strip_prefix(['~', '^']) {
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, next) = after.split_at(digits);
        let count = if number.is_empty() { 1 } else { number.parse().ok()? };
        if rest.starts_with('^') && count != 1 {
            return None;
        }
        (back, rest) = (back.checked_add(count)?, next);
    }
    rest.is_empty().then_some((base, back))
}

/// The newest commit on the way back from the newest of all, by first parents, that is no younger than the day.
fn before_the_end_of(repository: &Repository, wanted: Date) -> Result<ObjectId, PastError> {
    let mut id = repository.head();
    loop {
        let commit = repository.commit(id)?;
        let made = day(commit.seconds);
        if made.is_some_and(|made| made <= wanted) {
            return Ok(id);
        }
        let cut = repository.is_shallow(&id);
        match commit.parents.first().filter(|_| !cut) {
            Some(parent) => id = *parent,
            None => return Err(PastError::TooEarly { day: wanted, oldest: made, cut }),
        }
    }
}

struct Reader<'a> {
    repository: &'a Repository,
    files: Vec<SourceFile>,
    errors: Vec<LoadError>,
}

impl Reader<'_> {
    fn read(&mut self, folder: ObjectId, path: &str, depth: usize) -> Result<(), PastError> {
        if depth > DEEPEST {
            return Ok(());
        }
        let tree = self.repository.tree(folder)?;
        for entry in tree.entries() {
            let entry = entry?;
            let Ok(name) = std::str::from_utf8(entry.name) else { continue };
            let own = if depth == 0 { FOLDERS.contains(&name) } else { is_own_name(name) };
            if !own {
                continue;
            }
            let below = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            if entry.is_folder {
                self.read(entry.id, &below, depth + 1)?;
            } else if entry.is_file {
                let id = FileId::new(self.files.len() as u32);
                match file_of_bytes(id, SourcePath::new(&below), self.repository.file(entry.id)?) {
                    Ok(file) => self.files.push(file),
                    Err(error) => self.errors.push(error),
                }
            }
        }
        Ok(())
    }
}

impl PastError {
    /// What is wrong, one sentence.
    pub fn message(&self) -> Text {
        match self {
            Self::NoRepository => say!(
                "Portalen ligger ikke i et Git-arkiv med ændringer i.",
                "The portal lies in no Git repository with commits."
            ),
            Self::Unknown { name, .. } => say!(
                "Arkivet har ingen gren, etiket (tag) eller ændring, der hedder »{name}«.",
                "The repository has no branch, tag or commit called “{name}”."
            ),
            Self::Ambiguous { name, commits } => {
                let (count, all) = (commits.len(), commits.join(", "));
                say!(
                    "»{name}« er begyndelsen på navnet på {count} ændringer: {all}.",
                    "“{name}” begins the names of {count} commits: {all}."
                )
            }
            Self::TooEarly { day, oldest: Some(oldest), .. } => say!(
                "Arkivets ældste ændring er fra {oldest}; {day} ligger før.",
                "The repository's oldest commit is of {oldest}; {day} is before."
            ),
            Self::TooEarly { day, oldest: None, .. } => {
                say!(
                    "Arkivet har ingen ændring fra {day} eller før.",
                    "The repository has no commit of {day} or before."
                )
            }
            Self::NoSite { revision } => say!(
                "Ændringen {revision} har ingen portal, hvor portalen ligger nu.",
                "The commit {revision} has no portal where the portal is now."
            ),
            Self::Files { revision, errors } => {
                let count = errors.len();
                let first = errors.first().and_then(LoadError::path).map(|path| path.display().to_string());
                let first = first.unwrap_or_default();
                say!(
                    "{count} filer i ændringen {revision} kan ikke være en del af en portal, først »{first}«.",
                    "{count} files of the commit {revision} cannot be part of a portal, first “{first}”."
                )
            }
            Self::Unreadable { error } => {
                say!("Arkivet kan ikke læses: {error}.", "The repository cannot be read: {error}.")
            }
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Text {
        match self {
            Self::NoRepository => say!(
                "kør kommandoen i portalens mappe i arkivet, eller skriv --root <mappe>",
                "run the command in the portal's folder of the repository, or write --root <folder>"
            ),
            Self::Unknown { cut: true, .. } | Self::TooEarly { cut: true, .. } => say!(
                "arkivet er kun hentet med de nyeste ændringer: »git fetch --unshallow« henter resten",
                "only the newest commits were fetched: “git fetch --unshallow” fetches the rest"
            ),
            Self::Unknown { .. } => say!(
                "skriv en gren, en etiket, begyndelsen på en ændrings navn (fire tegn eller flere) eller en dag som 2026-11-22; »git log« viser dem",
                "write a branch, a tag, the beginning of a commit's name (four characters or more) or a day such as 2026-11-22; “git log” shows them"
            ),
            Self::Ambiguous { .. } => say!("skriv flere tegn", "write more characters"),
            Self::TooEarly { .. } | Self::NoSite { .. } => {
                say!("vælg en senere dag eller ændring", "choose a later day or commit")
            }
            Self::Files { .. } => say!(
                "vælg en senere dag eller ændring, hvor filerne er i orden",
                "choose a later day or commit, where the files are in order"
            ),
            Self::Unreadable { .. } => say!("»git fsck« siger, hvad der er galt", "“git fsck” says what is wrong"),
        }
    }
}
