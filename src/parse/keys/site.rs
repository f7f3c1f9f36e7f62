//! Keys of `site.toml`.

use super::{Key, Type};
use crate::model::Extra;

/// The settings of a site.
pub static SITE: &[Key] = &[
    Key::new("title", Type::Text, "Portalens navn.", "The portal's name.")
        .required()
        .danish(&["titel", "navn"])
        .example("BIF-SOF-portalen"),
    Key::new("summary", Type::Text, "Én sætning om portalen.", "One sentence on the portal.")
        .danish(&["resume", "beskrivelse"])
        .example("Hvem gør hvad?"),
    Key::new(
        "base_url",
        Type::Web,
        "Portalens fulde adresse; bruges i feeds og sitemap.",
        "The portal's full address; for feeds and the sitemap.",
    )
    .danish(&["adresse", "url"])
    .example("https://portal.example/"),
    Key::new("language", Type::Choice(&["da", "en"]), "Sproget i grænsefladen.", "The language of the interface.")
        .danish(&["sprog"])
        .example("da"),
    Key::new("theme", Type::Id, "Temaets mappe under themes/.", "The theme's folder below themes/.")
        .danish(&["tema"])
        .example("portal"),
    Key::new("shared_name", Type::Text, "Det, »faelles« hedder på siderne.", "What “faelles” is called on the pages.")
        .example("Fælles"),
    Key::new(
        "administration",
        Type::List(&Type::Map(ADMINISTRATION)),
        "Forvaltningerne, der deler portalen.",
        "The administrations that share the portal.",
    )
    .danish(&["forvaltning", "forvaltninger"])
    .example("{id: bif, name: Beskæftigelsesforvaltningen, short: BIF}"),
    Key::new("editors", Type::Map(EDITORS), "Redaktionen.", "The editors.")
        .danish(&["redaktion"])
        .example("{email: redaktion@portal.example}"),
    Key::new("notice", Type::Map(NOTICE), "En besked øverst på alle sider.", "A message at the top of every page.")
        .danish(&["besked", "meddelelse"])
        .example("{text: Lukket fredag}"),
    Key::new("review", Type::Map(REVIEW), "Gennemgang af sider.", "Review of pages.")
        .danish(&["gennemgang"])
        .example("{every: 12 måneder}"),
    Key::new("tokens", Type::Pairs, "Farver, der erstatter temaets.", "Colours that replace the theme's.")
        .danish(&["farver"])
        .example("{primary: \"#0A4D8F\"}"),
    Key::new("tokens_dark", Type::Pairs, "Det samme i mørk visning.", "The same in the dark scheme.")
        .danish(&["farver_mørk"])
        .example("{primary: \"#8EC5FF\"}"),
    Key::new("accessibility", Type::Map(ACCESSIBILITY), "Tilgængelighedserklæringen.", "The accessibility statement.")
        .danish(&["tilgængelighed"])
        .example("{url: \"https://was.digst.dk/portal\"}"),
    Key::new("search", Type::Map(SEARCH), "Søgningen.", "The search.")
        .danish(&["søgning"])
        .example("{contact: borgerservice, examples: [udeblivelse, hjælp til husleje]}"),
    Key::new("output", Type::Map(OUTPUT), "Hvordan portalen skrives.", "How the portal is written.")
        .danish(&["udskrift"])
        .example("{links: folder}"),
    Key::new("external", Type::Map(EXTERNAL), "Links ud af portalen.", "Links out of the portal.")
        .danish(&["eksternt", "links"])
        .example("{allow: [\"https://intranet.kk.dk/*\"]}"),
    Key::new(
        "target",
        Type::List(&Type::Map(TARGET)),
        "Steder, portalen udgives til med »vejviser publish«: en mappe eller et lager, der taler S3.",
        "Places that “vejviser publish” publishes the portal to: a folder, or a store that speaks S3.",
    )
    .danish(&["mål", "udgivelse"])
    .example("{name: produktion, folder: /srv/portal}"),
    Key::new(
        "menu",
        Type::List(&Type::Map(MENU)),
        "Menuen, når den ikke skal være temaets.",
        "The menu, when it is not the theme's.",
    )
    .example("{title: Arbejdsgange, url: arbejdsgange/}"),
];

static ADMINISTRATION: &[Key] = &[
    Key::new("id", Type::Id, "Navnet, sider bruger i lead.", "The name pages use in lead.").required().example("bif"),
    Key::new("name", Type::Text, "Det fulde navn.", "The full name.")
        .required()
        .danish(&["navn"])
        .example("Beskæftigelses- og Integrationsforvaltningen"),
    Key::new("short", Type::Text, "Forkortelsen.", "The short name.")
        .required()
        .danish(&["kort", "forkortelse"])
        .example("BIF"),
    Key::new("token", Type::Id, "Temaets farve.", "The theme's colour.").danish(&["farve"]).example("bif"),
];

static EDITORS: &[Key] = &[
    Key::new("email", Type::Email, "Mailadresse for fejl og forslag.", "Mail address for mistakes and ideas.")
        .danish(&["mail"])
        .example("redaktion@portal.example"),
    Key::new(
        "edit_url",
        Type::Web,
        "Hvor »Rediger siden« fører hen; {path} er filens sti.",
        "Where “Edit this page” leads; {path} is the file's path.",
    )
    .example("https://git.example/edit/main/{path}"),
];

static NOTICE: &[Key] = &[
    Key::new("title", Type::Text, "Overskrift.", "Heading.").danish(&["titel"]).example("Demonstration"),
    Key::new("text", Type::Text, "Teksten.", "The text.")
        .required()
        .danish(&["tekst"])
        .example("Indholdet er et eksempel."),
    Key::new("link", Type::Path, "En side at læse videre på.", "A page to read on.").example("samarbejde/om-portalen/"),
];

static REVIEW: &[Key] =
    &[Key::new("every", Type::Duration, "Hvor tit sider gennemgås.", "How often pages are reviewed.")
        .required()
        .danish(&["hver"])
        .example("12 måneder")];

static ACCESSIBILITY: &[Key] = &[
    Key::new("url", Type::Web, "Erklæringens adresse.", "The statement's address.")
        .required()
        .danish(&["adresse"])
        .example("https://was.digst.dk/portal"),
    Key::new("date", Type::Date, "Erklæringens dato.", "The statement's date.").danish(&["dato"]).example("2026-11-22"),
];

static SEARCH: &[Key] = &[
    Key::new(
        "contact",
        Type::Id,
        "Kontakten, søgningen henviser til, når den intet finder.",
        "The contact that the search names when it finds nothing.",
    )
    .danish(&["kontakt"])
    .example("borgerservice"),
    Key::new(
        "examples",
        Type::List(&Type::Text),
        "Søgninger, der vises som eksempler under feltet på forsiden.",
        "Searches that are shown as examples below the field of the front page.",
    )
    .danish(&["eksempler"])
    .example("[udeblivelse, hjælp til husleje]"),
];

static OUTPUT: &[Key] = &[
    Key::new(
        "links",
        Type::Choice(&["folder", "file"]),
        "folder: …/; file: …/index.html, så en kopi på et fællesdrev kan læses uden server.",
        "folder: …/; file: …/index.html, so that a copy on a file share reads without a server.",
    )
    .example("folder"),
    Key::new(
        "wide",
        Type::Bool,
        "true: hvert diagram også som plakat, der læses mod højre.",
        "true: every chart also as a poster that reads to the right.",
    )
    .danish(&["bred"])
    .example("true"),
    Key::new(
        "without",
        Type::List(&Type::Choice(&Extra::NAMES)),
        "Det, portalen ikke skal have: diagrammer, BPMN-filer, tjeklister, søgningen, siderne, der snævrer listen over arbejdsgange ind, siderne om roller og overleveringer, kvalitetsrapporten eller data til andre programmer.",
        "What the portal is to do without: charts, BPMN files, checklists, the search, the pages that narrow the list of workflows, the pages on roles and hand-overs, the quality report, or data for other programs.",
    )
    .danish(&["uden"])
    .example("[bpmn, checklists]"),
    Key::new(
        "packed",
        Type::Bool,
        "true: hver tekst også pakket (.gz), for webservere, der kan sende den sådan.",
        "true: every text packed as well (.gz), for web servers that can send it so.",
    )
    .danish(&["pakket"])
    .example("true"),
    Key::new(
        "hosts",
        Type::List(&Type::Choice(&["apache", "iis", "azure"])),
        "Webservere, hvis opsætning lægges i portalen: .htaccess, web.config, staticwebapp.config.json.",
        "Web servers whose settings are put into the portal: .htaccess, web.config, staticwebapp.config.json.",
    )
    .danish(&["webservere", "servere"])
    .example("[apache]"),
    Key::new(
        "gone",
        Type::List(&Type::Text),
        "Udgivne adresser, der er væk med vilje; * til sidst står for hvad som helst.",
        "Published addresses that are gone on purpose; * at the end stands for anything.",
    )
    .danish(&["væk", "nedlagt"])
    .example("[\"/arbejdsgange/efter/lov/bsl/\", \"/gammelt/*\"]"),
];

static EXTERNAL: &[Key] = &[Key::new(
    "allow",
    Type::List(&Type::Text),
    "Adresser, check --external aldrig spørger; * til sidst står for hvad som helst.",
    "Addresses that check --external never asks; * at the end stands for anything.",
)
.danish(&["tillad", "undtag"])
.example("[\"https://intranet.kk.dk/*\"]")];

static TARGET: &[Key] = &[
    Key::new("name", Type::Id, "Det navn, der skrives efter publish.", "The name that is written after publish.")
        .required()
        .danish(&["navn"])
        .example("produktion"),
    Key::new(
        "folder",
        Type::Text,
        "Mappen, også på et netværksdrev; en relativ sti begynder ved site.toml.",
        "The folder, also on a file share; a relative path begins at site.toml.",
    )
    .danish(&["mappe"])
    .example("/srv/portal"),
    Key::new("bucket", Type::Text, "Lagerets navn (bucket).", "The bucket's name.")
        .danish(&["lager", "spand"])
        .example("portal"),
    Key::new(
        "endpoint",
        Type::Web,
        "Adressen på den server, der taler S3.",
        "The address of the server that speaks S3.",
    )
    .danish(&["server", "adresse"])
    .example("https://s3.portal.example"),
    Key::new("region", Type::Text, "Serverens region; ellers us-east-1.", "The server's region; else us-east-1.")
        .example("eu-north-1"),
    Key::new("prefix", Type::Text, "Mappen i lageret; ellers dets top.", "The folder in the bucket; else its top.")
        .danish(&["præfiks"])
        .example("bif-sof"),
    Key::new(
        "archive",
        Type::Text,
        "Mappen i lageret til tidligere udgivelser; ellers .vejviser-archive, som læserne ikke må kunne se.",
        "The folder in the bucket for earlier releases; else .vejviser-archive, which readers must not see.",
    )
    .danish(&["arkiv"])
    .example("bif-sof-arkiv"),
    Key::new(
        "style",
        Type::Choice(&["path", "host"]),
        "path: lagerets navn står i stien (det almindelige); host: i værtsnavnet, som Amazon vil have det.",
        "path: the bucket's name is in the path (the usual); host: in the host's name, as Amazon wants it.",
    )
    .example("path"),
    Key::new(
        "releases",
        Type::Count,
        "Hvor mange udgivelser før den nyeste der gemmes; ellers 5.",
        "How many releases before the newest are kept; else 5.",
    )
    .danish(&["udgivelser"])
    .example("5"),
    Key::new(
        "base_url",
        Type::Web,
        "Den fulde adresse her, når den er en anden end portalens.",
        "The full address here, when it is not the portal's.",
    )
    .example("https://test.portal.example/"),
    Key::new(
        "links",
        Type::Choice(&["folder", "file"]),
        "Som under [output], for dette mål.",
        "As under [output], for this target.",
    )
    .example("file"),
];

static MENU: &[Key] = &[
    Key::new("title", Type::Text, "Ordet i menuen.", "The word in the menu.")
        .required()
        .danish(&["titel"])
        .example("Arbejdsgange"),
    Key::new("url", Type::Path, "Adressen i portalen.", "The address in the portal.")
        .required()
        .danish(&["adresse"])
        .example("arbejdsgange/"),
];
