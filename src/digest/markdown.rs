//! The list as Markdown: for a mail, a chat or a page of news.

use std::fmt::Write;

use super::{Digest, Item, Named, words};
use crate::diag::Lang;

/// The whole text.
pub fn print(digest: &Digest, lang: Lang) -> String {
    let mut out = format!("# {}\n\n{}\n", escape(&digest.heading(lang)), escape(&digest.summary(lang)));
    if digest.items.is_empty() {
        return out;
    }
    // Writing to a String cannot fail.
    let _ = write!(out, "\n## {}\n", words::whom().get(lang));
    for (title, rows) in digest.index().iter().filter(|(_, rows)| !rows.is_empty()) {
        let _ = write!(out, "\n### {}\n\n", title.get(lang));
        for (one, numbers) in rows {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "- {}: {}", escape(&one.name), numbers.join(", "));
        }
    }
    let _ = write!(out, "\n## {}\n", words::changes().get(lang));
    for (number, item) in (1..).zip(&digest.items) {
        push(&mut out, digest, number, item, lang);
    }
    out
}

fn push(out: &mut String, digest: &Digest, number: usize, item: &Item, lang: Lang) {
    let title = escape(&item.title);
    let title = match digest.address(item) {
        Some(address) => format!("[{title}](<{address}>)"),
        None => title,
    };
    let _ = write!(out, "\n### {number}. {title} ({})\n\n", item.what.get(lang));
    let concerns = item.concerns();
    let names: Vec<String> = concerns.all().map(|Named { name, .. }| escape(name)).collect();
    if !names.is_empty() {
        let _ = write!(out, "{}: {}\n\n", words::concerns().get(lang), names.join(", "));
    }
    for told in &item.told {
        let _ = writeln!(out, "- {}", escape(told.text.get(lang)));
    }
}

/// The text as it reads: nothing in it is a mark of Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let numbered = text.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0);
    for (at, c) in text.char_indices() {
        let begins_list = (at == 0 && matches!(c, '-' | '+')) || (numbered == Some(at) && matches!(c, '.' | ')'));
        if begins_list || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_mark() {
        assert_eq!(escape("*a* [b](c) <i> `d` # & !"), "\\*a\\* \\[b\\](c) \\<i\\> \\`d\\` \\# \\& \\!");
        assert_eq!(escape("- a"), "\\- a");
        assert_eq!(escape("12. a 3."), "12\\. a 3.");
        assert_eq!(escape("a\nb"), "a b");
    }
}
