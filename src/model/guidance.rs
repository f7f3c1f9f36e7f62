//! Which parts of a workflow page's text belong to which step.

use std::ops::Range;

use super::{Page, Step, Workflow};

/// The text of a workflow's page, divided between the steps and the page: ranges of bytes in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// Before the first heading.
    pub intro: Range<usize>,
    /// Sections that belong to no step.
    pub rest: Vec<Range<usize>>,
    /// By step, in the order of steps: what stands below the heading with the step's id.
    pub steps: Vec<Vec<Range<usize>>>,
}

impl Guidance {
    pub fn of(page: &Page, workflow: &Workflow) -> Self {
        let all: Vec<Option<Section>> = workflow.steps.iter().map(|step| section(page, step)).collect();
        let holes: Vec<Range<usize>> = all.iter().flatten().map(|section| section.whole.clone()).collect();
        let steps = all.iter().map(|section| text_of(section.as_ref(), &holes)).collect();
        let body = page.body.range.clone();
        let first = page.body.headings.first().map_or(body.end, |heading| heading.span.range().start);
        Self { intro: body.start..first, rest: pieces(first..body.end, &holes), steps }
    }
}

/// A heading with a step's id, and what stands below it.
struct Section {
    whole: Range<usize>,
    text: Range<usize>,
}

fn section(page: &Page, step: &Step) -> Option<Section> {
    let heading = page.body.headings.get(step.guidance?).filter(|_| step.number.is_some())?;
    let span = heading.span.range();
    let end = heading.end.max(span.end);
    Some(Section { whole: span.start..end, text: span.end..end })
}

/// The text of a section without the sections of other steps inside it.
fn text_of(section: Option<&Section>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let Some(section) = section else { return Vec::new() };
    let inside: Vec<Range<usize>> =
        holes.iter().filter(|hole| hole.start >= section.text.start && hole.end <= section.text.end).cloned().collect();
    pieces(section.text.clone(), &inside)
}

/// What is left of a range without the holes, in order.
fn pieces(whole: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut holes = holes.to_vec();
    holes.sort_by_key(|hole| hole.start);
    let mut left = Vec::new();
    let mut at = whole.start;
    for hole in holes {
        if hole.start > at {
            left.push(at..hole.start.min(whole.end));
        }
        at = at.max(hole.end);
    }
    if at < whole.end {
        left.push(at..whole.end);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_skip_holes_also_when_they_touch_or_nest() {
        let left = |holes: &[Range<usize>]| pieces(10..50, holes);
        assert_eq!(left(&[]).as_slice(), std::slice::from_ref(&(10..50)));
        assert_eq!(left(&[30..40, 10..20]), [20..30, 40..50]);
        assert!(left(&[10..30, 15..20, 30..50]).is_empty());
    }
}
