//! What elements are called. Each family has a first part of its own, so no two ids are equal.

use std::collections::BTreeSet;

use crate::bpmn::names;
use crate::model::Workflow;

/// The ids of one file.
pub(super) struct Ids {
    page: String,
    /// By step.
    steps: Vec<String>,
}

impl Ids {
    pub fn new(page: &str, workflow: &Workflow) -> Self {
        let mut taken = BTreeSet::new();
        let steps = workflow.steps.iter().map(|step| distinct(ncname(&step.id), &mut taken)).collect();
        Self { page: ncname(page), steps }
    }

    pub fn process(&self) -> String {
        names::process_id(&self.page)
    }

    /// Something there is one of: `collaboration-…`, `pool-…`.
    pub fn of_page(&self, what: &str) -> String {
        format!("{what}-{}", self.page)
    }

    pub fn node(&self, step: usize) -> String {
        names::step_id(self.step(step))
    }

    /// What leads out of an activity when its time is over.
    pub fn boundary(&self, step: usize) -> String {
        format!("late-{}", self.step(step))
    }

    /// The timer of a step's event.
    pub fn timer(&self, step: usize) -> String {
        format!("timer-{}", self.step(step))
    }

    pub fn flow(&self, step: usize, number: usize) -> String {
        names::flow_id(self.step(step), number)
    }

    fn step(&self, step: usize) -> &str {
        self.steps.get(step).map_or("", String::as_str)
    }
}

/// The process of another page.
pub(super) fn process(page: &str) -> String {
    names::process_id(&ncname(page))
}

pub(super) fn lane(actor: &str) -> String {
    names::lane_id(&ncname(actor))
}

/// The shape or edge of an element.
pub(super) fn drawn(element: &str) -> String {
    format!("di-{element}")
}

/// A text as part of an XML name. Ids are so already; what else a file may be called is written as
/// numbers, so that two names stay two.
fn ncname(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => name.push(c),
            other => name.push_str(&format!("_{:x}_", u32::from(other))),
        }
    }
    name
}

/// The name, with a number when it is taken: steps that share an id are a problem, but no reason to
/// write a file that cannot be read.
fn distinct(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}_{number}");
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_stay_distinct() {
        assert_eq!(ncname("modtag-2"), "modtag-2");
        assert_eq!(ncname("a b:å_"), "a_20_b_3a__e5__5f_");
        let mut taken = BTreeSet::new();
        let names = ["x", "x", "x_2", "x"].map(|name| distinct(name.to_owned(), &mut taken));
        assert_eq!(names, ["x", "x_2", "x_2_2", "x_3"]);
    }
}
