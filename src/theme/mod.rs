//! Templates, texts and static files: the embedded default, overlaid file by file.
//!
//! Three layers: the theme in the program (`portal`), `themes/<name>/` of the site when `site.toml`
//! names another, and the site's own `templates/`, `static/` and `i18n/`. Of files with one name
//! the later layer's wins; texts are overlaid key by key. See [`templates`] for what a template may
//! extend, [`assets`] for static files, [`filters`] for what templates can do with a value.
//! `t` holds the texts in every template (`{{ t.workflow.steps }}`); a component takes it as `@t`.

pub mod assets;
pub mod embedded;
pub mod filters;
pub mod format;
pub mod layers;
mod rules;
mod strings;
pub mod templates;
mod tokens;

pub use assets::{AssetData, Assets};
pub use rules::RULES;
pub use strings::{Strings, fill};
pub use tokens::is_colour;

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::Tera;

use crate::diag::{Checked, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::say;
use crate::source::{Sources, Url};
use crate::text::nearest;
use layers::{DEFAULT, Layers};
use templates::Origins;

/// Everything a page is dressed in.
#[derive(Debug)]
pub struct Theme {
    strings: Arc<Strings>,
    tera: Tera,
    origins: Origins,
    assets: Assets,
}

impl Theme {
    /// Overlays the layers, compiles the templates and names the static files.
    pub fn load(sources: &Sources, site: &Site) -> Checked<Self> {
        let mut problems = Diagnostics::default();
        let name = if site.theme.is_empty() { DEFAULT } else { site.theme.as_str() };
        let layers = Layers::of(sources, name);
        if name != DEFAULT && layers.theme.is_empty() {
            problems.push(missing(name, sources));
        }
        let strings = Arc::new(Strings::load(&layers, language(site)).into(&mut problems));
        let (tera, origins) = templates::compile(&layers, name, &strings, &mut problems);
        let tokens = tokens::css(site, sources, &mut problems);
        let assets = Assets::collect(&layers, &tokens);
        Checked::new(Self { strings, tera, origins, assets }, problems)
    }

    /// Texts of the user interface in the site's language.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// The engine with all templates; `t` is in its global context.
    pub fn tera(&self) -> &Tera {
        &self.tera
    }

    /// Renders a template; what goes wrong points into the template.
    ///
    /// # Errors
    /// The template's error as a problem, with its place.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Diagnostic> {
        self.tera.render(template, context).map_err(|error| self.problem(&error))
    }

    /// A template's error as a problem with its place.
    pub fn problem(&self, error: &tera::Error) -> Diagnostic {
        self.origins.problem(error)
    }

    /// The URL of a static file: `style.css` -> `assets/style-<hash>.css`.
    pub fn asset(&self, name: &str) -> Option<&Url> {
        self.assets.url(name)
    }

    /// Static files by URL.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }
}

fn language(site: &Site) -> &str {
    if site.language.is_empty() { "da" } else { &site.language }
}

fn missing(name: &str, sources: &Sources) -> Diagnostic {
    let themes: BTreeSet<&str> = sources
        .iter()
        .filter_map(|file| file.path.as_str().strip_prefix("themes/")?.split('/').next())
        .chain([DEFAULT])
        .collect();
    let message = say!("Temaet »{name}« findes ikke i themes/.", "There is no theme “{name}” in themes/.");
    Diagnostic::global(&rules::THEME_MISSING, message).did_you_mean(nearest(name, themes))
}
