//! Noticing that the content changed.
//!
//! Only what the site is made from is watched, so the output, version control and build folders
//! beside it cost nothing and cause nothing.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use notify::{EventKind, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer, new_debouncer_opt,
};
use tokio::sync::Notify;

use super::error::ServeError;
use crate::source::FOLDERS;

/// Quiet for this long, a save is over. Editors write within a few milliseconds; a save that takes
/// longer is merely taken in twice.
const QUIET: Duration = Duration::from_millis(15);
const TICK: Duration = Duration::from_millis(5);
const POLL: Duration = Duration::from_secs(1);

pub(super) struct Watch {
    root: PathBuf,
    watcher: Watcher,
    news: Arc<News>,
}

/// What the watcher's thread tells.
#[derive(Default)]
struct News {
    changed: Notify,
    /// One of the watched folders itself came or went.
    folders: AtomicBool,
}

enum Watcher {
    Native(Debouncer<RecommendedWatcher, RecommendedCache>),
    Poll(Debouncer<PollWatcher, RecommendedCache>),
}

impl Watch {
    pub fn start(root: &Path, poll: bool) -> Result<Self, ServeError> {
        // Events name files by the path that was watched.
        let root = root.canonicalize().map_err(ServeError::Io)?;
        let news = Arc::new(News::default());
        let watcher = Watcher::new(&root, poll, Arc::clone(&news));
        let mut watch = match watcher {
            Ok(watcher) => Self { root, watcher, news },
            Err(error) => return Err(ServeError::Watch { path: root, error }),
        };
        // For `site.toml`, and for folders that are yet to be made.
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive)?;
        for folder in watch.folders() {
            watch.watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
        Ok(watch)
    }

    /// Waits for a change; several that came meanwhile are one.
    pub async fn changed(&self) {
        self.news.changed.notified().await;
    }

    /// Watches folders that came, or came back, since the last time.
    pub fn follow_folders(&mut self) {
        if !self.news.folders.swap(false, Ordering::Relaxed) {
            return;
        }
        for folder in self.folders() {
            self.watcher.unwatch(&folder);
            // A folder that went away again in this moment makes an event of its own.
            let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }

    fn folders(&self) -> Vec<PathBuf> {
        FOLDERS.iter().map(|folder| self.root.join(folder)).filter(|path| path.is_dir()).collect()
    }
}

impl Watcher {
    fn new(root: &Path, poll: bool, news: Arc<News>) -> notify::Result<Self> {
        let root = root.to_owned();
        let handle = move |result: DebounceEventResult| tell(&root, &news, &result);
        if !poll {
            return new_debouncer(QUIET, Some(TICK), handle).map(Self::Native);
        }
        // By time and size, as the loader does: contents would be read over the network each time.
        let config = notify::Config::default().with_poll_interval(POLL);
        new_debouncer_opt(QUIET, None, handle, RecommendedCache::default(), config).map(Self::Poll)
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

fn tell(root: &Path, news: &News, result: &DebounceEventResult) {
    let changed = match result {
        Ok(events) => {
            if events.iter().flat_map(|event| &event.paths).any(|path| path.parent() == Some(root)) {
                news.folders.store(true, Ordering::Relaxed);
            }
            events.iter().any(|event| matters(root, event))
        }
        // Something was missed; what, only a look at the files can tell.
        Err(_) => {
            news.folders.store(true, Ordering::Relaxed);
            true
        }
    };
    if changed {
        news.changed.notify_one();
    }
}

fn matters(root: &Path, event: &DebouncedEvent) -> bool {
    if event.need_rescan() {
        return true;
    }
    // We cause such events ourselves, by reading.
    let read = matches!(event.kind, EventKind::Access(_));
    !read && event.paths.iter().any(|path| is_source(root, path))
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
    use super::is_source;
    use std::path::Path;

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
