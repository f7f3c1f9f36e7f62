//! The index as the scripts that browsers load: one call of a function with one object.
//!
//! Lists of texts are one text with a sign between them, vocabularies leave out what a term shares
//! with the one before, and postings are letters: plain text that packs well, read by any browser.

use serde_json::{Map, Value, json};

use super::documents::{AnswerKind, PageDocuments};
use super::index::{Posting, Term};
use super::{Facts, Index};

/// Of what [`core()`] writes; the script refuses others.
const FORMAT: u32 = 3;

/// The function of the script that takes the parts of the index.
const FUNCTION: &str = "vejviserIndex";

/// Digits of postings. No sign of them means anything in a script or a page.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a vocabulary says a term shares with the one before.
const SHARED: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The main script: what questions are asked of. The words of texts, and what hits show beside the titles of
/// pages, are in it as well when there are no shards.
pub fn core(index: &Index, shards: usize) -> String {
    let mut root = Map::new();
    root.insert("format".into(), json!(FORMAT));
    root.insert("shards".into(), json!(shards));
    pages(&index.pages, &index.facts, &mut root);
    facts(&index.facts, &mut root);
    root.insert("terms".into(), json!(vocabulary(&index.terms)));
    root.insert("core".into(), postings(index.terms.iter().map(|term| term.core.as_slice())));
    if shards == 0 {
        shown(&index.pages, &mut root);
        root.insert("body".into(), postings(index.terms.iter().map(|term| term.body.as_slice())));
    }
    script(&Value::Object(root))
}

/// The words of texts of one share of the vocabulary; after the last share, what hits show.
pub fn shard(index: &Index, number: usize, shards: usize) -> String {
    if number >= shards {
        let mut root = Map::new();
        root.insert("format".into(), json!(FORMAT));
        root.insert("shard".into(), json!(number));
        shown(&index.pages, &mut root);
        return script(&Value::Object(root));
    }
    let (from, to) = share(index.terms.len(), number, shards);
    let terms = index.terms.get(from..to).unwrap_or_default();
    let body = postings(terms.iter().map(|term| term.body.as_slice()));
    script(&json!({ "format": FORMAT, "shard": number, "body": body }))
}

/// The terms of a shard, as numbers.
pub fn share(terms: usize, number: usize, shards: usize) -> (usize, usize) {
    let shards = shards.max(1);
    (terms * number / shards, terms * (number + 1) / shards)
}

/// A call with the object. `<` could end the script in a page, two signs end a line in old browsers.
fn script(value: &Value) -> String {
    let json = value.to_string();
    let safe = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("{FUNCTION}({safe});\n")
}

fn pages(pages: &[PageDocuments], facts: &Facts, root: &mut Map<String, Value>) {
    let mut kinds: Vec<&str> = pages.iter().map(|page| page.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut sections: Vec<&str> = pages.iter().map(|page| page.section.as_str()).collect();
    sections.sort_unstable();
    sections.dedup();
    let place = |list: &[&str], text: &str| list.binary_search(&text).unwrap_or_default();
    let numbers = pages.iter().flat_map(|page| {
        let lead = page.lead.map_or(0, |lead| Facts::lead(lead) + 1);
        [place(&kinds, page.kind), lead, place(&sections, &page.section), page.rank as usize, page.parts.len()]
    });
    root.insert("pages".into(), json!(numbers.collect::<Vec<usize>>()));
    let index = if facts.file_links { "index.html" } else { "" };
    let url =
        |page: &PageDocuments| if page.url.is_page() { format!("{}{index}", page.url) } else { page.url.to_string() };
    root.insert("urls".into(), lines(pages.iter().map(url)));
    root.insert("titles".into(), lines(pages.iter().map(|page| page.page.title.clone())));
    root.insert("kinds".into(), json!(kinds));
    root.insert("sections".into(), json!(sections));
    let numbers = pages.iter().flat_map(|page| &page.parts).map(|part| part.number.unwrap_or(0));
    root.insert("numbers".into(), json!(numbers.collect::<Vec<u32>>()));
}

/// What hits show, and nothing is found by: the summaries of pages, and how places in them are called.
fn shown(pages: &[PageDocuments], root: &mut Map<String, Value>) {
    root.insert("summaries".into(), lines(pages.iter().map(|page| page.summary.clone())));
    let parts = || pages.iter().flat_map(|page| &page.parts);
    root.insert("anchors".into(), lines(parts().map(|part| part.anchor.clone())));
    let titles = pages.iter().flat_map(|page| page.parts.iter().map(|part| below(&page.page.title, &part.title)));
    root.insert("parts".into(), lines(titles));
    let paragraphs = parts().enumerate().filter(|(_, part)| !part.paragraphs.is_empty());
    root.insert("paragraphs".into(), paragraphs.map(|(n, part)| json!([n, part.paragraphs])).collect());
}

/// The title of a place in a page; a tab stands for the page's own.
fn below(page: &str, part: &str) -> String {
    part.strip_prefix(page).map_or_else(|| part.to_owned(), |rest| format!("\t{rest}"))
}

/// Texts of one line each.
fn lines(texts: impl Iterator<Item = String>) -> Value {
    Value::String(texts.collect::<Vec<_>>().join("\n"))
}

fn facts(facts: &Facts, root: &mut Map<String, Value>) {
    let statute = |statute: &super::Statute| json!([statute.page, statute.key, statute.names]);
    let contact = |contact: &super::ContactFacts| json!([contact.page, contact.phones, contact.email, contact.hours]);
    let answer = |answer: &super::Answering| json!([answer.page, name(answer.kind), answer.names]);
    root.insert("leads".into(), json!(facts.leads));
    root.insert("groups".into(), json!(facts.groups));
    root.insert("statutes".into(), facts.statutes.iter().map(statute).collect());
    root.insert("contacts".into(), facts.contacts.iter().map(contact).collect());
    root.insert("answers".into(), facts.answers.iter().map(answer).collect());
    root.insert("last".into(), json!(facts.last_resort));
    root.insert("asks".into(), json!(facts.asks));
    root.insert("hours".into(), json!(facts.hours));
    root.insert("stop".into(), json!(super::text::STOP_WORDS.split_whitespace().collect::<Vec<_>>().join(" ")));
    root.insert("words".into(), json!(facts.words));
}

/// As answers are called in the browser.
pub fn name(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Contact => "contact",
        AnswerKind::Statute => "statute",
        AnswerKind::Term => "term",
    }
}

/// The word shown for each term, without what it shares with the one before. The script makes terms
/// of them as we did.
fn vocabulary(terms: &[Term]) -> String {
    let mut out = String::new();
    let mut before: Vec<char> = Vec::new();
    for term in terms {
        let word: Vec<char> = term.word.chars().collect();
        let same = before.iter().zip(&word).take_while(|(a, b)| a == b).count().min(SHARED.len() - 1);
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(char::from(SHARED.get(same).copied().unwrap_or(b'0')));
        out.extend(word.iter().skip(same));
        before = word;
    }
    out
}

/// Two texts with a part per term: the distances from document to document, and the levels.
fn postings<'p>(lists: impl Iterator<Item = &'p [Posting]>) -> Value {
    let (mut documents, mut levels) = (String::new(), String::new());
    for (n, list) in lists.enumerate() {
        if n > 0 {
            documents.push(' ');
        }
        let mut next = 0;
        for posting in list {
            push_number(&mut documents, posting.document - next);
            next = posting.document + 1;
            levels.push(digit(u32::from(posting.level)));
        }
    }
    json!([documents, levels])
}

/// Five bits to a digit, the lowest first; the sixth says that more follow.
fn push_number(out: &mut String, mut number: u32) {
    while number >= 32 {
        out.push(digit(32 + number % 32));
        number /= 32;
    }
    out.push(digit(number));
}

fn digit(value: u32) -> char {
    char::from(DIGITS.get(value as usize).copied().unwrap_or(b'A'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(digit: char) -> u32 {
        DIGITS.iter().position(|known| char::from(*known) == digit).unwrap() as u32
    }

    /// As the script reads them.
    fn read(documents: &str, levels: &str) -> Vec<Vec<Posting>> {
        let mut levels = levels.chars();
        let list = |part: &str| {
            let (mut next, mut number, mut shift, mut list) = (0, 0, 0, Vec::new());
            for digit in part.chars().map(value) {
                number += (digit % 32) << shift;
                shift += 5;
                if digit < 32 {
                    list.push(Posting { document: next + number, level: value(levels.next().unwrap()) as u8 });
                    next += number + 1;
                    (number, shift) = (0, 0);
                }
            }
            list
        };
        documents.split(' ').map(list).collect()
    }

    #[test]
    fn postings_are_read_as_they_were_written() {
        let posting = |document, level| Posting { document, level };
        let lists = vec![
            vec![posting(0, 0), posting(1, 63), posting(33, 5)],
            Vec::new(),
            vec![posting(31, 1), posting(100_000, 2)],
        ];
        let written = postings(lists.iter().map(Vec::as_slice));
        assert_eq!(read(written[0].as_str().unwrap(), written[1].as_str().unwrap()), lists);
    }

    #[test]
    fn a_vocabulary_leaves_out_what_terms_share() {
        let word = |word: &str| Term { word: word.to_owned(), ..Term::default() };
        assert_eq!(vocabulary(&[word("anke"), word("ankesag"), word("§81"), word("§81a")]), "0anke 4sag 0§81 3a");
    }

    #[test]
    fn nothing_in_it_ends_the_script() {
        let text = script(&json!({ "titles": "</script>\u{2028}<!--" }));
        assert!(!text.contains('<') && !text.contains('\u{2028}'), "{text}");
    }

    #[test]
    fn shares_are_the_whole() {
        let shares: Vec<_> = (0..3).map(|n| share(10, n, 3)).collect();
        assert_eq!(shares, [(0, 3), (3, 6), (6, 10)]);
    }
}
