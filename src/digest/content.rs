//! What changed in what only one kind of page says.

use super::page::{days, unordered};
use super::pairs::Either;
use super::words::{self, Name, and, list, value};
use super::{Both, Named};
use crate::diag::Text;
use crate::model::{
    Contact, Content, Deadline, DeadlineBasis, Guide, Law, LawRef, LearningPath, PageId, Service, Step, Term, Tool,
    ToolType, Topic,
};
use crate::say;

/// Both states of a page that is no workflow in both.
pub fn told(both: Both, old: &Content, new: &Content) -> Vec<Text> {
    match (old, new) {
        (Content::Tool(old), Content::Tool(new)) => tool(old, new),
        (Content::Term(old), Content::Term(new)) => term(old, new),
        (Content::Service(old), Content::Service(new)) => service(both, old, new),
        (Content::Contact(old), Content::Contact(new)) => contact(old, new),
        (Content::Law(old), Content::Law(new)) => law(old, new),
        (Content::Topic(old), Content::Topic(new)) => topic(both, old, new),
        (Content::Guide(old), Content::Guide(new)) => guide(both, old, new),
        (Content::Path(old), Content::Path(new)) => path(both, old, new),
        (old, new) if old.kind() != new.kind() => {
            let (da, en) = words::kind(new.kind()).plain;
            vec![say!("Siden er nu af en anden slags: {da}.", "The page is of another kind now: {en}.")]
        }
        _ => Vec::new(),
    }
}

fn tool(old: &Tool, new: &Tool) -> Vec<Text> {
    let href = |tool: &Tool| tool.href.as_ref().map(|href| href.value.clone());
    let file = |tool: &Tool| tool.file.as_ref().map(|file| file.file_name().to_owned());
    [
        words::term(("Redskabets slags", "The kind of tool"), Some(sort(old.tool_type)), Some(sort(new.tool_type))),
        value(("Adressen", "The address"), href(old).as_deref(), href(new).as_deref()),
        value(("Filen", "The file"), file(old).as_deref(), file(new).as_deref()),
        value(("Formatet", "The format"), old.format.as_deref(), new.format.as_deref()),
        value(("Hvem der bruger det,", "Who uses it"), old.who.as_deref(), new.who.as_deref()),
        value(("Vejledningen i at åbne det", "How to open it"), old.how_to_open.as_deref(), new.how_to_open.as_deref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sort(kind: ToolType) -> Text {
    match kind {
        ToolType::Form => say!("blanket", "form"),
        ToolType::Letter => say!("brev", "letter"),
        ToolType::Checklist => say!("tjekliste", "checklist"),
        ToolType::ItSystem => say!("it-system", "IT system"),
        ToolType::Register => say!("register", "register"),
        ToolType::Method => say!("metode", "method"),
        ToolType::Template => say!("skabelon", "template"),
        ToolType::Guide => say!("vejledning", "guidance"),
    }
}

fn term(old: &Term, new: &Term) -> Vec<Text> {
    let short = value(("Forklaringen", "The definition"), Some(&old.short), Some(&new.short));
    let synonyms =
        unordered(("Andre ord for det samme", "Other words for the same"), old.synonyms.clone(), new.synonyms.clone());
    short.into_iter().chain(synonyms).collect()
}

fn service(both: Both, old: &Service, new: &Service) -> Vec<Text> {
    let mut told = Vec::new();
    told.extend(value(
        ("Hvem der kan få ydelsen,", "Who can get it"),
        old.who_can_get.as_deref(),
        new.who_can_get.as_deref(),
    ));
    told.extend(list(("Sådan henviser du", "How to refer"), &old.how_to_refer, &new.how_to_refer));
    told.extend(both.page(("Enheden", "The unit"), old.unit, new.unit));
    told.extend(both.deadline(old.deadline.as_ref(), new.deadline.as_ref()));
    told
}

fn contact(old: &Contact, new: &Contact) -> Vec<Text> {
    let phones = |contact: &Contact| -> Vec<String> {
        let one = |phone: &crate::model::Phone| match &phone.label {
            Some(label) => format!("{label} {}", phone.number),
            None => phone.number.clone(),
        };
        contact.phones.iter().map(one).collect()
    };
    let hours = |contact: &Contact| -> Vec<String> {
        contact.hours.iter().map(|hours| format!("{} {}-{}", hours.days, hours.from, hours.to)).collect()
    };
    let people = |contact: &Contact| -> Vec<String> {
        let one = |person: &crate::model::Person| {
            let rest = [&person.name, &person.phone, &person.email];
            let rest = rest.into_iter().flatten().map(|text| format!(", {text}"));
            rest.fold(person.role.clone(), |all, text| all + &text)
        };
        contact.people.iter().map(one).collect()
    };
    let one = |name, list: Vec<String>, other: Vec<String>| match (list.as_slice(), other.as_slice()) {
        ([old], [new]) => value(name, Some(old), Some(new)),
        (old, new) => words::list(name, old, new),
    };
    [
        value(("Enhedens navn", "The unit's name"), Some(&old.unit), Some(&new.unit)),
        one(("Telefonnummeret", "The telephone number"), phones(old), phones(new)),
        value(("Mailadressen", "The mail address"), old.email.as_deref(), new.email.as_deref()),
        value(("Besøgsadressen", "The address"), old.address.as_deref(), new.address.as_deref()),
        one(("Åbningstiden", "The opening time"), hours(old), hours(new)),
        value(("Hvad enheden tager sig af,", "What the unit covers"), old.covers.as_deref(), new.covers.as_deref()),
        list(("Funktioner i enheden", "Functions in the unit"), &people(old), &people(new)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn law(old: &Law, new: &Law) -> Vec<Text> {
    let url = |law: &Law| law.url.as_ref().map(|url| url.value.clone());
    [
        value(("Forkortelsen", "The abbreviation"), Some(&old.abbr), Some(&new.abbr)),
        value(("Lovens fulde titel", "The full title"), old.full_title.as_deref(), new.full_title.as_deref()),
        value(("Adressen på lovens tekst", "The address of the text"), url(old).as_deref(), url(new).as_deref()),
        days(("Dagen, loven træder i kraft,", "The day it comes into force"), old.in_force, new.in_force),
        days(("Dagen, loven er ophævet fra,", "The day it is repealed from"), old.repealed, new.repealed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn topic(both: Both, old: &Topic, new: &Topic) -> Vec<Text> {
    let mut told = Vec::new();
    let site = &both.new.portal.site;
    let before = &both.old.portal.site;
    let does = |topic: &Topic, site: &crate::model::Site, id: &str| {
        let mine = |(administration, _): &&(crate::model::AdministrationId, String)| {
            site.administration(*administration).is_some_and(|one| one.id == id)
        };
        topic.does.iter().find(mine).map(|(_, text)| text.clone())
    };
    let gone = before.administrations.iter().filter(|one| !site.administrations.iter().any(|now| now.id == one.id));
    for administration in site.administrations.iter().chain(gone) {
        let (was, now) = (does(old, before, &administration.id), does(new, site, &administration.id));
        let short = &administration.short;
        told.extend(match (was, now) {
            (was, now) if was == now => None,
            (_, Some(now)) => Some(say!("{short} gør nu: »{now}«", "{short} now does: “{now}”")),
            (_, None) => Some(say!("{short} har ikke længere en opgave her.", "{short} has no task here any more.")),
        });
    }
    told.extend(value(("Gråzonen", "The grey zone"), old.shared.as_deref(), new.shared.as_deref()));
    told.extend(value(
        ("Hvem der afgør tvivl,", "Who decides when in doubt"),
        old.decides.as_deref(),
        new.decides.as_deref(),
    ));
    told.extend(both.page(("Hvem man ringer til,", "Whom to call"), old.contact, new.contact));
    told.extend(both.pages(("Arbejdsgange om emnet", "Workflows about it"), &old.workflows, &new.workflows));
    told.extend(value(
        ("Første linje i telefonen", "The first line on the phone"),
        old.say.as_deref(),
        new.say.as_deref(),
    ));
    told.extend(value(
        ("Hvornår samtalen stilles videre,", "When to pass the call on"),
        old.pass_on_when.as_deref(),
        new.pass_on_when.as_deref(),
    ));
    told.extend(both.page(
        ("Hvem samtalen stilles videre til,", "Whom to pass the call on to"),
        old.pass_on_to,
        new.pass_on_to,
    ));
    told
}

fn guide(both: Both, old: &Guide, new: &Guide) -> Vec<Text> {
    let mut told: Vec<Text> = [
        list(("Det kan borgeren forvente", "What the citizen can expect"), &old.we_do, &new.we_do),
        list(("Det forventes af borgeren", "What is expected of the citizen"), &old.you_do, &new.you_do),
        list(("Spørgsmål at forberede", "Questions to prepare"), &old.questions, &new.questions),
    ]
    .into_iter()
    .flatten()
    .collect();
    told.extend(both.complaint(old.complaint, new.complaint));
    told
}

fn path(both: Both, old: &LearningPath, new: &LearningPath) -> Vec<Text> {
    both.pages(("Arbejdsgange i forløbet", "Workflows of the path"), &old.workflows, &new.workflows)
        .into_iter()
        .collect()
}

/// What several kinds refer to, by the names it has now.
impl Both<'_> {
    pub fn title(&self, page: Either<PageId>) -> String {
        match page {
            Either::Now(id) => self.new.portal.page(id).title.clone(),
            Either::Then(id) => self.old.portal.page(id).title.clone(),
        }
    }

    /// A reference to another page.
    pub fn page(&self, name: Name, old: Option<PageId>, new: Option<PageId>) -> Option<Text> {
        let (old, new) = (old.map(|id| self.pairs.page(id)), new.map(Either::Now));
        if old == new {
            return None;
        }
        let (old, new) = (old.map(|page| self.title(page)), new.map(|page| self.title(page)));
        value(name, old.as_deref(), new.as_deref())
    }

    /// References to other pages.
    pub fn pages(&self, name: Name, old: &[PageId], new: &[PageId]) -> Option<Text> {
        let old: Vec<String> = old.iter().map(|id| self.title(self.pairs.page(*id))).collect();
        let new: Vec<String> = new.iter().map(|id| self.title(Either::Now(*id))).collect();
        list(name, &old, &new)
    }

    pub fn laws(&self, name: Name, old: &[LawRef], new: &[LawRef]) -> Option<Text> {
        let texts = |laws: &[LawRef]| laws.iter().map(|law| law.text.to_string()).collect();
        unordered(name, texts(old), texts(new))
    }

    pub fn complaint(
        &self,
        old: Option<crate::model::ComplaintId>,
        new: Option<crate::model::ComplaintId>,
    ) -> Option<Text> {
        let old = old.map(|id| self.old.portal.complaint(id));
        let new = new.map(|id| self.new.portal.complaint(id));
        if old.map(|one| &one.id) == new.map(|one| &one.id) {
            return None;
        }
        let text = |one: Option<&crate::model::Complaint>| one.map(|one| one.text.clone());
        value(("Klagevejledningen", "The complaint guidance"), text(old).as_deref(), text(new).as_deref())
    }

    /// The deadline of a whole case.
    pub fn deadline(&self, old: Option<&Deadline>, new: Option<&Deadline>) -> Vec<Text> {
        let (was, now) = (old.map(|one| one.within.text.clone()), new.map(|one| one.within.text.clone()));
        let mut told = Vec::new();
        told.extend(match (&was, &now) {
            (Some(was), Some(now)) if was != now => {
                Some(say!("Fristen er nu {now} (før {was}).", "The deadline is now {now} (was {was})."))
            }
            (None, Some(now)) => Some(say!("Der er kommet en frist: {now}.", "There is a deadline now: {now}.")),
            (Some(was), None) => Some(say!("Fristen er fjernet (før {was}).", "The deadline was removed (was {was}).")),
            _ => None,
        });
        if let (Some(old), Some(new)) = (old, new) {
            told.extend(value(
                ("Det, fristen regnes fra,", "What the deadline is counted from"),
                old.from.as_deref(),
                new.from.as_deref(),
            ));
            told.extend(words::term(
                ("Fristens grundlag", "The basis of the deadline"),
                old.basis.map(basis),
                new.basis.map(basis),
            ));
            told.extend(self.laws(("Fristens lovgrundlag", "The statutes of the deadline"), &old.law, &new.law));
        }
        told
    }

    /// Who does a step, takes part or is waited for, as they are now.
    pub fn new_actors(&self, step: &Step) -> Vec<Named> {
        super::steps::actors(self.new.portal, step)
    }

    /// Names of tools that came to a step, and of those that went.
    pub fn came_and_went(&self, old: &[PageId], new: &[PageId]) -> (Option<Text>, Option<Text>) {
        let old: Vec<Either<PageId>> = old.iter().map(|id| self.pairs.page(*id)).collect();
        let new: Vec<Either<PageId>> = new.iter().map(|id| Either::Now(*id)).collect();
        let only = |these: &[Either<PageId>], those: &[Either<PageId>]| {
            let names: Vec<String> =
                these.iter().filter(|one| !those.contains(one)).map(|one| format!("»{}«", self.title(*one))).collect();
            (!names.is_empty()).then(|| and(&names))
        };
        (only(&new, &old), only(&old, &new))
    }
}

fn basis(basis: DeadlineBasis) -> Text {
    match basis {
        DeadlineBasis::Statutory => say!("loven", "the statute"),
        DeadlineBasis::Local => say!("fastsat lokalt", "set locally"),
        DeadlineBasis::Internal => say!("et internt mål", "an internal goal"),
    }
}
