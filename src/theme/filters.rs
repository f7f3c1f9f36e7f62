//! What templates can do with a value beyond what Tera brings.
//!
//! | filter | from | to |
//! |---|---|---|
//! | `date_long` | `"2026-10-01"` | `1. oktober 2026` |
//! | `date_short` | `"2026-10-01"` | `1.10.2026` |
//! | `number` | `1276` | `1.276` |
//! | `size` | `84210` bytes | `83 kB` |
//! | `phone` | `"33170000"` | `33 17 00 00` |
//! | `tel` | `"33 17 00 00"` | `+4533170000` |
//! | `fill(n=3, …)` | `"{n} trin"` | `3 trin` |
//! | `count(n=3)` | `t.count.steps`, a group with `one` and `other` | `3 trin` |

use std::sync::Arc;

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use super::{Strings, format};
use crate::model::Date;

/// Registers the filters with the site's texts.
pub fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let texts = Arc::clone(strings);
    tera.register_filter("date_long", move |text: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::date_long(&texts, date(text)?))
    });
    let texts = Arc::clone(strings);
    tera.register_filter("date_short", move |text: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(format::date_short(&texts, date(text)?))
    });
    let texts = Arc::clone(strings);
    tera.register_filter("number", move |number: i128, _: Kwargs, _: &State| format::number(&texts, number));
    let texts = Arc::clone(strings);
    tera.register_filter("size", move |bytes: u64, _: Kwargs, _: &State| format::size(&texts, bytes));
    let texts = Arc::clone(strings);
    tera.register_filter("count", move |group: &Map, args: Kwargs, _: &State| count(&texts, group, &args));
    tera.register_filter("phone", |number: &str, _: Kwargs, _: &State| format::phone(number));
    tera.register_filter("tel", |number: &str, _: Kwargs, _: &State| format::tel(number));
    let texts = Arc::clone(strings);
    tera.register_filter("fill", move |text: &str, args: Kwargs, _: &State| fill(&texts, text, &args));
}

fn date(text: &str) -> TeraResult<Date> {
    text.parse().map_err(|_| Error::message(format!("`{text}` is not a date such as 2026-10-01")))
}

fn fill(strings: &Strings, text: &str, args: &Kwargs) -> String {
    let shown = |value: Value| value.as_i64().map_or_else(|| value.to_string(), |n| format::number(strings, n.into()));
    super::strings::fill_with(text, |name| args.get::<Value>(name).ok().flatten().map(shown))
}

fn count(strings: &Strings, group: &Map, args: &Kwargs) -> TeraResult<String> {
    let n = args.must_get::<i128>("n")?;
    let form = if n == 1 { "one" } else { "other" };
    let text = group
        .iter()
        .find(|(key, _)| key.as_str() == Some(form))
        .and_then(|(_, text)| text.as_str())
        .ok_or_else(|| Error::message(format!("the text has no form `{form}`")))?;
    Ok(super::strings::fill(text, &[("n", &format::number(strings, n))]))
}
