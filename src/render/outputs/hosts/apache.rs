//! Apache: `.htaccess`, with what a server without `mod_rewrite` or `mod_headers` can do without in brackets.

use std::fmt::Write;

use super::table::{Moved, Table};
use super::{ASK_AGAIN, CACHE, FOR_GOOD, HEADERS, MADE_BY, NOTES};
use crate::text::{MEDIA_TYPES, is_text_media, percent_encoded};

pub(super) fn text(table: &Table) -> String {
    let mut out = format!(
        "# The portal, for Apache. Made by `{MADE_BY} apache`; build the portal anew when addresses change.\n\
         Options -Indexes -MultiViews\n\
         DirectoryIndex index.html\n\
         ErrorDocument 404 {}\n\
         # Our own notes, and settings of other servers.\n\
         RedirectMatch 404 \"/(?:{}|\\.ht|web\\.config$|staticwebapp\\.config\\.json$)\"\n\n",
        percent_encoded(&table.not_found()),
        pattern(NOTES),
    );
    for (extension, media) in MEDIA_TYPES {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "AddType \"{media}\" .{extension}");
    }
    headers(&mut out, table);
    out.push_str("\n<IfModule mod_rewrite.c>\nRewriteEngine On\n");
    for moved in &table.moved {
        redirect(&mut out, moved);
    }
    packed(&mut out);
    out.push_str("</IfModule>\n");
    packed_types(&mut out);
    out
}

fn headers(out: &mut String, table: &Table) {
    out.push_str("\n<IfModule mod_headers.c>\n");
    for (name, value) in HEADERS {
        let _ = writeln!(out, "Header always set {name} \"{value}\"");
    }
    let _ = writeln!(out, "Header set {CACHE} \"{ASK_AGAIN}\"");
    let assets = pattern(&table.assets());
    let _ = writeln!(
        out,
        "# Names that change with the content.\n<If \"%{{REQUEST_URI}} =~ m#^{assets}#\">\nHeader set {CACHE} \"{FOR_GOOD}\"\n</If>"
    );
    for path in &table.unhashed {
        let path = pattern(&format!("{}{path}", table.base));
        let _ = writeln!(out, "<If \"%{{REQUEST_URI}} =~ m#^{path}$#\">\nHeader set {CACHE} \"{ASK_AGAIN}\"\n</If>");
    }
    let _ = writeln!(
        out,
        "<FilesMatch \"\\.(?:{})(?:\\.gz)?$\">\nHeader merge Vary Accept-Encoding\n</FilesMatch>",
        texts()
    );
    out.push_str("</IfModule>\n");
}

/// Old addresses come before copies: they have files as well. Queries are handed on.
fn redirect(out: &mut String, moved: &Moved) {
    let from = match moved.from().strip_suffix('/') {
        Some(bare) if moved.is_page() => format!("{}(?:/(?:index\\.html)?)?", pattern(bare)),
        _ => pattern(moved.from()),
    };
    // A percent sign would begin a variable.
    let to = moved.to.replace('%', "\\%");
    let _ = writeln!(out, "RewriteRule \"^{from}$\" \"{to}\" [R=301,NE,L]");
}

/// Copies that lie beside the files, to browsers that take them.
fn packed(out: &mut String) {
    let _ = writeln!(
        out,
        "# Packed copies.\n\
         RewriteCond %{{HTTP:Accept-Encoding}} \"\\bgzip\\b\"\n\
         RewriteCond \"%{{REQUEST_FILENAME}}index.html.gz\" -f\n\
         RewriteRule \"(?:^|/)$\" \"%{{REQUEST_FILENAME}}index.html.gz\" [E=no-gzip:1,L]\n\
         RewriteCond %{{HTTP:Accept-Encoding}} \"\\bgzip\\b\"\n\
         RewriteCond \"%{{REQUEST_FILENAME}}.gz\" -f\n\
         RewriteRule \"\\.(?:{})$\" \"%{{REQUEST_FILENAME}}.gz\" [E=no-gzip:1,L]",
        texts()
    );
}

/// A packed copy is what it was, in another coding.
fn packed_types(out: &mut String) {
    let text = MEDIA_TYPES.iter().filter(|(_, media)| is_text_media(media));
    for (extension, media) in text {
        let _ = writeln!(
            out,
            "<FilesMatch \"\\.{extension}\\.gz$\">\nForceType \"{media}\"\nAddEncoding gzip .gz\n</FilesMatch>"
        );
    }
}

/// The ends of names of texts, as a pattern.
fn texts() -> String {
    let text = MEDIA_TYPES.iter().filter(|(_, media)| is_text_media(media));
    text.map(|(extension, _)| *extension).collect::<Vec<_>>().join("|")
}

/// A regular expression for a text itself, byte by byte, that also is itself between quotes and hashes.
fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' => out.push(char::from(byte)),
            b'.' => out.push_str("\\."),
            // Writing to a String cannot fail.
            other => drop(write!(out, "\\x{other:02x}")),
        }
    }
    out
}
