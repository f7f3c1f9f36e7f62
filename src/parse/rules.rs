//! Rules about the form of a file, found while it is read.

use crate::diag::{Doc, Rule, Severity};

/// Every rule of this stage, for `explain`.
pub static ALL: &[&Rule] = &[
    &YAML_SYNTAX,
    &YAML_TRAP,
    &FRONT_MATTER,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &STEP_FORM,
    &BAD_FILE_NAME,
    &YAML_COMMENT,
    &LOOSE_DURATION,
    &MERGE_CONFLICT,
    &MARKDOWN_SLIP,
];

pub static YAML_SYNTAX: Rule = Rule {
    id: "yaml-syntax",
    severity: Severity::Error,
    title: Doc {
        da: "Felterne øverst på siden skal kunne læses.",
        en: "The fields at the top of a page must be readable.",
    },
    why: Doc {
        da: "Felterne mellem de to linjer »---« er skrevet i YAML: »nøgle: værdi« på hver sin linje, lister med »- « foran. En værdi med kolon og mellemrum, eller som begynder med et tegn som @ % * & ! > | [ {, skal stå i anførselstegn.",
        en: "The fields between the two “---” lines are YAML: “key: value” on a line each, lists with “- ” in front. A value with a colon and a space, or that begins with a sign such as @ % * & ! > | [ {, needs quotes.",
    },
    example: "title: Ansøgning\ntitle: igen",
    fixed: "title: Ansøgning",
};

pub static YAML_TRAP: Rule = Rule {
    id: "yaml-trap",
    severity: Severity::Error,
    title: Doc {
        da: "Tegn med særlig betydning i YAML skal stå i anførselstegn.",
        en: "Signs with a meaning in YAML must be quoted.",
    },
    why: Doc {
        da: "Kolon og mellemrum midt i en værdi, tabulator, et åbent anførselstegn og visse tegn først i værdien betyder noget andet i YAML, end man tror. Sæt værdien i anførselstegn.",
        en: "A colon and a space within a value, a tab, an open quote and some signs at its start mean something else in YAML than one thinks. Put the value in quotes.",
    },
    example: "do: Afgørelse: bevilling",
    fixed: "do: \"Afgørelse: bevilling\"",
};

pub static YAML_COMMENT: Rule = Rule {
    id: "yaml-comment",
    severity: Severity::Warning,
    title: Doc { da: "Tekst efter » #« læses ikke.", en: "Text after “ #” is not read." },
    why: Doc {
        da: "Et mellemrum og # begynder en kommentar, så resten af linjen forsvinder fra siden. Det samme gælder en nøgle uden værdi i { }. Sæt hele værdien i anførselstegn.",
        en: "A space and # begin a comment, so the rest of the line is lost. The same goes for a key without a value in { }. Put the whole value in quotes.",
    },
    example: "do: Ring på lokal #12",
    fixed: "do: \"Ring på lokal #12\"",
};

pub static FRONT_MATTER: Rule = Rule {
    id: "front-matter",
    severity: Severity::Error,
    title: Doc {
        da: "En side begynder med felter mellem to linjer »---«.",
        en: "A page begins with fields between two “---” lines.",
    },
    why: Doc {
        da: "Uden felterne har siden ingen titel og ingen ejer, og kan ikke stå i nogen oversigt.",
        en: "Without the fields the page has no title and no owner and can stand in no list.",
    },
    example: "# Ansøgning om kontanthjælp",
    fixed: "---\ntitle: Ansøgning om kontanthjælp\n---",
};

pub static UNKNOWN_KEY: Rule = Rule {
    id: "unknown-key",
    severity: Severity::Error,
    title: Doc { da: "Et felt skal have et navn, som siden kender.", en: "A field must have a name the page knows." },
    why: Doc {
        da: "En stavefejl i et feltnavn ville ellers betyde, at oplysningen mangler på siden, uden at nogen ser det.",
        en: "A misspelt field would otherwise be missing from the page without anyone seeing it.",
    },
    example: "titel: Ansøgning",
    fixed: "title: Ansøgning",
};

pub static MISSING_KEY: Rule = Rule {
    id: "missing-key",
    severity: Severity::Error,
    title: Doc {
        da: "Et felt, som siden ikke kan undvære, mangler.",
        en: "A field the page cannot do without is missing.",
    },
    why: Doc {
        da: "Titel, forklaring og lignende vises i oversigter, søgning og links.",
        en: "Title, short text and the like are shown in lists, search and links.",
    },
    example: "---\nsummary: En side uden titel\n---",
    fixed: "---\ntitle: En side\nsummary: En side med en titel\n---",
};

pub static WRONG_TYPE: Rule = Rule {
    id: "wrong-type",
    severity: Severity::Error,
    title: Doc { da: "Værdien har en anden form, end feltet skal have.", en: "The value is not of the field's form." },
    why: Doc {
        da: "En dato skrives 2026-11-22, en liste i [ ] eller med »- « foran hvert punkt, og nogle felter har faste værdier.",
        en: "A date is written 2026-11-22, a list in [ ] or with “- ” before each item, and some fields have fixed values.",
    },
    example: "reviewed: i går",
    fixed: "reviewed: 2026-11-22",
};

pub static STEP_FORM: Rule = Rule {
    id: "step-form",
    severity: Severity::Error,
    title: Doc {
        da: "Et trin er én ting: en handling, et spørgsmål, en ventetid …",
        en: "A step is one thing: an action, a question, a wait …",
    },
    why: Doc {
        da: "Hvert trin har et id og netop ét af do, ask, wait, run, split, join, start og end. Hvem der gør det, står i by.",
        en: "Every step has an id and exactly one of do, ask, wait, run, split, join, start and end. Who does it stands in by.",
    },
    example: "- id: modtag\n  do: Registrér\n  ask: Er sagen oplyst?",
    fixed: "- id: modtag\n  do: Registrér\n- id: oplyst\n  ask: Er sagen oplyst?\n  answers: {Nej: modtag, Ja: slut}\n- id: slut\n  end: Færdig",
};

pub static BAD_FILE_NAME: Rule = Rule {
    id: "file-name",
    severity: Severity::Error,
    title: Doc {
        da: "Filnavne har kun små bogstaver a-z, tal og bindestreg.",
        en: "File names have only lower-case a-z, digits and hyphens.",
    },
    why: Doc {
        da: "Filens navn er sidens id og en del af dens adresse. Adressen skal virke på alle webservere, i mails og på telefon.",
        en: "The file's name is the page's id and part of its address, which must work on every web server, in mail and on the phone.",
    },
    example: "Ansøgning om hjælp.md",
    fixed: "ansoegning-om-hjaelp.md",
};

pub static LOOSE_DURATION: Rule = Rule {
    id: "loose-duration",
    severity: Severity::Warning,
    title: Doc { da: "En frist i tal skal kunne regnes med.", en: "A deadline in figures can be counted." },
    why: Doc {
        da: "Portalen lægger fristerne på trinene sammen og viser dem i fristkalenderen. Det kan den kun, når der står et tal og en enhed: »14 dage«, »4 uger«, »1½ år«. Anden tekst, for eksempel »snarest muligt«, vises, som den står.",
        en: "The portal sums the deadlines of steps and lists them. It can do so only for a number and a unit: “14 dage”, “4 uger”, “1½ år”. Other text, such as “snarest muligt”, is shown as it stands.",
    },
    example: "within: 4 ugers",
    fixed: "within: 4 uger",
};

pub static MERGE_CONFLICT: Rule = Rule {
    id: "merge-conflict",
    severity: Severity::Error,
    title: Doc { da: "To udgaver af en side skal samles til én.", en: "Two versions of a page are made one." },
    why: Doc {
        da: "Når to har rettet samme sted, skriver Git begge udgaver i filen mellem linjer med <<<<<<<, ======= og >>>>>>>. Vælg den rigtige tekst, og slet de tre linjer.",
        en: "Where two people changed the same place, Git writes both versions between lines with <<<<<<<, ======= and >>>>>>>. Choose the right text and delete the three lines.",
    },
    example: "<<<<<<< HEAD\ntitle: Flytning\n=======\ntitle: Flytning til en anden kommune\n>>>>>>> rettelser",
    fixed: "title: Flytning til en anden kommune",
};

pub static MARKDOWN_SLIP: Rule = Rule {
    id: "markdown-slip",
    severity: Severity::Warning,
    title: Doc {
        da: "Lister, overskrifter og tabeller skal skrives, så de bliver det.",
        en: "Lists, headings and tables are written so that they become one.",
    },
    why: Doc {
        da: "Tegn fra Word, for eksempel – og •, er almindelige bogstaver i Markdown: punkterne løber sammen til én linje på siden. En overskrift har et mellemrum efter #, og en tabel har en linje med |---| under sin første række.",
        en: "Signs of word processors such as – and • are plain letters in Markdown: the items run together on the page. A heading has a space after its #, a table a line of |---| below its first row.",
    },
    example: "– Brevet er sendt\n– Svaret er modtaget",
    fixed: "- Brevet er sendt\n- Svaret er modtaget",
};
