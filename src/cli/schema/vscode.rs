//! The folder `.vscode` of a portal: schemas, settings, tasks and snippets, added to what is there.

use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::{files, is_ours, merge, snippets};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::site::SiteFolder;
use crate::publish::{Target, renew, rewrite, write_new};
use crate::say;
use crate::source::load;

const FOLDER: &str = ".vscode";
/// Registries with a schema each.
const REGISTRIES: [&str; 5] = ["actors", "audiences", "complaints", "finder", "synonyms"];

pub fn run(site: &SiteFolder) -> Result<Exit, Failure> {
    // Only in a portal.
    load(&site.root)?;
    let schemas = site.root.join(FOLDER).join("schemas");
    renew(Target { output: &schemas, root: &site.root }, &files(site.lang), is_ours)?;
    let all = [
        ("settings.json", settings()),
        ("extensions.json", extensions()),
        ("tasks.json", tasks(site)),
        ("vejviser.code-snippets", Value::Object(snippets::all(site.lang))),
    ];
    for (name, new) in all {
        if let Value::Object(new) = new {
            settle(site, name, &new)?;
        }
    }
    site.say(&say!(
        "Åbn portalens mappe i VS Code, og sig ja til de udvidelser, den foreslår.",
        "Open the portal's folder in VS Code, and accept the extensions it proposes."
    ));
    Ok(Exit::Fine)
}

/// Writes a file, or adds to it; what is not plain JSON is left to the editor.
fn settle(site: &SiteFolder, name: &str, new: &Map<String, Value>) -> Result<(), Failure> {
    let below = Path::new(FOLDER).join(name);
    let (path, shown) = (site.root.join(&below), site.path(&below));
    let shown = shown.display();
    let text = |map: &Map<String, Value>| format!("{:#}\n", Value::Object(map.clone()));
    let old = match std::fs::read_to_string(&path) {
        Ok(old) => old,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write_new(&path, text(new).as_bytes())?;
            site.say(&say!("{shown}: lavet", "{shown}: made"));
            return Ok(());
        }
        Err(error) => return Err(unreadable(&path, &error)),
    };
    let Ok(Value::Object(mut there)) = serde_json::from_str::<Value>(old.trim_start_matches('\u{feff}')) else {
        site.say(&say!(
            "{shown}: har kommentarer eller er ikke ren JSON, så den er ikke rørt. Flyt den et øjeblik, kør kommandoen igen, og saml de to filer.",
            "{shown}: has comments or is not plain JSON, so it is as it was. Move it away, run this again, and join the two files."
        ));
        return Ok(());
    };
    match merge::add(&mut there, new) {
        true => {
            rewrite(&path, text(&there).as_bytes())?;
            site.say(&say!("{shown}: det, der manglede, er skrevet ind", "{shown}: what was missing is added"));
        }
        false => site.say(&say!("{shown}: mangler intet", "{shown}: nothing is missing")),
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    Failure::new(
        Exit::Environment,
        say!("{shown} kan ikke læses ({error}).", "{shown} cannot be read ({error})."),
        say!("se efter, om du har adgang til den", "see whether you may read it"),
    )
}

fn settings() -> Value {
    let schema = |name: &str| format!("./{FOLDER}/schemas/{name}.schema.json");
    let registries: Map<String, Value> =
        REGISTRIES.iter().map(|name| (schema(name), json!([format!("content/_data/{name}.yaml")]))).collect();
    // Front matter is YAML, which has no tabulators; lines end alike on every machine.
    let text = json!({"editor.insertSpaces": true, "editor.tabSize": 2, "editor.detectIndentation": false});
    let mut markdown = text.clone();
    markdown["editor.wordWrap"] = json!("on");
    markdown["editor.quickSuggestions"] = json!({"other": "on", "comments": "off", "strings": "on"});
    markdown["editor.snippetSuggestions"] = json!("top");
    json!({
        "files.eol": "\n",
        "files.encoding": "utf8",
        "files.insertFinalNewline": true,
        "editor.insertSpaces": true,
        "[markdown]": markdown,
        "[yaml]": text,
        // An English dictionary underlines every Danish word.
        "cSpell.enabled": false,
        "yaml.schemas": registries,
        "evenBetterToml.schema.associations": {".*/site\\.toml$": schema("site")},
        "glspc.server.command": "vejviser",
        "glspc.server.commandArguments": ["lsp"],
        "glspc.server.languageId": ["markdown", "yaml", "toml"],
    })
}

fn extensions() -> Value {
    json!({"recommendations": ["redhat.vscode-yaml", "tamasfe.even-better-toml", "zsol.vscode-glspc"]})
}

fn tasks(site: &SiteFolder) -> Value {
    let lang = site.lang;
    let shell =
        |label: &str, args: &[&str]| json!({"label": label, "type": "process", "command": "vejviser", "args": args});
    let mut check = shell("vejviser: check", &["check", "--format", "concise"]);
    check["problemMatcher"] = json!({
        "owner": "vejviser",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": r"^(.+?):(\d+):(\d+): (?:fejl|error|advarsel|warning|bemærkning|notice)\[([a-z-]+)\]: (.+)$",
            "file": 1, "line": 2, "column": 3, "code": 4, "message": 5,
        },
    });
    check["detail"] = json!(say!("Alle fejl på én gang", "Every mistake at once").get(lang));
    let mut serve = shell("vejviser: serve", &["serve", "--open"]);
    serve["isBackground"] = json!(true);
    serve["problemMatcher"] = json!([]);
    serve["detail"] =
        json!(say!("Portalen i browseren, mens du skriver", "The portal in the browser as you write").get(lang));
    let mut report = shell("vejviser: report", &["report"]);
    report["problemMatcher"] = json!([]);
    report["detail"] = json!(say!("Sider, der skal gennemgås", "Pages to be reviewed").get(lang));
    json!({"version": "2.0.0", "tasks": [serve, check, report]})
}
