//! Places within a page that are found by themselves: steps, provisions, headings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Context, Document, Field, normal};
use crate::model::{CitationKey, Content, Heading, LawRef, Page, Portal, Step, StepKind, Workflow};
use crate::routes::anchor_on;

/// A range of sections longer than this is found by its ends.
const LONGEST_RANGE: u32 = 200;

pub(super) fn of(context: &Context, page: &Page) -> Vec<Document> {
    match &page.content {
        Content::Workflow(workflow) => {
            let numbered = workflow.steps.iter().filter(|step| step.number.is_some());
            let steps = numbered.map(|step| self::step(context, page, step));
            let own = page.body.headings.iter().enumerate().filter(|(n, _)| !is_guidance(workflow, *n));
            steps.chain(own.map(|(_, heading)| self::heading(page, heading))).collect()
        }
        Content::Law(law) => provisions(context, page, &law.abbr),
        _ => page.body.headings.iter().map(|heading| self::heading(page, heading)).collect(),
    }
}

fn is_guidance(workflow: &Workflow, heading: usize) -> bool {
    workflow.steps.iter().any(|step| step.number.is_some() && step.guidance == Some(heading))
}

fn step(context: &Context, page: &Page, step: &Step) -> Document {
    let portal = context.portal;
    let anchor = anchor_on(page, &step.id);
    let mut found = Document { anchor, title: normal(&step.title), number: step.number, ..Document::default() };
    match step.kind {
        // Mostly it is called as the workflow that it runs, which says more and should be found first.
        StepKind::Run { workflow: Some(run) } => {
            let run = &portal.page(run).title;
            found.add(Field::Detail, run);
            found.add_all(Field::Heading, Some(&step.title).filter(|title| *title != run).map(String::as_str));
        }
        _ => found.add(Field::Title, &step.title),
    }
    cite(portal, &step.law, &mut found);
    found.add_all(Field::Summary, step.remember.as_deref());
    found.add_all(Field::Detail, step.tools.iter().map(|tool| portal.page(*tool).title.as_str()));
    let others = step.by.iter().chain(&step.with).map(|actor| portal.actor(*actor).name.as_str());
    found.add_all(Field::Body, others);
    for exit in &step.exits {
        found.add_all(Field::Body, [&exit.say, &exit.when].into_iter().flatten().map(String::as_str));
        cite(portal, &exit.law, &mut found);
    }
    if let Some(heading) = step.guidance.and_then(|at| page.body.headings.get(at)) {
        found.add(Field::Heading, &heading.text);
        found.add(Field::Body, slice(page, below(page, heading)));
    }
    found
}

fn heading(page: &Page, heading: &Heading) -> Document {
    let title = normal(&format!("{}: {}", page.title, heading.text));
    let mut found = Document { anchor: heading.id.clone(), title, ..Document::default() };
    found.add(Field::Heading, &heading.text);
    found
}

/// Text of a workflow's page that belongs to no step; of other pages all of it.
pub(super) fn rest(page: &Page) -> Vec<&str> {
    let whole = 0..page.body.plain.len();
    let Some(workflow) = page.workflow() else { return vec![slice(page, whole)] };
    let mut parts = Vec::new();
    let mut at = 0;
    for (n, heading) in page.body.headings.iter().enumerate() {
        if is_guidance(workflow, n) && heading.plain.start >= at {
            parts.push(slice(page, at..heading.plain.start));
            at = below(page, heading).end;
        }
    }
    parts.push(slice(page, at..whole.end));
    parts
}

/// The words below a heading, in the page's plain text.
fn below(page: &Page, heading: &Heading) -> Range<usize> {
    let next = page.body.headings.iter().find(|next| next.span.range().start >= heading.end);
    heading.plain.end..next.map_or(page.body.plain.len(), |next| next.plain.start)
}

fn slice(page: &Page, range: Range<usize>) -> &str {
    page.body.plain.get(range).unwrap_or_default()
}

/// Sections of a statute that pages cite, as its page shows them.
fn provisions(context: &Context, page: &Page, abbr: &str) -> Vec<Document> {
    let portal = context.portal;
    let cited = portal.uses.laws.get(&page.id).map_or(&[][..], Vec::as_slice);
    let mut by_key: BTreeMap<CitationKey, Document> = BTreeMap::new();
    for citation in cited {
        for provision in citation.reference.provisions.iter() {
            let key = provision.key();
            let found = by_key.entry(key).or_insert_with(|| self::provision(abbr, key));
            found.paragraphs.extend(provision.stk);
            found.add(Field::Body, &portal.page(citation.page).title);
        }
    }
    let mut all: Vec<Document> = by_key.into_values().collect();
    for found in &mut all {
        found.paragraphs.sort_unstable();
        found.paragraphs.dedup();
        found.title = normal(&format!("{} {}", page.title, found.title));
    }
    all
}

fn provision(abbr: &str, key: CitationKey) -> Document {
    let mut found = Document { anchor: key.anchor(), title: key.label(), ..Document::default() };
    add_section(abbr, key, Field::Title, &mut found);
    found
}

/// Adds what a page cites: the statute, the section, and both as one.
pub(super) fn cite(portal: &Portal, references: &[LawRef], document: &mut Document) {
    for reference in references {
        let Content::Law(law) = &portal.page(reference.law).content else { continue };
        document.add(Field::Law, &law.abbr);
        for provision in reference.provisions.iter() {
            add_section(&law.abbr, provision.key(), Field::Law, document);
            if let Some(stk) = provision.stk {
                document.terms.push((Field::Law, format!("stk{stk}")));
            }
        }
    }
}

/// `§11` and `las§11`, for each section of a range; a section with a letter by its number as well.
fn add_section(abbr: &str, key: CitationKey, field: Field, document: &mut Document) {
    let statute = super::super::statute_key(abbr);
    let last = key.to.map_or(key.number, |(number, _)| number).min(key.number.saturating_add(LONGEST_RANGE));
    let sign = if key.article { "art" } else { "§" };
    for number in key.number..=last {
        let letter = key.letter.filter(|_| number == key.number && !key.article);
        let section = match letter {
            Some(letter) => format!("{sign}{number}{letter}"),
            None => format!("{sign}{number}"),
        };
        document.terms.push((field, format!("{statute}{section}")));
        document.terms.push((field, section));
    }
}
