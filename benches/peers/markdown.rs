//! The text of a page as Markdown that every program reads alike; only links differ.

use std::fmt::Write as _;

use super::description::{Block, Page, Site};

/// `link` says how a program wants a page to be linked to.
pub fn text(site: &Site, page: &Page, link: impl Fn(&Page) -> String) -> String {
    let mut text = String::new();
    for block in &page.blocks {
        write_block(&mut text, block, |target| {
            let target = &site.pages[target];
            format!("[{}]({})", target.title, link(target))
        });
        text.push('\n');
    }
    text
}

fn write_block(text: &mut String, block: &Block, link: impl Fn(usize) -> String) {
    // Writing to a String cannot fail.
    let _ = match block {
        Block::Heading(title) => writeln!(text, "## {title}"),
        Block::Paragraph(words, None) => writeln!(text, "{words}"),
        Block::Paragraph(words, Some(page)) => writeln!(text, "{words} Se {}.", link(*page)),
        Block::List(items) => items.iter().try_for_each(|item| writeln!(text, "- {item}")),
        Block::Table(rows) => {
            text.push_str("| Opgave | Redskab | Bemærkning |\n|---|---|---|\n");
            rows.iter().try_for_each(|row| writeln!(text, "| {} |", row.join(" | ")))
        }
        Block::Code(language, code) => writeln!(text, "```{language}\n{code}\n```"),
    };
}
