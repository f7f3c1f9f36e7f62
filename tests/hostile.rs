//! Hostile requests to `serve`: the program itself, a whole small portal, and a list of requests
//! (`tests/serve/hostile.txt`) of which none is answered with anything but the portal.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vejviser::serve::{PATIENCE, Problem, Response, ServeOptions, Server, Site};
use vejviser::source::Changes;

use crate::commands::NOW;
use crate::faults::{figure, soaking};
use crate::support;

/// What stands in files of the site that are no part of the portal.
const SECRET: &str = "fortroligt-4711";

/// A connection that is silent for so long has said all it will.
const SILENCE: Duration = Duration::from_millis(300);

/// One request of the list.
struct Hostile {
    line: usize,
    bytes: Vec<u8>,
    /// The rest never comes.
    endless: bool,
    statuses: Vec<u16>,
}

fn list(address: SocketAddr) -> Vec<Hostile> {
    let text = fs::read_to_string(support::root().join("tests/serve/hostile.txt")).unwrap();
    let (mut statuses, mut found) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(heading) = line.strip_prefix("## ") {
            let (_, codes) = heading.rsplit_once(": ").unwrap();
            statuses = codes.split(' ').map(|code| code.parse().unwrap()).collect();
        } else if !line.is_empty() && !line.starts_with('#') {
            let endless = line.ends_with("{…}");
            let request = line.trim_end_matches("{…}");
            let whole = endless || request.contains("\\r\\n") || request.contains("\\n\\n");
            let plain = !whole && request.starts_with(|c: char| c.is_ascii_alphabetic()) && request.contains(' ');
            let end = if plain { " HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n" } else { "" };
            let bytes = bytes_of(&format!("{request}{end}"), address);
            found.push(Hostile { line: number, bytes, endless, statuses: statuses.clone() });
        }
    }
    assert!(found.len() >= 200, "{} requests", found.len());
    found
}

/// Escapes, names and repetitions, as the head of the list explains them.
fn bytes_of(text: &str, address: SocketAddr) -> Vec<u8> {
    let text = text.replace("{host}", &address.to_string()).replace("{port}", &address.port().to_string());
    let mut bytes = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match (c, repetition(after)) {
            ('{', Some((what, times, left))) => {
                bytes.extend(bytes_of(what, address).repeat(times));
                left
            }
            ('\\', _) => escape(after, &mut bytes),
            _ => {
                bytes.extend(c.to_string().into_bytes());
                after
            }
        };
    }
    bytes
}

/// `a*20}…`: what, how often, and the rest.
fn repetition(text: &str) -> Option<(&str, usize, &str)> {
    let (inside, rest) = text.split_once('}')?;
    let (what, times) = inside.rsplit_once('*')?;
    Some((what, times.parse().ok()?, rest))
}

fn escape<'a>(after: &'a str, bytes: &mut Vec<u8>) -> &'a str {
    let (code, left) = after.split_at(1);
    if code == "x" {
        bytes.push(u8::from_str_radix(&left[..2], 16).unwrap());
        return &left[2..];
    }
    bytes.push(match code {
        "r" => b'\r',
        "n" => b'\n',
        "t" => b'\t',
        "0" => 0,
        "\\" => b'\\',
        other => panic!("\\{other} in the list"),
    });
    left
}

/// The program, serving a portal whose bytes are known.
struct Serving {
    dir: TempDir,
    child: Child,
    address: SocketAddr,
    /// Every document of the portal, as a build writes it.
    documents: BTreeSet<Vec<u8>>,
}

impl Serving {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("site");
        support::copy(&support::root().join("tests/portal"), &root);
        for place in ["secret.txt", ".env"] {
            fs::write(root.join(place), SECRET).unwrap();
        }
        fs::write(dir.path().join("secret.txt"), SECRET).unwrap();
        let documents = documents(&root, &dir.path().join("built"));
        let edit = format!("touch {} {{file}}", dir.path().join("opened").display());
        let mut child = program(&root).args(["serve", "--port", "0", "--edit", &edit]).spawn().unwrap();
        let address = address_of(&mut child);
        Self { dir, child, address, documents }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vejviser"));
    command.arg("--root").arg(root).env("SOURCE_DATE_EPOCH", NOW);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn documents(root: &Path, output: &Path) -> BTreeSet<Vec<u8>> {
    let built = program(root).args(["build", "--output"]).arg(output).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let files = walkdir::WalkDir::new(output).into_iter().map(Result::unwrap);
    files.filter(|entry| entry.file_type().is_file()).map(|entry| fs::read(entry.path()).unwrap()).collect()
}

/// From the line that says where the portal is; the rest is read, so that nothing waits for us.
fn address_of(child: &mut Child) -> SocketAddr {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("http://")).expect("serve says where it is");
    std::thread::spawn(move || lines.for_each(drop));
    let (_, url) = line.split_once("http://").unwrap();
    url.split('/').next().unwrap().parse().unwrap()
}

/// An answer: its status, its head, its body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

/// What comes back until the server closes or falls silent.
fn exchange(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(SILENCE)).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(5))).unwrap();
    // A server that refuses a request need not read all of it.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    bytes
}

/// All answers in what came back: several requests may have been in one.
fn answers(mut bytes: &[u8]) -> Vec<Answer> {
    let mut found = Vec::new();
    while let Some(at) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let length = header(&head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let rest = &bytes[at + 4..];
        let (body, left) = rest.split_at(rest.len().min(length));
        found.push(Answer { status, head, body: body.to_vec() });
        bytes = left;
    }
    found
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// What is wrong with an answer, whatever was asked.
fn judge(answer: &Answer, documents: &BTreeSet<Vec<u8>>) -> Option<String> {
    let head = answer.head.to_ascii_lowercase();
    let body = String::from_utf8_lossy(&answer.body);
    if head.contains("access-control") {
        return Some("says that others may read it".to_owned());
    }
    if body.contains(SECRET) || body.contains("root:") {
        return Some("gives away a file".to_owned());
    }
    if let Some(to) = header(&answer.head, "location").filter(|to| !to.starts_with('/') || to.starts_with("//")) {
        return Some(format!("leads to {to}"));
    }
    if header(&answer.head, "set-cookie").is_some() {
        return Some("takes over a header".to_owned());
    }
    let plain = without_script(&answer.body);
    let own = ["{\"site\":", "//", "/*", "'use strict'", "(function", "(()", "."];
    let is_live = header(&answer.head, "content-type").is_some_and(|mime| !mime.starts_with("text/html"))
        && own.iter().any(|start| body.starts_with(start));
    let is_ours = documents.contains(&plain) || is_live || answer.body.is_empty();
    (answer.status == 200 && !is_ours).then(|| format!("is no document of the portal: {}", &body[..body.len().min(80)]))
}

/// A page as it was built, without what `serve` adds to it.
fn without_script(body: &[u8]) -> Vec<u8> {
    let html = String::from_utf8_lossy(body);
    let Some(from) = html.rfind("<script src=\"/.vejviser/live.js\"") else { return body.to_vec() };
    let Some(length) = html[from..].find("</script>") else { return body.to_vec() };
    [&html[..from], &html[from + length + "</script>".len()..]].concat().into_bytes()
}

#[test]
fn nothing_but_the_portal_is_ever_served() {
    let serving = Serving::start();
    let address = serving.address;
    let good = format!("GET /abc/partshoering/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let is_well = || {
        let answers = answers(&exchange(address, good.as_bytes()));
        let [answer] = answers.as_slice() else { return false };
        answer.status == 200 && serving.documents.contains(&without_script(&answer.body))
    };
    assert!(is_well(), "a good request is answered with a document of the portal");
    let mut wrong = Vec::new();
    let requests: Vec<Hostile> = list(address).into_iter().filter(|request| !request.endless).collect();
    for Hostile { line, bytes, statuses, .. } in &requests {
        let answers = answers(&exchange(address, bytes));
        let mut codes: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        if codes.is_empty() {
            codes.push(0);
        }
        if codes.iter().any(|code| !statuses.contains(code)) {
            wrong.push(format!("line {line}: answered {codes:?}, right is {statuses:?}"));
        }
        let bad = answers.iter().filter_map(|answer| judge(answer, &serving.documents));
        wrong.extend(bad.map(|what| format!("line {line}: {what}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(is_well(), "and afterwards");
    assert!(!serving.dir.path().join("opened").exists(), "a program was started");
    figure("hostile requests", &format!("{} refused or answered with the portal; 0 violations", requests.len()));
}

/// A portal of one large page.
struct Large;

impl Site for Large {
    fn reload(&self, _: &Changes) {}

    fn get(&self, url: &str) -> Option<Result<Response, Vec<Problem>>> {
        // More than the system takes in for somebody who does not read.
        let bytes = vec![b'x'; if url == "stor/" { 32 << 20 } else { 10 }];
        Some(Ok(Response { bytes, mime: "text/plain" }))
    }

    fn problems(&self) -> Vec<Problem> {
        Vec::new()
    }

    fn version(&self) -> u64 {
        1
    }
}

#[test]
fn nobody_holds_a_connection_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    let patience = if soaking() { PATIENCE } else { Duration::from_millis(400) };
    let (host, root) = ("127.0.0.1".to_owned(), dir.path().to_owned());
    let options = ServeOptions { host, port: 0, open: false, poll: false, root, patience };
    let server = Server::bind(options, Arc::new(Large)).unwrap();
    let (address, handle) = (server.address(), server.handle());
    let running = std::thread::spawn(move || server.run().unwrap());
    let endless: Vec<Hostile> = list(address).into_iter().filter(|request| request.endless).collect();
    assert!(endless.len() > 8);
    std::thread::scope(|scope| {
        let whole = |request: &'static str| bytes_of(request, address);
        for hostile in &endless {
            scope.spawn(move || assert_closed(address, &hostile.bytes, patience, true));
        }
        // Drop by drop, and an answer that nobody reads.
        scope.spawn(|| assert_drips_end(address, patience));
        scope.spawn(move || {
            let request = whole("GET /stor/ HTTP/1.1\\r\\nHost: {host}\\r\\n\\r\\n");
            assert_closed(address, &request, patience, false);
        });
    });
    figure("connections held", &format!("{} ended within {patience:?}", endless.len() + 2));
    // Who listens for changes is no burden, and stays.
    let mut events = TcpStream::connect(address).unwrap();
    events.set_read_timeout(Some(SILENCE)).unwrap();
    write!(events, "GET /.vejviser/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
    let mut first = [0; 12];
    events.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    handle.stop();
    running.join().unwrap();
}

/// The server closes the connection in time. Who does not read first waits until it must have.
fn assert_closed(address: SocketAddr, request: &[u8], patience: Duration, reads: bool) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request).unwrap();
    if !reads {
        std::thread::sleep(patience * 3);
    }
    let within = patience * 2 + Duration::from_secs(3);
    stream.set_read_timeout(Some(within)).unwrap();
    let began = Instant::now();
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
            panic!("still open after {:?}: {}", began.elapsed(), String::from_utf8_lossy(request))
        }
        _ => assert!(began.elapsed() < within),
    }
    assert!(reads || bytes.len() < 32 << 20, "all of it came: there was nothing to wait for");
}

/// A byte now and then does not keep a connection.
fn assert_drips_end(address: SocketAddr, patience: Duration) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let began = Instant::now();
    while stream.write_all(b"X").is_ok() {
        assert!(began.elapsed() < patience * 3 + Duration::from_secs(3), "drops keep the connection");
        std::thread::sleep(patience / 10);
    }
}
