//! nginx: blocks that a server includes.
//!
//! A block that adds a header drops those of the blocks around it, so each says them all.

use std::fmt::Write;

use super::table::{Moved, Table};
use super::{ASK_AGAIN, CACHE, FOR_GOOD, HEADERS, MADE_BY};
use crate::text::{MEDIA_TYPES, OTHER_MEDIA, is_text_media, percent_encoded};

pub(super) fn text(table: &Table) -> String {
    let base = &table.base;
    let mut out = format!(
        "# The portal, for nginx. Made by `{MADE_BY} nginx`; make it anew when addresses change.\n\
         # In the block of the server, with the folder below which the portal lies at {base}:\n\
         #     root /srv/www;\n\
         #     include /etc/nginx/portal.conf;\n"
    );
    if let Some(bare) = base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        let to = percent_encoded(base);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "location = {} {{\n    absolute_redirect off;\n    return 301 {to}$is_args$args;\n}}",
            quoted(bare)
        );
    }
    let _ = writeln!(out, "location {} {{", quoted(base));
    let _ = write!(
        out,
        "    index index.html;\n    autoindex off;\n    error_page 404 {};\n    absolute_redirect off;\n    etag on;\n",
        quoted(&table.not_found())
    );
    types(&mut out);
    packing(&mut out);
    headers(&mut out, "    ", ASK_AGAIN);
    let _ = writeln!(out, "\n    # Names that change with the content.\n    location {} {{", quoted(&table.assets()));
    headers(&mut out, "        ", FOR_GOOD);
    out.push_str("    }\n");
    for path in &table.unhashed {
        let _ = writeln!(out, "    location = {} {{", quoted(&format!("{base}{path}")));
        headers(&mut out, "        ", ASK_AGAIN);
        out.push_str("    }\n");
    }
    out.push_str("\n    # Our own notes, and settings of other servers.\n");
    out.push_str(
        "    location ~ \"/(?:\\.(?!well-known/)|web\\.config$|staticwebapp\\.config\\.json$)\" { return 404; }\n",
    );
    redirects(&mut out, table);
    out.push_str("}\n");
    out
}

fn types(out: &mut String) {
    let _ = writeln!(out, "\n    default_type {OTHER_MEDIA};\n    types {{");
    for (extension, media) in MEDIA_TYPES {
        let _ = writeln!(out, "        {} {extension};", bare(media));
    }
    let with_charset = MEDIA_TYPES.iter().filter(|(_, media)| media.contains("charset"));
    let _ = writeln!(out, "    }}\n    charset utf-8;\n    charset_types{};", listed(with_charset));
}

/// Copies that lie beside the files, else packed on the way.
fn packing(out: &mut String) {
    let text = MEDIA_TYPES.iter().filter(|(_, media)| is_text_media(media));
    let _ = writeln!(
        out,
        "\n    gzip on;\n    gzip_static on;\n    gzip_vary on;\n    gzip_min_length 1000;\n    gzip_types{};\n",
        listed(text)
    );
}

/// Types once each. That of pages goes without saying, and nginx complains when it is said.
fn listed<'a>(types: impl Iterator<Item = &'a (&'static str, &'static str)>) -> String {
    let mut seen: Vec<&str> = types.map(|(_, media)| bare(media)).filter(|media| *media != "text/html").collect();
    seen.dedup();
    seen.iter().map(|media| format!(" {media}")).collect()
}

/// A type without its character set.
fn bare(media: &'static str) -> &'static str {
    media.split(';').next().unwrap_or(media)
}

fn headers(out: &mut String, indent: &str, cache: &str) {
    for (name, value) in HEADERS {
        let _ = writeln!(out, "{indent}add_header {name} \"{value}\" always;");
    }
    // An answer that is no success must not be kept.
    let _ = writeln!(out, "{indent}add_header {CACHE} \"{cache}\";");
}

fn redirects(out: &mut String, table: &Table) {
    if !table.moved.is_empty() {
        out.push_str("\n    # Old addresses.\n");
    }
    for moved in &table.moved {
        for asked in moved.asked() {
            let _ = writeln!(out, "    {}", redirect(&format!("{}{asked}", table.base), moved));
        }
    }
}

fn redirect(from: &str, moved: &Moved) -> String {
    format!("location = {} {{ return 301 {}$is_args$args; }}", quoted(from), moved.to)
}

/// A word of nginx: what ends one, and what it would take for its own, means itself.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
