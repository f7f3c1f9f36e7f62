//! Keys of pages: the common ones and those of each kind.

use super::parts::{ALLOW, CHANGE, DEADLINE, HOURS, PERSON, PHONE, STEP};
use super::{Key, Target, Type};
use crate::model::Kind;

const TEXTS: Type = Type::List(&Type::Text);
const PATHS: Type = Type::List(&Type::Path);
const LAWS: Type = Type::List(&Type::Citation);
const ACTORS: Type = Type::List(&Type::Reference(Target::Actor));
const AUDIENCES: Type = Type::List(&Type::Reference(Target::Audience));
const WORKFLOWS: Type = Type::List(&Type::Reference(Target::Workflow));
const PAGES: Type = Type::List(&Type::Reference(Target::Page));

/// Keys of every kind.
pub static COMMON: &[Key] = &[
    Key::new("title", Type::Text, "Sidens titel.", "The page's title.").required().danish(&["titel", "navn", "overskrift"]).example("Ansøgning om kontanthjælp"),
    Key::new("summary", Type::Text, "Én sætning, som vises i oversigter og søgning.", "One sentence, shown in lists and search.").danish(&["resume", "resumé", "beskrivelse", "kort", "description"]).example("Fra henvendelse til første udbetaling."),
    Key::new("lead", Type::Reference(Target::Lead), "Den forvaltning, der leder: dens id eller faelles.", "The administration that leads: its id or faelles.").danish(&["forvaltning", "ansvarlig", "ledende"]).example("bif"),
    Key::new("owner", Type::Reference(Target::Contact), "Den enhed (kontakt), der ejer siden og svarer på spørgsmål om den.", "The unit (contact) that owns the page and answers questions about it.").danish(&["ejer", "enhed", "redaktør"]).example("ydelsesservice"),
    Key::new("audience", AUDIENCES, "Målgrupper fra _data/audiences.yaml.", "Audiences from _data/audiences.yaml.").danish(&["målgruppe", "målgrupper", "maalgruppe"]).example("[sygemeldte]"),
    Key::new("law", LAWS, "Lovhenvisninger. Sæt dem i anførselstegn.", "References to statutes. Quote them.").danish(&["lov", "lovgrundlag", "hjemmel", "paragraf"]).example("[\"LAS § 11\", \"RSL § 3, stk. 2\"]"),
    Key::new("keywords", TEXTS, "Ord, som kolleger søger efter, og som ikke står i teksten.", "Words colleagues search for that are not in the text.").danish(&["søgeord", "nøgleord", "emneord"]).example("[kontanthjælp, ansøgning]"),
    Key::new("aliases", PATHS, "Gamle adresser, der skal føre hertil.", "Old addresses that should lead here.").danish(&["alias", "gamle-adresser"]).example("[/arbejdsgange/gammel-side/]"),
    Key::new("reviewed", Type::Date, "Dagen, siden sidst er gennemgået.", "The day the page was last reviewed.").danish(&["gennemgået", "senest-gennemgået", "dato-gennemgået"]).example("2026-11-22"),
    Key::new("updated", Type::Date, "Dagen, siden sidst er ændret, når arkivets dato ikke er den rigtige.", "The day the page last changed, where the version control's date is not the right one.").danish(&["ændret", "opdateret", "senest_ændret"]).example("2026-11-22"),
    Key::new("review_every", Type::Duration, "Hvor tit siden skal gennemgås.", "How often the page must be reviewed.").danish(&["gennemgås", "gennemgang"]).example("12 måneder"),
    Key::new("valid_from", Type::Date, "Første dag, siden gælder.", "The first day the page holds.").danish(&["gælder_fra", "gyldig_fra", "gældende_fra"]).example("2027-01-01"),
    Key::new("valid_until", Type::Date, "Sidste dag, siden gælder.", "The last day the page holds.").danish(&["gælder_til", "gyldig_til"]).example("2026-12-31"),
    Key::new("status", Type::Choice(&["current", "phasing_out", "under_review", "historical", "draft"]), "current (gældende), phasing_out (udfases), under_review (skal ses efter), historical (historisk) eller draft (kladde).", "Whether it holds, is being phased out, is to be looked at again, is history or a draft.").danish(&["tilstand"]).example("phasing_out"),
    Key::new("legal_check", Type::Choice(&["verified", "partly", "unverified"]), "Hvor langt en fagperson har holdt siden op mod lovens tekst.", "How far a professional has compared the page with the statute.").danish(&["lovtjek", "juridisk_kontrol"]).example("partly"),
    Key::new("kle", Type::Text, "KLE-nummer.", "Number in the municipal taxonomy KLE.").danish(&["kle-nummer", "klenummer"]).example("32.24.04"),
    Key::new("related", PAGES, "Sider, der ligner: deres id, eller mappe/id hvor flere har samme id.", "Similar pages: their id, or folder/id where several share it.").danish(&["relateret", "relaterede", "se_også"]).example("[partshoering-generel]"),
    Key::new("changes", Type::List(&Type::Map(CHANGE)), "Hvad der er ændret, og hvem det gælder.", "What has changed, and whom it concerns.").danish(&["ændringer", "ændring", "historik"]).example("[{date: 2026-11-22, text: Ny frist}]"),
    Key::new("allow", Type::List(&Type::Map(ALLOW)), "Advarsler, der er i orden på siden, hver med en grund.", "Warnings that are in order on this page, each with a reason.").danish(&["tillad", "undtag"]).example("[{rule: workflow-without-tool, why: Foregår i telefonen}]"),
    Key::new("glossary", Type::Bool, "false: ord fra ABC'en bliver ikke til links på siden.", "false: terms are not linked on this page.").danish(&["ordliste"]).example("false"),
];

static SECTION: &[Key] = &[
    Key::new(
        "kind",
        Type::Choice(&[
            "workflow", "tool", "term", "service", "contact", "law", "topic", "guide", "path", "news", "page",
        ]),
        "Hvad siderne i mappen er.",
        "What the pages in the folder are.",
    )
    .danish(&["type", "slags"])
    .example("workflow"),
    Key::new("featured", PAGES, "De mest brugte sider, højst otte.", "The most used pages, eight at most.")
        .danish(&["mest_brugte", "fremhævet"])
        .example("[partshoering-generel]"),
    Key::new(
        "defaults",
        Type::Map(DEFAULTS),
        "Felter, som mappens sider har, når de ikke selv siger andet.",
        "Fields the folder's pages have unless they say otherwise.",
    )
    .danish(&["standard"])
    .example("{owner: portalredaktion}"),
];

static DEFAULTS: &[Key] = &[
    Key::new("owner", Type::Reference(Target::Contact), "Ejer.", "Owner.").danish(&["ejer"]),
    Key::new("lead", Type::Reference(Target::Lead), "Ledende forvaltning.", "Leading administration.")
        .danish(&["forvaltning"]),
    Key::new("audience", AUDIENCES, "Målgrupper.", "Audiences.").danish(&["målgruppe"]),
];

static WORKFLOW: &[Key] = &[
    Key::new("trigger", Type::Text, "Det, der sætter arbejdsgangen i gang.", "What sets the workflow going.")
        .danish(&["starter_når", "udløser", "start"])
        .example("Borgeren søger om hjælp"),
    Key::new("outcome", Type::Text, "Det, arbejdsgangen slutter med.", "What the workflow ends in.")
        .danish(&["resultat", "slutter_med"])
        .example("Borgeren har fået en afgørelse"),
    Key::new("deadline", Type::Map(DEADLINE), "Fristen for hele sagen.", "The deadline of the whole case.")
        .danish(&["frist", "tidsfrist"])
        .example("{within: 4 uger, from: ansøgningen er modtaget, basis: local}"),
    Key::new(
        "lanes",
        ACTORS,
        "Aktørerne i den rækkefølge, kolonnerne skal stå.",
        "The actors in the order of the columns.",
    )
    .danish(&["baner", "kolonner", "aktører"])
    .example("[borger, ydelsessagsbehandler]"),
    Key::new(
        "complaint",
        Type::Reference(Target::Complaint),
        "Klagevejledning fra _data/complaints.yaml.",
        "Complaint guidance from _data/complaints.yaml.",
    )
    .danish(&["klage", "klagevejledning"])
    .example("ankestyrelsen-4-uger"),
    Key::new(
        "steps",
        Type::List(&Type::Map(STEP)),
        "Trinene, i den rækkefølge de læses.",
        "The steps, in reading order.",
    )
    .required()
    .danish(&["trin", "skridt"])
    .example("[{id: modtag, do: Registrér ansøgningen, by: ydelsessagsbehandler}]"),
];

static TOOL: &[Key] = &[
    Key::new("type", Type::Choice(&["form", "letter", "checklist", "it_system", "register", "method", "template", "guide"]), "Hvad det er: form (blanket), letter (brev), checklist (tjekliste), it_system, register, method (metode), template (skabelon), guide (vejledning).", "What it is.").required().danish(&["slags", "art"]).example("letter"),
    Key::new("href", Type::Web, "Adressen, hvor redskabet åbnes.", "The address where the tool opens.").danish(&["link", "adresse", "url"]).example("https://www.borger.dk/"),
    Key::new("file", Type::Reference(Target::Asset), "En fil ved siden af siden.", "A file beside the page.").danish(&["fil"]).example("skema.pdf"),
    Key::new("format", Type::Text, "Format og omfang.", "Format and size.").example("Word, 2 sider"),
    Key::new("who", Type::Text, "Hvem der bruger det.", "Who uses it.").danish(&["hvem", "brugere"]).example("Ydelsessagsbehandlere"),
    Key::new("how_to_open", Type::Text, "Hvordan man får adgang eller åbner det.", "How to get access or open it.").danish(&["sådan_åbner_du", "adgang"]).example("Åbnes fra startmenuen"),
];

static TERM: &[Key] = &[
    Key::new("short", Type::Text, "Forklaringen i én sætning.", "The meaning in one sentence.")
        .required()
        .danish(&["kort", "forklaring", "definition"])
        .example("Ret til at se sagens dokumenter."),
    Key::new("synonyms", TEXTS, "Andre ord for det samme.", "Other words for the same.")
        .danish(&["synonymer", "kaldes_også"])
        .example("[indsigt]"),
    Key::new(
        "see",
        Type::List(&Type::Reference(Target::Term)),
        "Opslag, man også bør læse.",
        "Entries to read as well.",
    )
    .danish(&["se", "se_også"])
    .example("[partshoering]"),
];

static SERVICE: &[Key] = &[
    Key::new("who_can_get", Type::Text, "Hvem der kan få ydelsen.", "Who can get it.")
        .danish(&["hvem_kan_få", "målgruppetekst"])
        .example("Voksne uden anden forsørgelse"),
    Key::new("how_to_refer", TEXTS, "Sådan henviser man, ét trin ad gangen.", "How to refer, step by step.")
        .danish(&["sådan_henviser_du", "henvisning"])
        .example("[Tal med borgeren, Send henvisningen]"),
    Key::new("unit", Type::Reference(Target::Contact), "Enheden, der giver ydelsen.", "The unit that gives it.")
        .danish(&["enhed"])
        .example("ydelsesservice"),
    Key::new("deadline", Type::Map(DEADLINE), "Fristen for svar.", "The deadline for an answer.")
        .danish(&["frist"])
        .example("{within: 4 uger, from: ansøgningen er modtaget}"),
];

static CONTACT: &[Key] = &[
    Key::new("unit", Type::Text, "Enhedens navn.", "The unit's name.")
        .required()
        .danish(&["enhed"])
        .example("Ydelsesservice"),
    Key::new("phones", Type::List(&Type::Map(PHONE)), "Telefonnumre.", "Telephone numbers.")
        .danish(&["telefon", "telefoner", "tlf"])
        .example("[{label: Telefon, number: 00 00 00 00}]"),
    Key::new("email", Type::Email, "Mailadresse.", "Mail address.")
        .danish(&["mail", "e-mail"])
        .example("enhed@bif.example"),
    Key::new("address", Type::Text, "Besøgsadresse.", "Address.")
        .danish(&["adresse"])
        .example("Eksempelvej 1, 0000 Demoby"),
    Key::new("hours", Type::List(&Type::Map(HOURS)), "Åbningstider.", "Opening hours.")
        .danish(&["åbningstid", "åbningstider"])
        .example("[{days: mandag-torsdag, from: \"9.00\", to: \"15.00\"}]"),
    Key::new("covers", Type::Text, "Hvad enheden tager sig af.", "What the unit covers.")
        .danish(&["dækker", "område"])
        .example("Kontanthjælp og enkeltydelser"),
    Key::new("people", Type::List(&Type::Map(PERSON)), "Funktioner i enheden.", "Functions in the unit.")
        .danish(&["personer", "medarbejdere"])
        .example("[{role: Teamleder, phone: 00 00 00 00}]"),
];

static LAW: &[Key] = &[
    Key::new("abbr", Type::Text, "Forkortelsen, som henvisninger bruger.", "The abbreviation references use.")
        .required()
        .danish(&["forkortelse"])
        .example("LAS"),
    Key::new("full_title", Type::Text, "Lovens fulde titel.", "The statute's full title.")
        .danish(&["fuld_titel", "lovens_titel"])
        .example("Lov om aktiv socialpolitik"),
    Key::new("url", Type::Web, "Lovens tekst.", "The statute's text.")
        .danish(&["link", "adresse"])
        .example("https://www.retsinformation.dk/eli/lta/2025/1004"),
    Key::new("in_force", Type::Date, "I kraft fra.", "In force from.").danish(&["i_kraft"]).example("2025-07-01"),
    Key::new("repealed", Type::Date, "Ophævet fra.", "Repealed from.").danish(&["ophævet"]).example("2027-01-01"),
];

static TOPIC: &[Key] = &[
    Key::new(
        "does",
        Type::Pairs,
        "Hvad hver forvaltning gør: {bif: tekst, sof: tekst}.",
        "What each administration does.",
    )
    .danish(&["gør", "opgaver"])
    .example("{bif: Beregner hjælpen, sof: Yder støtte}"),
    Key::new("shared", Type::Text, "Gråzonen mellem forvaltningerne.", "The grey zone between the administrations.")
        .danish(&["fælles", "gråzone"])
        .example("Borgere med sag begge steder"),
    Key::new("decides", Type::Text, "Hvem der afgør det i tvivl.", "Who decides when in doubt.")
        .danish(&["afgør", "hvem_afgør"])
        .example("Koordinerende sagsbehandler"),
    Key::new("contact", Type::Reference(Target::Contact), "Hvem man ringer til.", "Whom to call.")
        .danish(&["kontakt"])
        .example("ydelsesservice"),
    Key::new("workflows", WORKFLOWS, "Arbejdsgangene om emnet.", "The workflows about it.")
        .danish(&["arbejdsgange"])
        .example("[kontanthjaelp-foerste-henvendelse]"),
    Key::new("say", Type::Text, "Call-centerets første linje.", "The call-center's first line.")
        .danish(&["sig", "svar"])
        .example("Du skal tale med Ydelsesservice."),
    Key::new("pass_on_when", Type::Text, "Hvornår samtalen stilles videre.", "When to pass the call on.")
        .danish(&["viderestil_når"])
        .example("Borgeren mangler penge i dag"),
    Key::new(
        "pass_on_to",
        Type::Reference(Target::Contact),
        "Hvem samtalen stilles videre til.",
        "Whom to pass the call on to.",
    )
    .danish(&["viderestil_til"])
    .example("ydelsesservice"),
];

static GUIDE: &[Key] = &[
    Key::new(
        "type",
        Type::Choice(&["service", "preparation"]),
        "service (serviceguide) eller preparation (forberedelsesguide).",
        "A service guide or a preparation guide.",
    )
    .danish(&["slags"])
    .example("service"),
    Key::new("for", Type::Reference(Target::Audience), "Målgruppen, guiden er til.", "The audience it is for.")
        .danish(&["til", "målgruppe_for"])
        .example("sygemeldte"),
    Key::new("we_do", TEXTS, "Det kan du forvente af os.", "What you can expect of us.")
        .danish(&["vi_gør", "det_kan_du_forvente"])
        .example("[Vi svarer inden fire uger]"),
    Key::new("you_do", TEXTS, "Det forventer vi af dig.", "What we expect of you.")
        .danish(&["du_gør", "det_forventer_vi"])
        .example("[Du møder til samtalen]"),
    Key::new("questions", TEXTS, "Spørgsmål at forberede.", "Questions to prepare.")
        .danish(&["spørgsmål"])
        .example("[Hvad vil du helst arbejde med?]"),
    Key::new("complaint", Type::Reference(Target::Complaint), "Klagevejledning.", "Complaint guidance.")
        .danish(&["klage"])
        .example("ankestyrelsen-4-uger"),
];

static PATH: &[Key] = &[
    Key::new("role", Type::Reference(Target::Actor), "Rollen, forløbet er til.", "The role the path is for.")
        .danish(&["rolle"])
        .example("jobkonsulent"),
    Key::new("workflows", WORKFLOWS, "Arbejdsgangene i den rækkefølge, de læses.", "The workflows in reading order.")
        .danish(&["arbejdsgange"])
        .example("[journalisering-notatpligt]"),
];

static NEWS: &[Key] = &[Key::new("date", Type::Date, "Nyhedens dato.", "The date of the news.")
    .required()
    .danish(&["dato"])
    .example("2026-11-22")];

/// The keys of a kind: the common ones and its own.
pub fn keys_of(kind: Kind) -> [&'static [Key]; 2] {
    let own: &'static [Key] = match kind {
        Kind::Section => SECTION,
        Kind::Workflow => WORKFLOW,
        Kind::Tool => TOOL,
        Kind::Term => TERM,
        Kind::Service => SERVICE,
        Kind::Contact => CONTACT,
        Kind::Law => LAW,
        Kind::Topic => TOPIC,
        Kind::Guide => GUIDE,
        Kind::Path => PATH,
        Kind::News => NEWS,
        Kind::Page => &[],
    };
    [own, COMMON]
}
