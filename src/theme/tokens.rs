//! `[tokens]` of `site.toml` as custom properties at the end of the style sheet.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::rules::BAD_TOKEN;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Site;
use crate::say;
use crate::source::{SourcePath, Sources, Span};
use crate::text::is_id;

/// CSS functions that make a colour.
const FUNCTIONS: [&str; 9] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"];

/// The rules that set the site's own colours; empty without any. What is not a colour is
/// reported and left out.
pub fn css(site: &Site, sources: &Sources, problems: &mut Diagnostics) -> String {
    let light = properties(&site.tokens, "[tokens]", sources, problems);
    let dark = properties(&site.tokens_dark, "[tokens_dark]", sources, problems);
    let mut css = String::new();
    // The same selectors as the theme's own, in the same layer and later: the last one wins.
    if !light.is_empty() {
        css.push_str(&format!("@layer tokens{{:root{{{light}}}}}\n"));
    }
    if !dark.is_empty() {
        css.push_str(&format!(
            "@layer tokens{{@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\
             :root[data-theme=dark]{{{dark}}}}}\n"
        ));
    }
    css.push_str(&tones(site));
    css
}

/// The classes by which pages and charts take an administration's colours, for those that are the site's own.
fn tones(site: &Site) -> String {
    let own = site.administrations.iter().map(|administration| administration.token.as_str());
    let rules: String = own
        .filter(|token| is_id(token) && site.tokens.contains_key(*token))
        .map(|token| {
            format!(
                ".tone-{token}{{--tone:var(--vv-{token});--tint:var(--vv-{token}-tint,var(--vv-surface-2));}}\
                 .chart-head-{token}{{fill:var(--vv-{token}-tint,var(--vv-surface-2));}}"
            )
        })
        .collect();
    if rules.is_empty() { rules } else { format!("@layer parts{{{rules}}}\n") }
}

fn properties(tokens: &BTreeMap<String, String>, table: &str, sources: &Sources, problems: &mut Diagnostics) -> String {
    let mut css = String::new();
    for (name, colour) in tokens {
        if is_id(name) && is_colour(colour) {
            // Writing to a String cannot fail.
            let _ = write!(css, "--vv-{name}:{};", colour.trim());
        } else {
            problems.push(bad(name, colour, table, sources));
        }
    }
    css
}

fn bad(name: &str, colour: &str, table: &str, sources: &Sources) -> Diagnostic {
    let message = say!("{name} = \"{colour}\" er ikke en farve.", "{name} = \"{colour}\" is not a colour.");
    let help = say!("skriv for eksempel {name} = \"#0A4D8F\"", "write for example {name} = \"#0A4D8F\"");
    let problem = match span(name, table, sources) {
        Some(span) => Diagnostic::new(&BAD_TOKEN, span, message),
        None => Diagnostic::global(&BAD_TOKEN, message),
    };
    problem.help(help)
}

/// The line of a token in `site.toml`.
fn span(name: &str, table: &str, sources: &Sources) -> Option<Span> {
    let file = sources.get(&SourcePath::new("site.toml"))?;
    let mut at = file.text().find(table)?;
    for line in file.text().get(at..)?.split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or_default().trim().trim_matches('"');
        if key == name {
            return Some(Span::new(file.id, at..at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

/// Whether a text is a colour and cannot be anything else: a name, `#` and 3, 4, 6 or 8 digits, or
/// one of the colour functions around numbers.
pub fn is_colour(text: &str) -> bool {
    let text = text.trim();
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    match text.split_once('(') {
        None => !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic()),
        Some((function, rest)) => {
            let numbers = rest.strip_suffix(')').unwrap_or("(");
            FUNCTIONS.contains(&function)
                && !numbers.is_empty()
                && numbers.bytes().all(|b| b.is_ascii_alphanumeric() || b" .,%/-+".contains(&b))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_colour;

    #[test]
    fn colours_and_nothing_else() {
        for good in ["#0A4D8F", "#fff", "teal", "rgb(10 20 30 / 50%)", "oklch(0.7 0.1 200)", "hsl(200deg, 50%, 50%)"] {
            assert!(is_colour(good), "{good}");
        }
        let bad =
            ["", "#12345", "#xyzxyz", "url(x)", "red;}", "rgb(1,2,3);x", "rgb(1", "var(--x)", "red }", "rgb(a(b))"];
        for bad in bad {
            assert!(!is_colour(bad), "{bad}");
        }
    }
}
