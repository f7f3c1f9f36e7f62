//! Code blocks in a handful of classes of our own.

use std::ops::Range;
use std::str::FromStr;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::text::push_escaped;

/// Blocks and lines beyond this are shown without colours: no grammar may hold up a build.
const MAX_BLOCK: usize = 200_000;
const MAX_LINE: usize = 2_000;

/// Loading takes some twenty milliseconds, which only pages with code pay.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Beginnings of scope names and the class each gets; the first that fits the innermost scope wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let table = [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant.numeric", "hl-number"),
        ("constant.character.escape", "hl-escape"),
        ("constant", "hl-constant"),
        ("keyword.operator", "hl-operator"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
        ("entity.name.tag", "hl-tag"),
        ("entity.other.attribute-name", "hl-attribute"),
        ("entity.name", "hl-name"),
        ("support", "hl-name"),
        ("variable", "hl-variable"),
        ("markup.deleted", "hl-deleted"),
        ("markup.inserted", "hl-inserted"),
        ("markup.heading", "hl-keyword"),
    ];
    table.into_iter().filter_map(|(scope, class)| Some((Scope::from_str(scope).ok()?, class))).collect()
});

/// Appends the code, with classes when its language is known.
pub fn push_code(out: &mut String, code: &str, language: &str) {
    // "rust,ignore" and "yaml title=…" begin with the language.
    let language = language.split([',', ' ', '{']).next().unwrap_or_default();
    let syntax =
        if language.is_empty() || code.len() > MAX_BLOCK { None } else { SYNTAXES.find_syntax_by_token(language) };
    match syntax {
        Some(syntax) => push_lines(out, code, syntax),
        None => push_escaped(out, code),
    }
}

fn push_lines(out: &mut String, code: &str, syntax: &SyntaxReference) {
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let operations = if line.len() > MAX_LINE { None } else { state.parse_line(line, &SYNTAXES).ok() };
        let Some(operations) = operations else {
            push_escaped(out, line);
            continue;
        };
        let mut pieces = Pieces { out: &mut *out, line, class: None, range: 0..0 };
        let mut from = 0;
        for (at, operation) in operations {
            pieces.add(from..at, class_of(&scopes));
            from = at;
            if scopes.apply(&operation).is_err() {
                break;
            }
        }
        pieces.add(from..line.len(), class_of(&scopes));
        pieces.flush();
    }
}

fn class_of(scopes: &ScopeStack) -> Option<&'static str> {
    let fits = |scope: &Scope| CLASSES.iter().find(|(begin, _)| begin.is_prefix_of(*scope)).map(|(_, class)| *class);
    scopes.as_slice().iter().rev().find_map(fits)
}

/// Neighbours of one class become one element.
struct Pieces<'a> {
    out: &'a mut String,
    line: &'a str,
    class: Option<&'static str>,
    range: Range<usize>,
}

impl Pieces<'_> {
    fn add(&mut self, range: Range<usize>, class: Option<&'static str>) {
        if range.is_empty() {
            return;
        }
        if class != self.class {
            self.flush();
            self.class = class;
            self.range = range;
        } else {
            self.range.end = range.end;
        }
    }

    fn flush(&mut self) {
        let text = self.line.get(self.range.clone()).unwrap_or_default();
        // The line break stays outside, so that a line is a line in the source too.
        let (text, end) = text.strip_suffix('\n').map_or((text, ""), |text| (text, "\n"));
        match self.class {
            Some(class) if !text.is_empty() => {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
                push_escaped(self.out, text);
                self.out.push_str("</span>");
            }
            _ => push_escaped(self.out, text),
        }
        self.out.push_str(end);
        self.range.start = self.range.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, language: &str) -> String {
        let mut out = String::new();
        push_code(&mut out, code, language);
        out
    }

    #[test]
    fn known_languages_get_classes_and_others_stay_text() {
        let yaml = shown("a: 1 # <b>\n", "yaml");
        assert!(yaml.contains("<span class=\"hl-number\">1</span>") && yaml.contains("# &lt;b&gt;"), "{yaml}");
        assert_eq!(shown("a < b\n", "unknown"), "a &lt; b\n");
        assert_eq!(shown("a < b\n", ""), "a &lt; b\n");
    }

    #[test]
    fn long_lines_and_blocks_stay_text() {
        let long = format!("x = \"{}\"\n", "a".repeat(MAX_LINE));
        assert!(!shown(&long, "python").contains("<span"));
        assert!(!shown(&"x = 1\n".repeat(MAX_BLOCK / 5), "python").contains("<span"));
    }
}
