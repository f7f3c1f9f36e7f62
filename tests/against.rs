//! No published URL vanishes unnoticed: `--against`, aliases that bring along what lay beside, and accepted losses.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;

use vejviser::diag::{Diagnostic, Lang};
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::render::Output;
use vejviser::routes::Target;
use vejviser::source::{Sources, Url};

use crate::commands::Site;
use crate::support::TODAY;

const SITE: &str = "title = \"Portal\"\nbase_url = \"https://portal.example/\"\n";
const GANG: &str = "---\ntitle: Ansøgning\naudience: [unge]\nlaw: LAS § 1\nsteps:\n\
                    - {id: a, do: Søg, by: borger}\n- {id: b, do: Svar, by: sagsbehandler}\n---\n";

/// A portal with a page of the kinds that have something beside them.
fn files() -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_owned();
    vec![
        ("site.toml", text(SITE)),
        ("content/_index.md", text("---\ntitle: Forside\n---\n")),
        (
            "content/_data/actors.yaml",
            text(
                "- id: borger\n  name: Borger\n  external: true\n- {id: sagsbehandler, name: Sagsbehandler, contact: enhed}\n",
            ),
        ),
        ("content/_data/audiences.yaml", text("- id: unge\n  name: Unge\n")),
        ("content/arbejdsgange/_index.md", text("---\ntitle: Arbejdsgange\nkind: workflow\n---\n")),
        ("content/arbejdsgange/hjaelp/_index.md", text("---\ntitle: Hjælp\n---\n")),
        ("content/arbejdsgange/hjaelp/ansoegning.md", text(GANG)),
        ("content/kontakt/_index.md", text("---\ntitle: Kontakt\nkind: contact\n---\n")),
        ("content/kontakt/enhed.md", text("---\ntitle: Enhed\nunit: Enhed\n---\n")),
        ("content/lovgivning/_index.md", text("---\ntitle: Love\nkind: law\n---\n")),
        ("content/lovgivning/las.md", text("---\ntitle: Aktivloven\nabbr: LAS\n---\n")),
        ("content/samarbejde/_index.md", text("---\ntitle: Samarbejde\n---\n")),
        ("content/samarbejde/moede.md", text("---\ntitle: Møde om borgeren\n---\n")),
    ]
}

fn changed(changes: &[(&str, &str)]) -> Sources {
    let mut files: Vec<(String, String)> = files().into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    for (path, text) in changes {
        files.retain(|(known, _)| known != path);
        if !text.is_empty() {
            files.push(((*path).to_owned(), (*text).to_owned()));
        }
    }
    Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The addresses that the portal above promised.
fn published() -> Arc<BTreeSet<Url>> {
    let before = compile(changed(&[]), &mut Default::default(), &Options::on(TODAY));
    assert!(!before.diagnostics().has_errors(), "{:?}", before.diagnostics());
    let paths = before.routes.iter().map(|route| route.url.output_path());
    Arc::new(paths.filter_map(|path| vejviser::promises::promised(&path)).collect())
}

fn against(changes: &[(&str, &str)]) -> Compilation {
    compile(changed(changes), &mut Default::default(), &Options { published: published(), ..Options::on(TODAY) })
}

fn lost(portal: &Compilation) -> Vec<&Diagnostic> {
    portal.diagnostics().iter().filter(|problem| problem.rule.id == "lost-url").collect()
}

fn told(portal: &Compilation) -> Vec<String> {
    lost(portal).iter().map(|problem| problem.message.get(Lang::Danish).to_owned()).collect()
}

fn help(problem: &Diagnostic) -> &str {
    problem.help.as_ref().unwrap().get(Lang::Danish)
}

/// The sources with the first fix of a problem applied.
fn fixed(portal: &Compilation, problem: &Diagnostic, which: usize) -> (String, String) {
    let [edit] = problem.fixes[which].edits.as_slice() else { panic!("{problem:?}") };
    let file = portal.sources.file(edit.span.file).unwrap();
    let mut text = file.text().to_owned();
    text.replace_range(edit.span.range(), &edit.text);
    (file.path.to_string(), text)
}

fn target<'a>(portal: &'a Compilation, url: &str) -> Option<&'a Target> {
    portal.routes.get(&Url::new(url)).map(|route| &route.target)
}

#[test]
fn a_portal_keeps_what_itself_promised() {
    assert!(lost(&against(&[])).is_empty());
}

/// A renamed workflow is one problem; its alias brings the checklist, the drawing and the BPMN file back.
#[test]
fn a_renamed_page_is_one_problem_and_one_line_mends_it() {
    let moved =
        [("content/arbejdsgange/hjaelp/ansoegning.md", ""), ("content/arbejdsgange/hjaelp/ansoegninger.md", GANG)];
    let portal = against(&moved);
    let sentence = "Adressen »/arbejdsgange/hjaelp/ansoegning/« er udgivet, men fører ingen steder hen længere. \
                    Det samme gælder 3 adresser ved siden af den.";
    assert_eq!(told(&portal), [sentence]);
    let problem = lost(&portal)[0];
    assert_eq!(
        help(problem),
        "skriv »aliases: [/arbejdsgange/hjaelp/ansoegning/]« i content/arbejdsgange/hjaelp/ansoegninger.md, hvis \
         »Ansøgning« (/arbejdsgange/hjaelp/ansoegninger/) har afløst den; ellers sæt den på listen gone i site.toml: \
         gone = [\"/arbejdsgange/hjaelp/ansoegning/\"]"
    );
    assert!(problem.safe_fix().is_none(), "nobody but the editor knows what took its place");
    let (path, text) = fixed(&portal, problem, 0);
    assert_eq!(path, "content/arbejdsgange/hjaelp/ansoegninger.md");
    assert!(text.contains("\naliases: [/arbejdsgange/hjaelp/ansoegning/]\n---\n"), "{text}");
    let mended = against(&[moved[0], ("content/arbejdsgange/hjaelp/ansoegninger.md", &text)]);
    assert_eq!(told(&mended), Vec::<String>::new());
    let page = mended.portal.pages.iter().find(|page| page.slug == "ansoegninger").unwrap().id;
    let old = "arbejdsgange/hjaelp/ansoegning/";
    assert_eq!(target(&mended, &format!("{old}diagram.svg")), Some(&Target::DiagramSvg(page)));
    assert_eq!(target(&mended, &format!("{old}ansoegning.bpmn")), Some(&Target::Bpmn(page)));
    let to = Url::new("arbejdsgange/hjaelp/ansoegninger/tjekliste/");
    assert_eq!(target(&mended, &format!("{old}tjekliste/")), Some(&Target::Redirect { to }));
    for route in mended.routes.iter().filter(|route| route.url.as_str().starts_with(old)) {
        assert!(
            matches!(mended.renderer().render(route), Ok(Output::Bytes(bytes)) if !bytes.is_empty()),
            "{}",
            route.url
        );
    }
}

#[test]
fn the_same_id_elsewhere_and_the_title_tell_the_successor() {
    let to = "content/samarbejde/ansoegning.md";
    let portal = against(&[
        ("content/lovgivning/las.md", ""),
        ("content/samarbejde/moede.md", ""),
        (to, "---\ntitle: Møde\n---\n"),
    ]);
    let helps: Vec<&str> = lost(&portal).into_iter().map(help).collect();
    let named = |end: &str| helps.iter().any(|help| help.contains(end));
    assert!(named("»aliases: [/samarbejde/moede/]« i content/samarbejde/ansoegning.md, hvis »Møde«"), "{helps:#?}");
    let elsewhere = against(&[
        ("content/samarbejde/moede.md", ""),
        ("content/arbejdsgange/hjaelp/moede.md", &GANG.replace("Ansøgning", "Samtale")),
    ]);
    assert!(help(lost(&elsewhere)[0]).contains("i content/arbejdsgange/hjaelp/moede.md"), "{:?}", lost(&elsewhere));
}

/// Renamed roles and audiences have an entry that can hold the alias; it serves every page of theirs.
#[test]
fn registries_hold_aliases() {
    let portal = against(&[
        (
            "content/_data/actors.yaml",
            "- id: borger\n  name: Borger\n  external: true\n- {id: sagsbehandlere, name: Sagsbehandler, contact: enhed}\n",
        ),
        ("content/_data/audiences.yaml", "- id: ungeg\n  name: Unge\n"),
        (
            "content/arbejdsgange/hjaelp/ansoegning.md",
            &GANG.replace("by: sagsbehandler", "by: sagsbehandlere").replace("unge", "ungeg"),
        ),
    ]);
    // The map of hand-overs is told with the role; the feed and the list of workflows with the audience.
    let sentence = |url: &str, beside: &str| {
        format!(
            "Adressen »/{url}/« er udgivet, men fører ingen steder hen længere. Det samme gælder {beside} ved siden af den."
        )
    };
    assert_eq!(
        told(&portal),
        [sentence("roller/sagsbehandler", "1 adresse"), sentence("maalgrupper/unge", "2 adresser")]
    );
    let edits: Vec<(String, String)> = lost(&portal).into_iter().map(|problem| fixed(&portal, problem, 0)).collect();
    assert_eq!(edits[0].0, "content/_data/actors.yaml");
    assert!(edits[0].1.contains("- {id: sagsbehandlere, aliases: [/roller/sagsbehandler/], name:"), "{}", edits[0].1);
    assert_eq!(edits[1].1, "- id: ungeg\n  aliases: [/maalgrupper/unge/]\n  name: Unge\n");
    let mended = against(&[
        ("content/_data/actors.yaml", &edits[0].1),
        ("content/_data/audiences.yaml", &edits[1].1),
        (
            "content/arbejdsgange/hjaelp/ansoegning.md",
            &GANG.replace("by: sagsbehandler", "by: sagsbehandlere").replace("unge", "ungeg"),
        ),
    ]);
    assert!(lost(&mended).is_empty(), "{:?}", lost(&mended));
    assert!(matches!(target(&mended, "maalgrupper/unge/feed.xml"), Some(Target::AudienceFeed(_))));
    let to = Url::new("samarbejde/kort/sagsbehandlere/");
    assert_eq!(target(&mended, "samarbejde/kort/sagsbehandler/"), Some(&Target::Redirect { to }));
}

/// A list that the program made has no file: the loss is accepted in site.toml, or a section takes the address.
#[test]
fn a_made_page_can_be_given_up() {
    let without = GANG.replace("law: LAS § 1\n", "");
    let page = ("content/arbejdsgange/hjaelp/ansoegning.md", without.as_str());
    let portal = against(&[page]);
    assert_eq!(told(&portal).len(), 1, "{:?}", told(&portal));
    let problem = lost(&portal)[0];
    assert!(problem.span.is_none());
    assert_eq!(
        help(problem),
        "programmet lavede siden, så den har ingen fil: skriv »gone = [\"/arbejdsgange/efter/lov/las/\"]« under [output] \
         i site.toml, når den er væk med vilje, eller »aliases: [/arbejdsgange/efter/lov/las/]« i \
         content/arbejdsgange/_index.md, så den fører til »Arbejdsgange«"
    );
    let (path, text) = fixed(&portal, problem, 0);
    assert_eq!(
        (path.as_str(), text.as_str()),
        ("site.toml", &*format!("{SITE}\n[output]\ngone = [\"/arbejdsgange/efter/lov/las/\"]\n"))
    );
    assert!(lost(&against(&[page, ("site.toml", &text)])).is_empty());
    let all = format!("{SITE}[output]\ngone = [\"/arbejdsgange/efter/*\"]\n");
    assert!(lost(&against(&[page, ("site.toml", &all)])).is_empty());
    let section = "---\ntitle: Arbejdsgange\nkind: workflow\naliases: [/arbejdsgange/efter/lov/las/]\n---\n";
    assert!(lost(&against(&[page, ("content/arbejdsgange/_index.md", section)])).is_empty());
}

/// A file cannot lead on; the message says what can be done.
#[test]
fn a_lost_download_is_a_problem_of_its_own() {
    let mut options = Options::on(TODAY);
    options.published = Arc::new([Url::new("samarbejde/skema.pdf")].into());
    let portal = compile(changed(&[("content/kontakt/skema.pdf", "x")]), &mut Default::default(), &options);
    assert!(
        help(lost(&portal)[0]).starts_with("filen ligger nu som content/kontakt/skema.pdf: læg en kopi, hvor den lå")
    );
}

/// From the terminal, against a folder, its manifest and a server; the build publishes nothing.
#[test]
fn check_and_build_read_a_manifest_wherever_it_lies() {
    let all = files();
    let site = Site::of(&all.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>());
    let public = site.root.join("public");
    let public = public.to_str().unwrap();
    assert_eq!(site.run(&["build", "--output", public]).code, Some(0));
    let manifest = format!("{public}/.vejviser-manifest.json");
    let server = serve_once(std::fs::read(&manifest).unwrap());
    assert_eq!(site.run(&["check", "--against", public]).code, Some(0));
    std::fs::remove_file(site.root.join("content/samarbejde/moede.md")).unwrap();
    for from in [public, &manifest, &server] {
        let run = site.run(&["check", "--against", from, "--format", "concise"]);
        assert_eq!(run.code, Some(1), "{from}: {}{}", run.out, run.err);
        assert!(run.out.contains("fejl[lost-url]: Adressen »/samarbejde/moede/« er udgivet"), "{}", run.out);
    }
    let run = site.run(&["build", "--output", public, "--against", public]);
    assert!(run.code == Some(1) && run.err.contains("Intet er udgivet"), "{}", run.err);
    for wrong in ["nowhere", site.root.join("site.toml").to_str().unwrap(), "http://127.0.0.1:9/"] {
        let run = site.run(&["check", "--against", wrong]);
        assert!(run.code.is_some_and(|code| code > 1) && run.err.contains("udelad --against"), "{wrong}: {}", run.err);
    }
}

/// Answers one request for a manifest on a free port.
fn serve_once(manifest: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/portal/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut first = String::new();
        BufReader::new(&stream).read_line(&mut first).unwrap();
        assert!(first.starts_with("GET /portal/.vejviser-manifest.json "), "{first}");
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", manifest.len()).unwrap();
        stream.write_all(&manifest).unwrap();
    });
    address
}
