//! Images say in words what they show.

use crate::diag::{Diagnostic, Diagnostics, Doc, Rule, Severity};
use crate::model::Portal;
use crate::say;

pub static RULE: Rule = Rule {
    id: "image-without-alt",
    severity: Severity::Error,
    title: Doc {
        da: "Et billede skal have en tekst, der siger, hvad det viser.",
        en: "An image needs a text that says what it shows.",
    },
    why: Doc {
        da: "Skærmlæsere læser teksten højt, og loven om tilgængelige websteder kræver den.",
        en: "Screen readers read it out, and the law on accessible websites demands it.",
    },
    example: "![](skema.png)",
    fixed: "![Skemaet med alle felter udfyldt](skema.png)",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    let images = portal.pages.iter().flat_map(|page| &page.body.images);
    for image in images.filter(|image| image.alt.trim().is_empty()) {
        let file = image.asset.as_ref().map_or("fil.png", |path| path.file_name());
        found.push(
            Diagnostic::new(&RULE, image.span, say!("Billedet har ingen tekst.", "The image has no text."))
                .help(say!("skriv ![det, billedet viser]({file})", "write ![what the image shows]({file})")),
        );
    }
}
