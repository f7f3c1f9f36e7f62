//! Dates, numbers and telephone numbers as people read them.

use super::Strings;
use crate::model::Date;

/// "1. oktober 2026"
pub fn date_long(strings: &Strings, date: Date) -> String {
    let key = format!("date.month.{}", date.month());
    let values = [("day", &*date.day().to_string()), ("month", strings.get(&key)), ("year", &*date.year().to_string())];
    strings.fill("date.long", &values)
}

/// "oktober 2026"
pub fn month(strings: &Strings, date: Date) -> String {
    let key = format!("date.month.{}", date.month());
    strings.fill("date.year_month", &[("month", strings.get(&key)), ("year", &*date.year().to_string())])
}

/// "1.10.2026"
pub fn date_short(strings: &Strings, date: Date) -> String {
    let values =
        [("day", date.day().to_string()), ("month", date.month().to_string()), ("year", date.year().to_string())];
    strings.fill("date.short", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// "1.276"
pub fn number(strings: &Strings, number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let separator = strings.find("number.group").unwrap_or(".");
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

/// "83 kB", "1,4 MB": rounded up, so that no file is of no size.
pub fn size(strings: &Strings, bytes: u64) -> String {
    let kilo = bytes.div_ceil(1024);
    if kilo < 1000 {
        return format!("{kilo} kB");
    }
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    let decimal = strings.find("number.decimal").unwrap_or(",");
    format!("{}{decimal}{} MB", number(strings, (tenths / 10).into()), tenths % 10)
}

/// A Danish number in pairs, "33 17 00 00"; any other stays as it was written.
pub fn phone(number: &str) -> String {
    match danish_digits(number) {
        Some(digits) => {
            let pairs: Vec<&str> = (0..4).filter_map(|n| digits.get(n * 2..n * 2 + 2)).collect();
            pairs.join(" ")
        }
        None => number.trim().to_owned(),
    }
}

/// A number as a telephone dials it: "+4533170000"; three-digit numbers such as 112 stay.
pub fn tel(number: &str) -> String {
    match danish_digits(number) {
        Some(digits) => format!("+45{digits}"),
        None => number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
    }
}

/// The eight digits of a number in Denmark.
fn danish_digits(number: &str) -> Option<String> {
    let bare: String = number.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')')).collect();
    let digits = bare.strip_prefix("+45").or_else(|| bare.strip_prefix("0045")).unwrap_or(&bare);
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_groups_of_three() {
        let strings = Strings::default();
        let shown: Vec<_> = [0, 12, 999, 1276, -1_000_000].iter().map(|n| number(&strings, *n)).collect();
        assert_eq!(shown, ["0", "12", "999", "1.276", "-1.000.000"]);
    }

    #[test]
    fn telephone_numbers() {
        assert_eq!(phone("33170000"), "33 17 00 00");
        assert_eq!(phone("+45 33 17 00 00"), "33 17 00 00");
        assert_eq!(phone("+46 8 508 290 00"), "+46 8 508 290 00");
        assert_eq!(
            (tel("33 17 00 00"), tel("112"), tel("+46 8 508")),
            ("+4533170000".into(), "112".into(), "+468508".into())
        );
    }
}
