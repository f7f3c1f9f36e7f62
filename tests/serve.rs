//! The editor's server: it answers from the portal only, to this machine only, and tells of changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use tempfile::TempDir;
use vejviser::diag::{Lang, Severity};
use vejviser::serve::{Handle, PATIENCE, Place, Problem, Response, ServeError, ServeOptions, Server, Site};
use vejviser::source::Changes;

/// A portal of a few pages whose version counts the contents of `content/` seen so far.
struct Pages {
    dir: TempDir,
    pages: BTreeMap<&'static str, (&'static str, &'static str)>,
    asked: Mutex<Vec<String>>,
    version: AtomicU64,
    reloads: AtomicUsize,
    seen: Mutex<BTreeMap<String, String>>,
    problems: Mutex<Vec<Problem>>,
    opened: Mutex<Vec<String>>,
}

const HTML: &str = "text/html; charset=utf-8";

impl Pages {
    fn new() -> Self {
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

    fn root(&self) -> &Path {
        self.dir.path()
    }
}

/// The name that a file has until it is whole.
const FRESH: &str = ".fresh";

fn contents(root: &Path) -> BTreeMap<String, String> {
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

fn mistake() -> Problem {
    Problem {
        severity: Severity::Error,
        file: Some("content/abc/x.md".into()),
        line: 3,
        column: 7,
        message: "Ukendt nøgle »<b>titel</b>«.".into(),
        help: Some("mente du »title«?".into()),
    }
}

/// A running server, stopped at the end of the test.
struct Running {
    site: Arc<Pages>,
    address: SocketAddr,
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn start() -> Self {
        Self::start_with(|_| {})
    }

    fn start_with(change: impl FnOnce(&mut ServeOptions)) -> Self {
        let site = Arc::new(Pages::new());
        let mut options = options(site.root());
        change(&mut options);
        let server = Server::bind(options, Arc::clone(&site) as Arc<dyn Site>).unwrap();
        let (address, handle) = (server.address(), server.handle());
        let thread = Some(std::thread::spawn(move || server.run().unwrap()));
        Self { site, address, handle, thread }
    }

    /// Sends a request as it is, byte for byte, and reads the whole answer.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        // A server that refuses the request may close before it has read all of it.
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    fn request(&self, line: &str, headers: &[(&str, &str)]) -> Answer {
        let mut text = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        self.raw(format!("{text}\r\n").as_bytes())
    }

    fn get(&self, url: &str) -> Answer {
        self.request(&format!("GET {url}"), &[])
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(stream, "GET /.vejviser/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut events = Events { stream, buffer: String::new() };
        let head = events.until("\r\n\r\n");
        assert!(head.contains("200 OK") && head.contains("text/event-stream"), "{head}");
        assert!(!head.to_ascii_lowercase().contains("access-control"), "{head}");
        events
    }

    /// Saves as most editors do, in one step: no reload ever sees half a file.
    fn write(&self, path: &str, text: &str) {
        let path = self.site.root().join(path);
        let fresh = path.with_file_name(FRESH);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&fresh, text).unwrap();
        fs::rename(fresh, path).unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.stop();
        let ended = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap();
        }
    }
}

fn options(root: &Path) -> ServeOptions {
    let host = "127.0.0.1".into();
    ServeOptions { host, port: 0, open: false, poll: false, root: root.to_owned(), patience: PATIENCE }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// An open stream of events.
struct Events {
    stream: TcpStream,
    buffer: String,
}

impl Events {
    /// The state in the next event.
    fn next(&mut self) -> serde_json::Value {
        loop {
            let event = self.until("\n\n");
            if let Some(data) = event.lines().find_map(|line| line.strip_prefix("data: ")) {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    fn until(&mut self, end: &str) -> String {
        let mut bytes = [0; 4096];
        loop {
            if let Some(at) = self.buffer.find(end) {
                let rest = self.buffer.split_off(at + end.len());
                return std::mem::replace(&mut self.buffer, rest);
            }
            let read = self.stream.read(&mut bytes).expect("an event in time");
            assert_ne!(read, 0, "the stream ended");
            self.buffer.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
    }

    /// What comes until the stream ends.
    fn rest(&mut self) -> String {
        let mut rest = std::mem::take(&mut self.buffer);
        self.stream.read_to_string(&mut rest).unwrap();
        rest
    }

    fn version(&mut self) -> u64 {
        self.next()["version"].as_u64().unwrap()
    }
}

#[test]
fn pages_come_with_the_script_and_assets_without() {
    let server = Running::start();
    let page = server.get("/abc/x/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some(HTML));
    let script = "<html><body>x<script src=\"/.vejviser/live.js\" data-version=\"";
    assert!(page.body.starts_with(script), "{}", page.body);
    assert!(page.body.ends_with(".1\" data-file=\"content/abc/x.md\" defer></script></body></html>"), "{}", page.body);
    assert_eq!(page.header("content-length").unwrap(), page.body.len().to_string());
    assert_eq!(server.get("/assets/style-1a2b3c4d.css").body, "body{}");
    assert_eq!(server.get("/abc/x/index.html").body, page.body);
    assert_eq!(server.get("/abc/x/?q=1").status, 200);
    assert!(server.get("/.vejviser/live.js").body.contains("EventSource"));
    assert_eq!(server.get("/.vejviser/live.css").header("content-type"), Some("text/css; charset=utf-8"));
}

#[test]
fn every_answer_has_safe_headers() {
    let server = Running::start();
    for url in ["/", "/nej", "/abc/x", "/.vejviser/live.js", "/assets/style-1a2b3c4d.css"] {
        let answer = server.get(url);
        assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'self';"), "{url}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{url}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{url}");
        assert!(!answer.head.to_ascii_lowercase().contains("access-control"), "{url}");
    }
}

#[test]
fn a_page_without_its_slash_is_redirected() {
    let server = Running::start();
    let answer = server.get("/abc/x?q=1");
    assert_eq!((answer.status, answer.header("location")), (307, Some("/abc/x/?q=1")));
    assert_eq!(server.get("/abc").status, 404);
    assert_eq!(server.get("//abc/x").header("location"), None);
}

#[test]
fn what_is_not_in_the_portal_is_its_404_page() {
    let server = Running::start();
    let answer = server.get("/nej/");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("findes ikke") && answer.body.contains("live.js"));
}

#[test]
fn no_url_leads_out_of_the_portal() {
    let server = Running::start();
    let urls = [
        "/../secret.txt",
        "/..",
        "/abc/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%252e%252e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/abc/..%00/secret.txt",
        "//secret.txt",
        "//127.0.0.1/secret.txt",
        "/./secret.txt",
        "/secret.txt",
        "/content/abc/x.md",
        "/site.toml",
        "/abc/x/..;/secret.txt",
        "/abc%2fx/",
        "/%61bc/x/",
        "/abc//x/",
        "/.vejviser/",
        "/.vejviser/../secret.txt",
        "/.vejviser/secret",
        "/?/../secret.txt/",
        "/@fs/etc/passwd",
        "/abc/x/?raw??",
        "/proc/self/environ",
        "/etc/passwd",
        "/c:/windows/win.ini",
        "/~root/",
    ];
    for url in urls {
        let answer = server.get(url);
        assert!(matches!(answer.status, 200 | 400 | 404), "{url}: {}", answer.status);
        assert!(!answer.body.contains("secret"), "{url}");
        let legal = answer.status != 200 || url.contains('?');
        assert!(legal, "{url}: {}", answer.body);
    }
    for url in ["/abc\\x/", "/abc/x\0/", "/\u{e6}/", "/a b/", "\\..\\secret.txt", "secret.txt", "*", ""] {
        let answer = server.get(url);
        assert!(matches!(answer.status, 400 | 403 | 404 | 0), "{url:?}: {}", answer.status);
    }
    let asked = server.site.asked.lock().unwrap();
    let odd = |url: &&String| url.contains("..") || url.contains(['%', '\\', '\0']) || url.starts_with('/');
    assert_eq!(asked.iter().find(|url| odd(url) && !url.contains("..;")), None, "the site is not even asked");
}

#[test]
fn long_urls_and_broken_requests_are_turned_away() {
    let server = Running::start();
    assert_eq!(server.get(&format!("/{}", "a".repeat(3000))).status, 414);
    assert_eq!(server.get(&format!("/?{}", "a".repeat(3000))).status, 414);
    assert!(matches!(server.get(&format!("/{}", "a".repeat(100_000))).status, 414 | 431 | 400));
    assert!(matches!(server.raw(b"\0\0\0\0\r\n\r\n").status, 400));
    assert_eq!(server.get("/").status, 200, "and the server goes on");
}

#[test]
fn a_foreign_host_is_refused() {
    let server = Running::start();
    let port = server.address.port();
    for host in ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "169.254.169.254", "", "a@localhost"] {
        assert_eq!(server.request("GET /", &[("Host", host)]).status, 403, "{host}");
        assert_eq!(server.request("GET /.vejviser/events", &[("Host", host)]).status, 403, "{host}");
    }
    for host in ["localhost", "127.0.0.1", "[::1]", &format!("localhost:{port}")] {
        assert_eq!(server.request("GET /", &[("Host", host)]).status, 200, "{host}");
    }
    assert_eq!(server.raw(b"GET / HTTP/1.0\r\n\r\n").status, 403, "no host at all");
    let two = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(matches!(server.raw(two).status, 400 | 403));
}

#[test]
fn an_absolute_url_must_name_us_too() {
    let server = Running::start();
    assert_eq!(server.get("http://evil.example/").status, 403);
    assert_eq!(server.get(&format!("http://{}/abc/x/", server.address)).status, 200);
    assert_eq!(server.request("GET http://localhost/", &[("Host", "evil.example")]).status, 403);
}

#[test]
fn a_foreign_origin_gets_no_events() {
    let server = Running::start();
    let events = "GET /.vejviser/events";
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", "http://localhost"] {
        let answer = server.request(events, &[("Origin", origin)]);
        assert_eq!(answer.status, 403, "{origin}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    assert_eq!(server.request(events, &[("Sec-Fetch-Site", "cross-site")]).status, 403);
    let own = format!("http://{}", server.address);
    assert_eq!(server.request("GET /abc/x/", &[("Origin", &own)]).status, 200);
    let link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];
    assert_eq!(server.request("GET /abc/x/", &link).status, 200, "a link from elsewhere may lead here");
}

#[test]
fn head_and_other_methods() {
    let server = Running::start();
    let (head, get) = (server.request("HEAD /abc/x/", &[]), server.get("/abc/x/"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    assert_eq!(server.request("HEAD /nej/", &[]).status, 404);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FOO"] {
        let answer = server.request(&format!("{method} /"), &[("Content-Length", "0")]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn a_page_that_cannot_be_rendered_says_why() {
    let server = Running::start();
    let answer = server.get("/i-stykker/");
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("content/abc/x.md:3:7") && answer.body.contains("&lt;b&gt;titel"), "{}", answer.body);
    assert!(answer.body.contains("live.js"), "it comes back by itself");
    assert_eq!(server.get("/panik/").status, 500);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_save_reaches_the_browser() {
    let server = Running::start();
    let mut events = server.events();
    assert_eq!(events.version(), 1);
    server.write("content/abc/x.md", "ny tekst");
    assert_eq!(events.version(), 2);
    server.write("content/ny/mappe/y.md", "ny fil i ny mappe");
    let made = events.version();
    assert!(made >= 3);
    let root = server.site.root();
    fs::write(root.join("content/abc/x.md"), "gemt på stedet").unwrap();
    let saved = events.version();
    assert!(saved > made);
    fs::remove_file(root.join("content/abc/x.md")).unwrap();
    let removed = events.version();
    assert!(removed > saved);
    fs::rename(root.join("content/ny"), root.join("content/nyt")).unwrap();
    assert!(events.version() > removed);
    assert!(server.get("/").body.contains(&format!(".{}\" defer", server.site.version())));
}

#[test]
fn folders_that_come_later_are_watched_too() {
    let server = Running::start();
    let mut events = server.events();
    let mut version = events.version();
    for path in ["templates/page.html", "templates/other.html", "site.toml"] {
        server.write(path, "nyt");
        let next = events.version();
        assert!(next > version, "{path}");
        // The folder's own event and the file's may come apart.
        std::thread::sleep(Duration::from_millis(100));
        version = server.site.version();
        events = server.events();
        assert_eq!(events.version(), version);
    }
    let root = server.site.root();
    fs::rename(root.join("content"), root.join("content-vaek")).unwrap();
    assert!(events.version() > version);
    fs::rename(root.join("content-vaek"), root.join("content")).unwrap();
    version = events.version();
    std::thread::sleep(Duration::from_millis(100));
    server.write("content/abc/x.md", "igen");
    assert!(events.version() > version);
}

#[test]
fn what_is_not_source_causes_no_reload() {
    let server = Running::start();
    server.events().next();
    std::thread::sleep(Duration::from_millis(100));
    let before = server.site.reloads.load(Ordering::SeqCst);
    server.write("public/index.html", "udgivet");
    server.write(".public.vejviser-staging/index.html", "på vej");
    server.write("content/.x.md.swp", "vim");
    server.write("content/x.md~", "kopi");
    server.write("notes.txt", "andet");
    let _ = fs::read(server.site.root().join("content/abc/x.md")).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.site.reloads.load(Ordering::SeqCst), before);
}

#[test]
fn many_files_at_once_are_one_batch() {
    let server = Running::start();
    server.events().next();
    std::thread::sleep(Duration::from_millis(100));
    let before = server.site.reloads.load(Ordering::SeqCst);
    for n in 0..200 {
        fs::write(server.site.root().join(format!("content/abc/{n}.md")), "x").unwrap();
    }
    std::thread::sleep(Duration::from_millis(500));
    let reloads = server.site.reloads.load(Ordering::SeqCst) - before;
    assert!((1..=40).contains(&reloads), "{reloads} reloads for 200 files");
}

#[test]
fn mistakes_reach_the_browser_and_the_last_good_page_stays() {
    let server = Running::start();
    let mut events = server.events();
    let good = events.next();
    assert_eq!(good["problems"].as_array().unwrap().len(), 0);
    server.write("content/abc/x.md", "fejl");
    let bad = events.next();
    assert_eq!((&bad["version"], &bad["session"]), (&good["version"], &good["session"]));
    assert_eq!((&bad["errors"], &bad["warnings"]), (&1.into(), &0.into()));
    let expected = serde_json::json!({
        "severity": "error", "file": "content/abc/x.md", "line": 3, "column": 7,
        "message": "Ukendt nøgle »<b>titel</b>«.", "help": "mente du »title«?",
    });
    assert_eq!(bad["problems"][0], expected);
    assert_eq!(server.get("/abc/x/").status, 200);
    server.write("content/abc/x.md", "rettet");
    let fixed = events.next();
    assert_eq!(fixed["problems"].as_array().unwrap().len(), 0);
    assert!(fixed["version"].as_u64() > good["version"].as_u64());
}

#[test]
fn polling_notices_changes_too() {
    let server = Running::start_with(|options| options.poll = true);
    let mut events = server.events();
    assert_eq!(events.version(), 1);
    server.write("content/abc/ny.md", "ny");
    assert_eq!(events.version(), 2);
}

#[test]
fn stopping_ends_open_streams_at_once() {
    let server = Running::start();
    let mut events = server.events();
    events.next();
    drop(server);
    // The last chunk of a response that was ended; one that was cut off has none.
    assert!(events.rest().ends_with("0\r\n\r\n"));
}

#[test]
fn a_taken_port_names_a_free_one() {
    let site = Arc::new(Pages::new());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let options = ServeOptions { port, ..options(site.root()) };
    let Err(error) = Server::bind(options, site) else { panic!("the port is taken") };
    let ServeError::PortTaken { next: Some(next), .. } = error else { panic!("{error:?}") };
    assert!(next > port);
    assert_eq!(error.message().get(Lang::Danish), format!("Port {port} er optaget."));
    assert!(error.help().get(Lang::Danish).ends_with(&format!("--port {next}")));
}

#[test]
fn a_host_that_is_not_ours_is_a_sentence() {
    for host in ["192.0.2.1", "ingen.invalid", "127.0.0.1:80", ""] {
        let site = Arc::new(Pages::new());
        let options = ServeOptions { host: host.into(), ..options(site.root()) };
        let Err(error) = Server::bind(options, site) else { panic!("{host}") };
        assert!(matches!(error, ServeError::BadHost { .. }), "{host}: {error:?}");
        assert!(error.message().get(Lang::Danish).contains("er ikke en adresse på denne maskine"));
    }
}

#[test]
fn the_url_is_one_to_type() {
    let site = Arc::new(Pages::new());
    let bind = |host: &str| Server::bind(ServeOptions { host: host.into(), ..options(site.root()) }, site.clone());
    let local = bind("localhost").unwrap();
    assert_eq!(local.url(), format!("http://127.0.0.1:{}/", local.address().port()));
    assert!(!local.is_exposed());
    let open = bind("0.0.0.0").unwrap();
    assert_eq!(open.url(), format!("http://127.0.0.1:{}/", open.address().port()));
    assert!(open.is_exposed());
}

#[test]
fn a_page_of_ours_may_have_its_file_opened() {
    let server = Running::start();
    let open = |headers: &[(&str, &str)], place: &str| {
        let length = place.len().to_string();
        let own = [("Content-Length", length.as_str())];
        let headers: Vec<String> =
            own.iter().chain(headers).map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let host = server.address;
        server
            .raw(
                format!(
                    "POST /.vejviser/open HTTP/1.1\r\nHost: {host}\r\n{}Connection: close\r\n\r\n{place}",
                    headers.concat()
                )
                .as_bytes(),
            )
            .status
    };
    let origin = format!("http://{}", server.address);
    let ours: &[(&str, &str)] = &[("Origin", &origin)];
    assert_eq!(open(ours, "content/abc/x.md:12:3"), 204);
    assert_eq!(server.site.opened.lock().unwrap().as_slice(), ["content/abc/x.md:12:3"]);
    assert_eq!(open(ours, "content/abc/x.md"), 204);
    assert_eq!(open(ours, "secret.txt:1:1"), 404, "not of the site");
    assert_eq!(open(ours, "content/abc/x.md:1; rm"), 400);
    assert_eq!(open(ours, ""), 400);
    assert_eq!(open(ours, &"x".repeat(5000)), 400);
    assert_eq!(open(&[], "content/abc/x.md"), 403, "who does not say where it is from");
    assert_eq!(open(&[("Origin", "http://evil.example")], "content/abc/x.md"), 403);
    assert_eq!(server.site.opened.lock().unwrap().len(), 2);
    let page = server.get("/abc/x/").body;
    assert!(page.contains(" data-file=\"content/abc/x.md\" "), "{page}");
    assert!(!server.get("/").body.contains("data-file"), "made by the program");
}
