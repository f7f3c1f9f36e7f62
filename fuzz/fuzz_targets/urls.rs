//! Slugs, paths and URLs: ids are ids, no link climbs out of the site, and a relative link leads to what it was
//! made for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser::source::{SourcePath, Url};
use vejviser::text::{danish_order, is_id, nearest, percent_encoded, sentences, slug};

fuzz_target!(|pair: (&str, &str)| {
    let (a, b) = pair;
    let id = slug(a);
    assert!(id.is_empty() || is_id(&id), "{id:?}");
    assert_eq!(slug(&id), id);
    assert!(percent_encoded(a).is_ascii());
    assert_eq!(danish_order(a, b), danish_order(b, a).reverse());
    let _ = (nearest(a, [b].into_iter()), sentences(a).count());

    if let Some(joined) = SourcePath::new(&plain(a)).join(b) {
        assert!(!joined.as_str().starts_with('/') && !joined.as_str().split('/').any(|part| part == ".."));
    }
    let (from, to) = (Url::new(plain(a)), Url::new(plain(b)));
    assert_eq!(resolve(&from, &from.relative_to(&to)), to.as_str());
});

/// A URL as the table of routes has them, from any text.
fn plain(text: &str) -> String {
    let parts: Vec<String> = text.split('/').map(slug).filter(|part| !part.is_empty()).collect();
    parts.join("/") + if text.ends_with('/') && !parts.is_empty() { "/" } else { "" }
}

/// As a browser does it.
fn resolve(from: &Url, link: &str) -> String {
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    let mut pieces = link.split('/').peekable();
    while let Some(piece) = pieces.next() {
        match (piece, pieces.peek().is_none()) {
            ("..", _) => drop(parts.pop().expect("no link climbs above the front page")),
            (".", _) => {}
            ("", true) => {}
            (name, _) => parts.push(name),
        }
    }
    let folder = link.ends_with('/') && !parts.is_empty();
    parts.join("/") + if folder { "/" } else { "" }
}
