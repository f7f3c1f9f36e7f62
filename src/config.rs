//! `site.toml` to [`Site`], read by the same tables and checks as front matter.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Checked, Diagnostic, Diagnostics, Doc, Rule, Severity, Text};
use crate::model::{Administration, Bucket, Extra, Host, Location, MenuEntry, Notice, SHARED, Site, Statement, Target};
use crate::parse::keys::SITE;
use crate::parse::{Data, Fields, Node, read_fields};
use crate::say;
use crate::source::{At, FileId, SourceFile, SourcePath, Sources, Span};

pub static SITE_TOML: Rule = Rule {
    id: "site-toml",
    severity: Severity::Error,
    title: Doc { da: "site.toml skal kunne læses.", en: "site.toml must be readable." },
    why: Doc {
        da: "Filen siger, hvad portalen hedder, og hvilke forvaltninger der deler den. Den er skrevet i TOML: »nøgle = \"værdi\"«.",
        en: "The file says what the portal is called and which administrations share it. It is TOML: “key = \"value\"”.",
    },
    example: "title = BIF-SOF-portalen",
    fixed: "title = \"BIF-SOF-portalen\"",
};

/// Reads the site's settings; what is missing or wrong is reported and takes its default.
pub fn read(sources: &Sources) -> Checked<Site> {
    let mut problems = Diagnostics::default();
    let Some(file) = sources.get(&SourcePath::new("site.toml")) else {
        problems.push(Diagnostic::global(&SITE_TOML, say!("site.toml mangler.", "site.toml is missing.")));
        return Checked::new(unread(), problems);
    };
    let node = match DeTable::parse(file.text()) {
        Ok(table) => table_node(file.id, table.span(), table.get_ref()),
        Err(error) => {
            problems.push(syntax(file, &error));
            return Checked::new(unread(), problems);
        }
    };
    let fields = read_fields(&node, &[SITE], &mut problems);
    let site = site(&fields, &mut problems);
    Checked::new(site, problems)
}

/// The settings as they are written, with their places; `None` while the file is no TOML.
pub fn fields(file: &SourceFile) -> Option<Fields> {
    let table = DeTable::parse(file.text()).ok()?;
    let node = table_node(file.id, table.span(), table.get_ref());
    Some(read_fields(&node, &[SITE], &mut Diagnostics::default()))
}

fn syntax(file: &SourceFile, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let detail = error.message().to_owned();
    Diagnostic::new(
        &SITE_TOML,
        Span::new(file.id, range),
        say!("Linjen følger ikke reglerne for TOML.", "This line is not valid TOML."),
    )
    .help(match detail.as_str() {
        "duplicate key" => say!(
            "navnet står der to gange: slet det ene; flere af samme slags har dobbelte klammer, som [[menu]]",
            "the name stands there twice: delete one; several of a kind have double brackets, as [[menu]]"
        ),
        detail => say!("sæt tekst i anførselstegn (»{detail}«)", "put text in quotes (“{detail}”)"),
    })
}

fn defaults() -> Site {
    Site { language: "da".to_owned(), theme: "portal".to_owned(), shared_name: "Fælles".to_owned(), ..Site::default() }
}

fn unread() -> Site {
    Site { unread: true, ..defaults() }
}

fn table_node(file: FileId, range: std::ops::Range<usize>, table: &DeTable) -> Node {
    let entries = table.iter().map(|(key, value)| {
        let name = At::new(key.get_ref().to_string(), Span::new(file, key.span()));
        (name, value_node(file, value))
    });
    let mut entries: Vec<(At<String>, Node)> = entries.collect();
    // The table is kept sorted by key; problems should come in the order of the file.
    entries.sort_by_key(|(name, _)| name.span);
    Node { span: Span::new(file, range), data: Data::Map(entries) }
}

fn value_node(file: FileId, value: &Spanned<DeValue>) -> Node {
    let span = Span::new(file, value.span());
    let data = match value.get_ref() {
        DeValue::String(text) => Data::Scalar(text.to_string()),
        DeValue::Integer(number) => Data::Scalar(number.to_string()),
        DeValue::Float(number) => Data::Scalar(number.to_string()),
        DeValue::Boolean(yes) => Data::Scalar(yes.to_string()),
        DeValue::Datetime(date) => Data::Scalar(date.to_string()),
        DeValue::Array(items) => Data::List(items.iter().map(|item| value_node(file, item)).collect()),
        DeValue::Table(table) => return table_node(file, value.span(), table),
    };
    Node { span, data }
}

fn site(fields: &Fields, problems: &mut Diagnostics) -> Site {
    let base = defaults();
    let (editors, output) = (fields.map("editors"), fields.map("output"));
    Site {
        title: fields.string("title").unwrap_or_else(|| "Portal".to_owned()),
        summary: fields.string("summary").unwrap_or_default(),
        base_url: fields.string("base_url").map(with_slash),
        language: fields.string("language").unwrap_or(base.language),
        theme: fields.string("theme").unwrap_or(base.theme),
        administrations: administrations(fields, problems),
        shared_name: fields.string("shared_name").unwrap_or(base.shared_name),
        editors_email: editors.and_then(|editors| editors.string("email")),
        edit_url: editors.and_then(|editors| editors.string("edit_url")),
        notice: fields.map("notice").and_then(notice),
        review_every: fields.map("review").and_then(|review| review.duration("every").cloned()),
        tokens: pairs(fields, "tokens"),
        tokens_dark: pairs(fields, "tokens_dark"),
        statement: fields.map("accessibility").and_then(statement),
        search_examples: fields.map("search").map(|search| search.strings("examples")).unwrap_or_default(),
        unread: false,
        file_links: output.and_then(|output| output.string("links")).as_deref() == Some("file"),
        hosts: output.map(hosts).unwrap_or_default(),
        packed: output.and_then(|output| output.bool("packed")) == Some(true),
        wide: output.and_then(|output| output.bool("wide")) == Some(true),
        gone: output.map(|output| output.strings("gone")).unwrap_or_default(),
        without: output.map(without).unwrap_or_default(),
        unasked: fields.map("external").map(|external| external.strings("allow")).unwrap_or_default(),
        targets: targets(fields, problems),
        menu: fields.maps("menu").filter_map(menu_entry).collect(),
        search_contact: fields
            .map("search")
            .and_then(|search| search.text("contact"))
            .map(|contact| At::new(contact.value.to_owned(), contact.span)),
    }
}

/// Each server once, in the order of their names.
fn hosts(output: &Fields) -> Vec<Host> {
    let named: BTreeSet<Host> = output.strings("hosts").iter().filter_map(|name| Host::named(name)).collect();
    named.into_iter().collect()
}

fn administrations(fields: &Fields, problems: &mut Diagnostics) -> Vec<Administration> {
    let mut all: Vec<Administration> = Vec::new();
    for entry in fields.maps("administration") {
        let Some(id) = entry.text("id") else { continue };
        let name = id.value;
        if name == SHARED || all.iter().any(|known| known.id == name) {
            problems.push(Diagnostic::new(
                &SITE_TOML,
                id.span,
                say!("Id'et »{name}« er allerede i brug.", "The id “{name}” is taken already."),
            ));
            continue;
        }
        all.push(Administration {
            id: name.to_owned(),
            name: entry.string("name").unwrap_or_else(|| name.to_owned()),
            short: entry.string("short").unwrap_or_else(|| name.to_uppercase()),
            token: entry.string("token").unwrap_or_else(|| name.to_owned()),
        });
    }
    all
}

fn without(output: &Fields) -> BTreeSet<Extra> {
    output.strings("without").iter().filter_map(|name| Extra::of(name)).collect()
}

/// How many releases are kept when nobody says.
const RELEASES: usize = 5;

fn targets(fields: &Fields, problems: &mut Diagnostics) -> Vec<Target> {
    let mut all: Vec<Target> = Vec::new();
    for entry in fields.maps("target") {
        let Some(name) = entry.text("name") else { continue };
        if all.iter().any(|known| known.name == name.value) {
            let word = name.value;
            let message = say!("Der er to mål, der hedder »{word}«.", "There are two targets called “{word}”.");
            problems.push(Diagnostic::new(&SITE_TOML, name.span, message));
            continue;
        }
        match location(entry) {
            Ok(location) => all.push(Target {
                name: name.value.to_owned(),
                location,
                releases: entry.count("releases").unwrap_or(RELEASES),
                base_url: entry.string("base_url").map(with_slash),
                file_links: entry.string("links").map(|links| links == "file"),
            }),
            Err(message) => {
                let help = say!(
                    "skriv folder = \"/srv/portal\", eller bucket = \"portal\" og endpoint = \"https://…\"",
                    "write folder = \"/srv/portal\", or bucket = \"portal\" and endpoint = \"https://…\""
                );
                problems.push(Diagnostic::new(&SITE_TOML, entry.span, message).help(help));
            }
        }
    }
    all
}

fn location(entry: &Fields) -> Result<Location, Text> {
    let (folder, bucket) = (entry.string("folder"), entry.string("bucket"));
    match (folder, bucket, entry.string("endpoint")) {
        (Some(folder), None, None) => Ok(Location::Folder(folder)),
        (None, Some(_), Some(_)) if !is_apart(entry) => Err(say!(
            "Arkivet skal være en anden mappe end portalens.",
            "The archive must be another folder than the portal's."
        )),
        (None, Some(name), Some(endpoint)) => Ok(Location::Bucket(Bucket {
            endpoint,
            name,
            // What stores that have no regions call theirs.
            region: entry.string("region").unwrap_or_else(|| "us-east-1".to_owned()),
            prefix: entry.string("prefix").unwrap_or_default(),
            archive: entry.string("archive"),
            host_style: entry.string("style").as_deref() == Some("host"),
        })),
        (Some(_), ..) => Err(say!(
            "Et mål er enten en mappe eller et lager, ikke begge dele.",
            "A target is either a folder or a bucket, not both."
        )),
        (None, Some(_), None) => Err(say!(
            "Lageret har ingen adresse: »endpoint« mangler.",
            "The bucket has no address: “endpoint” is missing."
        )),
        (None, None, _) => {
            Err(say!("Målet siger ikke, hvor portalen skal hen.", "The target does not say where the portal is to go."))
        }
    }
}

/// Whether a bucket's archive does not hold the portal.
fn is_apart(entry: &Fields) -> bool {
    let folder = |key| entry.string(key).map(|name| with_slash(name.trim_matches('/').to_owned()));
    let portal = folder("prefix").unwrap_or_default();
    folder("archive").is_none_or(|archive| archive != "/" && !portal.starts_with(&archive))
}

fn with_slash(url: String) -> String {
    if url.ends_with('/') { url } else { format!("{url}/") }
}

fn notice(fields: &Fields) -> Option<Notice> {
    Some(Notice { title: fields.string("title"), text: fields.string("text")?, link: fields.string("link") })
}

fn statement(fields: &Fields) -> Option<Statement> {
    Some(Statement { url: fields.owned("url")?, date: fields.date_at("date") })
}

fn menu_entry(fields: &Fields) -> Option<MenuEntry> {
    Some(MenuEntry { title: fields.string("title")?, url: fields.string("url")? })
}

fn pairs(fields: &Fields, key: &str) -> BTreeMap<String, String> {
    fields.pairs(key).iter().map(|(name, value)| (name.value.clone(), value.value.clone())).collect()
}
