//! Targets on a disk: `publish`, `rollback`, `verify` as a terminal sees them. Stores are tried in `tests/s3/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::commands::Site;
use crate::publish::tree;

const TARGET: &str = "\n[[target]]\nname = \"produktion\"\nfolder = \"ud/portal\"\nreleases = 2\n";

fn site() -> Site {
    with(TARGET)
}

fn with(settings: &str) -> Site {
    let site = Site::new();
    let text = fs::read_to_string(site.root.join("site.toml")).unwrap();
    site.write("site.toml", &(text + settings));
    site
}

fn portal(site: &Site) -> PathBuf {
    site.root.join("ud/portal")
}

fn archive(site: &Site) -> PathBuf {
    site.root.join("ud/.portal.vejviser-archive")
}

/// What readers see.
fn stands(site: &Site) -> BTreeMap<String, String> {
    tree(&portal(site))
}

/// Publishes the site with another word on a page.
fn edition(site: &Site, word: &str) -> BTreeMap<String, String> {
    site.write("content/samarbejde/moede.md", &format!("---\ntitle: Møde {word}\n---\nVi mødes.\n"));
    site.write("content/samarbejde/_index.md", "---\ntitle: Samarbejde\nkind: page\n---\n");
    let run = site.run(&["publish"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    stands(site)
}

#[test]
fn releases_can_be_gone_back_to() {
    let site = site();
    let first = edition(&site, "en");
    let second = edition(&site, "to");
    assert_ne!(first, second);
    let run = site.run(&["rollback"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("Udgivelse 1 ("), "{}", run.err);
    assert!(run.err.contains("er nu udgivelse 3:"), "{}", run.err);
    assert_eq!(stands(&site), first);
    // Back from a return is what came before the release returned to.
    let run = site.run(&["rollback"]);
    assert_eq!((run.code, run.err.contains("ingen tidligere udgivelse")), (Some(3), true), "{}", run.err);
    let run = site.run(&["rollback", "2"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(stands(&site), second);
    let list = site.run(&["publish", "--list"]).out;
    let numbers: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(numbers, ["4", "3", "2"], "{list}");
    assert!(list.lines().next().unwrap().ends_with("som udgivelse 2"), "{list}");
}

#[test]
fn only_what_is_needed_to_go_back_is_kept() {
    let site = site();
    for word in ["en", "to", "tre", "fire", "fem"] {
        edition(&site, word);
    }
    let names = |folder: &str| tree(&archive(&site).join(folder));
    assert_eq!(names("releases").into_keys().collect::<Vec<_>>(), ["0003.json", "0004.json", "0005.json"]);
    let releases = names("releases").into_values().collect::<String>();
    let objects = names("objects");
    assert!(!objects.is_empty());
    for hash in objects.keys() {
        assert!(releases.contains(hash), "{hash} is of no release");
    }
    let log = fs::read_to_string(archive(&site).join("log.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 5, "{log}");
    assert!(log.lines().all(|line| line.contains("\"by\":") && line.contains("\"changed\":")), "{log}");
}

#[test]
fn the_same_again_is_no_release() {
    let site = site();
    let first = edition(&site, "en");
    let run = site.run(&["publish"]);
    assert!(run.err.contains("var allerede sådan; udgivelse 1 står"), "{}", run.err);
    assert_eq!(stands(&site), first);
}

#[test]
fn a_portal_that_was_built_there_can_be_gone_back_to() {
    let site = site();
    site.write("content/samarbejde/moede.md", "---\ntitle: Bygget\n---\nVi mødes.\n");
    site.write("content/samarbejde/_index.md", "---\ntitle: Samarbejde\nkind: page\n---\n");
    assert_eq!(site.run(&["build", "--output", portal(&site).to_str().unwrap()]).code, Some(0));
    let built = stands(&site);
    edition(&site, "to");
    let list = site.run(&["publish", "--list"]).out;
    assert!(list.lines().nth(1).unwrap().contains(", ?, "), "{list}");
    assert_eq!(site.run(&["rollback"]).code, Some(0));
    assert_eq!(stands(&site), built);
}

#[test]
fn a_damaged_archive_leaves_the_portal_as_it_is() {
    let site = site();
    edition(&site, "en");
    let second = edition(&site, "to");
    let objects = archive(&site).join("objects");
    for hash in tree(&objects).into_keys() {
        // Another file under the name: one that is linked to must not change.
        fs::remove_file(objects.join(&hash)).unwrap();
        fs::write(objects.join(&hash), "noget andet").unwrap();
    }
    let run = site.run(&["rollback"]);
    assert_eq!((run.code, run.err.contains("findes ikke længere")), (Some(3), true), "{}", run.err);
    assert_eq!(stands(&site), second);
    fs::remove_dir_all(&objects).unwrap();
    assert_eq!(site.run(&["rollback"]).code, Some(3));
    assert_eq!(stands(&site), second);
}

/// Says that a page is gone on purpose.
fn give_up(site: &Site, url: &str) {
    let text = site.read("site.toml");
    site.write("site.toml", &text.replace("[output]\n", &format!("[output]\ngone = [\"{url}\"]\n")));
}

#[test]
fn no_published_address_vanishes_unnoticed() {
    let site = site();
    let first = edition(&site, "en");
    fs::remove_file(site.root.join("content/samarbejde/moede.md")).unwrap();
    let run = site.run(&["publish"]);
    assert_eq!((run.code, run.err.contains("»/samarbejde/moede/« er udgivet")), (Some(1), true), "{}", run.err);
    assert_eq!(stands(&site), first);
    give_up(&site, "/samarbejde/moede/");
    assert_eq!(site.run(&["publish"]).code, Some(0));
}

#[test]
fn a_dry_run_tells_and_does_nothing() {
    let site = site();
    let first = edition(&site, "en");
    let before = tree(&archive(&site));
    fs::remove_file(site.root.join("content/samarbejde/moede.md")).unwrap();
    give_up(&site, "/samarbejde/moede/");
    let run = site.run(&["publish", "--dry-run"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("- samarbejde/moede/index.html\n"), "{}", run.out);
    assert!(run.out.contains("~ samarbejde/index.html\n"), "{}", run.out);
    assert_eq!((stands(&site), tree(&archive(&site))), (first.clone(), before));
    let run = site.run(&["publish", "--max-deletes", "0"]);
    assert_eq!((run.code, run.err.contains("--max-deletes 1")), (Some(4), true), "{}", run.err);
    assert_eq!(stands(&site), first);
    assert_eq!(site.run(&["publish", "--max-deletes", "1"]).code, Some(0));
    assert!(!portal(&site).join("samarbejde/moede").exists());
}

#[test]
fn errors_in_the_content_publish_nothing() {
    let site = site();
    let first = edition(&site, "en");
    site.write("content/samarbejde/moede.md", "---\ntitle: Møde\n---\n[Væk](findes-ikke.md)\n");
    let run = site.run(&["publish"]);
    assert_eq!((run.code, run.err.contains("Intet er udgivet")), (Some(1), true), "{}", run.err);
    assert_eq!(stands(&site), first);
    // The settings alone say where to go back.
    assert_eq!(site.run(&["rollback"]).code, Some(3));
}

#[test]
fn verify_reads_every_file() {
    let site = site();
    edition(&site, "en");
    let run = site.run(&["verify"]);
    assert_eq!((run.code, run.err.contains("er, som de blev skrevet")), (Some(0), true), "{}", run.err);
    fs::remove_file(portal(&site).join("samarbejde/moede/index.html")).unwrap();
    fs::remove_file(portal(&site).join("index.html")).unwrap();
    fs::write(portal(&site).join("index.html"), "x").unwrap();
    fs::write(portal(&site).join("fremmed.html"), "x").unwrap();
    for target in ["produktion", portal(&site).to_str().unwrap()] {
        let run = site.run(&["verify", target]);
        assert_eq!(run.code, Some(3), "{}", run.err);
        assert_eq!(run.out, "fremmed: fremmed.html\nændret: index.html\nmangler: samarbejde/moede/index.html\n");
    }
    fs::remove_file(portal(&site).join("fremmed.html")).unwrap();
    assert_eq!(site.run(&["publish"]).code, Some(0));
    assert_eq!(site.run(&["verify"]).code, Some(0));
}

#[test]
fn where_no_portal_is_there_is_nothing_to_verify_or_to_go_back_to() {
    let site = site();
    for command in ["verify", "rollback"] {
        let run = site.run(&[command]);
        assert_eq!((run.code, run.err.contains("Der er ingen portal i")), (Some(3), true), "{}", run.err);
    }
}

#[test]
fn a_target_is_named_when_there_are_several() {
    let none = with("");
    let run = none.run(&["publish"]);
    assert_eq!((run.code, run.err.contains("ingen mål")), (Some(2), true), "{}", run.err);
    let two = with(&format!("{TARGET}\n[[target]]\nname = \"test\"\nfolder = \"ud/test\"\n"));
    let run = two.run(&["publish"]);
    assert_eq!((run.code, run.err.contains("produktion, test")), (Some(2), true), "{}", run.err);
    let run = two.run(&["publish", "produktoin"]);
    assert_eq!((run.code, run.err.contains("mente du »produktion«")), (Some(2), true), "{}", run.err);
    assert_eq!(two.run(&["publish", "test"]).code, Some(0));
    assert!(two.root.join("ud/test/index.html").is_file());
}

#[test]
fn a_target_has_its_own_address_and_links() {
    let site = with(&format!("{TARGET}links = \"file\"\nbase_url = \"https://test.portal.example\"\n"));
    edition(&site, "en");
    let stands = stands(&site);
    assert!(
        stands["sitemap.xml"].contains("<loc>https://test.portal.example/samarbejde/"),
        "{}",
        stands["sitemap.xml"]
    );
    assert!(stands["index.html"].contains("href=\"arbejdsgange/index.html\""));
}

#[test]
fn settings_of_targets_are_checked() {
    for (settings, message) in [
        ("[[target]]\nname = \"x\"\n", "Målet siger ikke, hvor portalen skal hen."),
        ("[[target]]\nname = \"x\"\nfolder = \"a\"\nbucket = \"b\"\n", "enten en mappe eller et lager"),
        ("[[target]]\nname = \"x\"\nbucket = \"b\"\n", "»endpoint« mangler"),
        ("[[target]]\nname = \"x\"\nfolder = \"a\"\nreleases = \"mange\"\n", "skal være et helt tal"),
        (
            "[[target]]\nname = \"x\"\nfolder = \"a\"\n[[target]]\nname = \"x\"\nfolder = \"b\"\n",
            "to mål, der hedder »x«",
        ),
        ("[[target]]\nfolder = \"a\"\n", "name"),
        (
            "[[target]]\nname = \"x\"\nbucket = \"b\"\nendpoint = \"https://s3.example\"\nprefix = \"a/b\"\narchive = \"/a/\"\n",
            "Arkivet skal være en anden mappe",
        ),
    ] {
        let run = with(&format!("\n{settings}")).run(&["check"]);
        assert_eq!((run.code, run.err.contains(message)), (Some(1), true), "{settings}{}", run.err);
    }
}

#[test]
fn sources_are_no_target() {
    let site = with("\n[[target]]\nname = \"x\"\nfolder = \"content\"\n");
    let run = site.run(&["publish"]);
    assert_eq!((run.code, run.err.contains("del af content")), (Some(4), true), "{}", run.err);
}
