//! Lists in Danish order, made once for all pages, and their grouping by letter.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::frame::special_link;
use super::place::Place;
use super::views::{GroupView, LetterView};
use crate::model::{Extra, Kind, Page, PageId, Portal};
use crate::routes::{Facet, FacetValue, Special, home_of};
use crate::text::{danish_key_letter, danish_order, slug};

/// Letters of the Danish alphabet, and digits.
const LETTERS: [&str; 30] = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W",
    "X", "Y", "Z", "Æ", "Ø", "Å", DIGITS,
];

const DIGITS: &str = "0-9";

/// Lists that many pages show, each made when it is first asked for.
#[derive(Default)]
pub(super) struct Lists {
    /// Pages by title, in the order of [`Kind::ALL`].
    by_kind: [OnceLock<Vec<PageId>>; Kind::ALL.len()],
    homes: OnceLock<BTreeMap<Kind, PageId>>,
    facets: OnceLock<Vec<(FacetValue, String)>>,
    /// Pages of text by their section.
    texts: OnceLock<BTreeMap<PageId, Vec<PageId>>>,
}

/// Pages of a kind, by title.
pub(super) fn by_title<'a>(place: &Place<'a>, kind: Kind) -> impl ExactSizeIterator<Item = &'a Page> + use<'a> {
    let portal = place.portal;
    let slot = Kind::ALL.iter().zip(&place.renderer.memory.lists.by_kind).find(|(known, _)| **known == kind);
    let sorted = slot.map_or(&[][..], |(_, slot)| slot.get_or_init(|| sorted(portal, kind)));
    sorted.iter().map(|id| portal.page(*id))
}

/// Pages of text directly in a section, in path order.
pub(super) fn texts<'a>(place: &Place<'a>, section: PageId) -> &'a [PageId] {
    let all = || {
        let mut all: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
        for page in place.portal.of_kind(Kind::Page) {
            if let Some(section) = page.section {
                all.entry(section).or_default().push(page.id);
            }
        }
        all
    };
    place.renderer.memory.lists.texts.get_or_init(all).get(&section).map_or(&[], Vec::as_slice)
}

fn sorted(portal: &Portal, kind: Kind) -> Vec<PageId> {
    let mut pages: Vec<&Page> = portal.of_kind(kind).collect();
    pages.sort_by(|a, b| danish_order(&a.title, &b.title));
    pages.into_iter().map(|page| page.id).collect()
}

/// The section that is the home of a kind.
pub(super) fn home<'a>(place: &Place<'a>, kind: Kind) -> Option<&'a Page> {
    let all = || Kind::ALL.into_iter().filter_map(|kind| Some((kind, home_of(place.portal, kind)?.id))).collect();
    place.renderer.memory.lists.homes.get_or_init(all).get(&kind).map(|id| place.portal.page(*id))
}

/// Values that the list of workflows can be narrowed to, with their names: facet by facet, by name. Leads stay in
/// the site's order.
pub(super) fn facets<'a>(place: &Place<'a>) -> &'a [(FacetValue, String)] {
    place.renderer.memory.lists.facets.get_or_init(|| {
        if !place.portal.site.has(Extra::Filters) {
            return Vec::new();
        }
        let mut all: Vec<(FacetValue, String)> =
            place.routes.facets().map(|(value, _)| (value, facet_name(place, value))).collect();
        all.sort_by(|(a, name_a), (b, name_b)| {
            let facet = a.facet();
            facet.cmp(&b.facet()).then_with(|| match facet {
                Facet::Lead => a.cmp(b),
                _ => danish_order(name_a, name_b),
            })
        });
        all
    })
}

pub(super) fn facet_name(place: &Place, value: FacetValue) -> String {
    let portal = place.portal;
    match value {
        FacetValue::Lead(lead) => place.owner(lead).map(|owner| owner.name).unwrap_or_default(),
        FacetValue::Audience(id) => portal.audience(id).name.clone(),
        FacetValue::Area(page) | FacetValue::Law(page) | FacetValue::Tool(page) => portal.page(page).title.clone(),
        FacetValue::Deadline => place.text("facet.has_deadline"),
        FacetValue::Shared => special_link(place, Special::Shared).title,
    }
}

/// Groups entries, in their order, by the first letter of their title.
pub(super) fn by_letter<T>(entries: Vec<(String, T)>) -> Vec<GroupView<T>> {
    let mut groups: Vec<GroupView<T>> = Vec::new();
    for (title, entry) in entries {
        let letter = danish_key_letter(&title);
        match groups.iter_mut().find(|group| group.title == letter) {
            Some(group) => group.entries.push(entry),
            None => groups.push(GroupView { id: letter_id(&letter), title: letter, entries: vec![entry] }),
        }
    }
    groups.sort_by_key(|group| LETTERS.iter().position(|letter| *letter == group.title).unwrap_or(LETTERS.len()));
    groups
}

/// The letters of an index; those without entries are no links, and digits stand only where there
/// are some. `before` stands before the `#`.
pub(super) fn letters<T>(groups: &[GroupView<T>], before: &str) -> Vec<LetterView> {
    let view = |letter: &str| {
        let group = groups.iter().find(|group| group.title == letter);
        LetterView { letter: letter.to_owned(), href: group.map(|group| format!("{before}#{}", group.id)) }
    };
    LETTERS.iter().map(|letter| view(letter)).filter(|view| view.letter != DIGITS || view.href.is_some()).collect()
}

fn letter_id(letter: &str) -> String {
    format!("bogstav-{}", slug(letter))
}
