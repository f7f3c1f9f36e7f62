//! How answers are kept: one JSON document, which may be lost at any time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Answer, Answered, Date, External, Trouble};

/// Where it lies below the site's root, in a folder that no site is read from.
pub const PATH: &str = ".vejviser/external.json";

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u32,
    answers: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// `2026-11-23`
    date: String,
    #[serde(flatten)]
    answer: Kind,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
enum Kind {
    There,
    Moved { to: String },
    Gone { status: u16 },
    Unsure { trouble: Word, status: Option<u16> },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    NoHost,
    Refused,
    Timeout,
    Certificate,
    Busy,
    Redirects,
    Status,
    Broken,
}

/// The answers of a document; none of one that cannot be read, since they can be asked for again.
pub fn parse(bytes: &[u8]) -> External {
    let stored = serde_json::from_slice::<Stored>(bytes).ok().filter(|stored| stored.format == FORMAT);
    let answers = stored.into_iter().flat_map(|stored| stored.answers);
    let known = |(url, entry): (String, Entry)| {
        let date: Date = entry.date.parse().ok()?;
        Some((url, Answered { date, answer: answer(entry.answer) }))
    };
    External { answers: answers.filter_map(known).collect(), ..External::default() }
}

/// The document of the answers.
pub fn print(external: &External) -> String {
    let entry = |answered: &Answered| Entry { date: answered.date.to_string(), answer: kind(&answered.answer) };
    let answers = external.answers.iter().map(|(url, answered)| (url.clone(), entry(answered))).collect();
    // Plain data with text keys can always be written.
    let text = serde_json::to_string_pretty(&Stored { format: FORMAT, answers }).unwrap_or_default();
    format!("{text}\n")
}

fn answer(kind: Kind) -> Answer {
    match kind {
        Kind::There => Answer::There,
        // Whatever stands in the file becomes no other link than one to the web.
        Kind::Moved { to } if !["http://", "https://"].iter().any(|web| to.starts_with(web)) => Answer::There,
        Kind::Moved { to } => Answer::Moved { to },
        Kind::Gone { status } => Answer::Gone { status },
        Kind::Unsure { trouble, status } => Answer::Unsure(match trouble {
            Word::NoHost => Trouble::NoHost,
            Word::Refused => Trouble::Refused,
            Word::Timeout => Trouble::Timeout,
            Word::Certificate => Trouble::Certificate,
            Word::Busy => Trouble::Busy,
            Word::Redirects => Trouble::Redirects,
            Word::Status => Trouble::Status(status.unwrap_or_default()),
            Word::Broken => Trouble::Broken,
        }),
    }
}

fn kind(answer: &Answer) -> Kind {
    let (trouble, status) = match answer {
        Answer::There => return Kind::There,
        Answer::Moved { to } => return Kind::Moved { to: to.clone() },
        Answer::Gone { status } => return Kind::Gone { status: *status },
        Answer::Unsure(trouble) => match trouble {
            Trouble::NoHost => (Word::NoHost, None),
            Trouble::Refused => (Word::Refused, None),
            Trouble::Timeout => (Word::Timeout, None),
            Trouble::Certificate => (Word::Certificate, None),
            Trouble::Busy => (Word::Busy, None),
            Trouble::Redirects => (Word::Redirects, None),
            Trouble::Status(status) => (Word::Status, Some(*status)),
            Trouble::Broken => (Word::Broken, None),
        },
    };
    Kind::Unsure { trouble, status }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_nonsense_is_nothing() {
        let date = Date::constant(2026, 11, 23);
        let troubles = [Trouble::NoHost, Trouble::Refused, Trouble::Timeout, Trouble::Certificate, Trouble::Busy];
        let more = [Trouble::Redirects, Trouble::Status(500), Trouble::Broken];
        let mut all: Vec<Answer> = troubles.into_iter().chain(more).map(Answer::Unsure).collect();
        all.extend([Answer::There, Answer::Moved { to: "https://b.example/".into() }, Answer::Gone { status: 410 }]);
        let answers = all.into_iter().enumerate();
        let answers =
            answers.map(|(n, answer)| (format!("https://a.example/{n}"), Answered { date, answer })).collect();
        let external = External { answers, ..External::default() };
        assert_eq!(parse(print(&external).as_bytes()), external);
        let script = "{\"format\": 1, \"answers\": {\"x\": {\"date\": \"2026-11-23\", \"answer\": \"moved\", \"to\": \"javascript:1\"}}}";
        assert_eq!(parse(script.as_bytes()).answers["x"].answer, Answer::There);
        for wrong in ["", "[]", "{\"format\": 2, \"answers\": {}}", "{\"format\": 1, \"answers\": {\"x\": {}}}"] {
            assert_eq!(parse(wrong.as_bytes()), External::default());
        }
    }
}
