//! Which pages came, went or changed since the last time, and the names of the portal brought up to date.
//!
//! Only where no name can mean another page than it did: sections reach the pages below them, statutes are cited
//! by their abbreviation, and one name for two pages is no name at all. When in doubt all is made anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Options;
use super::index::{Index, name_of, shown};
use crate::model::{ByPage, Kind, PageId};
use crate::parse::{Document, Documents};

/// Pages that are not as they were; those that went have the ids they had.
#[derive(Debug, Default)]
pub(super) struct Difference {
    pub changed: BTreeSet<PageId>,
    pub come: BTreeSet<PageId>,
    pub gone: BTreeSet<PageId>,
}

impl Difference {
    /// The difference and the documents by the ids they have now. `None` when there is no room for an id.
    fn of<'d>(
        before: &ByPage<Arc<Document>>,
        now: impl Iterator<Item = &'d Arc<Document>>,
    ) -> Option<(Self, ByPage<Arc<Document>>)> {
        let mut difference = Self::default();
        let mut old = before.iter().peekable();
        let mut pairs = Vec::with_capacity(before.len() + 1);
        let mut last = None;
        for document in now {
            while let Some((id, _)) = old.next_if(|(_, kept)| kept.path < document.path) {
                difference.gone.insert(id);
                last = Some(id);
            }
            let id = match old.next_if(|(_, kept)| kept.path == document.path) {
                Some((id, kept)) => {
                    if !Arc::ptr_eq(kept, document) {
                        difference.changed.insert(id);
                    }
                    id
                }
                None => {
                    let id = PageId::between(last, old.peek().map(|(id, _)| *id))?;
                    difference.come.insert(id);
                    id
                }
            };
            last = Some(id);
            pairs.push((id, Arc::clone(document)));
        }
        difference.gone.extend(old.map(|(id, _)| id));
        Some((difference, pairs.into_iter().collect()))
    }
}

impl Index {
    /// Takes in what came, went or changed. `None` where that may change what other names mean.
    pub(super) fn renew(mut self, documents: &Documents, options: Options) -> Option<(Self, Difference)> {
        // What is claimed twice is told by places, which may be others now.
        if !self.conflicts().is_empty() {
            return None;
        }
        let (difference, now) = Difference::of(&self.documents, shown(documents, options))?;
        let before = std::mem::replace(&mut self.documents, now);
        let alike = |id: &PageId| is_called_alike(&self.documents[*id], &before[*id]);
        if !difference.changed.iter().all(alike) {
            return None;
        }
        for id in &difference.gone {
            let document = &before[*id];
            if !is_plain(document) || self.called(name_of(&document.path)) != 1 {
                return None;
            }
            self.forget(document);
        }
        for id in &difference.come {
            let document = Arc::clone(&self.documents[*id]);
            if !is_plain(&document) || self.called(name_of(&document.path)) != 0 {
                return None;
            }
            self.name(*id, &document);
        }
        self.hide(documents, options);
        Some((self, difference))
    }
}

/// Whether nothing but its own names depends on a page's being there.
fn is_plain(document: &Document) -> bool {
    !matches!(document.kind, Kind::Section | Kind::Law)
}

/// Whether a page is found by the same names. A section's fields reach the pages below it.
fn is_called_alike(new: &Document, old: &Document) -> bool {
    new.kind != Kind::Section
        && (new.file, new.kind) == (old.file, old.kind)
        && new.fields.is_some() == old.fields.is_some()
        && text(new, "abbr") == text(old, "abbr")
}

/// A field's text.
pub(super) fn text<'d>(document: &'d Document, key: &str) -> Option<&'d str> {
    document.fields.as_ref()?.text(key).map(|at| at.value)
}
