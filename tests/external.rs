//! Links out of the portal, asked of a server of the test's own: what answers mean, manners, what is kept.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use vejviser::external::{Manner, Questions};
use vejviser::model::{Answer, Date, External, Trouble};

use crate::commands::Site;

const TODAY: Date = Date::constant(2026, 11, 22);
const PAUSE: Duration = Duration::from_millis(20);

/// What the server was asked.
#[derive(Default)]
struct Record {
    /// Method, host and path, in the order of arrival.
    requests: Vec<(String, String, String)>,
    /// When the last answer to each host was given.
    answered: BTreeMap<String, Instant>,
    open: BTreeMap<String, usize>,
    /// Requests that came while another of the same host was open, or before the pause was over.
    rude: Vec<String>,
    agents: Vec<String>,
}

/// A server on a free port. Its pages do what their names say.
struct Server {
    port: u16,
    record: Arc<Mutex<Record>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let record: Arc<Mutex<Record>> = Arc::default();
        let shared = Arc::clone(&record);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let record = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream.unwrap(), &record));
            }
        });
        Self { port, record }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// The same address as an editor may write it: one on the writer's own computer is refused.
    fn link(&self, path: &str) -> String {
        format!("http://127.1:{}/{path}", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.record.lock().unwrap().requests.iter().map(|(method, _, path)| format!("{method} {path}")).collect()
    }

    /// How many requests came since the last look.
    fn count(&self) -> usize {
        std::mem::take(&mut self.record.lock().unwrap().requests).len()
    }
}

fn answer(mut stream: TcpStream, record: &Mutex<Record>) {
    let lines: Vec<String> =
        BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let Some(first) = lines.first() else { return };
    let header = |name: &str| {
        let line = lines.iter().find(|line| line.to_lowercase().starts_with(&format!("{name}:")));
        line.map(|line| line[name.len() + 1..].trim().to_owned()).unwrap_or_default()
    };
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path, host) = (words.next().unwrap(), words.next().unwrap(), header("host"));
    let times = {
        let mut record = record.lock().unwrap();
        let early = record.answered.get(&host).is_some_and(|last| last.elapsed() < PAUSE);
        let open = record.open.entry(host.clone()).or_default();
        *open += 1;
        if *open > 1 || early {
            record.rude.push(format!("{method} {path}"));
        }
        record.agents.push(header("user-agent"));
        record.requests.push((method.clone(), host.clone(), path.clone()));
        record.requests.iter().filter(|(_, _, before)| *before == path).count()
    };
    let status = match (path.as_str(), method.as_str()) {
        ("/gone", _) => "404 Not Found\r\n".to_owned(),
        ("/old", _) => "301 Moved Permanently\r\nLocation: /new\r\n".to_owned(),
        ("/for-now", _) => "302 Found\r\nLocation: /new\r\n".to_owned(),
        ("/circle", _) => "301 Moved Permanently\r\nLocation: /circle\r\n".to_owned(),
        ("/no-head", "HEAD") => "405 Method Not Allowed\r\n".to_owned(),
        ("/busy", _) if times == 1 => "429 Too Many Requests\r\nRetry-After: 1\r\n".to_owned(),
        ("/always-busy", _) => "503 Service Unavailable\r\nRetry-After: 3600\r\n".to_owned(),
        ("/broken", _) => "500 Internal Server Error\r\n".to_owned(),
        ("/secret", _) => "401 Unauthorized\r\n".to_owned(),
        ("/meet", _) if !met(record) => "500 Internal Server Error\r\n".to_owned(),
        _ => "200 OK\r\n".to_owned(),
    };
    if path == "/slow" {
        std::thread::sleep(Duration::from_millis(900));
    }
    {
        let mut record = record.lock().unwrap();
        *record.open.get_mut(&host).unwrap() -= 1;
        record.answered.insert(host, Instant::now());
    }
    let _ = write!(stream, "HTTP/1.1 {status}Content-Length: 0\r\nConnection: close\r\n\r\n");
}

/// Whether requests of two hosts are here at once before a second is over.
fn met(record: &Mutex<Record>) -> bool {
    let until = Instant::now() + Duration::from_secs(1);
    while Instant::now() < until {
        if record.lock().unwrap().requests.iter().filter(|(_, _, path)| path == "/meet").count() > 1 {
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}

fn manner() -> Manner {
    Manner {
        pause: PAUSE,
        timeout: Duration::from_millis(300),
        patience: Duration::from_secs(2),
        redirects: 3,
        hosts: 4,
    }
}

fn ask(urls: &[String], known: &External, today: Date) -> External {
    Questions::of(urls.iter().cloned(), known, today).ask(manner(), today, || {})
}

fn one(url: &str) -> Answer {
    ask(&[url.to_owned()], &External::default(), TODAY).answers.remove(url).unwrap().answer
}

#[test]
fn what_answers_mean() {
    let server = Server::start();
    let is = |path: &str| one(&server.url(path));
    assert_eq!(is("ok"), Answer::There);
    assert_eq!(is("secret"), Answer::There);
    assert_eq!(is("gone"), Answer::Gone { status: 404 });
    assert_eq!(is("old"), Answer::Moved { to: server.url("new") });
    assert_eq!(is("for-now"), Answer::There);
    assert_eq!(is("circle"), Answer::Unsure(Trouble::Redirects));
    assert_eq!(is("no-head"), Answer::There);
    assert_eq!(is("broken"), Answer::Unsure(Trouble::Status(500)));
    assert_eq!(is("always-busy"), Answer::Unsure(Trouble::Busy));
    let asked = server.asked();
    let of = |path: &str| asked.iter().filter(|line| line.ends_with(path)).map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("/ok"), ["HEAD /ok"]);
    assert_eq!(of("/no-head"), ["HEAD /no-head", "GET /no-head"]);
    assert_eq!(of("/gone"), ["HEAD /gone", "GET /gone"]);
    assert_eq!(of("/always-busy"), ["HEAD /always-busy"]);
    let record = server.record.lock().unwrap();
    assert!(record.agents.iter().all(|agent| agent.starts_with("vejviser/")), "{:?}", record.agents);
}

#[test]
fn a_busy_host_is_given_the_time_it_asks_for() {
    let server = Server::start();
    let begun = Instant::now();
    assert_eq!(one(&server.url("busy")), Answer::There);
    assert!(begun.elapsed() >= Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(server.asked(), ["HEAD /busy", "HEAD /busy"]);
}

/// One request at a time for each host, over several hosts at once.
#[test]
fn hosts_are_asked_politely_and_side_by_side() {
    let server = Server::start();
    let mut urls: Vec<String> = (0..12).map(|n| server.url(&format!("page-{n}"))).collect();
    urls.extend((0..6).map(|n| format!("http://localhost:{}/page-{n}", server.port)));
    urls.extend([server.url("old"), server.url("for-now")]);
    let external = ask(&urls, &External::default(), TODAY);
    assert!(external.answers.values().all(|answered| answered.answer.is_sure()), "{external:?}");
    assert_eq!(server.record.lock().unwrap().rude, Vec::<String>::new());
    assert_eq!(server.count(), 22);
    let meeting = [server.url("meet"), format!("http://localhost:{}/meet", server.port)];
    let patient = Manner { timeout: Duration::from_secs(3), ..manner() };
    let external = Questions::of(meeting, &External::default(), TODAY).ask(patient, TODAY, || {});
    assert!(external.answers.values().all(|answered| answered.answer == Answer::There), "{external:?}");
}

/// A host that is slow or not there is no mistake of the portal's, and is not waited for again and again.
#[test]
fn a_host_out_of_reach_is_left_alone() {
    let server = Server::start();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut urls: Vec<String> = (0..5).map(|n| format!("http://localhost:{closed}/{n}")).collect();
    urls.push(server.url("ok"));
    let external = ask(&urls, &External::default(), TODAY);
    let answer = |url: &str| external.answers[url].answer.clone();
    assert!(urls[..5].iter().all(|url| answer(url) == Answer::Unsure(Trouble::Refused)), "{external:?}");
    assert_eq!((answer(&urls[5]), external.out_of_reach), (Answer::There, 0));
    let begun = Instant::now();
    let external = ask(&[server.url("ok"), server.url("slow")], &External::default(), TODAY);
    assert_eq!(external.answers[&server.url("slow")].answer, Answer::Unsure(Trouble::Timeout));
    assert!(begun.elapsed() < Duration::from_millis(850), "{:?}", begun.elapsed());
    assert_eq!(one("http://"), Answer::Unsure(Trouble::Broken));
}

#[test]
fn without_a_network_nothing_is_said_of_any_address() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let urls: Vec<String> = (0..3).map(|n| format!("http://127.0.0.1:{closed}/{n}")).collect();
    let external = ask(&urls, &External::default(), TODAY);
    assert_eq!((external.answers.len(), external.out_of_reach), (0, 3));
}

/// A portal with three links; the settings name a fourth that nobody asks.
fn site(server: &Server) -> Site {
    let page = format!(
        "---\ntitle: Side\n---\nSe [væk]({}), [væk igen]({}#a) og [lukket]({}).\n",
        server.link("gone"),
        server.link("gone"),
        server.link("intern/x")
    );
    let tool = format!(
        "---\ntitle: System\ntype: it_system\nhref: {}\nallow: [{{rule: unused-tool, why: Prøve}}]\n---\n",
        server.link("old")
    );
    Site::of(&[
        ("site.toml", &format!("title = \"Portal\"\n[external]\nallow = [\"{}*\"]\n", server.link("intern/"))),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/redskaber/_index.md", "---\ntitle: Redskaber\nkind: tool\n---\n"),
        ("content/redskaber/system.md", &tool),
        ("content/samarbejde/_index.md", "---\ntitle: Samarbejde\n---\n"),
        ("content/samarbejde/side.md", &page),
    ])
}

/// From the terminal: problems with their places, answers kept for days, and the quality report of a build.
#[test]
fn answers_are_told_kept_and_shown() {
    let server = Server::start();
    let site = site(&server);
    let check = |args: &[&str]| site.run(&[&["check", "--format", "concise"], args].concat());
    assert_eq!(check(&[]).code, Some(0));
    assert_eq!(server.count(), 0, "no network without --external");
    let first = check(&["--external", "--strict"]);
    assert_eq!(first.code, Some(1), "{}{}", first.out, first.err);
    let dead = format!(
        "content/samarbejde/side.md:4:4: advarsel[dead-link]: Der er intet på {} (svar 404).",
        server.link("gone")
    );
    let moved = format!(
        "content/redskaber/system.md:4:7: bemærk[moved-link]: {} er flyttet for altid. (skriv {})",
        server.link("old"),
        server.url("new")
    );
    assert!(first.out.contains(&dead) && first.out.contains(&moved), "{}", first.out);
    assert_eq!(first.out.matches("[dead-link]").count(), 2, "a problem for each link");
    assert_eq!(server.asked(), ["HEAD /gone", "GET /gone", "HEAD /old", "HEAD /new"]);
    server.count();
    assert_eq!(check(&["--external"]).out, first.out);
    assert_eq!(server.count(), 0, "known since today");
    assert_eq!(site.read(".vejviser/.gitignore"), "*\n");
    check(&["--external", "--date", "2026-11-23"]);
    assert_eq!(server.asked(), ["HEAD /gone", "GET /gone"], "failures are good for a day");
    server.count();
    assert_eq!(check(&["--strict"]).code, Some(0), "what is kept is no problem of a plain check");
    let public = site.root.join("public");
    assert_eq!(site.run(&["build", "--output", public.to_str().unwrap()]).code, Some(0));
    let report = std::fs::read_to_string(public.join("kvalitet/index.html")).unwrap();
    let row = format!("<a href=\"{0}\">{0}</a> (svar 404)", server.link("gone"));
    assert!(report.contains(&row) && report.contains("id=\"_doede-links\""), "{report}");
    assert_eq!(server.count(), 0, "no network in a build");
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(public.join("kvalitet/kvalitet.json")).unwrap()).unwrap();
    assert_eq!(json["external"]["asked"], 2);
    assert_eq!(json["external"]["dead"][0]["pages"][0]["title"], "Side");
}

#[test]
fn a_page_may_allow_its_dead_link() {
    let server = Server::start();
    let site = site(&server);
    let page = site.read("content/samarbejde/side.md");
    let allow = "title: Side\nallow: [{rule: dead-link, why: Kommer igen}]";
    site.write("content/samarbejde/side.md", &page.replace("title: Side", allow));
    let run = site.run(&["check", "--external", "--strict"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    // Nobody asked, so nobody knows whether it is needed.
    let run = site.run(&["check", "--strict"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
}

#[test]
fn a_check_without_network_says_so_and_is_fine() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let site = Site::of(&[
        ("site.toml", "title = \"Portal\"\n"),
        (
            "content/_index.md",
            &format!("---\ntitle: Forside\n---\n[en](http://127.1:{closed}/a) og [to](http://127.1:{closed}/b)\n"),
        ),
    ]);
    let run = site.run(&["check", "--external", "--strict", "--format", "concise"]);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let told: Vec<&str> = run.out.lines().collect();
    assert!(told.len() == 1 && told[0].contains("Ingen adresser uden for portalen kunne nås (prøvet: 2)"), "{told:?}");
    assert!(!site.root.join(".vejviser").exists());
}
