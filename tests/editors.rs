//! What editors are promised: docs/editors.md is walked command by command, and the files for text editors hold.

use std::fs;

use serde_json::Value;

use crate::commands::{Site, run};
use crate::support;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn guide() -> String {
    fs::read_to_string(support::root().join("docs/editors.md")).unwrap()
}

/// A command of the guide, and the lines it is said to print.
#[derive(Debug)]
struct Shown {
    command: String,
    /// The word after the fence that follows it at once: `text` for what is printed.
    fence: String,
    lines: Vec<String>,
}

fn commands(guide: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut lines = guide.lines().peekable();
    let mut fenced = false;
    while let Some(line) = lines.next() {
        let plain = line.trim_start();
        fenced ^= plain.starts_with("```");
        let indented = line.len() - plain.len() >= 4;
        if fenced || !indented || !(plain.starts_with("vejviser ") || plain.starts_with("cd ")) {
            continue;
        }
        while lines.next_if(|line| line.trim().is_empty()).is_some() {}
        let mut shown = Shown { command: plain.to_owned(), fence: String::new(), lines: Vec::new() };
        if let Some(fence) = lines.next_if(|line| line.trim_start().starts_with("```")) {
            shown.fence = fence.trim().trim_start_matches('`').to_owned();
            let block = lines.by_ref().take_while(|line| !line.trim_start().starts_with("```"));
            shown.lines = block.map(|line| line.trim().to_owned()).collect();
        }
        all.push(shown);
    }
    all
}

#[cfg(unix)]
mod walk {
    use std::io::{BufRead, BufReader};
    use std::path::Path;
    use std::process::{Command, Stdio};

    use super::*;

    fn shell(line: &str, folder: &Path) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_vejviser")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("sh");
        command.args(["-c", &format!("exec {line}")]).current_dir(folder).stdin(Stdio::null());
        command.env("PATH", format!("{}:{path}", program.display())).env("SOURCE_DATE_EPOCH", crate::commands::NOW);
        command
    }

    /// Starts the server, on a port that is free, until it says where it is.
    fn serve(shown: &Shown, folder: &Path) {
        let mut server = shell(&format!("{} --port 0", shown.command), folder).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(server.stderr.take().unwrap()).lines().map_while(Result::ok);
        let said = lines.into_iter().find(|line| line.starts_with("Portalen vises"));
        server.kill().unwrap();
        server.wait().unwrap();
        let (before, after) = said.as_deref().and_then(|said| said.split_once("127.0.0.1:")).unwrap();
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        assert_eq!(shown.lines, [format!("{before}127.0.0.1:4040{after}")]);
    }

    /// A drawing for the guide's import.
    const DRAWING: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
<process id="sag" name="Sag fra en tegning"><startEvent id="a" name="Brevet kommer"/><task id="b" name="Læs brevet"/>
<endEvent id="c" name="Brevet er læst"/><sequenceFlow id="d" sourceRef="a" targetRef="b"/>
<sequenceFlow id="e" sourceRef="b" targetRef="c"/></process></definitions>"#;

    #[test]
    fn every_command_of_the_guide_does_what_the_guide_says() {
        let dir = tempfile::tempdir().unwrap();
        let mut folder = dir.path().to_owned();
        let mut walked = 0;
        for shown in commands(&guide()) {
            if let Some(into) = shown.command.strip_prefix("cd ") {
                folder = folder.join(into);
                fs::write(folder.join("sag.bpmn"), DRAWING).unwrap();
                continue;
            }
            walked += 1;
            match shown.fence.as_str() {
                // A conversation needs a terminal: tests/asking.rs has it.
                "console" => continue,
                _ if shown.command.starts_with("vejviser serve") => serve(&shown, &folder),
                _ => {
                    let output = shell(&shown.command, &folder).output().unwrap();
                    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
                    assert_eq!(output.status.code(), Some(0), "{}: {said}", shown.command);
                    for line in shown.lines.iter().filter(|_| shown.fence == "text") {
                        assert!(
                            said.lines().any(|found| found.trim() == line),
                            "{}: no »{line}« in\n{said}",
                            shown.command
                        );
                    }
                }
            }
        }
        assert!(walked >= 15, "the guide shows {walked} commands");
        for file in ["gennemgang.csv", "gennemgang.ics", ".vscode/settings.json", "skemaer/workflow.schema.json"] {
            assert!(folder.join(file).is_file(), "{file}");
        }
        let check = shell("vejviser check", &folder).output().unwrap();
        assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stderr));
    }
}

/// The page and the line the guide asks to be changed are there, and its mistake is answered as it says.
#[test]
fn the_first_change_of_the_guide_can_be_made() {
    let guide = guide();
    let site = Site::new();
    let path = "content/arbejdsgange/enkelte-udgifter/hjaelp-til-en-regning.md";
    assert!(guide.contains(&format!("`min-portal/{path}`")));
    let page = site.read(path);
    assert!(guide.contains("   title: Hjælp til en regning\n") && page.contains("\ntitle: Hjælp til en regning\n"));
    site.write(path, &page.replacen("\ntitle:", "\ntitel:", 1));
    let check = site.run(&["check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.err.contains(path) && check.err.contains("title"), "{}", check.err);
}

#[test]
fn links_of_the_guides_lead_somewhere() {
    for name in ["editors.md", "editor-setup.md"] {
        let text = fs::read_to_string(support::root().join("docs").join(name)).unwrap();
        let headings: Vec<String> = text.lines().filter_map(|line| line.strip_prefix("##")).map(anchor).collect();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if let Some(anchor) = target.strip_prefix('#') {
                assert!(headings.iter().any(|heading| heading == anchor), "{name}: #{anchor} of {headings:?}");
            }
        }
    }
    assert!(support::root().join("docs/editor-setup.md").is_file());
}

/// A heading's anchor on a Git host: lower case, no signs, hyphens for spaces.
fn anchor(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = plain.chars().filter(|c| c.is_alphanumeric() || [' ', '-'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn schemas_are_written_as_files_and_only_over_ours() {
    let site = Site::new();
    let folder = site.root.parent().unwrap().join("skemaer");
    let write = |more: &[&str]| run(&[&["schema", "--output", folder.to_str().unwrap()], more].concat());
    assert_eq!(write(&[]).code, Some(0));
    let names: Vec<&str> = vejviser::parse::keys::schema::names().collect();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), names.len());
    let term = folder.join("term.schema.json");
    assert_eq!(json(&fs::read_to_string(&term).unwrap())["title"], "Ord");
    assert_eq!(write(&["--lang", "en"]).code, Some(0));
    let english = json(&fs::read_to_string(&term).unwrap());
    assert_eq!(english["properties"]["short"]["description"], "The meaning in one sentence.");
    fs::write(&term, "{\"mit\": 1}").unwrap();
    assert_eq!(write(&[]).code, Some(4));
    assert_eq!(fs::read_to_string(&term).unwrap(), "{\"mit\": 1}");
    assert_eq!(run(&["schema"]).code, Some(2));
    assert_eq!(run(&["schema", "term", "--vscode"]).code, Some(2));
}

#[test]
fn vscode_is_set_up_and_what_was_there_stays() {
    let site = Site::new();
    site.write(
        ".vscode/settings.json",
        "{\"files.eol\": \"\\r\\n\", \"mit\": true, \"[markdown]\": {\"editor.tabSize\": 4}}",
    );
    site.write(".vscode/tasks.json", "{\n  // mine\n  \"version\": \"2.0.0\"\n}\n");
    let made = site.run(&["schema", "--vscode"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    assert!(made.err.contains("tasks.json: har kommentarer"), "{}", made.err);
    assert!(site.read(".vscode/tasks.json").contains("// mine"));
    let settings = json(&site.read(".vscode/settings.json"));
    assert_eq!((&settings["files.eol"], &settings["mit"]), (&"\r\n".into(), &true.into()));
    assert_eq!(settings["[markdown]"]["editor.tabSize"], 4);
    assert_eq!(settings["[markdown]"]["editor.wordWrap"], "on");
    for (schema, files) in settings["yaml.schemas"].as_object().unwrap() {
        assert!(site.root.join(schema).is_file(), "{schema}");
        assert!(site.root.join(files[0].as_str().unwrap()).is_file(), "{files}");
    }
    let toml = &settings["evenBetterToml.schema.associations"][".*/site\\.toml$"];
    assert!(site.root.join(toml.as_str().unwrap()).is_file(), "{toml}");
    let snippets = json(&site.read(".vscode/vejviser.code-snippets"));
    let body: Vec<&str> =
        snippets["vejviser: ask"]["body"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    assert_eq!(body[..2], ["- id: ${1:modtag}", "  ask: ${2:Er sagen oplyst?}"]);
    let prefixes: Vec<&str> = snippets
        .as_object()
        .unwrap()
        .values()
        .flat_map(|snippet| snippet["prefix"].as_array().unwrap())
        .filter_map(Value::as_str)
        .collect();
    for word in guide().split('`').filter(|word| word.starts_with("trin-")) {
        assert!(prefixes.contains(&word), "{word} is in the guide, not in {prefixes:?}");
    }
    assert_eq!(snippets["vejviser: ask"]["prefix"][1], "trin-spørg");

    let again = site.run(&["schema", "--vscode"]);
    assert!(again.err.contains("settings.json: mangler intet"), "{}", again.err);
    assert_eq!(json(&site.read(".vscode/settings.json")), settings);
    let elsewhere = Site::of(&[("note.txt", "ingen portal")]);
    assert_eq!(elsewhere.run(&["schema", "--vscode"]).code, Some(2));
    assert!(!elsewhere.root.join(".vscode").exists());
}

/// The tasks' pattern reads what `check` prints.
#[test]
fn the_list_of_problems_in_vscode_finds_every_mistake() {
    let site = Site::new();
    assert_eq!(site.run(&["schema", "--vscode"]).code, Some(0));
    let tasks = json(&site.read(".vscode/tasks.json"));
    let check = tasks["tasks"].as_array().unwrap().iter().find(|task| task["label"] == "vejviser: check").unwrap();
    let args: Vec<&str> = check["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect();
    site.write("content/abc/fejl.md", "---\ntitle: Fejl\nshort: x\nejer: y\nowner: z\n---\n");
    let printed = site.run(&args);
    assert_eq!(printed.code, Some(1), "{}", printed.err);
    let pattern = check["problemMatcher"]["pattern"]["regexp"].as_str().unwrap();
    let schema = serde_json::json!({"type": "string", "pattern": pattern});
    let matcher = jsonschema::validator_for(&schema).unwrap();
    let lines: Vec<&str> = printed.out.lines().collect();
    assert!(lines.len() >= 2 && lines.iter().all(|line| matcher.is_valid(&(*line).into())), "{lines:#?}");
}

#[test]
fn schemas_are_schemas_and_a_validator_takes_every_page_of_the_portal() {
    let schema = |name: &str| vejviser::parse::keys::schema::schema(name, vejviser::diag::Lang::Danish).unwrap();
    for name in vejviser::parse::keys::schema::names() {
        jsonschema::meta::validate(&schema(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let sources = vejviser::source::load(&support::root()).unwrap();
    let (portal, _) = support::compile(&sources);
    for kind in vejviser::model::Kind::ALL {
        let validator = jsonschema::validator_for(&schema(kind.name())).unwrap();
        for page in portal.of_kind(kind) {
            let fields = crate::schema::front_matter(sources.get(&page.source).unwrap().text());
            if let Err(error) = validator.validate(&fields) {
                panic!("{}: {error}", page.source);
            }
        }
    }
    let actors = jsonschema::validator_for(&schema("actors")).unwrap();
    assert!(!actors.is_valid(&serde_json::json!([{"id": "uden-navn"}])));
}

#[test]
fn configurations_in_the_setup_guide_start_the_server() {
    let text = fs::read_to_string(support::root().join("docs/editor-setup.md")).unwrap();
    let blocks = |mark: &str| -> Vec<String> {
        let fence = format!("```{mark}\n");
        text.split(&fence).skip(1).map(|part| part.split("```").next().unwrap().to_owned()).collect()
    };
    let site = Site::new();
    assert_eq!(site.run(&["schema", "--vscode"]).code, Some(0));
    let settings = json(&site.read(".vscode/settings.json"));
    let [vscode, kate] = &blocks("json")[..] else { panic!("VS Code and Kate") };
    for (key, value) in json(vscode).as_object().unwrap() {
        assert_eq!(&settings[key], value, "{key}");
    }
    assert_eq!(json(kate)["servers"]["markdown"]["command"], serde_json::json!(["vejviser", "lsp"]));
    let helix: toml::Table = blocks("toml")[0].parse().unwrap();
    assert_eq!(helix["language-server"]["vejviser"]["args"][0].as_str(), Some("lsp"));
    let servers = helix["language"].as_array().unwrap().iter().map(|language| &language["language-servers"][0]);
    assert!(servers.into_iter().all(|server| server.as_str() == Some("vejviser")));
    assert!(blocks("lua")[0].contains("cmd = { 'vejviser', 'lsp' }"));
}
