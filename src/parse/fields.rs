//! Reads a mapping by its table of keys, and says everything that is wrong with it at once.

use super::keys::{self, Key, Type};
use super::rules;
use super::value::{Fields, Value};
use super::yaml::{Data, Node};
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::model::{Citation, Date, Duration};
use crate::say;
use crate::source::{At, Span};

/// Reads `node` as a mapping of `tables`' keys. Keys that are unknown, missing or of the wrong type
/// are reported and left out.
pub fn read(node: &Node, tables: &[&'static [Key]], problems: &mut Diagnostics) -> Fields {
    let mut fields = Fields::new(node.span);
    let entries = match &node.data {
        Data::Map(entries) => entries.as_slice(),
        Data::Empty => &[],
        _ => {
            problems.push(no_fields(node, tables));
            return fields;
        }
    };
    for (name, value) in entries {
        match keys::find(tables, &name.value) {
            Some(key) => match read_value(key, value, problems) {
                Some(read) => {
                    if lost_items(&read.value, value) {
                        fields.miss(key.name);
                    }
                    fields.push(key.name, name.span, read);
                }
                None => fields.miss(key.name),
            },
            None => {
                if let Some(key) = keys::meant(tables, &name.value) {
                    fields.miss(key.name);
                }
                problems.push(unknown_key(name, tables));
            }
        }
    }
    let required = tables.iter().flat_map(|keys| keys.iter()).filter(|key| key.required);
    // A required key that is misspelt or of the wrong type is one mistake, not two.
    for key in required.filter(|key| !fields.has(key.name) && !fields.missed(key.name)) {
        problems.push(missing(key, node.span));
    }
    fields
}

/// Whether some of a list's items were reported and left out.
fn lost_items(value: &Value, node: &Node) -> bool {
    matches!((value, &node.data), (Value::List(read), Data::List(written)) if read.len() < written.len())
}

fn no_fields(node: &Node, tables: &[&'static [Key]]) -> Diagnostic {
    let problem = wrong(node.span, say!("Her skal stå felter: »nøgle: værdi«.", "Fields are expected: “key: value”."));
    let first = tables.iter().flat_map(|keys| keys.iter()).find(|key| key.required);
    match first.map(|key| (key.name, key.example)) {
        Some((name, example)) => {
            problem.help(say!("skriv for eksempel »{name}: {example}«", "write for example “{name}: {example}”"))
        }
        None => problem,
    }
}

fn unknown_key(name: &At<String>, tables: &[&'static [Key]]) -> Diagnostic {
    let written = &name.value;
    let problem = Diagnostic::new(
        &rules::UNKNOWN_KEY,
        name.span,
        say!("Feltet »{written}« findes ikke her.", "There is no field “{written}” here."),
    );
    match keys::meant(tables, written) {
        Some(key) => problem.did_you_mean(Some(key.name)),
        None => {
            let known: Vec<&str> = tables.iter().flat_map(|keys| keys.iter()).map(|key| key.name).collect();
            let known = known.join(", ");
            problem.help(say!("kendte felter: {known}", "known fields: {known}"))
        }
    }
}

fn missing(key: &Key, span: Span) -> Diagnostic {
    let (name, example) = (key.name, key.example);
    let place = Span { end: span.start, ..span };
    Diagnostic::new(&rules::MISSING_KEY, place, say!("Feltet »{name}« mangler.", "The field “{name}” is missing."))
        .help(say!("tilføj for eksempel »{name}: {example}«", "add for example “{name}: {example}”"))
}

fn wrong(span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(&rules::WRONG_TYPE, span, message)
}

fn read_value(key: &Key, node: &Node, problems: &mut Diagnostics) -> Option<At<Value>> {
    let empty_list = matches!(&node.data, Data::List(items) if items.is_empty());
    if node.is_blank() || (key.required && empty_list) {
        let (name, example) = (key.name, key.example);
        problems.push(
            wrong(node.span, say!("Feltet »{name}« har ingen værdi.", "The field “{name}” has no value.")).help(say!(
                "skriv for eksempel »{name}: {example}«, eller slet linjen",
                "write for example “{name}: {example}”, or delete the line"
            )),
        );
        return None;
    }
    typed(key, key.ty, node, problems)
}

fn typed(key: &Key, ty: Type, node: &Node, problems: &mut Diagnostics) -> Option<At<Value>> {
    let value = match ty {
        Type::List(item) => Value::List(list(key, *item, node, problems)),
        Type::Map(table) => Value::Map(read(node, &[table], problems)),
        Type::Pairs => Value::Pairs(pairs(key, node, problems)?),
        Type::Answers(table) => Value::List(answers(key, table, node, problems)?),
        scalar => {
            let Data::Scalar(text) = &node.data else {
                problems.push(not_single(key, node));
                return None;
            };
            match read_scalar(key, scalar, text) {
                Ok(value) => value,
                Err(Refusal { message, help }) => {
                    let problem = wrong(node.span, message);
                    problems.push(match help {
                        Some(help) => problem.help(help),
                        None => problem,
                    });
                    return None;
                }
            }
        }
    };
    Some(At::new(value, node.span))
}

/// A text with a colon in it was read as a field; everything else is a matter of brackets.
fn not_single(key: &Key, node: &Node) -> Diagnostic {
    let name = key.name;
    let problem = wrong(node.span, say!("»{name}« skal være én værdi.", "“{name}” must be a single value."));
    let Data::Map(entries) = &node.data else { return problem };
    match entries.as_slice() {
        [(word, Node { data: Data::Scalar(text), .. })] => {
            let word = &word.value;
            problem.help(say!("skriv \"{word}: {text}\", hvis det er tekst", "write \"{word}: {text}\" if it is text"))
        }
        _ => problem,
    }
}

fn list(key: &Key, item: Type, node: &Node, problems: &mut Diagnostics) -> Vec<At<Value>> {
    match &node.data {
        Data::List(items) => items.iter().filter_map(|node| typed_item(key, item, node, problems)).collect(),
        // One value without brackets is a list of one.
        _ => typed(key, item, node, problems).into_iter().collect(),
    }
}

fn typed_item(key: &Key, item: Type, node: &Node, problems: &mut Diagnostics) -> Option<At<Value>> {
    if node.is_blank() {
        let name = key.name;
        problems.push(wrong(node.span, say!("Et punkt i »{name}« er tomt.", "An item of “{name}” is empty.")));
        return None;
    }
    typed(key, item, node, problems)
}

fn pairs(key: &Key, node: &Node, problems: &mut Diagnostics) -> Option<Vec<(At<String>, At<String>)>> {
    let (name, example) = (key.name, key.example);
    let Data::Map(entries) = &node.data else {
        problems.push(
            wrong(
                node.span,
                say!("»{name}« skal have en tekst til hvert navn.", "“{name}” needs a text for each name."),
            )
            .help(say!("skriv for eksempel »{name}: {example}«", "write for example “{name}: {example}”")),
        );
        return None;
    };
    let mut pairs = Vec::new();
    for (word, value) in entries {
        match &value.data {
            Data::Scalar(text) if !value.is_blank() => {
                pairs.push((word.clone(), At::new(text.trim().to_owned(), value.span)));
            }
            _ => {
                let (word, word_span) = (&word.value, word.span);
                problems.push(wrong(word_span, say!("»{word}« mangler sin tekst.", "“{word}” has no text.")).help(
                    say!(
                        "skriv »{word}: …«, og sæt ord med komma i anførselstegn: \"{word}, …\": …",
                        "write “{word}: …”, and quote words with a comma: \"{word}, …\": …"
                    ),
                ));
            }
        }
    }
    Some(pairs)
}

/// `{Ja: x, Nej: y}` or the long form; both become a list of mappings with `say` and `to`.
fn answers(key: &Key, table: &'static [Key], node: &Node, problems: &mut Diagnostics) -> Option<Vec<At<Value>>> {
    if let Data::List(items) = &node.data {
        return Some(items.iter().filter_map(|item| answer(key, table, item, problems)).collect());
    }
    let pairs = pairs(key, node, problems)?;
    let answer = |(say, to): (At<String>, At<String>)| {
        let span = Span { end: to.span.end, ..say.span };
        let mut fields = Fields::new(span);
        fields.push("say", say.span, say.clone().map(Value::Text));
        fields.push("to", to.span, to.map(Value::Text));
        At::new(Value::Map(fields), span)
    };
    Some(pairs.into_iter().map(answer).collect())
}

/// One answer of the long form; `- Ja: bevilg` is neither of the two forms.
fn answer(key: &Key, table: &'static [Key], node: &Node, problems: &mut Diagnostics) -> Option<At<Value>> {
    if let Data::Map(entries) = &node.data
        && let [(word, Node { data: Data::Scalar(to), .. })] = entries.as_slice()
        && keys::find(&[table], &word.value).is_none()
    {
        let word_written = &word.value;
        problems.push(
            wrong(
                node.span,
                say!("Et svar i en liste skrives med »say« og »to«.", "An answer in a list has “say” and “to”."),
            )
            .help(say!("skriv »- {{say: {word_written}, to: {to}}}«", "write “- {{say: {word_written}, to: {to}}}”")),
        );
        return None;
    }
    typed_item(key, Type::Map(table), node, problems)
}

/// Why a scalar is not of its key's type.
struct Refusal {
    message: Text,
    help: Option<Text>,
}

fn refuse(message: Text, help: Text) -> Result<Value, Refusal> {
    Err(Refusal { message, help: Some(help) })
}

fn read_scalar(key: &Key, ty: Type, text: &str) -> Result<Value, Refusal> {
    let name = key.name;
    match ty {
        Type::Id => read_id(text),
        Type::Bool => match text {
            "true" | "ja" => Ok(Value::Bool(true)),
            "false" | "nej" => Ok(Value::Bool(false)),
            _ => refuse(
                say!("»{name}« er enten true eller false.", "“{name}” is either true or false."),
                say!("skriv »{name}: true«", "write “{name}: true”"),
            ),
        },
        Type::Date => read_date(text),
        Type::Duration => Ok(Value::Duration(Duration::parse(text))),
        Type::Web => read_web(text),
        Type::Email => read_email(text),
        Type::Choice(words) => read_choice(name, words, text),
        Type::Citation => match Citation::parse(text) {
            Some(citation) => Ok(Value::Citation(citation)),
            None => refuse(
                say!(
                    "»{text}« kan ikke læses som en lovhenvisning.",
                    "“{text}” cannot be read as a reference to a statute."
                ),
                say!(
                    "skriv forkortelsen først, én lov pr. punkt: \"RSL § 3, stk. 2\"",
                    "write the abbreviation first, one statute per item: \"RSL § 3, stk. 2\""
                ),
            ),
        },
        _ => Ok(Value::Text(text.trim().to_owned())),
    }
}

fn read_id(text: &str) -> Result<Value, Refusal> {
    if crate::text::is_id(text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let better = crate::text::slug(text);
    refuse(
        say!(
            "»{text}« kan ikke være et id: kun små bogstaver a-z, tal og bindestreg.",
            "“{text}” cannot be an id: only lower-case a-z, digits and hyphens."
        ),
        say!("skriv »{better}«", "write “{better}”"),
    )
}

fn read_date(text: &str) -> Result<Value, Refusal> {
    // Exactly yyyy-mm-dd: other forms of ISO 8601 would be read, but not by colleagues.
    let exact = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match text.parse::<Date>() {
        Ok(date) if exact => Ok(Value::Date(date)),
        _ => refuse(
            say!("»{text}« er ikke en dato.", "“{text}” is not a date."),
            say!("skriv år-måned-dag: 2026-11-22", "write year-month-day: 2026-11-22"),
        ),
    }
}

fn read_web(text: &str) -> Result<Value, Refusal> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest)
            if !rest.is_empty()
                && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c)) =>
        {
            Ok(Value::Text(text.to_owned()))
        }
        _ => refuse(
            say!("»{text}« er ikke en webadresse.", "“{text}” is not a web address."),
            say!("begynd med https://", "begin with https://"),
        ),
    }
}

fn read_email(text: &str) -> Result<Value, Refusal> {
    let fine = text.split_once('@').is_some_and(|(user, host)| {
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
        plain(user) && plain(host) && host.contains('.')
    });
    if fine {
        return Ok(Value::Text(text.to_owned()));
    }
    refuse(
        say!("»{text}« er ikke en mailadresse.", "“{text}” is not a mail address."),
        say!("skriv navn@enhed.dk", "write name@unit.org"),
    )
}

fn read_choice(name: &str, words: &[&str], text: &str) -> Result<Value, Refusal> {
    if words.contains(&text) {
        return Ok(Value::Text(text.to_owned()));
    }
    let all = words.join(", ");
    refuse(
        say!("»{name}« kan ikke være »{text}«.", "“{name}” cannot be “{text}”."),
        match crate::text::nearest(text, words.iter().copied()) {
            Some(near) => {
                say!("mente du »{near}«? Mulige værdier: {all}", "did you mean “{near}”? Possible values: {all}")
            }
            None => say!("mulige værdier: {all}", "possible values: {all}"),
        },
    )
}
