//! Where an old address is written into a page or an entry of a registry, however its aliases are written.

use std::ops::Range;

use super::{Fields, Parts, split};

/// The edit by which the address `old` leads to what stands at `now`; `None` when it does already, or the text has
/// no place for it. Both begin with a slash.
pub fn edit(text: &str, fields: &Fields, old: &str, now: &str) -> Option<(Range<usize>, String)> {
    let written: Vec<&str> = fields.texts("aliases").map(|at| at.value).collect();
    let same = |alias: &str, url: &str| alias.trim_matches('/') == url.trim_matches('/');
    let Some(value) = fields.get("aliases").filter(|_| !written.is_empty()) else {
        return first(text, fields, old);
    };
    // The page's own address is no old one any more.
    if written.iter().any(|alias| same(alias, now)) {
        let others = written.iter().filter(|alias| !same(alias, now) && !same(alias, old));
        let all: Vec<&str> = others.copied().chain(std::iter::once(old)).collect();
        return Some((whole_list(text, value.span.range()), format!("[{}]", all.join(", "))));
    }
    if written.iter().any(|alias| same(alias, old)) {
        return None;
    }
    let last = fields.texts("aliases").last()?.span.end as usize;
    let line_start = text.get(..last)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(line_start..last)?;
    let indent = line.len() - line.trim_start().len();
    Some(match line.trim_start().strip_prefix("- ") {
        Some(_) => (last..last, format!("\n{}- {old}", " ".repeat(indent))),
        None if text.get(value.span.range())?.starts_with('[') => (last..last, format!(", {old}")),
        None => (value.span.range(), format!("[{}, {old}]", text.get(value.span.range())?)),
    })
}

/// The first alias: a page's last field, an entry's second.
fn first(text: &str, fields: &Fields, old: &str) -> Option<(Range<usize>, String)> {
    if let Parts::Both { front, .. } = split(text) {
        return Some((front.end..front.end, format!("aliases: [{old}]\n")));
    }
    let (key, end) = (fields.key_span("id")?.start as usize, fields.get("id")?.span.end as usize);
    let column = key - text.get(..key)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(..key)?.get(key - column..)?;
    if line.contains('{') {
        return Some((end..end, format!(", aliases: [{old}]")));
    }
    Some((end..end, format!("\n{}aliases: [{old}]", " ".repeat(column))))
}

/// The parser's place of a list in brackets ends with its last item.
fn whole_list(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text.get(range.end..).unwrap_or_default();
    let closed = rest.find(']').filter(|_| text.get(range.clone()).is_some_and(|list| list.starts_with('[')));
    range.start..closed.map_or(range.end, |at| range.end + at + 1)
}
