//! A small portal without errors, in which everything is named from somewhere.

pub const SITE: &str = r#"title = "Prøve"

[[administration]]
id = "bif"
name = "Beskæftigelsesforvaltningen"
short = "BIF"

[[administration]]
id = "sof"
name = "Socialforvaltningen"
short = "SOF"

[notice]
text = "Læs om"
link = "gange/ansoegning/"

[search]
contact = "ydelsesservice"
"#;

pub const WORKFLOW: &str = r#"---
title: Ansøgning om hjælp
summary: Fra ansøgning til svar.
lead: bif
owner: ydelsesservice
audience: [ledige]
law: ["LAS § 11, stk. 2"]
related: [hoering]
complaint: fire-uger
deadline: {within: 4 uger, law: "LAS § 12"}
steps:
  - id: modtag
    do: Registrér ansøgningen
    by: sagsbehandler
    tools: [ky]
    within: 5 hverdage
  - id: oplyst
    ask: Er sagen oplyst?
    by: sagsbehandler
    answers: {Nej: vent, Ja: svar}
  - id: vent
    wait: Svar fra borgeren
    by: sagsbehandler
    for: borger
    within: 14 dage
    late: {to: svar, say: Intet svar}
    next: oplyst
  - id: svar
    run: hoering
    by: sagsbehandler
---
Se [høringen](hoering.md#send), [[hjaelp]] og [trinnet](#vent). Efter LAS § 11 er der krav 𝄞.

## Ventetid {#vent}

Vejledning.
"#;

pub const HEARING: &str = r#"---
title: Høring
summary: Sådan høres parten.
owner: ydelsesservice
lead: faelles
law: [LAS § 11]
related: [gange/ansoegning]
steps:
  - id: send
    do: Send brevet
    by: sagsbehandler
    tools: [ky]
---
Se [ansøgningen](ansoegning.md#trin-vent) og [[ansoegning]].
"#;

pub const FILES: &[(&str, &str)] = &[
    ("site.toml", SITE),
    ("content/_index.md", "---\ntitle: Forside\n---\n"),
    ("content/gange/_index.md", "---\ntitle: Gange\nkind: workflow\nfeatured: [ansoegning]\n---\n"),
    ("content/gange/ansoegning.md", WORKFLOW),
    ("content/gange/hoering.md", HEARING),
    ("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n"),
    (
        "content/abc/hjaelp.md",
        "---\ntitle: Hjælp\nshort: Støtte til livet.\nowner: ydelsesservice\n---\n[Søg](../gange/ansoegning.md)\n",
    ),
    ("content/kontakt/_index.md", "---\ntitle: Kontakt\nkind: contact\n---\n"),
    ("content/kontakt/ydelsesservice.md", "---\ntitle: Ydelsesservice\nunit: Ydelsesservice\n---\n"),
    ("content/redskaber/_index.md", "---\ntitle: Redskaber\nkind: tool\n---\n"),
    ("content/redskaber/ky.md", "---\ntitle: Fagsystemet KY\nsummary: Her ligger sagen.\ntype: it_system\n---\n"),
    ("content/lov/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
    (
        "content/lov/las.md",
        "---\ntitle: Aktivloven\nabbr: LAS\nfull_title: Lov om aktiv socialpolitik\n---\n## Hjælp {#p11}\nTekst.\n",
    ),
    ("content/laering/_index.md", "---\ntitle: Læring\nkind: path\n---\n"),
    (
        "content/laering/ny.md",
        "---\ntitle: Ny her\nowner: ydelsesservice\nrole: sagsbehandler\nworkflows: [ansoegning, hoering]\n---\n",
    ),
    (
        "content/_data/actors.yaml",
        "- id: borger\n  name: Borger\n  external: true\n- id: sagsbehandler\n  name: Sagsbehandler\n  administration: bif\n  contact: ydelsesservice\n",
    ),
    ("content/_data/audiences.yaml", "- id: ledige\n  name: Ledige\n  summary: Uden job.\n"),
    (
        "content/_data/complaints.yaml",
        "- id: fire-uger\n  text: Klag inden 4 uger.\n  authority: Ankestyrelsen\n  deadline: 4 uger\n  law: LAS § 98\n",
    ),
];
