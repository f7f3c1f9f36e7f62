//! One value to the type its key demands, or why it is not of that type and what was meant.

use super::keys::{self, Key, Type};
use super::meant;
use super::value::Value;
use crate::diag::Text;
use crate::model::{Citation, Date, Duration};
use crate::say;

/// Why a scalar is not of its key's type.
pub struct Refusal {
    pub message: Text,
    pub help: Text,
    /// What to write instead, and whether nothing else can have been meant.
    pub better: Option<(String, bool)>,
}

fn refuse(message: Text, help: Text) -> Result<Value, Refusal> {
    Err(Refusal { message, help, better: None })
}

/// Refuses a value whose better form is known: the help is to write it.
fn correct(message: Text, better: String, sure: bool) -> Result<Value, Refusal> {
    let help = say!("skriv »{better}«", "write “{better}”");
    Err(Refusal { message, help, better: Some((better, sure)) })
}

pub fn read(key: &Key, ty: Type, text: &str) -> Result<Value, Refusal> {
    let name = key.name;
    match ty {
        Type::Id => id(text),
        Type::Bool => yes_or_no(name, text),
        Type::Count => count(name, text),
        Type::Date => date(text),
        Type::Duration => Ok(Value::Duration(Duration::parse(text))),
        Type::Web => web(text),
        Type::Path => path(text),
        Type::Email => email(text),
        Type::Choice(words) => choice(name, words, text),
        Type::Citation => citation(text),
        _ => Ok(Value::Text(text.trim().to_owned())),
    }
}

fn yes_or_no(name: &str, text: &str) -> Result<Value, Refusal> {
    match text {
        "true" | "ja" => return Ok(Value::Bool(true)),
        "false" | "nej" => return Ok(Value::Bool(false)),
        _ => {}
    }
    let message = say!("»{name}« er enten true eller false.", "“{name}” is either true or false.");
    match text.to_lowercase().as_str() {
        "true" | "ja" | "yes" | "sand" | "on" => correct(message, "true".to_owned(), true),
        "false" | "nej" | "no" | "falsk" | "off" => correct(message, "false".to_owned(), true),
        _ => refuse(
            message,
            say!("skriv »{name}: true« eller »{name}: false«", "write “{name}: true” or “{name}: false”"),
        ),
    }
}

fn count(name: &str, text: &str) -> Result<Value, Refusal> {
    text.parse().map(Value::Count).or_else(|_| {
        refuse(
            say!("»{name}« skal være et helt tal, ikke »{text}«.", "“{name}” must be a whole number, not “{text}”."),
            say!("skriv for eksempel 5", "write for example 5"),
        )
    })
}

fn id(text: &str) -> Result<Value, Refusal> {
    if crate::text::is_id(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let message = say!(
        "»{text}« kan ikke være et id: kun små bogstaver a-z, tal og bindestreg.",
        "“{text}” cannot be an id: only lower-case a-z, digits and hyphens."
    );
    // Not sure: others may refer to it as it is written here.
    match crate::text::slug(text) {
        better if better.is_empty() => {
            refuse(message, say!("skriv for eksempel »modtag«", "write for example “modtag”"))
        }
        better => correct(message, better, false),
    }
}

fn date(text: &str) -> Result<Value, Refusal> {
    // Exactly yyyy-mm-dd: other forms of ISO 8601 would be read, but not by colleagues.
    let exact = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if let Some(date) = text.parse::<Date>().ok().filter(|_| exact) {
        return Ok(Value::Date(date));
    }
    match meant::date(text) {
        Some((date, sure)) => {
            correct(say!("En dato skrives år-måned-dag.", "A date is written year-month-day."), date.to_string(), sure)
        }
        None => refuse(
            say!("»{text}« er ikke en dato.", "“{text}” is not a date."),
            say!("skriv år-måned-dag: 2026-11-22", "write year-month-day: 2026-11-22"),
        ),
    }
}

fn citation(text: &str) -> Result<Value, Refusal> {
    if let Some(citation) = Citation::parse(text) {
        return Ok(Value::Citation(Box::new(citation)));
    }
    let message =
        say!("»{text}« kan ikke læses som en lovhenvisning.", "“{text}” cannot be read as a reference to a statute.");
    match meant::citation(text) {
        Some(better) => correct(message, better, true),
        None => refuse(
            message,
            say!(
                "skriv lovens forkortelse først, og én lov i hvert punkt: \"RSL § 3, stk. 2\"",
                "write the abbreviation first, one statute per item: \"RSL § 3, stk. 2\""
            ),
        ),
    }
}

fn web(text: &str) -> Result<Value, Refusal> {
    if is_web(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let message = say!("»{text}« er ikke en webadresse.", "“{text}” is not a web address.");
    let better = format!("https://{text}");
    if text.starts_with("www.") && is_web(&better) {
        return correct(message, better, true);
    }
    refuse(message, say!("begynd med https://", "begin with https://"))
}

fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(strange))
}

/// An address below the portal's own: every system can hold a file there, and no browser takes it for more.
fn path(text: &str) -> Result<Value, Refusal> {
    let strange = |c: char| c.is_control() || "\\:<>\"|*?#".contains(c);
    let inside = text.strip_prefix('/').unwrap_or(text);
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.starts_with(".vejviser");
    if text == "/" || (!text.contains(strange) && inside.split('/').all(plain)) {
        return Ok(Value::Text(text.to_owned()));
    }
    refuse(
        say!("»{text}« er ikke en adresse i portalen.", "“{text}” is not an address in the portal."),
        say!("skriv for eksempel »arbejdsgange/gammel-side/«", "write for example “arbejdsgange/gammel-side/”"),
    )
}

fn email(text: &str) -> Result<Value, Refusal> {
    if is_email(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let message = say!("»{text}« er ikke en mailadresse.", "“{text}” is not a mail address.");
    match meant::email(text) {
        better if is_email(&better) => correct(message, better, true),
        _ => refuse(message, say!("skriv navn@enhed.dk", "write name@unit.org")),
    }
}

fn is_email(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
    text.split_once('@').is_some_and(|(user, host)| plain(user) && plain(host) && host.contains('.'))
}

fn choice(name: &str, words: &'static [&'static str], text: &str) -> Result<Value, Refusal> {
    if words.contains(&text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let message = say!("»{name}« kan ikke være »{text}«.", "“{name}” cannot be “{text}”.");
    if let Some(value) = keys::danish_value(words, text) {
        return correct(message, value.to_owned(), true);
    }
    let all = words.join(", ");
    match crate::text::nearest(text, words.iter().copied()) {
        Some(near) => {
            let sure = crate::text::slip(text, words.iter().copied()) == Some(near);
            let help =
                say!("mente du »{near}«? Mulige værdier: {all}", "did you mean “{near}”? Possible values: {all}");
            Err(Refusal { message, help, better: Some((near.to_owned(), sure)) })
        }
        None => refuse(message, say!("mulige værdier: {all}", "possible values: {all}")),
    }
}
