//! What an answer can be chosen from: words of a field, or names that the portal has.

use super::known::visible;
use crate::diag::{Doc, Lang};
use crate::model::{Date, Kind, Portal, SHARED};
use crate::parse::keys::{Target, Type};
use crate::text::slug;

/// One thing to choose: what is written, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }

    /// Whether a part of its name was typed; æ or ae, capitals or none.
    fn is_like(&self, typed: &str) -> bool {
        let typed = slug(typed);
        !typed.is_empty() && (slug(&self.value).contains(&typed) || slug(&self.label).contains(&typed))
    }
}

/// What a field may hold; empty where any text will do.
pub fn of(portal: &Portal, today: Date, ty: Type, doc: Doc, lang: Lang) -> Vec<Choice> {
    match ty {
        Type::Choice(words) => words.iter().map(|word| Choice::new(*word, meaning(doc.get(lang), word))).collect(),
        Type::Reference(target) => names(portal, today, target),
        Type::List(item) => of(portal, today, *item, doc, lang),
        _ => Vec::new(),
    }
}

/// "brev" for `letter`, where the sentence about the field says "letter (brev)".
fn meaning(sentence: &str, word: &str) -> String {
    let after = sentence.split_once(&format!("{word} (")).and_then(|(_, after)| after.split_once(')'));
    after.map_or(String::new(), |(meaning, _)| meaning.to_owned())
}

fn names(portal: &Portal, today: Date, target: Target) -> Vec<Choice> {
    let pages = |kind: Kind| -> Vec<Choice> {
        visible(portal, kind, today).map(|page| Choice::new(&page.slug, &page.title)).collect()
    };
    match target {
        Target::Actor => portal.actors.iter().map(|actor| Choice::new(&actor.id, &actor.name)).collect(),
        Target::Audience => portal.audiences.iter().map(|entry| Choice::new(&entry.id, &entry.name)).collect(),
        Target::Complaint => portal.complaints.iter().map(|entry| Choice::new(&entry.id, &entry.text)).collect(),
        Target::Lead => {
            let leads = portal.site.administrations.iter().map(|found| Choice::new(&found.id, &found.name));
            leads.chain([Choice::new(SHARED, &portal.site.shared_name)]).collect()
        }
        Target::Contact => pages(Kind::Contact),
        Target::Tool => pages(Kind::Tool),
        Target::Workflow => pages(Kind::Workflow),
        Target::Term => pages(Kind::Term),
        Target::Topic => pages(Kind::Topic),
        Target::Step | Target::Page | Target::Asset | Target::Rule => Vec::new(),
    }
}

/// What was typed, among the choices that are shown and all of them.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// A number of the list, a value, or a part of one name only.
    One(Choice),
    /// A part of several names.
    Several(Vec<Choice>),
    Unknown,
}

/// `shown` has the numbers, `all` can be searched.
pub fn typed(shown: &[Choice], all: &[Choice], text: &str) -> Typed {
    let number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    if let Some(choice) = number.and_then(|at| shown.get(at)) {
        return Typed::One(choice.clone());
    }
    if let Some(choice) = all.iter().find(|choice| choice.value == text) {
        return Typed::One(choice.clone());
    }
    let mut like: Vec<Choice> = all.iter().filter(|choice| choice.is_like(text)).cloned().collect();
    match like.len() {
        0 => Typed::Unknown,
        1 => Typed::One(like.remove(0)),
        _ => Typed::Several(like),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_an_id_or_a_part_of_a_name_chooses() {
        let all = [
            Choice::new("ydelse", "Ydelsesservice"),
            Choice::new("boeraad", "Børnerådgivningen"),
            Choice::new("bolig", "Boligrådgivningen"),
        ];
        let one = |at: usize| Typed::One(all[at].clone());
        assert_eq!(typed(&all, &all, "2"), one(1));
        assert_eq!(typed(&all[2..], &all, "1"), one(2));
        assert_eq!(typed(&all, &all, "bolig"), one(2));
        assert_eq!(typed(&all, &all, "BØRNE"), one(1));
        assert_eq!(typed(&all, &all, "rådgivning"), Typed::Several(all[1..].to_vec()));
        assert_eq!(typed(&all, &all, "9"), Typed::Unknown);
        assert_eq!(typed(&all, &all, "?"), Typed::Unknown);
    }

    #[test]
    fn words_are_explained_by_the_sentence_about_their_field() {
        let sentence = "Hvad det er: form (blanket), letter (brev), it_system, guide (vejledning).";
        assert_eq!(meaning(sentence, "letter"), "brev");
        assert_eq!(meaning(sentence, "it_system"), "");
    }
}
