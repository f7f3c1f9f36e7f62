//! When pages last changed, from the Git repository the site lies in.
//!
//! Reads the repository's files and runs no program; neither its settings nor the environment have a
//! say. [`repository`] knows Git's objects, [`walk`] goes back through the commits. A page's day is that
//! of the newest commit which gave its file the bytes it has: what `git log -1 -- <file>` answers. It is
//! the committer's date, the day the change came into this line of history, counted in UTC, so that it
//! is the same wherever the portal is built. A renamed file has changed.
//!
//! [`past`] reads the whole site as it was at a commit.
//!
//! History is a comfort: whatever is wrong with it is a notice, and the portal is built without.

mod past;
mod repository;
mod walk;

pub use past::{Past, PastError, at};

use std::path::Path;

use crate::diag::{Checked, Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::{Date, History};
use crate::say;
use crate::source::SourcePath;

use repository::Repository;
use walk::Dates;

/// Commits that are looked at before the rest counts as unknown: some seconds at most.
const MOST: usize = 50_000;

/// Reads the history again and again, and only when the newest commit is another one.
#[derive(Debug, Default)]
pub struct Reader {
    last: Option<(String, Checked<History>)>,
}

impl Reader {
    /// The history of the site at `root`.
    pub fn read(&mut self, root: &Path) -> Checked<History> {
        let repository = match open(root) {
            Ok(repository) => repository,
            Err(without) => return without,
        };
        let head = repository.head().to_string();
        if let Some((_, history)) = self.last.as_ref().filter(|(known, _)| *known == head) {
            return history.clone();
        }
        let history = of(&repository, MOST);
        self.last = Some((head, history.clone()));
        history
    }
}

/// Reads the history of the site at `root` once.
pub fn read(root: &Path) -> Checked<History> {
    read_at_most(root, MOST)
}

/// The same, looking at `most` commits.
pub fn read_at_most(root: &Path, most: usize) -> Checked<History> {
    open(root).map_or_else(|without| without, |repository| of(&repository, most))
}

/// The repository around a site; else what is said of a site without.
fn open(root: &Path) -> Result<Repository, Checked<History>> {
    match Repository::around(root) {
        Ok(repository) => repository.ok_or_else(Checked::default),
        Err(error) => Err(unreadable(&error)),
    }
}

fn of(repository: &Repository, most: usize) -> Checked<History> {
    let dates = match walk::dates(repository, most) {
        // The site lies in a folder of somebody else's repository: nothing there is about it.
        Ok(None) => return Checked::new(History::default(), Diagnostics::default()),
        Ok(Some(dates)) => dates,
        Err(error) => return unreadable(&error),
    };
    let Dates { seconds, unknown, cut } = dates;
    let last_changes = seconds.into_iter().filter_map(|(path, at)| Some((SourcePath::new(&path), day(at)?))).collect();
    let history = History { revision: Some(repository.revision()), last_changes };
    let found = (unknown > 0).then(|| cut_short(unknown, cut, most)).into_iter().collect();
    Checked::new(history, found)
}

/// The day of a moment, in UTC; `None` for a clock that was wrong by millennia.
fn day(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// Every rule of this stage.
pub static RULES: &[&Rule] = &[&CUT_SHORT, &UNREADABLE];

static CUT_SHORT: Rule = Rule {
    id: "history-cut-short",
    severity: Severity::Notice,
    title: Doc {
        da: "Arkivets historik rækker tilbage til den sidste ændring af hver side.",
        en: "The repository's history reaches back to the last change of every page.",
    },
    why: Doc {
        da: "En side, hvis sidste ændring ligger før historikken, får ingen ændringsdato; en forkert dato ville være \
             værre. I et CI-job hentes hele historikken med »fetch-depth: 0« eller »git fetch --unshallow«.",
        en: "A page whose last change lies before the history gets no date of change; a wrong one would be worse. \
             A CI job fetches the whole history with “fetch-depth: 0” or “git fetch --unshallow”.",
    },
    example: "",
    fixed: "",
};

static UNREADABLE: Rule = Rule {
    id: "history-unreadable",
    severity: Severity::Notice,
    title: Doc { da: "Arkivets historik kan læses.", en: "The repository's history can be read." },
    why: Doc {
        da: "Uden historikken har siderne ingen ændringsdato. Portalen bygges alligevel. »git fsck« siger, hvad der er \
             galt; »--no-history« bygger uden at se efter.",
        en: "Without the history pages have no date of change. The portal is built all the same. “git fsck” says what \
             is wrong; “--no-history” builds without looking.",
    },
    example: "",
    fixed: "",
};

fn cut_short(unknown: usize, cut: walk::Cut, most: usize) -> Diagnostic {
    let (message, help) = match cut {
        walk::Cut::Shallow => (
            say!(
                "Ingen ændringsdato på {unknown} af siderne: arkivet er kun hentet med de nyeste ændringer.",
                "No date of change for {unknown} of the pages: only the newest commits were fetched."
            ),
            say!("»git fetch --unshallow« henter resten", "“git fetch --unshallow” fetches the rest"),
        ),
        walk::Cut::Long => (
            say!(
                "Ingen ændringsdato på {unknown} af siderne: der er set på de {most} nyeste ændringer.",
                "No date of change for {unknown} of the pages: the {most} newest commits were looked at."
            ),
            say!("skriv »updated« på dem, det gælder", "write “updated” on those that matter"),
        ),
    };
    Diagnostic::global(&CUT_SHORT, message).help(help)
}

fn unreadable(error: &str) -> Checked<History> {
    let message = say!(
        "Arkivets historik kan ikke læses, så siderne har ingen ændringsdato: {error}",
        "The repository's history cannot be read, so pages have no date of change: {error}"
    );
    let help = say!("»git fsck« siger, hvad der er galt", "“git fsck” says what is wrong");
    let found = std::iter::once(Diagnostic::global(&UNREADABLE, message).help(help)).collect();
    Checked::new(History::default(), found)
}
