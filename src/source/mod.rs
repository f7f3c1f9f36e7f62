//! What was on disk: every file of the site as a value.
//!
//! Nothing below this stage touches the disk. [`mod@load`] is the only reader; what it hands on is
//! [`Sources`], an ordered, immutable set of [`SourceFile`]s with stable ids, so that spans kept
//! from an earlier load still point at the right file.

#[allow(clippy::disallowed_methods, reason = "the only reader of the disk")]
mod load;
mod path;
mod span;

pub use load::{FOLDERS, LoadError, Loader, load};
pub use path::{SourcePath, Url};
pub use span::{At, FileId, LineColumn, Span};

use std::collections::BTreeMap;
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
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: BTreeMap<SourcePath, Arc<SourceFile>>,
    by_id: BTreeMap<FileId, Arc<SourceFile>>,
}

impl Sources {
    /// Builds a set from files whose ids are already unique.
    pub fn from_files(files: impl IntoIterator<Item = Arc<SourceFile>>) -> Self {
        let mut sources = Self::default();
        for file in files {
            sources.by_id.insert(file.id, Arc::clone(&file));
            sources.files.insert(file.path.clone(), file);
        }
        sources
    }

    /// Builds a set from texts, for tests and for `init`'s check of its own files.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let files = texts.into_iter().enumerate().map(|(n, (path, text))| {
            Arc::new(SourceFile {
                id: FileId::new(n as u32),
                path: SourcePath::new(path),
                data: SourceData::Text(load::normalise_text(text)),
                hash: crate::text::sha256_hex(text.as_bytes()),
            })
        });
        Self::from_files(files)
    }

    /// Files in path order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }

    /// The file with this path, if the site has one.
    pub fn get(&self, path: &SourcePath) -> Option<&Arc<SourceFile>> {
        self.files.get(path)
    }

    /// The file a span points into, if it is still there.
    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.by_id.get(&id)
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
