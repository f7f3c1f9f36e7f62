//! IIS: `web.config`. Old addresses need the module URL Rewrite, so its section stands there only with them.

use std::fmt::Write;

use super::table::Table;
use super::{HEADERS, MADE_BY, NOTES, fitting};
use crate::text::{MEDIA_TYPES, escaped};

/// IIS reads no more of a `web.config` than 250 kB.
const LIMIT: usize = 250 * 1024;

pub(super) fn text(table: &Table) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- The portal, for IIS. Made by `{MADE_BY} iis`; build the portal anew when addresses change. -->\n\
         <configuration>\n  <system.webServer>\n    <directoryBrowse enabled=\"false\" />\n    \
         <defaultDocument enabled=\"true\"><files><clear /><add value=\"index.html\" /></files></defaultDocument>\n    \
         <urlCompression doStaticCompression=\"true\" />\n"
    );
    errors(&mut out);
    notes(&mut out);
    types(&mut out);
    headers(&mut out);
    let end = assets(table);
    out.push_str(&redirects(table, LIMIT.saturating_sub(out.len() + end.len())));
    out.push_str(&end);
    out
}

/// As a file: run as an address the page would be a success.
fn errors(out: &mut String) {
    out.push_str(
        "    <httpErrors errorMode=\"Custom\" existingResponse=\"Auto\">\n      \
         <remove statusCode=\"404\" subStatusCode=\"-1\" />\n      \
         <error statusCode=\"404\" subStatusCode=\"-1\" path=\"404.html\" responseMode=\"File\" />\n    </httpErrors>\n",
    );
}

fn notes(out: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "    <security><requestFiltering>\n      <denyUrlSequences>\n        <add sequence=\"/{NOTES}\" />\n        \
         <add sequence=\"/.ht\" />\n        <add sequence=\"/staticwebapp.config.json\" />\n      \
         </denyUrlSequences>\n    </requestFiltering></security>\n"
    );
}

fn types(out: &mut String) {
    out.push_str("    <staticContent>\n      <clientCache cacheControlMode=\"DisableCache\" />\n");
    for (extension, media) in MEDIA_TYPES {
        // One that the server knows already must go first.
        let _ = writeln!(
            out,
            "      <remove fileExtension=\".{extension}\" /><mimeMap fileExtension=\".{extension}\" mimeType=\"{media}\" />"
        );
    }
    out.push_str("    </staticContent>\n");
}

fn headers(out: &mut String) {
    out.push_str("    <httpProtocol><customHeaders>\n");
    for (name, value) in HEADERS {
        // One that is set above must go first: a second would not replace it.
        let value = escaped(value);
        let _ = writeln!(out, "      <remove name=\"{name}\" /><add name=\"{name}\" value=\"{value}\" />");
    }
    out.push_str("    </customHeaders></httpProtocol>\n");
}

/// As many old addresses as there is room for, in one map: a rule for each would be tried one by one.
fn redirects(table: &Table, room: usize) -> String {
    if table.moved.is_empty() {
        return String::new();
    }
    const BEGIN: &str =
        "    <rewrite>\n      <rewriteMaps><rewriteMap name=\"moved\" defaultValue=\"\" ignoreCase=\"false\">\n";
    const END: &str = "      </rewriteMap></rewriteMaps>\n      <rules>\n        \
        <rule name=\"moved\" stopProcessing=\"true\">\n          <match url=\".*\" ignoreCase=\"false\" />\n          \
        <conditions><add input=\"{moved:{R:0}}\" pattern=\"(.+)\" /></conditions>\n          \
        <action type=\"Redirect\" url=\"{C:1}\" redirectType=\"Permanent\" appendQueryString=\"true\" />\n        \
        </rule>\n      </rules>\n    </rewrite>\n";
    let entries = table.moved.iter().map(|moved| {
        let keys = moved.asked().into_iter();
        keys.map(|from| format!("        <add key=\"{}\" value=\"{}\" />\n", escaped(&from), escaped(&moved.to)))
            .collect()
    });
    let entries = fitting(entries.collect(), room.saturating_sub(BEGIN.len() + END.len()));
    [BEGIN, &entries.concat(), END].concat()
}

/// The end of the settings of all, and those of the theme's files, whose names change with their content. Only
/// what is found is kept, which a header of all answers would not know.
fn assets(table: &Table) -> String {
    let mut out = "  </system.webServer>\n".to_owned();
    out.push_str(&cached(
        "assets",
        "cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\"",
    ));
    for path in &table.unhashed {
        out.push_str(&cached(path, "cacheControlMode=\"DisableCache\""));
    }
    out.push_str("</configuration>\n");
    out
}

fn cached(path: &str, control: &str) -> String {
    let path = escaped(path);
    format!(
        "  <location path=\"{path}\"><system.webServer><staticContent>\
         <clientCache {control} /></staticContent></system.webServer></location>\n"
    )
}
