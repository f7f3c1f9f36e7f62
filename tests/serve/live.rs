//! What changes on the disk is told to the browser.

use std::fs;
use std::sync::atomic::Ordering;
use std::time::Duration;

use vejviser::serve::Site;

use super::running::Running;

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
