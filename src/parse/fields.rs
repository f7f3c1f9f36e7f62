//! Reads a mapping by its table of keys, and says everything that is wrong with it at once.

use super::keys::{self, Key, Target, Type};
use super::scalar::{self, Refusal};
use super::value::{Fields, Value};
use super::yaml::{Data, Node};
use super::{meant, rules};
use crate::diag::{Diagnostic, Diagnostics, Fix, Text, letters};
use crate::model::{Citation, Duration};
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
                problems.push(unknown_key(name, tables, entries));
            }
        }
    }
    let required = tables.iter().flat_map(|keys| keys.iter()).filter(|key| key.required);
    // A required key that is misspelt or of the wrong type is one mistake, not two.
    for key in required.filter(|key| !fields.has(key.name) && !fields.missed(key.name)) {
        problems.push(missing(key, node.span));
    }
    fields.shrink();
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

fn unknown_key(name: &At<String>, tables: &[&'static [Key]], entries: &[(At<String>, Node)]) -> Diagnostic {
    let written = &name.value;
    let problem = Diagnostic::new(
        &rules::UNKNOWN_KEY,
        name.span,
        say!("Feltet »{written}« findes ikke her.", "There is no field “{written}” here."),
    );
    let Some(key) = keys::meant(tables, written) else {
        let known: Vec<&str> = tables.iter().flat_map(|keys| keys.iter()).map(|key| key.name).collect();
        let known = known.join(", ");
        return problem.help(say!("kendte felter: {known}", "known fields: {known}"));
    };
    let other = entries.iter().find(|(other, _)| other.span != name.span && means(tables, other, key.name));
    if let Some((first, _)) = other {
        let right = key.name;
        return problem.label(first.span, say!("feltet står her", "the field stands here")).help(say!(
            "mente du »{right}«? Det er der allerede: slet den ene linje, eller saml de to",
            "did you mean “{right}”? It is there already: delete one line, or join the two"
        ));
    }
    let (right, sure) = (key.name, keys::surely(tables, written) == Some(key.name));
    let problem = match sure {
        true => problem.help(say!("skriv »{right}«", "write “{right}”")),
        false => problem.did_you_mean(Some(right)),
    };
    match letters(name.span, written).map(|place| Fix::replace(place, key.name)) {
        Some(fix) if sure => problem.fix(fix.safe()),
        Some(fix) => problem.fix(fix),
        None => problem,
    }
}

/// Whether a written name is, or was meant to be, this key.
fn means(tables: &[&'static [Key]], name: &At<String>, key: &str) -> bool {
    name.value == key
        || (keys::find(tables, &name.value).is_none()
            && keys::meant(tables, &name.value).is_some_and(|meant| meant.name == key))
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
        Type::List(item) => Value::List(shrunk(list(key, *item, node, problems))),
        Type::Map(table) => match unwrapped(key, table, node) {
            Some(problem) => {
                problems.push(problem);
                return None;
            }
            None => Value::Map(Box::new(read(node, &[table], problems))),
        },
        Type::Pairs => Value::Pairs(pairs(key, node, problems)?),
        Type::Answers(table) => Value::List(answers(key, table, node, problems)?),
        scalar => {
            let Data::Scalar(text) = &node.data else {
                problems.push(not_single(key, node));
                return None;
            };
            match scalar::read(key, scalar, text) {
                Ok(value) => {
                    problems.extend(loose_duration(&value, node.span).into_iter().collect());
                    value
                }
                Err(refusal) => {
                    problems.push(refused(node.span, text, refusal));
                    return None;
                }
            }
        }
    };
    Some(At::new(value, node.span))
}

fn refused(span: Span, text: &str, refusal: Refusal) -> Diagnostic {
    let problem = wrong(span, refusal.message).help(refusal.help);
    let (Some((better, sure)), Some(place)) = (refusal.better, letters(span, text)) else { return problem };
    let fix = Fix::replace(place, better);
    problem.fix(if sure { fix.safe() } else { fix })
}

/// A duration that looks as if it should be counted, but is not of a form that is.
fn loose_duration(value: &Value, span: Span) -> Option<Diagnostic> {
    let Value::Duration(Duration { text, amount: None }) = value else { return None };
    let message = say!("»{text}« kan ikke regnes med i fristerne.", "“{text}” cannot be counted in deadlines.");
    let problem = Diagnostic::new(&rules::LOOSE_DURATION, span, message);
    match meant::duration(text) {
        Some(better) => {
            let problem = problem.help(say!("skriv »{better}«", "write “{better}”"));
            Some(match letters(span, text) {
                Some(place) => problem.fix(Fix::replace(place, better).safe()),
                None => problem,
            })
        }
        None => meant::half_a_duration(text)
            .then(|| problem.help(say!("skriv et tal og en enhed: »4 uger«", "write a number and a unit: “4 uger”"))),
    }
}

/// One value where fields are expected, when only one of them must be there: `deadline: 4 uger`.
fn unwrapped(key: &Key, table: &'static [Key], node: &Node) -> Option<Diagnostic> {
    let Data::Scalar(text) = &node.data else { return None };
    let mut needed = table.iter().filter(|key| key.required);
    let (first, name) = (needed.next().filter(|_| needed.next().is_none())?.name, key.name);
    let better = format!("{{{first}: {}}}", crate::text::yaml_flow_scalar(text));
    let message =
        say!("»{name}« har sine egne felter, først »{first}«.", "“{name}” has fields of its own, first “{first}”.");
    let problem = wrong(node.span, message).help(say!("skriv »{name}: {better}«", "write “{name}: {better}”"));
    Some(match letters(node.span, text).filter(|place| *place == node.span) {
        Some(place) => problem.fix(Fix::replace(place, better).safe()),
        None => problem,
    })
}

/// A text with a colon in it was read as a field; everything else is a matter of brackets.
fn not_single(key: &Key, node: &Node) -> Diagnostic {
    let name = key.name;
    let problem = wrong(node.span, say!("»{name}« skal være én værdi.", "“{name}” must be a single value."));
    match &node.data {
        Data::Map(entries) => match entries.as_slice() {
            [(word, Node { data: Data::Scalar(text), .. })] => text_with_colon(problem, node.span, &word.value, text),
            _ => problem
                .help(say!("skriv værdien på samme linje som »{name}:«", "write the value on the line of “{name}:”")),
        },
        Data::List(items) => match items.as_slice() {
            [Node { data: Data::Scalar(text), .. }] => problem.help(say!(
                "skriv »{name}: {text}« uden klammer og bindestreg",
                "write “{name}: {text}” without brackets and hyphen"
            )),
            _ => problem.help(say!(
                "skriv én tekst; hører klammerne med, så sæt det hele i anførselstegn",
                "write one text; if the brackets belong to it, quote the whole"
            )),
        },
        Data::Empty | Data::Scalar(_) => problem,
    }
}

fn text_with_colon(problem: Diagnostic, span: Span, word: &str, text: &str) -> Diagnostic {
    let better = format!("\"{word}: {text}\"");
    let problem = problem.help(say!("skriv {better}, hvis det er tekst", "write {better} if it is text"));
    // Written on one line without quotes of its own, so that two quotes are all it takes.
    let plain =
        letters(span, &format!("{word}: {text}")) == Some(span) && !better.trim_matches('"').contains(['"', '\\']);
    if plain { problem.fix(Fix::replace(span, better)) } else { problem }
}

fn list(key: &Key, item: Type, node: &Node, problems: &mut Diagnostics) -> Vec<At<Value>> {
    match &node.data {
        Data::List(items) => {
            let (items, cut) = if matches!(item, Type::Citation) {
                cut_by_commas(items)
            } else {
                (items.iter().collect(), Vec::new())
            };
            for (first, last, whole) in cut {
                problems.push(cut_citation(first, last, &whole));
            }
            items.into_iter().filter_map(|node| typed_item(key, item, node, problems)).collect()
        }
        Data::Scalar(text) if is_enumeration(item, text) => {
            problems.push(without_brackets(key, node.span, text));
            Vec::new()
        }
        // One value without brackets is a list of one.
        _ => typed(key, item, node, problems).into_iter().collect(),
    }
}

/// Without the room for items that will not come.
fn shrunk(mut items: Vec<At<Value>>) -> Vec<At<Value>> {
    items.shrink_to_fit();
    items
}

/// "ky, journal" where each is the name of something.
fn is_enumeration(item: Type, text: &str) -> bool {
    let target = match item {
        Type::Reference(target) => target,
        _ => return false,
    };
    target != Target::Asset && text.contains(',') && text.split(',').all(|part| !part.trim().is_empty())
}

fn without_brackets(key: &Key, span: Span, text: &str) -> Diagnostic {
    let (name, better) = (key.name, format!("[{text}]"));
    let problem = wrong(span, say!("Flere værdier skal stå i klammer.", "Several values need brackets."))
        .help(say!("skriv »{name}: {better}«", "write “{name}: {better}”"));
    let plain = text.split(',').all(|part| crate::text::is_id(part.trim()));
    match letters(span, text).filter(|place| plain && *place == span) {
        Some(place) => problem.fix(Fix::replace(place, better).safe()),
        None => problem,
    }
}

type Cut<'a> = (&'a Node, &'a Node, String);

/// The items of a list of references that are whole, and those that a comma without quotes cut in
/// pieces: `[RSL § 3, stk. 2]`.
fn cut_by_commas(items: &[Node]) -> (Vec<&Node>, Vec<Cut<'_>>) {
    let (mut whole, mut cut): (Vec<&Node>, Vec<Cut>) = (Vec::new(), Vec::new());
    for node in items {
        let Data::Scalar(text) = &node.data else {
            whole.push(node);
            continue;
        };
        let piece =
            ["stk", "nr", "litra"].iter().any(|word| text.trim_start().starts_with(word)) || text.ends_with(". pkt.");
        match (piece, cut.last_mut(), whole.last()) {
            (true, Some((_, last, joined)), before) if before.is_none_or(|before| before.span < last.span) => {
                *last = node;
                *joined = format!("{joined}, {text}");
            }
            (true, _, Some(Node { data: Data::Scalar(first), .. })) => {
                if let Some(start) = whole.pop() {
                    cut.push((start, node, format!("{first}, {text}")));
                }
            }
            _ => whole.push(node),
        }
    }
    (whole, cut)
}

fn cut_citation(first: &Node, last: &Node, whole: &str) -> Diagnostic {
    let span = Span { end: last.span.end, ..first.span };
    let problem = wrong(
        span,
        say!("Kommaet deler lovhenvisningen i flere punkter.", "The comma splits the reference into several items."),
    )
    .help(say!("skriv \"{whole}\"", "write \"{whole}\""));
    let plain = Citation::parse(whole).is_some() && !whole.contains(['"', '\\']) && first.span.start < span.end;
    if !plain || letters(span, whole) != Some(span) {
        return problem;
    }
    problem.fix(Fix::replace(span, format!("\"{whole}\"")).safe())
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
        At::new(Value::Map(Box::new(fields)), span)
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
