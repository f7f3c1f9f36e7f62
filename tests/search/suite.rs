//! What people ask for, and where they should be led: `queries.tsv`, a question to a line, with the
//! pages that answer it and the class of question.

use std::collections::BTreeMap;

use vejviser::pipeline::{self, Compilation, Options};
use vejviser::search::query::{Engine, Hit};

pub const QUERIES: &str = include_str!("queries.tsv");

pub struct Query<'q> {
    pub text: &'q str,
    pub expected: Vec<&'q str>,
    pub class: &'q str,
}

pub fn queries() -> Vec<Query<'static>> {
    let lines = QUERIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let query = |line: &'static str| {
        let mut columns = line.split('\t');
        let (text, expected, class) = (columns.next()?, columns.next()?, columns.next()?);
        Some(Query { text, expected: expected.split(',').map(str::trim).collect(), class })
    };
    lines.map(|line| query(line).expect(line)).collect()
}

/// The shipped portal, on the day of the tests.
pub fn shipped() -> Compilation {
    let sources = vejviser::source::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the shipped portal");
    let today = vejviser::model::Date::constant(2026, 11, 22);
    let options = Options::on(today);
    pipeline::compile(sources, &mut Default::default(), &options)
}

/// How one class of questions went.
#[derive(Default, Clone)]
pub struct Tally {
    pub asked: usize,
    pub first: usize,
    pub third: usize,
    pub nothing: usize,
    /// Questions without a page they wanted among the first three.
    pub missed: Vec<String>,
}

/// Asks everything. A page is found where a place in it is; an address with an anchor is that place only.
pub fn run(engine: &Engine) -> BTreeMap<&'static str, Tally> {
    let mut classes: BTreeMap<&str, Tally> = BTreeMap::new();
    for query in queries() {
        let found = engine.search(query.text, &Default::default());
        let page = |hit: &Hit| hit.url.split('#').next().unwrap_or_default().to_owned();
        let fits = |hit: &Hit| query.expected.iter().any(|wanted| *wanted == hit.url || *wanted == page(hit));
        let place = found.hits.iter().position(fits);
        let tally = classes.entry(query.class).or_default();
        tally.asked += 1;
        tally.first += usize::from(place == Some(0));
        tally.third += usize::from(place.is_some_and(|place| place < 3));
        tally.nothing += usize::from(found.total == 0);
        if place.is_none_or(|place| place >= 3) {
            let hits: Vec<&str> = found.hits.iter().take(3).map(|hit| hit.url.as_str()).collect();
            tally.missed.push(format!("{} [{:?}] wanted {:?}, found {hits:?}", query.text, place, query.expected));
        }
    }
    classes
}

pub fn all(classes: &BTreeMap<&'static str, Tally>) -> Tally {
    classes.values().fold(Tally::default(), |mut sum, class| {
        sum.asked += class.asked;
        sum.first += class.first;
        sum.third += class.third;
        sum.nothing += class.nothing;
        sum
    })
}
