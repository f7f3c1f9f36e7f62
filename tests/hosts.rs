//! The settings of web servers. nginx and Apache are asked over HTTP in tests/hosts/; here stands what is told of
//! all of them, and IIS and Azure by what their documentation asks for, since neither runs on our machines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::Value;
use vejviser::model::Host;
use vejviser::parse::keys::{self, Type};
use vejviser::text::{is_text_media, media_type};

use crate::commands::{Run, Site, files};
use crate::exports::{Element, parsed};

/// Each would end a word or a line somewhere, or stand for something else.
const HOSTILE: &[&str] = &[
    "/gammel side/",
    "/a'c/",
    "/b&amp;/",
    "/{C_1}/",
    "/$1%{X}/",
    "/a;b/",
    "/x]]/",
    "/50%/",
    "/ærø.html",
    "/ny/",
    "/--/",
];

fn site(address: &str, aliases: &[&str]) -> Site {
    let list: String = aliases.iter().map(|alias| format!("  - {}\n", serde_json::json!(alias))).collect();
    let aliases = if list.is_empty() { list } else { format!("aliases:\n{list}") };
    Site::of(&[
        ("site.toml", &format!("title = \"Portal\"\n{address}")),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/side.md", &format!("---\ntitle: En side\n{aliases}---\n{}\n", "Tekst. ".repeat(200))),
        ("content/ny.md", "---\ntitle: En anden side\n---\nTekst.\n"),
    ])
}

fn settings(site: &Site, host: &str) -> String {
    let Run { code, out, err } = site.run(&["export", "host", host, "--no-history"]);
    assert_eq!(code, Some(0), "{err}");
    out
}

/// Those but `/ny/`, which is taken by a page.
fn free() -> Vec<&'static str> {
    HOSTILE.iter().copied().filter(|alias| *alias != "/ny/").collect()
}

#[test]
fn iis_finds_old_addresses_as_they_were_written() {
    let site = site("base_url = \"https://portal.example/en%20mappe/\"\n", &free());
    let config = parsed(&settings(&site, "iis"));
    let server = config.one("system.webServer");
    let map = server.one("rewrite").one("rewriteMaps").one("rewriteMap");
    let moved: BTreeMap<String, String> = map.all("add").map(|add| (value(add, "key"), value(add, "value"))).collect();
    for alias in free() {
        let from = alias.trim_start_matches('/');
        assert_eq!(moved[from], "/en%20mappe/side/", "{from}");
        if let Some(bare) = from.strip_suffix('/') {
            assert!(moved.contains_key(bare) && moved.contains_key(&format!("{from}index.html")), "{from}");
        }
    }
    let rule = server.one("rewrite").one("rules").one("rule");
    assert_eq!(value(rule.one("match"), "ignoreCase"), "false");
    assert_eq!(value(rule.one("action"), "redirectType"), "Permanent");
    assert_eq!(value(map, "ignoreCase"), "false");
}

#[test]
fn iis_is_told_all_that_the_others_are() {
    let config = parsed(&settings(&site("", &["/gammel/"]), "iis"));
    let server = config.one("system.webServer");
    assert_eq!(value(server.one("directoryBrowse"), "enabled"), "false");
    assert_eq!(value(server.one("defaultDocument").one("files").one("add"), "value"), "index.html");
    let error = server.one("httpErrors").one("error");
    assert_eq!((value(error, "path"), value(error, "responseMode")), ("404.html".into(), "File".into()));
    let types: Vec<String> =
        server.one("staticContent").all("mimeMap").map(|map| value(map, "fileExtension")).collect();
    let removed: Vec<String> =
        server.one("staticContent").all("remove").map(|map| value(map, "fileExtension")).collect();
    assert_eq!(types, removed, "a type that is there already stops IIS");
    assert!(types.iter().any(|extension| extension == ".vcf"));
    let headers: Vec<String> =
        server.one("httpProtocol").one("customHeaders").all("add").map(|add| value(add, "name")).collect();
    assert_eq!(headers, ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"]);
    let filtering = server.one("security").one("requestFiltering").one("denyUrlSequences");
    assert_eq!(value(filtering.all("add").next().unwrap(), "sequence"), "/.vejviser");
    let assets = config.one("location");
    let cache = assets.one("system.webServer").one("staticContent").one("clientCache");
    assert_eq!((value(assets, "path"), value(cache, "cacheControlMode")), ("assets".into(), "UseMaxAge".into()));
    // A server without the module is not asked for it in vain.
    assert!(!settings(&site("", &[]), "iis").contains("<rewrite>"));
}

/// An attribute, as IIS reads it.
fn value(element: &Element, name: &str) -> String {
    quick_xml::escape::unescape(&element.attributes[name]).unwrap().into_owned()
}

#[test]
fn azure_gets_what_its_schema_knows() {
    let azure: Value = serde_json::from_str(&settings(&site("", &free()), "azure")).unwrap();
    let keys: BTreeSet<&str> = azure.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["globalHeaders", "mimeTypes", "responseOverrides", "routes", "trailingSlash"]));
    assert_eq!(azure["responseOverrides"]["404"]["rewrite"], "/404.html");
    assert!(azure["globalHeaders"]["Content-Security-Policy"].as_str().unwrap().starts_with("default-src 'self'"));
    let rules = azure["routes"].as_array().unwrap();
    let known = ["route", "redirect", "statusCode", "headers"];
    for rule in rules {
        assert!(rule.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())), "{rule}");
        let route = rule["route"].as_str().unwrap();
        assert!(!route.trim_end_matches('*').contains(['*', ' ', '{', '"']), "{route} would stand for more");
    }
    let redirects: Vec<&str> =
        rules.iter().filter(|rule| rule["redirect"] == "/side/").map(|rule| rule["route"].as_str().unwrap()).collect();
    assert_eq!(redirects.len(), free().len());
    assert!(redirects.contains(&"/gammel%20side/index.html") && redirects.contains(&"/%C3%A6r%C3%B8.html"));
}

#[test]
fn what_is_too_much_for_a_server_is_left_to_the_pages() {
    let many: Vec<String> = (0..2_000).map(|n| format!("/gamle-adresser-fra-foer-i-tiden/side-{n:04}/")).collect();
    let site = site("", &many.iter().map(String::as_str).collect::<Vec<_>>());
    let azure = settings(&site, "azure");
    assert!(azure.len() <= 20_000 && azure.len() > 19_500, "{}", azure.len());
    let rules: Value = serde_json::from_str(&azure).unwrap();
    assert!(rules["routes"].as_array().unwrap().iter().any(|rule| rule["route"] == "/assets/*"));
    let iis = settings(&site, "iis");
    assert!(iis.len() <= 250 * 1024 && iis.len() > 249 * 1024, "{}", iis.len());
    parsed(&iis);
    assert_eq!(settings(&site, "nginx").matches("return 301").count(), 3 * many.len());
}

#[test]
fn a_rule_without_case_hides_no_page() {
    let azure = settings(&site("", &["/NY/", "/gammel/"]), "azure");
    assert!(!azure.contains("/NY/") && azure.contains("/gammel/index.html"));
    assert!(settings(&site("", &["/NY/"]), "nginx").contains("location = \"/NY/\""));
}

#[test]
fn settings_that_live_in_the_portal_are_routes_like_others() {
    let site = site("[output]\nhosts = [\"azure\", \"apache\", \"iis\", \"apache\"]\n", &free());
    let output = site.root.join("public");
    let built = site.run(&["build", "--output", output.to_str().unwrap()]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let manifest = fs::read_to_string(output.join(".vejviser-manifest.json")).unwrap();
    for host in Host::ALL {
        let Some(file) = host.file() else { continue };
        assert!(manifest.contains(&format!("\"{file}\"")), "{file}");
        assert_eq!(fs::read_to_string(output.join(file)).unwrap(), settings(&site, host.name()), "{file}");
    }
    let choices = keys::find(&[keys::SITE], "output").map(|key| key.ty);
    let Some(Type::Map(output)) = choices else { panic!("[output] is a mapping") };
    let hosts = output.iter().find(|key| key.name == "hosts").unwrap();
    let Type::List(Type::Choice(names)) = hosts.ty else { panic!("hosts is a list of names") };
    let living = Host::ALL.iter().filter(|host| host.file().is_some()).map(|host| host.name());
    assert_eq!(living.collect::<BTreeSet<_>>(), names.iter().copied().collect());
}

#[test]
fn settings_write_over_settings_only() {
    let site = site("", &["/gammel/"]);
    let folder = tempfile::tempdir().unwrap();
    for host in Host::ALL {
        let file = folder.path().join(host.name());
        let export = || site.run(&["export", "host", host.name(), "--output", file.to_str().unwrap()]);
        assert_eq!(export().code, Some(0), "{}", host.name());
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(text, settings(&site, host.name()));
        // One of ours from before.
        fs::write(&file, text.replace("gammel", "aeldre")).unwrap();
        assert_eq!(export().code, Some(0), "{}", export().err);
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        fs::write(&file, "# en andens\n").unwrap();
        assert_eq!(export().code, Some(4), "{}", host.name());
        assert_eq!(fs::read_to_string(&file).unwrap(), "# en andens\n");
    }
    let folder = site.run(&["export", "host", "nginx", "--output", folder.path().to_str().unwrap()]);
    assert_eq!(folder.code, Some(2), "{}", folder.err);
    assert!(folder.err.contains("portal.conf"), "{}", folder.err);
}

#[test]
fn packed_copies_are_the_texts_themselves() {
    let site = site("", &["/gammel/"]);
    let build = |name: &str, more: &[&str]| {
        let output = site.root.join(name);
        let run = site.run(&[&["build", "--output", output.to_str().unwrap()], more].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
        output
    };
    let (plain, packed, again) = (build("a", &[]), build("b", &["--packed"]), build("c", &["--packed"]));
    let names = |root: &Path| -> Vec<String> {
        let all = files(root).into_iter().map(|path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
        all.filter(|name| !name.starts_with('.')).collect()
    };
    let read = |root: &Path, name: &str| fs::read(root.join(name)).unwrap();
    assert_eq!(names(&packed), names(&again));
    let copies: Vec<String> = names(&packed).into_iter().filter(|name| name.ends_with(".gz")).collect();
    assert!(copies.len() > 10 && copies.contains(&"index.html.gz".to_owned()));
    for name in names(&packed) {
        assert_eq!(read(&packed, &name), read(&again, &name), "{name}");
        let Some(of) = name.strip_suffix(".gz") else {
            assert_eq!(read(&plain, &name), read(&packed, &name), "{name}");
            continue;
        };
        let (bytes, copy) = (read(&plain, of), read(&packed, &name));
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(copy.as_slice()).read_to_end(&mut text).unwrap();
        assert_eq!(text, bytes, "{name}");
        assert!(copy.len() < bytes.len() && bytes.len() >= 1024, "{name}");
        assert!(is_text_media(media_type(of)), "{name}");
    }
    // Switched off, they go as they came, but for those that pages of the release before may ask for.
    build("b", &[]);
    let pages = |root: &Path| names(root).into_iter().filter(|name| !name.starts_with("assets/")).collect::<Vec<_>>();
    assert_eq!(pages(&packed), pages(&plain));
}
