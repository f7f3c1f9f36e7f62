//! What a place must be able to do to keep releases: a folder and a bucket alike.

use super::super::error::PublishError;

/// The name of a file in a target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Of the portal, as readers see it: `abc/kontanthjaelp/index.html`.
    Portal(String),
    /// Of the archive, which readers do not see.
    Own(String),
}

/// Files by name. Each is written whole or not at all.
pub(super) trait Store: Sync {
    /// The file; `None` when it is not there.
    fn read(&self, key: &Key) -> Result<Option<Vec<u8>>, PublishError>;

    /// Writes the file, in place of an older one.
    fn write(&self, key: &Key, bytes: &[u8]) -> Result<(), PublishError>;

    /// Adds a line to the end of a file.
    fn append(&self, key: &Key, line: &str) -> Result<(), PublishError>;

    /// Makes `to` a file with the content that `from` has now, whose SHA-256 is given.
    fn copy(&self, from: &Key, to: &Key, sha256: &str) -> Result<(), PublishError>;

    /// Deletes the file, should it be there.
    fn remove(&self, key: &Key) -> Result<(), PublishError>;

    /// Names of the archive's files below one of its folders.
    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError>;
}
