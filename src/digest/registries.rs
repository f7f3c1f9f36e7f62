//! Entries of the registries: roles, audiences, complaint guidance.

use super::Both;
use super::item::{Item, Named, News, Told, led_by};
use super::pairs::Either;
use super::words::value;
use crate::diag::Text;
use crate::model::{Actor, ActorId, Affiliation, Audience, AudienceId, Complaint, Portal};
use crate::routes::urls;
use crate::say;
use crate::source::Url;

/// What changed in each registry, in its order.
pub fn items(both: Both) -> Vec<Item> {
    let mut all = actors(both);
    all.extend(audiences(both));
    all.extend(complaints(both));
    all
}

fn item(title: &str, what: Text, news: News, url: Option<Url>) -> Item {
    let (told, audiences, leads) = (Vec::new(), Vec::new(), Vec::new());
    Item { kind: None, title: title.to_owned(), what, news, url, told, audiences, leads }
}

fn role(portal: &Portal, actor: &Actor, news: News, texts: Vec<Text>) -> Item {
    let url = (news != News::Gone).then(|| urls::role(actor));
    let mut item = item(&actor.name, say!("rolle", "role"), news, url);
    let named = Named { id: actor.id.clone(), name: actor.name.clone() };
    item.told = texts.into_iter().map(|text| Told { text, actors: vec![named.clone()] }).collect();
    if let Affiliation::Inside(lead) = actor.affiliation {
        item.leads.push(led_by(portal, lead));
    }
    item
}

fn actors(both: Both) -> Vec<Item> {
    let (old, new) = (both.old.portal, both.new.portal);
    let known: Vec<ActorId> = both.pairs.actors().map(|(_, now)| now).collect();
    let ids = |count: usize| (0..count).map(ActorId);
    let came = ids(new.actors.len()).filter(|id| !known.contains(id));
    let went = ids(old.actors.len()).filter(|id| matches!(both.pairs.actor(*id), Either::Then(_)));
    let mut all: Vec<Item> =
        came.map(|id| role(new, new.actor(id), News::New, vec![say!("Ny rolle.", "New role.")])).collect();
    all.extend(
        went.map(|id| role(old, old.actor(id), News::Gone, vec![say!("Rollen er fjernet.", "The role was removed.")])),
    );
    for (then, now) in both.pairs.actors() {
        let (then, now) = (old.actor(then), new.actor(now));
        let mut texts: Vec<Text> =
            value(("Navnet", "The name"), Some(&then.name), Some(&now.name)).into_iter().collect();
        texts.extend(both.page(("Enheden, man ringer til,", "The unit to call"), then.contact, now.contact));
        texts.extend(value(
            ("Forvaltningen", "The administration"),
            inside(old, then).as_deref(),
            inside(new, now).as_deref(),
        ));
        if !texts.is_empty() {
            all.push(role(new, now, News::Changed, texts));
        }
    }
    all
}

fn inside(portal: &Portal, actor: &Actor) -> Option<String> {
    match actor.affiliation {
        Affiliation::Inside(lead) => Some(led_by(portal, lead).name),
        Affiliation::External => None,
    }
}

fn group(audience: &Audience, news: News, texts: Vec<Text>) -> Item {
    let url = (news != News::Gone).then(|| urls::audience(audience));
    let mut item = item(&audience.name, say!("målgruppe", "target group"), news, url);
    item.told = texts.into_iter().map(Told::from).collect();
    item.audiences.push(Named { id: audience.id.clone(), name: audience.name.clone() });
    item
}

fn audiences(both: Both) -> Vec<Item> {
    let (old, new) = (both.old.portal, both.new.portal);
    let known: Vec<AudienceId> = both.pairs.audiences().map(|(_, now)| now).collect();
    let ids = |count: usize| (0..count).map(AudienceId);
    let came = ids(new.audiences.len()).filter(|id| !known.contains(id));
    let went = ids(old.audiences.len()).filter(|id| matches!(both.pairs.audience(*id), Either::Then(_)));
    let mut all: Vec<Item> =
        came.map(|id| group(new.audience(id), News::New, vec![say!("Ny målgruppe.", "New target group.")])).collect();
    all.extend(went.map(|id| {
        group(old.audience(id), News::Gone, vec![say!("Målgruppen er fjernet.", "The target group was removed.")])
    }));
    for (then, now) in both.pairs.audiences() {
        let (then, now) = (old.audience(then), new.audience(now));
        let mut texts: Vec<Text> =
            value(("Navnet", "The name"), Some(&then.name), Some(&now.name)).into_iter().collect();
        texts.extend(value(("Beskrivelsen", "The description"), then.summary.as_deref(), now.summary.as_deref()));
        if !texts.is_empty() {
            all.push(group(now, News::Changed, texts));
        }
    }
    all
}

/// Guidance on complaints stands in the letters of every workflow that uses it.
fn complaints(both: Both) -> Vec<Item> {
    let (old, new) = (both.old.portal, both.new.portal);
    let find = |all: &'_ Portal, id: &str| all.complaints.iter().find(|one| one.id == id).cloned();
    let mut items = Vec::new();
    for now in &new.complaints {
        let texts = match find(old, &now.id) {
            Some(then) => guidance(both, &then, now),
            None => vec![text_of(now)],
        };
        let news = if find(old, &now.id).is_some() { News::Changed } else { News::New };
        items.extend(complaint(now, news, texts));
    }
    let gone = old.complaints.iter().filter(|then| find(new, &then.id).is_none());
    items.extend(gone.filter_map(|then| {
        complaint(then, News::Gone, vec![say!("Klagevejledningen er fjernet.", "The complaint guidance was removed.")])
    }));
    items
}

fn text_of(complaint: &Complaint) -> Text {
    let text = &complaint.text;
    say!("Ny klagevejledning: »{text}«", "New complaint guidance: “{text}”")
}

fn guidance(both: Both, then: &Complaint, now: &Complaint) -> Vec<Text> {
    let time = |complaint: &Complaint| complaint.deadline.as_ref().map(|time| time.text.clone());
    [
        value(("Teksten", "The text"), Some(&then.text), Some(&now.text)),
        value(("Klageinstansen", "The complaints authority"), then.authority.as_deref(), now.authority.as_deref()),
        value(("Klagefristen", "The deadline for a complaint"), time(then).as_deref(), time(now).as_deref()),
        both.laws(("Lovgrundlaget", "The statutes"), &then.law, &now.law),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn complaint(complaint: &Complaint, news: News, texts: Vec<Text>) -> Option<Item> {
    if texts.is_empty() {
        return None;
    }
    let title = complaint.authority.as_ref().unwrap_or(&complaint.id);
    let mut item = item(title, say!("klagevejledning", "complaint guidance"), news, None);
    item.told = texts.into_iter().map(Told::from).collect();
    Some(item)
}
