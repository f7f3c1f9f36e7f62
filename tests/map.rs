//! The map of the cooperation: what counts as a hand-over, and the same numbers wherever they stand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vejviser::model::{Portal, StepIndex};
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::render::Output;
use vejviser::render::svg::matrix::{Cell, Group, Head, Matrix, Sort, matrix};
use vejviser::source::{Sources, Url};

use crate::support::TODAY;

const SITE: &str = "title = \"Portal\"\nlanguage = \"da\"\n\
    [[administration]]\nid = \"bif\"\nname = \"Beskæftigelse\"\nshort = \"BIF\"\ntoken = \"bif\"\n\
    [[administration]]\nid = \"sof\"\nname = \"Social\"\nshort = \"SOF\"\ntoken = \"sof\"\n";

const ACTORS: &str = "- {id: aase, name: Åse, administration: bif}\n- {id: bo, name: Bo, administration: bif}\n\
    - {id: sif, name: Sif, administration: sof}\n- {id: udefra, name: Udefra, external: true}\n";

fn portal(steps: &str) -> Compilation {
    let workflow = format!("---\ntitle: Sag\nsteps:\n{steps}---\n");
    let sources = Sources::from_texts([
        ("site.toml", SITE),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/_data/actors.yaml", ACTORS),
        ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
        ("content/arbejdsgange/sag.md", &workflow),
        ("content/samarbejde/_index.md", "---\ntitle: Samarbejdet\nkind: page\n---\n"),
    ]);
    let options = Options::on(TODAY);
    let compilation = compile(sources, &mut Default::default(), &options);
    assert!(!compilation.diagnostics().has_errors(), "{:?}", compilation.diagnostics());
    compilation
}

/// "aase>bo 1-2": who, to whom, and the numbers of the steps.
fn handovers(portal: &Portal) -> Vec<String> {
    let mut all = Vec::new();
    for ((from, to), list) in &portal.uses.handovers {
        for at in list {
            let workflow = portal.page(at.page).workflow().unwrap();
            let number = |step: StepIndex| workflow.step(step).unwrap().number.unwrap();
            let (from, to) = (&portal.actor(*from).id, &portal.actor(*to).id);
            all.push(format!("{from}>{to} {}-{}", number(at.before), number(at.after)));
        }
    }
    all.sort();
    all
}

fn html(compilation: &Compilation, url: &str) -> String {
    let route = compilation.routes.get(&Url::new(url)).unwrap_or_else(|| panic!("no page at /{url}"));
    match compilation.renderer().render(route) {
        Ok(Output::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        _ => panic!("/{url}"),
    }
}

const DO: &str = "- {id: a, do: A, by: aase}\n- {id: b, do: B, by: bo}\n- {id: c, do: C, by: bo, with: [sif]}\n";

#[test]
fn a_step_of_somebody_else_is_a_handover() {
    assert_eq!(handovers(&portal(DO).portal), ["aase>bo 1-2"]);
}

/// Two answers that lead to one step are one way for the case to go.
#[test]
fn answers_to_the_same_step_count_once() {
    let steps = "- {id: a, ask: Ja?, by: aase, answers: {Ja: b, Nej: c, Måske: b}}\n\
                 - {id: b, do: B, by: bo, next: c, late: {to: c}, within: 2 dage}\n- {id: c, do: C, by: sif}\n";
    assert_eq!(handovers(&portal(steps).portal), ["aase>bo 1-2", "aase>sif 1-3", "bo>sif 2-3"]);
}

#[test]
fn bars_are_passed_through() {
    let steps = "- {id: a, do: A, by: aase}\n- {id: s, split: [b, c]}\n- {id: b, do: B, by: bo, next: j}\n\
                 - {id: c, do: C, by: aase, next: j}\n- {id: j, join: all}\n- {id: d, do: D, by: sif}\n";
    assert_eq!(handovers(&portal(steps).portal), ["aase>bo 1-2", "aase>sif 3-4", "bo>sif 2-4"]);
}

/// Who waits for somebody hands over to them and gets the case back; who waits for a time does not.
#[test]
fn waiting_for_somebody_goes_there_and_back() {
    let steps = "- {id: a, wait: Svar, by: aase, for: udefra}\n- {id: b, wait: Ro, by: aase, within: 2 dage}\n\
                 - {id: c, wait: Igen, by: bo, for: bo}\n";
    let expected = ["aase>bo 2-3", "aase>udefra 1-1", "udefra>aase 1-1"];
    assert_eq!(handovers(&portal(steps).portal), expected);
}

#[test]
fn the_map_has_the_same_numbers_as_picture_and_as_table() {
    let steps = "- {id: a, do: A, by: aase}\n- {id: b, do: B, by: sif}\n- {id: c, wait: C, by: sif, for: udefra}\n\
                 - {id: d, do: D, by: bo}\n- {id: e, do: E, by: sif}\n- {id: f, do: F, by: bo}\n";
    let compilation = portal(steps);
    let map = html(&compilation, "samarbejde/kort/");
    // Administrations in the site's order, outsiders last, names in Danish order: Bo before Åse.
    let heads: Vec<&str> = map.split("class=\"map-end\"").skip(1).collect();
    let order: Vec<&str> = heads.iter().map(|text| text.split(['>', '<']).nth(1).unwrap().trim()).collect();
    assert_eq!(order, ["BIF", "SOF", "Udenfor", "BIF", "SOF", "Udenfor", "Bo", "Åse", "Sif", "Udefra"]);
    assert_eq!(map.matches("<a href=\"sif/#til-bo\">2</a>").count(), 1, "{map}");
    assert_eq!(map.matches("<title>Sif → Bo: 2 overdragelser</title>").count(), 1);
    assert!(map.contains("<title>SOF → BIF: 2 overdragelser</title>"));
    let cells = map.matches(" overdragelse</title>").count() + map.matches(" overdragelser</title>").count();
    // Five pairs of roles, four of groups.
    assert_eq!(cells, 5 + 4, "{map}");
    let sif = html(&compilation, "samarbejde/kort/sif/");
    assert!(sif.contains("id=\"til-bo\"") && sif.contains("id=\"fra-udefra\"") && sif.contains("venter på svar"));
    assert!(html(&compilation, "samarbejde/").contains("<a href=\"kort/\">Kort over samarbejdet</a>"));
    assert!(compilation.routes.get(&Url::new("samarbejde/kort/sif/")).is_some());
}

#[test]
fn without_handovers_the_map_says_so() {
    let compilation = portal("- {id: a, do: A, by: aase}\n");
    let map = html(&compilation, "samarbejde/kort/");
    assert!(map.contains("Ingen arbejdsgang har en overdragelse endnu."));
    assert!(!map.contains("<svg"));
    assert!(compilation.routes.get(&Url::new("samarbejde/kort/aase/")).is_none());
}

fn drawn(groups: Vec<Vec<String>>, amounts: &[usize]) -> String {
    let many: usize = groups.iter().map(Vec::len).sum();
    let cell = |(n, amount): (usize, &usize)| Cell {
        row: n / many,
        column: n % many,
        amount: *amount,
        sort: Sort::Across,
        href: "x/#y".to_owned(),
        name: format!("{amount}"),
    };
    let head = |name: String| Head { name, href: None };
    let group = |(n, names): (usize, Vec<String>)| Group {
        name: format!("Gruppe {n}"),
        token: "bif".to_owned(),
        heads: names.into_iter().map(head).collect(),
    };
    matrix(&Matrix {
        id: "m",
        title: "Kort".to_owned(),
        groups: groups.into_iter().enumerate().map(group).collect(),
        cells: amounts.iter().enumerate().filter(|(_, amount)| **amount > 0).map(cell).collect(),
        side: 24,
        upright: false,
    })
}

/// Attributes of every element, by name of the element.
fn elements(svg: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut all = Vec::new();
    loop {
        use quick_xml::events::Event;
        let element = match reader.read_event().unwrap() {
            Event::Eof => return all,
            Event::Start(element) | Event::Empty(element) => element,
            _ => continue,
        };
        let text = |text: &str| text.to_owned();
        let attributes = element.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (text(attribute.key.as_ref()), text(&attribute.value))
        });
        all.push((text(element.name().as_ref()), attributes.collect()));
    }
}

proptest! {
    /// Whatever names and amounts: sound XML, no style, and every number inside the picture.
    #[test]
    fn a_matrix_is_sound(
        groups in prop::collection::vec(prop::collection::vec("[a-zæøå<&\" -]{0,60}", 1..5), 1..4),
        amounts in prop::collection::vec(0_usize..10_000, 0..16),
    ) {
        let many: usize = groups.iter().map(Vec::len).sum();
        let amounts = &amounts[..amounts.len().min(many * many)];
        let svg = drawn(groups, amounts);
        let all = elements(&svg);
        let (width, height): (i32, i32) = (all[0].1["width"].parse().unwrap(), all[0].1["height"].parse().unwrap());
        for (name, attributes) in &all {
            prop_assert!(!attributes.contains_key("style"));
            if let (Some(x), Some(y)) = (attributes.get("x"), attributes.get("y")) {
                let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
                prop_assert!((0..=width).contains(&x) && (0..=height).contains(&y), "{} {} {}", name, x, y);
            }
        }
        let links = all.iter().filter(|(name, _)| name == "a").count();
        prop_assert_eq!(links, amounts.iter().filter(|amount| **amount > 0).count());
    }
}

/// A map of forty roles with four hundred pairs, as three hundred workflows may have, stays a page one can send.
/// Names are as long as the shipped portal's are on average.
#[test]
fn a_large_map_keeps_its_budget() {
    use std::fmt::Write;
    let mut actors = String::new();
    for n in 0..40 {
        let whose = ["administration: bif", "administration: sof", "administration: faelles", "external: true"][n / 10];
        writeln!(actors, "- {{id: socialraadgiver-{n}, name: Socialrådgiver i hold {n}, {whose}}}").unwrap();
    }
    let mut files = vec![
        ("site.toml".to_owned(), SITE.to_owned()),
        ("content/_index.md".to_owned(), "---\ntitle: Forside\n---\n".to_owned()),
        ("content/_data/actors.yaml".to_owned(), actors),
        ("content/arbejdsgange/_index.md".to_owned(), "---\ntitle: Arbejdsgange\nkind: workflow\n---\n".to_owned()),
    ];
    for n in 0..300 {
        let mut text = format!("---\ntitle: Sag {n}\nsteps:\n");
        for step in 0..8 {
            let role = (n / 10 * 11 + step * (1 + n % 10)) % 40;
            writeln!(text, "- {{id: s{step}, do: Trin, by: socialraadgiver-{role}}}").unwrap();
        }
        files.push((format!("content/arbejdsgange/sag-{n}.md"), format!("{text}---\n")));
    }
    let sources = Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let options = Options::on(TODAY);
    let compilation = compile(sources, &mut Default::default(), &options);
    let handovers = &compilation.portal.uses.handovers;
    assert_eq!((handovers.len(), handovers.values().map(Vec::len).sum::<usize>()), (400, 2100));
    let map = html(&compilation, "samarbejde/kort/");
    assert!(map.len() <= 200_000, "{} bytes", map.len());
}
