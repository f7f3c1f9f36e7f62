//! Noticing that the content changed, and where.
//!
//! Only what the site is made from is watched, so the output, version control and build folders
//! beside it cost nothing and cause nothing. A save is over when the file is closed; where the system does
//! not tell of that, when it has been quiet for a moment.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::Notify;

use super::error::ServeError;
use crate::source::{Changes, FOLDERS};

/// Quiet for this long, a save is over. Editors write within a few milliseconds; a save that takes
/// longer is merely taken in twice.
const QUIET: Duration = Duration::from_millis(15);
/// After a save of one file is known to be over: what else is saved in the same breath comes along.
const BREATH: Duration = Duration::from_millis(1);
/// A switch of branches writes files for a while; what it has written by now is shown meanwhile.
const PATIENCE: Duration = Duration::from_millis(250);
const POLL: Duration = Duration::from_secs(1);

pub(super) struct Watch {
    /// The root as the site's owner calls it; events name it by `real`.
    root: PathBuf,
    real: PathBuf,
    watcher: Watcher,
    news: Arc<News>,
}

/// What the watcher's thread tells.
#[derive(Default)]
struct News {
    told: Notify,
    pending: Mutex<Pending>,
}

/// What changed since somebody last asked.
#[derive(Debug, Default)]
struct Pending {
    paths: BTreeSet<PathBuf>,
    /// Files that are still being written, as far as we know.
    open: BTreeSet<PathBuf>,
    /// Something was missed; what, only a look at the files can tell.
    all: bool,
    /// One of the watched folders itself came or went.
    folders: bool,
}

enum Watcher {
    Native(RecommendedWatcher),
    Poll(PollWatcher),
}

impl Watch {
    pub fn start(root: &Path, poll: bool) -> Result<Self, ServeError> {
        // Events name files by the path that was watched.
        let real = root.canonicalize().map_err(ServeError::Io)?;
        let news = Arc::new(News::default());
        let watcher = Watcher::new(&real, poll, Arc::clone(&news));
        let mut watch = match watcher {
            Ok(watcher) => Self { root: root.to_owned(), real, watcher, news },
            Err(error) => return Err(ServeError::Watch { path: real, error }),
        };
        // For `site.toml`, and for folders that are yet to be made.
        watch.watcher.watch(&watch.real, RecursiveMode::NonRecursive)?;
        for folder in watch.folders() {
            watch.watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
        Ok(watch)
    }

    /// Waits for a change; several that came meanwhile are one.
    pub async fn changed(&self) -> Changes {
        while self.news.pending().is_empty() {
            self.news.told.notified().await;
        }
        let patience = Instant::now() + PATIENCE;
        while Instant::now() < patience {
            let wait = self.news.pending().wait();
            if tokio::time::timeout(wait, self.news.told.notified()).await.is_err() {
                break;
            }
        }
        self.take()
    }

    fn take(&self) -> Changes {
        let mut pending = self.news.pending();
        let folders = pending.folders;
        let taken = std::mem::take(&mut *pending);
        pending.folders = folders;
        if taken.all {
            return Changes::All;
        }
        let given = |path: PathBuf| path.strip_prefix(&self.real).map(|below| self.root.join(below)).unwrap_or(path);
        Changes::At(taken.paths.into_iter().map(given).collect())
    }

    /// Watches folders that came, or came back, since the last time.
    pub fn follow_folders(&mut self) {
        if !std::mem::take(&mut self.news.pending().folders) {
            return;
        }
        for folder in self.folders() {
            self.watcher.unwatch(&folder);
            // A folder that went away again in this moment makes an event of its own.
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }

    fn folders(&self) -> Vec<PathBuf> {
        FOLDERS.iter().map(|folder| self.real.join(folder)).filter(|path| path.is_dir()).collect()
    }
}

impl Watcher {
    fn new(root: &Path, poll: bool, news: Arc<News>) -> notify::Result<Self> {
        let root = root.to_owned();
        let handle = move |result: notify::Result<Event>| news.hear(&root, result, poll);
        if !poll {
            return notify::recommended_watcher(handle).map(Self::Native);
        }
        // By time and size, as the loader does: contents would be read over the network each time.
        let config = notify::Config::default().with_poll_interval(POLL);
        PollWatcher::new(handle, config).map(Self::Poll)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), ServeError> {
        let watched = match self {
            Self::Native(watcher) => watcher.watch(path, mode),
            Self::Poll(watcher) => watcher.watch(path, mode),
        };
        watched.map_err(|error| ServeError::Watch { path: path.to_owned(), error })
    }

    /// A folder that is not watched is as good as one that no longer is.
    fn unwatch(&mut self, path: &Path) {
        let _ = match self {
            Self::Native(watcher) => watcher.unwatch(path),
            Self::Poll(watcher) => watcher.unwatch(path),
        };
    }
}

impl News {
    fn pending(&self) -> MutexGuard<'_, Pending> {
        // A thread that panicked while it told of a path cannot have told half of it.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hear(&self, root: &Path, result: notify::Result<Event>, poll: bool) {
        let mut pending = self.pending();
        match result {
            Ok(event) if !event.need_rescan() => pending.note(root, &event, poll),
            _ => (pending.all, pending.folders) = (true, true),
        }
        let news = !pending.is_empty();
        drop(pending);
        if news {
            self.told.notify_one();
        }
    }
}

impl Pending {
    fn is_empty(&self) -> bool {
        !self.all && self.paths.is_empty()
    }

    /// How long to wait for more. Who writes several files is not done after the first.
    fn wait(&self) -> Duration {
        if self.open.is_empty() && self.paths.len() == 1 { BREATH } else { QUIET }
    }

    fn note(&mut self, root: &Path, event: &Event, poll: bool) {
        let Some(is_over) = is_over(event.kind, poll) else { return };
        for path in &event.paths {
            self.folders |= path.parent() == Some(root);
            if !is_source(root, path) {
                continue;
            }
            if is_over {
                self.open.remove(path);
            } else {
                self.open.insert(path.clone());
            }
            self.paths.insert(path.clone());
        }
    }
}

/// Whether what happened is over and done with, or a file that is being written. `None` for what we cause
/// ourselves, by reading.
fn is_over(kind: EventKind, poll: bool) -> Option<bool> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(true),
        EventKind::Access(_) => None,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) | EventKind::Create(CreateKind::Folder) => {
            Some(true)
        }
        _ => Some(poll),
    }
}

/// Whether a file is part of what the site is made from, and not an editor's working copy.
fn is_source(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let mut names = below.components().filter_map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    names.next().is_some_and(|top| FOLDERS.contains(&top)) && !names.any(is_working_copy)
}

fn is_working_copy(name: &str) -> bool {
    let endings = ["~", ".tmp", ".swp", ".swx", ".swo", ".part", ".crdownload", "___jb_tmp___", "___jb_old___"];
    // Vim makes a file of this name to see whether it can write in the folder.
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name == "4913"
        || endings.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RemoveKind, RenameMode};

    /// What is known after some events at one path: whether anything changed, and whether it is over.
    fn after(kinds: &[EventKind], path: &str) -> (bool, bool) {
        let mut pending = Pending::default();
        for kind in kinds {
            pending.note(Path::new("/s"), &Event::new(*kind).add_path(path.into()), false);
        }
        (!pending.is_empty(), pending.open.is_empty())
    }

    #[test]
    fn a_save_is_over_when_the_file_is_closed() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let created = EventKind::Create(CreateKind::File);
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        let page = "/s/content/x.md";
        assert_eq!(after(&[created, written], page), (true, false));
        assert_eq!(after(&[created, written, closed], page), (true, true));
        assert_eq!(after(&[written, closed, written], page), (true, false), "another save began");
        assert_eq!(after(&[EventKind::Modify(ModifyKind::Name(RenameMode::To))], page), (true, true));
        assert_eq!(after(&[written, EventKind::Remove(RemoveKind::File)], page), (true, true));
        assert_eq!(after(&[read], page), (false, true), "reading is no change");
        assert_eq!(after(&[written, closed], "/s/public/x.html"), (false, true));
    }

    #[test]
    fn only_sources_matter() {
        let check = |path: &str| is_source(Path::new("/s"), Path::new(path));
        for path in ["/s/site.toml", "/s/content", "/s/content/abc/x.md", "/s/themes/t/static/a.css", "/s/i18n/da.toml"]
        {
            assert!(check(path), "{path}");
        }
        for path in [
            "/s",
            "/s/public/index.html",
            "/s/.public.vejviser-staging/x",
            "/s/target/x",
            "/s/.git/HEAD",
            "/t/content/x.md",
            "/s/content/.x.md.swp",
            "/s/content/x.md~",
            "/s/content/.git/x.md",
            "/s/content/4913",
            "/s/content/#x.md#",
            "/s/content/~$brev.docx",
            "/s/content-2/x.md",
        ] {
            assert!(!check(path), "{path}");
        }
    }
}
