//! The examples of `explain`: each breaks its rule, and the same piece put right does not.

use vejviser::diag::{Lang, Rule};
use vejviser::source::Sources;

use crate::support::{self, compile, concise};

/// Rules whose example is no part of a page, a registry or `site.toml`.
const ELSEWHERE: [&str; 3] = ["template-error", "strings-error", "unknown-string"];

/// A portal with everything that the pieces put right refer to.
const PORTAL: [(&str, &str); 21] = [
    ("content/_index.md", "---\ntitle: Forside\n---\n"),
    ("content/_data/audiences.yaml", "- id: sygemeldte\n  name: Sygemeldte\n"),
    ("content/_data/complaints.yaml", "- id: ankestyrelsen-4-uger\n  text: Du kan klage.\n"),
    ("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n"),
    ("content/abc/kontanthjaelp.md", "---\ntitle: Kontanthjælp\nshort: Hjælp.\n---\n"),
    ("content/abc/partshoering.md", "---\ntitle: Partshøring\nshort: Høring.\n---\n"),
    ("content/ansvar/_index.md", "---\ntitle: Ansvar\nkind: topic\n---\n"),
    ("content/ansvar/kontanthjaelp.md", "---\ntitle: Kontanthjælp\nlead: bif\n---\n"),
    ("content/billeder/skema.png", ""),
    ("content/kontakt/_index.md", "---\ntitle: Kontakt\nkind: contact\n---\n"),
    ("content/kontakt/jobcenter-enhed.md", "---\ntitle: Jobcenter\nunit: Jobcenter\n---\n"),
    ("content/kontakt/ydelsesservice.md", "---\ntitle: Ydelsesservice\nunit: Ydelsesservice\n---\n"),
    ("content/lovgivning/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
    ("content/lovgivning/las.md", "---\ntitle: Aktivloven\nabbr: LAS\n---\n"),
    ("content/redskaber/_index.md", "---\ntitle: Redskaber\nkind: tool\n---\n"),
    ("content/redskaber/brev-afgoerelse.md", "---\ntitle: Afgørelse\ntype: letter\n---\n"),
    ("content/redskaber/ky.md", "---\ntitle: KY\ntype: it_system\n---\n"),
    ("content/arbejdsgange/_index.md", "---\ntitle: Arbejdsgange\nkind: workflow\n---\n"),
    (
        "content/arbejdsgange/partshoering-generel.md",
        "---\ntitle: Høring\nlaw: LAS\nsteps:\n- {id: a, do: Hør, by: ydelsessagsbehandler, tools: [ky]}\n---\n",
    ),
    ("content/samarbejde/afgoerelse.md", "---\ntitle: Afgørelse\n---\n## Frist {#klagefrist}\n"),
    ("content/samarbejde/nabo.md", "---\ntitle: Nabo\n---\n"),
];

const SITE: &str = "title = \"Prøve\"\n\n[[administration]]\nid = \"bif\"\nname = \"BIF\"\nshort = \"BIF\"\n";
const REVIEW: &str = "\n[review]\nevery = \"12 måneder\"\n";
const ACTORS: &str = "- id: ydelsessagsbehandler\n  name: Sagsbehandler\n  contact: ydelsesservice\n";

#[test]
fn examples_break_their_rule_and_are_put_right() {
    let mut wrong = String::new();
    for rule in support::rules().filter(|rule| !rule.example.is_empty()) {
        assert!(!rule.fixed.is_empty(), "{}: how is the example put right?", rule.id);
        if ELSEWHERE.contains(&rule.id) {
            continue;
        }
        let named = format!("[{}]: ", rule.id);
        let (broken, mended) = (answer(rule, rule.example), answer(rule, rule.fixed));
        if !broken.contains(&named) {
            wrong.push_str(&format!("{}: the example does not break it:\n{broken}\n", rule.id));
        }
        if mended.contains(&named) {
            wrong.push_str(&format!("{}: the example put right breaks it:\n{mended}\n", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What the program says of a portal with this piece in it.
fn answer(rule: &Rule, piece: &str) -> String {
    let mut files: Vec<(String, String)> =
        PORTAL.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut set = |path: &str, text: String| {
        files.retain(|(known, _)| known != path);
        files.push((path.to_owned(), text));
    };
    set("site.toml", format!("{SITE}{REVIEW}"));
    set("content/_data/actors.yaml", ACTORS.to_owned());
    let (path, text) = placed(rule.id, piece);
    if rule.id == "handover-without-contact" {
        set("content/arbejdsgange/gang.md", flow("- id: a\n  do: Ring\n- {id: b, do: Svar, by: jobkonsulent}"));
    }
    set(&path, text);
    let sources = Sources::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let (_, problems) = compile(&sources);
    concise(&sources, Lang::Danish, &problems)
}

/// The file in which a piece stands, and its text.
fn placed(rule: &str, piece: &str) -> (String, String) {
    let page = |text: String| ("content/samarbejde/side.md".to_owned(), text);
    let titled = |fields: &str| {
        let title = if fields.contains("tit") { "" } else { "title: Side\n" };
        format!("---\n{title}{fields}\n---\n")
    };
    let gang = |text: String| ("content/arbejdsgange/gang.md".to_owned(), text);
    match rule {
        "site-toml" => ("site.toml".to_owned(), piece.to_owned()),
        "theme-missing" => ("site.toml".to_owned(), format!("{piece}\n{SITE}")),
        "bad-token" => ("site.toml".to_owned(), format!("{SITE}{piece}\n")),
        "statement-old" => {
            let statement = format!("\n[accessibility]\nurl = \"https://was.digst.dk/x\"\n{piece}\n");
            ("site.toml".to_owned(), format!("{SITE}{statement}"))
        }
        "file-name" => (format!("content/samarbejde/{piece}"), "---\ntitle: Side\n---\n".to_owned()),
        "front-matter" | "missing-key" => page(format!("{piece}\n")),
        "merge-conflict" => page(format!("---\n{piece}\n---\n")),
        "handover-without-contact" => ("content/_data/actors.yaml".to_owned(), format!("{ACTORS}{piece}\n")),
        "unknown-topic" => {
            ("content/_data/finder.yaml".to_owned(), format!("ask: Hvad?\nanswers:\n  - say: Penge\n    {piece}\n"))
        }
        "topic-owner" => ("content/ansvar/emne.md".to_owned(), titled(piece)),
        "unknown-term" => ("content/abc/ord.md".to_owned(), titled(&format!("short: Et ord.\n{piece}"))),
        "unknown-complaint" => gang(flow("- id: a\n  do: Ring").replace("steps:", &format!("{piece}\nsteps:"))),
        _ if piece.contains("steps:") => gang(format!("---\ntitle: Gang\n{}\n---\n", with_actors(piece))),
        _ if piece.starts_with("- id:") => gang(flow(&surrounded(rule, piece))),
        "yaml-trap" | "yaml-comment" | "unknown-workflow" => gang(flow(&format!("- id: a\n  {piece}"))),
        "unknown-actor" => gang(flow("- id: a\n  do: Ring").replace("by: ydelsessagsbehandler", piece)),
        "unknown-step" | "unknown-tool" | "loose-duration" => {
            gang(flow(&format!("- id: a\n  do: Ring\n  {piece}\n- id: afgoerelse\n  do: Svar")))
        }
        _ if is_text(rule) => page(format!("---\ntitle: Side\n---\n{piece}\n")),
        _ => page(titled(piece)),
    }
}

/// Rules about the text below the fields.
fn is_text(rule: &str) -> bool {
    let rules = ["ambiguous-name", "cpr-number", "image-without-alt", "markdown-slip", "raw-html", "vague-link-text"];
    rules.contains(&rule) || ["unknown-anchor", "unknown-file", "unknown-page", "unsafe-link"].contains(&rule)
}

fn flow(steps: &str) -> String {
    format!("---\ntitle: Gang\nsteps:\n{}\n---\n", with_actors(steps))
}

/// The same steps, each done by somebody.
fn with_actors(steps: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut anonymous = true;
    for line in steps.lines() {
        anonymous |= line.starts_with("- ");
        out.push(line);
        if anonymous && ["  do:", "  ask:", "  run:"].iter().any(|word| line.starts_with(word)) {
            out.push("  by: ydelsessagsbehandler");
            anonymous = false;
        }
    }
    out.join("\n")
}

/// The steps that a piece leads to, or that lead to it.
fn surrounded(rule: &str, piece: &str) -> String {
    let step = |id: &str| format!("\n- id: {id}\n  do: Gør {id}");
    match rule {
        "fall-through" => format!("- id: valg\n  ask: Hvad?\n  answers: {{Ja: bevilg, Nej: afslag}}\n{piece}"),
        "decision-exits" => format!("{piece}{}{}", step("hent"), step("afgoer")),
        "dead-end" => format!("{piece}{}{}", step("samtale"), step("beregning")),
        "unreachable-step" => format!("{piece}{}", step("c")),
        _ => piece.to_owned(),
    }
}
