//! What a publication changes.

use super::super::error::PublishError;
use super::super::manifest::Manifest;
use super::Terms;
use super::trouble::Trouble;

/// The difference between the portal that stands and the new one; paths in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub removed: Vec<String>,
    /// Files that stay as they are.
    pub unchanged: usize,
}

impl Plan {
    /// `differs`: the file stands there, but with other content.
    pub(super) fn new(old: &Manifest, new: &Manifest, differs: impl Fn(&str) -> bool) -> Self {
        let mut plan = Self::default();
        for entry in new.files() {
            if old.get(&entry.path).is_none() {
                plan.added.push(entry.path.clone());
            } else if differs(&entry.path) {
                plan.changed.push(entry.path.clone());
            } else {
                plan.unchanged += 1;
            }
        }
        let gone = old.files().iter().filter(|entry| new.get(&entry.path).is_none());
        plan.removed = gone.map(|entry| entry.path.clone()).collect();
        plan
    }

    /// Nothing to do.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// A portal that shrinks by so much is more often a mistake than meant.
    pub(super) fn check(&self, terms: &Terms<'_>, place: &str) -> Result<(), PublishError> {
        let count = self.removed.len();
        match count > terms.max_deletes {
            true => Err(Trouble::TooManyDeletes { count, most: terms.max_deletes }.at(place)),
            false => Ok(()),
        }
    }
}
