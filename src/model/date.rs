//! Calendar dates and the durations of deadlines.

use std::fmt;

pub use jiff::civil::Date;

/// A unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Hour,
    Day,
    Workday,
    Week,
    Month,
    Year,
}

impl Unit {
    /// As pages and other programs write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Workday => "workday",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// A length of time as an editor wrote it: "4 uger", "2½ år", "samme dag".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// As written.
    pub text: String,
    /// Amount in halves ("2½ år" is 5) and unit; `None` for a text that is not summed.
    pub amount: Option<(u32, Unit)>,
}

impl Duration {
    /// Reads a duration. Every text is one; only the ones of the form "number unit", "straks"
    /// and "samme dag" have an amount.
    pub fn parse(text: &str) -> Self {
        let lower = text.trim().to_lowercase();
        let amount = match lower.as_str() {
            "straks" | "med det samme" => Some((0, Unit::Hour)),
            "samme dag" => Some((0, Unit::Day)),
            other => parse_amount(other),
        };
        Self { text: text.trim().to_owned(), amount }
    }

    /// Length in hours for comparing and summing: a day is 24, a working day 7/5 of one, a month
    /// 30 and a year 365 days.
    pub fn hours(&self) -> Option<u64> {
        let (halves, unit) = self.amount?;
        let halves = u64::from(halves);
        Some(match unit {
            Unit::Hour => halves / 2,
            Unit::Day => halves * 12,
            Unit::Workday => halves * 12 * 7 / 5,
            Unit::Week => halves * 12 * 7,
            Unit::Month => halves * 12 * 30,
            Unit::Year => halves * 12 * 365,
        })
    }

    /// The date this long after `start`; working days skip Saturdays and Sundays.
    pub fn after(&self, start: Date) -> Option<Date> {
        use jiff::ToSpan;
        let (halves, unit) = self.amount?;
        let whole = i64::from(halves / 2);
        match unit {
            Unit::Hour => start.checked_add((whole / 24).days()).ok(),
            Unit::Day => start.checked_add(whole.days()).ok(),
            Unit::Workday => add_workdays(start, whole),
            Unit::Week => start.checked_add((whole * 7).days()).ok(),
            Unit::Month => start.checked_add(whole.months()).ok(),
            Unit::Year => start.checked_add((i64::from(halves) * 6).months()).ok(),
        }
    }
}

fn add_workdays(start: Date, days: i64) -> Option<Date> {
    use jiff::civil::Weekday::{Saturday, Sunday};
    let mut date = start;
    let mut left = days;
    while left > 0 {
        date = date.tomorrow().ok()?;
        if !matches!(date.weekday(), Saturday | Sunday) {
            left -= 1;
        }
    }
    Some(date)
}

fn parse_amount(text: &str) -> Option<(u32, Unit)> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(digits);
    let (half, unit) = match rest.strip_prefix('½').or_else(|| rest.strip_prefix(",5")) {
        Some(rest) => (1, rest.trim()),
        None => (0, rest.trim()),
    };
    // Bounded so that sums stay far from overflow: 10,000 years are no deadline.
    let whole: u32 = if number.is_empty() && half == 1 { 0 } else { number.parse().ok()? };
    if whole > 10_000 {
        return None;
    }
    Some((whole * 2 + half, parse_unit(unit)?))
}

fn parse_unit(unit: &str) -> Option<Unit> {
    Some(match unit {
        "time" | "timer" => Unit::Hour,
        "dag" | "dage" | "kalenderdag" | "kalenderdage" => Unit::Day,
        "hverdag" | "hverdage" | "arbejdsdag" | "arbejdsdage" => Unit::Workday,
        "uge" | "uger" => Unit::Week,
        "måned" | "måneder" => Unit::Month,
        "år" => Unit::Year,
        _ => return None,
    })
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_halves_and_words() {
        let hours = |text: &str| Duration::parse(text).hours();
        assert_eq!(hours("4 uger"), Some(4 * 7 * 24));
        assert_eq!(hours("2½ år"), Some(365 * 24 * 5 / 2));
        assert_eq!(hours("5 hverdage"), Some(7 * 24));
        assert_eq!(hours("samme dag"), Some(0));
        assert_eq!(hours("snarest muligt"), None);
        assert_eq!(hours("4"), None);
        assert_eq!(hours("99999999999 år"), None);
    }

    #[test]
    fn working_days_skip_the_weekend() {
        let friday = jiff::civil::date(2026, 11, 20);
        assert_eq!(Duration::parse("2 hverdage").after(friday), Some(jiff::civil::date(2026, 11, 24)));
        assert_eq!(Duration::parse("2½ år").after(friday), Some(jiff::civil::date(2029, 5, 20)));
    }
}
