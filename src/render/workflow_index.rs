//! The list of workflows, whole and by facet, in several orders.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::list;
use super::place::Place;
use super::section::featured;
use super::views::{EntryView, GroupView, LetterView, LinkView, OwnerView};
use crate::diag::Diagnostic;
use crate::model::{Extra, Kind, Page, PageId, Workflow};
use crate::routes::{Facet, FacetValue, Sort, urls};
use crate::text::danish_order;

#[derive(Serialize)]
struct IndexView {
    count: usize,
    total: usize,
    featured: Vec<EntryView>,
    /// Sections below this one.
    areas: Vec<AreaView>,
    facets: Vec<FacetView>,
    orders: Vec<OrderView>,
    letters: Vec<LetterView>,
    groups: Vec<GroupView<RowView>>,
    /// Back to the whole list, when this is a part of it.
    all: Option<LinkView>,
}

#[derive(Serialize)]
struct AreaView {
    entry: EntryView,
    count: usize,
}

/// A workflow in a list.
#[derive(Serialize)]
struct RowView {
    slug: String,
    title: String,
    href: Option<String>,
    /// The chart alone.
    chart: Option<String>,
    summary: Option<String>,
    owner: Option<OwnerView>,
    steps: usize,
    within: Option<String>,
    reviewed: Option<String>,
    /// Numbers of its facet values, for filters that work in the page: `0 5 17`.
    values: String,
}

#[derive(Serialize)]
struct FacetView {
    /// Key below `facet`, and the name in addresses.
    key: &'static str,
    slug: &'static str,
    /// Unfolded: short, or the one the list is narrowed by.
    open: bool,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    title: String,
    slug: String,
    /// How rows name the value: there are ten of them on every row, so it is short.
    number: usize,
    href: String,
    count: usize,
    current: bool,
}

/// An order of the list; the one shown has no link.
#[derive(Serialize)]
struct OrderView {
    key: &'static str,
    href: Option<String>,
}

/// Facets with more values than this are folded.
const UNFOLDED: usize = 15;

/// A section of workflows: the home of all of them, or an area.
pub(super) fn section(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let inside = |candidate: &&Page| candidate.url.as_str().starts_with(page.url.as_str());
    let rows: Vec<&Page> = list::by_title(place, Kind::Workflow).filter(inside).collect();
    let is_home = list::home(place, Kind::Workflow).is_some_and(|home| home.id == page.id);
    let mut view = index(place, &rows, None);
    view.featured = featured(place, page);
    view.areas = areas(place, page.id);
    if is_home {
        view.all = None;
        add_values(place, &mut view);
    } else {
        // In an area the facets would lead out of it.
        view.facets.clear();
        view.orders.clear();
    }
    place.html("workflow_index.html", Head::with_text(place, page), "index", &view)
}

/// Workflows of both administrations.
pub(super) fn shared(place: &Place, head: Head) -> Result<Output, Diagnostic> {
    let value = FacetValue::Shared;
    let mut view = index(place, &with_value(place, value), Some(value));
    view.facets.clear();
    view.orders.clear();
    place.html("shared_index.html", head, "index", &view)
}

/// Workflows with one value of a facet.
pub(super) fn facet(place: &Place, value: FacetValue) -> Result<Output, Diagnostic> {
    let strings = place.strings();
    let facet = place.text(&format!("facet.{}", key(value.facet())));
    let title = match value.slug(place.portal) {
        Some(_) => strings.fill("index.by", &[("facet", &facet), ("value", &list::facet_name(place, value))]),
        None => list::facet_name(place, value),
    };
    let title = format!("{}: {}", place.text("section.workflows"), lower_first(&title));
    let view = index(place, &with_value(place, value), Some(value));
    place.html("workflow_index.html", made(place, title), "index", &view)
}

/// All workflows in another order.
pub(super) fn sorted(place: &Place, sort: Sort) -> Result<Output, Diagnostic> {
    let mut pages: Vec<&Page> = list::by_title(place, Kind::Workflow).collect();
    match sort {
        Sort::Changed => pages.sort_by_key(|page| Reverse(page.touched())),
        Sort::Deadline => pages.sort_by_key(|page| hours(page).unwrap_or(u64::MAX)),
    }
    let mut view = index(place, &pages, None);
    let order = order_key(Some(sort));
    view.groups = vec![GroupView {
        id: sort.slug().to_owned(),
        title: place.text(&format!("index.{order}")),
        entries: pages.iter().map(|page| row(place, page)).collect(),
    }];
    view.letters.clear();
    view.orders = orders(place, Some(sort));
    add_values(place, &mut view);
    let title = format!("{}: {}", place.text("section.workflows"), lower_first(&place.text(&format!("index.{order}"))));
    place.html("workflow_index.html", made(place, title), "index", &view)
}

fn made(place: &Place, title: String) -> Head {
    let above = list::home(place, Kind::Workflow).map(|home| place.link(home.id));
    Head { kind: "workflow-index", ..Head::made(place, title, above.into_iter().collect()) }
}

/// Workflows with a value, by title.
fn with_value<'a>(place: &Place<'a>, value: FacetValue) -> Vec<&'a Page> {
    let list: BTreeSet<PageId> =
        place.routes.facet(value).map(|list| list.workflows.iter().copied().collect()).unwrap_or_default();
    list::by_title(place, Kind::Workflow).filter(|page| list.contains(&page.id)).collect()
}

fn index(place: &Place, pages: &[&Page], value: Option<FacetValue>) -> IndexView {
    let facets = Facet::ALL.into_iter().map(|facet| facet_view(place, facet, value)).filter(|f| !f.values.is_empty());
    let rows = pages.iter().map(|page| (page.title.clone(), row(place, page)));
    let groups = list::by_letter(rows.collect());
    IndexView {
        count: pages.len(),
        total: list::by_title(place, Kind::Workflow).len(),
        featured: Vec::new(),
        areas: Vec::new(),
        facets: facets.collect(),
        orders: orders(place, None),
        letters: list::letters(&groups, ""),
        groups,
        all: list::home(place, Kind::Workflow).map(|home| place.link(home.id)),
    }
}

/// Writes the values of each workflow into its row, so that a script can narrow the whole list.
fn add_values(place: &Place, view: &mut IndexView) {
    let mut values: BTreeMap<&str, String> = BTreeMap::new();
    for (number, (value, _)) in list::facets(place).iter().enumerate() {
        for page in place.routes.facet(*value).into_iter().flat_map(|list| &list.workflows) {
            let all = values.entry(&place.portal.page(*page).slug).or_default();
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(&number.to_string());
        }
    }
    for row in view.groups.iter_mut().flat_map(|group| &mut group.entries) {
        row.values = values.remove(row.slug.as_str()).unwrap_or_default();
    }
}

fn row(place: &Place, page: &Page) -> RowView {
    let EntryView { title, href, summary, owner } = place.entry(page);
    let workflow = page.workflow();
    RowView {
        slug: page.slug.clone(),
        title,
        href,
        chart: place.href_if(&urls::diagram(page)),
        summary,
        owner,
        steps: workflow.map_or(0, Workflow::count),
        within: workflow.and_then(|w| w.deadline.as_ref()).map(|deadline| deadline.within.to_string()),
        reviewed: page.reviewed.map(|date| date.to_string()),
        values: String::new(),
    }
}

fn facet_view(place: &Place, facet: Facet, current: Option<FacetValue>) -> FacetView {
    let of_facet = list::facets(place).iter().enumerate().filter(|(_, (value, _))| value.facet() == facet);
    let view = |(number, (value, name)): (usize, &(FacetValue, String))| {
        let list = place.routes.facet(*value)?;
        Some(ValueView {
            title: name.clone(),
            slug: value.slug(place.portal).unwrap_or_default().to_owned(),
            number,
            href: place.href(&list.url),
            count: list.workflows.len(),
            current: current == Some(*value),
        })
    };
    let values: Vec<ValueView> = of_facet.filter_map(view).collect();
    let open = values.len() <= UNFOLDED || values.iter().any(|value| value.current);
    FacetView { key: key(facet), slug: facet.slug(), open, values }
}

fn orders(place: &Place, current: Option<Sort>) -> Vec<OrderView> {
    if !place.portal.site.has(Extra::Filters) {
        return Vec::new();
    }
    let home = list::home(place, Kind::Workflow);
    let by_title = home.filter(|_| current.is_some()).map(|home| place.href(&home.url));
    let mut all = vec![OrderView { key: order_key(None), href: by_title }];
    all.extend(Sort::ALL.into_iter().map(|sort| OrderView {
        key: order_key(Some(sort)),
        href: home.filter(|_| current != Some(sort)).map(|home| place.href(&urls::sorted(home, sort))),
    }));
    all
}

/// Key below `index`.
const fn order_key(sort: Option<Sort>) -> &'static str {
    match sort {
        None => "sort_title",
        Some(Sort::Changed) => "sort_changed",
        Some(Sort::Deadline) => "sort_deadline",
    }
}

/// Key below `facet`.
const fn key(facet: Facet) -> &'static str {
    match facet {
        Facet::Lead => "lead",
        Facet::Audience => "audience",
        Facet::Area => "topic",
        Facet::Law => "law",
        Facet::Tool => "tool",
        Facet::Deadline => "deadline",
        Facet::Shared => "shared",
    }
}

/// Sections directly below, with the number of workflows in each.
fn areas(place: &Place, section: PageId) -> Vec<AreaView> {
    let below = place.portal.children(section).filter(|child| child.kind() == Kind::Section);
    let mut areas: Vec<AreaView> = below
        .map(|area| AreaView {
            entry: place.entry(area),
            count: place.portal.children(area.id).filter(|page| page.kind() == Kind::Workflow).count(),
        })
        .collect();
    areas.sort_by(|a, b| danish_order(&a.entry.title, &b.entry.title));
    areas
}

fn hours(page: &Page) -> Option<u64> {
    page.workflow()?.deadline.as_ref()?.within.hours()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        // "BIF" stays as it is.
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
