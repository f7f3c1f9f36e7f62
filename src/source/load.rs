//! The only reader of the disk.

use std::collections::{BTreeMap, BTreeSet};
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

impl LoadError {
    /// Where it lies on disk, for what is one file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::NoSite { .. } | Self::SameName { .. } => None,
            Self::Unreadable { path, .. }
            | Self::Symlink { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::BadName { path }
            | Self::TooLarge { path, .. } => Some(path),
        }
    }
}

/// What may have changed on disk since the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Anything: every file is looked at.
    All,
    /// At these paths or below them, and nowhere else.
    At(BTreeSet<PathBuf>),
}

/// Loads the site again and again, keeping the ids of paths and the files that did not change.
#[derive(Debug, Default)]
pub struct Loader {
    ids: BTreeMap<SourcePath, FileId>,
    /// Where each file lies, and its size and time of change when it was read.
    known: BTreeMap<SourcePath, (PathBuf, Stamp)>,
    sources: Sources,
    /// What could not be read, by where it lies.
    errors: BTreeMap<PathBuf, LoadError>,
    /// Text that somebody has in an editor and not on disk yet.
    unsaved: BTreeMap<SourcePath, Arc<SourceFile>>,
}

/// Loads the site at `root` once.
///
/// # Errors
/// Every file that cannot be part of the site.
pub fn load(root: &Path) -> Result<Sources, Vec<LoadError>> {
    Loader::default().load(root, &Changes::All)
}

impl Loader {
    /// Loads the site at `root`. Only what may have changed is looked at, and of that only files whose size
    /// or time of change differ are read.
    ///
    /// # Errors
    /// Every file that cannot be part of the site.
    pub fn load(&mut self, root: &Path, changes: &Changes) -> Result<Sources, Vec<LoadError>> {
        match changes {
            Changes::At(paths) if self.look(root, paths) => {}
            _ => {
                let all = FOLDERS.iter().map(|folder| root.join(folder)).collect();
                self.errors.clear();
                self.look(root, &all);
            }
        }
        let mut errors: Vec<LoadError> = self.errors.values().cloned().collect();
        // One that is there and cannot be read has its own error.
        let is_told = self.errors.contains_key(&root.join("site.toml"));
        if !is_told && !self.known.contains_key(&SourcePath::new("site.toml")) {
            errors.insert(0, LoadError::NoSite { root: root.to_owned() });
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut sources = self.sources.clone();
        for file in self.unsaved.values() {
            sources.insert(Arc::clone(file));
        }
        Ok(sources)
    }

    /// Takes a text for the file's until it is taken back by `None`.
    pub fn set_unsaved(&mut self, path: &SourcePath, text: Option<&str>) {
        match text {
            Some(text) => {
                let file = SourceFile::of_text(self.id(path), path.clone(), text);
                self.unsaved.insert(path.clone(), Arc::new(file));
            }
            None => {
                self.unsaved.remove(path);
            }
        }
    }

    /// Looks at some paths and what lies below them. `false` when that is not enough, since a name came that
    /// stands elsewhere as well.
    fn look(&mut self, root: &Path, tops: &BTreeSet<PathBuf>) -> bool {
        let mut found: BTreeMap<SourcePath, Entry> = BTreeMap::new();
        for top in tops {
            let Some(below) = own_part(root, top) else { continue };
            self.errors.retain(|path, _| !path.starts_with(top));
            self.list(root, top, &mut found);
            self.forget(&below, &found);
        }
        let elsewhere =
            |(path, entry): (&SourcePath, &Entry)| self.known.get(path).is_some_and(|(disk, _)| *disk != entry.disk);
        if found.iter().any(elsewhere) && tops.len() < FOLDERS.len() {
            return false;
        }
        let changed = found.into_values().filter(|entry| !self.is_known(entry)).collect();
        self.read(changed);
        true
    }

    fn is_known(&self, entry: &Entry) -> bool {
        let known = self.known.get(&entry.path);
        entry.changed.is_some() && known.is_some_and(|(disk, stamp)| *disk == entry.disk && *stamp == entry.stamp())
    }

    /// Everything at or below `top` that can be part of the site; what cannot is remembered.
    fn list(&mut self, root: &Path, top: &Path, found: &mut BTreeMap<SourcePath, Entry>) {
        if let Err(error) = top.symlink_metadata() {
            if error.kind() != std::io::ErrorKind::NotFound {
                let error = LoadError::Unreadable { path: top.to_owned(), error: error.to_string() };
                self.errors.insert(top.to_owned(), error);
            }
            return;
        }
        let walk = WalkDir::new(top).follow_links(false).sort_by_file_name().into_iter();
        for step in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
            match step.map_err(|error| walk_error(top, &error)).and_then(|step| entry(root, &step)) {
                Ok(None) => {}
                Ok(Some(entry)) => {
                    if let Some(first) = found.get(&entry.path).filter(|first| first.disk != entry.disk) {
                        self.errors.insert(first.disk.clone(), LoadError::SameName { path: entry.path });
                    } else {
                        found.insert(entry.path.clone(), entry);
                    }
                }
                Err((path, error)) => {
                    self.errors.insert(path, error);
                }
            }
        }
    }

    /// Forgets what was at or below a path of the site and is there no more.
    fn forget(&mut self, below: &SourcePath, found: &BTreeMap<SourcePath, Entry>) {
        let folder = format!("{below}/");
        let under = self.known.range(below..).take_while(|(path, _)| path.as_str().starts_with(below.as_str()));
        let gone: Vec<SourcePath> = under
            .map(|(path, _)| path)
            .filter(|path| *path == below || path.as_str().starts_with(&folder))
            .filter(|path| !found.contains_key(*path))
            .cloned()
            .collect();
        for path in gone {
            self.known.remove(&path);
            self.sources.remove(&path);
        }
    }

    /// Reads files. One that cannot be read is forgotten, so that it is tried again next time.
    fn read(&mut self, entries: Vec<Entry>) {
        use rayon::prelude::*;
        let jobs: Vec<(FileId, Entry)> = entries.into_iter().map(|entry| (self.id(&entry.path), entry)).collect();
        let read: Vec<(Entry, Result<SourceFile, LoadError>)> = jobs
            .into_par_iter()
            .map(|(id, entry)| {
                let file = read(id, &entry);
                (entry, file)
            })
            .collect();
        for (entry, file) in read {
            match file {
                Ok(file) => {
                    self.known.insert(entry.path.clone(), (entry.disk.clone(), entry.stamp()));
                    self.sources.insert(Arc::new(file));
                }
                Err(error) => {
                    self.known.remove(&entry.path);
                    self.sources.remove(&entry.path);
                    self.errors.insert(entry.disk, error);
                }
            }
        }
    }

    fn id(&mut self, path: &SourcePath) -> FileId {
        let next = FileId::new(self.ids.len() as u32);
        *self.ids.entry(path.clone()).or_insert(next)
    }
}

/// The path below the root, where it is one of those that the site is made from.
fn own_part(root: &Path, path: &Path) -> Option<SourcePath> {
    let below = path.strip_prefix(root).ok()?;
    let mut parts = below.components();
    let top = parts.next()?.as_os_str();
    let ours = FOLDERS.iter().any(|folder| top == *folder) && !parts.any(|part| is_hidden(part.as_os_str()));
    ours.then(|| SourcePath::new(&below.to_string_lossy()))
}

/// Size and time of change.
type Stamp = (u64, Option<std::time::SystemTime>);

#[derive(Debug)]
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

/// Hidden files belong to editors and version control; `~` ends the backups of some editors.
fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~')
}

/// What is wrong, and where.
type Trouble = (PathBuf, LoadError);

fn walk_error(top: &Path, error: &walkdir::Error) -> Trouble {
    let path = error.path().unwrap_or(top).to_owned();
    (path.clone(), LoadError::Unreadable { path, error: error.to_string() })
}

fn entry(root: &Path, found: &walkdir::DirEntry) -> Result<Option<Entry>, Trouble> {
    let disk = found.path();
    if found.path_is_symlink() {
        let (path, target) = (disk.to_owned(), std::fs::read_link(disk).ok());
        return Err((path.clone(), LoadError::Symlink { path, target }));
    }
    let meta = found.metadata().map_err(|error| walk_error(disk, &error))?;
    if !meta.is_file() {
        return Ok(None);
    }
    let below = disk.strip_prefix(root).unwrap_or(disk);
    let Some(name) = below.to_str() else {
        return Err((disk.to_owned(), LoadError::BadName { path: disk.to_owned() }));
    };
    Ok(Some(Entry {
        path: SourcePath::new(name),
        disk: disk.to_owned(),
        size: meta.len(),
        changed: meta.modified().ok(),
    }))
}

fn read(id: FileId, entry: &Entry) -> Result<SourceFile, LoadError> {
    let unreadable =
        |error: std::io::Error| LoadError::Unreadable { path: entry.disk.clone(), error: error.to_string() };
    let path = entry.path.clone();
    if !is_text(&path) {
        let hash = hash_file(&entry.disk).map_err(unreadable)?;
        let data = SourceData::Opaque { disk: entry.disk.clone(), size: entry.size };
        return Ok(SourceFile { id, path, data, hash });
    }
    small_enough(&entry.disk, entry.size)?;
    let bytes = std::fs::read(&entry.disk).map_err(unreadable)?;
    text_file(id, path, &entry.disk, bytes)
}

fn small_enough(disk: &Path, size: u64) -> Result<(), LoadError> {
    let too_large = LoadError::TooLarge { path: disk.to_owned(), size, limit: MAX_TEXT };
    if size > MAX_TEXT { Err(too_large) } else { Ok(()) }
}

fn text_file(id: FileId, path: SourcePath, disk: &Path, bytes: Vec<u8>) -> Result<SourceFile, LoadError> {
    let hash = crate::text::sha256_hex(&bytes);
    let text = String::from_utf8(bytes)
        .map_err(|error| LoadError::NotUtf8 { path: disk.to_owned(), offset: error.utf8_error().valid_up_to() })?;
    Ok(SourceFile { id, path, data: SourceData::Text(normalise_text(&text)), hash })
}

/// Whether a name below the site's root, or in a folder that is read, is the site's: no editor's or version
/// control's.
pub fn is_own_name(name: &str) -> bool {
    !is_hidden(std::ffi::OsStr::new(name))
}

/// A file whose bytes came from elsewhere than the disk, by the same rules.
///
/// # Errors
/// It cannot be part of a site.
pub fn file_of_bytes(id: FileId, path: SourcePath, bytes: Vec<u8>) -> Result<SourceFile, LoadError> {
    let disk = PathBuf::from(path.as_str());
    let size = bytes.len() as u64;
    if !is_text(&path) {
        let hash = crate::text::sha256_hex(&bytes);
        return Ok(SourceFile { id, path, data: SourceData::Opaque { disk, size }, hash });
    }
    small_enough(&disk, size)?;
    text_file(id, path, &disk, bytes)
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

    fn write(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn texts(sources: &Sources) -> Vec<(String, String)> {
        sources.iter().map(|file| (file.path.to_string(), file.text().to_owned())).collect()
    }

    /// A file that cannot be read must neither vanish from the problems nor hide what else changed.
    #[test]
    fn a_load_that_fails_forgets_nothing() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder, "site.toml", b"title = \"x\"");
        write(&folder, "content/a.md", b"a");
        write(&folder, "content/b.md", b"b");
        let mut loader = Loader::default();
        let mut load = || loader.load(folder.path(), &Changes::All);
        load().unwrap();
        write(&folder, "content/a.md", b"\xe6 as Latin-1");
        write(&folder, "content/b.md", b"b, changed");
        for _ in 0..2 {
            let errors = load().unwrap_err();
            assert!(matches!(errors.as_slice(), [LoadError::NotUtf8 { offset: 0, .. }]), "{errors:?}");
        }
        write(&folder, "content/a.md", "æ as UTF-8".as_bytes());
        let sources = load().unwrap();
        let text = |path: &str| sources.get(&SourcePath::new(path)).unwrap().text().to_owned();
        assert_eq!((text("content/a.md").as_str(), text("content/b.md").as_str()), ("æ as UTF-8", "b, changed"));
    }

    /// Whoever is told what changed ends with the same files as whoever looks at everything.
    #[test]
    fn a_look_at_what_changed_is_enough() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(&folder, "site.toml", b"title = \"x\"");
        for name in ["content/a.md", "content/m/1.md", "content/m/2.md", "content/m.md", "content/z.md"] {
            write(&folder, name, name.as_bytes());
        }
        let mut loader = Loader::default();
        loader.load(root, &Changes::All).unwrap();
        let mut told = |paths: &[PathBuf]| loader.load(root, &Changes::At(paths.iter().cloned().collect()));
        let same = |loaded: Result<Sources, Vec<LoadError>>| {
            assert_eq!(loaded.map(|sources| texts(&sources)), load(root).map(|sources| texts(&sources)));
        };
        same(told(&[write(&folder, "content/a.md", b"longer than it was")]));
        same(told(&[write(&folder, "content/ny/side.md", b"new"), root.join("content/never.md")]));
        std::fs::remove_dir_all(root.join("content/m")).unwrap();
        same(told(&[root.join("content/m")]));
        std::fs::rename(root.join("content/ny"), root.join("content/gammel")).unwrap();
        same(told(&[root.join("content/ny"), root.join("content/gammel")]));
        same(told(&[write(&folder, "content/.a.md.swp", b"hidden"), write(&folder, "elsewhere.md", b"not ours")]));
        same(told(&[write(&folder, "content/z.md", b"\xff")]));
        assert!(told(&[]).is_err(), "what is wrong stays wrong");
        std::fs::remove_file(root.join("content/z.md")).unwrap();
        same(told(&[root.join("content/z.md")]));
        std::fs::remove_file(root.join("site.toml")).unwrap();
        same(told(&[root.join("site.toml")]));
    }

    /// `å` may be written in two ways, and then two files have one name.
    #[test]
    fn two_spellings_of_a_name_are_noticed_and_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(&folder, "site.toml", b"title = \"x\"");
        write(&folder, "content/\u{e5}.md", b"one");
        let mut loader = Loader::default();
        loader.load(root, &Changes::All).unwrap();
        let other = write(&folder, "content/a\u{30a}.md", b"other");
        let mut told = |path: &Path| loader.load(root, &Changes::At([path.to_owned()].into()));
        let errors = told(&other).unwrap_err();
        assert!(matches!(errors.as_slice(), [LoadError::SameName { .. }]), "{errors:?}");
        std::fs::remove_file(root.join("content/\u{e5}.md")).unwrap();
        let sources = loader.load(root, &Changes::All).unwrap();
        assert_eq!(texts(&sources)[0].1, "other");
    }

    #[test]
    fn unsaved_text_is_taken_for_the_file_until_it_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder, "site.toml", b"title = \"x\"");
        write(&folder, "content/a.md", b"on disk");
        let mut loader = Loader::default();
        let (saved, new) = (SourcePath::new("content/a.md"), SourcePath::new("content/b.md"));
        loader.set_unsaved(&saved, Some("typed"));
        loader.set_unsaved(&new, Some("not there yet"));
        let sources = loader.load(folder.path(), &Changes::All).unwrap();
        assert_eq!(sources.get(&saved).unwrap().text(), "typed");
        assert_eq!(sources.get(&new).unwrap().text(), "not there yet");
        loader.set_unsaved(&saved, None);
        loader.set_unsaved(&new, None);
        let sources = loader.load(folder.path(), &Changes::At(BTreeSet::new())).unwrap();
        assert_eq!(sources.get(&saved).unwrap().text(), "on disk");
        assert!(sources.get(&new).is_none());
    }
}
