//! The portal's search: how well it finds, what it answers to odd questions, what its index holds.

#[path = "search/suite.rs"]
mod suite;

use std::io::Write;
use std::sync::LazyLock;

use vejviser::diag::{Lang, Severity};
use vejviser::pipeline::{self, Compilation, Options};
use vejviser::routes::search_shards;
use vejviser::search::documents::AnswerKind;
use vejviser::search::query::{Engine, Found};
use vejviser::search::{Index, encode, vocabulary};
use vejviser::source::Sources;

use crate::support::{TODAY, compile, concise};

static SHIPPED: LazyLock<Index> = LazyLock::new(|| index(&suite::shipped()));

fn index(portal: &Compilation) -> Index {
    Index::new(&portal.portal, &portal.routes, portal.theme.strings())
}

/// A portal of these files.
fn small(files: &[(&str, &str)]) -> Index {
    let site = "title = \"P\"\n[[administration]]\nid = \"bif\"\nname = \"B\"\nshort = \"BIF\"\n";
    let sources = Sources::from_texts(std::iter::once(("site.toml", site)).chain(files.iter().copied()));
    let options = Options::on(TODAY);
    index(&pipeline::compile(sources, &mut Default::default(), &options))
}

fn ask(index: &Index, text: &str) -> Found {
    Engine::new(index).search(text, &Default::default())
}

fn first(index: &Index, text: &str) -> String {
    ask(index, text).hits.first().map(|hit| hit.url.clone()).unwrap_or_default()
}

/// The bars; docs/search.md says how to see the figures.
#[test]
fn people_find_what_they_ask_for() {
    let classes = suite::run(&Engine::new(&SHIPPED));
    let all = suite::all(&classes);
    let missed: Vec<&String> = classes.values().flat_map(|class| &class.missed).collect();
    assert!(all.asked > 200, "{} questions", all.asked);
    assert!(all.third * 100 >= all.asked * 95, "{} of {} among the first three: {missed:#?}", all.third, all.asked);
    assert_eq!(all.nothing, 0, "questions without any hit: {missed:#?}");
}

#[test]
fn a_section_is_found_however_it_is_written() {
    for text in ["LAS § 11", "las 11", "aktivlovens § 11", "§ 11 i aktivloven", "§11 lov om aktiv socialpolitik"] {
        assert_eq!(first(&SHIPPED, text), "lovgivning/las/#p11", "{text}");
        let answer = ask(&SHIPPED, text).answer.unwrap();
        assert_eq!((answer.kind, answer.url.as_str()), (AnswerKind::Statute, "lovgivning/las/#p11"), "{text}");
    }
}

#[test]
fn a_unit_answers_by_its_name_and_for_its_hours() {
    let answer = ask(&SHIPPED, "telefon borgerservice").answer.unwrap();
    assert_eq!((answer.kind, answer.url.as_str()), (AnswerKind::Contact, "kontakt/borgerservice/"));
    assert!(!answer.phones.is_empty());
    let answer = ask(&SHIPPED, "åbningstid borgerservice").answer.unwrap();
    assert!(answer.text.contains("mandag"), "{}", answer.text);
}

#[test]
fn a_telephone_number_is_found_in_any_spacing() {
    let contact = |unit: &str, number: &str| {
        format!("---\ntitle: {unit}\nunit: {unit}\nphones:\n  - label: Telefon\n    number: \"{number}\"\n---\n")
    };
    let (one, two) = (contact("Enhed et", "33 66 12 34"), contact("Enhed to", "+45 7020 3040"));
    let index = small(&[
        ("content/_index.md", "---\ntitle: P\n---\n"),
        ("content/kontakt/_index.md", "---\ntitle: K\nkind: contact\n---\n"),
        ("content/kontakt/et.md", &one),
        ("content/kontakt/to.md", &two),
    ]);
    for text in ["33661234", "3366 1234", "+45 33 66 12 34", "004533661234", "1234", "33 66"] {
        assert_eq!(first(&index, text), "kontakt/et/", "{text}");
    }
    assert_eq!(first(&index, "70203040"), "kontakt/to/");
    assert_eq!(ask(&index, "33 66 12 34").answer.unwrap().url, "kontakt/et/");
    assert_eq!(ask(&index, "99 99 99 99").total, 0);
}

#[test]
fn slips_are_put_right_in_readable_words() {
    assert_eq!(ask(&SHIPPED, "kontanthælp").did_you_mean.as_deref(), Some("kontanthjælp"));
    assert_eq!(ask(&SHIPPED, "Hvad er kontanthælp?").did_you_mean.as_deref(), Some("Hvad er kontanthjælp?"));
    assert_eq!(ask(&SHIPPED, "kontanthjælp").did_you_mean, None);
}

#[test]
fn a_page_called_as_the_question_comes_first() {
    assert_eq!(first(&SHIPPED, "når du er sygemeldt"), "serviceguide/serviceguide-sygedagpenge/");
    // Also when it is misspelt, and before the many steps that run it.
    assert_eq!(first(&SHIPPED, "kontanthjlp"), "abc/kontanthjaelp/");
    assert_eq!(
        first(&SHIPPED, "samtykke udveksling"),
        "arbejdsgange/bif-sof-samarbejde/samarbejde-samtykke-udveksling/"
    );
}

#[test]
fn marks_are_the_letters_that_matched() {
    let found = ask(&SHIPPED, "sygedagpenge");
    let unit = found.hits.iter().find(|hit| hit.title == "Sygedagpengeenheden").unwrap();
    assert_eq!(unit.title_marks.first().map(|mark| mark.0), Some(0));
    assert!(unit.title_marks[0].1 < "Sygedagpengeenheden".len(), "{:?}", unit.title_marks);
    for hit in &found.hits {
        let length = hit.title.encode_utf16().count();
        assert!(hit.title_marks.iter().all(|(from, to)| from < to && *to <= length), "{hit:?}");
        assert!(hit.title_marks.windows(2).all(|pair| pair[0].1 < pair[1].0), "{hit:?}");
    }
}

#[test]
fn odd_questions_are_answered_without_fuss() {
    let long = "kontanthjælp sygedagpenge § 11 ".repeat(400);
    let odd = ["", " ", "§", "?!", "__proto__", "constructor", "</script>", "🙂", "\u{0}", "a\u{30a}", &long];
    let engine = Engine::new(&SHIPPED);
    for text in odd {
        let found = engine.search(text, &Default::default());
        assert!(found.hits.len() <= 20 && found.hits.len() <= found.total);
    }
    assert_eq!(engine.search("", &Default::default()).total, 0);
}

#[test]
fn narrowing_counts_what_it_leaves_out() {
    let engine = Engine::new(&SHIPPED);
    let all = engine.search("klage", &Default::default());
    let (kind, count) = &all.kinds[0];
    let some = engine.search("klage", &vejviser::search::query::Options { kind: Some(kind), ..Default::default() });
    assert_eq!((some.total, &some.kinds), (*count, &all.kinds));
    assert!(some.hits.iter().all(|hit| hit.kind == kind));
}

#[test]
fn pages_that_are_not_searched_are_left_out() {
    let urls: Vec<&str> = SHIPPED.pages.iter().map(|page| page.url.as_str()).collect();
    assert!(urls.contains(&"abc/kontanthjaelp/") && urls.is_sorted());
    assert!(!urls.iter().any(|url| ["soeg/", "kvalitet/", "404.html"].contains(url)));
}

#[test]
fn content_cannot_end_the_script() {
    let page = "---\ntitle: \"</script><!-- __proto__\"\nkeywords: [constructor]\n---\nTekst.\n";
    let index = small(&[("content/_index.md", "---\ntitle: P\n---\n"), ("content/side.md", page)]);
    let script = encode::core(&index, 0);
    assert!(!script.contains('<') && script.starts_with("vejviserIndex({") && script.ends_with("});\n"));
    assert_eq!(first(&index, "constructor"), "side/");
    assert_eq!(first(&index, "__proto__"), "side/");
}

#[test]
fn a_portal_without_pages_can_be_searched() {
    let index = small(&[]);
    assert!(encode::core(&index, 0).contains("\"terms\""));
    assert_eq!(ask(&index, "kontanthjælp").total, 0);
}

#[test]
fn shares_hold_what_the_whole_holds() {
    let lists = |script: &str| -> Vec<String> {
        let json = script.trim_start_matches("vejviserIndex(").trim_end().trim_end_matches(");");
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        value["body"][0].as_str().unwrap().split(' ').map(str::to_owned).collect()
    };
    let shares: Vec<String> = (0..3).flat_map(|n| lists(&encode::shard(&SHIPPED, n, 3))).collect();
    assert_eq!(shares, lists(&encode::core(&SHIPPED, 0)));
    let told = encode::shard(&SHIPPED, 3, 3);
    let page = SHIPPED.pages.iter().find(|page| page.summary.len() > 20).unwrap();
    assert!(told.contains(&page.summary) && encode::core(&SHIPPED, 0).contains(&page.summary));
    for part in ["\"body\"", "\"summaries\"", &page.summary] {
        assert!(!encode::core(&SHIPPED, 3).contains(part), "{part}");
    }
}

/// What a reader waits for at the first question: the core of a portal of 1,000 pages is no more than 200 kB,
/// and every share of the rest is less.
#[test]
fn the_index_is_small() {
    let packed = |text: &str| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(text.as_bytes()).unwrap();
        packer.finish().unwrap().len()
    };
    let shards = search_shards(&suite::shipped().portal);
    assert!(shards > 0, "the words of {} pages are in one file", SHIPPED.pages.len());
    let core = packed(&encode::core(&SHIPPED, shards));
    assert!(core * 1_000 / SHIPPED.pages.len() <= 200_000, "{core} bytes for {} pages", SHIPPED.pages.len());
    let shares: Vec<usize> = (0..=shards).map(|n| packed(&encode::shard(&SHIPPED, n, shards))).collect();
    assert!(shares.iter().all(|share| *share < 60_000), "{shares:?}");
}

#[test]
fn the_lists_for_other_engines_come_from_the_portal() {
    let synonyms = vocabulary::synonyms(&SHIPPED);
    assert!(synonyms.lines().any(|line| line.contains("kontanthjælp") && line.contains("kth")));
    let words = vocabulary::parts(&SHIPPED);
    assert!(words.lines().any(|word| word == "vejledning") && !words.lines().any(|word| word == "klagevejledning"));
}

#[test]
fn the_last_resort_must_be_a_contact() {
    let site = "title = \"P\"\n[search]\ncontact = \"findes-ikke\"\n";
    let sources = Sources::from_texts([("site.toml", site), ("content/_index.md", "---\ntitle: P\n---\n")]);
    let (_, problems) = compile(&sources);
    assert_eq!(problems.count(Severity::Error), 1, "{}", concise(&sources, Lang::English, &problems));
    assert!(SHIPPED.facts.last_resort.is_some());
}
