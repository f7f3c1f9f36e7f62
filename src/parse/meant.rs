//! What somebody meant who wrote a date, a duration, a reference or a mail address as it is written
//! elsewhere. Nothing here is read as a value: it is what the program offers to write.

use crate::model::{Citation, Date, Duration};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// A date in another form, and whether it can be no other day. A day comes before its month, as
/// Danes write; only `3/4/2026` may have come from a program with American habits.
pub fn date(text: &str) -> Option<(Date, bool)> {
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_prefix("den ").unwrap_or(&lower);
    if lower.len() == 8 && lower.bytes().all(|b| b.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| lower.get(range)?.parse::<i16>().ok();
        return Some((day(number(0..4)?, number(4..6)?, number(6..8)?)?, true));
    }
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 {
        return Some((day(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?)?, true));
    }
    let (day_of_month, year) = (first.parse::<i16>().ok()?, third.parse::<i16>().ok()?);
    let year = match third.len() {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    let named = MONTHS.iter().zip(1..).find(|(name, _)| second.starts_with(**name)).map(|(_, number)| number);
    let month = named.or_else(|| second.parse::<i16>().ok())?;
    let american = lower.matches('/').count() == 2 || (named.is_none() && lower.matches('-').count() == 2);
    let sure = third.len() == 4 && (!american || day_of_month > 12 || day_of_month == month);
    Some((day(year, month, day_of_month)?, sure))
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

const NUMBERS: [(&str, &str); 14] = [
    ("en", "1"),
    ("én", "1"),
    ("et", "1"),
    ("ét", "1"),
    ("to", "2"),
    ("tre", "3"),
    ("fire", "4"),
    ("fem", "5"),
    ("seks", "6"),
    ("syv", "7"),
    ("otte", "8"),
    ("ni", "9"),
    ("ti", "10"),
    ("tolv", "12"),
];

/// Short forms of units.
const SHORT: [(&str, &str); 3] = [("md", "måneder"), ("mdr", "måneder"), ("mnd", "måneder")];
/// Units as they may be misspelt.
const UNITS: [&str; 6] = ["timer", "dage", "hverdage", "arbejdsdage", "uger", "måneder"];

/// A number and a unit, written so that they are read: "fire ugers" is "4 uger".
pub fn duration(text: &str) -> Option<String> {
    let lower = text.trim().trim_end_matches(['.', '!', ',', ';']).trim_end().to_lowercase();
    let bare = ["inden for ", "inden ", "senest ", "højst "].iter().find_map(|word| lower.strip_prefix(word));
    let bare = bare.unwrap_or(&lower).trim();
    let split = bare.find(|c: char| !(c.is_ascii_digit() || "½,".contains(c))).unwrap_or(bare.len());
    let (number, unit) = match bare.split_at(split) {
        ("", words) => words.split_once(' ').and_then(|(word, unit)| Some((figure(word)?, unit)))?,
        (number, unit) => (number, unit),
    };
    let written = format!("{number} {}", unit_name(unit.trim().trim_end_matches('.'))?);
    Duration::parse(&written).amount.is_some().then_some(written)
}

fn figure(word: &str) -> Option<&'static str> {
    NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, figure)| *figure)
}

/// The unit as it is read: without a genitive's s, and with its letters in order.
fn unit_name(unit: &str) -> Option<String> {
    let is_unit = |unit: &str| Duration::parse(&format!("2 {unit}")).amount.is_some();
    let stem = unit.strip_suffix('s').unwrap_or(unit);
    if let Some(known) = [unit, stem].into_iter().find(|unit| is_unit(unit)) {
        return Some(known.to_owned());
    }
    if let Some((_, name)) = SHORT.iter().find(|(short, _)| *short == stem) {
        return Some((*name).to_owned());
    }
    crate::text::slip(unit, UNITS).map(str::to_owned)
}

/// Whether a text is a number without a unit, or a unit without a number.
pub fn half_a_duration(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "½,.".contains(c));
    number || (!text.is_empty() && Duration::parse(&format!("2 {text}")).amount.is_some())
}

/// A reference to a statute in the form that is read.
pub fn citation(text: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let lower = word.trim_end_matches(',').to_lowercase();
        let comma = if word.ends_with(',') { "," } else { "" };
        match lower.as_str() {
            "paragraf" | "paragraffen" | "par." | "pgf." | "$" | "pr." => words.push("§".to_owned()),
            "stk" | "stykke" => words.push("stk.".to_owned()),
            "nr" | "nummer" => words.push("nr.".to_owned()),
            "i" if text.trim_start().starts_with(['§', '$']) => {}
            _ => match lower.strip_prefix('$') {
                Some(number) => words.push(format!("§ {number}{comma}")),
                None => words.push(word.to_owned()),
            },
        }
    }
    act_first(&mut words);
    let written = words.join(" ").replace(",,", ",");
    let better = with_commas(&written);
    let read = |text: &String| Citation::parse(text).is_some_and(|citation| !citation.provisions.is_empty());
    [written, better].into_iter().filter(|candidate| candidate != text.trim()).find(read)
}

/// "§ 11, stk. 2 LAS" names the act last.
fn act_first(words: &mut [String]) {
    let is_act = |word: &String| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    if words.first().is_some_and(|word| word.starts_with('§')) && words.last().is_some_and(is_act) {
        words.rotate_right(1);
        if let Some(last) = words.last_mut() {
            *last = last.trim_end_matches(',').to_owned();
        }
    }
}

/// "§ 3 stk. 2 nr. 1" with the commas that belong between the parts.
fn with_commas(text: &str) -> String {
    let mut out = text.to_owned();
    for part in [" stk.", " nr.", " litra"] {
        out = out.replace(&format!(",{part}"), part).replace(part, &format!(",{part}"));
    }
    out
}

/// A mail address without the spaces and words around it.
pub fn email(text: &str) -> String {
    let text = text.trim();
    let bare = text.trim_start_matches('<').trim_end_matches(['>', '.', ',']);
    bare.strip_prefix("mailto:").unwrap_or(bare).split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_danes_write_them() {
        let read = |text: &str| date(text).map(|(date, sure)| (date.to_string(), sure));
        for text in ["1.3.2026", "1. marts 2026", "den 1. mar. 2026", "1/3-2026", "1/3 2026", "2026-3-1", "20260301"] {
            assert_eq!(read(text), Some(("2026-03-01".to_owned(), true)), "{text}");
        }
        assert_eq!(read("3/4/2026"), Some(("2026-04-03".to_owned(), false)));
        assert_eq!(read("22/11/2026"), Some(("2026-11-22".to_owned(), true)));
        assert_eq!(read("1.3.26"), Some(("2026-03-01".to_owned(), false)));
        for text in ["2026-13-01", "i går", "31.2.2026", "marts 2026", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn durations_as_people_write_them() {
        let is = |text: &str, better: &str| assert_eq!(duration(text).as_deref(), Some(better), "{text}");
        is("4 uger.", "4 uger");
        is("4 ugers", "4 uger");
        is("fire uger", "4 uger");
        is("inden 14 dage", "14 dage");
        is("3 mdr.", "3 måneder");
        is("4 ugre", "4 uger");
        for text in ["snarest muligt", "to hverdage før mødet", "4", "uger", "fristen i brevet", "4-6 uger"] {
            assert_eq!(duration(text), None, "{text}");
        }
        assert!(half_a_duration("4") && half_a_duration("uger") && !half_a_duration("straks"));
    }

    #[test]
    fn references_in_other_forms() {
        let is = |text: &str, better: &str| assert_eq!(citation(text).as_deref(), Some(better), "{text}");
        is("LAS paragraf 11", "LAS § 11");
        is("LAS $ 11, stk 2", "LAS § 11, stk. 2");
        is("LAS $11", "LAS § 11");
        is("§ 11 i LAS", "LAS § 11");
        is("§ 11, stk. 2, i LAS", "LAS § 11, stk. 2");
        is("RSL § 3 stk. 2", "RSL § 3, stk. 2");
        assert_eq!(citation("efter loven"), None);
        assert_eq!(citation("stk. 2"), None);
    }

    #[test]
    fn mail_addresses_without_spaces() {
        assert_eq!(email("team @ bif.dk"), "team@bif.dk");
        assert_eq!(email("<mailto:team@bif.dk>"), "team@bif.dk");
    }
}
