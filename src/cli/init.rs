//! `init`: a small portal that builds without a warning and explains itself.

use super::Exit;
use super::args::InitArgs;
use super::failure::Failure;
use crate::diag::Lang;
use crate::say;

pub fn run(_args: &InitArgs, _lang: Lang) -> Result<Exit, Failure> {
    Err(Failure::new(Exit::Usage, say!("Kommer.", "To come."), say!("Kommer.", "To come.")))
}
