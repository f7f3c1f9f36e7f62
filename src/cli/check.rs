//! `check`: everything a build would find, and nothing written.

use super::Exit;
use super::args::CheckArgs;
use super::build::render_problems;
use super::failure::Failure;
use super::site::{SiteFolder, options, verdict, verdict_text};

pub fn run(site: &SiteFolder, args: &CheckArgs) -> Result<Exit, Failure> {
    let compilation = site.compile_dated(options(&args.compile), &args.compile.history)?;
    let mut found = compilation.diagnostics().clone();
    // Templates speak only when they are rendered; a portal with errors would only repeat them.
    if !found.has_errors() {
        found.extend(render_problems(&compilation));
        found.finish();
    }
    site.report(&compilation.sources, &found, &args.report);
    site.say(&verdict_text(&found, compilation.portal.pages.len()));
    Ok(verdict(&found, args.report.strict))
}
