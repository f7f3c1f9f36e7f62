//! Hover, definitions, references, symbols.

use serde_json::{Value, json};

use super::client::Client;
use super::portal::{FILES, WORKFLOW};

const PAGE: &str = "content/gange/ansoegning.md";

fn hover(client: &mut Client, path: &str, piece: &str, plus: usize) -> String {
    let place = client.at(path, piece, plus);
    let answer = client.ask("textDocument/hover", place);
    answer["contents"]["value"].as_str().unwrap_or_else(|| panic!("no hover on {piece}: {answer}")).to_owned()
}

/// The file and line a name leads to.
fn definition(client: &mut Client, path: &str, piece: &str, plus: usize) -> (String, u64) {
    let place = client.at(path, piece, plus);
    let answer = client.ask("textDocument/definition", place);
    let uri = answer["uri"].as_str().unwrap_or_else(|| panic!("no definition of {piece}: {answer}"));
    (client.path(uri), answer["range"]["start"]["line"].as_u64().unwrap())
}

#[test]
fn hover_says_what_a_name_stands_for() {
    let mut client = Client::start(FILES);
    let mut at = |piece: &str, plus: usize| hover(&mut client, PAGE, piece, plus);
    let key = at("owner: yd", 1);
    assert!(
        key.starts_with("**owner** · kontakt") && key.contains("ejer siden") && key.contains("owner: ydelses"),
        "{key}"
    );
    let page = at("related: [hoering", 12);
    for part in ["**Høring**", "Sådan høres parten.", "Ejer: Ydelsesservice", "Leder: Fælles", "Arbejdsgang"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let step = at("{Nej: vent", 7);
    for part in ["**3. Svar fra borgeren**", "Ventetid", "Udføres af: Sagsbehandler", "Frist: 14 dage"] {
        assert!(step.contains(part), "{part} in {step}");
    }
    let law = at("LAS § 11, stk", 3);
    for part in ["**LAS § 11** · Aktivloven", "Lov om aktiv socialpolitik", "Hjælp"] {
        assert!(law.contains(part), "{part} in {law}");
    }
    assert_eq!(at("5 hverdage", 2), "»5 hverdage« tæller som 7 dage (en arbejdsuge er 5 hverdage).");
    assert!(at("complaint: fire", 12).contains("Klag inden 4 uger."));
    assert!(at("for: borger", 6).contains("Uden for forvaltningerne"));
    assert!(at("Efter LAS § 11 er", 8).contains("Aktivloven"), "in running text");
    assert!(at("[[hjaelp]]", 4).contains("Støtte til livet."));
}

#[test]
fn definitions_of_everything_that_has_one() {
    let mut client = Client::start(FILES);
    let mut at = |piece: &str, plus: usize| definition(&mut client, PAGE, piece, plus);
    assert_eq!(at("owner: yd", 8), ("content/kontakt/ydelsesservice.md".into(), 1));
    assert_eq!(at("audience: [led", 12), ("content/_data/audiences.yaml".into(), 0));
    assert_eq!(at("by: sags", 5), ("content/_data/actors.yaml".into(), 3));
    assert_eq!(at("complaint: fire", 12), ("content/_data/complaints.yaml".into(), 0));
    assert_eq!(at("lead: bif", 7), ("site.toml".into(), 3));
    assert_eq!(at("LAS § 11, stk", 3), ("content/lov/las.md".into(), 5));
    assert_eq!(at("LAS § 12", 3), ("content/lov/las.md".into(), 1));
    assert_eq!(at("Ja: svar", 5), (PAGE.into(), 27));
    assert_eq!(at("hoering.md#send", 12), ("content/gange/hoering.md".into(), 8));
    assert_eq!(at("hoering.md#send", 2), ("content/gange/hoering.md".into(), 1));
    assert_eq!(at("(#vent)", 3), (PAGE.into(), 20));
}

#[test]
fn definitions_in_a_file_that_cannot_be_read() {
    let mut client = Client::start(FILES);
    let place = client
        .write(PAGE, &WORKFLOW.replace("title: Ansøgning", "title: [Ansøgning").replace("owner: yd", "owner: y|d"));
    let answer = client.ask("textDocument/definition", place);
    assert_eq!(client.path(answer["uri"].as_str().unwrap()), "content/kontakt/ydelsesservice.md");
}

#[test]
fn references_from_all_over_the_portal() {
    let mut client = Client::start(FILES);
    let mut at = |path: &str, piece: &str, plus: usize| -> Vec<(String, u64)> {
        let mut params = client.at(path, piece, plus);
        params["context"] = json!({"includeDeclaration": false});
        let answer = client.ask("textDocument/references", params);
        let found = answer.as_array().unwrap().iter();
        found
            .map(|one| (client.path(one["uri"].as_str().unwrap()), one["range"]["start"]["line"].as_u64().unwrap()))
            .collect()
    };
    let to_page = at("content/gange/hoering.md", "[[ansoegning]]", 4);
    let files: Vec<&str> = to_page.iter().map(|(path, _)| path.as_str()).collect();
    for path in ["content/abc/hjaelp.md", "content/gange/_index.md", "content/laering/ny.md", "site.toml"] {
        assert!(files.contains(&path), "{path} in {files:?}");
    }
    assert_eq!(files.iter().filter(|path| **path == "content/gange/hoering.md").count(), 3);
    let to_step = at(PAGE, "id: vent", 5);
    assert_eq!(to_step, [(PAGE.into(), 19), (PAGE.into(), 31), ("content/gange/hoering.md".into(), 13)]);
    assert_eq!(at("content/_data/actors.yaml", "id: borger", 5), [(PAGE.into(), 23)]);
}

#[test]
fn symbols_of_a_file_and_of_the_site() {
    let mut client = Client::start(FILES);
    let uri = client.uri(PAGE);
    let answer = client.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
    let names: Vec<&str> = answer.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["1. Registrér ansøgningen", "2. Er sagen oplyst?", "3. Svar fra borgeren", "4. Høring", "Ventetid"]
    );
    let found = |client: &mut Client, query: &str| -> Vec<String> {
        let answer = client.ask("workspace/symbol", json!({"query": query}));
        answer.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(&mut client, "ansøg"), ["Ansøgning om hjælp", "Registrér ansøgningen"]);
    assert_eq!(found(&mut client, "fagsystem"), ["Fagsystemet KY"]);
    let all: Vec<Value> = client.ask("workspace/symbol", json!({"query": ""})).as_array().unwrap().clone();
    assert!(all.len() > 15);
}
