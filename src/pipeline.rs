//! The flow as one function anybody can read aloud: sources in, a compiled portal out.
//!
//! No disk, no clock: what the world decides (today's date, the history) is in [`Options`].

use crate::assemble;
use crate::check::{self, Allowed};
use crate::config;
use crate::diag::{Checked, Diagnostics};
use crate::model::{Date, History, Portal};
use crate::parse::DocumentParser;
use crate::render::{Inputs, Renderer};
use crate::routes::Routes;
use crate::source::Sources;
use crate::theme::Theme;

/// What the world decides.
#[derive(Debug, Clone)]
pub struct Options {
    pub today: Date,
    /// Drafts and pages that do not hold yet as well.
    pub drafts: bool,
    /// What the version control knows of the sources, and what was wrong with it.
    pub history: Checked<History>,
    /// The name of the edition, shown at the foot of every page; else the history's.
    pub revision: Option<String>,
    /// Links to pages end in `index.html`, whatever the site says.
    pub file_links: bool,
    /// Every chart as a poster as well, whatever the site says.
    pub wide: bool,
}

impl Options {
    /// On a day, and otherwise as the site says: no drafts, no history.
    pub fn on(today: Date) -> Self {
        let history = Checked::default();
        Self { today, drafts: false, history, revision: None, file_links: false, wide: false }
    }
}

/// A portal, ready to be rendered, and everything found on the way.
pub struct Compilation {
    pub sources: Sources,
    pub portal: Portal,
    pub theme: Theme,
    pub routes: Routes,
    pub inputs: Inputs,
    pub diagnostics: Diagnostics,
    pub allowed: Vec<Allowed>,
}

impl Compilation {
    pub fn renderer(&self) -> Renderer<'_> {
        Renderer::new(&self.portal, &self.sources, &self.theme, &self.routes, &self.inputs)
    }
}

/// Compiles the site. `parser` keeps the documents of unchanged files from one call to the next.
pub fn compile(sources: Sources, parser: &mut DocumentParser, options: &Options) -> Compilation {
    let mut found = Diagnostics::default();
    let mut site = config::read(&sources).into(&mut found);
    site.file_links |= options.file_links;
    site.wide |= options.wide;
    let documents = parser.parse(&sources).into(&mut found);
    let which = assemble::Options { today: options.today, drafts: options.drafts };
    let mut portal = assemble::assemble(site, &documents, which);
    let history = options.history.clone().into(&mut found);
    assemble::date(&mut portal, &history);
    let report = check::check(&portal, options.today);
    found.extend(report.diagnostics);
    let theme = Theme::load(&sources, &portal.site).into(&mut found);
    let routes = Routes::collect(&portal, &theme).into(&mut found);
    found.finish();
    let revision = options.revision.clone().or(history.revision);
    let inputs = Inputs { today: options.today, revision, problems: found.clone() };
    Compilation { sources, portal, theme, routes, inputs, diagnostics: found, allowed: report.allowed }
}
