//! Azure Static Web Apps: `staticwebapp.config.json`, one rule to a line. The first rule that fits decides.

use serde_json::{Value, json};

use super::table::{Moved, Table};
use super::{ASK_AGAIN, CACHE, FOR_GOOD, HEADERS, NOTES, fitting};
use crate::text::{MEDIA_TYPES, percent_encoded};

/// Azure takes files up to 20 kB.
const LIMIT: usize = 20 * 1000;

/// The file has no room for a comment, so it is known by how it begins.
pub(super) const BEGINNING: &str = "{\"globalHeaders\":{\"Content-Security-Policy\":";

pub(super) fn text(table: &Table) -> String {
    let base = percent_encoded(&table.base);
    let headers = HEADERS.into_iter().chain([(CACHE, ASK_AGAIN)]);
    let headers: Vec<String> = headers.map(|(name, value)| format!("{}:{}", json!(name), json!(value))).collect();
    let types: Vec<String> = MEDIA_TYPES
        .iter()
        .map(|(extension, media)| format!("{}:{}", json!(format!(".{extension}")), json!(media)))
        .collect();
    let not_found = json!({"404": {"rewrite": percent_encoded(&table.not_found())}});
    let begin = format!(
        "{{{}:{{{}}},\n\"mimeTypes\":{{{}}},\n\"responseOverrides\":{not_found},\n\"trailingSlash\":\"auto\",\n\"routes\":[\n",
        json!("globalHeaders"),
        headers.join(","),
        types.join(",")
    );
    let hidden = [format!("{NOTES}*"), ".ht*".to_owned(), "web.config".to_owned()];
    let mut rules: Vec<Value> =
        hidden.iter().map(|name| json!({"route": format!("{base}{name}"), "statusCode": 404})).collect();
    rules.extend(table.unhashed.iter().map(|path| cached(&format!("{base}{}", percent_encoded(path)), ASK_AGAIN)));
    rules.push(cached(&format!("{}*", percent_encoded(&table.assets())), FOR_GOOD));
    let rules: Vec<String> = rules.iter().map(Value::to_string).collect();
    let rules = rules.join(",\n");
    let room = LIMIT.saturating_sub(begin.len() + rules.len() + END.len());
    // Rules do not tell the case of letters: this one would hide a page.
    let moved = table.moved.iter().filter(|moved| !moved.is_taken).map(|moved| redirect(&base, moved));
    let moved = fitting(moved.collect(), room);
    [&begin, &moved.concat(), &rules, END].concat()
}

const END: &str = "\n]}\n";

fn cached(route: &str, cache: &str) -> Value {
    json!({"route": route, "headers": {CACHE: cache}})
}

/// A rule for a file holds for its folder as well, with the slash and without.
fn redirect(base: &str, moved: &Moved) -> String {
    let route = format!("{base}{}", percent_encoded(&moved.file()));
    format!("{},\n", json!({"route": route, "redirect": moved.to, "statusCode": 301}))
}
