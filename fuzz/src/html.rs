//! Whether HTML could run anything: judged tag by tag, since our writer escapes every `<` of a text.

/// What no page made from content may hold.
const NEVER: [&str; 12] =
    ["iframe", "object", "embed", "style", "base", "meta", "link", "math", "foreignobject", "animate", "set", "frame"];

/// Addresses that lead somewhere and run nothing.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The first thing that could run, or that breaks out of its place.
pub fn danger(body: &str) -> Option<String> {
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = end_of_tag(rest) else { return Some(format!("a tag without an end: {}", head(rest))) };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(why) = judge(tag) {
            return Some(format!("{why}: <{}>", head(tag)));
        }
    }
    None
}

fn head(text: &str) -> String {
    text.chars().take(200).collect()
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return Some(at),
            _ => {}
        }
    }
    None
}

fn judge(tag: &str) -> Option<String> {
    let name_end = tag.find(|c: char| c.is_whitespace() || c == '/' && !tag.starts_with('/')).unwrap_or(tag.len());
    let name = tag[..name_end].trim_start_matches('/').to_ascii_lowercase();
    if name == "script" || NEVER.contains(&name.as_str()) {
        return Some(format!("an element »{name}«"));
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some("no element".to_owned());
    }
    attributes(&tag[name_end..]).into_iter().find_map(|(key, value)| attribute(&key, &value))
}

fn attribute(key: &str, value: &str) -> Option<String> {
    let key = key.to_ascii_lowercase();
    if key.starts_with("on") || key == "style" || key == "srcdoc" || key == "srcset" {
        return Some(format!("an attribute »{key}«"));
    }
    let leads = matches!(key.as_str(), "href" | "src" | "action" | "formaction" | "xlink:href" | "poster" | "data");
    // As browsers do: entities first, then control characters and spaces are passed over.
    let plain: String = unescape(value).chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = plain.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '?', '#']));
    match scheme {
        Some(scheme) if leads && !SCHEMES.contains(&scheme.as_str()) => Some(format!("an address of »{scheme}«")),
        _ => None,
    }
}

/// The references that our writer makes; a reader knows more, but only those can stand in our pages.
fn unescape(text: &str) -> String {
    let named = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
    named.replace("&amp;", "&")
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return found;
        }
        let key_end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let key = rest[..key_end].to_owned();
        rest = rest[key_end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            found.push((key, String::new()));
            // A `=` or `/` alone must not stop the walk.
            rest = if key_end == 0 { rest.get(1..).unwrap_or_default() } else { rest };
            continue;
        };
        let after = after.trim_start();
        let (value, left) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        found.push((key, value.to_owned()));
        rest = left;
    }
}
