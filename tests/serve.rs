//! The editor's server: it answers from the portal only, to this machine only, and tells of changes.

mod live;
mod running;
mod site;

use std::net::TcpListener;
use std::sync::Arc;

use vejviser::diag::Lang;
use vejviser::serve::{ServeError, ServeOptions, Server};

use running::{Running, options};
use site::{HTML, Pages};

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
