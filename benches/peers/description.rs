//! The site that every program is given: five sections, two taxonomies, and pages of the shipped content's words.
//!
//! Three of ten pages are workflows, whose steps stand in the front matter. Names of terms, tools and actors are
//! their addresses too, so that no program spells them otherwise.

use crate::corpus::dice::Dice;
use crate::corpus::shipped;
use crate::corpus::words::Words;

/// Of workflows, tools and the rest, in this order.
pub const SECTIONS: [(&str, &str); 5] = [
    ("arbejdsgange", "Arbejdsgange"),
    ("redskaber", "Redskaber"),
    ("metoder", "Metoder"),
    ("praksis", "Praksis"),
    ("vejledning", "Vejledning"),
];
pub const WORKFLOWS: usize = 0;
pub const TOOLS: usize = 1;
pub const TAXONOMIES: [&str; 2] = ["emner", "maalgrupper"];

pub struct Site {
    pub pages: Vec<Page>,
    /// The terms of the taxonomies.
    pub topics: Vec<String>,
    pub groups: Vec<String>,
    pub actors: Vec<String>,
    /// The first pages of their section are these.
    pub tools: Vec<String>,
}

pub struct Page {
    pub section: usize,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub date: String,
    /// Indexes into the site's lists.
    pub topics: Vec<usize>,
    pub groups: Vec<usize>,
    pub steps: Vec<Step>,
    pub blocks: Vec<Block>,
}

pub struct Step {
    pub title: String,
    /// Two ways out: on when yes, back when no.
    pub asks: bool,
    pub actor: usize,
    pub tools: Vec<usize>,
    pub weeks: Option<usize>,
}

impl Step {
    /// The answer and the number of the step it leads to, counted from 1; the last step leads nowhere.
    pub fn next(&self, number: usize, count: usize) -> Vec<(Option<&'static str>, usize)> {
        match self.asks {
            true => vec![(Some("Ja"), number + 1), (Some("Nej"), number - 1)],
            false if number < count => vec![(None, number + 1)],
            false => Vec::new(),
        }
    }
}

pub enum Block {
    Heading(String),
    /// Text, and the page that its end links to.
    Paragraph(String, Option<usize>),
    List(Vec<String>),
    Table(Vec<[String; 3]>),
    /// Language and text.
    Code(&'static str, String),
}

impl Site {
    /// The same number of pages gives the same site.
    pub fn new(pages: usize) -> Self {
        let mut words = Words::of(vejviser::source::load(shipped()).expect("the shipped portal can be read"));
        // What one of the programs would make more of than text.
        words
            .sentences
            .retain(|sentence| !sentence.contains(['§', '@', '{', '$', '"', '\'']) && !sentence.contains("://"));
        let tools = some(&words.tools, 10);
        assert!(pages >= 50, "fifty pages at least");
        let lists = [some(&words.audiences, 12).len(), 40];
        let mut dice = Dice::new(1);
        let numbers = 0..pages;
        Self {
            pages: numbers.map(|number| page(&words, &mut dice, (number, pages), lists, &tools)).collect(),
            topics: (1..=40).map(|number| format!("emne-{number}")).collect(),
            groups: some(&words.audiences, 12),
            actors: some(&words.actors, 6),
            tools,
        }
    }

    /// Where every page of the description must be found in the output.
    pub fn paths(&self) -> Vec<String> {
        let mut paths = vec!["index.html".to_owned()];
        paths.extend(SECTIONS.iter().map(|(slug, _)| *slug).chain(TAXONOMIES).map(|slug| format!("{slug}/index.html")));
        let page = |page: &Page| format!("{}/{}/index.html", SECTIONS[page.section].0, page.slug);
        paths.extend(self.pages.iter().map(page));
        let terms = |taxonomy: &'static str| move |term: &String| format!("{taxonomy}/{term}/index.html");
        paths.extend(self.topics.iter().map(terms(TAXONOMIES[0])));
        paths.extend(self.groups.iter().map(terms(TAXONOMIES[1])));
        paths
    }
}

fn some(names: &[String], count: usize) -> Vec<String> {
    names.iter().take(count).cloned().collect()
}

fn page(words: &Words, dice: &mut Dice, (n, count): (usize, usize), lists: [usize; 2], tools: &[String]) -> Page {
    let section = match n {
        n if n < tools.len() => TOOLS,
        n if n % 10 < 3 => WORKFLOWS,
        n => 2 + n % 3,
    };
    let slug = if section == TOOLS { tools[n].clone() } else { format!("side-{n}") };
    let steps = if section == WORKFLOWS { steps(words, dice) } else { Vec::new() };
    Page {
        section,
        slug,
        title: format!("{} {}", dice.pick(&words.titles), n + 1),
        summary: dice.pick(&words.sentences).to_owned(),
        date: format!("2026-{:02}-{:02}", dice.between(1, 10), dice.between(1, 28)),
        groups: terms(dice, n, lists[0], 1),
        topics: terms(dice, n, lists[1], 2),
        steps,
        blocks: blocks(words, dice, count),
    }
}

/// Of one taxonomy: one in turn, so that every term has pages, and up to so many more.
fn terms(dice: &mut Dice, n: usize, end: usize, more: usize) -> Vec<usize> {
    let mut terms = vec![n % end];
    terms.extend((0..dice.between(0, more)).map(|_| dice.roll(end)));
    once(terms)
}

/// Some numbers below `end`, each once.
fn different(dice: &mut Dice, end: usize, least: usize, most: usize) -> Vec<usize> {
    once((0..dice.between(least, most)).map(|_| dice.roll(end)).collect())
}

fn once(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn steps(words: &Words, dice: &mut Dice) -> Vec<Step> {
    let count = dice.between(8, 14);
    let step = |number: usize| {
        let asks = number % 4 == 2 && number + 1 < count;
        let from = if asks { &words.questions } else { &words.actions };
        Step {
            title: dice.pick(from).to_owned(),
            asks,
            actor: dice.roll(6),
            tools: different(dice, 10, 1, 2),
            weeks: dice.chance(30).then(|| dice.between(1, 8)),
        }
    };
    (0..count).map(step).collect()
}

/// About five kilobytes: a lead, and parts with paragraphs, lists and tables.
fn blocks(words: &Words, dice: &mut Dice, count: usize) -> Vec<Block> {
    let mut blocks = vec![paragraph(words, dice, count)];
    let code = dice.chance(9);
    for part in 0..dice.between(4, 5) {
        blocks.push(Block::Heading(dice.pick(&words.actions).to_owned()));
        for _ in 0..dice.between(1, 3) {
            blocks.push(paragraph(words, dice, count));
        }
        match dice.roll(10) {
            0..4 => blocks.push(Block::List((0..dice.between(3, 7)).map(|_| sentence(words, dice)).collect())),
            4..6 => blocks.push(table(words, dice)),
            _ => {}
        }
        if code && part == 1 {
            blocks.push(self::code(words, dice));
        }
    }
    blocks
}

fn sentence(words: &Words, dice: &mut Dice) -> String {
    dice.pick(&words.sentences).to_owned()
}

/// Every third ends in a link.
fn paragraph(words: &Words, dice: &mut Dice, count: usize) -> Block {
    let sentences: Vec<String> = (0..dice.between(3, 6)).map(|_| sentence(words, dice)).collect();
    let link = dice.chance(33).then(|| dice.roll(count));
    Block::Paragraph(sentences.join(" "), link)
}

fn table(words: &Words, dice: &mut Dice) -> Block {
    let rows = dice.between(3, 6);
    let row = |_| [dice.pick(&words.actions).to_owned(), dice.pick(&words.tools).to_owned(), sentence(words, dice)];
    Block::Table((0..rows).map(row).collect())
}

fn code(words: &Words, dice: &mut Dice) -> Block {
    let (name, number) = (dice.pick(&words.tools).replace('-', "_"), dice.between(2, 30));
    match dice.roll(3) {
        0 => Block::Code(
            "json",
            format!(
                "{{\n  \"navn\": \"{name}\",\n  \"uger\": {number},\n  \"aktiv\": true,\n  \"trin\": [\"modtag\", \"afslut\"]\n}}"
            ),
        ),
        1 => Block::Code(
            "sql",
            format!(
                "-- udtræk\nSELECT s.nummer, COUNT(*) AS antal\n  FROM sag AS s\n WHERE s.emne = '{name}' AND s.uger > {number}\n GROUP BY s.nummer\n ORDER BY antal DESC;"
            ),
        ),
        _ => Block::Code(
            "python",
            format!(
                "from datetime import date, timedelta\n\n# sidste dag\ndef {name}(start: date, uger: int = {number}) -> date:\n    dag = start + timedelta(weeks=uger)\n    while dag.weekday() >= 5:\n        dag += timedelta(days=1)\n    return dag"
            ),
        ),
    }
}
