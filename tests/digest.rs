//! What changed, in words: every kind of change in its sentence, and the forms it is written in.

mod portal;
mod states;

use vejviser::diag::Lang;
use vejviser::digest::{Digest, atom, html, markdown};
use vejviser::pipeline::{Options, compile};
use vejviser::source;

use crate::support::{self, TODAY};
use portal::{FLOW, after, between, compiled, says, sentences, with};

#[test]
fn identical_states_differ_in_nothing() {
    let portal = compiled(&with(&[]));
    assert_eq!(between(&portal, &compiled(&with(&[]))).items, []);
    for folder in ["tests/portal", "tests/portal-broken"] {
        let load = || source::load(&support::root().join(folder)).unwrap();
        let [old, new] = [load(), load()].map(|sources| compile(sources, &mut Default::default(), &Options::on(TODAY)));
        assert_eq!(between(&old, &new).items, [], "{folder}");
    }
}

/// What editors keep for themselves, and how a text is written, are no news.
#[test]
fn what_nobody_works_by_is_not_told() {
    for (from, to) in [
        ("summary: Fra", "keywords: [penge]\nreviewed: 2026-11-01\nsummary: Fra"),
        ("summary: Fra ansøgning", "summary: Fra  ansøgning"),
        ("Om ansøgningen.", "Om\nansøgningen."),
        ("by: leder, with: [sagsbehandler], next: slut}", "by: leder, with: [sagsbehandler]}"),
        ("lead: bif", "related: [ky]\nlead: bif"),
    ] {
        assert_eq!(after(&[(FLOW, from, to)]).items, [], "»{from}« -> »{to}«");
    }
}

#[test]
fn steps() {
    let is = |from: &str, to: &str, expected: &[&str]| says(FLOW, from, to, expected);
    is(
        "within: 3 uger, remember",
        "within: 4 uger, remember",
        &["Trin 2 »Send partshøring« har fået ny frist: 4 uger (før 3 uger)."],
    );
    is("within: 3 uger, remember", "remember", &["Trin 2 »Send partshøring« har ikke længere en frist (før 3 uger)."]);
    is(
        "by: leder, with: [sagsbehandler]",
        "by: leder, within: 1 uge, with: [sagsbehandler]",
        &["Trin 5 »Afgør sagen« har fået en frist: 1 uge."],
    );
    is("do: Send partshøring", "do: Hør parten", &["Trin 2 »Hør parten« hed før »Send partshøring«."]);
    is("by: leder,", "by: sagsbehandler,", &["Trin 5 »Afgør sagen« gøres nu af Sagsbehandler (før Leder)."]);
    is(
        "with: [sagsbehandler]",
        "with: [borger]",
        &[
            "Trin 5 »Afgør sagen« har nu også deltagelse af Borger.",
            "Trin 5 »Afgør sagen« har ikke længere deltagelse af Sagsbehandler.",
        ],
    );
    is(
        "tools: [ky]",
        "tools: [brev]",
        &[
            "Trin 1 »Registrér ansøgningen« bruger nu også »Brev«.",
            "Trin 1 »Registrér ansøgningen« bruger ikke længere »KY«.",
        ],
    );
    is(
        "law: LAS § 2",
        "law: [LAS § 2, LAS § 3, LAS § 4]",
        &["Trin 1 »Registrér ansøgningen« henviser nu også til LAS § 3 og LAS § 4."],
    );
}

#[test]
fn steps_and_what_stands_on_them() {
    let is = |from: &str, to: &str, expected: &[&str]| says(FLOW, from, to, expected);
    is(
        "remember: Skriv fristen",
        "remember: Skriv dagen",
        &["Trin 2 »Send partshøring« har fået en anden ting at huske: »Skriv dagen« (før »Skriv fristen«)."],
    );
    is(
        ", remember: Skriv fristen",
        "",
        &["Trin 2 »Send partshøring« har ikke længere noget at huske (før »Skriv fristen«)."],
    );
    is("for: borger", "for: leder", &["Trin 3 »Svar på høringen« venter nu på Leder."]);
    is(
        "late: {to: afgoer,",
        "late: {to: oplyst,",
        &["Trin 3 »Svar på høringen« fører nu til trin 4 »Er sagen oplyst?«, når fristen er overskredet."],
    );
    is(
        "- {id: hoer,",
        "- {id: ny, do: Ring til borgeren, by: leder, within: 1 dag}\n- {id: hoer,",
        &["Nyt trin 2 »Ring til borgeren« (Leder), frist 1 dag."],
    );
    is(
        ", next: slut}\n- {id: slut, end: Svaret er sendt}",
        ", next: slut}\n- {id: slut, end: Borgeren har svaret}",
        &["Afslutningen »Borgeren har svaret« hed før »Svaret er sendt«."],
    );
    is(
        "do: Afgør sagen",
        "run: ansoegning",
        &["Trin 5 »Ansøgning« er nu en hel arbejdsgang.", "Trin 5 »Ansøgning« hed før »Afgør sagen«."],
    );
}

#[test]
fn answers() {
    let is = |from: &str, to: &str, expected: &[&str]| says(FLOW, from, to, expected);
    is(
        "{Ja: afgoer, Nej: hoer}",
        "{Ja: afgoer, Nej: modtag}",
        &["Trin 4 »Er sagen oplyst?« fører nu ved svaret »Nej« til trin 1 »Registrér ansøgningen«."],
    );
    is(
        "{Ja: afgoer, Nej: hoer}",
        "{Ja: afgoer, Nej, slet ikke: hoer}".replace("Nej, slet ikke", "\"Nej, slet ikke\"").as_str(),
        &["Trin 4 »Er sagen oplyst?« har svaret »Nej, slet ikke« (før »Nej«)."],
    );
    is(
        "{Ja: afgoer, Nej: hoer}",
        "{Ja: afgoer, Nej: hoer, Delvist: vent}",
        &["Trin 4 »Er sagen oplyst?« har et nyt svar: »Delvist« fører til trin 3 »Svar på høringen«."],
    );
    is(
        "answers: {Ja: afgoer, Nej: hoer}",
        "answers: [{say: Ja, to: afgoer, when: Alt er her}, {say: Nej, to: hoer}]",
        &["Trin 4 »Er sagen oplyst?« har en ny betingelse for svaret »Ja«: Alt er her."],
    );
}

#[test]
fn workflows_as_a_whole() {
    let is = |from: &str, to: &str, expected: &[&str]| says(FLOW, from, to, expected);
    is("{within: 3 uger, from", "{within: 4 uger, from", &["Fristen er nu 4 uger (før 3 uger)."]);
    is("basis: local", "basis: statutory", &["Fristens grundlag er nu »loven« (før »fastsat lokalt«)."]);
    is(
        "deadline: {within: 3 uger, from: ansøgningen er modtaget, basis: local}\n",
        "",
        &["Fristen er fjernet (før 3 uger)."],
    );
    is(
        "trigger: Borgeren søger",
        "trigger: Borgeren ringer",
        &["Det, der sætter arbejdsgangen i gang, er nu »Borgeren ringer« (før »Borgeren søger«)."],
    );
    is("complaint: klage\n", "", &["Klagevejledningen er fjernet (før »Du kan klage.«)."]);
    is("lead: bif", "lead: faelles", &["Den ledende forvaltning er nu »Fælles« (før »BIF«)."]);
    is("lead: bif", "lead: bif\nstatus: phasing_out", &["Siden udfases og bruges ikke til nye sager."]);
    is("lead: bif", "lead: bif\nvalid_until: 2027-01-31", &["Sidste gyldige dag er 31.1.2027."]);
    is("lead: bif", "lead: bif\nlegal_check: partly", &["Lovtjekket er kommet til: »delvist holdt op mod loven«"]);
    is("audience: [unge]", "audience: [syge]", &["Målgrupper: »Syge« er kommet til, og »Unge« er fjernet."]);
    is("\nlaw: LAS § 1\n", "\nlaw: [LAS § 1, LAS § 5]\n", &["Lovgrundlaget: »LAS § 5« er kommet til."]);
    is("owner: enhed\n", "", &["Ejeren er fjernet (før »Enhed«)."]);
    is("title: Ansøgning", "title: Ansøgning om hjælp", &["Titlen er nu »Ansøgning om hjælp« (før »Ansøgning«)."]);
    let noted = after(&[(FLOW, "lead: bif", "lead: bif\nchanges: [{date: 2026-11-20, text: Nyt i trin 2}]")]);
    assert_eq!(sentences(&noted.items, Lang::Danish), ["Redaktionen skriver (20.11.2026): Nyt i trin 2"]);
}

#[test]
fn texts() {
    let is = |from: &str, to: &str, expected: &[&str]| says(FLOW, from, to, expected);
    is("Om ansøgningen.", "Om ansøgninger.", &["Indledningen er ændret."]);
    is("Om ansøgningen.\n", "", &["Indledningen er fjernet."]);
    is("Se efter datoen.", "Se efter dagen.", &["Teksten under »Modtagelse« er ændret."]);
    is("## Mere\n", "## Mere om loven\n", &["Afsnittet »Mere« hedder nu »Mere om loven«."]);
    is("## Mere\n", "## Nyt\n\nEt ord.\n\n## Mere\n", &["Nyt afsnit: »Nyt«."]);
    is("## Mere\n\nLæs også loven.\n", "", &["Afsnittet »Mere« er fjernet."]);
    // Guidance on a step concerns who does it, and nobody else.
    let digest = after(&[(FLOW, "Se efter datoen.", "Se efter dagen.")]);
    let who: Vec<String> = digest.items[0].concerns().all().map(|one| one.name.clone()).collect();
    assert_eq!(who, ["Sagsbehandler", "Unge", "BIF"]);
    says("content/redskaber/brev.md", "Kære borger.", "Kære dig.", &["Teksten er ændret."]);
}

#[test]
fn other_kinds_of_pages() {
    let contact = "content/kontakt/enhed.md";
    says(
        contact,
        "00 00 00 00",
        "11 11 11 11",
        &["Telefonnummeret er nu »Telefon 11 11 11 11« (før »Telefon 00 00 00 00«)."],
    );
    says(contact, "to: \"15\"", "to: \"17\"", &["Åbningstiden er nu »mandag 9-17« (før »mandag 9-15«)."]);
    says(
        contact,
        "unit: Enhed",
        "unit: Enhed\nemail: enhed@bif.example",
        &["Mailadressen er kommet til: »enhed@bif.example«"],
    );
    says("content/ansvar/penge.md", "sof: Rådgiver", "sof: Betaler", &["SOF gør nu: »Betaler«"]);
    says("content/ansvar/penge.md", ", sof: Rådgiver", "", &["SOF har ikke længere en opgave her."]);
    says("content/ansvar/penge.md", "shared: Begge", "shared: Ingen", &["Gråzonen er nu »Ingen« (før »Begge«)."]);
}

#[test]
fn kinds_that_explain() {
    says(
        "content/abc/hoering.md",
        "At blive hørt.",
        "At få ordet.",
        &["Forklaringen er nu »At få ordet.« (før »At blive hørt.«)."],
    );
    says(
        "content/abc/hoering.md",
        "[partshøring]",
        "[partshøring, hørelse]",
        &["Andre ord for det samme: »hørelse« er kommet til."],
    );
    says(
        "content/redskaber/ky.md",
        "https://ky.example/",
        "https://ky.example/ny",
        &["Adressen er nu »https://ky.example/ny« (før »https://ky.example/«)."],
    );
    says(
        "content/redskaber/ky.md",
        "type: it_system",
        "type: register",
        &["Redskabets slags er nu »register« (før »it-system«)."],
    );
    says("content/ydelser/hjaelp.md", "Voksne", "Unge", &["Hvem der kan få ydelsen, er nu »Unge« (før »Voksne«)."]);
    says("content/ydelser/hjaelp.md", "[Ring]", "[Ring, Skriv]", &["Sådan henviser du: »Skriv« er kommet til."]);
    says(
        "content/ydelser/hjaelp.md",
        "unit: enhed",
        "unit: enhed\ndeadline: {within: 2 uger}",
        &["Der er kommet en frist: 2 uger."],
    );
    says(
        "content/guider/moede.md",
        "[Vi svarer]",
        "[Vi svarer, Vi ringer]",
        &["Det kan borgeren forvente: »Vi ringer« er kommet til."],
    );
    says(
        "content/forloeb/ny.md",
        "workflows: [ansoegning]\n",
        "",
        &["Arbejdsgange i forløbet: »Ansøgning« er fjernet."],
    );
    says(
        "content/lovgivning/las.md",
        "abbr: LAS",
        "abbr: LAS\nrepealed: 2027-01-01",
        &["Dagen, loven er ophævet fra, er 1.1.2027."],
    );
}

#[test]
fn registries() {
    says("content/_data/actors.yaml", "name: Leder", "name: Teamleder", &["Navnet er nu »Teamleder« (før »Leder«)."]);
    says(
        "content/_data/actors.yaml",
        "- {id: leder",
        "- {id: ny, name: Ny, external: true}\n- {id: leder",
        &["Ny rolle."],
    );
    says("content/_data/audiences.yaml", "Under 30", "Under 25", &["Beskrivelsen er nu »Under 25« (før »Under 30«)."]);
    says("content/_data/audiences.yaml", "- {id: syge, name: Syge}\n", "", &["Målgruppen er fjernet."]);
    says(
        "content/_data/complaints.yaml",
        "deadline: 4 uger",
        "deadline: 6 uger",
        &["Klagefristen er nu »6 uger« (før »4 uger«)."],
    );
}

#[test]
fn pages_come_go_and_move() {
    let new = ("content/abc/svar.md", "", "---\ntitle: Svar\nshort: Det, man siger.\n---\n");
    let digest = after(&[new]);
    assert_eq!(sentences(&digest.items, Lang::Danish), ["Nyt ord: Det, man siger."]);
    let without = |path: &str| with(&[]).into_iter().filter(|(known, _)| known != path).collect::<Vec<_>>();
    let gone = between(&compiled(&with(&[])), &compiled(&without("content/abc/hoering.md")));
    assert_eq!(sentences(&gone.items, Lang::Danish), ["Ordet er fjernet."]);
    assert_eq!(gone.items[0].url, None);
    // The same id in another folder, and another id with an alias, are the same page.
    let text = "---\ntitle: Høring\nshort: At blive hørt.\nsynonyms: [partshøring]\n---\n";
    let mut moved = without("content/abc/hoering.md");
    moved.push(("content/abc/h/hoering.md".to_owned(), text.to_owned()));
    let moved = between(&compiled(&with(&[])), &compiled(&moved));
    assert_eq!(sentences(&moved.items, Lang::Danish), ["Siden er flyttet til /abc/h/hoering/ (før /abc/hoering/)."]);
    let mut renamed = without("content/abc/hoering.md");
    renamed.push((
        "content/abc/partshoering.md".to_owned(),
        text.replace("---\ntitle: Høring", "---\ntitle: Partshøring\naliases: [/abc/hoering/]"),
    ));
    let renamed = between(&compiled(&with(&[])), &compiled(&renamed));
    assert_eq!(
        sentences(&renamed.items, Lang::Danish),
        ["Titlen er nu »Partshøring« (før »Høring«).", "Siden er flyttet til /abc/partshoering/ (før /abc/hoering/)."]
    );
}

#[test]
fn a_renamed_role_is_the_same_with_its_alias() {
    let actors = "content/_data/actors.yaml";
    let changes = [
        (actors, "{id: leder, name: Leder", "{id: chef, name: Leder, aliases: [/roller/leder/]"),
        (FLOW, "by: leder", "by: chef"),
        ("content/forloeb/ny.md", "role: leder", "role: chef"),
    ];
    assert_eq!(after(&changes).items, []);
}

/// A long value is told once, as it reads now.
#[test]
fn a_long_value_is_not_told_twice() {
    let long = "ord ".repeat(60);
    let digest = after(&[("content/ansvar/penge.md", "shared: Begge", &format!("shared: {}", long.trim()))]);
    let told = sentences(&digest.items, Lang::Danish);
    assert!(told.len() == 1 && told[0].starts_with("Gråzonen er ændret og lyder nu: »ord ord"), "{told:?}");
}

#[test]
fn a_digest_is_narrowed_to_whom_it_concerns() {
    let digest = after(&[
        (FLOW, "within: 3 uger, remember", "within: 4 uger, remember"),
        (FLOW, "by: leder, with", "by: leder, within: 1 uge, with"),
        (FLOW, "{within: 3 uger, from", "{within: 5 uger, from"),
        ("content/kontakt/enhed.md", "00 00 00 00", "11 11 11 11"),
    ]);
    assert_eq!(digest.items.len(), 2);
    let leder = digest.clone().narrowed("leder", "Leder");
    assert_eq!(
        sentences(&leder.items, Lang::Danish),
        ["Fristen er nu 5 uger (før 3 uger).", "Trin 5 »Afgør sagen« har fået en frist: 1 uge."]
    );
    let unge = digest.clone().narrowed("unge", "Unge");
    assert_eq!((unge.items.len(), unge.items[0].told.len()), (1, 3));
    assert!(digest.narrowed("syge", "Syge").items.is_empty());
}

#[test]
fn the_forms_it_is_written_in() {
    let digest = after(&[
        (FLOW, "within: 3 uger, remember", "within: 4 uger, remember"),
        ("content/redskaber/ky.md", "title: KY", "title: \"K<b>*Y*</b> & co\""),
    ]);
    let text = markdown::print(&digest, Lang::Danish);
    let expected = "# Portal: ændringer siden 22.11.2026

Fra 22.11.2026 til 22.11.2026 er der ændringer 2 steder.

## Hvem ændringerne gælder

### Roller

- Sagsbehandler: 1

### Målgrupper

- Unge: 1

### Forvaltninger

- BIF: 1

## Ændringer

### 1. [Ansøgning](<https://portal.example/arbejdsgange/ansoegning/>) (arbejdsgang)

Gælder: Sagsbehandler, Unge, BIF

- Trin 2 »Send partshøring« har fået ny frist: 4 uger (før 3 uger).

### 2. [K\\<b\\>\\*Y\\*\\</b\\> \\& co](<https://portal.example/redskaber/ky/>) (redskab)

- Titlen er nu »K\\<b\\>\\*Y\\*\\</b\\> \\& co« (før »KY«).
";
    assert_eq!(text, expected);
    let english = markdown::print(&digest, Lang::English);
    assert!(english.contains("- Step 2 “Send partshøring” has a new deadline: 4 uger (was 3 uger).\n"), "{english}");
    let page = html::print(&digest, Lang::Danish);
    assert!(page.contains("<a href=\"#nr-1\">1</a>") && page.contains("<h3 id=\"nr-1\">1. <a href="), "{page}");
    assert!(!page.contains("<b>") && page.contains("K&lt;b&gt;*Y*&lt;/b&gt; &amp; co"), "{page}");
    let feed = atom::print(&digest, Lang::Danish).unwrap();
    let mut reader = quick_xml::Reader::from_str(&feed);
    let (mut entries, mut ids) = (0, std::collections::BTreeSet::new());
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "entry" => entries += 1,
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "id" => {
                assert!(ids.insert(reader.read_text(tag.name()).unwrap().into_owned()), "{feed}");
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((entries, ids.len()), (2, 3));
    assert!(feed.contains("<updated>2026-11-22T00:00:00Z</updated>") && feed.contains("<author><name>Portal</name>"));
    assert_eq!(atom::print(&Digest { base_url: None, ..digest }, Lang::Danish), None);
}
