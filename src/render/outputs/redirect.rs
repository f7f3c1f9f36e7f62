//! A page at an old address: it leads on by itself, and says so to whom it does not.

use super::Export;
use crate::text::escaped;

/// The page; `href` leads from the old address to the new one.
pub fn html(export: Export, href: &str, title: &str) -> String {
    let site = &export.portal.site;
    let (href, language) = (escaped(href), escaped(&site.language));
    let heading = escaped(export.strings.get("not_found.moved"));
    let text = escaped(&export.strings.fill("not_found.moved_to", &[("title", title)]));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{heading}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<link rel=\"canonical\" href=\"{href}\">\n</head>\n<body>\n\
         <main>\n<h1>{heading}</h1>\n<p><a href=\"{href}\">{text}</a></p>\n</main>\n</body>\n</html>\n"
    )
}
