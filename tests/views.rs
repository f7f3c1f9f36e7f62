//! What the types of page show beyond their own text: telephone numbers where they are asked for,
//! hours and deadlines that scripts can read, what a role reads, what a report counts.

use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::source::Sources;

use crate::pages::html;
use crate::support::TODAY;

const SITE: &str = "
title = \"Prøveportal\"
base_url = \"https://portal.example/\"
[[administration]]
id = \"bif\"
name = \"Beskæftigelse\"
short = \"BIF\"
[editors]
email = \"red@portal.example\"
edit_url = \"https://git.example/edit/{path}\"
[search]
examples = [\"hjælp til æbler\"]
[[menu]]
title = \"Telefonbogen\"
url = \"kontakt/\"
";

const UNIT: &str = "---
title: Ydelsesservice
lead: bif
unit: Ydelsesservice
phones: [{label: Telefon, number: 00 00 00 00}]
hours:
  - {days: mandag-onsdag, from: \"9.00\", to: \"15.30\"}
  - {days: efter aftale, from: \"9.00\", to: \"15.00\"}
---
";

const WORKFLOW: &str = "---
title: Sagen
audience: [unge]
deadline: {within: 2½ år, from: ansøgningen}
changes: [{date: 2026-11-01, text: Ny frist for alle}]
steps:
  - id: skriv
    do: Skriv brevet
    by: sagsbehandler
    tools: [ky, afslag]
  - id: ring
    do: Ring til borgeren
---
";

const SERVICE: &str = "---
title: Hjælp
unit: ydelse
deadline: {within: snarest, from: samtalen}
related: [sag]
---
";

const FILES: [(&str, &str); 26] = [
    ("site.toml", SITE),
    ("content/_index.md", "---\ntitle: Forside\n---\n"),
    ("content/_data/actors.yaml", "- {id: sagsbehandler, name: Sagsbehandler, administration: bif}\n"),
    ("content/_data/audiences.yaml", "- {id: unge, name: Unge}\n- {id: gamle, name: Gamle}\n"),
    ("content/kontakt/_index.md", "---\ntitle: Kontaktoplysninger\nkind: contact\n---\n"),
    ("content/kontakt/ydelse.md", UNIT),
    ("content/sof/_index.md", "---\ntitle: SOF\n---\n"),
    ("content/sof/centre/_index.md", "---\ntitle: Centre\nkind: contact\n---\n"),
    ("content/sof/centre/hus.md", "---\ntitle: Huset\nunit: Huset\nphones: [{number: 11 11 11 11}]\n---\n"),
    ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
    ("content/arbejdsgange/sag.md", WORKFLOW),
    (
        "content/arbejdsgange/anden.md",
        "---\ntitle: Anden\nlead: bif\nsteps:\n  - {id: a, do: Læs, by: sagsbehandler}\n  - {id: b, do: Skriv, by: sagsbehandler}\n---\n",
    ),
    ("content/redskaber/_index.md", "---\ntitle: Redskaber\nkind: tool\n---\n"),
    ("content/redskaber/ky.md", "---\ntitle: KY\ntype: it_system\n---\n"),
    ("content/redskaber/afslag.md", "---\ntitle: Afslagsbrev\ntype: letter\nfile: afslag.pdf\nformat: PDF\n---\n"),
    ("content/redskaber/afslag.pdf", "et brev"),
    ("content/ydelser/_index.md", "---\ntitle: Ydelser\nkind: service\n---\n"),
    ("content/ydelser/hjaelp.md", SERVICE),
    ("content/ansvar/_index.md", "---\ntitle: Ansvar\nkind: topic\nfeatured: [penge]\n---\n"),
    ("content/ansvar/penge.md", "---\ntitle: Penge\nlead: bif\ncontact: ydelse\nworkflows: [sag]\n---\n"),
    ("content/ansvar/bolig.md", "---\ntitle: Bolig\n---\n"),
    ("content/laering/_index.md", "---\ntitle: Læring\nkind: path\n---\n"),
    ("content/laering/ny.md", "---\ntitle: Ny\nrole: sagsbehandler\nworkflows: [sag]\n---\n"),
    ("content/samarbejde/_index.md", "---\ntitle: Samarbejde\n---\n"),
    ("content/samarbejde/om.md", "---\ntitle: Om\n---\nTekst.\n"),
    ("content/samarbejde/til.md", "---\ntitle: Til\n---\nTekst.\n"),
];

fn portal() -> Compilation {
    let options = Options::on(TODAY);
    compile(Sources::from_texts(FILES), &mut Default::default(), &options)
}

/// The part of a page from `start` to the next `end`.
fn part<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {start}")).0
}

#[test]
fn the_front_page_answers_who_to_call_and_what_to_search_for() {
    let page = html(&portal(), "");
    assert!(page.contains("<a href=\"soeg/?q=hj%C3%A6lp%20til%20%C3%A6bler\">hjælp til æbler</a>"));
    let asked = part(&page, "id=\"_ansvar\"", "</section>");
    assert!(asked.contains(">Penge</a>") && asked.contains("tel:+4500000000"), "{asked}");
    assert!(!asked.contains(">Bolig</a>"), "only what the editor named");
    let sections = part(&page, "id=\"_sektioner\"", "</section>");
    assert!(sections.contains(">Telefonbogen</a>") && !sections.contains("Kontaktoplysninger"), "the menu's word");
}

#[test]
fn every_page_says_where_the_keyboard_jumps() {
    let page = html(&portal(), "ansvar/penge/");
    let body = part(&page, "<body", ">");
    let jumps = ["a=\"../../arbejdsgange/", "r=\"../../redskaber/", "k=\"../../kontakt/", "f=\"../../frister/"];
    for jump in jumps {
        assert!(body.contains(&format!("data-go-{jump}\"")), "{jump} in {body}");
    }
}

#[test]
fn opening_hours_can_be_read_by_scripts_when_they_are_understood() {
    let page = html(&portal(), "kontakt/ydelse/");
    assert!(
        page.contains("<tr data-days=\"1 2 3\" data-from=\"09:00\" data-to=\"15:30\"><th scope=\"row\">mandag-onsdag")
    );
    assert!(page.contains("<tr><th scope=\"row\">efter aftale"));
}

#[test]
fn the_list_of_contacts_knows_the_units_of_other_sections() {
    let page = html(&portal(), "kontakt/");
    let centres = part(&page, "id=\"_andre-1\"", "</section>");
    assert!(centres.contains("../sof/centre/hus/") && centres.contains("tel:+4511111111"), "{centres}");
    assert!(!html(&portal(), "sof/centre/").contains("_andre-"));
}

#[test]
fn deadlines_count_and_lead_to_their_steps() {
    let page = html(&portal(), "frister/");
    let workflow = part(&page, "<tr data-kind=\"workflow\"", "</tr>");
    assert!(workflow.contains("data-amount=\"2.5\" data-unit=\"year\""), "{workflow}");
    assert!(workflow.contains("href=\"../arbejdsgange/sag/#_trin\">2 trin"), "{workflow}");
    let service = part(&page, "<tr data-kind=\"service\"", "</tr>");
    assert!(
        !service.contains("data-amount") && service.contains("<a href=\"../arbejdsgange/sag/\">Sagen</a>"),
        "{service}"
    );
}

#[test]
fn a_topic_names_its_workflows_in_the_table() {
    let page = html(&portal(), "ansvar/");
    assert!(part(&page, "<tr id=\"penge\"", "</tr>").contains("<a href=\"../arbejdsgange/sag/\">Sagen</a>"));
}

#[test]
fn a_role_reads_its_path_first_and_then_the_rest() {
    let page = html(&portal(), "roller/sagsbehandler/");
    let list = part(&page, "id=\"_laeseliste\"", "</section>");
    let at = |title: &str| list.find(title).unwrap_or_else(|| panic!("no {title} in {list}"));
    assert!(at(">Sagen</a>") < at(">Anden</a>"), "the path before what has more steps");
    assert_eq!(list.matches("Læringsforløb").count(), 1);
    assert!(list.contains("href=\"../../arbejdsgange/anden/#trin-b\""));
}

#[test]
fn letters_and_systems_stand_apart_from_other_tools() {
    let page = html(&portal(), "arbejdsgange/sag/");
    let letters = part(&page, "id=\"_breve\"", "</section>");
    assert!(
        letters.contains("Afslagsbrev") && letters.contains("#trin-skriv") && !letters.contains(">KY<"),
        "{letters}"
    );
    let card = part(&page, "id=\"trin-skriv\"", "</li>");
    assert!(part(card, "<dt>It-system</dt>", "</div>").contains(">KY</a>"));
    assert!(!part(card, "<dt>Redskaber</dt>", "</div>").contains(">KY</a>"));
}

#[test]
fn a_file_to_fetch_says_how_large_it_is() {
    let page = html(&portal(), "redskaber/afslag/");
    assert!(part(&page, "<a class=\"button primary\"", "</p>").contains("Hent (PDF, 1 kB)"));
}

#[test]
fn changes_can_be_followed_by_audience() {
    let portal = portal();
    let all = html(&portal, "nyt/");
    assert!(part(&all, "id=\"_for\"", "</nav>").contains("<a href=\"../maalgrupper/unge/#_nyt\">Unge</a>"));
    let unge = html(&portal, "maalgrupper/unge/");
    assert!(part(&unge, "id=\"_nyt\"", "</section>").contains("Ny frist for alle"));
    assert!(part(&unge, "<head>", "</head>").contains("href=\"feed.xml\""));
    assert!(!html(&portal, "maalgrupper/gamle/").contains("_nyt"));
}

#[test]
fn the_report_finds_steps_without_an_actor_and_hard_texts() {
    let page = html(&portal(), "kvalitet/");
    let missing = part(&page, "<h2 id=\"_no_lane\"", "<h2");
    assert!(missing.contains(">Sagen</a>") && !missing.contains(">Anden</a>"), "{missing}");
    assert!(missing.contains("href=\"https://git.example/edit/content/arbejdsgange/sag.md\""));
    let lix = part(&page, "<h2 id=\"_lix\"", "<h2");
    // "Skriv brevet. Ring til borgeren.": five words in two sentences, one of them long.
    assert!(lix.contains("23 let") && lix.contains(">Anden</a>"), "{lix}");
    assert!(!page.contains("id=\"_no_tool\"") || part(&page, "id=\"_no_tool\"", "<h2").contains(">Anden</a>"));
    let json = html(&portal(), "kvalitet/kvalitet.json");
    assert!(json.contains("\"lix\": 23") && json.contains("\"no_lane\""), "{json}");
}

#[test]
fn pages_of_a_section_lead_to_each_other() {
    let page = html(&portal(), "samarbejde/om/");
    let menu = part(&page, "aria-labelledby=\"_menu\"", "</nav>");
    assert!(
        menu.contains("<a href=\"./\" aria-current=\"page\">Om</a>") && menu.contains("<a href=\"../til/\">Til</a>"),
        "{menu}"
    );
}

#[test]
fn rows_name_their_facet_values_by_number() {
    let page = html(&portal(), "arbejdsgange/");
    let number = |value: &str| part(part(&page, &format!("{value}/\""), ">"), "data-number=\"", "\"");
    let (unge, letter) = (number("efter/maalgruppe/unge"), number("efter/redskab/afslag"));
    let row = |title: &str| {
        let before = page.split_once(&format!(">{title}</a>")).unwrap().0;
        let values = before.rsplit_once("data-values=\"").unwrap().1.split_once('"').unwrap().0;
        values.split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(row("Sagen").contains(&unge.to_owned()) && row("Sagen").contains(&letter.to_owned()));
    assert!(!row("Anden").contains(&unge.to_owned()));
}
