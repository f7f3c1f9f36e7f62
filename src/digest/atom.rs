//! The list as an Atom feed: an entry for each thing that changed.

use std::fmt::Write;

use super::{Digest, Item, Moment, html};
use crate::diag::Lang;
use crate::text::{escaped, slug};

/// The feed; `None` when the site has no address, which entries are named by.
pub fn print(digest: &Digest, lang: Lang) -> Option<String> {
    let base = digest.base_url.as_ref()?;
    let until = &digest.until;
    let id = format!("{base}#{}", name(digest));
    let tag = match lang {
        Lang::Danish => "da",
        Lang::English => "en",
    };
    let updated = time(until);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <id>{id}</id>\n<title>{title}</title>\n<subtitle>{summary}</subtitle>\n<updated>{updated}</updated>\n\
         <author><name>{author}</name></author>\n<link href=\"{home}\"/>\n",
        id = escaped(&id),
        title = escaped(&digest.heading(lang)),
        summary = escaped(&digest.summary(lang)),
        author = escaped(&digest.title),
        home = escaped(base),
    );
    for (number, item) in (1..).zip(&digest.items) {
        push(&mut xml, digest, (base, number), item, lang);
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// What tells one digest from another.
fn name(digest: &Digest) -> String {
    let state = |moment: &Moment| moment.revision.clone().unwrap_or_else(|| moment.day.to_string());
    let whom = digest.only.as_deref().map(|name| format!("-{}", slug(name))).unwrap_or_default();
    format!("{}-{}{whom}", state(&digest.since), state(&digest.until))
}

fn time(moment: &Moment) -> String {
    format!("{}T00:00:00Z", moment.day)
}

fn push(xml: &mut String, digest: &Digest, (base, number): (&str, usize), item: &Item, lang: Lang) {
    let address = digest.address(item);
    // What is gone has no address of its own any more, and entries of registries may share one.
    let id = format!("{base}#{}-{number}", name(digest));
    let mut content = String::new();
    html::body(&mut content, item, lang);
    let link = address.map(|address| format!("<link href=\"{}\"/>\n", escaped(&address))).unwrap_or_default();
    // Writing to a String cannot fail.
    let _ = write!(
        xml,
        "<entry>\n<id>{id}</id>\n<title>{title} ({what})</title>\n{link}<updated>{updated}</updated>\n\
         <content type=\"html\">{content}</content>\n</entry>\n",
        id = escaped(&id),
        title = escaped(&item.title),
        what = escaped(item.what.get(lang)),
        updated = time(&digest.until),
        content = escaped(&content),
    );
}
