//! Every address belongs to one page.

use crate::diag::{Diagnostic, Doc, Rule, Severity};
use crate::say;
use crate::source::{Span, Url};

pub static RULE: Rule = Rule {
    id: "duplicate-url",
    severity: Severity::Error,
    title: Doc { da: "En adresse kan kun høre til én side.", en: "An address belongs to one page only." },
    why: Doc {
        da: "Den ene side ville overskrive den anden. Omdøb filen, eller fjern aliasset.",
        en: "One page would overwrite the other. Rename the file, or remove the alias.",
    },
    example: "aliases: [/abc/]",
};

/// The problem of two claims on one address; the route table finds them.
pub fn problem(url: &Url, first: Option<Span>, second: Span) -> Diagnostic {
    let problem =
        Diagnostic::new(&RULE, second, say!("Adressen »/{url}« er optaget.", "The address “/{url}” is taken."));
    match first {
        Some(first) => problem.label(first, say!("af denne side", "by this page")),
        None => {
            problem.help(say!("portalen bruger den selv; vælg en anden", "the portal uses it itself; choose another"))
        }
    }
}
