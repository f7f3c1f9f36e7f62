//! The flow as one function anybody can read aloud: sources in, a compiled portal out.
//!
//! No disk, no clock: what the world decides (today's date, the history) is in [`Options`].
//!
//! - [`compile`] is the flow. What is wrong with the portal as a whole is found when somebody asks, by
//!   [`Compilation::diagnostics`]: a page can be shown before ten thousand others have been checked.
//! - A [`Compiler`] keeps from one call to the next what did not change.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::assemble::{self, Assembler};
use crate::check::{self, Allowed};
use crate::config;
use crate::diag::{Checked, Diagnostics};
use crate::model::{Date, External, History, Portal, Site};
use crate::parse::DocumentParser;
use crate::promises;
use crate::render::{Inputs, Memory, Problems, Renderer};
use crate::routes::{Router, Routes};
use crate::source::{FileId, SourceFile, Sources, Url};
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
    /// Whether links to pages end in `index.html`, whatever the site says.
    pub file_links: Option<bool>,
    /// The full address of the portal, whatever the site says; with a slash at its end.
    pub base_url: Option<String>,
    /// Every chart as a poster as well, whatever the site says.
    pub wide: bool,
    /// Packed copies of texts, whatever the site says.
    pub packed: bool,
    /// Addresses of a published portal, which must not lead nowhere; none when nobody asks.
    pub published: Arc<BTreeSet<Url>>,
    /// What addresses outside answered, as far as somebody asked them.
    pub external: Arc<External>,
}

impl Options {
    /// On a day, and otherwise as the site says: no drafts, no history.
    pub fn on(today: Date) -> Self {
        Self {
            today,
            drafts: false,
            history: Checked::default(),
            revision: None,
            file_links: None,
            base_url: None,
            wide: false,
            packed: false,
            published: Arc::default(),
            external: Arc::default(),
        }
    }
}

/// What is kept from one compilation to the next.
#[derive(Debug, Default)]
pub struct Compiler {
    lenient: bool,
    parser: DocumentParser,
    assembler: Assembler,
    router: Router,
    /// The last settings that could be read.
    site: Option<Site>,
    theme: Option<Themed>,
}

/// A theme and the files it was made from.
#[derive(Debug)]
struct Themed {
    files: Vec<Arc<SourceFile>>,
    theme: Arc<Theme>,
    problems: Diagnostics,
}

impl Compiler {
    /// One for people who are in the middle of writing: while a file cannot be read, what it last said
    /// stands. What is wrong with it is told all the same.
    pub fn lenient() -> Self {
        Self { lenient: true, parser: DocumentParser::lenient(), ..Self::default() }
    }

    /// The settings. Those that cannot be read at all do not tell what the portal is.
    fn site(&mut self, sources: &Sources, options: &Options, found: &mut Diagnostics) -> Site {
        let read = config::read(sources).into(found);
        let mut site = match self.site.take() {
            Some(before) if self.lenient && read.unread => before,
            _ => read,
        };
        self.site = Some(site.clone());
        site.file_links = options.file_links.unwrap_or(site.file_links);
        site.base_url = options.base_url.clone().or(site.base_url);
        site.wide |= options.wide;
        site.packed |= options.packed;
        site
    }

    /// The theme, compiled when a file of it changed.
    fn theme(&mut self, sources: &Sources, site: &Site, found: &mut Diagnostics) -> Arc<Theme> {
        let files: Vec<Arc<SourceFile>> =
            sources.iter().filter(|file| !file.path.as_str().starts_with("content/")).cloned().collect();
        let same = |kept: &Themed| {
            kept.files.len() == files.len() && kept.files.iter().zip(&files).all(|(old, new)| Arc::ptr_eq(old, new))
        };
        let kept = match self.theme.take() {
            Some(kept) if same(&kept) => kept,
            before => {
                let Checked { value, diagnostics: problems } = Theme::load(sources, site);
                let theme = match before {
                    Some(before) if self.lenient && problems.has_errors() => before.theme,
                    _ => Arc::new(value),
                };
                Themed { files, theme, problems }
            }
        };
        found.extend(kept.problems.clone());
        let theme = Arc::clone(&kept.theme);
        self.theme = Some(kept);
        theme
    }
}

/// A portal, ready to be rendered, and everything found on the way.
pub struct Compilation {
    /// What the portal was made from.
    pub sources: Sources,
    /// The files as they are written: where problems stand. The same, but for files that cannot be read
    /// and a lenient [`Compiler`].
    pub written: Sources,
    pub portal: Portal,
    pub theme: Arc<Theme>,
    pub routes: Routes,
    pub inputs: Inputs,
    /// What was found before the portal was checked.
    found: Diagnostics,
    report: OnceLock<Report>,
    memory: Memory,
}

struct Report {
    diagnostics: Diagnostics,
    allowed: Vec<Allowed>,
}

impl Problems for Compilation {
    fn problems(&self) -> &Diagnostics {
        self.diagnostics()
    }
}

impl Compilation {
    pub fn renderer(&self) -> Renderer<'_> {
        Renderer::new(&self.portal, &self.sources, &self.theme, &self.routes, &self.inputs, &self.memory, self)
    }

    /// Everything that is wrong, in order. The portal is checked when this is first asked for.
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.report().diagnostics
    }

    /// Warnings that editors silenced.
    pub fn allowed(&self) -> &[Allowed] {
        &self.report().allowed
    }

    fn report(&self) -> &Report {
        self.report.get_or_init(|| {
            let report = check::check(&self.portal, self.inputs.today, &self.inputs.external);
            let mut diagnostics = self.found.clone();
            // Of a file that cannot be read only that is told: the rest points into its earlier text.
            let outdated = |file: FileId| {
                self.written
                    .file(file)
                    .is_some_and(|written| self.sources.file(file).is_some_and(|shown| !Arc::ptr_eq(written, shown)))
            };
            let stands = report.diagnostics.into_iter().filter(|one| !one.span.is_some_and(|span| outdated(span.file)));
            diagnostics.extend(stands.collect());
            diagnostics.finish(&self.written);
            Report { diagnostics, allowed: report.allowed }
        })
    }
}

/// Compiles the site. `compiler` keeps what did not change from one call to the next.
pub fn compile(written: Sources, compiler: &mut Compiler, options: &Options) -> Compilation {
    let mut found = Diagnostics::default();
    let site = compiler.site(&written, options, &mut found);
    let documents = compiler.parser.parse(&written).into(&mut found);
    let mut sources = written.clone();
    for file in &documents.stale {
        sources.insert(Arc::clone(file));
    }
    let which = assemble::Options { today: options.today, drafts: options.drafts };
    let history = options.history.clone().into(&mut found);
    let portal = compiler.assembler.assemble(site, &documents, which, &history);
    let theme = compiler.theme(&sources, &portal.site, &mut found);
    let routes = compiler.router.collect(&portal, &theme).into(&mut found);
    let revision = options.revision.clone().or(history.revision);
    found.extend(promises::check(&portal, &routes, &sources, &options.published));
    let inputs = Inputs { today: options.today, revision, external: Arc::clone(&options.external) };
    let (report, memory) = (OnceLock::new(), Memory::new(&portal));
    Compilation { sources, written, portal, theme, routes, inputs, found, report, memory }
}
