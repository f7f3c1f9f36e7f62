//! What can go wrong with a target, with the remedy, in Danish and English.

use super::super::error::{ErrorKind, PublishError};
use crate::diag::Text;
use crate::say;

/// Why a target was not written, or not all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The address in the settings is none.
    BadAddress(String),
    /// Nobody said with whose rights to write.
    NoCredentials,
    /// Nobody answered.
    Unreachable(String),
    /// The store knows us not, or we may not do this.
    Denied {
        status: u16,
        code: String,
    },
    /// There is no bucket of this name.
    NoBucket,
    /// An answer that nothing can be made of.
    Answer {
        status: u16,
        code: String,
    },
    /// Somebody else has written the portal since we looked.
    Overtaken,
    /// Our lock ran out, and somebody else has it.
    LockLost,
    /// There is no portal.
    Empty,
    /// Files that no portal of ours put there are in the way.
    Taken(Vec<String>),
    /// What was read back is not what was written.
    Damaged,
    TooManyDeletes {
        count: usize,
        most: usize,
    },
    /// Of this number, or any other.
    NoRelease {
        wanted: Option<u32>,
        known: Vec<u32>,
    },
    /// A file of an earlier release is neither in the portal nor in the archive.
    Lost,
    /// The note on an earlier release cannot be read.
    BadRelease,
    /// Something that should have been impossible.
    Internal(String),
}

impl Trouble {
    /// `at`: the target or the file, as people would write it.
    pub(super) fn at(self, at: &str) -> PublishError {
        PublishError::Target { at: at.to_owned(), trouble: self }
    }

    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Overtaken | Self::LockLost | Self::Taken(_) | Self::TooManyDeletes { .. } => ErrorKind::Conflict,
            _ => ErrorKind::Environment,
        }
    }

    pub fn message(&self, at: &str) -> Text {
        match self {
            Self::BadAddress(why) => say!(
                "Adressen på målet, »{at}«, kan ikke bruges: {why}.",
                "The address of the target, “{at}”, cannot be used: {why}."
            ),
            Self::NoCredentials => {
                say!("Der er ingen nøgle til »{at}«.", "There is no key for “{at}”.")
            }
            Self::Unreachable(why) => say!("»{at}« svarer ikke: {why}.", "“{at}” does not answer: {why}."),
            Self::Denied { status, code } => {
                say!("»{at}« afviser os ({status} {code}).", "“{at}” turns us away ({status} {code}).")
            }
            Self::NoBucket => say!("Lageret »{at}« findes ikke.", "The bucket “{at}” does not exist."),
            Self::Answer { status, code } => {
                say!("»{at}« svarede {status} {code}.", "“{at}” answered {status} {code}.")
            }
            Self::Overtaken => say!(
                "En anden har udgivet til »{at}«, mens vi var i gang.",
                "Somebody else published to “{at}” while we were at it."
            ),
            Self::LockLost => say!(
                "Låsen på »{at}« løb ud, og en anden har taget den.",
                "The lock on “{at}” ran out, and somebody else took it."
            ),
            Self::Empty => say!("Der er ingen portal i »{at}«.", "There is no portal in “{at}”."),
            Self::Taken(files) => taken(at, files),
            Self::Damaged => say!(
                "»{at}« er ikke, som den blev skrevet, når den læses igen.",
                "“{at}” is not as it was written when it is read back."
            ),
            Self::TooManyDeletes { count, most } => say!(
                "Udgivelsen ville slette {count} filer i »{at}«; grænsen er {most}.",
                "Publishing would delete {count} files in “{at}”; the limit is {most}."
            ),
            Self::NoRelease { wanted: Some(number), .. } => say!(
                "Der er ingen udgivelse {number} at gå tilbage til i »{at}«.",
                "There is no release {number} to go back to in “{at}”."
            ),
            Self::NoRelease { wanted: None, .. } => say!(
                "Der er ingen tidligere udgivelse at gå tilbage til i »{at}«.",
                "There is no earlier release to go back to in “{at}”."
            ),
            Self::Lost => say!(
                "»{at}« fra den tidligere udgivelse findes ikke længere.",
                "“{at}” of the earlier release is no longer there."
            ),
            Self::BadRelease => say!(
                "Arkivets fil om udgivelsen, »{at}«, kan ikke læses.",
                "The archive's file on the release, “{at}”, cannot be read."
            ),
            Self::Internal(what) => {
                say!("En intern fejl ved »{at}«: {what}.", "An internal error at “{at}”: {what}.")
            }
        }
    }

    pub fn help(&self) -> Text {
        match self {
            Self::BadAddress(_) => {
                say!("Ret [[target]] i site.toml.", "Correct [[target]] in site.toml.")
            }
            Self::NoCredentials => say!(
                "Sæt AWS_ACCESS_KEY_ID og AWS_SECRET_ACCESS_KEY i miljøet; i CI er det hemmelige variabler.",
                "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment; in CI as secret variables."
            ),
            Self::Unreachable(_) | Self::Answer { .. } => say!(
                "Kør kommandoen igen, når der er forbindelse: den fortsætter, hvor den slap. Læserne ser hele sider imens.",
                "Run the command again when there is a connection: it takes up where it left off. Readers see whole pages meanwhile."
            ),
            Self::Denied { .. } => say!(
                "Se efter, om nøglen er den rette, og om den må læse, skrive, slette og opremse i lageret.",
                "See whether the key is the right one and may read, write, delete and list in the bucket."
            ),
            Self::NoBucket => say!(
                "Opret lageret, eller ret »bucket« under [[target]] i site.toml.",
                "Create the bucket, or correct “bucket” under [[target]] in site.toml."
            ),
            Self::Overtaken | Self::LockLost => say!(
                "Kør igen; så bygges der videre på det, den anden udgav.",
                "Run again; what the other published is built on."
            ),
            Self::Empty => say!("Udgiv først: vejviser publish.", "Publish first: vejviser publish."),
            Self::Taken(_) => say!(
                "Flyt dem, eller sæt »prefix« under [[target]], så portalen får en mappe for sig selv. Intet er skrevet.",
                "Move them, or set “prefix” under [[target]], so that the portal has a folder of its own. Nothing was written."
            ),
            Self::Damaged => say!(
                "Kør igen; bliver den ved, er der noget galt med lageret eller forbindelsen.",
                "Run again; should it go on, something is wrong with the store or the connection."
            ),
            Self::TooManyDeletes { count, .. } => say!(
                "Er det meningen, så kør igen med --max-deletes {count}. Intet er slettet.",
                "If that is meant, run again with --max-deletes {count}. Nothing was deleted."
            ),
            Self::NoRelease { known, .. } if known.is_empty() => say!(
                "Hver »vejviser publish« gemmer en udgivelse, som der kan gås tilbage til.",
                "Each “vejviser publish” keeps a release that can be gone back to."
            ),
            Self::NoRelease { known, .. } => {
                let known = known.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
                say!("Der er: {known}.", "There are: {known}.")
            }
            Self::Lost | Self::BadRelease => say!(
                "Gå tilbage til en anden udgivelse, eller byg den gamle af kilderne: git checkout og vejviser publish. Portalen står, som den var.",
                "Go back to another release, or build the old one from its sources: git checkout and vejviser publish. The portal is as it was."
            ),
            Self::Internal(_) => say!("Fortæl os om det.", "Please tell us."),
        }
    }
}

fn taken(at: &str, files: &[String]) -> Text {
    let count = files.len();
    let names = files.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    say!(
        "I »{at}« ligger der {count} filer, som vejviser ikke har lavet, hvor portalen skal være: {names} …",
        "In “{at}” there are {count} files that vejviser did not make where the portal is to be: {names} …"
    )
}
