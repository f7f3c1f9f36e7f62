//! Pages that the program makes and that stand at fixed addresses.

use crate::model::{Extra, Site};
use crate::source::Url;

/// A generated page. A content page at the same address lends it title, summary and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Special {
    Home,
    /// Workflows of both administrations.
    Shared,
    Deadlines,
    Audiences,
    Roles,
    /// Who hands over to whom.
    Map,
    Changes,
    Quality,
    Search,
    Shortcuts,
    Accessibility,
    NotFound,
}

impl Special {
    pub const ALL: [Special; 12] = [
        Special::Home,
        Special::Shared,
        Special::Deadlines,
        Special::Audiences,
        Special::Roles,
        Special::Map,
        Special::Changes,
        Special::Quality,
        Special::Search,
        Special::Shortcuts,
        Special::Accessibility,
        Special::NotFound,
    ];

    pub fn url(self) -> Url {
        Url::new(match self {
            Special::Home => "",
            Special::Shared => "sagsgange/",
            Special::Deadlines => "frister/",
            Special::Audiences => "maalgrupper/",
            Special::Roles => "roller/",
            Special::Map => "samarbejde/kort/",
            Special::Changes => "nyt/",
            Special::Quality => "kvalitet/",
            Special::Search => "soeg/",
            Special::Shortcuts => "genveje/",
            Special::Accessibility => "tilgaengelighed/",
            Special::NotFound => "404.html",
        })
    }

    /// Key of its title among the theme's strings, used when no content page lends one.
    pub const fn title_key(self) -> &'static str {
        match self {
            Special::Home => "breadcrumb.home",
            Special::Shared => "section.shared",
            Special::Deadlines => "section.deadlines",
            Special::Audiences => "section.audiences",
            Special::Roles => "section.roles",
            Special::Map => "section.map",
            Special::Changes => "section.news",
            Special::Quality => "section.quality",
            Special::Search => "section.search",
            Special::Shortcuts => "section.shortcuts",
            Special::Accessibility => "section.accessibility",
            Special::NotFound => "not_found.title",
        }
    }

    /// Whether a site has it.
    pub fn is_in(self, site: &Site) -> bool {
        match self {
            Special::Search => site.has(Extra::Search),
            Special::Roles | Special::Map => site.has(Extra::Roles),
            Special::Quality => site.has(Extra::Quality),
            _ => true,
        }
    }

    /// Whether search engines and the portal's own search should know it.
    pub const fn is_searched(self) -> bool {
        !matches!(self, Special::Search | Special::Quality | Special::NotFound)
    }
}
