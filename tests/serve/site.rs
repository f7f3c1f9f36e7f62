//! A portal of a few pages, for a server to serve.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use tempfile::TempDir;
use vejviser::diag::Severity;
use vejviser::serve::{Place, Problem, Response, Site};
use vejviser::source::Changes;

/// A portal of a few pages whose version counts the contents of `content/` seen so far.
pub struct Pages {
    pub dir: TempDir,
    pub pages: BTreeMap<&'static str, (&'static str, &'static str)>,
    pub asked: Mutex<Vec<String>>,
    pub version: AtomicU64,
    pub reloads: AtomicUsize,
    pub seen: Mutex<BTreeMap<String, String>>,
    pub problems: Mutex<Vec<Problem>>,
    pub opened: Mutex<Vec<String>>,
}

pub const HTML: &str = "text/html; charset=utf-8";

impl Pages {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("content/abc")).unwrap();
        fs::write(dir.path().join("content/abc/x.md"), "x").unwrap();
        fs::write(dir.path().join("site.toml"), "title").unwrap();
        fs::write(dir.path().join("secret.txt"), "secret").unwrap();
        let pages = BTreeMap::from([
            ("", (HTML, "<html><body>forside</body></html>")),
            ("abc/x/", (HTML, "<html><body>x</body></html>")),
            ("assets/style-1a2b3c4d.css", ("text/css", "body{}")),
            ("404.html", (HTML, "<html><body>findes ikke</body></html>")),
        ]);
        let seen = Mutex::new(contents(dir.path()));
        Self {
            dir,
            pages,
            asked: Mutex::default(),
            version: AtomicU64::new(1),
            reloads: AtomicUsize::new(0),
            seen,
            problems: Mutex::default(),
            opened: Mutex::default(),
        }
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }
}

/// The name that a file has until it is whole.
pub const FRESH: &str = ".fresh";

pub fn contents(root: &Path) -> BTreeMap<String, String> {
    // A reload may come while a file is still under the name it is saved by.
    let is_source = |entry: &walkdir::DirEntry| entry.file_type().is_file() && entry.file_name() != FRESH;
    let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok).filter(is_source);
    let text = |entry: &walkdir::DirEntry| fs::read_to_string(entry.path()).unwrap_or_default();
    files.map(|entry| (entry.path().display().to_string(), text(&entry))).collect()
}

impl Site for Pages {
    fn reload(&self, _: &Changes) {
        self.reloads.fetch_add(1, Ordering::SeqCst);
        let now = contents(self.root());
        let mut seen = self.seen.lock().unwrap();
        let is_broken = now.values().any(|text| text == "fejl");
        *self.problems.lock().unwrap() = if is_broken { vec![mistake()] } else { Vec::new() };
        if *seen != now && !is_broken {
            *seen = now;
            self.version.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn get(&self, url: &str) -> Option<Result<Response, Vec<Problem>>> {
        self.asked.lock().unwrap().push(url.to_owned());
        match url {
            "i-stykker/" => return Some(Err(vec![mistake()])),
            "panik/" => panic!("a page that panics on purpose"),
            _ => {}
        }
        let (mime, text) = self.pages.get(url)?;
        Some(Ok(Response { bytes: text.as_bytes().to_vec(), mime }))
    }

    fn source(&self, url: &str) -> Option<String> {
        (url == "abc/x/").then(|| "content/abc/x.md".to_owned())
    }

    fn open(&self, place: &Place) -> bool {
        let is_ours = place.file == "content/abc/x.md";
        if is_ours {
            self.opened.lock().unwrap().push(format!("{}:{}:{}", place.file, place.line, place.column));
        }
        is_ours
    }

    fn problems(&self) -> Vec<Problem> {
        self.problems.lock().unwrap().clone()
    }

    fn version(&self) -> u64 {
        self.version.load(Ordering::SeqCst)
    }
}

pub fn mistake() -> Problem {
    Problem {
        severity: Severity::Error,
        file: Some("content/abc/x.md".into()),
        line: 3,
        column: 7,
        message: "Ukendt nøgle »<b>titel</b>«.".into(),
        help: Some("mente du »title«?".into()),
    }
}
