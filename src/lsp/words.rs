//! The words the server says: kinds, types, refusals.

use crate::diag::{Lang, Text};
use crate::model::Kind;
use crate::parse::keys::{Key, Target, Type};
use crate::say;

/// What a page is about.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Section => say!("Afsnit", "Section"),
        Kind::Workflow => say!("Arbejdsgang", "Workflow"),
        Kind::Tool => say!("Redskab", "Tool"),
        Kind::Term => say!("Opslag", "Term"),
        Kind::Service => say!("Ydelse", "Service"),
        Kind::Contact => say!("Kontakt", "Contact"),
        Kind::Law => say!("Lov", "Statute"),
        Kind::Topic => say!("Emne", "Topic"),
        Kind::Guide => say!("Guide", "Guide"),
        Kind::Path => say!("Læringsforløb", "Learning path"),
        Kind::News => say!("Nyhed", "News"),
        Kind::Page => say!("Side", "Page"),
    }
}

/// What a field holds.
pub fn type_name(ty: Type) -> Text {
    match ty {
        Type::Text => say!("tekst", "text"),
        Type::Id => say!("id", "id"),
        Type::Bool => say!("ja eller nej", "yes or no"),
        Type::Count => say!("et helt tal", "a whole number"),
        Type::Date => say!("dato", "date"),
        Type::Duration => say!("varighed", "duration"),
        Type::Web => say!("webadresse", "web address"),
        Type::Path => say!("adresse i portalen", "portal address"),
        Type::Email => say!("mailadresse", "mail address"),
        Type::Choice(words) => {
            let words = words.join(", ");
            say!("{words}", "{words}")
        }
        Type::Reference(target) => target_name(target),
        Type::Citation => say!("lovhenvisning", "reference to a statute"),
        Type::List(item) => {
            let item = type_name(*item);
            Text::new(format!("liste: {}", item.da), format!("list: {}", item.en))
        }
        Type::Map(_) => say!("felter", "fields"),
        Type::Pairs => say!("navne med tekst", "names with texts"),
        Type::Answers(_) => say!("svar", "answers"),
    }
}

fn target_name(target: Target) -> Text {
    match target {
        Target::Step => say!("trin", "step"),
        Target::Actor => say!("aktør", "actor"),
        Target::Tool => say!("redskab", "tool"),
        Target::Contact => say!("kontakt", "contact"),
        Target::Workflow => say!("arbejdsgang", "workflow"),
        Target::Audience => say!("målgruppe", "audience"),
        Target::Complaint => say!("klagevejledning", "complaint guidance"),
        Target::Term => say!("opslag", "term"),
        Target::Topic => say!("emne", "topic"),
        Target::Lead => say!("forvaltning", "administration"),
        Target::Page => say!("side", "page"),
        Target::Asset => say!("fil", "file"),
        Target::Rule => say!("regel", "rule"),
    }
}

/// "tekst, skal udfyldes"
pub fn key_detail(key: &Key, lang: Lang) -> String {
    let ty = type_name(key.ty).get(lang).to_owned();
    match (key.required, lang) {
        (false, _) => ty,
        (true, Lang::Danish) => format!("{ty}, skal udfyldes"),
        (true, Lang::English) => format!("{ty}, required"),
    }
}

/// A key's meaning, with a value as it is written.
pub fn key_doc(key: &Key, lang: Lang) -> String {
    let doc = key.doc.get(lang);
    if key.example.is_empty() {
        return doc.to_owned();
    }
    let for_example = say!("For eksempel", "For example");
    format!("{doc}\n\n{}:\n\n```yaml\n{}: {}\n```", for_example.get(lang), key.name, key.example)
}

/// What a step is.
pub fn step(word: &str) -> Text {
    match word {
        "ask" => say!("Spørgsmål", "Question"),
        "wait" => say!("Ventetid", "Wait"),
        "run" => say!("Delarbejdsgang", "Sub-workflow"),
        "split" => say!("Deling", "Split"),
        "join" => say!("Samling", "Join"),
        "start" => say!("Begyndelse", "Start"),
        "end" => say!("Slutning", "End"),
        _ => say!("Handling", "Action"),
    }
}
