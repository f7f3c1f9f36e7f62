//! The OpenSearch description: searching the portal from the browser's address bar.

use super::Export;
use crate::routes::urls;
use crate::source::Url;
use crate::text::escaped;

/// The most letters a name may have, where there is little room and where there is more.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;

/// The description; `None` when the site has no address.
pub fn xml(export: Export, search: &Url, icon: Option<&Url>) -> Option<String> {
    let site = &export.portal.site;
    let search = escaped(&export.absolute(search)?);
    let own = escaped(&export.absolute(&urls::open_search())?);
    let (short, long) = (escaped(shortened(&site.title, SHORT_NAME)), escaped(shortened(&site.title, LONG_NAME)));
    let language = escaped(&site.language);
    let description = escaped(&export.strings.fill("opensearch.description", &[("site", &site.title)]));
    let icon = icon
        .and_then(|icon| export.absolute(icon))
        .map_or_else(String::new, |icon| format!("<Image type=\"image/svg+xml\">{}</Image>\n", escaped(&icon)));
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{short}</ShortName>\n<LongName>{long}</LongName>\n<Description>{description}</Description>\n<Language>{language}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n{icon}<Url type=\"text/html\" \
         template=\"{search}?q={{searchTerms}}\"/>\n<Url type=\"application/opensearchdescription+xml\" rel=\"self\" \
         template=\"{own}\"/>\n\
         </OpenSearchDescription>\n"
    ))
}

/// As many whole words as fit; a first word that does not is cut.
fn shortened(title: &str, most: usize) -> &str {
    let Some((end, _)) = title.char_indices().nth(most) else { return title };
    let (start, rest) = title.split_at(end);
    let at = if rest.starts_with(' ') { end } else { start.rfind(' ').unwrap_or(end) };
    start.get(..at).unwrap_or(start).trim_end_matches(|c: char| !c.is_alphanumeric())
}
