//! The one table of every URL: what `render` can make, what links may lead to and what is published.
//!
//! Nothing exists outside it. [`Routes::collect`] derives it from the portal; two claims on one URL
//! are a problem, told where the second was written.

mod anchors;
mod collect;
mod facet;
mod former;
mod kept;
mod special;

pub use anchors::{anchor_on, anchors};
pub use facet::{Facet, FacetList, FacetValue, Sort};
pub use kept::Router;
pub use special::Special;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::diag::Checked;
use crate::model::{ActorId, AudienceId, Extra, Host, Kind, Page, PageId, Portal, Provision, Uses};
use crate::source::{SourcePath, Url};
use crate::theme::Theme;

/// What stands behind a URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A page of the content folder.
    Page(PageId),
    /// A page that the program makes, with the content page that lends it title and text.
    Special {
        what: Special,
        intro: Option<PageId>,
    },
    /// Workflows with one value of a facet.
    Facet(FacetValue),
    /// All workflows in another order.
    Sorted(Sort),
    /// Tools from A to Å.
    ToolsByName,
    /// Everything an actor does.
    Role(ActorId),
    /// To whom an actor hands over, and from whom.
    Handovers(ActorId),
    /// Everything for an audience.
    Audience(AudienceId),
    /// The supervision checklist of a workflow.
    Checklist(PageId),
    /// The chart of a workflow alone.
    DiagramSvg(PageId),
    /// The same as a poster.
    WideSvg(PageId),
    /// A workflow for other modellers.
    Bpmn(PageId),
    /// A contact as vCard, and all of them.
    Vcard(PageId),
    VcardAll,
    ContactsCsv,
    DeadlinesCsv,
    DeadlinesJson,
    /// Changes as Atom, whole and per audience.
    Feed,
    AudienceFeed(AudienceId),
    /// Review dates of what a contact owns, as iCalendar.
    ReviewCalendar(PageId),
    /// The model for other systems, and what it may hold.
    PortalJson,
    PortalSchema,
    QualityJson,
    Sitemap,
    OpenSearch,
    /// The settings of a server, where it looks for them.
    Host(Host),
    /// What the search of browsers reads, and shares of it when it is large, counted from 0.
    SearchIndex,
    SearchShard(usize),
    /// A file beside a page.
    Asset(SourcePath),
    /// A file of the theme; the URL names it.
    Static,
    /// An old address.
    Redirect {
        to: Url,
    },
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub url: Url,
    pub target: Target,
}

/// The table.
#[derive(Debug, Default)]
pub struct Routes {
    routes: Arc<HashMap<Url, Route>>,
    facets: Arc<BTreeMap<FacetValue, FacetList>>,
    /// Anchors of each statute's page, worked out when somebody links to it.
    provisions: BTreeMap<PageId, OnceLock<BTreeSet<String>>>,
    uses: Arc<Uses>,
}

impl Routes {
    /// Derives the table from the portal. A claim on a taken URL is a problem and left out.
    pub fn collect(portal: &Portal, theme: &Theme) -> Checked<Routes> {
        collect::collect(portal, theme)
    }

    fn new(portal: &Portal, routes: Arc<HashMap<Url, Route>>, facets: Arc<BTreeMap<FacetValue, FacetList>>) -> Self {
        let provisions = portal.uses.laws.keys().map(|law| (*law, OnceLock::new())).collect();
        Self { routes, facets, provisions, uses: Arc::clone(&portal.uses) }
    }

    pub fn get(&self, url: &Url) -> Option<&Route> {
        self.routes.get(url)
    }

    /// Rows in order of URLs.
    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        let mut routes: Vec<&Route> = self.routes.values().collect();
        routes.sort_unstable_by(|a, b| a.url.cmp(&b.url));
        routes.into_iter()
    }

    pub fn len(&self) -> usize {
        self.routes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    pub fn has(&self, url: &Url) -> bool {
        self.routes.contains_key(url)
    }

    /// Values that workflows have, with their pages, facet by facet.
    pub fn facets(&self) -> impl Iterator<Item = (FacetValue, &FacetList)> {
        self.facets.iter().map(|(value, list)| (*value, list))
    }

    pub fn facet(&self, value: FacetValue) -> Option<&FacetList> {
        self.facets.get(&value)
    }

    /// The deepest anchor a statute's page has for a provision: its paragraph, else its section.
    pub fn provision_anchor(&self, law: PageId, provision: &Provision) -> Option<String> {
        let known = self.provisions.get(&law)?.get_or_init(|| anchors::provisions(&self.uses, law));
        [provision.anchor(), provision.key().anchor()].into_iter().find(|anchor| known.contains(anchor))
    }
}

/// The section that is the home of a kind: the one nearest the front page.
pub fn home_of(portal: &Portal, kind: Kind) -> Option<&Page> {
    portal
        .of_kind(Kind::Section)
        .filter(|page| section_kind(page) == Some(kind))
        .min_by_key(|page| (page.url.depth(), &page.url))
}

/// The kind of the pages below a section.
pub fn section_kind(page: &Page) -> Option<Kind> {
    match &page.content {
        crate::model::Content::Section(section) => section.kind,
        _ => None,
    }
}

/// In how many shares the words of texts are given out beside the main index: 0 when it holds them itself.
pub fn search_shards(portal: &Portal) -> usize {
    match portal.pages.len() {
        _ if !portal.site.has(Extra::Search) => 0,
        0..=PAGES_IN_ONE => 0,
        pages => pages.div_ceil(PAGES_PER_SHARD),
    }
}

/// Up to here one file is small enough to be waited for: about 170 kB packed.
const PAGES_IN_ONE: usize = 400;
const PAGES_PER_SHARD: usize = 400;

/// URLs of what belongs to something else, so that all who link to them spell them alike.
pub mod urls {
    use super::{FacetValue, Sort};
    use crate::model::{Actor, Audience, Page, Portal};
    use crate::source::Url;

    pub fn role(actor: &Actor) -> Url {
        Url::new(format!("roller/{}/", actor.id))
    }

    pub fn handovers(actor: &Actor) -> Url {
        Url::new(format!("{}{}/", super::Special::Map.url(), actor.id))
    }

    pub fn audience(audience: &Audience) -> Url {
        Url::new(format!("maalgrupper/{}/", audience.id))
    }

    pub fn audience_feed(audience: &Audience) -> Url {
        Url::new(format!("maalgrupper/{}/feed.xml", audience.id))
    }

    pub fn checklist(workflow: &Page) -> Url {
        Url::new(format!("{}tjekliste/", workflow.url))
    }

    pub fn diagram(workflow: &Page) -> Url {
        Url::new(format!("{}diagram.svg", workflow.url))
    }

    pub fn wide_diagram(workflow: &Page) -> Url {
        Url::new(format!("{}diagram-bred.svg", workflow.url))
    }

    pub fn bpmn(workflow: &Page) -> Url {
        Url::new(format!("{}{}.bpmn", workflow.url, workflow.slug))
    }

    pub fn vcard(contact: &Page) -> Url {
        Url::new(format!("{}{}.vcf", contact.url, contact.slug))
    }

    pub fn review_calendar(contact: &Page) -> Url {
        Url::new(format!("{}gennemgang.ics", contact.url))
    }

    pub fn vcard_all() -> Url {
        Url::new("kontakt/alle.vcf")
    }

    pub fn contacts_csv() -> Url {
        Url::new("kontakt/kontakter.csv")
    }

    pub fn deadlines_csv() -> Url {
        Url::new("frister/frister.csv")
    }

    pub fn deadlines_json() -> Url {
        Url::new("frister/frister.json")
    }

    pub fn feed() -> Url {
        Url::new("nyt/feed.xml")
    }

    pub fn quality_json() -> Url {
        Url::new("kvalitet/kvalitet.json")
    }

    pub fn portal_json() -> Url {
        Url::new("portal.json")
    }

    pub fn portal_schema() -> Url {
        Url::new("portal.schema.json")
    }

    pub fn sitemap() -> Url {
        Url::new("sitemap.xml")
    }

    pub fn open_search() -> Url {
        Url::new("opensearch.xml")
    }

    pub fn search_index() -> Url {
        Url::new("soeg/indeks.js")
    }

    pub fn search_shard(number: usize) -> Url {
        Url::new(format!("soeg/indeks-{number}.js"))
    }

    /// The A-Å list of tools, below the section of tools.
    pub fn tools_by_name(home: &Page) -> Url {
        Url::new(format!("{}alfabetisk/", home.url))
    }

    /// The page of a facet's value, below the section of workflows.
    pub(super) fn facet(portal: &Portal, home: &Page, value: FacetValue) -> Url {
        let facet = value.facet().slug();
        Url::new(match value.slug(portal) {
            Some(slug) => format!("{}efter/{facet}/{slug}/", home.url),
            None => format!("{}efter/{facet}/", home.url),
        })
    }

    /// All workflows in another order, below the section of workflows.
    pub fn sorted(home: &Page, sort: Sort) -> Url {
        Url::new(format!("{}efter/{}/", home.url, sort.slug()))
    }
}
