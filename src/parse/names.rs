//! Names of files: they become ids and addresses.

use super::rules;
use crate::diag::{Diagnostic, Diagnostics};
use crate::say;
use crate::source::{SourceFile, Span};

/// The stem of a page and every folder above it become its URL.
pub fn check(file: &SourceFile, problems: &mut Diagnostics) {
    let below = file.path.as_str().strip_prefix("content/").unwrap_or_default();
    let is_page = file.path.extension() == Some("md");
    let bad = below.split('/').enumerate().find(|(index, part)| {
        let last = *index == below.matches('/').count();
        let name = match (last, is_page) {
            (true, true) => part.strip_suffix(".md").unwrap_or(part),
            (true, false) => return !is_asset_name(part),
            (false, _) => part,
        };
        !(crate::text::is_id(name) || (last && name == "_index"))
    });
    let Some((_, part)) = bad else { return };
    if let Some(problem) = wrong_type_of_file(file, part, is_page) {
        problems.push(problem);
        return;
    }
    let (stem, dot, extension) = match part.rsplit_once('.') {
        Some((stem, extension)) => (stem, ".", extension.to_lowercase()),
        None => (part, "", String::new()),
    };
    let better = format!("{}{dot}{extension}", crate::text::slug(stem));
    problems.push(
        Diagnostic::new(
            &rules::BAD_FILE_NAME,
            Span::start_of(file.id),
            say!("»{part}« kan ikke være en del af en adresse.", "“{part}” cannot be part of an address."),
        )
        .help(say!("omdøb til »{better}«", "rename it to “{better}”")),
    );
}

fn wrong_type_of_file(file: &SourceFile, name: &str, is_page: bool) -> Option<Diagnostic> {
    let (_, extension) = name.rsplit_once('.').filter(|_| !is_page && file.path.file_name() == name)?;
    if ASSET_TYPES.contains(&extension.to_lowercase().as_str()) {
        return None;
    }
    if let Some(problem) = page_by_another_name(file, name, extension) {
        return Some(problem);
    }
    let types = ASSET_TYPES.join(", ");
    Some(
        Diagnostic::new(
            &rules::BAD_FILE_NAME,
            Span::start_of(file.id),
            say!(
                "Filer af typen »{extension}« kan ikke ligge ved siden af sider.",
                "Files of the type “{extension}” cannot lie beside pages."
            ),
        )
        .help(say!("brug en af disse: {types}", "use one of these: {types}")),
    )
}

/// A page that a text editor saved under another name: `side.txt`, `side.md.txt`, `side.markdown`.
fn page_by_another_name(file: &SourceFile, name: &str, extension: &str) -> Option<Diagnostic> {
    let text = ["txt", "text", "markdown", "mdown", "mkd", "mdx", "yml", "yaml"];
    if !text.contains(&extension.to_lowercase().as_str()) {
        return None;
    }
    let stem = name.split('.').next().unwrap_or(name);
    let better = format!("{}.md", crate::text::slug(stem));
    Some(
        Diagnostic::new(
            &rules::BAD_FILE_NAME,
            Span::start_of(file.id),
            say!("En side er en fil, der ender på .md.", "A page is a file that ends in .md."),
        )
        .help(say!("omdøb til »{better}«", "rename it to “{better}”")),
    )
}

/// Types of files that may lie beside pages. No HTML and no SVG: both can carry scripts.
const ASSET_TYPES: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "ics"];

fn is_asset_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        ASSET_TYPES.contains(&extension) && crate::text::is_id(&stem.replace('.', "-"))
    })
}

#[cfg(test)]
mod tests {
    use super::ASSET_TYPES;
    use crate::text::{OTHER_MEDIA, media_type};

    #[test]
    fn what_may_lie_beside_pages_has_a_type() {
        for extension in ASSET_TYPES {
            assert_ne!(media_type(&format!("x.{extension}")), OTHER_MEDIA, "{extension}: see text/media.rs");
        }
    }
}
