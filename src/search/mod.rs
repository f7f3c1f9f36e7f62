//! The portal's search: what can be found, the index a browser loads, and the same search here.
//!
//! [`documents`] says what is found and by which words, [`index`] counts them, [`encode`] writes the
//! file that browsers load. [`query`] answers questions; the theme's `static/search/` holds the same
//! in JavaScript, and tests compare every answer of the two. So all reckoning is in whole numbers.

pub mod documents;
pub mod encode;
pub mod index;
pub mod query;
pub mod text;
pub mod vocabulary;

mod facts;

pub use facts::{Answering, ContactFacts, Facts, Statute, key};

use crate::model::Portal;
use crate::routes::Routes;
use crate::theme::Strings;
use documents::PageDocuments;
use index::Term;

/// Everything that a search reads.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// In order of URL; document numbers count pages and the places in them through.
    pub pages: Vec<PageDocuments>,
    pub terms: Vec<Term>,
    pub facts: Facts,
}

impl Index {
    pub fn new(portal: &Portal, routes: &Routes, strings: &Strings) -> Self {
        let pages = documents::collect(portal, routes, strings);
        let terms = index::build(&pages);
        let facts = Facts::of(portal, &pages, strings);
        Self { pages, terms, facts }
    }
}

/// A statute's name within terms: `las` in `las§11`.
fn statute_key(abbr: &str) -> String {
    let words = text::tokens(abbr);
    words.iter().map(|token| text::fold(&token.text)).collect()
}
