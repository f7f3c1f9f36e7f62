//! Adding to the end of a registry below `content/_data/`; what stands there is not touched.

use super::Exit;
use super::failure::Failure;
use super::site::SiteFolder;
use crate::publish::{PublishError, rewrite, write_new};
use crate::say;

/// Writes entries after those that are there, with the line ends of the file as it lies on disk. `unwritten` says
/// what to do where that is not possible.
pub fn append(
    site: &SiteFolder,
    (path, there): (&str, bool),
    added: &str,
    unwritten: impl FnOnce(PublishError) -> Failure,
) -> Result<(), Failure> {
    let disk = site.root.join(path);
    let before =
        if there { std::fs::read_to_string(&disk).map_err(|error| unreadable(path, &error))? } else { String::new() };
    let added = if before.contains("\r\n") { added.replace('\n', "\r\n") } else { added.to_owned() };
    let text = joined(&before, &added);
    let written = if there { rewrite(&disk, text.as_bytes()) } else { write_new(&disk, text.as_bytes()) };
    written.map_err(unwritten)
}

/// A text with more lines after it.
pub fn joined(before: &str, added: &str) -> String {
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    format!("{before}{gap}{added}")
}

fn unreadable(path: &str, error: &std::io::Error) -> Failure {
    Failure::new(
        Exit::Environment,
        say!("{path} kan ikke læses ({error}).", "{path} cannot be read ({error})."),
        say!(
            "se efter, om du har adgang til den; intet er skrevet",
            "see whether you may read it; nothing was written"
        ),
    )
}
