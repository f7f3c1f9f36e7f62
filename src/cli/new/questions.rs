//! What is asked about each kind of page, in the order it is asked.
//!
//! Only what a page is not itself without; every other field stands in the page as a note.

use super::kinds::Thing;
use crate::diag::Doc;
use crate::model::Kind;
use crate::parse::keys::{ACTOR, AUDIENCE, Key, STEP, Type, find, keys_of};

/// One question about a field.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The field, `deadline.within` for one within another; or [`FIRST`].
    pub path: &'static str,
    pub ask: Doc,
}

/// Who does the first step: no field of its own, but the actor in the steps of a new workflow.
pub const FIRST: &str = "by";

const fn q(path: &'static str, da: &'static str, en: &'static str) -> Question {
    Question { path, ask: Doc { da, en } }
}

const SUMMARY: Question = q("summary", "Hvad handler siden om? Én sætning", "What is the page about? One sentence");
const LEAD: Question = q("lead", "Hvilken forvaltning leder?", "Which administration leads?");
const OWNER: Question =
    q("owner", "Hvilken enhed ejer siden og svarer på spørgsmål om den?", "Which unit owns the page?");

static WORKFLOW: &[Question] = &[
    q(
        "summary",
        "Hvornår bruges arbejdsgangen, og hvad ender den med? Én sætning",
        "When is it used, and what does it end in? One sentence",
    ),
    LEAD,
    OWNER,
    q(FIRST, "Hvem gør det første trin?", "Who does the first step?"),
    q("deadline.within", "Hvor lang tid må hele sagen tage?", "How long may the whole case take?"),
];
static TOOL: &[Question] = &[
    q("type", "Hvad er det for et redskab?", "What kind of tool is it?"),
    q("summary", "Hvad bruges det til? Én sætning", "What is it used for? One sentence"),
    q("href", "Hvor åbnes det? Webadressen, hvis der er en", "Where is it opened? Its web address, if it has one"),
    LEAD,
    OWNER,
];
static TERM: &[Question] =
    &[q("short", "Hvad betyder ordet? Én sætning", "What does the word mean? One sentence"), LEAD, OWNER];
static SERVICE: &[Question] = &[
    q("summary", "Hvad er ydelsen? Én sætning", "What is the service? One sentence"),
    LEAD,
    OWNER,
    q("unit", "Hvilken enhed giver ydelsen?", "Which unit gives it?"),
    q("deadline.within", "Hvor lang tid må svaret tage?", "How long may the answer take?"),
];
static CONTACT: &[Question] = &[
    q("unit", "Hvad hedder enheden på kontaktkortet?", "What is the unit called on its card?"),
    q("covers", "Hvad tager enheden sig af? Én sætning", "What does the unit cover? One sentence"),
    q("email", "Enhedens mailadresse, hvis den har en", "The unit's mail address, if it has one"),
    LEAD,
];
static LAW: &[Question] = &[
    q(
        "abbr",
        "Hvilken forkortelse bruger henvisninger? Store bogstaver, ingen mellemrum",
        "Which abbreviation do references use? Capitals, no spaces",
    ),
    q("summary", "Hvad handler loven om? Én sætning", "What is the statute about? One sentence"),
    q("url", "Lovens adresse på Retsinformation, hvis du har den", "The statute's web address, if you have it"),
    OWNER,
];
static TOPIC: &[Question] = &[
    q("summary", "Hvad dækker emnet? Én sætning", "What does the topic cover? One sentence"),
    LEAD,
    OWNER,
    q("contact", "Hvem ringer man til?", "Whom does one call?"),
];
static GUIDE: &[Question] = &[
    q("type", "Hvad er det for en guide?", "What kind of guide is it?"),
    q("for", "Hvilken målgruppe er guiden til?", "Which audience is the guide for?"),
    LEAD,
    OWNER,
];
static PATH: &[Question] = &[
    q("role", "Hvilken rolle er forløbet til?", "Which role is the path for?"),
    q("workflows", "Hvilken arbejdsgang læses først?", "Which workflow is read first?"),
    LEAD,
    OWNER,
];
static NEWS: &[Question] = &[
    q("date", "Hvilken dato har nyheden?", "Which date has the news?"),
    q("summary", "Hvad er nyt? Én sætning", "What is new? One sentence"),
    LEAD,
    OWNER,
];
static SECTION: &[Question] =
    &[q("kind", "Hvad skal siderne i mappen være?", "What are its pages to be?"), SUMMARY, OWNER];
static PAGE: &[Question] = &[SUMMARY, LEAD, OWNER];
static ACTORS: &[Question] = &[
    q(
        "administration",
        "Hvilken forvaltning hører rollen til? »ekstern«, hvis ingen",
        "Which administration does it belong to? “ekstern” for none",
    ),
    q("contact", "Hvilken enhed ringer man til?", "Which unit does one call?"),
];
static AUDIENCES: &[Question] = &[q("summary", "Hvem er målgruppen? Én sætning", "Who are they? One sentence")];

impl Thing {
    pub fn questions(self) -> &'static [Question] {
        match self {
            Self::Page(Kind::Workflow) => WORKFLOW,
            Self::Page(Kind::Tool) => TOOL,
            Self::Page(Kind::Term) => TERM,
            Self::Page(Kind::Service) => SERVICE,
            Self::Page(Kind::Contact) => CONTACT,
            Self::Page(Kind::Law) => LAW,
            Self::Page(Kind::Topic) => TOPIC,
            Self::Page(Kind::Guide) => GUIDE,
            Self::Page(Kind::Path) => PATH,
            Self::Page(Kind::News) => NEWS,
            Self::Page(Kind::Page) => PAGE,
            Self::Page(Kind::Section) => SECTION,
            Self::Actor => ACTORS,
            Self::Audience => AUDIENCES,
        }
    }

    /// The fields it may have.
    pub fn tables(self) -> Vec<&'static [Key]> {
        match self {
            Self::Page(kind) => keys_of(kind).to_vec(),
            Self::Actor => vec![ACTOR],
            Self::Audience => vec![AUDIENCE],
        }
    }

    /// The field of a question, from the table of keys.
    pub fn key(self, path: &str) -> Option<&'static Key> {
        if path == FIRST {
            return find(&[STEP], FIRST);
        }
        let Some((outer, inner)) = path.split_once('.') else { return find(&self.tables(), path) };
        match find(&self.tables(), outer)?.ty {
            Type::Map(table) => find(&[table], inner),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_about_a_field() {
        for thing in Thing::all() {
            for question in thing.questions() {
                assert!(thing.key(question.path).is_some(), "{}: {}", thing.name(), question.path);
            }
        }
    }
}
