//! Pages that are new, gone, moved or changed: what every kind has in common, and the text.

use std::ops::Range;

use super::item::{Item, Named, News, Told, add};
use super::pairs::Either;
use super::words::{self, value};
use super::{Both, content, workflow};
use crate::diag::Text;
use crate::model::{ActorId, Change, Content, Date, LegalCheck, Page, PageId, Portal, Status};
use crate::say;

/// Everything that changed about pages.
pub fn items(both: Both) -> Vec<Item> {
    let (old, new) = (both.old.portal, both.new.portal);
    let known: std::collections::BTreeSet<PageId> = both.pairs.pages().map(|(_, new)| new).collect();
    let came = new.pages.iter().filter(|page| !known.contains(&page.id)).map(|page| arrived(new, page));
    let went = old.pages.iter().filter(|page| matches!(both.pairs.page(page.id), Either::Then(_)));
    let went = went.map(|page| left(both, page));
    let stayed = both.pairs.pages().filter_map(|(then, now)| changed(both, old.page(then), new.page(now)));
    came.chain(went).chain(stayed).collect()
}

fn item(page: &Page, news: News) -> Item {
    let (da, en) = words::kind(page.kind()).plain;
    Item {
        kind: Some(page.kind()),
        title: page.title.clone(),
        what: Text::new(da, en),
        news,
        url: (news != News::Gone).then(|| page.url.clone()),
        told: Vec::new(),
        audiences: Vec::new(),
        leads: Vec::new(),
    }
}

fn arrived(portal: &Portal, page: &Page) -> Item {
    let mut item = item(page, News::New);
    let (da, en) = words::kind(page.kind()).new;
    let text = match page.gist() {
        Some(gist) => say!("{da}: {gist}", "{en}: {gist}"),
        None => say!("{da}.", "{en}."),
    };
    item.told.push(Told { text, actors: lanes(portal, page) });
    item.concern(portal, page);
    item
}

fn left(both: Both, page: &Page) -> Item {
    let portal = both.old.portal;
    let mut item = item(page, News::Gone);
    let (da, en) = words::kind(page.kind()).the;
    // The old address leads somewhere when a page said that it took over.
    let heir = both.new.portal.pages.iter().find(|heir| heir.aliases.contains(&page.url)).map(|heir| &heir.title);
    let text = match heir {
        Some(heir) => say!("{da} er fjernet; læs i stedet »{heir}«.", "{en} was removed; read “{heir}” instead."),
        None => say!("{da} er fjernet.", "{en} was removed."),
    };
    item.told.push(Told { text, actors: lanes(portal, page) });
    item.concern(portal, page);
    item
}

/// Everybody with a step; of a learning path whom it is for.
fn lanes(portal: &Portal, page: &Page) -> Vec<Named> {
    let ids: Vec<ActorId> = match &page.content {
        Content::Workflow(workflow) => workflow.lanes.clone(),
        Content::Path(path) => path.role.into_iter().collect(),
        _ => Vec::new(),
    };
    let mut all = Vec::new();
    for id in ids {
        let actor = portal.actor(id);
        add(&mut all, Named { id: actor.id.clone(), name: actor.name.clone() });
    }
    all
}

fn changed(both: Both, old: &Page, new: &Page) -> Option<Item> {
    let mut item = item(new, News::Changed);
    item.told.extend(noted(old, new).map(Told::from));
    item.told.extend(common(both, old, new).into_iter().map(Told::from));
    if let (Some(before), Some(now)) = (old.workflow(), new.workflow()) {
        item.told.extend(workflow::told(both, (old, before), (new, now)));
    } else {
        let actors = lanes(both.new.portal, new);
        let told = content::told(both, &old.content, &new.content).into_iter();
        item.told.extend(told.map(|text| Told { text, actors: actors.clone() }));
    }
    item.told.extend(body(both, old, new));
    item.concern(both.old.portal, old);
    item.concern(both.new.portal, new);
    (!item.told.is_empty()).then_some(item)
}

/// What the editors say themselves, in the page's list of changes.
fn noted<'a>(old: &'a Page, new: &'a Page) -> impl Iterator<Item = Text> + 'a {
    let known = |change: &Change| old.changes.iter().any(|one| one.date == change.date && one.text == change.text);
    new.changes.iter().filter(move |change| !known(change)).map(|change| {
        let (when, text) = (words::date(change.date), &change.text);
        let (da, en) = (when.da, when.en);
        say!("Redaktionen skriver ({da}): {text}", "The editors write ({en}): {text}")
    })
}

fn common(both: Both, old: &Page, new: &Page) -> Vec<Text> {
    let mut told = Vec::new();
    told.extend(value(("Titlen", "The title"), Some(&old.title), Some(&new.title)));
    if old.url != new.url {
        let (before, now) = (&old.url, &new.url);
        told.push(say!(
            "Siden er flyttet til /{now} (før /{before}).",
            "The page has moved to /{now} (was /{before})."
        ));
    }
    let gist = |page: &Page| page.summary.clone();
    told.extend(value(("Resuméet", "The summary"), gist(old).as_deref(), gist(new).as_deref()));
    told.extend(status(old.status, new.status));
    let (before, now) = (both.old.portal, both.new.portal);
    let lead = |portal: &Portal, page: &Page| page.lead.map(|lead| super::item::led_by(portal, lead).name);
    told.extend(value(
        ("Den ledende forvaltning", "The leading administration"),
        lead(before, old).as_deref(),
        lead(now, new).as_deref(),
    ));
    told.extend(both.page(("Ejeren", "The owner"), old.owner, new.owner));
    told.extend(audiences(both, old, new));
    told.extend(both.laws(("Lovgrundlaget", "The statutes"), &old.law, &new.law));
    told.extend(days(("Første gyldige dag", "The first day it holds"), old.valid_from, new.valid_from));
    told.extend(days(("Sidste gyldige dag", "The last day it holds"), old.valid_until, new.valid_until));
    if old.legal_check != new.legal_check {
        told.extend(words::term(
            ("Lovtjekket", "The legal check"),
            old.legal_check.map(legal),
            new.legal_check.map(legal),
        ));
    }
    told
}

fn audiences(both: Both, old: &Page, new: &Page) -> Option<Text> {
    let now: Vec<String> = new.audience.iter().map(|id| both.new.portal.audience(*id).name.clone()).collect();
    let then = old.audience.iter().map(|id| match both.pairs.audience(*id) {
        Either::Now(id) => both.new.portal.audience(id).name.clone(),
        Either::Then(id) => both.old.portal.audience(id).name.clone(),
    });
    unordered(("Målgrupper", "Target groups"), then.collect(), now)
}

/// A list whose order says nothing.
pub fn unordered(name: words::Name, mut old: Vec<String>, mut new: Vec<String>) -> Option<Text> {
    old.sort();
    new.sort();
    words::list(name, &old, &new)
}

pub fn days(name: words::Name, old: Option<Date>, new: Option<Date>) -> Option<Text> {
    if old == new {
        return None;
    }
    let (da, en) = name;
    Some(match (old.map(words::date), new.map(words::date)) {
        (Some(Text { da: was, en: was_en }), Some(Text { da: now, en: now_en })) => {
            say!("{da} er nu {now} (før {was}).", "{en} is now {now_en} (was {was_en}).")
        }
        (None, Some(Text { da: now, en: now_en })) => say!("{da} er {now}.", "{en} is {now_en}."),
        (Some(Text { da: was, en: was_en }), None) => {
            say!("{da} er fjernet (før {was}).", "{en} was removed (was {was_en}).")
        }
        (None, None) => return None,
    })
}

fn status(old: Status, new: Status) -> Option<Text> {
    let text = match new {
        _ if old == new => return None,
        Status::Current => say!("Siden gælder nu.", "The page holds now."),
        Status::PhasingOut => say!(
            "Siden udfases og bruges ikke til nye sager.",
            "The page is being phased out and is not used for new cases."
        ),
        Status::UnderReview => say!("Siden skal ses efter på ny.", "The page is to be looked at again."),
        Status::Historical => {
            say!("Siden er historisk og gælder ikke længere.", "The page is history and holds no longer.")
        }
        Status::Draft => say!("Siden er igen en kladde.", "The page is a draft again."),
    };
    Some(text)
}

fn legal(check: LegalCheck) -> Text {
    match check {
        LegalCheck::Verified => say!("holdt op mod loven", "compared with the statute"),
        LegalCheck::Partly => say!("delvist holdt op mod loven", "partly compared with the statute"),
        LegalCheck::Unverified => say!("ikke holdt op mod loven", "not compared with the statute"),
    }
}

/// A piece of the text: what stands between one heading and the next.
struct Piece<'a> {
    /// `None` before the first heading.
    id: Option<&'a str>,
    title: &'a str,
    words: Vec<&'a str>,
}

fn pieces(page: &Page) -> Vec<Piece<'_>> {
    let body = &page.body;
    let words = |range: Range<usize>| body.plain.get(range).unwrap_or_default().split_whitespace().collect();
    let first = body.headings.first().map_or(body.plain.len(), |heading| heading.plain.start);
    let ends = body.headings.iter().skip(1).map(|next| next.plain.start).chain(std::iter::once(body.plain.len()));
    let mut all = vec![Piece { id: None, title: "", words: words(0..first) }];
    all.extend(body.headings.iter().zip(ends).map(|(heading, end)| Piece {
        id: Some(&heading.id),
        title: &heading.text,
        words: words(heading.plain.end..end.max(heading.plain.end)),
    }));
    all
}

/// Which parts of the text are new, gone or changed. Guidance on a step concerns who does the step.
fn body(both: Both, old: &Page, new: &Page) -> Vec<Told> {
    let (mut before, now) = (pieces(old), pieces(new));
    let mut told = Vec::new();
    let alone = now.len() == 1 && before.len() == 1;
    let mut fresh = Vec::new();
    for piece in &now {
        match before.iter().position(|one| one.id == piece.id) {
            Some(at) => {
                let was = before.remove(at);
                if was.words != piece.words {
                    told.push(about(both, new, piece.id, same_place(piece, alone, &was.words)));
                } else if was.title != piece.title {
                    told.push(about(both, new, piece.id, renamed(was.title, piece.title)));
                }
            }
            None => fresh.push(piece),
        }
    }
    for piece in fresh {
        // Another heading over the same words is another name.
        let text = match before.iter().position(|one| one.words == piece.words && !one.words.is_empty()) {
            Some(at) => renamed(before.remove(at).title, piece.title),
            None => {
                let title = piece.title;
                say!("Nyt afsnit: »{title}«.", "New section: “{title}”.")
            }
        };
        told.push(about(both, new, piece.id, text));
    }
    for gone in before {
        let title = gone.title;
        told.push(say!("Afsnittet »{title}« er fjernet.", "The section “{title}” was removed.").into());
    }
    told
}

fn same_place(piece: &Piece, alone: bool, was: &[&str]) -> Text {
    let title = piece.title;
    match (piece.id, alone) {
        (None, true) if was.is_empty() => say!("Der er kommet tekst på siden.", "The page has been given a text."),
        (None, false) if was.is_empty() => {
            say!("Der er kommet en indledning.", "The page has been given an introduction.")
        }
        (None, _) if piece.words.is_empty() => {
            say!("Indledningen er fjernet.", "The introduction was removed.")
        }
        (None, true) => say!("Teksten er ændret.", "The text has changed."),
        (None, false) => say!("Indledningen er ændret.", "The introduction has changed."),
        _ => say!("Teksten under »{title}« er ændret.", "The text below “{title}” has changed."),
    }
}

fn renamed(before: &str, now: &str) -> Text {
    say!("Afsnittet »{before}« hedder nu »{now}«.", "The section “{before}” is now called “{now}”.")
}

/// Who does the step that a heading stands for.
fn about(both: Both, page: &Page, heading: Option<&str>, text: Text) -> Told {
    let step = page.workflow().and_then(|workflow| {
        let of_step = |step: &&crate::model::Step| {
            let guided = step.guidance.and_then(|at| page.body.headings.get(at));
            guided.is_some_and(|guided| Some(guided.id.as_str()) == heading)
        };
        workflow.steps.iter().find(of_step)
    });
    let actors = step.map(|step| both.new_actors(step)).unwrap_or_default();
    Told { text, actors }
}
