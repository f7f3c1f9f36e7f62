//! `schema`: the table of keys as JSON Schema.

use super::Exit;
use super::args::SchemaArgs;
use super::failure::Failure;
use crate::say;

pub fn run(_args: &SchemaArgs) -> Result<Exit, Failure> {
    Err(Failure::new(Exit::Usage, say!("Kommer.", "To come."), say!("Kommer.", "To come.")))
}
