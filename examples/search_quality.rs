//! How well the shipped portal's search finds what people ask for, class by class.
//!
//! `cargo run --example search_quality` prints the table, `-- missed` the questions that went wrong,
//! `-- dump <file>` writes every answer as JSON for `tests/browser/search.mjs`, and
//! `-- ask <question>…` shows what is found.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a tool that says what it measures"
)]

use std::time::Instant;

use serde_json::{Value, json};
use vejviser::search::query::{Engine, Found, Hit, Options};
use vejviser::search::text::{stem, tokens};
use vejviser::search::{Index, encode};

#[path = "../tests/search/suite.rs"]
mod suite;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let portal = suite::shipped();
    let begun = Instant::now();
    let index = Index::new(&portal.portal, &portal.routes, portal.theme.strings());
    let made = begun.elapsed();
    let engine = Engine::new(&index);
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["dump", file] => std::fs::write(file, dump(&engine, &index).to_string()).expect("a file to write"),
        ["ask", questions @ ..] => questions.iter().for_each(|question| show(&engine, question)),
        rest => {
            println!("index made in {made:?}: {} pages, {} terms", index.pages.len(), index.terms.len());
            println!(
                "core {} bytes, without the words of texts {}",
                encode::core(&index, 0).len(),
                encode::core(&index, 1).len()
            );
            table(&engine, rest == ["missed"]);
        }
    }
}

fn table(engine: &Engine, missed: bool) {
    let classes = suite::run(engine);
    println!("{:12} {:>5} {:>9} {:>9} {:>7} {:>9}", "class", "asked", "success@1", "success@3", "nothing", "median");
    let row = |name: &str, tally: &suite::Tally| {
        let share = |part: usize| part as f64 / tally.asked.max(1) as f64;
        let (first, third) = (share(tally.first), share(tally.third));
        println!(
            "{name:12} {:>5} {first:>9.2} {third:>9.2} {:>7} {:>6} µs",
            tally.asked,
            tally.nothing,
            median(engine, name)
        );
        if missed {
            tally.missed.iter().for_each(|line| println!("    {line}"));
        }
    };
    classes.iter().for_each(|(name, tally)| row(name, tally));
    row("all", &suite::all(&classes));
}

/// In microseconds; of a class, or of everything.
fn median(engine: &Engine, class: &str) -> u128 {
    let queries = suite::queries().into_iter().filter(|query| class == "all" || query.class == class);
    let mut times: Vec<u128> = queries
        .map(|query| {
            let begun = Instant::now();
            std::hint::black_box(engine.search(query.text, &Options::default()));
            begun.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or(0)
}

fn show(engine: &Engine, question: &str) {
    let found = engine.search(question, &Options::default());
    println!("\n{question}: {} hits for {:?}", found.total, found.terms);
    if let Some(text) = &found.did_you_mean {
        println!("  did you mean {text}");
    }
    if let Some(answer) = &found.answer {
        println!("  answer: {} /{} {}", answer.title, answer.url, answer.text);
    }
    for hit in found.hits.iter().take(10) {
        let step = hit.step.as_ref().map(|(number, title)| format!(" – {number} {title}")).unwrap_or_default();
        println!("  {:>7} {} | {}{step}", hit.score, hit.url, hit.title);
    }
}

/// Questions that no person asks, but somebody types.
fn hostile() -> Vec<String> {
    let long = "kontanthjælp og ".repeat(700);
    let odd = [
        "",
        " ",
        "§",
        "§§ 16-20",
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        "</script>",
        "\u{2028}",
        "🙂 klage",
        "a\u{30a}bningstid",
        "ABCÆØÅ İ ẞ ﬁ",
        "00 00 00 00",
        "+45 00000000",
        "0000",
        "LAS 11 a stk 2",
        "klage§",
        "x",
        "k",
        "ko",
        "kontanth",
        "sygdagpngesag",
        "stk. 2",
        "art. 12",
        "telefon",
        "hvem",
        "hvad er det",
        "1750",
        "lov 1750",
    ];
    odd.iter().map(|text| (*text).to_owned()).chain([long]).collect()
}

fn dump(engine: &Engine, index: &Index) -> Value {
    let asked = suite::queries().into_iter().map(|query| query.text.to_owned()).chain(hostile());
    let answers: Vec<Value> = asked
        .map(|text| {
            let found = engine.search(&text, &Options { limit: 10, ..Options::default() });
            json!({ "query": text, "found": result(&found) })
        })
        .collect();
    let mut words: Vec<String> = index.terms.iter().map(|term| term.word.clone()).collect();
    let texts = index
        .pages
        .iter()
        .flat_map(|page| &page.page.texts)
        .chain(index.pages.iter().flat_map(|page| page.parts.iter().flat_map(|part| &part.texts)));
    words.extend(texts.flat_map(|(_, text)| tokens(text)).map(|token| token.text));
    words.extend(index.facts.groups.iter().flatten().flat_map(|text| tokens(text)).map(|token| token.text));
    words.sort();
    words.dedup();
    let stems: Vec<Value> = words.into_iter().map(|word| json!([word, stem(&word)])).collect();
    json!({ "answers": answers, "stems": stems })
}

/// As the browser's engine gives it.
fn result(found: &Found) -> Value {
    let answer = found.answer.as_ref().map(|answer| {
        json!({
            "type": encode::name(answer.kind), "title": answer.title, "url": answer.url, "text": answer.text,
            "phones": answer.phones, "email": answer.email,
        })
    });
    json!({
        "terms": found.terms, "total": found.total, "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
        "facets": { "kind": found.kinds, "lead": found.leads }, "answer": answer, "didYouMean": found.did_you_mean,
    })
}

fn hit(hit: &Hit) -> Value {
    json!({
        "title": hit.title, "url": hit.url, "kind": hit.kind, "lead": hit.lead, "section": hit.section,
        "summary": hit.summary, "step": hit.step.as_ref().map(|(number, title)| json!({ "number": number, "title": title })),
        "marks": { "title": hit.title_marks, "summary": hit.summary_marks, "step": hit.step_marks }, "score": hit.score,
    })
}
