//! Which file of which layer a name stands for: the default theme, the site's theme, the site itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::embedded;
use crate::source::{SourceData, SourceFile, SourcePath, Sources};

/// Name of the theme that is part of the program.
pub const DEFAULT: &str = "portal";

/// A file of a theme, or of the site in place of one.
#[derive(Debug, Clone)]
pub enum ThemeFile<'a> {
    Embedded(&'static [u8]),
    Site(&'a Arc<SourceFile>),
}

impl<'a> ThemeFile<'a> {
    /// The file's text; `""` for one that is only passed on. What is embedded was checked by a test.
    pub fn text(&self) -> &'a str {
        match self {
            Self::Embedded(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
            Self::Site(file) => file.text(),
        }
    }

    /// The site's file, if it is one.
    pub fn source(&self) -> Option<&'a Arc<SourceFile>> {
        match self {
            Self::Embedded(_) => None,
            Self::Site(file) => Some(file),
        }
    }

    /// Whether the text can be read; pictures and fonts of a site are only passed on.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Embedded(bytes) => std::str::from_utf8(bytes).is_ok(),
            Self::Site(file) => matches!(file.data, SourceData::Text(_)),
        }
    }
}

/// Files by path below the theme's folder: `templates/base.html`.
pub type Files<'a> = BTreeMap<String, ThemeFile<'a>>;

/// The three layers, each a set of files; a later one wins.
#[derive(Debug)]
pub struct Layers<'a> {
    /// The embedded theme. A site that keeps `themes/portal/` works on its own copy of it.
    pub portal: Files<'a>,
    /// `themes/<name>/`, empty when the site uses the default theme.
    pub theme: Files<'a>,
    /// `templates/`, `static/` and `i18n/` beside `site.toml`.
    pub site: Files<'a>,
}

impl<'a> Layers<'a> {
    pub fn of(sources: &'a Sources, theme: &str) -> Self {
        let mut portal: Files =
            embedded::FILES.iter().map(|(path, bytes)| ((*path).to_owned(), ThemeFile::Embedded(bytes))).collect();
        portal.extend(below(sources, &format!("themes/{DEFAULT}/")));
        let named = if theme == DEFAULT { Files::new() } else { below(sources, &format!("themes/{theme}/")) };
        let site = below(sources, "")
            .into_iter()
            .filter(|(path, _)| ["templates/", "static/", "i18n/"].iter().any(|folder| path.starts_with(folder)))
            .collect();
        Self { portal, theme: named, site }
    }

    /// Below one folder, the winning file of every name; names lose the folder.
    pub fn winners(&self, folder: &str) -> BTreeMap<&str, &ThemeFile<'a>> {
        [&self.portal, &self.theme, &self.site]
            .into_iter()
            .flatten()
            .filter_map(|(path, file)| Some((path.strip_prefix(folder)?, file)))
            .collect()
    }
}

fn below<'a>(sources: &'a Sources, prefix: &str) -> Files<'a> {
    sources.iter().filter_map(|file| Some((name_below(&file.path, prefix)?, ThemeFile::Site(file)))).collect()
}

fn name_below(path: &SourcePath, prefix: &str) -> Option<String> {
    path.as_str().strip_prefix(prefix).map(str::to_owned)
}
