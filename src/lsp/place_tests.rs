//! Where the cursor is: `|` in each text.

use super::*;

fn at(text: &str) -> Option<Place> {
    let cursor = text.find('|').unwrap();
    let text = text.replacen('|', "", 1);
    find(&text, 0..text.len(), cursor)
}

/// "steps.0.late", the word below the cursor, and the keys beside it.
fn shown(text: &str) -> (String, Spot, String, String) {
    let place = at(text).unwrap_or_else(|| panic!("no place in {text}"));
    let part = |segment: &Segment| match segment {
        Segment::Key(key) => key.clone(),
        Segment::Item(number) => number.to_string(),
    };
    let path: Vec<String> = place.path.iter().map(part).collect();
    let plain = text.replacen('|', "", 1);
    (path.join("."), place.spot, plain[place.word].to_owned(), place.written.join(" "))
}

fn is(text: &str, path: &str, spot: Spot, word: &str, written: &str) {
    let expected = (path.to_owned(), spot, word.to_owned(), written.to_owned());
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn keys_of_the_page() {
    is("title: A\nsum|\nlead: bif\n", "", Spot::Word, "sum", "title lead");
    is("title: A\n|", "", Spot::Word, "", "title");
    is("title: A\n|\nlead: bif", "", Spot::Word, "", "title lead");
    is("ti|tle: A\nlead: b", "", Spot::Word, "title", "lead");
    is("|", "", Spot::Word, "", "");
}

#[test]
fn values() {
    is("owner: yd|\n", "owner", Spot::Value, "yd", "");
    is("owner:|\n", "owner", Spot::Value, "", "");
    is("owner: |\n", "owner", Spot::Value, "", "");
    is("law: \"LAS § 1|\"\n", "law", Spot::Value, "LAS § 1", "");
    is("law: \"LAS |\n", "law", Spot::Value, "LAS ", "");
    is("law: LAS |\n", "law", Spot::Value, "LAS ", "");
}

#[test]
fn steps_and_what_is_in_them() {
    let steps = "steps:\n  - id: a\n    do: x\n  - id: b\n    ";
    is(&format!("{steps}n|\n    by: c\n  - id: d\n"), "steps.1", Spot::Word, "n", "id by");
    is(&format!("{steps}late:\n      |"), "steps.1.late", Spot::Word, "", "");
    is(&format!("{steps}late: {{to: a, s|"), "steps.1.late", Spot::Word, "s", "to");
    is(&format!("{steps}answers: {{Ja: |, Nej: b}}"), "steps.1.answers.Ja", Spot::Value, "", "");
    is(&format!("{steps}tools: [ky, c|]"), "steps.1.tools.1", Spot::Word, "c", "");
    is(&format!("{steps}tools:\n      - ky\n      - |"), "steps.1.tools.1", Spot::Word, "", "");
    is(&format!("{steps}tools:\n      - ky\n      -|"), "steps.1.tools.1", Spot::Word, "", "");
    is(&format!("{steps}next: |\n    broken: ["), "steps.1.next", Spot::Value, "", "");
    is("steps:\n- id: a\n  |\n", "steps.0", Spot::Word, "", "id");
    is("steps:\n  - |\n", "steps.0", Spot::Word, "", "");
    is("steps:\n  |\n", "steps", Spot::Word, "", "");
    is("steps:\n  - id: a\n  |\n", "steps", Spot::Word, "", "");
}

#[test]
fn brackets_over_several_lines_and_brackets_forgotten() {
    is("tools: [a,\n  b, |\n  c]\n", "tools.2", Spot::Word, "", "");
    is("tools: [a, b\nowner: |\n", "owner", Spot::Value, "", "");
    is("law: [\"LAS § 1, stk. |\", x]", "law.0", Spot::Word, "LAS § 1, stk. ", "");
    is("answers:\n  - {say: \"Nej, ikke nu\", to: |}", "answers.0.to", Spot::Value, "", "");
}

#[test]
fn answers_of_two_forms() {
    is("answers:\n  Ja: |\n", "answers.Ja", Spot::Value, "", "");
    is("answers:\n  - say: Ja\n    t|\n", "answers.0", Spot::Word, "t", "say");
}

#[test]
fn texts_and_comments_are_left_alone() {
    assert_eq!(at("summary: >-\n  Her er |\nowner: x"), None);
    assert_eq!(at("summary: Her er\n  mere |\nowner: x"), None);
    assert_eq!(at("# note |\nowner: x"), None);
}

#[test]
fn tabs_and_wrong_indentation_do_no_harm() {
    for text in ["\t|", "a:\n\tb|", "- - |", "[[{|", "}|", "- {a: |", "a: {b: [|", "æ: ø|å"] {
        let _ = at(text);
    }
}
