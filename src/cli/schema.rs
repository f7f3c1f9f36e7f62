//! `schema`: the table of keys as JSON Schema.

use super::args::SchemaArgs;
use super::failure::Failure;
use super::{Exit, say_to_stdout};
use crate::diag::Lang;
use crate::parse::keys::schema;
use crate::say;
use crate::text::nearest;

pub fn run(args: &SchemaArgs, lang: Lang) -> Result<Exit, Failure> {
    let name = &args.kind;
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
