//! Completion: what is offered where, and what it writes.

use serde_json::Value;

use super::client::Client;
use super::portal::{FILES, WORKFLOW};

const PAGE: &str = "content/gange/ansoegning.md";

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["label"].as_str().unwrap()).collect()
}

fn item<'a>(items: &'a [Value], label: &str) -> &'a Value {
    items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("»{label}« in {:?}", labels(items)))
}

fn written<'a>(items: &'a [Value], label: &str) -> &'a str {
    item(items, label)["textEdit"]["newText"].as_str().unwrap()
}

#[test]
fn keys_of_a_page_come_with_their_meaning_the_needed_ones_first() {
    let mut client = Client::start(FILES);
    let items = client.complete("content/gange/ny.md", "---\nsummary: x\n|\n---\n");
    assert_eq!(&labels(&items)[..2], ["title", "steps"]);
    assert!(!labels(&items).contains(&"summary"), "it stands there already");
    assert!(!labels(&items).contains(&"abbr"), "that is a field of statutes");
    let title = item(&items, "title");
    assert_eq!(title["detail"], "tekst, skal udfyldes");
    assert!(title["documentation"]["value"].as_str().unwrap().starts_with("Sidens titel."));
    assert!(title["filterText"].as_str().unwrap().contains("overskrift"));
    assert_eq!(written(&items, "title"), "title: ");
    assert_eq!(written(&items, "audience"), "audience: [$1]$0");
    assert_eq!(written(&items, "law"), "law: [\"$1\"]$0");
    assert_eq!(written(&items, "steps"), "steps:\n  - id: $1");
    assert_eq!(written(&items, "deadline"), "deadline:\n  within: $1");
    let items = client.complete("content/gange/ny.md", "---\ntitel|: x\n---\n");
    assert_eq!(written(&items, "title"), "title", "the colon stands there");
}

#[test]
fn keys_within_steps_answers_and_registries() {
    let mut client = Client::start(FILES);
    let steps = "---\ntitle: x\nsteps:\n  - id: a\n    do: y\n    ";
    let items = client.complete("content/gange/ny.md", &format!("{steps}|\n---\n"));
    assert!(labels(&items).contains(&"within") && !labels(&items).contains(&"id"));
    assert_eq!(written(&items, "late"), "late:\n      to: $1");
    assert_eq!(written(&items, "answers"), "answers:\n      - say: $1");
    let items = client.complete("content/gange/ny.md", &format!("{steps}late: {{to: a, |\n---\n"));
    assert_eq!(labels(&items), ["say"]);
    let items = client.complete("content/gange/ny.md", &format!("{steps}answers:\n      - say: Ja\n        |\n---\n"));
    assert_eq!(labels(&items), ["to", "when", "law"]);
    let items = client.complete("content/_data/actors.yaml", "- id: x\n  |\n");
    assert_eq!(&labels(&items)[..2], ["name", "administration"]);
    let items = client.complete("site.toml", "title = \"x\"\n\n[review]\nev|\n");
    assert_eq!(written(&items, "every"), "every = \"$1\"$0");
}

#[test]
fn values_are_what_the_field_refers_to() {
    let mut client = Client::start(FILES);
    let mut at = |field: &str| client.complete("content/gange/ny.md", &format!("---\ntitle: x\n{field}\n---\n"));
    assert_eq!(labels(&at("status: |")), ["current", "phasing_out", "under_review", "historical", "draft"]);
    assert_eq!(labels(&at("lead: |")), ["bif", "sof", "faelles"]);
    assert_eq!(labels(&at("owner: |")), ["ydelsesservice"]);
    assert_eq!(labels(&at("audience: [|")), ["ledige"]);
    assert_eq!(labels(&at("complaint: |")), ["fire-uger"]);
    assert_eq!(labels(&at("lanes:\n  - |")), ["borger", "sagsbehandler"]);
    assert_eq!(written(&at("lanes:\n  |"), "borger"), "- borger");
    assert_eq!(written(&at("owner:|"), "ydelsesservice"), " ydelsesservice");
    assert_eq!(written(&at("glossary: f|"), "false"), "false");
    assert_eq!(labels(&at("reviewed: |")), ["2026-11-22"]);
    let items = at("related: [ansø|]");
    assert_eq!(labels(&items), ["ansoegning"]);
    let found = item(&items, "ansoegning");
    assert_eq!(found["detail"], "Ansøgning om hjælp");
    assert_eq!(found["filterText"], "ansoegning Ansøgning om hjælp");
    let doc = found["documentation"]["value"].as_str().unwrap();
    assert!(doc.contains("Fra ansøgning til svar.") && doc.contains("Ejer: Ydelsesservice"), "{doc}");
    let items = at("allow:\n  - rule: workflow-without|");
    assert_eq!(labels(&items), ["workflow-without-tool", "workflow-without-law"]);
}

#[test]
fn steps_of_the_page_tools_and_workflows() {
    let mut client = Client::start(FILES);
    let before = WORKFLOW.split("    next: oplyst").next().unwrap();
    let after = WORKFLOW.split_once("    next: oplyst").unwrap().1;
    let items = client.complete(PAGE, &format!("{before}    next: |{after}"));
    assert_eq!(labels(&items), ["modtag", "oplyst", "vent", "svar"]);
    assert_eq!(item(&items, "vent")["detail"], "3. Svar fra borgeren");
    assert_eq!(item(&items, "svar")["detail"], "4. Høring", "a sub-workflow is called by its page");
    let items = client.complete(PAGE, &WORKFLOW.replace("tools: [ky]", "tools: [|]"));
    assert_eq!(item(&items, "ky")["detail"], "Fagsystemet KY");
    let items = client.complete(PAGE, &WORKFLOW.replace("run: hoering", "run: h|"));
    assert_eq!(labels(&items), ["hoering", "ansoegning"]);
    let items = client.complete(PAGE, &WORKFLOW.replace("{Nej: vent, Ja: svar}", "{Nej: |, Ja: svar}"));
    assert_eq!(labels(&items).len(), 4);
}

#[test]
fn statutes_first_the_act_then_its_sections() {
    let mut client = Client::start(FILES);
    let mut at = |field: &str| client.complete("content/gange/ny.md", &format!("---\ntitle: x\n{field}\n---\n"));
    let items = at("law: [\"aktiv|\"]");
    assert_eq!(labels(&items), ["LAS"]);
    assert_eq!(written(&items, "LAS"), "LAS § ");
    assert_eq!(item(&items, "LAS")["detail"], "Aktivloven");
    assert_eq!(written(&at("law: |"), "LAS"), "\"LAS § $1\"$0");
    let items = at("law: [\"LAS § |\"]");
    assert_eq!(labels(&items), ["LAS § 11", "LAS § 11, stk. 2", "LAS § 12"], "those with an anchor");
    assert!(item(&items, "LAS § 11")["documentation"]["value"].as_str().unwrap().contains("Hjælp"));
}

#[test]
fn links_in_text() {
    let mut client = Client::start(FILES);
    let mut at = |text: &str| client.complete("content/abc/ny.md", &format!("---\ntitle: x\nshort: y\n---\n{text}\n"));
    let items = at("Se [[hjæ|");
    assert_eq!(written(&items, "hjaelp"), "hjaelp]]");
    assert_eq!(written(&at("Se [[hjæ|]]"), "hjaelp"), "hjaelp");
    let items = at("Se [her](ansøg|)");
    assert_eq!(labels(&items)[0], "../gange/ansoegning.md");
    let items = at("Se [her](../gange/ansoegning.md#|)");
    assert_eq!(labels(&items), ["modtag", "oplyst", "vent", "svar"]);
    let items = at("Se [[ansoegning#v|");
    assert_eq!(written(&items, "vent"), "vent]]");
    let items = at("Se [her](../lov/las.md#|)");
    assert_eq!(labels(&items)[..2], ["p11", "p11"]);
    let items = at("Se [ansøgning|");
    assert_eq!(written(&items, "Ansøgning om hjælp"), "Ansøgning om hjælp](../gange/ansoegning.md)");
    assert!(at("Se på |").is_empty(), "plain words are the editor's own");
    let items = client.complete(PAGE, &WORKFLOW.replace("{#vent}", "{#|}"));
    assert!(labels(&items).contains(&"oplyst"));
}

#[test]
fn broken_yaml_is_no_obstacle() {
    let mut client = Client::start(FILES);
    let broken = WORKFLOW.replace("summary: Fra ansøgning til svar.", "summary: [Fra: \"ansøgning");
    let items = client.complete(PAGE, &broken.replace("    next: oplyst", "    next: |"));
    assert_eq!(labels(&items), ["modtag", "oplyst", "vent", "svar"]);
    client.wait_for(PAGE, |found| !found.is_empty());
    let items =
        client.complete("content/gange/hoering.md", "---\ntitle: Høring\nsteps:\n  - id: a\n    run: ans|\n---\n");
    assert_eq!(item(&items, "ansoegning")["detail"], "Ansøgning om hjælp", "the last good tree serves");
    // And not a word about references to the page that cannot be read.
    let others: Vec<&String> =
        client.problems.iter().filter(|(_, list)| !list.is_empty()).map(|(path, _)| path).collect();
    assert!(!others.iter().any(|path| path.contains("laering")), "{others:?}");
}
