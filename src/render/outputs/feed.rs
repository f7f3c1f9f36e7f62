//! Changes and news as an Atom feed, whole and per audience.

use std::fmt::Write;

use super::Export;
use crate::model::{AudienceId, Content, Date, Page};
use crate::source::Url;
use crate::text::escaped;

/// Readers look at what is new; older changes are on the page of changes.
const MOST: usize = 100;

struct Entry<'a> {
    date: Date,
    page: &'a Page,
    text: &'a str,
    /// The day the entry itself was last changed: news may be mended.
    updated: Date,
    /// Counts the changes of a page on one day; `None` for news.
    number: Option<usize>,
}

/// The feed that stands at `here`; `None` when the site has no address.
pub fn atom(export: Export, here: &Url, audience: Option<AudienceId>) -> Option<String> {
    let site = &export.portal.site;
    let home = export.absolute(&Url::new(""))?;
    let this = export.absolute(here)?;
    let mut entries = entries(export, audience);
    entries.sort_by(|a, b| (b.date, a.page.id, a.number).cmp(&(a.date, b.page.id, b.number)));
    entries.truncate(MOST);
    let title = match audience {
        None => export.strings.fill("changes.feed_title", &[("site", &site.title)]),
        Some(id) => {
            let values = [("site", site.title.as_str()), ("audience", &export.portal.audience(id).name)];
            export.strings.fill("changes.feed_title_audience", &values)
        }
    };
    // A feed without entries has never changed.
    let updated = time(entries.iter().map(|entry| entry.updated).max().unwrap_or(Date::constant(1970, 1, 1)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{this}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{this}\"/>\n<link href=\"{home}\"/>\n",
        escaped(&site.language),
        escaped(&title),
        escaped(&site.title),
        this = escaped(&this),
        home = escaped(&home),
    );
    for entry in &entries {
        push_entry(&mut xml, export, entry);
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

fn entries<'a>(export: Export<'a>, audience: Option<AudienceId>) -> Vec<Entry<'a>> {
    let mut all = Vec::new();
    for page in &export.portal.pages {
        let mut last = None;
        let mut number = 0;
        for change in &page.changes {
            // A change that names nobody concerns those its page is for.
            let whom = if change.audience.is_empty() { &page.audience } else { &change.audience };
            number = if last == Some(change.date) { number + 1 } else { 0 };
            last = Some(change.date);
            if audience.is_none_or(|id| whom.contains(&id)) {
                all.push(Entry {
                    date: change.date,
                    page,
                    text: &change.text,
                    updated: change.date,
                    number: Some(number),
                });
            }
        }
        if let Content::News(news) = &page.content
            && let Some(date) = news.date
            && audience.is_none_or(|id| page.audience.contains(&id))
        {
            let (text, updated) =
                (page.summary.as_deref().unwrap_or_default(), page.changed().max(Some(date)).unwrap_or(date));
            all.push(Entry { date, page, text, updated, number: None });
        }
    }
    all
}

fn push_entry(xml: &mut String, export: Export, entry: &Entry) {
    let address = escaped(&export.address(&entry.page.url));
    let (title, text) = (escaped(&entry.page.title), escaped(entry.text));
    // News is the page itself; a change is a place in it, the same after every build.
    let id = match entry.number {
        Some(number) => format!("{address}#{}-{number}", entry.date),
        None => address.clone(),
    };
    let (published, updated) = (time(entry.date), time(entry.updated));
    // Writing to a String cannot fail.
    let _ = write!(
        xml,
        "<entry>\n<id>{id}</id>\n<title>{title}</title>\n<link href=\"{address}\"/>\n\
         <published>{published}</published>\n<updated>{updated}</updated>\n<summary>{text}</summary>\n</entry>\n"
    );
}

fn time(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
