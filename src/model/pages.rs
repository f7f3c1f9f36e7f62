//! The pages of a portal, each shared with the portals before and after it in which it is the same.

use std::ops::Index;
use std::sync::Arc;

use super::{Page, PageId};

/// Pages in path order; a [`PageId`] is an index.
#[derive(Debug, Clone, Default)]
pub struct Pages(Vec<Arc<Page>>);

impl Pages {
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Page> + Clone {
        self.0.iter().map(|page| &**page)
    }

    pub fn get(&self, id: PageId) -> Option<&Page> {
        self.0.get(id.0).map(|page| &**page)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pages as what they are shared by, which can be divided among threads.
    pub fn shared(&self) -> &[Arc<Page>] {
        &self.0
    }

    /// The pages to be changed. One that another portal shares is copied first.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        self.0.iter_mut().map(Arc::make_mut)
    }
}

impl FromIterator<Arc<Page>> for Pages {
    fn from_iter<I: IntoIterator<Item = Arc<Page>>>(pages: I) -> Self {
        Self(pages.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Pages {
    type Item = &'a Page;
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Arc<Page>>, fn(&'a Arc<Page>) -> &'a Page>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|page| page)
    }
}

impl Index<usize> for Pages {
    type Output = Page;

    fn index(&self, at: usize) -> &Page {
        &self.0[at]
    }
}
