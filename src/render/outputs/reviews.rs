//! Whose pages are to be reviewed: what the report of quality, the calendars and `report` go through.

use crate::model::{Date, Page, Portal};

/// An owner's pages, the one that fell due first before the others.
#[derive(Debug, Clone)]
pub struct Owned<'a> {
    /// A page of kind contact; `None` for pages that nobody owns.
    pub owner: Option<&'a Page>,
    pub pages: Vec<&'a Page>,
}

/// Pages with a day of review that are wanted, by owner in the order of the portal; without an owner first.
pub fn by_owner<'a>(portal: &'a Portal, wanted: impl Fn(&Page) -> bool) -> Vec<Owned<'a>> {
    let mut pages: Vec<&Page> = portal.pages.iter().filter(|page| page.review_due.is_some() && wanted(page)).collect();
    pages.sort_by_key(|page| (page.owner, page.review_due));
    let groups = pages.chunk_by(|a, b| a.owner == b.owner);
    let owned = |pages: &[&'a Page]| {
        let owner = pages.first().and_then(|page| page.owner).map(|owner| portal.page(owner));
        Owned { owner, pages: pages.to_vec() }
    };
    groups.map(owned).collect()
}

/// Whether a page is to be reviewed today or by a later day; one that is overdue is not.
pub fn is_soon(page: &Page, today: Date, until: Date) -> bool {
    page.review_due.is_some_and(|due| due >= today && due <= until)
}

/// Whether a page that should have an owner has none: sections and news need none.
pub fn lacks_owner(page: &Page) -> bool {
    use crate::model::Kind;
    page.owner.is_none() && !matches!(page.kind(), Kind::Section | Kind::News)
}
