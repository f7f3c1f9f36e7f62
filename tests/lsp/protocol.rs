//! Greeting and leaving, diagnostics while typing, files on disk, columns, the chart.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use super::client::Client;
use super::portal::{FILES, WORKFLOW};

const PAGE: &str = "content/gange/ansoegning.md";

fn code<'a>(found: &'a [Value], rule: &str) -> Option<&'a Value> {
    found.iter().find(|one| one["code"] == rule)
}

#[test]
fn problems_come_and_go_while_typing() {
    let mut client = Client::start(FILES);
    client.open(PAGE, WORKFLOW);
    client.change(PAGE, &WORKFLOW.replace("run: hoering", "run: hoerng"));
    let found = client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_some());
    let problem = code(&found, "unknown-workflow").unwrap();
    assert_eq!((problem["severity"].as_u64(), problem["source"].as_str()), (Some(1), Some("vejviser")));
    assert_eq!(problem["range"], json!({"start": {"line": 28, "character": 9}, "end": {"line": 28, "character": 15}}));
    assert!(problem["message"].as_str().unwrap().contains("hoering"), "{problem}");
    client.change(PAGE, WORKFLOW);
    client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_none());
}

#[test]
fn what_mends_a_problem_is_offered_where_it_stands() {
    let mut client = Client::start(FILES);
    let path = "content/abc/ny.md";
    client.open(path, "---\ntitel: Ny\nshort: y\n---\n");
    let found = client.wait_for(path, |found| code(found, "unknown-key").is_some());
    let problem = code(&found, "unknown-key").unwrap().clone();
    let uri = client.uri(path);
    let mut ask = |range: &Value| {
        let context = json!({"diagnostics": [problem]});
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        client.ask("textDocument/codeAction", params).as_array().unwrap().clone()
    };
    let actions = ask(&problem["range"]);
    let edit = |action: &Value| action["edit"]["documentChanges"][0]["edits"][0].clone();
    let action = actions.iter().find(|action| edit(action)["newText"] == "title").expect("»title« is offered");
    assert_eq!((action["kind"].as_str(), &action["diagnostics"][0]["code"]), (Some("quickfix"), &json!("unknown-key")));
    assert_eq!(edit(action)["range"]["start"], json!({"line": 1, "character": 0}));
    let elsewhere = json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 0}});
    assert!(ask(&elsewhere).is_empty());
}

#[test]
fn labels_lead_to_the_other_place() {
    let mut client = Client::start(FILES);
    client.open(PAGE, &WORKFLOW.replace("lead: bif", "lead: bif\nlead: sof"));
    let found = client.wait_for(PAGE, |found| code(found, "yaml-syntax").is_some());
    let related = &code(&found, "yaml-syntax").unwrap()["relatedInformation"][0];
    assert_eq!(related["location"]["range"]["start"]["line"], 3);
    assert_eq!(related["message"], "første gang her");
}

#[test]
fn files_on_disk_count_until_they_are_open() {
    let mut client = Client::start(FILES);
    let registered = client.hear("client/registerCapability");
    assert_eq!(registered["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.open(PAGE, &WORKFLOW.replace("run: hoering", "run: nyere"));
    client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_some());
    let path = client.root().join("content/gange/nyere.md");
    std::fs::write(&path, "---\ntitle: Nyere\nsteps:\n  - {id: a, do: b, by: sagsbehandler}\n---\n").unwrap();
    let uri = client.uri("content/gange/nyere.md");
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 1}]}));
    client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_none());
    std::fs::remove_file(&path).unwrap();
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 3}]}));
    client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_some());
    // A page that is written and not saved yet counts as well, and closing it takes it away.
    client.open("content/gange/nyere.md", "---\ntitle: Nyere\nsteps:\n  - {id: a, do: b, by: sagsbehandler}\n---\n");
    client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_none());
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    client.wait_for(PAGE, |found| code(found, "unknown-workflow").is_some());
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let mut client = Client::start(FILES);
    let path = "content/abc/hjaelp.md";
    std::fs::write(client.root().join(path), b"---\ntitle: hj\xe6lp\n---\n").unwrap();
    let uri = client.uri(path);
    client.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
    let found =
        client.wait_for(path, |found| found.iter().any(|one| one["message"].as_str().unwrap().contains("UTF-8")));
    assert_eq!(found[0]["severity"], 1);
}

/// The columns of a word behind æøå and a clef, which takes two units of UTF-16 and four bytes.
#[test]
fn columns_in_either_encoding() {
    let text = "---\ntitle: x\nshort: y\n---\næøå 𝄞 [x](findes-ikke.md) 𝄞\n";
    for (offered, named, column) in [(json!(["utf-16"]), "utf-16", 11), (json!(["utf-8", "utf-16"]), "utf-8", 16)] {
        let mut client = Client::with(FILES, &offered, json!({}));
        assert_eq!(client.greeting["capabilities"]["positionEncoding"], named);
        client.open("content/abc/ny.md", text);
        let found = client.wait_for("content/abc/ny.md", |found| code(found, "unknown-page").is_some());
        let range = &code(&found, "unknown-page").unwrap()["range"];
        assert_eq!(range["start"], json!({"line": 4, "character": column}), "{named}");
        // Typed behind the clef, in the same columns.
        let edit = json!({"range": {"start": {"line": 4, "character": column}, "end": {"line": 4, "character": column + 14}},
            "text": "hjaelp.md"});
        let uri = client.uri("content/abc/ny.md");
        client.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [edit]}),
        );
        client.wait_for("content/abc/ny.md", |found| code(found, "unknown-page").is_none());
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": 4, "character": column + 2}});
        let answer = client.ask("textDocument/hover", place);
        assert_eq!(answer["range"]["end"]["character"], column + 9, "{answer}");
    }
}

#[test]
fn leaving_in_order_and_otherwise() {
    let client = Client::start(FILES);
    assert!(client.leave().success());
    let client = Client::start(FILES);
    assert!(!client.vanish().success());
    let mut client = Client::start(FILES);
    client.ask("shutdown", Value::Null);
    let late = client.try_ask("workspace/symbol", json!({"query": ""})).unwrap_err();
    assert!(late.starts_with("-32600"), "{late}");
}

#[test]
fn what_nobody_understands_is_refused_and_nothing_else_suffers() {
    let mut client = Client::start(FILES);
    assert!(client.try_ask("textDocument/tænd", json!({})).unwrap_err().starts_with("-32601"));
    assert!(client.try_ask("textDocument/hover", json!({"position": 7})).unwrap_err().starts_with("-32602"));
    let uri = "file:///et/andet/sted.md";
    let place = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.ask("textDocument/hover", place.clone()), Value::Null);
    assert_eq!(
        client.ask(
            "textDocument/rename",
            json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}, "newName": "x"})
        ),
        Value::Null
    );
    let far = json!({"textDocument": {"uri": client.uri(PAGE)}, "position": {"line": 9999, "character": 9999}});
    assert_eq!(client.ask("textDocument/completion", far), Value::Null);
    assert!(client.leave().success());
}

/// Every request at every place of a page, whole and cut off there, is answered or refused in words.
#[test]
fn no_place_is_too_odd() {
    let mut client = Client::start(FILES);
    client.open(PAGE, WORKFLOW);
    let methods = ["completion", "hover", "definition", "prepareRename"];
    for offset in (0..WORKFLOW.len()).filter(|at| WORKFLOW.is_char_boundary(*at)).step_by(5) {
        client.change(PAGE, if offset % 2 == 0 { WORKFLOW } else { &WORKFLOW[..offset] });
        let place = client.place(PAGE, WORKFLOW, offset);
        for method in methods {
            let answer = client.try_ask(&format!("textDocument/{method}"), place.clone());
            assert!(!matches!(&answer, Err(error) if error.starts_with("-32603")), "{method} at {place}: {answer:?}");
        }
    }
    assert!(client.leave().success());
}

#[test]
fn a_request_that_waits_can_be_taken_back() {
    let mut client = Client::start(FILES);
    let id = client.post("workspace/symbol", json!({"query": "x"}));
    client.tell("$/cancelRequest", json!({"id": id}));
    // Either it was answered before, or it is answered as taken back; never left open.
    if let Err(error) = client.answer(id) {
        assert!(error.starts_with("-32800"), "{error}");
    }
    assert!(client.leave().success());
}

#[test]
fn a_folder_without_a_site_is_said_once() {
    let mut client = Client::with(&[], &json!(["utf-16"]), json!({}));
    let said = client.hear("window/showMessage");
    assert!(said["message"].as_str().unwrap().contains("Der er ingen site.toml"), "{said}");
    let uri = client.uri("x.md");
    client.tell(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": "x"}}),
    );
    assert_eq!(client.ask("workspace/symbol", json!({"query": ""})), Value::Null);
    assert!(!client.heard.iter().any(|message| message["method"] == "window/showMessage"));
    assert!(client.leave().success());
}

fn get(url: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let path = path.split('#').next().unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_chart_follows_what_is_typed() {
    // A port that nobody listens on, so that no server of the machine is taken for ours.
    let mut client = Client::with(FILES, &json!(["utf-8"]), json!({"serveUrl": "http://127.0.0.1:9/"}));
    client.open(PAGE, WORKFLOW);
    let uri = client.uri(PAGE);
    let lenses = client.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
    let command = lenses[0]["command"].clone();
    assert_eq!(
        (command["title"].as_str(), lenses[0]["range"]["start"]["line"].as_u64()),
        (Some("Vis diagrammet"), Some(10))
    );
    let url = client.ask("workspace/executeCommand", command);
    let url = url.as_str().unwrap().to_owned();
    assert_eq!(client.hear("window/showDocument"), json!({"uri": url, "external": true}));
    assert!(url.ends_with("/gange/ansoegning/#_diagram"), "{url}");
    assert!(get(&url).contains("Registrér ansøgningen"));
    client.change(PAGE, &WORKFLOW.replace("do: Registrér ansøgningen", "do: Åbn sagen"));
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while !get(&url).contains("Åbn sagen") {
        assert!(std::time::Instant::now() < end, "the chart does not follow");
    }
    assert!(client.leave().success());
}

/// A `serve` that runs for the same site shows the chart; one for another site is left alone.
#[test]
fn the_chart_is_shown_in_a_running_serve() {
    let other = Client::start(FILES);
    for (is_ours, files) in [(true, FILES), (false, FILES)] {
        let mut client = Client::start(files);
        let root = if is_ours { client.root().to_owned() } else { other.root().to_owned() };
        let mut serve = std::process::Command::new(env!("CARGO_BIN_EXE_vejviser"))
            .args(["serve", "--port", "0", "--no-history", "--root"])
            .arg(root)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let lines = std::io::BufRead::lines(std::io::BufReader::new(serve.stderr.take().unwrap()));
        let told = lines.map(Result::unwrap).find(|line| line.contains("http://")).unwrap();
        let base = told.split(' ').find(|word| word.starts_with("http://")).unwrap().to_owned();
        assert!(get(&format!("{base}.vejviser/site")).contains("\"version\":"));
        let command = json!({"command": "vejviser.preview", "arguments": [client.uri(PAGE)]});
        client.restart(json!({"serveUrl": base}));
        let url = client.ask("workspace/executeCommand", command);
        assert_eq!(url.as_str().unwrap().starts_with(&base), is_ours, "{url} and {base}");
        serve.kill().unwrap();
        serve.wait().unwrap();
    }
}

#[test]
fn pages_without_steps_have_no_lens() {
    let mut client = Client::start(FILES);
    let uri = client.uri("content/abc/hjaelp.md");
    assert_eq!(client.ask("textDocument/codeLens", json!({"textDocument": {"uri": uri}})), json!([]));
}
