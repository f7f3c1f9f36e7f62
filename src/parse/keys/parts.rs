//! Keys of what lies inside pages, and of the registries.

use super::{Key, Target, Type};

const LAWS: Type = Type::List(&Type::Citation);
const ACTOR_REF: Type = Type::Reference(Target::Actor);

/// A step of a workflow.
pub static STEP: &[Key] = &[
    Key::new("id", Type::Id, "Trinets navn i filen: små bogstaver, tal og bindestreg.", "The step's name in the file.")
        .required()
        .danish(&["navn"])
        .example("modtag"),
    Key::new("do", Type::Text, "En handling, i bydeform.", "An action, in the imperative.")
        .danish(&["gør", "handling", "udfør"])
        .example("Registrér ansøgningen"),
    Key::new("ask", Type::Text, "Et spørgsmål med flere svar.", "A question with several answers.")
        .danish(&["spørg", "spørgsmål", "beslutning"])
        .example("Er sagen oplyst?"),
    Key::new("wait", Type::Text, "Det, man venter på.", "What is waited for.")
        .danish(&["vent", "afvent"])
        .example("Svar på partshøring"),
    Key::new(
        "run",
        Type::Reference(Target::Workflow),
        "En anden arbejdsgang, der gennemføres som en del af denne.",
        "Another workflow, carried out as part of this one.",
    )
    .danish(&["kør", "udfør_arbejdsgang"])
    .example("partshoering-generel"),
    Key::new(
        "split",
        Type::List(&Type::Reference(Target::Step)),
        "Trin, der går i gang samtidig.",
        "Steps that begin at the same time.",
    )
    .danish(&["del", "samtidig"])
    .example("[samtale, beregn]"),
    Key::new(
        "join",
        Type::Choice(&["all", "any"]),
        "Hvor grenene mødes: all venter på alle, any på den første.",
        "Where branches meet: all waits for every one, any for the first.",
    )
    .danish(&["saml"])
    .example("all"),
    Key::new("start", Type::Text, "Endnu en måde, arbejdsgangen kan begynde på.", "A further way to begin.")
        .danish(&["begynd"])
        .example("Lægen ringer"),
    Key::new("end", Type::Text, "En afslutning.", "An end.").danish(&["slut", "afslut"]).example("Afgørelsen er sendt"),
    Key::new(
        "then",
        Type::Reference(Target::Workflow),
        "Arbejdsgangen, en afslutning fører videre til.",
        "The workflow an end leads on to.",
    )
    .danish(&["derefter"])
    .example("klage-genvurdering"),
    Key::new("by", ACTOR_REF, "Den aktør, der gør det.", "The actor who does it.")
        .danish(&["af", "hvem", "aktør", "udføres_af"])
        .example("ydelsessagsbehandler"),
    Key::new("with", Type::List(&ACTOR_REF), "Andre, der deltager.", "Others who take part.")
        .danish(&["med", "deltagere"])
        .example("[borger]"),
    Key::new("tools", Type::List(&Type::Reference(Target::Tool)), "Redskaber til trinet.", "Tools for the step.")
        .danish(&["redskab", "redskaber", "værktøj", "værktøjer"])
        .example("[ky, cpr]"),
    Key::new("law", LAWS, "Lovhenvisninger for trinet.", "References to statutes.")
        .danish(&["lov", "lovgrundlag", "hjemmel"])
        .example("\"LAS § 11\""),
    Key::new("within", Type::Duration, "Fristen for trinet.", "The time the step may take.")
        .danish(&["frist", "inden"])
        .example("14 dage"),
    Key::new("remember", Type::Text, "Det, man skal huske.", "What to remember.")
        .danish(&["husk"])
        .example("Notér, hvornår ansøgningen kom"),
    Key::new("for", ACTOR_REF, "Den, man venter på.", "Whom one waits for.")
        .danish(&["på", "venter_på"])
        .example("borger"),
    Key::new(
        "choose",
        Type::Choice(&["one", "many"]),
        "many: flere svar kan gælde samtidig.",
        "many: several answers may hold.",
    )
    .danish(&["vælg"])
    .example("many"),
    Key::new(
        "answers",
        Type::Answers(ANSWER),
        "Svarene og det trin, hvert af dem fører til.",
        "The answers and the step each leads to.",
    )
    .danish(&["svar", "svarmuligheder"])
    .example("{Ja: bevilg, Nej: afslag}"),
    Key::new("late", Type::Map(LATE), "Hvad der sker, når fristen er overskredet.", "What happens when time is up.")
        .danish(&["forsinket", "for_sent"])
        .example("{to: afslag, say: Intet svar}"),
    Key::new(
        "next",
        Type::Reference(Target::Step),
        "Det næste trin, når det ikke er det, der står nedenfor.",
        "The next step, when it is not the one below.",
    )
    .danish(&["næste", "videre"])
    .example("afgoerelse"),
];

pub(super) static ANSWER: &[Key] = &[
    Key::new("say", Type::Text, "Svaret.", "The answer.").required().danish(&["sig", "svar"]).example("Ja, delvist"),
    Key::new("to", Type::Reference(Target::Step), "Trinet, svaret fører til.", "The step it leads to.")
        .required()
        .danish(&["til", "videre"])
        .example("bevilg"),
    Key::new("when", Type::Text, "Betingelsen.", "The condition.")
        .danish(&["når", "hvis"])
        .example("Betingelserne er opfyldt"),
    Key::new("law", LAWS, "Lovhenvisning for svaret.", "References to statutes.")
        .danish(&["lov", "hjemmel"])
        .example("\"LAS § 11, stk. 2\""),
];

pub(super) static LATE: &[Key] = &[
    Key::new("to", Type::Reference(Target::Step), "Trinet, det fører til.", "The step it leads to.")
        .required()
        .danish(&["til"])
        .example("afslag"),
    Key::new("say", Type::Text, "Teksten på grenen.", "The text on the branch.").danish(&["sig"]).example("Intet svar"),
];

pub(super) static DEADLINE: &[Key] = &[
    Key::new("within", Type::Duration, "Hvor længe.", "How long.")
        .required()
        .danish(&["inden", "frist"])
        .example("4 uger"),
    Key::new("from", Type::Text, "Regnes fra.", "Counted from.")
        .danish(&["fra", "regnes_fra"])
        .example("ansøgningen er modtaget"),
    Key::new("law", LAWS, "Lovhenvisning.", "References to statutes.")
        .danish(&["lov", "hjemmel"])
        .example("\"RSL § 3, stk. 2\""),
    Key::new(
        "basis",
        Type::Choice(&["statutory", "local", "internal"]),
        "statutory (lov), local (lokalt fastsat) eller internal (internt mål).",
        "Set by statute, locally, or an internal goal.",
    )
    .danish(&["grundlag"])
    .example("local"),
];

pub(super) static CHANGE: &[Key] = &[
    Key::new("date", Type::Date, "Dagen.", "The day.").required().danish(&["dato"]).example("2026-11-22"),
    Key::new("text", Type::Text, "Hvad der er ændret.", "What has changed.")
        .required()
        .danish(&["tekst"])
        .example("Ny frist i trin 4"),
    Key::new("audience", Type::List(&Type::Reference(Target::Audience)), "Hvem det gælder.", "Whom it concerns.")
        .danish(&["målgruppe"])
        .example("[sygemeldte]"),
];

pub(super) static ALLOW: &[Key] = &[
    Key::new("rule", Type::Reference(Target::Rule), "Reglens navn.", "The rule's name.")
        .required()
        .danish(&["regel"])
        .example("workflow-without-tool"),
    Key::new("why", Type::Text, "Grunden.", "The reason.")
        .required()
        .danish(&["hvorfor", "begrundelse"])
        .example("Foregår i telefonen"),
];

pub(super) static PHONE: &[Key] = &[
    Key::new("label", Type::Text, "Hvad nummeret er til.", "What the number is for.")
        .danish(&["navn", "tekst"])
        .example("Telefon"),
    Key::new("number", Type::Text, "Nummeret.", "The number.").required().danish(&["nummer"]).example("00 00 00 00"),
];

pub(super) static HOURS: &[Key] = &[
    Key::new("days", Type::Text, "En ugedag eller et spænd af ugedage.", "A weekday or a span of weekdays.")
        .required()
        .danish(&["dage", "dag"])
        .example("mandag-torsdag"),
    Key::new("from", Type::Text, "Åbner.", "Opens.").required().danish(&["fra"]).example("\"9.00\""),
    Key::new("to", Type::Text, "Lukker.", "Closes.").required().danish(&["til"]).example("\"15.00\""),
];

pub(super) static PERSON: &[Key] = &[
    Key::new("role", Type::Text, "Funktionen.", "The function.")
        .required()
        .danish(&["rolle", "funktion"])
        .example("Teamleder"),
    Key::new("name", Type::Text, "Navnet.", "The name.").danish(&["navn"]).example("Vagthavende"),
    Key::new("phone", Type::Text, "Telefonnummer.", "Telephone number.").danish(&["telefon"]).example("00 00 00 00"),
    Key::new("email", Type::Email, "Mailadresse.", "Mail address.").danish(&["mail"]).example("team@bif.example"),
];

const ALIASES: Key = Key::new(
    "aliases",
    Type::List(&Type::Text),
    "Gamle adresser, der skal føre hertil, når id'et er ændret.",
    "Old addresses that should lead here, when the id was changed.",
)
.danish(&["alias", "gamle-adresser"]);

/// An entry of `_data/actors.yaml`.
pub static ACTOR: &[Key] = &[
    Key::new("id", Type::Id, "Navnet, trin bruger.", "The name steps use.").required().example("jobkonsulent"),
    Key::new("name", Type::Text, "Rollens navn.", "The role's name.")
        .required()
        .danish(&["navn"])
        .example("Jobkonsulent"),
    Key::new(
        "administration",
        Type::Reference(Target::Lead),
        "Forvaltningen, rollen hører til.",
        "The administration it belongs to.",
    )
    .danish(&["forvaltning"])
    .example("bif"),
    Key::new("external", Type::Bool, "true: uden for forvaltningerne.", "true: outside the administrations.")
        .danish(&["ekstern"])
        .example("true"),
    Key::new("contact", Type::Reference(Target::Contact), "Enheden, man ringer til.", "The unit to call.")
        .danish(&["kontakt"])
        .example("jobcenter-enhed"),
    Key::new("token", Type::Id, "Temaets farve for banen.", "The theme's colour of the lane.")
        .danish(&["farve"])
        .example("borger"),
    ALIASES.example("[/roller/virksomhedskonsulent/]"),
    Key::new("allow", Type::List(&Type::Map(ALLOW)), "Advarsler, der er i orden.", "Warnings that are in order."),
];

/// An entry of `_data/audiences.yaml`.
pub static AUDIENCE: &[Key] = &[
    Key::new("id", Type::Id, "Navnet, sider bruger.", "The name pages use.").required().example("sygemeldte"),
    Key::new("name", Type::Text, "Målgruppens navn.", "The audience's name.")
        .required()
        .danish(&["navn"])
        .example("Sygemeldte"),
    Key::new("summary", Type::Text, "Hvem det er, i én sætning.", "Who they are, in one sentence.")
        .danish(&["beskrivelse"])
        .example("Borgere, der får sygedagpenge."),
    ALIASES.example("[/maalgrupper/syge/]"),
    Key::new("allow", Type::List(&Type::Map(ALLOW)), "Advarsler, der er i orden.", "Warnings that are in order."),
];

/// An entry of `_data/complaints.yaml`.
pub static COMPLAINT: &[Key] = &[
    Key::new("id", Type::Id, "Navnet, sider bruger.", "The name pages use.").required().example("ankestyrelsen-4-uger"),
    Key::new("text", Type::Text, "Vejledningen, som den skal stå i et brev.", "The guidance as it stands in a letter.")
        .required()
        .danish(&["tekst"])
        .example("Du kan klage inden 4 uger."),
    Key::new("authority", Type::Text, "Klageinstansen.", "The complaints authority.")
        .danish(&["myndighed", "instans"])
        .example("Ankestyrelsen"),
    Key::new("deadline", Type::Duration, "Klagefristen.", "The deadline.")
        .danish(&["frist", "klagefrist"])
        .example("4 uger"),
    Key::new("law", LAWS, "Lovhenvisning.", "References to statutes.").danish(&["lov"]).example("\"RSL § 60\""),
];

/// A question of `_data/finder.yaml`.
pub static FINDER: &[Key] = &[
    Key::new("ask", Type::Text, "Spørgsmålet.", "The question.")
        .required()
        .danish(&["spørg"])
        .example("Hvad ringer borgeren om?"),
    Key::new("answers", Type::List(&Type::Map(FINDER_ANSWER)), "Svarene.", "The answers.")
        .required()
        .danish(&["svar"])
        .example("[{say: Penge, topic: kontanthjaelp}]"),
];

const FINDER_SAY: Key =
    Key::new("say", Type::Text, "Svaret.", "The answer.").required().danish(&["sig"]).example("Penge til mad");
const FINDER_TOPIC: Key =
    Key::new("topic", Type::Reference(Target::Topic), "Emnet, svaret fører til.", "The topic it leads to.")
        .danish(&["emne"])
        .example("kontanthjaelp");
const FINDER_UNIT: Key =
    Key::new("unit", Type::Reference(Target::Contact), "Enheden, svaret fører til.", "The unit it leads to.")
        .danish(&["enhed"])
        .example("ydelsesservice");
const FINDER_ASK: Key = Key::new("ask", Type::Text, "Det næste spørgsmål.", "The next question.")
    .danish(&["spørg"])
    .example("Har borgeren en sag?");

/// Questions go three deep and no deeper: the caller is on the phone.
pub(super) static FINDER_ANSWER: &[Key] = &[
    FINDER_SAY,
    FINDER_ASK,
    Key::new("answers", Type::List(&Type::Map(FINDER_ANSWER_2)), "Dets svar.", "Its answers.").danish(&["svar"]),
    FINDER_TOPIC,
    FINDER_UNIT,
];
static FINDER_ANSWER_2: &[Key] = &[
    FINDER_SAY,
    FINDER_ASK,
    Key::new("answers", Type::List(&Type::Map(FINDER_ANSWER_3)), "Dets svar.", "Its answers.").danish(&["svar"]),
    FINDER_TOPIC,
    FINDER_UNIT,
];
static FINDER_ANSWER_3: &[Key] = &[FINDER_SAY, FINDER_TOPIC, FINDER_UNIT];
