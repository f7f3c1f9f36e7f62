//! What the portal has that a new page can name: the first of each is the example.

use super::skeleton::{Filling, Fillings};
use crate::model::{Actor, Affiliation, Citation, Content, Date, Kind, Lead, Page, Portal, SHARED, Status};
use crate::parse;
use crate::pipeline::Compilation;
use crate::text::yaml_scalar;

/// How many names of a registry a note lists.
const LISTED: usize = 12;

/// The new page, as far as it is decided.
pub struct NewPage<'a> {
    pub title: &'a str,
    pub id: &'a str,
    pub section: &'a Page,
    pub today: Date,
}

/// Everything a skeleton can name.
pub fn fillings(compilation: &Compilation, new: &NewPage) -> Fillings {
    let portal = &compilation.portal;
    let first = |kind| Filling::from(visible(portal, kind, new.today).next().map(|page| page.slug.clone()));
    let actors = Actors::choose(portal);
    let actor_id = |actor: Option<&Actor>| Filling::from(actor.map(|actor| actor.id.clone()));
    let audiences: Vec<&str> = portal.audiences.iter().take(LISTED).map(|audience| audience.id.as_str()).collect();
    Fillings::from([
        ("title", Filling::Given(yaml_scalar(new.title))),
        ("id", Filling::Given(new.id.to_owned())),
        ("date", Filling::Given(new.today.to_string())),
        ("leads", Filling::Given(leads(portal))),
        ("lead", inherited(compilation, new.section, "lead", Some(lead(portal, new.section)))),
        ("owner", inherited(compilation, new.section, "owner", owner(portal, new))),
        ("contact", first(Kind::Contact)),
        ("tool", Filling::from(tool(portal, new.today))),
        ("workflow", first(Kind::Workflow)),
        ("abbr", Filling::from(abbreviations(portal, new.today).next())),
        ("new_abbr", Filling::Given(new_abbreviation(portal, new.title))),
        ("audience", Filling::from(audiences.first().map(|id| (*id).to_owned()))),
        ("audiences", Filling::from((!audiences.is_empty()).then(|| audiences.join(", ")))),
        ("complaint", Filling::from(portal.complaints.first().map(|complaint| complaint.id.clone()))),
        ("actor", actor_id(actors.one)),
        ("colleague", actor_id(actors.colleague)),
        ("outsider", actor_id(actors.outsider)),
        ("does", Filling::from(does(portal))),
    ])
}

/// The tool that is used most: one that nobody uses may be history.
fn tool(portal: &Portal, today: Date) -> Option<String> {
    let uses = |page: &Page| portal.uses.tools.get(&page.id).map_or(0, Vec::len);
    let current = visible(portal, Kind::Tool, today).filter(|page| page.status == Status::Current);
    // Of several, the first.
    let most = current.max_by_key(|page| (uses(page), std::cmp::Reverse(page.id)));
    most.map(|page| page.slug.clone())
}

/// Pages that a portal built today shows.
pub fn visible(portal: &Portal, kind: Kind, today: Date) -> impl Iterator<Item = &Page> {
    portal
        .of_kind(kind)
        .filter(move |page| page.status != Status::Draft && page.valid_from.is_none_or(|from| from <= today))
}

/// A field that the folder gives its pages need not stand in them.
fn inherited(compilation: &Compilation, section: &Page, key: &str, value: Option<String>) -> Filling {
    let portal = &compilation.portal;
    let above = portal.ancestors(section).into_iter().rev().map(|id| portal.page(id));
    let given = std::iter::once(section).chain(above).find_map(|section| default(compilation, section, key));
    given.map_or_else(|| Filling::from(value), Filling::Inherited)
}

/// A section's `defaults`. They are applied to pages and gone when the portal stands, so the file is read again.
fn default(compilation: &Compilation, section: &Page, key: &str) -> Option<String> {
    let file = compilation.sources.get(&section.source)?;
    let document = parse::page(file, Kind::Section).value;
    document.fields?.map("defaults")?.string(key)
}

fn lead_name(portal: &Portal, lead: Lead) -> String {
    match lead {
        Lead::Shared => SHARED.to_owned(),
        Lead::Administration(id) => portal.site.administration(id).map_or(SHARED, |found| &found.id).to_owned(),
    }
}

/// As the section's own page, else the first administration.
fn lead(portal: &Portal, section: &Page) -> String {
    let first = || portal.site.administrations.first().map(|administration| administration.id.clone());
    section.lead.map(|lead| lead_name(portal, lead)).or_else(first).unwrap_or_else(|| SHARED.to_owned())
}

fn leads(portal: &Portal) -> String {
    let mut ids: Vec<&str> =
        portal.site.administrations.iter().map(|administration| administration.id.as_str()).collect();
    ids.push(SHARED);
    ids.join(", ")
}

fn owner(portal: &Portal, new: &NewPage) -> Option<String> {
    let of_section = new.section.owner.map(|id| portal.page(id).slug.clone());
    of_section.or_else(|| Some(visible(portal, Kind::Contact, new.today).next()?.slug.clone()))
}

/// Abbreviations of statutes that a reference can name.
fn abbreviations(portal: &Portal, today: Date) -> impl Iterator<Item = String> {
    visible(portal, Kind::Law, today).filter_map(|page| match &page.content {
        Content::Law(law) => Citation::parse(&law.abbr).map(|_| law.abbr.clone()),
        _ => None,
    })
}

/// An abbreviation for a statute: initials, or the first letters of a single word; unlike the others.
fn new_abbreviation(portal: &Portal, title: &str) -> String {
    let slug = crate::text::slug(title);
    let words: Vec<&str> = slug.split('-').filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).collect();
    let short: String = match words.as_slice() {
        [] => "LOV".to_owned(),
        [word] => word.chars().take(4).collect(),
        words => words.iter().filter_map(|word| word.chars().next()).take(6).collect(),
    };
    let short = short.to_uppercase();
    let taken = |abbr: &str| {
        portal.of_kind(Kind::Law).any(|page| matches!(&page.content, Content::Law(law) if law.abbr == abbr))
    };
    let numbered = (2..).map(|number| format!("{short}{number}"));
    std::iter::once(short.clone()).chain(numbered).find(|abbr| !taken(abbr)).unwrap_or(short)
}

/// Who appears in the example of a workflow.
struct Actors<'a> {
    one: Option<&'a Actor>,
    /// Is handed the case: somebody with a contact, else the same actor.
    colleague: Option<&'a Actor>,
    outsider: Option<&'a Actor>,
}

impl<'a> Actors<'a> {
    fn choose(portal: &'a Portal) -> Self {
        let actors = || portal.actors.iter();
        let inside = |actor: &&Actor| matches!(actor.affiliation, Affiliation::Inside(_));
        let reachable = |actor: &&Actor| inside(actor) && actor.contact.is_some();
        let one = actors().find(reachable).or_else(|| actors().find(inside)).or_else(|| actors().next());
        let colleague = actors().filter(reachable).find(|actor| one.is_some_and(|one| one.id != actor.id)).or(one);
        let outsider = actors().find(|actor| actor.affiliation == Affiliation::External);
        Self { one, colleague, outsider }
    }
}

/// The field `does` with a text for each administration.
fn does(portal: &Portal) -> Option<String> {
    let administrations = &portal.site.administrations;
    let entry = |id: &str| format!("\n  {id}: >-\n    Skriv her, hvad forvaltningen gør.");
    let entries: String = administrations.iter().map(|administration| entry(&administration.id)).collect();
    (!entries.is_empty()).then(|| format!("does:{entries}"))
}
