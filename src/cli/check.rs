//! `check`: everything a build would find. Nothing is written but the fixes that were asked for.

use super::args::CheckArgs;
use super::build::render_problems;
use super::failure::Failure;
use super::site::{SiteFolder, options, verdict, verdict_text};
use super::{Exit, against, external, fix};
use crate::pipeline::Options;

pub fn run(site: &SiteFolder, args: &CheckArgs) -> Result<Exit, Failure> {
    if args.diff {
        let any = fix::show(site, &options(&args.compile))?;
        return Ok(if any { Exit::Content } else { Exit::Fine });
    }
    let published = against::published(&args.against)?;
    if args.fix {
        fix::write(site, &options(&args.compile))?;
    }
    let options = Options { published, ..options(&args.compile) };
    let today = options.today;
    let mut compilation = site.compile_dated(options, &args.compile.history)?;
    if args.external {
        compilation.inputs.external = external::ask(site, &compilation.portal, today)?;
    }
    let mut found = compilation.diagnostics().clone();
    // Templates speak only when they are rendered; a portal with errors would only repeat them.
    if !found.has_errors() {
        found.extend(render_problems(&compilation));
        found.finish(&compilation.sources);
    }
    site.report(&compilation.sources, &found, &args.report);
    site.say(&verdict_text(&found, compilation.portal.pages.len()));
    if let Some(hint) = fix::hint(site, &found) {
        site.say(&hint);
    }
    Ok(verdict(&found, args.report.strict))
}
