//! Texts of a drawing as titles, times and Markdown.

use crate::bpmn::read::{Definitions, ElementId, one_line};

use super::elements::event_definitions;

/// The first sentence of a text, in one line.
pub fn first_sentence(text: &str) -> Option<String> {
    let line = one_line(&without_tags(text));
    let end = line.match_indices(['.', '!', '?']).map(|(at, sign)| at + sign.len()).find(|end| {
        let after = line.get(*end..).unwrap_or_default();
        // "fx. 3", "stk. 2", "f.eks." go on in lower case or with a number.
        let mut next = after.trim_start().chars();
        after.is_empty() || (after.starts_with(' ') && next.next().is_some_and(char::is_uppercase))
    });
    let sentence = end.and_then(|end| line.get(..end)).unwrap_or(&line).trim();
    (!sentence.is_empty()).then(|| sentence.to_owned())
}

/// A text of another program as Markdown that shows just its words; lists remain lists.
pub fn markdown(text: &str) -> String {
    let text = without_tags(text);
    let lines: Vec<String> = text.lines().map(|line| markdown_line(line.trim())).collect();
    let mut out = String::new();
    for line in lines {
        if !(line.is_empty() && (out.is_empty() || out.ends_with("\n\n"))) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

fn markdown_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let only_rule = !line.is_empty() && line.chars().all(|c| "-=_* ".contains(c));
    if only_rule {
        return String::new();
    }
    if line.starts_with(['#', '>', '+', ':', '~', '|']) {
        out.push('\\');
    }
    let mut previous = ' ';
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let within_word = previous.is_alphanumeric() && next.is_alphanumeric();
        let means = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            '~' => next == '~' || previous == '~',
            '_' => !within_word,
            '&' => next == '#' || next.is_alphanumeric(),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
        previous = c;
    }
    out
}

/// The words of a text with tags in it, as some programs write documentation.
fn without_tags(text: &str) -> String {
    if !text.trim_start().starts_with('<') && !text.contains("<br") {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            rest = tag;
            break;
        };
        let name = tag.trim_matches('/').split_whitespace().next().unwrap_or_default().to_lowercase();
        match name.as_str() {
            "li" if !tag.starts_with('/') => out.push_str("\n- "),
            "p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" => out.push_str("\n\n"),
            "br" | "br/" | "tr" => out.push('\n'),
            _ => {}
        }
        rest = after;
    }
    out.push_str(rest);
    ["nbsp", "lt", "gt", "quot", "amp"]
        .iter()
        .zip([" ", "<", ">", "\"", "&"])
        .fold(out, |text, (name, sign)| text.replace(&format!("&{name};"), sign))
}

/// How long a timer waits, in Danish words; `None` when it does not say.
pub fn time(definitions: &Definitions, event: ElementId) -> Option<String> {
    time_text(definitions, event).map(|text| duration(&text))
}

/// How long a timer waits, as it is written.
pub fn time_text(definitions: &Definitions, event: ElementId) -> Option<String> {
    let (timer, _) = event_definitions(definitions, event).find(|(_, child)| child.name == "timerEventDefinition")?;
    definitions
        .tree
        .children(timer)
        .filter(|(_, child)| matches!(child.name.as_str(), "timeDuration" | "timeDate" | "timeCycle"))
        .map(|(_, child)| one_line(&child.text))
        .find(|text| !text.is_empty())
}

/// `P14D` as `14 dage`; any other text as it is.
pub fn duration(text: &str) -> String {
    danish(text).unwrap_or_else(|| text.to_owned())
}

fn danish(text: &str) -> Option<String> {
    let mut rest = text.strip_prefix('P')?;
    let mut clock = false;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            clock = true;
            rest = after;
            continue;
        }
        let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0)?;
        let (number, after) = rest.split_at_checked(digits)?;
        let unit = after.chars().next()?;
        let (one, many) = match (unit, clock) {
            ('Y', false) => ("år", "år"),
            ('M', false) => ("måned", "måneder"),
            ('W', false) => ("uge", "uger"),
            ('D', false) => ("dag", "dage"),
            ('H', true) => ("time", "timer"),
            ('M', true) => ("minut", "minutter"),
            ('S', true) => ("sekund", "sekunder"),
            _ => return None,
        };
        let number = number.trim_start_matches('0');
        if !number.is_empty() {
            parts.push(format!("{number} {}", if number == "1" { one } else { many }));
        }
        rest = after.get(1..)?;
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        assert_eq!(duration("P14D"), "14 dage");
        assert_eq!(duration("P1M"), "1 måned");
        assert_eq!(duration("PT1H30M"), "1 time 30 minutter");
        assert_eq!(duration("${frist}"), "${frist}");
        assert_eq!(duration("P"), "P");
    }

    #[test]
    fn words_of_others_mean_nothing_in_markdown() {
        assert_eq!(markdown("# A_b *c* <d> [e]"), "\\# A_b \\*c\\* \\<d> \\[e\\]");
        assert_eq!(markdown("<p>Ring</p><ul><li>nu</li></ul>"), "Ring\n\n- nu");
        assert_eq!(first_sentence("Efter stk. 2 gælder. Næste."), Some("Efter stk. 2 gælder.".to_owned()));
        assert_eq!(first_sentence(" \n"), None);
    }
}
