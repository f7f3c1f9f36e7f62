//! A portal in which everything that can be told of can change, and what is told of a change.

use vejviser::diag::Lang;
use vejviser::digest::{self, Digest, Item, State};
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::source::Sources;

use crate::support::TODAY;

pub const SITE: &str = "title = \"Portal\"\nbase_url = \"https://portal.example/\"\n\
    [[administration]]\nid = \"bif\"\nname = \"Beskæftigelse\"\nshort = \"BIF\"\n\
    [[administration]]\nid = \"sof\"\nname = \"Socialt\"\nshort = \"SOF\"\n";

pub const GANG: &str = "---
title: Ansøgning
summary: Fra ansøgning til svar.
lead: bif
owner: enhed
audience: [unge]
law: LAS § 1
trigger: Borgeren søger
outcome: Borgeren har svar
deadline: {within: 3 uger, from: ansøgningen er modtaget, basis: local}
complaint: klage
steps:
- {id: modtag, do: Registrér ansøgningen, by: sagsbehandler, tools: [ky], law: LAS § 2}
- {id: hoer, do: Send partshøring, by: sagsbehandler, within: 3 uger, remember: Skriv fristen}
- {id: vent, wait: Svar på høringen, by: sagsbehandler, for: borger, within: 2 uger, late: {to: afgoer, say: Intet svar}}
- {id: oplyst, ask: Er sagen oplyst?, by: sagsbehandler, answers: {Ja: afgoer, Nej: hoer}}
- {id: afgoer, do: Afgør sagen, by: leder, with: [sagsbehandler], next: slut}
- {id: slut, end: Svaret er sendt}
---
Om ansøgningen.

## Modtagelse {#modtag}

Se efter datoen.

## Mere

Læs også loven.
";

/// A portal in which everything that can be told of can change.
pub fn files() -> Vec<(&'static str, String)> {
    [
        ("site.toml", SITE),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        (
            "content/_data/actors.yaml",
            "- {id: borger, name: Borger, external: true}\n- {id: sagsbehandler, name: Sagsbehandler, administration: bif, contact: enhed}\n- {id: leder, name: Leder, administration: bif, contact: enhed}\n",
        ),
        ("content/_data/audiences.yaml", "- {id: unge, name: Unge, summary: Under 30}\n- {id: syge, name: Syge}\n"),
        ("content/_data/complaints.yaml", "- {id: klage, text: Du kan klage., authority: Ankestyrelsen, deadline: 4 uger}\n"),
        ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
        ("content/arbejdsgange/ansoegning.md", GANG),
        ("content/kontakt/_index.md", "---\ntitle: Kontakt\nkind: contact\n---\n"),
        (
            "content/kontakt/enhed.md",
            "---\ntitle: Enhed\nunit: Enhed\nphones: [{label: Telefon, number: 00 00 00 00}]\nhours: [{days: mandag, from: \"9\", to: \"15\"}]\n---\n",
        ),
        ("content/lovgivning/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
        ("content/lovgivning/las.md", "---\ntitle: Aktivloven\nabbr: LAS\n---\n"),
        ("content/redskaber/_index.md", "---\ntitle: Redskaber\nkind: tool\n---\n"),
        ("content/redskaber/ky.md", "---\ntitle: KY\ntype: it_system\nhref: https://ky.example/\n---\n"),
        ("content/redskaber/brev.md", "---\ntitle: Brev\ntype: letter\n---\nKære borger.\n"),
        ("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n"),
        ("content/abc/hoering.md", "---\ntitle: Høring\nshort: At blive hørt.\nsynonyms: [partshøring]\n---\n"),
        ("content/ansvar/_index.md", "---\ntitle: Ansvar\nkind: topic\n---\n"),
        ("content/ansvar/penge.md", "---\ntitle: Penge\nlead: bif\ncontact: enhed\ndoes: {bif: Beregner, sof: Rådgiver}\nshared: Begge\n---\n"),
        ("content/ydelser/_index.md", "---\ntitle: Ydelser\nkind: service\n---\n"),
        ("content/ydelser/hjaelp.md", "---\ntitle: Hjælp\nwho_can_get: Voksne\nunit: enhed\nhow_to_refer: [Ring]\n---\n"),
        ("content/guider/_index.md", "---\ntitle: Guider\nkind: guide\n---\n"),
        ("content/guider/moede.md", "---\ntitle: Mødet\ntype: service\nfor: unge\nwe_do: [Vi svarer]\n---\n"),
        ("content/forloeb/_index.md", "---\ntitle: Forløb\nkind: path\n---\n"),
        ("content/forloeb/ny.md", "---\ntitle: Ny leder\nrole: leder\nworkflows: [ansoegning]\n---\n"),
    ]
    .into_iter()
    .map(|(path, text)| (path, text.to_owned()))
    .collect()
}

/// The files with a piece of one of them replaced.
pub fn with(changes: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = files().into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    for (path, from, to) in changes {
        match files.iter_mut().find(|(known, _)| known == path) {
            Some((_, text)) => {
                assert!(text.contains(from), "{path} has no »{from}«");
                *text = text.replacen(from, to, 1);
            }
            None => files.push(((*path).to_owned(), (*to).to_owned())),
        }
    }
    files
}

pub fn compiled(files: &[(String, String)]) -> Compilation {
    let sources = Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let portal = compile(sources, &mut Default::default(), &Options::on(TODAY));
    let errors: Vec<_> =
        portal.diagnostics().iter().filter(|one| one.severity == vejviser::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    portal
}

pub fn between(old: &Compilation, new: &Compilation) -> Digest {
    let state = |portal| State { portal, day: TODAY, revision: None };
    digest::compare(state(&old.portal), state(&new.portal))
}

pub fn after(changes: &[(&str, &str, &str)]) -> Digest {
    between(&compiled(&with(&[])), &compiled(&with(changes)))
}

pub fn sentences(items: &[Item], lang: Lang) -> Vec<String> {
    items.iter().flat_map(|item| &item.told).map(|told| told.text.get(lang).to_owned()).collect()
}

/// One replacement in a file and the sentences that it makes, in Danish.
pub fn says(path: &str, from: &str, to: &str, expected: &[&str]) {
    let digest = after(&[(path, from, to)]);
    assert_eq!(sentences(&digest.items, Lang::Danish), expected, "»{from}« -> »{to}«");
    let english = sentences(&digest.items, Lang::English);
    assert!(english.iter().zip(expected).all(|(en, da)| !en.is_empty() && en != da), "{english:?}");
    // What came goes again the other way: something is told then too.
    let back = between(&compiled(&with(&[(path, from, to)])), &compiled(&with(&[])));
    assert!(!back.items.is_empty(), "»{to}« -> »{from}« is silent");
}

pub const FLOW: &str = "content/arbejdsgange/ansoegning.md";
