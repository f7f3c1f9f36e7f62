//! `serve`: the portal in the browser while it is written.

use super::Exit;
use super::args::ServeArgs;
use super::failure::Failure;
use super::site::SiteFolder;
use crate::say;

pub fn run(_site: SiteFolder, _args: ServeArgs) -> Result<Exit, Failure> {
    Err(Failure::new(Exit::Usage, say!("Kommer.", "To come."), say!("Kommer.", "To come.")))
}
