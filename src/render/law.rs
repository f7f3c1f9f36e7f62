//! Statutes: which pages cite which section, for the day the section is changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::list;
use super::place::Place;
use super::views::{LinkView, StepLinkView, UseView};
use crate::diag::Diagnostic;
use crate::model::{CitationKey, Cited, Content, Kind, Law, Page, PageId, Provision, StepRef};

#[derive(Serialize)]
struct PageView {
    abbr: String,
    full_title: Option<String>,
    url: Option<String>,
    in_force: Option<String>,
    repealed: Option<String>,
    whole: Option<KindsView>,
    sections: Vec<SectionView>,
}

/// A section or article with who cites it.
#[derive(Serialize)]
struct SectionView {
    id: String,
    label: String,
    /// Paragraphs that are cited by themselves.
    parts: Vec<PartView>,
    citing: KindsView,
    /// Pages that cite it, to see how much depends on it.
    pages: usize,
    /// Ranges that hold it: "§§ 16-20".
    ranges: Vec<LinkView>,
}

#[derive(Serialize)]
struct PartView {
    id: String,
    label: String,
}

/// Citing pages, those of one kind together.
#[derive(Default, Serialize)]
struct KindsView {
    workflows: Vec<UseView>,
    tools: Vec<UseView>,
    terms: Vec<UseView>,
    services: Vec<UseView>,
    topics: Vec<UseView>,
    others: Vec<UseView>,
}

pub(super) fn page(place: &Place, page: &Page, law: &Law) -> Result<Output, Diagnostic> {
    let cited = place.portal.uses.laws.get(&page.id).map_or(&[][..], Vec::as_slice);
    let cited: Vec<&Cited> = cited.iter().collect();
    let whole: Vec<&Cited> = cited.iter().copied().filter(|cited| cited.reference.provisions.is_empty()).collect();
    let view = PageView {
        abbr: law.abbr.clone(),
        full_title: law.full_title.clone(),
        url: law.url.as_ref().map(|url| url.value.clone()),
        in_force: law.in_force.map(|date| date.to_string()),
        repealed: law.repealed.map(|date| date.to_string()),
        whole: (!whole.is_empty()).then(|| kinds(place, &whole)),
        sections: sections(place, &cited),
    };
    place.html("law.html", Head::with_text(place, page), "law", &view)
}

fn sections(place: &Place, cited: &[&Cited]) -> Vec<SectionView> {
    let mut by_key: BTreeMap<CitationKey, (Vec<Provision>, Vec<&Cited>)> = BTreeMap::new();
    for citation in cited {
        for provision in citation.reference.provisions.iter() {
            let (parts, list) = by_key.entry(provision.key()).or_default();
            parts.push(*provision);
            if !list.iter().any(|known| std::ptr::eq(*known, *citation)) {
                list.push(citation);
            }
        }
    }
    let keys: Vec<CitationKey> = by_key.keys().copied().collect();
    let view = |(key, (parts, list)): (CitationKey, (Vec<Provision>, Vec<&Cited>))| SectionView {
        id: key.anchor(),
        label: key.label(),
        parts: part_views(key, parts),
        citing: kinds(place, &list),
        pages: list.iter().map(|cited| cited.page).collect::<BTreeSet<_>>().len(),
        ranges: keys.iter().filter(|range| **range != key && range.covers(&key)).map(range_link).collect(),
    };
    by_key.into_iter().map(view).collect()
}

fn range_link(range: &CitationKey) -> LinkView {
    LinkView { title: range.label(), href: Some(format!("#{}", range.anchor())) }
}

/// The paragraphs below a section that references go to, each once and in order.
fn part_views(key: CitationKey, parts: Vec<Provision>) -> Vec<PartView> {
    let mut numbers: Vec<u32> = parts.iter().filter_map(|part| part.stk).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let view = |stk: u32| PartView { id: format!("{}-stk{stk}", key.anchor()), label: format!("stk. {stk}") };
    numbers.into_iter().map(view).collect()
}

fn kinds(place: &Place, cited: &[&Cited]) -> KindsView {
    let mut by_page: BTreeMap<PageId, Vec<StepLinkView>> = BTreeMap::new();
    for citation in cited {
        let steps = by_page.entry(citation.page).or_default();
        let step = citation.step.and_then(|step| place.step(StepRef { page: citation.page, step }));
        steps.extend(step.filter(|step| !steps.iter().any(|known| known.number == step.number)));
    }
    let mut kinds = KindsView::default();
    for (page, mut steps) in by_page {
        steps.sort_by_key(|step| step.number);
        let list = match place.portal.page(page).kind() {
            Kind::Workflow => &mut kinds.workflows,
            Kind::Tool => &mut kinds.tools,
            Kind::Term => &mut kinds.terms,
            Kind::Service => &mut kinds.services,
            Kind::Topic => &mut kinds.topics,
            _ => &mut kinds.others,
        };
        list.push(place.use_of(page, steps));
    }
    kinds
}

#[derive(Serialize)]
struct IndexView {
    count: usize,
    laws: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    abbr: String,
    title: String,
    full_title: Option<String>,
    href: Option<String>,
    /// Pages that cite it.
    pages: usize,
    repealed: Option<String>,
}

pub(super) fn index(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let laws: Vec<RowView> = list::by_title(place, Kind::Law).filter_map(|page| row(place, page)).collect();
    let view = IndexView { count: laws.len(), laws };
    place.html("law_index.html", Head::with_text(place, page), "index", &view)
}

fn row(place: &Place, page: &Page) -> Option<RowView> {
    let Content::Law(law) = &page.content else { return None };
    let cited = place.portal.uses.laws.get(&page.id).map_or(&[][..], Vec::as_slice);
    let mut pages: Vec<PageId> = cited.iter().map(|cited| cited.page).collect();
    pages.sort_unstable();
    pages.dedup();
    Some(RowView {
        abbr: law.abbr.clone(),
        title: page.title.clone(),
        full_title: law.full_title.clone().filter(|full| *full != page.title),
        href: Some(place.page_href(page.id)),
        pages: pages.len(),
        repealed: law.repealed.map(|date| date.to_string()),
    })
}
