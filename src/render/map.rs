//! The map of the cooperation: who hands over to whom, over all workflows, as pictures and as tables.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::place::Place;
use super::svg::matrix::{self, Cell, Group, Matrix, Sort};
use super::views::{LinkView, OwnerView};
use crate::diag::Diagnostic;
use crate::model::{ActorId, AdministrationId, Affiliation, Lead, PageId};
use crate::routes::{Special, urls};
use crate::text::danish_order;

/// Roles, from which on cells are as small as a finger allows.
const MANY: usize = 30;

#[derive(Serialize)]
struct MapView {
    total: usize,
    /// Workflows with a hand-over.
    workflows: usize,
    /// Between administrations.
    across: usize,
    groups: Vec<GroupView>,
    /// The numbers of the small picture, row by row.
    rows: Vec<GroupRowView>,
    small: String,
    large: String,
    /// Every pair of groups with a hand-over, and the pairs of roles in it.
    pairs: Vec<PairView>,
}

#[derive(Clone, Serialize)]
struct GroupView {
    short: String,
    name: String,
    owner: Option<OwnerView>,
}

#[derive(Serialize)]
struct GroupRowView {
    group: GroupView,
    /// In the order of groups; `None` where nothing is handed over.
    cells: Vec<Option<AmountView>>,
}

#[derive(Serialize)]
struct AmountView {
    amount: usize,
    href: String,
}

#[derive(Serialize)]
struct PairView {
    id: String,
    /// Both are the same group.
    inside: bool,
    from: GroupView,
    to: GroupView,
    amount: usize,
    rows: Vec<PairRowView>,
}

#[derive(Serialize)]
struct PairRowView {
    from: String,
    to: String,
    amount: usize,
    href: String,
}

/// Actors who take part in hand-overs: by administration in the site's order, then shared, then from
/// outside; by name in each.
struct Cast {
    groups: Vec<(Affiliation, Vec<ActorId>)>,
}

impl Cast {
    fn of(place: &Place) -> Self {
        let portal = place.portal;
        let taking: BTreeSet<ActorId> = portal.uses.handovers.keys().flat_map(|(from, to)| [*from, *to]).collect();
        let members = |affiliation: Affiliation| {
            let mut ids: Vec<ActorId> =
                taking.iter().copied().filter(|id| portal.actor(*id).affiliation == affiliation).collect();
            ids.sort_by(|a, b| danish_order(&portal.actor(*a).name, &portal.actor(*b).name));
            (affiliation, ids)
        };
        let groups = affiliations(place).into_iter().map(members).filter(|(_, ids)| !ids.is_empty()).collect();
        Self { groups }
    }

    /// Actors in order, each with its number over all groups and that of its group.
    fn actors(&self) -> impl Iterator<Item = (usize, (usize, ActorId))> {
        let of_group = |(group, (_, ids)): (usize, &'_ (Affiliation, Vec<ActorId>))| {
            ids.iter().map(|id| (group, *id)).collect::<Vec<_>>()
        };
        self.groups.iter().enumerate().flat_map(of_group).enumerate()
    }
}

/// Administrations in the site's order, then what they share, then the rest of the world.
pub(super) fn affiliations(place: &Place) -> Vec<Affiliation> {
    let ids = (0..place.portal.site.administrations.len()).map(AdministrationId);
    let mut all: Vec<Affiliation> = ids.map(|id| Affiliation::Inside(Lead::Administration(id))).collect();
    all.extend([Affiliation::Inside(Lead::Shared), Affiliation::External]);
    all
}

pub(super) fn page(place: &Place, intro: Option<PageId>) -> Result<Output, Diagnostic> {
    place.html("map.html", head(place, intro), "map", &view(place))
}

fn head(place: &Place, intro: Option<PageId>) -> Head {
    if intro.is_some() {
        return Head::special(place, Special::Map, intro);
    }
    let title = place.text(Special::Map.title_key());
    let summary = Some(place.text("map.summary"));
    Head { summary, ..Head::made(place, title, above(place)) }
}

/// The section whose address the map stands below, if the site has it.
pub(super) fn above(place: &Place) -> Vec<LinkView> {
    let url = Special::Map.url();
    let parent = url.as_str().trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    let section = place.portal.pages.iter().find(|page| page.url.as_str().trim_end_matches('/') == parent);
    section.map(|page| place.link(page.id)).into_iter().collect()
}

fn view(place: &Place) -> MapView {
    let handovers = &place.portal.uses.handovers;
    let cast = Cast::of(place);
    let groups: Vec<GroupView> = cast.groups.iter().map(|(affiliation, _)| group(place, *affiliation)).collect();
    let mut pairs: BTreeMap<(usize, usize), PairView> = BTreeMap::new();
    let mut cells = Vec::new();
    for (row, (giving, from)) in cast.actors() {
        for (column, (taking, to)) in cast.actors() {
            let Some(amount) = handovers.get(&(from, to)).map(Vec::len) else { continue };
            let (Some(of), Some(at)) = (groups.get(giving), groups.get(taking)) else { continue };
            let row_view = pair_row(place, from, to, amount);
            let name = cell_name(place, &row_view.from, &row_view.to, amount);
            let href = row_view.href.clone();
            cells.push(Cell { row, column, amount, sort: sort(&cast, giving, taking), href, name });
            let pair = pairs.entry((giving, taking)).or_insert_with(|| pair(of, at));
            pair.amount += amount;
            pair.rows.push(row_view);
        }
    }
    let pages: BTreeSet<_> = handovers.values().flatten().map(|at| at.page).collect();
    let across = pairs.iter().filter(|((a, b), _)| sort(&cast, *a, *b) == Sort::Across).map(|(_, pair)| pair.amount);
    MapView {
        total: pairs.values().map(|pair| pair.amount).sum(),
        workflows: pages.len(),
        across: across.sum(),
        rows: rows(&groups, &pairs),
        small: small(place, &cast, &groups, &pairs),
        large: large(place, &cast, &groups, cells),
        groups,
        pairs: pairs.into_values().collect(),
    }
}

fn group(place: &Place, affiliation: Affiliation) -> GroupView {
    let owner = place.affiliation(affiliation);
    match &owner {
        Some(OwnerView { short, name, .. }) => GroupView { short: short.clone(), name: name.clone(), owner },
        None => GroupView { short: place.text("map.outside"), name: place.text("role.external"), owner },
    }
}

fn pair(from: &GroupView, to: &GroupView) -> PairView {
    let id = format!("{}-{}", crate::text::slug(&from.short), crate::text::slug(&to.short));
    PairView { id, inside: from.short == to.short, from: from.clone(), to: to.clone(), amount: 0, rows: Vec::new() }
}

fn pair_row(place: &Place, from: ActorId, to: ActorId, amount: usize) -> PairRowView {
    let (from, to) = (place.portal.actor(from), place.portal.actor(to));
    let href = format!("{}#til-{}", place.href(&urls::handovers(from)), to.id);
    PairRowView { from: from.name.clone(), to: to.name.clone(), amount, href }
}

fn cell_name(place: &Place, from: &str, to: &str, amount: usize) -> String {
    let amount = place.strings().count("count.handovers", amount);
    place.strings().fill("map.cell", &[("from", from), ("to", to), ("amount", &amount)])
}

fn sort(cast: &Cast, from: usize, to: usize) -> Sort {
    let is_outside = |at: usize| cast.groups.get(at).is_some_and(|(of, _)| *of == Affiliation::External);
    match (from == to, is_outside(from) || is_outside(to)) {
        (true, _) => Sort::Within,
        (false, true) => Sort::Outside,
        (false, false) => Sort::Across,
    }
}

fn rows(groups: &[GroupView], pairs: &BTreeMap<(usize, usize), PairView>) -> Vec<GroupRowView> {
    let cell = |row: usize, column: usize| {
        let pair = pairs.get(&(row, column))?;
        Some(AmountView { amount: pair.amount, href: format!("#{}", pair.id) })
    };
    let row = |(at, group): (usize, &GroupView)| GroupRowView {
        group: group.clone(),
        cells: (0..groups.len()).map(|column| cell(at, column)).collect(),
    };
    groups.iter().enumerate().map(row).collect()
}

/// Between administrations and with the world outside.
fn small(place: &Place, cast: &Cast, groups: &[GroupView], pairs: &BTreeMap<(usize, usize), PairView>) -> String {
    let heads = groups.iter().map(|group| matrix::Head { name: group.short.clone(), href: None }).collect();
    let cells = pairs.iter().map(|((row, column), pair)| Cell {
        row: *row,
        column: *column,
        amount: pair.amount,
        sort: sort(cast, *row, *column),
        href: format!("#{}", pair.id),
        name: cell_name(place, &pair.from.short, &pair.to.short, pair.amount),
    });
    matrix::matrix(&Matrix {
        id: "_mellem",
        title: place.text("map.between"),
        groups: vec![Group { name: String::new(), token: String::new(), heads }],
        cells: cells.collect(),
        side: 56,
        upright: true,
    })
}

/// Between roles.
fn large(place: &Place, cast: &Cast, groups: &[GroupView], cells: Vec<Cell>) -> String {
    let heads = |ids: &[ActorId]| {
        let head = |id: &ActorId| {
            let actor = place.portal.actor(*id);
            matrix::Head { name: actor.name.clone(), href: place.href_if(&urls::handovers(actor)) }
        };
        ids.iter().map(head).collect()
    };
    let group = |((_, ids), group): (&(Affiliation, Vec<ActorId>), &GroupView)| Group {
        name: group.short.clone(),
        token: group.owner.as_ref().map_or_else(|| "outside".to_owned(), |owner| owner.tone.clone()),
        heads: heads(ids),
    };
    matrix::matrix(&Matrix {
        id: "_roller",
        title: place.text("map.roles"),
        groups: cast.groups.iter().zip(groups).map(group).collect(),
        side: if cast.groups.iter().map(|(_, ids)| ids.len()).sum::<usize>() > MANY { 24 } else { 28 },
        cells,
        upright: false,
    })
}
