//! The site's own settings, as the rest of the program needs them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Date, Duration, Host};
use crate::source::At;

/// Index into [`Site::administrations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdministrationId(pub usize);

/// One of the administrations that share the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administration {
    /// As written in front matter: `lead: bif`.
    pub id: String,
    /// "Beskæftigelses- og Integrationsforvaltningen"
    pub name: String,
    /// "BIF"
    pub short: String,
    /// The theme's colour token.
    pub token: String,
}

/// Who leads a procedure or owns a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    Administration(AdministrationId),
    /// `faelles`: all of them together.
    Shared,
}

/// Where an actor belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Affiliation {
    Inside(Lead),
    /// Citizens, doctors, employers: their waiting time is not ours and they need no contact page.
    External,
}

/// A message on every page, such as "demonstration content".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub title: Option<String>,
    pub text: String,
    /// A page to read more on, as a path below the front page.
    pub link: Option<String>,
}

/// The accessibility statement, which is made elsewhere and looked through every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub url: At<String>,
    /// When it was made or last looked through, and where that is written.
    pub date: Option<At<Date>>,
}

/// An entry of the main menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    pub title: String,
    /// URL below the front page.
    pub url: String,
}

/// What is made of the pages besides them, and can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extra {
    /// On pages and as pictures.
    Charts,
    /// Workflows for other modellers.
    Bpmn,
    Checklists,
    /// The page and the index.
    Search,
    /// The pages that narrow and sort the list of workflows.
    Filters,
    /// The pages of roles and their hand-overs, and the map of all.
    Roles,
    /// The report on the portal's quality.
    Quality,
    /// Tables, calendars and contacts for other programs.
    Data,
}

impl Extra {
    pub const ALL: [Extra; 8] = [
        Extra::Charts,
        Extra::Bpmn,
        Extra::Checklists,
        Extra::Search,
        Extra::Filters,
        Extra::Roles,
        Extra::Quality,
        Extra::Data,
    ];

    /// As written in `site.toml`, in the order of [`Extra::ALL`].
    pub const NAMES: [&str; 8] = ["charts", "bpmn", "checklists", "search", "filters", "roles", "quality", "data"];

    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().zip(Self::NAMES).find(|(_, known)| *known == name).map(|(extra, _)| extra)
    }
}

/// A place that the portal is published to, under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As written after `publish`: `produktion`.
    pub name: String,
    pub location: Location,
    /// How many releases before the one that stands can be gone back to.
    pub releases: usize,
    /// The full address there, when it is not the site's.
    pub base_url: Option<String>,
    /// Links to pages end in `index.html`, when the site does not say so.
    pub file_links: Option<bool>,
}

/// Where a target is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// On a disk or a file share; a relative path begins at the site's root.
    Folder(String),
    Bucket(Bucket),
}

/// A store that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// `https://s3.portal.example`
    pub endpoint: String,
    pub region: String,
    pub name: String,
    /// What the names of all objects begin with; `""` when the bucket is the portal's alone.
    pub prefix: String,
    /// The same for earlier releases, when they do not lie within the portal's.
    pub archive: Option<String>,
    /// The bucket's name is part of the host's, as Amazon wants it.
    pub host_style: bool,
}

/// `site.toml`, checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Site {
    pub title: String,
    /// One sentence on the front page.
    pub summary: String,
    /// Absolute address with a slash at its end; feeds, sitemap and the 404 page need it.
    pub base_url: Option<String>,
    /// BCP 47 tag of the content, `da`.
    pub language: String,
    /// Name of the folder below `themes/`.
    pub theme: String,
    pub administrations: Vec<Administration>,
    /// What `lead: faelles` is called: "Fælles".
    pub shared_name: String,
    /// Mail address of the editors.
    pub editors_email: Option<String>,
    /// Where "Rediger siden" leads; `{path}` stands for the file's path.
    pub edit_url: Option<String>,
    pub notice: Option<Notice>,
    /// How often a page is reviewed when it does not say itself.
    pub review_every: Option<Duration>,
    /// Colour tokens that replace the theme's: name -> CSS colour.
    pub tokens: BTreeMap<String, String>,
    /// The same for the dark scheme.
    pub tokens_dark: BTreeMap<String, String>,
    pub statement: Option<Statement>,
    /// Searches that the front page shows as examples.
    pub search_examples: Vec<String>,
    /// Links to pages end in `index.html`, so that a copy on a file share reads without a server.
    pub file_links: bool,
    /// Every chart also as a poster, whose flow runs to the right.
    pub wide: bool,
    /// What the portal does without.
    pub without: BTreeSet<Extra>,
    /// Servers whose settings lie in the portal.
    pub hosts: Vec<Host>,
    /// Texts also packed, for servers that hand out what they find.
    pub packed: bool,
    /// Addresses whose loss is accepted; `*` at the end stands for anything.
    pub gone: Vec<String>,
    /// Addresses outside that are never asked for; `*` at the end stands for anything.
    pub unasked: Vec<String>,
    /// `site.toml` could not be read, which was reported: no administration is known.
    pub unread: bool,
    pub targets: Vec<Target>,
    /// Empty: the theme's own menu.
    pub menu: Vec<MenuEntry>,
    /// Id of the contact that a search names when it finds nothing.
    pub search_contact: Option<At<String>>,
}

impl Site {
    /// Whether the portal has it.
    pub fn has(&self, extra: Extra) -> bool {
        !self.without.contains(&extra)
    }

    pub fn administration(&self, id: AdministrationId) -> Option<&Administration> {
        self.administrations.get(id.0)
    }

    pub fn find_administration(&self, id: &str) -> Option<AdministrationId> {
        self.administrations.iter().position(|a| a.id == id).map(AdministrationId)
    }
}

/// The word for [`Lead::Shared`] in front matter.
pub const SHARED: &str = "faelles";
