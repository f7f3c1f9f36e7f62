//! The OpenSearch description: searching the portal from the browser's address bar.

use super::Export;
use crate::source::Url;
use crate::text::escaped;

/// Browsers show no more.
const SHORT_NAME: usize = 16;

/// The description; `None` when the site has no address.
pub fn xml(export: Export, search: &Url, icon: Option<&Url>) -> Option<String> {
    let site = &export.portal.site;
    let search = escaped(&export.absolute(search)?);
    let name: String = site.title.chars().take(SHORT_NAME).collect();
    let (name, language) = (escaped(name.trim_end()), escaped(&site.language));
    let description = escaped(&export.strings.fill("opensearch.description", &[("site", &site.title)]));
    let icon = icon
        .and_then(|icon| export.absolute(icon))
        .map_or_else(String::new, |icon| format!("<Image type=\"image/svg+xml\">{}</Image>\n", escaped(&icon)));
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{name}</ShortName>\n<Description>{description}</Description>\n<Language>{language}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n{icon}<Url type=\"text/html\" template=\"{search}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n"
    ))
}
