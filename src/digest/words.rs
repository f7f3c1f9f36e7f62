//! The sentences that several kinds of change share, in both languages.

use super::Moment;
use crate::diag::Text;
use crate::model::{Date, Kind};
use crate::say;

/// A value longer than this is not told twice, before and now.
const LONG: usize = 120;
/// Nobody reads more than this of a value in a list of changes.
const LONGEST: usize = 400;

/// What a value is called, in definite form: "Fristen", "The deadline".
pub type Name = (&'static str, &'static str);

/// What became of a value; nothing when it is the same.
pub fn value(name: Name, old: Option<&str>, new: Option<&str>) -> Option<Text> {
    term(name, old.map(|text| Text::new(text, text)), new.map(|text| Text::new(text, text)))
}

/// The same of a value that is a word of ours.
pub fn term(name: Name, old: Option<Text>, new: Option<Text>) -> Option<Text> {
    let (da, en) = name;
    let (old, new) = (old.and_then(tidy), new.and_then(tidy));
    if old == new {
        return None;
    }
    let long = [&old, &new].into_iter().flatten().any(|text| text.da.chars().count() > LONG);
    Some(match (old, new) {
        (Some(_), Some(new)) if long => {
            let (now, now_en) = (cut(&new.da), cut(&new.en));
            say!("{da} er ændret og lyder nu: »{now}«", "{en} has changed and now reads: “{now_en}”")
        }
        (Some(Text { da: was, en: was_en }), Some(Text { da: now, en: now_en })) => {
            say!("{da} er nu »{now}« (før »{was}«).", "{en} is now “{now_en}” (was “{was_en}”).")
        }
        (None, Some(new)) => {
            let (now, now_en) = (cut(&new.da), cut(&new.en));
            say!("{da} er kommet til: »{now}«", "{en} was added: “{now_en}”")
        }
        (Some(old), None) => {
            let (was, was_en) = (cut(&old.da), cut(&old.en));
            say!("{da} er fjernet (før »{was}«).", "{en} was removed (was “{was_en}”).")
        }
        (None, None) => return None,
    })
}

/// White space is no change; nothing is no value.
fn tidy(text: Text) -> Option<Text> {
    let text = Text::new(tidied(&text.da), tidied(&text.en));
    (!text.da.is_empty()).then_some(text)
}

pub fn tidied(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let short: String = text.chars().take(LONGEST).collect();
    let end = short.rfind(' ').unwrap_or(short.len());
    format!("{} …", short.get(..end).unwrap_or(&short))
}

/// What came to a list and what went; nothing when the list is the same.
pub fn list(name: Name, old: &[String], new: &[String]) -> Option<Text> {
    let (da, en) = name;
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|one| !those.contains(one)).map(|one| format!("»{one}«")).collect()
    };
    let (added, removed) = (only(new, old), only(old, new));
    let (plus, minus) = (and(&added), and(&removed));
    let (plus_en, minus_en) = (plus.en, minus.en);
    let (plus, minus) = (plus.da, minus.da);
    let long = [&added, &removed].into_iter().flatten().map(|name| name.chars().count()).sum::<usize>() > LONGEST;
    Some(match (added.is_empty(), removed.is_empty()) {
        _ if long => say!("{da}: listen er ændret.", "{en}: the list has changed."),
        (true, true) if old != new => say!("{da} står i en anden rækkefølge.", "{en} has another order."),
        (true, true) => return None,
        (false, true) => say!("{da}: {plus} er kommet til.", "{en}: {plus_en} added."),
        (true, false) => say!("{da}: {minus} er fjernet.", "{en}: {minus_en} removed."),
        (false, false) => {
            say!("{da}: {plus} er kommet til, og {minus} er fjernet.", "{en}: {plus_en} added, {minus_en} removed.")
        }
    })
}

/// "a, b og c"
pub fn and(names: &[String]) -> Text {
    let english = |text: &str| text.replace('»', "“").replace('«', "”");
    let Some((last, before)) = names.split_last() else { return say!("", "") };
    if before.is_empty() {
        return Text::new(last.as_str(), english(last));
    }
    let before = before.join(", ");
    Text::new(format!("{before} og {last}"), english(&format!("{before} and {last}")))
}

/// "22.11.2026"
pub fn date(date: Date) -> Text {
    let (day, month, year) = (date.day(), date.month(), date.year());
    say!("{day}.{month}.{year}", "{date}")
}

/// A kind of page as people speak of it.
pub struct KindWords {
    /// "arbejdsgang"
    pub plain: Name,
    /// "Ny arbejdsgang"
    pub new: Name,
    /// "Arbejdsgangen"
    pub the: Name,
}

pub fn kind(kind: Kind) -> KindWords {
    let words = |plain, new, the| KindWords { plain, new, the };
    match kind {
        Kind::Section => {
            words(("oversigt", "overview"), ("Ny oversigt", "New overview"), ("Oversigten", "The overview"))
        }
        Kind::Workflow => {
            words(("arbejdsgang", "workflow"), ("Ny arbejdsgang", "New workflow"), ("Arbejdsgangen", "The workflow"))
        }
        Kind::Tool => words(("redskab", "tool"), ("Nyt redskab", "New tool"), ("Redskabet", "The tool")),
        Kind::Term => words(("ord", "term"), ("Nyt ord", "New term"), ("Ordet", "The term")),
        Kind::Service => words(("ydelse", "service"), ("Ny ydelse", "New service"), ("Ydelsen", "The service")),
        Kind::Contact => words(("kontakt", "contact"), ("Ny kontakt", "New contact"), ("Kontakten", "The contact")),
        Kind::Law => words(("lov", "statute"), ("Ny lov", "New statute"), ("Loven", "The statute")),
        Kind::Topic => words(("ansvar", "responsibility"), ("Nyt emne", "New topic"), ("Emnet", "The topic")),
        Kind::Guide => words(("guide", "guide"), ("Ny guide", "New guide"), ("Guiden", "The guide")),
        Kind::Path => words(
            ("læringsforløb", "learning path"),
            ("Nyt læringsforløb", "New learning path"),
            ("Læringsforløbet", "The learning path"),
        ),
        Kind::News => words(("nyhed", "news"), ("Nyhed", "News"), ("Nyheden", "The news")),
        Kind::Page => words(("side", "page"), ("Ny side", "New page"), ("Siden", "The page")),
    }
}

pub fn roles() -> Text {
    say!("Roller", "Roles")
}

pub fn audiences() -> Text {
    say!("Målgrupper", "Target groups")
}

pub fn administrations() -> Text {
    say!("Forvaltninger", "Administrations")
}

pub fn whom() -> Text {
    say!("Hvem ændringerne gælder", "Whom the changes concern")
}

pub fn changes() -> Text {
    say!("Ændringer", "Changes")
}

pub fn concerns() -> Text {
    say!("Gælder", "Concerns")
}

pub fn heading(title: &str, since: Date, only: Option<&str>) -> Text {
    let Text { da, en } = date(since);
    match only {
        None => say!("{title}: ændringer siden {da}", "{title}: changes since {en}"),
        Some(whom) => say!("{title}: ændringer for {whom} siden {da}", "{title}: changes for {whom} since {en}"),
    }
}

pub fn summary(since: &Moment, until: &Moment, items: usize) -> Text {
    let moment = |moment: &Moment| {
        let Text { da, en } = date(moment.day);
        match &moment.revision {
            Some(revision) => say!("{da} ({revision})", "{en} ({revision})"),
            None => say!("{da}", "{en}"),
        }
    };
    let (since, until) = (moment(since), moment(until));
    let (da, en) = ((since.da, until.da), (since.en, until.en));
    let (from, to) = da;
    let (from_en, to_en) = en;
    match items {
        0 => say!("Fra {from} til {to} er intet ændret.", "From {from_en} to {to_en} nothing has changed."),
        1 => say!(
            "Fra {from} til {to} er der ændringer ét sted.",
            "From {from_en} to {to_en} there are changes in one place."
        ),
        n => say!(
            "Fra {from} til {to} er der ændringer {n} steder.",
            "From {from_en} to {to_en} there are changes in {n} places."
        ),
    }
}
