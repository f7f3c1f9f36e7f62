//! Renaming: the edits, applied, give a portal without errors.

use serde_json::{Value, json};
use vejviser::diag::Lang;
use vejviser::source::load;

use super::client::Client;
use super::portal::{FILES, WORKFLOW};
use crate::support;

const PAGE: &str = "content/gange/ansoegning.md";

fn rename(client: &mut Client, path: &str, piece: &str, plus: usize, new: &str) -> Result<Value, String> {
    let mut params = client.at(path, piece, plus);
    params["newName"] = json!(new);
    client.try_ask("textDocument/rename", params)
}

fn no_errors(client: &Client) {
    let sources = load(client.root()).unwrap();
    let (_, found) = support::compile(&sources);
    assert!(!found.has_errors(), "{}", support::concise(&sources, Lang::Danish, &found));
}

#[test]
fn the_portal_has_no_errors_to_begin_with() {
    no_errors(&Client::start(FILES));
}

#[test]
fn a_step_with_its_heading_and_every_link() {
    let mut client = Client::start(FILES);
    let place = client.at(PAGE, "(#vent)", 3);
    let range = client.ask("textDocument/prepareRename", place);
    assert_eq!(range["placeholder"], "vent");
    let change = rename(&mut client, PAGE, "{Nej: vent", 7, "afvent").unwrap();
    client.apply(&change);
    no_errors(&client);
    let text = client.text(PAGE);
    for part in ["id: afvent", "{Nej: afvent,", "(#afvent)", "{#afvent}"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(client.text("content/gange/hoering.md").contains("ansoegning.md#trin-afvent"));
    assert!(!text.contains(" vent"));
}

#[test]
fn entries_of_registries() {
    for (path, piece, new) in [
        (PAGE, "by: sagsbehandler", "medarbejder"),
        (PAGE, "audience: [ledige", "arbejdssoegende"),
        ("content/_data/complaints.yaml", "id: fire-uger", "klage"),
    ] {
        let mut client = Client::start(FILES);
        let change = rename(&mut client, path, piece, piece.len(), new).unwrap();
        client.apply(&change);
        no_errors(&client);
        let old = piece.rsplit([' ', '[']).next().unwrap();
        for (path, _) in FILES {
            assert!(!client.text(path).contains(old), "{old} in {path}");
        }
    }
}

#[test]
fn a_page_moves_and_leaves_its_address_behind() {
    let mut client = Client::start(FILES);
    let change = rename(&mut client, "content/laering/ny.md", "[ansoegning", 4, "soeg-hjaelp").unwrap();
    client.apply(&change);
    no_errors(&client);
    let page = client.text("content/gange/soeg-hjaelp.md");
    assert!(page.contains("aliases: [/gange/ansoegning/]"), "{page}");
    assert!(!client.root().join(PAGE).exists());
    let shown = [
        ("content/gange/hoering.md", "related: [gange/soeg-hjaelp]"),
        ("content/gange/hoering.md", "(soeg-hjaelp.md#trin-vent) og [[soeg-hjaelp]]"),
        ("content/gange/_index.md", "featured: [soeg-hjaelp]"),
        ("content/abc/hjaelp.md", "(../gange/soeg-hjaelp.md)"),
        ("content/laering/ny.md", "[soeg-hjaelp, hoering]"),
        ("site.toml", "link = \"gange/soeg-hjaelp/\""),
    ];
    for (path, part) in shown {
        assert!(client.text(path).contains(part), "{part} in {}", client.text(path));
    }
}

#[test]
fn old_addresses_add_up_and_come_back() {
    for (written, new, expected) in [
        ("aliases: [/a/]", "ny", "aliases: [/a/, /gange/ansoegning/]"),
        ("aliases:\n  - /a/", "ny", "aliases:\n  - /a/\n  - /gange/ansoegning/"),
        ("aliases: /a/", "ny", "aliases: [/a/, /gange/ansoegning/]"),
        ("aliases: [/gange/ny/, /a/]", "ny", "aliases: [/a/, /gange/ansoegning/]"),
    ] {
        let page = WORKFLOW.replace("lead: bif", &format!("lead: bif\n{written}"));
        let files: Vec<(&str, &str)> =
            FILES.iter().map(|(path, text)| (*path, if *path == PAGE { page.as_str() } else { *text })).collect();
        let mut client = Client::start(&files);
        let change = rename(&mut client, PAGE, "title: Ans", 8, new).unwrap();
        client.apply(&change);
        no_errors(&client);
        let text = client.text(&format!("content/gange/{new}.md"));
        assert!(text.contains(expected), "{expected} in {text}");
    }
}

#[test]
fn names_that_another_page_would_answer_to_get_longer() {
    let mut client = Client::start(FILES);
    let change = rename(&mut client, PAGE, "title: Ans", 8, "hjaelp").unwrap();
    client.apply(&change);
    no_errors(&client);
    let page = client.text("content/gange/hjaelp.md");
    assert!(page.contains("[[abc/hjaelp]]"), "{page}");
    assert!(client.text("content/gange/hoering.md").contains("[[gange/hjaelp]]"));
}

#[test]
fn files_that_the_editor_moves_take_their_references_along() {
    let mut client = Client::start(FILES);
    let pair = json!({"oldUri": client.uri("content/gange"), "newUri": client.uri("content/sager")});
    let change = client.ask("workspace/willRenameFiles", json!({"files": [pair]}));
    client.apply(&change);
    std::fs::rename(client.root().join("content/gange"), client.root().join("content/sager")).unwrap();
    no_errors(&client);
    assert!(client.text("content/abc/hjaelp.md").contains("(../sager/ansoegning.md)"));
    assert!(client.text("content/sager/hoering.md").contains("aliases: [/gange/hoering/]"));
    let mut client = Client::start(FILES);
    let pair = json!({"oldUri": client.uri("content/gange/hoering.md"), "newUri": client.uri("content/gange/ny/h.md")});
    let change = client.ask("workspace/willRenameFiles", json!({"files": [pair]}));
    client.apply(&change);
    std::fs::create_dir(client.root().join("content/gange/ny")).unwrap();
    std::fs::rename(client.root().join("content/gange/hoering.md"), client.root().join("content/gange/ny/h.md"))
        .unwrap();
    no_errors(&client);
    assert!(client.text("content/gange/ny/h.md").contains("(../ansoegning.md#trin-vent)"));
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let mut client = Client::start(FILES);
    let mut refused =
        |path: &str, piece: &str, plus: usize, new: &str| rename(&mut client, path, piece, plus, new).unwrap_err();
    let error = refused(PAGE, "id: vent", 5, "Vent på svar");
    assert!(error.contains("»Vent på svar« er ikke et id") && error.contains("»vent-paa-svar«"), "{error}");
    assert!(refused(PAGE, "id: vent", 5, "svar").contains("allerede i brug"));
    assert!(refused(PAGE, "title: Ans", 8, "hoering").contains("allerede i brug"));
    assert!(refused("content/_data/actors.yaml", "id: borger", 5, "sagsbehandler").contains("allerede i brug"));
    assert!(refused(PAGE, "LAS § 12", 2, "x").contains("paragraf"));
    assert!(refused("content/gange/_index.md", "title: G", 8, "x").contains("mappe"));
    assert!(refused(PAGE, "summary: Fra", 11, "x").contains("intet, der kan omdøbes"));
    assert!(refused("site.toml", "id = \"bif", 8, "x").contains("forvaltning"));
}

#[test]
fn nothing_is_renamed_around_a_file_that_cannot_be_read() {
    let mut client = Client::start(FILES);
    client.open("content/laering/ny.md", "---\ntitle: [Ny her\nworkflows: [ansoegning]\n---\n");
    let error = rename(&mut client, PAGE, "title: Ans", 8, "soeg").unwrap_err();
    assert!(error.contains("content/laering/ny.md"), "{error}");
}
