//! What was on disk: every file of the site as a value.
//!
//! Nothing below this stage touches the disk. [`mod@load`] is the only reader; what it hands on is
//! [`Sources`], an ordered, immutable set of [`SourceFile`]s with stable ids, so that spans kept
//! from an earlier load still point at the right file.

#[allow(clippy::disallowed_methods, reason = "the only reader of the disk")]
mod load;
mod path;
mod span;

pub use load::{Changes, FOLDERS, LoadError, Loader, file_of_bytes, is_own_name, load};
pub use path::{SourcePath, Url};
pub use span::{At, FileId, LineColumn, Span};

use std::path::PathBuf;
use std::sync::Arc;

/// One file of the site.
#[derive(Debug)]
pub struct SourceFile {
    pub id: FileId,
    /// Where it lies below the site's root.
    pub path: SourcePath,
    pub data: SourceData,
    /// SHA-256 of the bytes on disk, lower-case hexadecimal.
    pub hash: String,
}

/// The bytes of a file, or where they can be read again.
#[derive(Debug)]
pub enum SourceData {
    /// Text that the program reads: pages, registries, templates, settings.
    /// A byte order mark is gone and line ends are `\n`.
    Text(String),
    /// A file that is only passed on; publishing copies it from here.
    Opaque { disk: PathBuf, size: u64 },
}

impl SourceFile {
    /// A text that is not on disk, or not yet.
    pub fn of_text(id: FileId, path: SourcePath, text: &str) -> Self {
        let hash = crate::text::sha256_hex(text.as_bytes());
        Self { id, path, data: SourceData::Text(load::normalise_text(text)), hash }
    }

    /// Bytes of the file; of a text, as it is passed on.
    pub fn size(&self) -> u64 {
        match &self.data {
            SourceData::Text(text) => text.len() as u64,
            SourceData::Opaque { size, .. } => *size,
        }
    }

    /// The text, or `""` for a file that is only passed on.
    pub fn text(&self) -> &str {
        match &self.data {
            SourceData::Text(text) => text,
            SourceData::Opaque { .. } => "",
        }
    }
}

/// Every file of the site, in path order.
///
/// Copies are made at every save of an editor, so a copy is a list of pointers and nothing else.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    /// In path order; each path once.
    files: Vec<Arc<SourceFile>>,
    by_id: Vec<Option<Arc<SourceFile>>>,
}

impl Sources {
    /// Builds a set from files whose ids are already unique. Of several with one path the last is taken.
    pub fn from_files(files: impl IntoIterator<Item = Arc<SourceFile>>) -> Self {
        let mut files: Vec<Arc<SourceFile>> = files.into_iter().collect();
        files.reverse();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|later, first| later.path == first.path);
        let mut sources = Self::default();
        for file in &files {
            sources.know(file);
        }
        sources.files = files;
        sources
    }

    /// Builds a set from texts, for tests and for `init`'s check of its own files.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = texts
            .into_iter()
            .enumerate()
            .map(|(n, (path, text))| Arc::new(SourceFile::of_text(FileId::new(n as u32), SourcePath::new(path), text)));
        Self::from_files(files)
    }

    /// Takes a file in, in the place of one with the same path if there is one.
    pub fn insert(&mut self, file: Arc<SourceFile>) {
        self.know(&file);
        match self.place(&file.path) {
            Ok(at) => {
                if let Some(old) = self.files.get_mut(at) {
                    *old = file;
                }
            }
            Err(at) => self.files.insert(at, file),
        }
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) {
        let Ok(at) = self.place(path) else { return };
        let file = self.files.remove(at);
        if let Some(known) = self.by_id.get_mut(file.id.index()) {
            *known = None;
        }
    }

    /// Files in path order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Arc<SourceFile>> {
        self.files.iter()
    }

    /// The file with this path, if the site has one.
    pub fn get(&self, path: &SourcePath) -> Option<&Arc<SourceFile>> {
        self.files.get(self.place(path).ok()?)
    }

    /// The file a span points into, if it is still there.
    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.by_id.get(id.index())?.as_ref()
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Where a path stands, or would stand.
    fn place(&self, path: &SourcePath) -> Result<usize, usize> {
        self.files.binary_search_by(|file| file.path.cmp(path))
    }

    fn know(&mut self, file: &Arc<SourceFile>) {
        let at = file.id.index();
        if self.by_id.len() <= at {
            self.by_id.resize(at + 1, None);
        }
        if let Some(known) = self.by_id.get_mut(at) {
            *known = Some(Arc::clone(file));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(sources: &Sources) -> Vec<&str> {
        sources.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn files_come_and_go() {
        let mut sources = Sources::from_texts([("b", "1"), ("a", "2"), ("c", "3"), ("b", "4")]);
        assert_eq!(paths(&sources), ["a", "b", "c"]);
        assert_eq!(sources.get(&SourcePath::new("b")).unwrap().text(), "4", "the last of two with one path");
        sources.insert(Arc::new(SourceFile::of_text(FileId::new(9), SourcePath::new("ab"), "5")));
        sources.insert(Arc::new(SourceFile::of_text(FileId::new(2), SourcePath::new("c"), "6")));
        assert_eq!(paths(&sources), ["a", "ab", "b", "c"]);
        assert_eq!(sources.file(FileId::new(9)).unwrap().text(), "5");
        assert_eq!(sources.file(FileId::new(2)).unwrap().text(), "6");
        sources.remove(&SourcePath::new("ab"));
        sources.remove(&SourcePath::new("never there"));
        assert_eq!(paths(&sources), ["a", "b", "c"]);
        assert!(sources.file(FileId::new(9)).is_none() && sources.file(FileId::new(77)).is_none());
    }
}
