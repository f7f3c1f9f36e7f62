//! What the portal gives besides pages, and that nothing an editor writes breaks its format.

use proptest::prelude::*;
use vejviser::model::{Administration, AudienceId, Content, Kind, Phone, Portal, Site};
use vejviser::render::outputs::{
    Export, calendar, contacts, csv, deadlines, feed, fold, open_search, portal as portal_json, sitemap, vcard,
};
use vejviser::source::{Sources, Url};
use vejviser::theme::Theme;
use vejviser::{assemble, parse};

fn site(base: Option<&str>) -> Site {
    Site {
        title: "Fælles portal & mere".into(),
        language: "da".into(),
        base_url: base.map(str::to_owned),
        shared_name: "Fælles".into(),
        administrations: vec![Administration {
            id: "bif".into(),
            name: "Forvaltningen".into(),
            short: "BIF".into(),
            token: "bif".into(),
        }],
        ..Site::default()
    }
}

const WORKFLOW: &str = r#"---
title: Ansøgning om hjælp
lead: bif
owner: ydelsesservice
audience: [ledige]
reviewed: 2026-01-10
review_every: 6 måneder
trigger: Borgeren søger
outcome: Sagen er afgjort
deadline: {within: 4 uger, from: ansøgningen er modtaget, law: RSL § 3, basis: local}
changes:
  - {date: 2026-03-01, text: "Ny frist <4 uger>"}
  - {date: 2026-04-01, text: Kun for unge, audience: [unge]}
steps:
  - id: modtag
    do: Registrér
    by: sagsbehandler
  - id: slut
    end: Sendt
---
Tekst.
"#;

const CONTACT: &str = r#"---
title: Ydelsesservice
unit: "Ydelsesservice; afd. 2, \"Nord\""
phones: [{label: Hoved, number: "33170000"}, {number: "+46 8 508"}]
email: ydelse@example.dk
address: |
  Gade 1
  2100 København Ø
hours: [{days: mandag, from: "9.00", to: "15.00"}]
people:
  - {role: Leder, name: Åse Marie Ø, phone: "33 17 00 01"}
  - {role: Vagt, email: vagt@example.dk}
  - {role: Uden}
---
"#;

fn portal(base: Option<&str>) -> Portal {
    let sources = Sources::from_texts([
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
        ("content/arbejdsgange/hjaelp.md", WORKFLOW),
        ("content/kontakt/_index.md", "---\ntitle: Kontakt\nkind: contact\n---\n"),
        ("content/kontakt/ydelsesservice.md", CONTACT),
        ("content/lovgivning/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
        ("content/lovgivning/rsl.md", "---\ntitle: RSL\nabbr: RSL\n---\n"),
        ("content/nyt/_index.md", "---\ntitle: Nyt\nkind: news\n---\n"),
        ("content/nyt/aabning.md", "---\ntitle: Åbning\nsummary: Vi åbner.\ndate: 2026-05-01\n---\n"),
        ("content/_data/actors.yaml", "- {id: sagsbehandler, name: Sagsbehandler, administration: bif}\n"),
        ("content/_data/audiences.yaml", "- {id: ledige, name: Ledige}\n- {id: unge, name: Unge}\n"),
    ]);
    let documents = parse::parse(&sources);
    let found: Vec<_> = documents.diagnostics.iter().map(|d| &d.message.en).collect();
    assert!(found.is_empty(), "{found:?}");
    let options = assemble::Options { today: jiff::civil::date(2026, 11, 22), drafts: false };
    assemble::assemble(site(base), &documents.value, options)
}

fn with<T>(base: Option<&str>, run: impl FnOnce(Export) -> T) -> T {
    let portal = portal(base);
    let theme = Theme::load(&Sources::default(), &portal.site).value;
    run(Export { portal: &portal, strings: theme.strings() })
}

const BASE: Option<&str> = Some("https://portal.example/sub/");

fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
}

#[test]
fn exports_stay_as_they_are() {
    let all = with(BASE, |export| {
        let contact = export.portal.find(Kind::Contact, "ydelsesservice").unwrap();
        let pages: Vec<_> = export.portal.pages.iter().map(|page| (&page.url, page.touched())).collect();
        [
            ("vcard", vcard::of(export, contact)),
            ("reviews", calendar::reviews(export, contact.id)),
            ("contacts-csv", contacts::table(export)),
            ("deadlines-csv", deadlines::table(export)),
            ("deadlines-json", deadlines::json(export)),
            ("feed", feed::atom(export, &Url::new("nyt/feed.xml"), None).unwrap()),
            ("sitemap", sitemap::xml(BASE.unwrap(), pages)),
            (
                "opensearch",
                open_search::xml(export, &Url::new("soeg/"), Some(&Url::new("assets/favicon.svg"))).unwrap(),
            ),
            ("portal-json", pretty(&portal_json::json(export))),
        ]
    });
    let mut golden = insta::Settings::clone_current();
    golden.set_snapshot_path("golden/outputs");
    golden.set_prepend_module_to_snapshot(false);
    golden.set_omit_expression(true);
    golden.bind(|| {
        for (name, text) in all {
            if text.starts_with("<?xml") {
                well_formed(&text);
            }
            insta::assert_snapshot!(name, text.replace('\r', "").replace('\u{feff}', "BOM"));
        }
    });
}

fn pretty(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    serde_json::to_string_pretty(&value).unwrap()
}

#[test]
fn a_feed_of_an_audience_holds_what_concerns_it() {
    let titles = |xml: String| xml.matches("<entry>").count();
    with(BASE, |export| {
        let url = Url::new("feed.xml");
        let of = |n: usize| titles(feed::atom(export, &url, Some(AudienceId(n))).unwrap());
        assert_eq!((of(0), of(1)), (1, 1));
        assert_eq!(titles(feed::atom(export, &url, None).unwrap()), 3);
    });
}

#[test]
fn without_an_address_there_is_no_feed_and_no_search() {
    with(None, |export| {
        assert_eq!(feed::atom(export, &Url::new("feed.xml"), None), None);
        assert_eq!(open_search::xml(export, &Url::new("soeg/"), None), None);
        assert!(deadlines::json(export).contains("\"url\":\"arbejdsgange/hjaelp/\""));
    });
}

/// Cells of a table as a spreadsheet reads them.
fn cells(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => row.last_mut().unwrap().push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    rows.pop();
    rows
}

/// Content lines put together again.
fn unfold(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn unescape(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

proptest! {
    #[test]
    fn csv_keeps_rows_and_cells_and_runs_nothing(row in prop::collection::vec("\\PC{0,12}|[=+@;\"\r\n\t -]{0,6}", 1..5)) {
        let mut table = String::new();
        let given: Vec<&str> = row.iter().map(String::as_str).collect();
        csv::push_row(&mut table, &given);
        csv::push_row(&mut table, &["next"]);
        let rows = cells(&table);
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(rows[0].len(), row.len());
        for cell in &rows[0] {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", cell);
            prop_assert!(!cell.contains(['\n', '\r']));
        }
    }

    #[test]
    fn content_lines_fold_and_come_back(text in "\\PC{0,200}|[\\\\;,:\r\n\"a-zæø]{0,120}|(\\PC|\n){0,90}") {
        let mut out = String::new();
        fold::push_text(&mut out, "NOTE", &text);
        prop_assert!(out.split("\r\n").all(|line| line.len() <= 75), "{}", out);
        let lines = unfold(&out);
        prop_assert!(lines.len() <= 1);
        prop_assert!(!out.replace("\r\n", "").contains(['\r', '\n']));
        if let Some(line) = lines.first() {
            let wanted = text.trim().replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
            let plain = |text: &str| text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect::<String>();
            prop_assert_eq!(unescape(line.strip_prefix("NOTE:").unwrap()), plain(&wanted));
        }
    }

    #[test]
    fn a_contact_cannot_add_lines_to_its_card(unit in "(\\PC|[\r\n;,:\\\\]){0,40}", address in "(\\PC|[\r\n;,]){0,40}") {
        let mut portal = portal(None);
        for page in portal.pages.iter_mut() {
            if let Content::Contact(contact) = &mut page.content {
                contact.unit = unit.clone();
                contact.address = Some(address.clone());
                contact.phones = vec![Phone { label: None, number: unit.clone() }];
            }
        }
        let theme = Theme::load(&Sources::default(), &portal.site).value;
        let cards = vcard::all(Export { portal: &portal, strings: theme.strings() });
        let names = ["BEGIN:", "VERSION:", "FN:", "N:", "ORG:", "TEL;", "EMAIL;", "ADR;", "NOTE:", "TITLE:", "END:"];
        for line in unfold(&cards) {
            prop_assert!(names.iter().any(|name| line.starts_with(name)), "{}", line);
        }
    }
}
