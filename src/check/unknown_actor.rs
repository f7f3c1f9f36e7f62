//! An actor must stand in _data/actors.yaml.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-actor",
    severity: Severity::Error,
    title: Doc { da: "En aktør skal stå i _data/actors.yaml.", en: "An actor must stand in _data/actors.yaml." },
    why: Doc {
        da: "Aktøren bliver til en kolonne i diagrammet og en side om rollen. Ret navnet, eller tilføj aktøren i registeret.",
        en: "The actor becomes a column of the chart and a page on the role. Correct the name, or add the actor to the registry.",
    },
    example: "by: sagsbehandler",
    fixed: "by: ydelsessagsbehandler",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Actor, found, |name| {
        say!("Aktøren »{name}« findes ikke.", "There is no actor “{name}”.")
    });
}
