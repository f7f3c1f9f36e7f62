//! The settings of the servers that hand out the portal, from the table of routes.
//!
//! All say the same, each in its own words: what a page may load, how long a file may be kept, the types of
//! documents, the page for addresses that are not there, and where old addresses lead. An old address has a page
//! that leads on by itself as well, so whatever a server has no room for still works.

mod apache;
mod azure;
mod iis;
mod nginx;
mod table;

use super::Export;
use crate::model::{CONTENT_POLICY, Host};
use crate::routes::Routes;
use table::Table;

/// The settings for a server.
pub fn text(export: Export, host: Host, routes: &Routes) -> String {
    let table = Table::new(export.portal, routes);
    match host {
        Host::Nginx => nginx::text(&table),
        Host::Apache => apache::text(&table),
        Host::Iis => iis::text(&table),
        Host::Azure => azure::text(&table),
    }
}

/// Whether a file is one of these, or empty.
pub fn is_settings(text: &str) -> bool {
    text.is_empty() || text.contains(MADE_BY) || text.starts_with(azure::BEGINNING)
}

/// In a comment, where there are any.
const MADE_BY: &str = "vejviser export host";

/// What goes with every answer.
const HEADERS: [(&str, &str); 3] = [
    ("Content-Security-Policy", CONTENT_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    // Others are not told which page a reader comes from.
    ("Referrer-Policy", "same-origin"),
];

const CACHE: &str = "Cache-Control";

/// A file of the theme: its name changes with its content.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// Everything else may be kept, and is asked for again before it is shown.
const ASK_AGAIN: &str = "no-cache";

/// The front of our own notes beside the portal.
const NOTES: &str = ".vejviser";

/// The first of `entries` that fit into so many bytes; whoever matters most stands first.
fn fitting(entries: Vec<String>, room: usize) -> Vec<String> {
    let mut left = room;
    let fits = |entry: &String| {
        let rest = left.checked_sub(entry.len());
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    entries.into_iter().take_while(fits).collect()
}
