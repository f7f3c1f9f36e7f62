//! From an editor's save to the fresh page in the browser, by the program as it is run.
//!
//! `cargo bench --bench live [-- <pages>...]` makes a site of so many pages (1,000 and 10,000), serves it, and
//! saves, creates and deletes files as editors do. A time runs from the file's close to the last byte of a page
//! that shows the change, asked for when the server says that there is news, as its script in the browser does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark stops where it fails")]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark runs the program and prints")]

mod corpus;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Times each change is made; the first is not counted.
const ROUNDS: usize = 12;
/// Between two saves, as nobody saves faster: the check in the background is done by then.
const PAUSE: Duration = Duration::from_millis(400);
const PAGE: &str = "content/samarbejde/dannet-2.md";
const URL: &str = "/samarbejde/dannet-2/";

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!("| pages | change | asked for | median | fastest | slowest |\n|---|---|---|---|---|---|");
    for pages in sizes {
        let folder = tempfile::tempdir_in(memory()).unwrap();
        corpus::write_site(folder.path(), pages);
        let served = Served::start(folder.path());
        measure(pages, folder.path(), &served);
    }
}

/// A file system in memory where there is one, so that no disk is measured.
fn memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// What an editor does to a file, given the number of the round, and what must then be at a URL.
struct Change {
    what: &'static str,
    url: &'static str,
    save: fn(&Path, &Originals, usize),
    shows: fn(&str, usize) -> bool,
}

/// The files as they were.
struct Originals {
    page: String,
    template: String,
}

const NEW: &str = "content/samarbejde/ny-side.md";

const CHANGES: [Change; 7] = [
    Change {
        what: "text of a page",
        url: URL,
        save: |root, files, round| fs::write(root.join(PAGE), format!("{}\nMærke{round}.\n", files.page)).unwrap(),
        shows: |html, round| html.contains(&format!("Mærke{round}.")),
    },
    Change {
        what: "title of a page",
        url: URL,
        save: |root, files, round| retitle(root, files, round),
        shows: |html, round| {
            html.contains(&format!("<h1>Titel{round}")) || html.contains(&format!("Titel{round}</h1>"))
        },
    },
    Change {
        what: "title of a page",
        url: "/samarbejde/",
        save: |root, files, round| retitle(root, files, round),
        shows: |html, round| html.contains(&format!("Titel{round}<")),
    },
    Change {
        what: "saved by renaming",
        url: URL,
        save: |root, files, round| {
            let beside = root.join("content/samarbejde/.dannet-2.md.tmp");
            fs::write(&beside, format!("{}\nOmdøbt{round}.\n", files.page)).unwrap();
            fs::rename(beside, root.join(PAGE)).unwrap();
        },
        shows: |html, round| html.contains(&format!("Omdøbt{round}.")),
    },
    Change {
        what: "new page",
        url: "/samarbejde/ny-side/",
        save: |root, files, round| {
            // Every second round it is there, and goes again unmeasured.
            fs::write(root.join(NEW), files.page.replacen("---\n", &format!("---\n# {round}\n"), 1)).unwrap();
        },
        shows: |html, _| html.contains("<h1"),
    },
    Change {
        what: "deleted page",
        url: "/samarbejde/ny-side/",
        save: |root, _, _| fs::remove_file(root.join(NEW)).unwrap(),
        shows: |html, _| html.starts_with("404"),
    },
    Change {
        what: "template",
        url: URL,
        save: |root, files, round| {
            let text = files.template.replace("</body>", &format!("<i>skabelon{round}</i></body>"));
            fs::create_dir_all(root.join("templates")).unwrap();
            fs::write(root.join("templates/base.html"), text).unwrap();
        },
        shows: |html, round| html.contains(&format!("skabelon{round}")),
    },
];

fn retitle(root: &Path, files: &Originals, round: usize) {
    let mut lines: Vec<String> = files.page.lines().map(str::to_owned).collect();
    lines[1] = format!("title: Titel{round}");
    fs::write(root.join(PAGE), lines.join("\n")).unwrap();
}

fn measure(pages: usize, root: &Path, served: &Served) {
    let template = fs::read_to_string(corpus::shipped().join("themes/portal/templates/base.html")).unwrap();
    let originals = Originals { page: fs::read_to_string(root.join(PAGE)).unwrap(), template };
    for change in &CHANGES {
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            prepare(root, &originals, change);
            std::thread::sleep(PAUSE);
            let mut events = served.events();
            let before = events.version();
            (change.save)(root, &originals, round);
            let saved = Instant::now();
            let html = served.until(&mut events, &before, change, round);
            times.push(saved.elapsed());
            assert!((change.shows)(&html, round));
        }
        report(pages, change, &mut times[1..]);
    }
}

/// A page that is to be new must not be there, and one that is to go must be.
fn prepare(root: &Path, files: &Originals, change: &Change) {
    match change.what {
        "new page" => {
            let _ = fs::remove_file(root.join(NEW));
        }
        "deleted page" => fs::write(root.join(NEW), &files.page).unwrap(),
        _ => {}
    }
}

fn report(pages: usize, change: &Change, times: &mut [Duration]) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, first, last) = (times[times.len() / 2], times[0], times[times.len() - 1]);
    let Change { what, url, .. } = change;
    println!("| {pages} | {what} | {url} | {:.1} ms | {:.1} ms | {:.1} ms |", ms(median), ms(first), ms(last));
}

/// The program, serving.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vejviser"))
            .args(["serve", "--port", "0", "--date", "2026-11-22", "--root"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| Some(line.unwrap().split_once("http://")?.1.split('/').next()?.to_owned()))
            .expect("the server says where it is");
        // What it goes on to say must not fill the pipe.
        std::thread::spawn(move || lines.count());
        Self { child, address }
    }

    fn events(&self) -> Events {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET /.vejviser/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        Events(BufReader::new(stream))
    }

    /// The page, when a news of the server shows the change.
    fn until(&self, events: &mut Events, before: &str, change: &Change, round: usize) -> String {
        let mut last = before.to_owned();
        loop {
            let version = events.version();
            if version == last {
                continue;
            }
            let html = self.get(change.url);
            if (change.shows)(&html, round) {
                return html;
            }
            last = version;
        }
    }

    /// The status and the body.
    fn get(&self, url: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {url} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        answer.strip_prefix("HTTP/1.1 ").unwrap().to_owned()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    /// The version in the next event, which is the whole state each time.
    fn version(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the server stopped telling");
            if let Some((_, rest)) = line.split_once("\"version\":") {
                return rest.chars().take_while(char::is_ascii_digit).collect();
            }
        }
    }
}
