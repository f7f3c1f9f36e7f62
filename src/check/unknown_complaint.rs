//! Complaint guidance must stand in _data/complaints.yaml.

use super::unresolved;
use crate::diag::{Diagnostics, Doc, Rule, Severity};
use crate::model::{Portal, UnresolvedKind};
use crate::say;

pub static RULE: Rule = Rule {
    id: "unknown-complaint",
    severity: Severity::Error,
    title: Doc {
        da: "En klagevejledning skal stå i _data/complaints.yaml.",
        en: "Complaint guidance must stand in _data/complaints.yaml.",
    },
    why: Doc {
        da: "Klagevejledningen skal være ens overalt, så den skrives ét sted.",
        en: "Complaint guidance must be the same everywhere, so it is written in one place.",
    },
    example: "complaint: ankestyrelsen",
    fixed: "complaint: ankestyrelsen-4-uger",
};

pub fn check(portal: &Portal, found: &mut Diagnostics) {
    unresolved::report(&RULE, portal, UnresolvedKind::Complaint, found, |name| {
        say!("Klagevejledningen »{name}« findes ikke.", "There is no complaint guidance “{name}”.")
    });
}
