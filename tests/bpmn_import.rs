//! BPMN files as workflow pages: what each element becomes, what is said of the rest, and that a page
//! comes out of its own export as it went in.

mod command;
mod hostile;
mod kinds;
mod ours;
mod random;
mod round;
mod together;

use vejviser::bpmn::import::{Import, Known, counted, import};
use vejviser::bpmn::read::{Reading, read};
use vejviser::diag::{Diagnostic, Lang, Severity};
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::source::{FileId, Sources};

use crate::support::TODAY;

const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/// A file with these root elements.
fn definitions(inside: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions xmlns=\"{MODEL}\">\n{inside}\n</definitions>\n")
}

/// A file with one process in one lane.
fn process(inside: &str) -> String {
    definitions(&format!("<process id=\"p\" name=\"Ansøgning\">{inside}</process>"))
}

/// `<sequenceFlow>`s of "a b, b c Ja": from, to, and a name.
fn flows(list: &str) -> String {
    let flow = |(number, flow): (usize, &str)| {
        let mut words = flow.trim().splitn(3, ' ');
        let [from, to, name] = [(); 3].map(|()| words.next().unwrap_or_default());
        format!("<sequenceFlow id=\"f{number}\" sourceRef=\"{from}\" targetRef=\"{to}\" name=\"{name}\"/>")
    };
    list.split(',').enumerate().map(flow).collect()
}

fn reading(bytes: &[u8]) -> Reading {
    read(FileId::new(0), "prøve.bpmn", bytes)
}

fn imported(xml: &str) -> Import {
    tried(xml.as_bytes()).unwrap_or_else(|problem| panic!("{}", problem.message.en))
}

fn tried(bytes: &[u8]) -> Result<Import, Box<Diagnostic>> {
    let definitions = reading(bytes).result?;
    let import = import(&definitions, FileId::new(0), "prøve.bpmn", &Known::default())?;
    assert_eq!(import.tally.elements, counted(&definitions).count());
    assert_eq!(import.tally.elements, import.tally.kept + import.tally.reported);
    Ok(import)
}

/// The steps of the only page, from `lanes:` to the comments; the page has no errors.
fn steps(xml: &str) -> String {
    let import = imported(xml);
    assert_eq!(import.pages.len(), 1, "{:?}", import.pages);
    portal(&import);
    let text = &import.pages[0].text;
    let from = text.find("trigger:").or_else(|| text.find("outcome:")).or_else(|| text.find("lanes:")).unwrap();
    let end = text.find("# import:").or_else(|| text.rfind("---\n")).unwrap();
    text[from..end].to_owned()
}

/// What was lost, in Danish.
fn losses(xml: &str) -> Vec<String> {
    imported(xml).losses.iter().map(|loss| loss.line(Lang::Danish)).collect()
}

fn assert_loss(xml: &str, part: &str) {
    let losses = losses(xml);
    assert!(losses.iter().any(|line| line.contains(part)), "no »{part}« in {losses:#?}");
}

/// A portal with the pages and actors of an import: they have no errors.
fn portal(import: &Import) -> Compilation {
    let actors: String = import
        .actors
        .iter()
        .map(|actor| format!("- id: {}\n  name: \"{}\"\n  external: true\n", actor.id, actor.name))
        .collect();
    let pages: Vec<(String, &str)> =
        import.pages.iter().map(|page| (format!("content/gange/{}.md", page.id), page.text.as_str())).collect();
    let mut files = vec![
        ("site.toml", "title = \"Prøve\"\n[[administration]]\nid = \"bif\"\nname = \"B\"\nshort = \"BIF\"\n"),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        ("content/gange/_index.md", "---\ntitle: Gange\nkind: workflow\n---\n"),
        ("content/_data/actors.yaml", actors.as_str()),
    ];
    files.extend(pages.iter().map(|(path, text)| (path.as_str(), *text)));
    let options = Options { drafts: true, ..Options::on(TODAY) };
    let compilation = compile(Sources::from_texts(files), &mut Default::default(), &options);
    let errors = compilation.diagnostics().iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<&str> = errors.map(|problem| problem.message.en.as_str()).collect();
    let texts: Vec<&str> = import.pages.iter().map(|page| page.text.as_str()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{}", texts.join("\n"));
    compilation
}
