//! Two pages cannot stand at one address.

use crate::diag::{Doc, Rule, Severity};

pub static RULE: Rule = Rule {
    id: "duplicate-url",
    severity: Severity::Error,
    title: Doc { da: "Hver adresse hører til én side.", en: "Every address belongs to one page." },
    why: Doc {
        da: "Ligger to sider på samme adresse, kan kun den ene læses. Giv den ene et andet filnavn, eller fjern den gamle adresse fra `aliases`.",
        en: "When two pages stand at one address only one can be read. Rename one of the files, or remove the old address from `aliases`.",
    },
    example: "aliases: [frister/]",
    fixed: "aliases: [gamle-frister/]",
};
