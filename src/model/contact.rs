//! Units, centres and how to reach them.

/// A unit or a local centre.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// The unit's name.
    pub unit: String,
    pub phones: Vec<Phone>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub hours: Vec<Hours>,
    /// What it covers: subjects, area.
    pub covers: Option<String>,
    pub people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    pub label: Option<String>,
    pub number: String,
}

/// Opening hours of a span of weekdays: `mandag-torsdag 9.00-15.00`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    pub days: String,
    pub from: String,
    pub to: String,
}

/// The days of a week by their Danish and English names, Monday first.
const WEEKDAYS: [[&str; 2]; 7] = [
    ["mandag", "monday"],
    ["tirsdag", "tuesday"],
    ["onsdag", "wednesday"],
    ["torsdag", "thursday"],
    ["fredag", "friday"],
    ["lørdag", "saturday"],
    ["søndag", "sunday"],
];

impl Hours {
    /// The weekdays meant, Monday as 1, in order. Empty when the text is not understood as a whole:
    /// hours that are half right would say that an office is open when it is not.
    pub fn weekdays(&self) -> Vec<usize> {
        let text = self.days.to_lowercase().replace('–', "-");
        let parts = text.split([',', '+']).flat_map(|part| part.split(" og ")).flat_map(|part| part.split(" and "));
        let Some(spans) = parts.map(|part| weekday_span(part.trim())).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let mut days: Vec<usize> = spans.into_iter().flatten().collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// From and to as "09:00", when both are times of a day.
    pub fn clock(&self) -> Option<(String, String)> {
        Some((clock(&self.from)?, clock(&self.to)?))
    }
}

/// "mandag", "mandag-torsdag", "hverdage".
fn weekday_span(text: &str) -> Option<Vec<usize>> {
    if matches!(text, "hverdage" | "weekdays") {
        return Some((1..=5).collect());
    }
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (weekday(from.trim())?, weekday(to.trim())?);
    // "lørdag-mandag" goes over the end of the week.
    Some(if from <= to { (from..=to).collect() } else { (from..=7).chain(1..=to).collect() })
}

fn weekday(name: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|names| names.contains(&name)).map(|at| at + 1)
}

/// "9", "9.00" or "9:00" as "09:00".
fn clock(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("kl.").trim();
    let (hour, minute) = text.split_once(['.', ':']).unwrap_or((text, "00"));
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// Somebody in the unit, by role; a name is optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub role: String,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(days: &str, from: &str, to: &str) -> Hours {
        Hours { days: days.to_owned(), from: from.to_owned(), to: to.to_owned() }
    }

    #[test]
    fn weekdays_are_understood_as_a_whole_or_not_at_all() {
        let days = |text: &str| hours(text, "9", "15").weekdays();
        assert_eq!(days("mandag-torsdag"), [1, 2, 3, 4]);
        assert_eq!(days("Mandag, onsdag og fredag"), [1, 3, 5]);
        assert_eq!(days("lørdag–mandag"), [1, 6, 7]);
        assert_eq!(days("Monday-Wednesday"), [1, 2, 3]);
        assert_eq!(days("hverdage"), [1, 2, 3, 4, 5]);
        assert!(days("mandag og efter aftale").is_empty());
    }

    #[test]
    fn times_of_a_day_are_written_alike() {
        let pair = |from: &str, to: &str| hours("mandag", from, to).clock();
        assert_eq!(pair("9.00", "15:30"), Some(("09:00".to_owned(), "15:30".to_owned())));
        assert_eq!(pair("0", "24"), Some(("00:00".to_owned(), "24:00".to_owned())));
        assert_eq!(pair("9", "efter aftale"), None);
        assert_eq!(pair("9", "25"), None);
    }
}
