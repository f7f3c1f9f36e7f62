//! What can be made, in the words of editors: pages of each kind, folders, entries of registries.

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::diag::Doc;
use crate::model::Kind;
use crate::say;
use crate::text::nearest;

/// `workflow (arbejdsgang)`: the word to type, and what it means.
pub fn both(kind: Kind) -> String {
    let (name, danish) = (kind.name(), kind.danish());
    if name == danish { name.to_owned() } else { format!("{name} ({danish})") }
}

/// A folder's name as it can be typed after `--in`; the front page's folder has none.
pub fn name(folder: &str) -> &str {
    if folder.is_empty() { "." } else { folder }
}

/// What `new` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A page; of kind section, a folder with its `_index.md`.
    Page(Kind),
    /// An entry of `_data/actors.yaml`.
    Actor,
    /// An entry of `_data/audiences.yaml`.
    Audience,
}

/// Pages first, the most written before the others.
const ALL: [Thing; 14] = [
    Thing::Page(Kind::Workflow),
    Thing::Page(Kind::Tool),
    Thing::Page(Kind::Term),
    Thing::Page(Kind::Service),
    Thing::Page(Kind::Contact),
    Thing::Page(Kind::Law),
    Thing::Page(Kind::Topic),
    Thing::Page(Kind::Guide),
    Thing::Page(Kind::Path),
    Thing::Page(Kind::News),
    Thing::Page(Kind::Page),
    Thing::Page(Kind::Section),
    Thing::Actor,
    Thing::Audience,
];

impl Thing {
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter()
    }

    /// As typed: `vejviser new workflow`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page(kind) => kind.name(),
            Self::Actor => "actor",
            Self::Audience => "audience",
        }
    }

    pub const fn danish(self) -> &'static str {
        match self {
            Self::Page(kind) => kind.danish(),
            Self::Actor => "aktør",
            Self::Audience => "målgruppe",
        }
    }

    /// What it is, for who has to choose.
    pub const fn about(self) -> Doc {
        let (da, en) = match self {
            Self::Page(Kind::Workflow) => ("arbejdsgang: trin med diagram", "workflow: steps with a chart"),
            Self::Page(Kind::Tool) => ("redskab: brev, blanket, tjekliste, it-system", "tool: letter, form, system"),
            Self::Page(Kind::Term) => ("ord: et opslag i ABC", "term: an entry of the glossary"),
            Self::Page(Kind::Service) => ("ydelse: noget, borgeren kan få", "service: something a citizen can get"),
            Self::Page(Kind::Contact) => ("kontakt: en enhed, man kan ringe til", "contact: a unit to call"),
            Self::Page(Kind::Law) => ("lov: én lov, som sider henviser til", "law: a statute that pages cite"),
            Self::Page(Kind::Topic) => ("emne: hvem har ansvaret?", "topic: who is responsible?"),
            Self::Page(Kind::Guide) => ("guide: et ark til borgeren", "guide: a sheet for the citizen"),
            Self::Page(Kind::Path) => ("forløb: læsning for en ny kollega", "path: reading for a new colleague"),
            Self::Page(Kind::News) => ("nyhed: noget nyt på en dato", "news: something new on a date"),
            Self::Page(Kind::Page) => ("side: en almindelig side", "page: an ordinary page"),
            Self::Page(Kind::Section) => ("mappe: et afsnit med sider i", "section: a folder with pages"),
            Self::Actor => ("aktør: en rolle i _data/actors.yaml", "actor: a role in _data/actors.yaml"),
            Self::Audience => ("målgruppe: i _data/audiences.yaml", "audience: in _data/audiences.yaml"),
        };
        Doc { da, en }
    }
}

/// `workflow (arbejdsgang), …`: everything that can be made.
pub fn list() -> String {
    let both = |thing: Thing| match thing {
        Thing::Page(kind) => both(kind),
        other => format!("{} ({})", other.name(), other.danish()),
    };
    Thing::all().map(both).collect::<Vec<_>>().join(", ")
}

/// What was asked for, by its name or by its Danish word.
pub fn parse(written: &str) -> Result<Thing, Failure> {
    let lower = written.to_lowercase();
    if let Some(thing) = Thing::all().find(|thing| thing.name() == lower || thing.danish() == lower) {
        return Ok(thing);
    }
    let list = list();
    let help = match nearest(&lower, Thing::all().flat_map(|thing| [thing.name(), thing.danish()])) {
        Some(near) => say!("mente du »{near}«? Slagsene er {list}", "did you mean “{near}”? Kinds are {list}"),
        None => say!("slagsene er {list}", "kinds are {list}"),
    };
    Err(Failure::new(
        Exit::Usage,
        say!("Der er ingen slags side, der hedder »{written}«.", "There is no kind of page called “{written}”."),
        help,
    ))
}
