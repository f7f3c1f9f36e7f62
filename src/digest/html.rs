//! The list as a piece of HTML to be pasted into a newsletter or an intranet page: headings, lists and links, no
//! styles and no scripts, so that it takes the look of where it lands.

use std::fmt::Write;

use super::{Digest, Item, words};
use crate::diag::Lang;
use crate::text::escaped;

/// The whole text.
pub fn print(digest: &Digest, lang: Lang) -> String {
    let tag = match lang {
        Lang::Danish => "da",
        Lang::English => "en",
    };
    let (heading, summary) = (escaped(&digest.heading(lang)), escaped(&digest.summary(lang)));
    let mut out = format!("<article lang=\"{tag}\">\n<h1>{heading}</h1>\n<p>{summary}</p>\n");
    if !digest.items.is_empty() {
        index(&mut out, digest, lang);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "<h2>{}</h2>", words::changes().get(lang));
        for (number, item) in (1..).zip(&digest.items) {
            push(&mut out, digest, number, item, lang);
        }
    }
    out.push_str("</article>\n");
    out
}

fn index(out: &mut String, digest: &Digest, lang: Lang) {
    let _ = writeln!(out, "<h2>{}</h2>", words::whom().get(lang));
    for (title, rows) in digest.index().iter().filter(|(_, rows)| !rows.is_empty()) {
        let _ = writeln!(out, "<h3>{}</h3>\n<ul>", title.get(lang));
        for (one, numbers) in rows {
            let link = |number: &usize| format!("<a href=\"#nr-{number}\">{number}</a>");
            let links: Vec<String> = numbers.iter().map(link).collect();
            let _ = writeln!(out, "<li>{}: {}</li>", escaped(&one.name), links.join(", "));
        }
        out.push_str("</ul>\n");
    }
}

fn push(out: &mut String, digest: &Digest, number: usize, item: &Item, lang: Lang) {
    let title = escaped(&item.title);
    let title = match digest.address(item) {
        Some(address) => format!("<a href=\"{}\">{title}</a>", escaped(&address)),
        None => title,
    };
    let _ = writeln!(out, "<h3 id=\"nr-{number}\">{number}. {title} ({})</h3>", item.what.get(lang));
    body(out, item, lang);
}

/// Whom it concerns, and what is told.
pub fn body(out: &mut String, item: &Item, lang: Lang) {
    let concerns = item.concerns();
    let names: Vec<String> = concerns.all().map(|one| escaped(&one.name)).collect();
    if !names.is_empty() {
        let _ = writeln!(out, "<p>{}: {}</p>", words::concerns().get(lang), names.join(", "));
    }
    out.push_str("<ul>\n");
    for told in &item.told {
        let _ = writeln!(out, "<li>{}</li>", escaped(told.text.get(lang)));
    }
    out.push_str("</ul>\n");
}
