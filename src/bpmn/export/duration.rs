//! Lengths of time as BPMN writes them.

use crate::model::{Duration, Unit};

/// "14 dage" as `P14D`. Working days have no sign in ISO 8601, and "straks" is no length.
pub(super) fn iso(duration: &Duration) -> Option<String> {
    let (halves, unit) = duration.amount.filter(|(halves, _)| *halves > 0)?;
    let whole = (halves % 2 == 0).then_some(halves / 2);
    Some(match unit {
        Unit::Hour => whole.map_or_else(|| format!("PT{}M", u64::from(halves) * 30), |hours| format!("PT{hours}H")),
        Unit::Day => format!("P{}D", whole?),
        Unit::Week => format!("P{}W", whole?),
        Unit::Month => format!("P{}M", whole?),
        Unit::Year => whole.map_or_else(|| format!("P{}M", u64::from(halves) * 6), |years| format!("P{years}Y")),
        Unit::Workday => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_with_a_sign_in_iso_8601() {
        let iso = |text: &str| iso(&Duration::parse(text)).unwrap_or_default();
        assert_eq!(["14 dage", "4 uger", "3 måneder", "24 timer"].map(iso), ["P14D", "P4W", "P3M", "PT24H"]);
        assert_eq!(["2½ år", "1 år"].map(iso), ["P30M", "P1Y"]);
        assert_eq!(["5 hverdage", "straks", "samme dag", "snarest"].map(iso), ["", "", "", ""]);
    }
}
