//! The registries below `content/_data/`: lists of entries, and the finder's tree of questions.

use super::yaml::{self, Data, Node};
use super::{Fields, Registries, fields, front, keys, rules, traps};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::UnresolvedKind;
use crate::say;
use crate::source::{SourceFile, Span};

/// Reads one file below `content/_data/`. `false` when its entries could not be told.
pub fn read(file: &SourceFile, registries: &mut Registries, problems: &mut Diagnostics) -> bool {
    let text = file.text();
    let conflicts = front::conflicts(file);
    let torn = !conflicts.is_empty();
    problems.extend(conflicts.into_iter().collect());
    let broken = torn || traps::find(file.id, text, 0..text.len(), problems);
    let node = if broken { None } else { yaml::read(file.id, text, 0..text.len(), problems) };
    let names = match file.path.file_name() {
        "actors.yaml" => Some(UnresolvedKind::Actor),
        "audiences.yaml" => Some(UnresolvedKind::Audience),
        "complaints.yaml" => Some(UnresolvedKind::Complaint),
        _ => None,
    };
    let is_list = node.as_ref().is_some_and(|node| matches!(node.data, Data::List(_) | Data::Empty));
    if !is_list {
        registries.unread.extend(names);
    }
    let Some(node) = node else { return false };
    let list = |table, problems: &mut Diagnostics| entries(&node, table, problems);
    match file.path.file_name() {
        "actors.yaml" => {
            registries.actors = list(keys::ACTOR, problems);
            inside_or_outside(&registries.actors, problems);
        }
        "audiences.yaml" => registries.audiences = list(keys::AUDIENCE, problems),
        "complaints.yaml" => registries.complaints = list(keys::COMPLAINT, problems),
        "finder.yaml" => registries.finder = Some(fields::read(&node, &[keys::FINDER], problems)),
        "synonyms.yaml" => registries.synonyms = synonyms(&node, problems),
        _ => problems.push(
            Diagnostic::new(
                &rules::BAD_FILE_NAME,
                Span::start_of(file.id),
                say!("Registeret findes ikke.", "There is no such registry."),
            )
            .help(say!(
                "registrene hedder actors, audiences, complaints, finder og synonyms (.yaml)",
                "the registries are actors, audiences, complaints, finder and synonyms (.yaml)"
            )),
        ),
    }
    is_list || names.is_none()
}

/// An actor belongs to an administration or to none of them, not both.
fn inside_or_outside(actors: &[Fields], problems: &mut Diagnostics) {
    for actor in actors.iter().filter(|actor| actor.bool("external") == Some(true)) {
        if let Some(administration) = actor.text("administration") {
            problems.push(
                Diagnostic::new(
                    &rules::WRONG_TYPE,
                    administration.span,
                    say!(
                        "Aktøren hører både til en forvaltning og uden for dem (external).",
                        "The actor belongs both to an administration and outside them (external)."
                    ),
                )
                .help(say!(
                    "slet »external: true«, eller slet forvaltningen",
                    "delete “external: true”, or delete the administration"
                )),
            );
        }
    }
}

fn entries(node: &Node, table: &'static [keys::Key], problems: &mut Diagnostics) -> Vec<Fields> {
    match &node.data {
        Data::List(items) => items.iter().map(|item| fields::read(item, &[table], problems)).collect(),
        Data::Empty => Vec::new(),
        _ => {
            problems.push(Diagnostic::new(
                &rules::WRONG_TYPE,
                node.span,
                say!(
                    "Registeret skal være en liste: hvert punkt begynder med »- «.",
                    "A registry is a list: every entry begins with “- ”."
                ),
            ));
            Vec::new()
        }
    }
}

fn synonyms(node: &Node, problems: &mut Diagnostics) -> Vec<Vec<String>> {
    let Data::List(groups) = &node.data else { return Vec::new() };
    let word = |node: &Node| match &node.data {
        Data::Scalar(text) => Some(text.clone()),
        _ => None,
    };
    let words = |group: &Node| match &group.data {
        Data::List(words) if words.len() > 1 => words.iter().map(word).collect::<Option<Vec<String>>>(),
        _ => None,
    };
    let mut all = Vec::new();
    for group in groups {
        match words(group) {
            Some(words) => all.push(words),
            None => problems.push(
                Diagnostic::new(
                    &rules::WRONG_TYPE,
                    group.span,
                    say!(
                        "En gruppe af synonymer er en liste af mindst to ord.",
                        "A group of synonyms is a list of two words at least."
                    ),
                )
                .help(say!("skriv for eksempel »- [LAS, aktivloven]«", "write for example “- [LAS, aktivloven]”")),
            ),
        }
    }
    all
}
