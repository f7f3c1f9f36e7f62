//! The pages of the portal: which there are, and that what they link to is there.

use std::collections::{BTreeMap, BTreeSet};

use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::render::Output;
use vejviser::routes::Target;
use vejviser::source::{self, Sources, Url};

use crate::support::{TODAY, root};

const SITE: &str = "
title = \"Prøveportal\"
[[administration]]
id = \"bif\"
name = \"Beskæftigelse\"
short = \"BIF\"
token = \"bif\"
[[administration]]
id = \"sof\"
name = \"Social\"
short = \"SOF\"
token = \"sof\"
";

const WORKFLOW: &str = "---
title: Åbn en sag
lead: bif
deadline: {within: 4 uger, from: henvendelsen}
law: [\"LAS § 3, stk. 2\"]
aliases: [gammel/sag/]
reviewed: 2024-01-01
review_every: 12 måneder
steps:
  - id: modtag
    do: Modtag
    by: sagsbehandler
    law: LAS § 3 a
  - id: oplyst
    ask: Er den oplyst?
    by: sagsbehandler
    answers: {Nej: del, Ja: slut}
  - id: del
    split: [ring, skriv]
  - id: ring
    do: Ring
    by: sagsbehandler
    next: saml
  - id: skriv
    do: Skriv
    by: raadgiver
  - id: saml
    join: all
    next: oplyst
  - id: slut
    end: Sagen er åben
---
Før trinnene.

## Sådan modtager du {#modtag}
Vejledning til trinnet.

### Under trinnet
Mere.

## Til sidst
Efter trinnene.
";

fn small(extra: &[(&str, &str)]) -> Compilation {
    let actors = "- {id: sagsbehandler, name: Sagsbehandler, administration: bif}\n\
                  - {id: raadgiver, name: Rådgiver, administration: sof}\n";
    let mut files = vec![
        ("site.toml", SITE),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/_data/actors.yaml", actors),
        ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
        ("content/arbejdsgange/penge/_index.md", "---\ntitle: Penge\n---\n"),
        ("content/arbejdsgange/penge/sag.md", WORKFLOW),
        ("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n"),
        ("content/abc/sag.md", "---\ntitle: Sag\nshort: En sag er en sag.\nsynonyms: [Æske]\n---\n"),
        ("content/lovgivning/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
        ("content/lovgivning/las.md", "---\ntitle: Aktivloven\nabbr: LAS\n---\n"),
    ];
    files.extend(extra);
    compiled(Sources::from_texts(files))
}

fn compiled(sources: Sources) -> Compilation {
    compiled_as(sources, false)
}

/// `wide`: with posters.
fn compiled_as(sources: Sources, wide: bool) -> Compilation {
    let options = Options { wide, ..Options::on(TODAY) };
    compile(sources, &mut Default::default(), &options)
}

pub fn html(compilation: &Compilation, url: &str) -> String {
    let route = compilation.routes.get(&Url::new(url)).unwrap_or_else(|| panic!("no page at /{url}"));
    match compilation.renderer().render(route) {
        Ok(Output::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        Ok(Output::Copy(_)) => panic!("/{url} is a file"),
        Err(problem) => panic!("{}", problem.message.en),
    }
}

#[test]
fn a_poster_stands_and_is_linked_only_when_asked_for() {
    let poster = "arbejdsgange/penge/sag/diagram-bred.svg";
    let without = small(&[]);
    assert!(without.routes.get(&Url::new(poster)).is_none());
    assert!(!html(&without, "arbejdsgange/penge/sag/").contains("diagram-bred"));
    let with = compiled_as(without.sources.clone(), true);
    assert!(html(&with, "arbejdsgange/penge/sag/").contains("<a href=\"diagram-bred.svg\">"));
    let svg = html(&with, poster);
    assert!(svg.starts_with("<?xml ") && svg.contains("<title>") && svg != html(&with, &poster.replace("-bred", "")));
    for forbidden in ["href", "style=", "class=", "url("] {
        assert!(!svg.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_value_of_a_facet_has_a_page() {
    let portal = small(&[]);
    for facet in ["ansvar/bif/", "omraade/penge/", "lov/las/", "frist/", "faelles/", "senest-aendret/"] {
        assert!(html(&portal, &format!("arbejdsgange/efter/{facet}")).contains("Åbn en sag"), "{facet}");
    }
    assert!(portal.routes.get(&Url::new("arbejdsgange/efter/ansvar/sof/")).is_none());
}

#[test]
fn old_addresses_and_synonyms_lead_on() {
    let portal = small(&[]);
    assert!(html(&portal, "gammel/sag/").contains("../../arbejdsgange/penge/sag/"));
    assert!(html(&portal, "abc/aeske/").contains("url=../sag/"));
}

#[test]
fn two_claims_on_an_address_are_a_problem_and_a_lent_text_is_none() {
    let clash = small(&[("content/abc/to.md", "---\ntitle: To\nshort: To.\naliases: [abc/sag/]\n---\n")]);
    let found: Vec<_> = clash.diagnostics().iter().filter(|problem| problem.rule.id == "duplicate-url").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].labels.len(), 1);
    let lent = small(&[("content/frister.md", "---\ntitle: Alle frister\n---\nOm frister.\n")]);
    assert!(!lent.diagnostics().iter().any(|problem| problem.rule.id == "duplicate-url"));
    let page = html(&lent, "frister/");
    assert!(page.contains("<h1>Alle frister</h1>") && page.contains("Om frister.") && page.contains("Åbn en sag"));
}

#[test]
fn guidance_stands_on_the_card_of_its_step() {
    let page = html(&small(&[]), "arbejdsgange/penge/sag/");
    let places = [
        "Før trinnene.",
        "id=\"trin-modtag\"",
        "Vejledning til trinnet.",
        "<h4",
        "id=\"trin-oplyst\"",
        "Efter trinnene.",
    ];
    let found: Vec<usize> = places.iter().map(|text| page.find(text).unwrap_or_else(|| panic!("{text}"))).collect();
    assert!(found.is_sorted(), "{found:?}");
    assert!(!page.contains("Sådan modtager du"));
}

#[test]
fn a_workflow_can_be_fetched_as_bpmn() {
    let portal = small(&[]);
    assert!(html(&portal, "arbejdsgange/penge/sag/").contains("<a href=\"sag.bpmn\" download>Hent som BPMN</a>"));
    let file = html(&portal, "arbejdsgange/penge/sag/sag.bpmn");
    assert!(file.contains(" name=\"Åbn en sag\"") && file.contains("Lov: LAS § 3 a"), "{file}");
}

#[test]
fn exits_name_what_stands_behind_splits_and_joins() {
    let page = html(&small(&[]), "arbejdsgange/penge/sag/");
    let card = |id: &str| {
        let card = page.split_once(&format!("id=\"trin-{id}\"")).unwrap().1;
        card.split_once("</li>\n<li class=\"step").map_or(card, |(card, _)| card).to_owned()
    };
    let asked = card("oplyst");
    assert!(asked.contains("3. Ring") && asked.contains("4. Skriv") && asked.contains("Slut: Sagen er åben"));
    assert!(card("ring").contains("Når alle spor er færdige"));
}

#[test]
fn a_statute_names_its_sections_in_a_lawyers_order() {
    let page = html(&small(&[]), "lovgivning/las/");
    let (section, part, letter) = (page.find("id=\"p3\""), page.find("id=\"p3-stk2\""), page.find("id=\"p3a\""));
    assert!(section.is_some() && section < part && part < letter);
}

#[test]
fn an_overdue_page_says_so() {
    assert!(html(&small(&[]), "arbejdsgange/penge/sag/").contains("senest 1. januar 2025"));
    assert!(html(&small(&[]), "kvalitet/").contains("content/arbejdsgange/penge/sag.md"));
}

/// What is looked at in a page.
struct Page {
    text: String,
    ids: BTreeSet<String>,
}

fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {name}=\"");
    html.split('<').filter_map(move |tag| {
        let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
        tag.split_once(&start)?.1.split_once('"').map(|(value, _)| value)
    })
}

#[test]
fn the_shipped_portal_has_no_dead_link_and_sound_pages() {
    let portal = compiled(source::load(&root()).unwrap());
    let renderer = portal.renderer();
    let mut pages = BTreeMap::new();
    for route in portal.routes.iter().filter(|route| !matches!(route.target, Target::Asset(_))) {
        match renderer.render(route) {
            Ok(Output::Bytes(bytes)) if route.url.is_page() || route.url.as_str() == "404.html" => {
                let text = String::from_utf8(bytes).unwrap();
                let ids: Vec<&str> = attributes(&text, "id").collect();
                let set: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
                assert_eq!(ids.len(), set.len(), "an id stands twice on /{}", route.url);
                assert_eq!(text.matches("<h1").count(), 1, "/{}", route.url);
                assert!(attributes(&text, "style").next().is_none(), "style in /{}", route.url);
                pages.insert(route.url.clone(), Page { ids: set, text });
            }
            Ok(_) => {}
            Err(problem) => panic!("/{}: {}", route.url, problem.message.en),
        }
    }
    let dead: Vec<String> = pages.iter().flat_map(|(url, page)| dead_links(&portal, &pages, url, page)).collect();
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

fn dead_links(portal: &Compilation, pages: &BTreeMap<Url, Page>, url: &Url, page: &Page) -> Vec<String> {
    let mut dead = Vec::new();
    let external = |link: &str| ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme));
    for link in attributes(&page.text, "href").filter(|link| !external(link)) {
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        // What is searched for is no part of the address.
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let target = if path.is_empty() { url.clone() } else { resolved(url, path) };
        let known = portal.routes.get(&target).is_some();
        let anchored = anchor.is_empty() || pages.get(&target).is_some_and(|page| page.ids.contains(anchor));
        if !known || !anchored {
            dead.push(format!("/{url}: {link}"));
        }
    }
    dead
}

fn resolved(from: &Url, link: &str) -> Url {
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    let mut url = parts.join("/");
    if !url.is_empty() && (link.ends_with('/') || link.ends_with("..") || link == ".") {
        url.push('/');
    }
    Url::new(url)
}

#[test]
fn workflow_pages_styles_and_scripts_keep_their_budgets() {
    let portal = compiled(source::load(&root()).unwrap());
    let renderer = portal.renderer();
    let size = |url: &Url| match portal.routes.get(url).map(|route| renderer.render(route)) {
        Some(Ok(Output::Bytes(bytes))) => bytes,
        _ => panic!("nothing at /{url}"),
    };
    for page in portal.portal.of_kind(vejviser::model::Kind::Workflow) {
        let bytes = size(&page.url);
        assert!(bytes.len() <= 90_000, "/{} has {} bytes", page.url, bytes.len());
        assert!(zipped(&bytes) <= 18_000, "/{} has {} bytes zipped", page.url, zipped(&bytes));
    }
    let style = size(portal.theme.asset("style.css").unwrap());
    assert!(style.len() <= 40_000 && zipped(&style) <= 9_000, "{} {}", style.len(), zipped(&style));
    let scripts =
        portal.theme.assets().names().filter(|(name, _)| name.starts_with("portal-") && name.ends_with(".js"));
    let scripts: Vec<_> = scripts.collect();
    assert!(!scripts.is_empty());
    for (name, url) in scripts {
        let script = size(url);
        assert!(script.len() <= 15_000 && zipped(&script) <= 5_000, "{name} {} {}", script.len(), zipped(&script));
    }
}

#[test]
fn a_link_to_a_chart_costs_a_list_little() {
    let portal = compiled(source::load(&root()).unwrap());
    let route = portal.routes.get(&Url::new("arbejdsgange/")).unwrap();
    let Ok(Output::Bytes(bytes)) = portal.renderer().render(route) else { panic!("no list") };
    let html = String::from_utf8(bytes).unwrap();
    let mut parts = html.split(" <a class=\"show-chart\"");
    let mut without = parts.next().unwrap().to_owned();
    let mut rows = 0;
    for part in parts {
        without.push_str(part.split_once("</a>").unwrap().1);
        rows += 1;
    }
    let cost = zipped(html.as_bytes()) - zipped(without.as_bytes());
    assert!(rows > 20 && cost <= 40 * rows, "{cost} bytes for {rows} rows");
}

/// The list of workflows as it will be with three hundred of them: as many rows as it has now, each
/// at its average, and all that stands around them.
#[test]
fn a_list_of_three_hundred_workflows_keeps_its_budget() {
    let portal = compiled(source::load(&root()).unwrap());
    let page = html(&portal, "arbejdsgange/");
    let rows: Vec<&str> =
        page.split("<li data-values=").skip(1).map(|row| row.split_once("</li>").unwrap().0).collect();
    let inside: usize = rows.iter().map(|row| row.len() + "<li data-values=</li>".len()).sum();
    let around = page.len() - inside;
    assert!(rows.len() > 20, "{} rows", rows.len());
    let expected = around + 300 * inside / rows.len();
    assert!(expected <= 200_000, "{expected} bytes: {around} and {} per row", inside / rows.len());
}

fn zipped(bytes: &[u8]) -> usize {
    use std::io::Write;
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().len()
}
