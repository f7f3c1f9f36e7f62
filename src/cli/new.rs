//! `new`: a page that checks.

use super::Exit;
use super::args::NewArgs;
use super::failure::Failure;
use super::site::SiteFolder;
use crate::say;

pub fn run(_site: &SiteFolder, _args: &NewArgs) -> Result<Exit, Failure> {
    Err(Failure::new(Exit::Usage, say!("Kommer.", "To come."), say!("Kommer.", "To come.")))
}
