//! The pages of a portal, each shared with the portals before and after it in which it is the same.

use std::ops::Index;
use std::sync::Arc;

use super::Page;

/// Stands for a page of [`super::Portal::pages`]. Ids are in the order of the pages' paths.
///
/// A page keeps its id while others come and go, so that what names it can be kept too: between any two ids there
/// is room for those of pages that come later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(u64);

impl PageId {
    /// Between neighbours at first, so that 32 pages find room at one place.
    const ROOM: u64 = 1 << 32;

    /// The id of the n-th page, when all get one at once.
    pub fn nth(n: usize) -> Self {
        Self((n as u64 + 1) * Self::ROOM)
    }

    /// An id in the middle between two; `None` stands for the end on that side. There may be no room left.
    pub fn between(before: Option<Self>, after: Option<Self>) -> Option<Self> {
        let low = before.map_or(0, |id| id.0);
        let high = match after {
            Some(id) => id.0,
            None => low.checked_add(2 * Self::ROOM)?,
        };
        let middle = low + high.checked_sub(low)? / 2;
        (low < middle).then_some(Self(middle))
    }

    /// Where the page would stand if none had come or gone.
    fn guess(self) -> usize {
        (self.0 / Self::ROOM).saturating_sub(1) as usize
    }
}

/// One thing for each of some pages, in path order.
#[derive(Debug, Clone)]
pub struct ByPage<T> {
    ids: Vec<PageId>,
    things: Vec<T>,
}

impl<T> Default for ByPage<T> {
    fn default() -> Self {
        Self { ids: Vec::new(), things: Vec::new() }
    }
}

/// Ids must come in their order.
impl<T> FromIterator<(PageId, T)> for ByPage<T> {
    fn from_iter<I: IntoIterator<Item = (PageId, T)>>(pairs: I) -> Self {
        let (ids, things): (Vec<PageId>, Vec<T>) = pairs.into_iter().unzip();
        debug_assert!(ids.is_sorted());
        Self { ids, things }
    }
}

impl<T> ByPage<T> {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many pages stand before one.
    pub fn position(&self, id: PageId) -> Option<usize> {
        let guess = id.guess();
        if self.ids.get(guess) == Some(&id) { Some(guess) } else { self.ids.binary_search(&id).ok() }
    }

    pub fn get(&self, id: PageId) -> Option<&T> {
        self.things.get(self.position(id)?)
    }

    pub fn ids(&self) -> &[PageId] {
        &self.ids
    }

    pub fn things(&self) -> &[T] {
        &self.things
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PageId, &T)> + Clone {
        self.ids.iter().copied().zip(&self.things)
    }
}

impl<T> Index<PageId> for ByPage<T> {
    type Output = T;

    fn index(&self, id: PageId) -> &T {
        // What is not there fails by the slice, as for any index.
        &self.things[self.position(id).unwrap_or(usize::MAX)]
    }
}

/// Pages in path order.
#[derive(Debug, Clone, Default)]
pub struct Pages(ByPage<Arc<Page>>);

impl Pages {
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Page> + Clone {
        self.0.things.iter().map(|page| &**page)
    }

    pub fn get(&self, id: PageId) -> Option<&Page> {
        self.0.get(id).map(|page| &**page)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The pages as what they are shared by, which can be divided among threads.
    pub fn shared(&self) -> &[Arc<Page>] {
        &self.0.things
    }

    /// The pages to be changed. One that another portal shares is copied first.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Page> {
        self.0.things.iter_mut().map(Arc::make_mut)
    }
}

/// Pages must come in path order.
impl FromIterator<Arc<Page>> for Pages {
    fn from_iter<I: IntoIterator<Item = Arc<Page>>>(pages: I) -> Self {
        Self(pages.into_iter().map(|page| (page.id, page)).collect())
    }
}

impl<'a> IntoIterator for &'a Pages {
    type Item = &'a Page;
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Arc<Page>>, fn(&'a Arc<Page>) -> &'a Page>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.things.iter().map(|page| page)
    }
}

impl Index<PageId> for Pages {
    type Output = Page;

    fn index(&self, id: PageId) -> &Page {
        &self.0[id]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_between_ids_until_there_is_none() {
        let (first, second) = (PageId::nth(0), PageId::nth(1));
        let mut before = first;
        let mut came = Vec::new();
        while let Some(id) = PageId::between(Some(before), Some(second)) {
            assert!(before < id && id < second);
            came.push(id);
            before = id;
        }
        assert_eq!(came.len(), 32);
        assert!(PageId::between(None, Some(first)).is_some_and(|id| id < first));
        assert!(PageId::between(Some(second), None).is_some_and(|id| id > second));
        assert_eq!(PageId::between(Some(second), None), Some(PageId::nth(2)), "at the end as if it had been there");
        assert_eq!(PageId::between(Some(second), Some(first)), None);
    }

    #[test]
    fn things_are_found_though_pages_came_and_went() {
        let new = PageId::between(Some(PageId::nth(2)), Some(PageId::nth(3)));
        let ids = [PageId::nth(1), PageId::nth(2), new.unwrap_or(PageId::nth(2)), PageId::nth(3), PageId::nth(9)];
        let by_page: ByPage<usize> = ids.iter().copied().zip(0..).collect();
        for (n, id) in ids.iter().enumerate() {
            assert_eq!((by_page.position(*id), by_page.get(*id)), (Some(n), Some(&n)));
        }
        assert_eq!(by_page.get(PageId::nth(0)), None);
        assert_eq!(by_page.get(PageId::nth(5)), None);
    }
}
