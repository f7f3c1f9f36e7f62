//! The shipped portal's exports against what their formats ask for: RFC 5545, RFC 4287, OpenSearch 1.1,
//! the sitemap protocol, and the schema of `portal.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use quick_xml::events::Event;
use serde_json::Value;
use vejviser::model::Date;
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::render::Output;
use vejviser::routes::{Route, Target};
use vejviser::source::{self, Url};

use crate::schema::{fits, strays};
use crate::support::{TODAY, root};

const BASE: &str = "https://portal.example/sub/";

/// The shipped portal at an address, with a page that the version control saw change.
fn portal() -> &'static Compilation {
    static PORTAL: OnceLock<Compilation> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let sources = source::load(&root()).unwrap();
        let changed = sources.iter().filter(|file| file.path.as_str().starts_with("content/"));
        let last_changes = changed.map(|file| (file.path.clone(), jiff::civil::date(2026, 11, 20))).collect();
        let mut history = vejviser::diag::Checked::<vejviser::model::History>::default();
        history.value.last_changes = last_changes;
        let options = Options { history, ..Options::on(TODAY) };
        let mut compilation = compile(sources, &mut Default::default(), &options);
        compilation.portal.site.base_url = Some(BASE.to_owned());
        compilation.routes = vejviser::routes::Routes::collect(&compilation.portal, &compilation.theme).value;
        compilation
    })
}

fn text(route: &Route) -> String {
    match portal().renderer().render(route) {
        Ok(Output::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        _ => panic!("/{}", route.url),
    }
}

fn at(url: &str) -> String {
    text(portal().routes.get(&Url::new(url)).unwrap())
}

/// Every export of a sort, with its address.
fn all(wanted: impl Fn(&Target) -> bool) -> Vec<(String, String)> {
    let found: Vec<_> = portal().routes.iter().filter(|route| wanted(&route.target)).collect();
    assert!(!found.is_empty());
    found.into_iter().map(|route| (route.url.to_string(), text(route))).collect()
}

#[test]
fn calendars_are_as_rfc_5545_wants_them() {
    for (url, text) in all(|target| matches!(target, Target::ReviewCalendar(_))) {
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{url}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{url}: lines of 75 bytes at most");
        let unfolded = text.replace("\r\n ", "");
        let lines: Vec<(&str, &str)> =
            unfolded.split_terminator("\r\n").map(|line| line.split_once(':').expect("name and value")).collect();
        assert_eq!((lines[0], *lines.last().unwrap()), (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR")), "{url}");
        let mut open: Vec<BTreeMap<&str, &str>> = Vec::new();
        let mut ids = BTreeSet::new();
        for (name, value) in lines {
            match (name, value) {
                ("BEGIN", "VCALENDAR" | "VEVENT") => open.push(BTreeMap::new()),
                ("END", "VCALENDAR") => {
                    let calendar = open.pop().unwrap();
                    assert_eq!(calendar["VERSION"], "2.0", "{url}");
                    assert!(calendar.contains_key("PRODID"), "{url}");
                }
                ("END", "VEVENT") => event(&url, &open.pop().unwrap(), &mut ids),
                ("BEGIN" | "END", other) => panic!("{url}: {other}"),
                _ => {
                    let properties = open.last_mut().unwrap();
                    assert!(properties.insert(name, value).is_none(), "{url}: {name} stands twice");
                }
            }
        }
        assert!(open.is_empty() && !ids.is_empty(), "{url}");
    }
}

fn event(url: &str, event: &BTreeMap<&str, &str>, ids: &mut BTreeSet<String>) {
    let known = ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "TRANSP", "SUMMARY", "DESCRIPTION", "URL"];
    assert!(event.keys().all(|name| known.contains(name)), "{url}: {event:?}");
    assert!(ids.insert(event["UID"].to_owned()), "{url}: {} is the UID of two events", event["UID"]);
    let day = event["DTSTART;VALUE=DATE"];
    assert!(day.len() == 8 && Date::strptime("%Y%m%d", day).is_ok(), "{url}: {day}");
    let stamp = event["DTSTAMP"].strip_suffix("T000000Z").unwrap();
    assert!(Date::strptime("%Y%m%d", stamp).is_ok(), "{url}: {stamp}");
    for name in ["SUMMARY", "DESCRIPTION"] {
        let plain = event[name].replace("\\\\", "").replace("\\n", "").replace("\\,", "").replace("\\;", "");
        assert!(!plain.is_empty() && !plain.contains(['\\', ',', ';']), "{url}: {name}: {}", event[name]);
    }
    assert!(event["URL"].starts_with(BASE), "{url}");
}

/// An element of an XML file.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    pub below: Vec<Element>,
}

impl Element {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.below.iter().filter(move |element| element.name == name)
    }

    /// The one element of this name.
    pub fn one<'a>(&'a self, name: &'a str) -> &'a Element {
        let found: Vec<_> = self.all(name).collect();
        assert_eq!(found.len(), 1, "one {name} in {}", self.name);
        found[0]
    }
}

pub fn parsed(xml: &str) -> Element {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open.last_mut().unwrap().below.push(element(&start)),
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(_) => open.last_mut().unwrap().text.push('&'),
            Event::End(_) => {
                let closed = open.pop().unwrap();
                open.last_mut().unwrap().below.push(closed);
            }
            Event::Eof => return open.pop().unwrap().below.pop().unwrap(),
            _ => {}
        }
    }
}

fn element(start: &quick_xml::events::BytesStart) -> Element {
    let text = |text: &str| text.to_owned();
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (text(attribute.key.as_ref()), text(&attribute.value))
    });
    Element { name: text(start.name().as_ref()), attributes: attributes.collect(), ..Element::default() }
}

#[test]
fn feeds_are_as_rfc_4287_wants_them() {
    let feeds = all(|target| matches!(target, Target::Feed | Target::AudienceFeed(_)));
    assert!(feeds.len() > 5);
    for (url, xml) in feeds {
        let feed = parsed(&xml);
        assert_eq!(feed.attributes["xmlns"], "http://www.w3.org/2005/Atom");
        let address = format!("{BASE}{url}");
        assert_eq!(feed.one("id").text, address);
        assert!(!feed.one("title").text.is_empty() && !feed.one("author").one("name").text.is_empty());
        let own: Vec<_> =
            feed.all("link").filter(|link| link.attributes.get("rel").is_some_and(|rel| rel == "self")).collect();
        assert_eq!((own.len(), own[0].attributes["href"].as_str()), (1, address.as_str()));
        let updated = moment(&feed.one("updated").text);
        let mut ids = BTreeSet::new();
        for entry in feed.all("entry") {
            let id = &entry.one("id").text;
            assert!(id.starts_with(BASE) && ids.insert(id.clone()), "{url}: {id} is the id of two entries");
            assert!(!entry.one("title").text.is_empty());
            assert!(entry.one("link").attributes["href"].starts_with(BASE));
            let (published, changed) = (moment(&entry.one("published").text), moment(&entry.one("updated").text));
            assert!(published <= changed && changed <= updated, "{url}: {id}");
        }
    }
}

/// RFC 3339, as Atom asks for it.
fn moment(text: &str) -> jiff::Timestamp {
    assert!(text.len() == 20 && text.ends_with('Z'), "{text}");
    text.parse().unwrap()
}

#[test]
fn the_search_description_is_as_open_search_wants_it() {
    let description = parsed(&at("opensearch.xml"));
    assert_eq!(description.name, "OpenSearchDescription");
    assert_eq!(description.attributes["xmlns"], "http://a9.com/-/spec/opensearch/1.1/");
    let (short, long) = (&description.one("ShortName").text, &description.one("LongName").text);
    assert!((1..=16).contains(&short.chars().count()), "{short}");
    assert!((1..=48).contains(&long.chars().count()), "{long}");
    assert!((1..=1024).contains(&description.one("Description").text.chars().count()));
    for encoding in ["InputEncoding", "OutputEncoding"] {
        assert_eq!(description.one(encoding).text, "UTF-8");
    }
    assert_eq!(description.one("Language").text, "da");
    assert!(description.one("Image").text.starts_with(BASE));
    let urls: Vec<_> = description.all("Url").map(|url| &url.attributes).collect();
    let search: Vec<_> = urls.iter().filter(|url| url["type"] == "text/html").collect();
    assert_eq!(search.len(), 1);
    assert_eq!(search[0]["template"], format!("{BASE}soeg/?q={{searchTerms}}"));
    let own: Vec<_> = urls.iter().filter(|url| url.get("rel").is_some_and(|rel| rel == "self")).collect();
    assert_eq!(own[0]["template"], format!("{BASE}opensearch.xml"));
    assert_eq!(own[0]["type"], "application/opensearchdescription+xml");
    // Every page names it, and the search page reads what it hands over.
    let page = at("frister/");
    assert!(page.contains("<link rel=\"search\" type=\"application/opensearchdescription+xml\""));
    assert!(at("soeg/").contains("name=\"q\""));
}

#[test]
fn the_sitemap_has_the_pages_that_may_be_found() {
    let map = parsed(&at("sitemap.xml"));
    assert_eq!(map.attributes["xmlns"], "http://www.sitemaps.org/schemas/sitemap/0.9");
    let mut seen = BTreeSet::new();
    for url in map.all("url") {
        let address = url.one("loc").text.clone();
        let page = address.strip_prefix(BASE).unwrap();
        let route = portal().routes.get(&Url::new(page)).unwrap_or_else(|| panic!("{address} is no page"));
        let html = text(route);
        assert!(!html.contains("content=\"noindex\""), "{address} does not want to be found");
        for date in url.all("lastmod") {
            let day: Date = date.text.parse().unwrap();
            assert!(day <= TODAY, "{address}");
        }
        if matches!(route.target, Target::Page(_)) {
            let day: Date = url.one("lastmod").text.parse().unwrap();
            assert!(day >= jiff::civil::date(2026, 11, 20), "{address}: {day}");
        }
        assert!(seen.insert(address));
    }
    assert!((100..50_000).contains(&seen.len()));
}

#[test]
fn the_portal_fits_its_published_schema() {
    let schema: Value = serde_json::from_str(&at("portal.schema.json")).unwrap();
    let portal: Value = serde_json::from_str(&at("portal.json")).unwrap();
    assert_eq!(portal["$schema"], format!("{BASE}portal.schema.json"));
    assert_eq!(schema["$id"], portal["$schema"]);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(fits(&schema, &schema, &portal));
    assert_eq!(strays(&schema, &schema, &portal), Vec::<String>::new(), "keys that the schema does not name");
    // What is plainly wrong is refused.
    for (pointer, wrong) in [
        ("/format", Value::from("1")),
        ("/pages/0/kind", Value::from("side")),
        ("/pages/0/status", Value::from("gældende")),
        ("/pages/0/title", Value::Null),
        ("/actors/0/id", Value::from(7)),
        ("/pages", Value::from("")),
    ] {
        let mut broken = portal.clone();
        *broken.pointer_mut(pointer).unwrap() = wrong;
        assert!(!fits(&schema, &schema, &broken), "{pointer}");
    }
    let steps = |page: &Value| page.pointer("/content/steps/0/kind").is_some();
    let workflow = portal["pages"].as_array().unwrap().iter().position(steps).unwrap();
    let mut broken = portal.clone();
    *broken.pointer_mut(&format!("/pages/{workflow}/content/steps/0/kind")).unwrap() = Value::from("gør");
    assert!(!fits(&schema, &schema, &broken), "a kind of step that there is not");
}
