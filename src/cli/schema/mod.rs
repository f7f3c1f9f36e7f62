//! `schema`: the table of keys as JSON Schema, on the screen or as files; and VS Code set up to use them.

mod merge;
mod snippets;
mod vscode;

use std::path::Path;

use serde_json::{Value, json};

use super::args::SchemaArgs;
use super::failure::Failure;
use super::site::SiteFolder;
use super::{Exit, say_to_stdout};
use crate::diag::Lang;
use crate::parse::keys::schema;
use crate::publish::{Target, renew};
use crate::say;
use crate::text::nearest;

/// Marks a file as ours, which may be written over.
const COMMENT: &str = "vejviser schema";

pub fn run(site: &SiteFolder, args: &SchemaArgs) -> Result<Exit, Failure> {
    if args.vscode {
        return vscode::run(site);
    }
    match (&args.output, &args.kind) {
        (Some(folder), _) => write_all(site, folder),
        (None, Some(name)) => print(name, site.lang),
        // The command line is not accepted without one of them.
        (None, None) => Ok(Exit::Usage),
    }
}

fn print(name: &str, lang: Lang) -> Result<Exit, Failure> {
    let Some(schema) = schema::schema(name, lang) else {
        let list = schema::names().collect::<Vec<_>>().join(", ");
        return Err(Failure::new(
            Exit::Usage,
            say!("Der er ikke noget skema, der hedder »{name}«.", "There is no schema called “{name}”."),
            match nearest(name, schema::names()) {
                Some(near) => {
                    say!("mente du »{near}«? Skemaerne er {list}", "did you mean “{near}”? Schemas are {list}")
                }
                None => say!("skemaerne er {list}", "schemas are {list}"),
            },
        ));
    };
    // `#` is `to_string_pretty` without an error that cannot happen.
    say_to_stdout(&format!("{schema:#}\n"));
    Ok(Exit::Fine)
}

/// Every schema in a file of its own: `workflow.schema.json`.
fn files(lang: Lang) -> Vec<(String, Vec<u8>)> {
    let file = |name: &str| {
        let mut schema = schema::schema(name, lang)?;
        if let Value::Object(keywords) = &mut schema {
            keywords.insert("$comment".to_owned(), json!(COMMENT));
        }
        Some((format!("{name}.schema.json"), format!("{schema:#}\n").into_bytes()))
    };
    schema::names().filter_map(file).collect()
}

fn is_ours(old: &[u8]) -> bool {
    let found: Option<Value> = serde_json::from_slice(old).ok();
    old.is_empty() || found.is_some_and(|file| file.get("$comment") == Some(&json!(COMMENT)))
}

fn write_all(site: &SiteFolder, folder: &Path) -> Result<Exit, Failure> {
    let files = files(site.lang);
    renew(Target { output: folder, root: &site.root }, &files, is_ours)?;
    let (count, folder) = (files.len(), folder.display());
    site.say(&say!("{count} skemaer i {folder}.", "{count} schemas in {folder}."));
    Ok(Exit::Fine)
}
