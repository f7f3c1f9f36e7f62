//! Why a portal could not be published, with the remedy, in Danish and English.

use std::io;
use std::path::{Path, PathBuf};

use super::target::Trouble;
use crate::diag::Text;
use crate::say;

/// How many foreign files a message lists by name.
const LISTED: usize = 10;

/// A run that published nothing.
#[derive(Debug)]
pub enum Failure<E> {
    /// Items that could not be rendered, in the order of the items.
    Render(Vec<E>),
    Publish(PublishError),
}

impl<E> From<PublishError> for Failure<E> {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

/// Who is to act, for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Disk, rights, paths (exit code 3).
    Environment,
    /// The output is somebody else's, or somebody is at it (exit code 4).
    Conflict,
}

/// Why the output could not be written.
#[derive(Debug)]
pub enum PublishError {
    /// A folder that must never be replaced by a portal, or where nothing else may be written.
    Refused {
        output: PathBuf,
        why: Refusal,
    },
    /// The output is a file.
    NotAFolder {
        output: PathBuf,
    },
    /// The output has files, but no manifest of ours.
    NotOurs {
        output: PathBuf,
    },
    /// The output is ours, but holds files that are not.
    Foreign {
        output: PathBuf,
        files: Vec<String>,
    },
    /// The manifest in the output cannot be trusted.
    BadManifest {
        path: PathBuf,
        error: String,
    },
    /// Another run is at it.
    Locked {
        output: PathBuf,
        holder: Option<Holder>,
    },
    /// A path that would leave the output or that some system cannot hold.
    BadPath {
        path: String,
    },
    /// Two items with one path, or one path that is both a file and a folder.
    Clash {
        path: String,
    },
    /// A file is there that we did not write, or that somebody has changed since.
    Taken {
        path: PathBuf,
    },
    /// Something about a target: `at` is the target or a file of it.
    Target {
        at: String,
        trouble: Trouble,
    },
    Io {
        action: Action,
        path: PathBuf,
        error: io::Error,
    },
}

/// Why nothing is written to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The root of the file system.
    SystemRoot,
    /// The user's home folder, or one above it.
    Home,
    /// The site itself, or a folder above it.
    Site,
    /// Within what the site is made from: `content`, `themes` …
    Source(String),
    /// A published portal: it holds its own files only.
    Portal,
}

/// Who holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    pub host: String,
}

/// What was being done when the system said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Read,
    /// Making a folder.
    Create,
    Write,
    Delete,
    Lock,
    Swap,
}

impl PublishError {
    /// Wraps a failure of the system, with what was being done and where.
    pub(super) fn io(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { action, path, error }
    }

    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotAFolder { .. } | Self::Io { .. } => ErrorKind::Environment,
            Self::Target { trouble, .. } => trouble.kind(),
            _ => ErrorKind::Conflict,
        }
    }

    /// What is wrong, one sentence.
    pub fn message(&self) -> Text {
        match self {
            Self::Refused { output, why } => refused(&output.display().to_string(), why),
            Self::NotAFolder { output } => {
                let output = output.display();
                say!("»{output}« er en fil, ikke en mappe.", "“{output}” is a file, not a folder.")
            }
            Self::NotOurs { output } => {
                let output = output.display();
                say!(
                    "Mappen »{output}« er ikke tom, og det er ikke vejviser, der har lavet den.",
                    "The folder “{output}” is not empty and was not made by vejviser.",
                )
            }
            Self::Foreign { output, files } => foreign(&output.display().to_string(), files),
            Self::BadManifest { path, error } => {
                let path = path.display();
                say!(
                    "Listen over portalens filer, »{path}«, kan ikke læses: {error}.",
                    "The list of the portal's files, “{path}”, cannot be read: {error}.",
                )
            }
            Self::Locked { output, holder } => locked(&output.display().to_string(), holder.as_ref()),
            Self::BadPath { path } => say!(
                "Stien »{path}« kan ikke bruges som navn på en fil i portalen.",
                "The path “{path}” cannot name a file of the portal.",
            ),
            Self::Clash { path } => {
                say!("Flere filer i portalen ville hedde »{path}«.", "Several files of the portal would be “{path}”.")
            }
            Self::Taken { path } => {
                let path = path.display();
                say!(
                    "»{path}« findes allerede, og den er ikke, som vejviser skrev den.",
                    "“{path}” is there already and is not as vejviser wrote it.",
                )
            }
            Self::Target { at, trouble } => trouble.message(at),
            Self::Io { action, path, error } => failed(*action, &path.display().to_string(), error),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Text {
        match self {
            Self::Refused { why: Refusal::Source(_) | Refusal::Portal, .. } => say!(
                "Vælg en anden mappe med --output. Intet er skrevet.",
                "Choose another folder with --output. Nothing was written.",
            ),
            Self::NotAFolder { .. } => say!("Vælg en mappe med --output.", "Choose a folder with --output."),
            Self::Refused { .. } => say!(
                "Vælg en mappe, der kun er til portalen, for eksempel --output public.",
                "Choose a folder that is for the portal only, for example --output public.",
            ),
            Self::NotOurs { .. } => say!(
                "Vælg en ny eller tom mappe med --output, eller tøm mappen selv. Intet er slettet.",
                "Choose a new or empty folder with --output, or empty this one yourself. Nothing was deleted.",
            ),
            Self::Foreign { .. } => say!(
                "Flyt dem ud af mappen; det, der skal med i portalen, hører til i content/ eller static/. Intet er slettet.",
                "Move them elsewhere; what belongs to the portal goes in content/ or static/. Nothing was deleted.",
            ),
            Self::BadManifest { .. } => say!(
                "Hent filen fra en sikkerhedskopi, eller flyt mappen væk, og udgiv i en ny.",
                "Restore the file from a backup, or move the folder away and publish into a new one.",
            ),
            Self::Locked { .. } => {
                say!("Vent, til den er færdig, og kør igen.", "Wait until it has finished and run again.")
            }
            Self::BadPath { .. } | Self::Clash { .. } => say!(
                "Giv siden eller filen et andet navn. Intet er udgivet.",
                "Give the page or file another name. Nothing was published.",
            ),
            Self::Taken { .. } => say!(
                "Flyt eller omdøb filen, eller vælg en anden mappe med --output. Intet er skrevet.",
                "Move or rename the file, or choose another folder with --output. Nothing was written.",
            ),
            Self::Target { trouble, .. } => trouble.help(),
            Self::Io { action, error, .. } => remedy(*action, error),
        }
    }
}

fn refused(output: &str, why: &Refusal) -> Text {
    match why {
        Refusal::SystemRoot => say!(
            "Portalen kan ikke udgives i »{output}«: det er roden af hele filsystemet.",
            "The portal cannot be published in “{output}”: it is the root of the file system.",
        ),
        Refusal::Home => say!(
            "Portalen kan ikke udgives i »{output}«: din hjemmemappe ligger der.",
            "The portal cannot be published in “{output}”: your home folder is there.",
        ),
        Refusal::Site => say!(
            "Portalen kan ikke udgives i »{output}«: siderne, den er lavet af, ligger der.",
            "The portal cannot be published in “{output}”: the pages it is made from are there.",
        ),
        Refusal::Source(folder) => say!(
            "Der kan ikke skrives i »{output}«: det er en del af {folder}, som portalen er lavet af.",
            "Nothing can be written in “{output}”: it is part of {folder}, which the portal is made from.",
        ),
        Refusal::Portal => say!(
            "Der kan ikke skrives i »{output}«: en portal er udgivet der, og den kan ikke bygges igen, hvis der ligger andet i den.",
            "Nothing can be written in “{output}”: a portal is published there, and could not be built again with other files in it.",
        ),
    }
}

fn foreign(output: &str, files: &[String]) -> Text {
    let count = files.len();
    let names = files.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = count.saturating_sub(LISTED);
    if count == 1 {
        return say!(
            "I mappen »{output}« ligger der noget, som vejviser ikke har lavet: {names}.",
            "The folder “{output}” holds something that vejviser did not make: {names}.",
        );
    }
    let (og, and) =
        if more > 0 { (format!(" og {more} til"), format!(" and {more} more")) } else { Default::default() };
    say!(
        "I mappen »{output}« ligger der {count} ting, som vejviser ikke har lavet: {names}{og}.",
        "The folder “{output}” holds {count} things that vejviser did not make: {names}{and}.",
    )
}

fn locked(output: &str, holder: Option<&Holder>) -> Text {
    let Some(Holder { pid, host }) = holder else {
        return say!(
            "En anden vejviser er ved at udgive i »{output}«.",
            "Another vejviser is publishing in “{output}”.",
        );
    };
    say!(
        "En anden vejviser er ved at udgive i »{output}« (proces {pid} på {host}).",
        "Another vejviser is publishing in “{output}” (process {pid} on {host}).",
    )
}

fn failed(action: Action, path: &str, error: &io::Error) -> Text {
    match action {
        Action::Read => say!("»{path}« kan ikke læses: {error}.", "“{path}” cannot be read: {error}."),
        Action::Create => {
            say!("Mappen »{path}« kan ikke laves: {error}.", "The folder “{path}” cannot be made: {error}.")
        }
        Action::Write => say!("»{path}« kan ikke skrives: {error}.", "“{path}” cannot be written: {error}."),
        Action::Delete => say!("»{path}« kan ikke slettes: {error}.", "“{path}” cannot be deleted: {error}."),
        Action::Lock => say!("»{path}« kan ikke låses: {error}.", "“{path}” cannot be locked: {error}."),
        Action::Swap => say!(
            "Den nye portal kan ikke sættes på plads i »{path}«: {error}.",
            "The new portal cannot take its place in “{path}”: {error}.",
        ),
    }
}

fn remedy(action: Action, error: &io::Error) -> Text {
    use io::ErrorKind as Io;
    match error.kind() {
        // Where the system keeps files of its own, even a folder that is there holds no new ones.
        Io::NotFound if matches!(action, Action::Create | Action::Write | Action::Lock) => say!(
            "Her kan der ikke laves filer og mapper. Vælg et andet sted.",
            "Files and folders cannot be made here. Choose another place.",
        ),
        Io::StorageFull | Io::QuotaExceeded => say!(
            "Disken er fuld. Frigør plads, og kør igen; den hidtidige portal er urørt.",
            "The disk is full. Free some space and run again; the previous portal is untouched.",
        ),
        Io::PermissionDenied | Io::ReadOnlyFilesystem => say!(
            "Giv den bruger, der kører vejviser, ret til at skrive der, eller vælg en anden mappe med --output.",
            "Let the user who runs vejviser write there, or choose another folder with --output.",
        ),
        Io::NotFound => say!(
            "Filen forsvandt, mens portalen blev bygget. Kør igen.",
            "The file went away while the portal was built. Run again.",
        ),
        _ => say!(
            "Se efter, om mappen findes og kan skrives, og kør igen.",
            "See whether the folder is there and can be written, and run again.",
        ),
    }
}
