//! Types of documents, by the ends of their addresses: what our own server and all others call the portal's files.

/// Ends of addresses with the types they stand for: whatever a portal or a theme may hold.
pub static MEDIA_TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("xml", "application/xml; charset=utf-8"),
    ("bpmn", "application/xml; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("pdf", "application/pdf"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
];

/// The type of everything else, which browsers save.
pub const OTHER_MEDIA: &str = "application/octet-stream";

/// The type of a document, from its URL.
pub fn media_type(url: &str) -> &'static str {
    let name = url.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("html", |(_, extension)| extension);
    MEDIA_TYPES.iter().find(|(known, _)| *known == extension).map_or(OTHER_MEDIA, |(_, media)| media)
}

/// Whether documents of a type are text, which gets smaller when it is packed.
pub fn is_text_media(media: &str) -> bool {
    media.starts_with("text/") || media.contains("xml;") || media.ends_with("+xml") || media.contains("json;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_go_by_the_last_end() {
        assert_eq!(media_type(""), "text/html; charset=utf-8");
        assert_eq!(media_type("abc/x/"), "text/html; charset=utf-8");
        assert_eq!(media_type("portal.schema.json"), "application/json; charset=utf-8");
        assert_eq!(media_type("a.b/c"), "text/html; charset=utf-8");
        assert_eq!(media_type("x.exe"), OTHER_MEDIA);
    }

    #[test]
    fn pictures_and_office_documents_are_no_text() {
        let text: Vec<&str> =
            MEDIA_TYPES.iter().filter(|(_, media)| is_text_media(media)).map(|(extension, _)| *extension).collect();
        let all = ["html", "css", "js", "json", "webmanifest", "svg", "xml", "bpmn", "csv", "ics", "vcf", "txt"];
        assert_eq!(text, all);
    }
}
