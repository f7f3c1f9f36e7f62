//! Folders that must never be replaced by a portal, and those where no other file may be put.

use std::io;
use std::path::{Path, PathBuf};

use super::Target;
use super::error::{Action, PublishError, Refusal};
use super::manifest::MANIFEST;
use crate::source::FOLDERS;

/// The output with links resolved, once it is clear that a portal may take its place.
/// Whatever is above it exists afterwards.
pub(super) fn resolve(target: Target<'_>) -> Result<PathBuf, PublishError> {
    let (output, root) = paths(target)?;
    let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
    if let Some(why) = refusal(&output, &root, home.as_deref()) {
        return Err(PublishError::Refused { output, why });
    }
    if let Some(above) = output.parent() {
        std::fs::create_dir_all(above).map_err(PublishError::io(Action::Create, above))?;
    }
    Ok(output)
}

/// Whether files that are no part of a portal may be put in the output, among those of others: not
/// in what the portal is made from, nor in a portal, which holds nothing but itself.
pub(super) fn admit(target: Target<'_>) -> Result<(), PublishError> {
    let (output, root) = paths(target)?;
    let portal = || output.ancestors().any(|folder| folder.join(MANIFEST).is_file()).then_some(Refusal::Portal);
    match source(&output, &root).or_else(portal) {
        Some(why) => Err(PublishError::Refused { output, why }),
        None => Ok(()),
    }
}

/// The output and the site's root with links resolved; the output is a folder, or can become one.
fn paths(target: Target<'_>) -> Result<(PathBuf, PathBuf), PublishError> {
    if let Some(file) = target.output.ancestors().find(|path| path.exists()).filter(|path| !path.is_dir()) {
        return Err(PublishError::NotAFolder { output: file.to_owned() });
    }
    let output = canonical(target.output).map_err(PublishError::io(Action::Read, target.output))?;
    let root = target.root.canonicalize().map_err(PublishError::io(Action::Read, target.root))?;
    Ok((output, root))
}

/// All three paths are canonical.
fn refusal(output: &Path, root: &Path, home: Option<&Path>) -> Option<Refusal> {
    if output.parent().is_none() {
        return Some(Refusal::SystemRoot);
    }
    if root.starts_with(output) {
        return Some(Refusal::Site);
    }
    if home.is_some_and(|home| home.starts_with(output)) {
        return Some(Refusal::Home);
    }
    source(output, root)
}

/// Within what the site is made from.
fn source(output: &Path, root: &Path) -> Option<Refusal> {
    let source = FOLDERS.iter().find(|folder| output.starts_with(root.join(folder)))?;
    Some(Refusal::Source((*source).to_owned()))
}

/// Resolves links in what exists of a path; the rest must be plain names.
fn canonical(path: &Path) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        found => return found,
    }
    if path.is_symlink() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "symbolic link to nothing"));
    }
    let path = std::path::absolute(path)?;
    match (path.parent(), path.file_name()) {
        (Some(above), Some(name)) => Ok(canonical(above)?.join(name)),
        _ => Err(io::Error::from(io::ErrorKind::InvalidInput)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_home_and_roots_are_refused() {
        let check =
            |output: &str| refusal(Path::new(output), Path::new("/home/ane/portal"), Some(Path::new("/home/ane")));
        assert_eq!(check("/"), Some(Refusal::SystemRoot));
        assert_eq!(check("/home"), Some(Refusal::Site));
        assert_eq!(check("/home/ane"), Some(Refusal::Site));
        assert_eq!(check("/home/ane/portal"), Some(Refusal::Site));
        assert_eq!(check("/home/ane/portal/content"), Some(Refusal::Source("content".into())));
        assert_eq!(check("/home/ane/portal/themes/x"), Some(Refusal::Source("themes".into())));
        assert_eq!(check("/home/ane/portal/content-2"), None);
        assert_eq!(check("/home/ane/portal/public"), None);
        assert_eq!(check("/srv/www"), None);
        let elsewhere = refusal(Path::new("/home/ane"), Path::new("/srv/portal"), Some(Path::new("/home/ane")));
        assert_eq!(elsewhere, Some(Refusal::Home));
    }
}
