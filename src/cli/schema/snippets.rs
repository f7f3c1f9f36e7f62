//! Pieces of text for VS Code: a step of each kind, from the table of keys.

use serde_json::{Map, Value, json};

use crate::diag::Lang;
use crate::parse::keys::{Key, STEP, Type, find};
use crate::parse::steps;

/// Fields that a step of a kind mostly has beside those it must have, in the order they are written.
fn usual(kind: &str) -> &'static [&'static str] {
    match kind {
        "do" => &["by", "tools", "within"],
        "ask" => &["by", "answers"],
        "wait" => &["by", "for", "within", "late", "next"],
        "run" => &["by"],
        "start" => &["next"],
        _ => &[],
    }
}

/// Every step, by a name that is shown while the editor types it.
pub fn all(lang: Lang) -> Map<String, Value> {
    steps::KINDS.into_iter().filter_map(|kind| snippet(kind, lang)).collect()
}

fn snippet(kind: &str, lang: Lang) -> Option<(String, Value)> {
    let key = find(&[STEP], kind)?;
    let mut body = vec![format!("- id: ${{1:{}}}", escaped(example(find(&[STEP], "id")?)))];
    let fields = std::iter::once(kind).chain(usual(kind).iter().copied());
    for (number, field) in (2..).zip(fields) {
        let key = find(&[STEP], field)?;
        body.push(format!("  {field}: {}", place(number, key)));
    }
    body.push("$0".to_owned());
    let words = [kind].into_iter().chain(key.danish.first().copied());
    let prefix: Vec<String> = words.map(|word| format!("trin-{word}")).collect();
    let description = key.doc.get(lang);
    Some((
        format!("vejviser: {kind}"),
        json!({"scope": "markdown", "prefix": prefix, "body": body, "description": description}),
    ))
}

/// Where the editor writes: one of the words of a choice, else the example.
fn place(number: usize, key: &Key) -> String {
    match key.ty {
        Type::Choice(words) => format!("${{{number}|{}|}}", words.join(",")),
        _ => format!("${{{number}:{}}}", escaped(example(key))),
    }
}

fn example(key: &Key) -> &'static str {
    key.example
}

/// Signs with a meaning within `${1:…}`.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_step_has_a_snippet_with_what_it_demands() {
        let all = all(Lang::Danish);
        assert_eq!(all.len(), steps::KINDS.len());
        for kind in steps::KINDS {
            let body: Vec<&str> = all[&format!("vejviser: {kind}")]["body"]
                .as_array()
                .unwrap()
                .iter()
                .map(|line| line.as_str().unwrap())
                .collect();
            for field in steps::demands(kind) {
                assert!(body.iter().any(|line| line.contains(&format!("{field}: "))), "{kind}: {field}");
            }
        }
    }

    #[test]
    fn braces_of_an_example_do_not_end_a_place() {
        assert_eq!(escaped("{Ja: bevilg}"), "{Ja: bevilg\\}");
    }
}
