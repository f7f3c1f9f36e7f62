//! `sitemap.xml`: the pages there are and when each last changed.

use std::fmt::Write;

use super::Export;
use crate::model::Date;
use crate::routes::{Routes, Target};
use crate::source::Url;
use crate::text::escaped;

/// The map of every page in the table; `None` when the site has no address.
pub fn of(export: Export, routes: &Routes) -> Option<String> {
    let base = export.portal.site.base_url.as_deref()?;
    let pages = routes.iter().filter_map(|route| {
        if let Target::Special { what, .. } = &route.target
            && !what.is_searched()
        {
            return None;
        }
        let date = match &route.target {
            Target::Page(page) | Target::Special { intro: Some(page), .. } => export.page(*page).touched(),
            Target::Redirect { .. } => return None,
            _ => None,
        };
        route.url.is_page().then_some((&route.url, date))
    });
    Some(xml(base, pages))
}

/// The map of these URLs below `base`.
pub fn xml<'a>(base: &str, pages: impl IntoIterator<Item = (&'a Url, Option<Date>)>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (url, changed) in pages {
        // Writing to a String cannot fail.
        let _ = write!(xml, "<url><loc>{}</loc>", escaped(&format!("{base}{url}")));
        if let Some(date) = changed {
            let _ = write!(xml, "<lastmod>{date}</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
