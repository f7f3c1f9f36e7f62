//! The only reader of the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::{FileId, SourceData, SourceFile, SourcePath, Sources};

/// Texts above this are refused: no page is this long, and offsets stay within 32 bits.
const MAX_TEXT: u64 = 2 * 1024 * 1024;

/// What is read below the site's root; everything else there is left alone.
pub const FOLDERS: [&str; 6] = ["content", "themes", "templates", "static", "i18n", "site.toml"];

/// Something on disk that cannot be part of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// `site.toml` is not there.
    NoSite {
        root: PathBuf,
    },
    /// The file or folder could not be read.
    Unreadable {
        path: PathBuf,
        error: String,
    },
    /// A symbolic link: it may leave the site, so none is followed.
    Symlink {
        path: PathBuf,
        target: Option<PathBuf>,
    },
    /// Not UTF-8, from this byte on.
    NotUtf8 {
        path: PathBuf,
        offset: usize,
    },
    /// A file's name is not UTF-8.
    BadName {
        path: PathBuf,
    },
    TooLarge {
        path: PathBuf,
        size: u64,
        limit: u64,
    },
    /// Two names that are equal once normalised (NFC).
    SameName {
        path: SourcePath,
    },
}

/// Loads the site again and again, keeping the ids of paths and the files that did not change.
#[derive(Debug, Default)]
pub struct Loader {
    ids: BTreeMap<SourcePath, FileId>,
    /// Size and time of change of each file at the last load, to skip reading it again.
    stamps: BTreeMap<SourcePath, Stamp>,
    last: Sources,
}

/// Loads the site at `root` once.
///
/// # Errors
/// Every file that cannot be part of the site.
pub fn load(root: &Path) -> Result<Sources, Vec<LoadError>> {
    Loader::default().load(root)
}

impl Loader {
    /// Loads the site at `root`; files whose size and time of change are the same are kept.
    ///
    /// # Errors
    /// Every file that cannot be part of the site.
    pub fn load(&mut self, root: &Path) -> Result<Sources, Vec<LoadError>> {
        let (found, mut errors) = list(root);
        if !found.iter().any(|entry| entry.path.as_str() == "site.toml") {
            errors.push(LoadError::NoSite { root: root.to_owned() });
        }
        let stamps = found.iter().map(|entry| (entry.path.clone(), entry.stamp())).collect();
        let jobs: Vec<Job> = found.into_iter().map(|entry| self.job(entry)).collect();
        let read: Vec<Result<Arc<SourceFile>, LoadError>> = read_all(jobs);
        let mut files = Vec::with_capacity(read.len());
        for result in read {
            match result {
                Ok(file) => files.push(file),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        // Only with the files they belong to: a load that fails leaves both as they were, or the
        // next one would take old files for unchanged ones.
        self.stamps = stamps;
        self.last = Sources::from_files(files);
        Ok(self.last.clone())
    }

    fn job(&mut self, entry: Entry) -> Job {
        let next = FileId::new(self.ids.len() as u32);
        let id = *self.ids.entry(entry.path.clone()).or_insert(next);
        let same = entry.changed.is_some() && self.stamps.get(&entry.path) == Some(&entry.stamp());
        let kept = if same { self.last.get(&entry.path).cloned() } else { None };
        Job { id, entry, kept }
    }
}

/// Size and time of change.
type Stamp = (u64, Option<std::time::SystemTime>);

struct Entry {
    path: SourcePath,
    disk: PathBuf,
    size: u64,
    changed: Option<std::time::SystemTime>,
}

impl Entry {
    fn stamp(&self) -> Stamp {
        (self.size, self.changed)
    }
}

struct Job {
    id: FileId,
    entry: Entry,
    kept: Option<Arc<SourceFile>>,
}

fn list(root: &Path) -> (Vec<Entry>, Vec<LoadError>) {
    let mut entries: BTreeMap<SourcePath, Entry> = BTreeMap::new();
    let mut errors = Vec::new();
    for folder in FOLDERS {
        let top = root.join(folder);
        if top.symlink_metadata().is_err() {
            continue;
        }
        let walk = WalkDir::new(&top).follow_links(false).sort_by_file_name().into_iter();
        for found in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
            match found.map_err(|error| walk_error(&top, &error)).and_then(|found| entry(root, &found)) {
                Ok(None) => {}
                Ok(Some(entry)) => {
                    if entries.contains_key(&entry.path) {
                        errors.push(LoadError::SameName { path: entry.path });
                    } else {
                        entries.insert(entry.path.clone(), entry);
                    }
                }
                Err(error) => errors.push(error),
            }
        }
    }
    (entries.into_values().collect(), errors)
}

/// Hidden files belong to editors and version control; `~` ends the backups of some editors.
fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~')
}

fn walk_error(top: &Path, error: &walkdir::Error) -> LoadError {
    LoadError::Unreadable { path: error.path().unwrap_or(top).to_owned(), error: error.to_string() }
}

fn entry(root: &Path, found: &walkdir::DirEntry) -> Result<Option<Entry>, LoadError> {
    let disk = found.path();
    if found.path_is_symlink() {
        let target = std::fs::read_link(disk).ok();
        return Err(LoadError::Symlink { path: disk.to_owned(), target });
    }
    let meta = found.metadata().map_err(|error| walk_error(disk, &error))?;
    if !meta.is_file() {
        return Ok(None);
    }
    let below = disk.strip_prefix(root).unwrap_or(disk);
    let Some(name) = below.to_str() else {
        return Err(LoadError::BadName { path: disk.to_owned() });
    };
    Ok(Some(Entry {
        path: SourcePath::new(name),
        disk: disk.to_owned(),
        size: meta.len(),
        changed: meta.modified().ok(),
    }))
}

fn read_all(jobs: Vec<Job>) -> Vec<Result<Arc<SourceFile>, LoadError>> {
    use rayon::prelude::*;
    jobs.into_par_iter().map(|job| job.kept.map_or_else(|| read(job.id, job.entry), Ok)).collect()
}

fn read(id: FileId, entry: Entry) -> Result<Arc<SourceFile>, LoadError> {
    let unreadable =
        |error: std::io::Error| LoadError::Unreadable { path: entry.disk.clone(), error: error.to_string() };
    if !is_text(&entry.path) {
        let hash = hash_file(&entry.disk).map_err(unreadable)?;
        let data = SourceData::Opaque { disk: entry.disk, size: entry.size };
        return Ok(Arc::new(SourceFile { id, path: entry.path, data, hash }));
    }
    if entry.size > MAX_TEXT {
        return Err(LoadError::TooLarge { path: entry.disk, size: entry.size, limit: MAX_TEXT });
    }
    let bytes = std::fs::read(&entry.disk).map_err(unreadable)?;
    let hash = crate::text::sha256_hex(&bytes);
    let text = String::from_utf8(bytes)
        .map_err(|error| LoadError::NotUtf8 { path: entry.disk, offset: error.utf8_error().valid_up_to() })?;
    Ok(Arc::new(SourceFile { id, path: entry.path, data: SourceData::Text(normalise_text(&text)), hash }))
}

/// What the program reads itself; everything else is only passed on.
fn is_text(path: &SourcePath) -> bool {
    let text = ["md", "yaml", "yml", "toml", "html", "css", "js", "json", "xml", "txt"];
    let in_content = path.as_str().starts_with("content/");
    path.extension().is_some_and(|extension| match extension {
        "md" | "yaml" | "yml" => true,
        "svg" => !in_content,
        other => !in_content && text.contains(&other),
    })
}

fn hash_file(path: &Path) -> std::io::Result<String> {
    use sha2::{Digest, Sha256};
    use std::io::Read;
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in hasher.finalize() {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}

/// Drops a byte order mark and makes line ends `\n`, so that places count the same everywhere.
pub(super) fn normalise_text(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that cannot be read must neither vanish from the problems nor hide what else changed.
    #[test]
    fn a_load_that_fails_forgets_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
        std::fs::create_dir(folder.path().join("content")).unwrap();
        write("site.toml", b"title = \"x\"");
        write("content/a.md", b"a");
        write("content/b.md", b"b");
        let mut loader = Loader::default();
        loader.load(folder.path()).unwrap();
        write("content/a.md", b"\xe6 as Latin-1");
        write("content/b.md", b"b, changed");
        for _ in 0..2 {
            let errors = loader.load(folder.path()).unwrap_err();
            assert!(matches!(errors.as_slice(), [LoadError::NotUtf8 { offset: 0, .. }]), "{errors:?}");
        }
        write("content/a.md", "æ as UTF-8".as_bytes());
        let sources = loader.load(folder.path()).unwrap();
        let text = |path: &str| sources.get(&SourcePath::new(path)).unwrap().text().to_owned();
        assert_eq!((text("content/a.md").as_str(), text("content/b.md").as_str()), ("æ as UTF-8", "b, changed"));
    }
}
