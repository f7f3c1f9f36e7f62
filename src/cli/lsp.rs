//! `lsp`: the language server, for editors that speak its protocol.

use super::Exit;
use super::args::LspArgs;
use super::failure::{Failure, load_error};
use super::site::{SiteFolder, is_there, options};
use crate::lsp::{self, Settings};
use crate::say;

pub fn run(site: SiteFolder, args: LspArgs) -> Result<Exit, Failure> {
    is_there(&args.compile.history)?;
    let settings = Settings {
        root: site.root,
        lang: site.lang,
        options: options(&args.compile),
        history: !args.compile.history.no_history,
        history_folder: args.compile.history.history,
        describe: load_error,
    };
    match lsp::run(settings) {
        Ok(true) => Ok(Exit::Fine),
        Ok(false) => Ok(Exit::Content),
        Err(error) => Err(Failure::new(
            Exit::Usage,
            say!(
                "Editoren taler ikke sprogserverens sprog: {error}",
                "The editor does not speak the protocol: {error}"
            ),
            say!("start den fra en editor med understøttelse af LSP", "start it from an editor that knows LSP"),
        )),
    }
}
