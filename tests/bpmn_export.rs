//! Workflows as BPMN: every file holds together, says what the workflow says, and is drawn where the
//! chart is.

mod faults;
mod tree;

use std::path::Path;

use vejviser::bpmn::export::{Subject, Words, export, is_untouched};
use vejviser::bpmn::import::{Known, import};
use vejviser::bpmn::names::digest;
use vejviser::bpmn::read::read;
use vejviser::chart::{Arrangement, Form, Notation, graph};
use vejviser::model::chart::{Chart, Shape};
use vejviser::model::{ActorId, Content, Kind, Page};
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::source::{self, FileId, Sources};

use crate::support::{TODAY, root};
use faults::{bounds, faults, is_node};
use tree::{Element, Tree};

/// A workflow with every kind of step and exit.
const EVERYTHING: &str = r#"---
title: Alt på én gang
summary: Fra først til sidst.
lead: bif
law: ["LAS § 3"]
keywords: [hjælp]
review_every: 12 måneder
trigger: Brevet er kommet
deadline: {within: 4 uger, from: brevet, law: LAS § 3, basis: local}
lanes: [borger, sagsbehandler]
steps:
  - id: modtag
    do: Modtag & læs
    by: sagsbehandler
    with: [borger]
    tools: [brev]
    law: LAS § 3, stk. 2
    within: samme dag
    remember: Kvittér
  - id: slags
    ask: Hvilken slags?
    by: sagsbehandler
    answers:
      - {say: Let, to: svar, when: Alt er oplyst, law: LAS § 4}
      - {say: Svær, to: flere}
  - id: flere
    ask: Hvad mangler?
    choose: many
    by: sagsbehandler
    answers: {Tal: vent, Ord: hoer}
  - id: vent
    wait: Tallene
    by: sagsbehandler
    for: borger
    within: 14 dage
    late: {to: uden, say: Intet svar}
    next: svar
  - id: hoer
    run: anden
    by: sagsbehandler
    answers:
      - {say: Ja, to: svar}
      - {say: Nej, to: del, when: Der er tvivl}
  - id: del
    split: [ring, skriv]
  - id: ring
    do: Ring
    by: sagsbehandler
    next: foerst
  - id: skriv
    do: Skriv
    by: borger
    next: foerst
  - id: foerst
    join: any
  - id: betaenk
    wait: Betænkningstid
    by: borger
    within: 2½ år
    next: begge
  - id: begge
    split: [en, to]
  - id: en
    do: Én
    by: borger
    next: saml
  - id: to
    do: To
    by: sagsbehandler
    next: saml
  - id: saml
    join: all
    next: svar
  - id: svar
    do: Svar
    by: sagsbehandler
  - id: svaret
    end: Svaret er sendt
    then: anden
  - id: uden
    end: Sagen er lukket
---
Før trinnene.

## Sådan læser du {#modtag}
Læs **alt** & `<b>`.

## Til sidst
Efter trinnene.
"#;

const OTHER: &str = "---\ntitle: Partshøring\nsteps:\n  - {id: hoer, do: Hør, by: sagsbehandler}\n---\n";

fn compiled(sources: Sources) -> Compilation {
    let options = Options::on(TODAY);
    compile(sources, &mut Default::default(), &options)
}

fn small(workflow: &str) -> Compilation {
    compiled(Sources::from_texts([
        (
            "site.toml",
            "title = \"Prøve\"\n[[administration]]\nid = \"bif\"\nname = \"B\"\nshort = \"BIF\"\ntoken = \"bif\"\n",
        ),
        ("content/_index.md", "---\ntitle: Forside\n---\n"),
        (
            "content/_data/actors.yaml",
            "- {id: sagsbehandler, name: Sagsbehandler, administration: bif}\n- {id: borger, name: Borger, external: true}\n",
        ),
        ("content/gange/_index.md", "---\ntitle: Gange\nkind: workflow\n---\n"),
        ("content/gange/penge/_index.md", "---\ntitle: Penge\n---\n"),
        ("content/gange/penge/alt.md", workflow),
        ("content/gange/anden.md", OTHER),
        ("content/love/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
        ("content/love/las.md", "---\ntitle: Aktivloven\nabbr: LAS\n---\n"),
        ("content/redskaber/_index.md", "---\ntitle: Redskaber\nkind: tool\n---\n"),
        ("content/redskaber/brev.md", "---\ntitle: Brevet\ntype: letter\n---\n"),
    ]))
}

fn words() -> Words {
    let [tools, law, within, remember, with] = ["Redskaber", "Lov", "Frist", "Husk", "Deltagere"].map(str::to_owned);
    Words { tools, law, within, remember, with }
}

fn chart_of(portal: &Compilation, page: &Page) -> Chart {
    Arrangement::new(graph(&portal.portal, page)).chart(Form { notation: Notation::Bpmn, ..Form::default() })
}

fn file(portal: &Compilation, page: &Page) -> Vec<u8> {
    let chart = chart_of(portal, page);
    let source = portal.sources.file(page.file).unwrap().text();
    export(Subject { portal: &portal.portal, page, chart: &chart, source, words: &words() }).unwrap()
}

fn page<'p>(portal: &'p Compilation, id: &str) -> &'p Page {
    portal.portal.find(Kind::Workflow, id).unwrap()
}

fn everything() -> Tree {
    let portal = small(EVERYTHING);
    let found: Vec<_> = portal.diagnostics().iter().filter(|d| d.severity == vejviser::diag::Severity::Error).collect();
    assert!(found.is_empty(), "{found:?}");
    Tree::read(&file(&portal, page(&portal, "alt")))
}

/// "task s-modtag", and so on.
fn nodes(tree: &Tree) -> Vec<String> {
    tree.0.iter().filter(|e| is_node(e)).map(|e| format!("{} {}", e.name, e.get("id"))).collect()
}

fn extension<'t>(tree: &'t Tree, id: &str, name: &str) -> &'t Element {
    tree.below(tree.id(id))
        .into_iter()
        .find(|element| element.name == name)
        .unwrap_or_else(|| panic!("{id}: no {name}"))
}

#[test]
fn every_workflow_of_both_portals_holds_together() {
    let mut wrong = Vec::new();
    for folder in [".", "tests/portal"] {
        let portal = compiled(source::load(&root().join(folder)).unwrap());
        let mut count = 0;
        for page in portal.portal.of_kind(Kind::Workflow) {
            let bytes = file(&portal, page);
            wrong.extend(
                faults(&Tree::read(&bytes)).into_iter().map(|fault| format!("{folder} {}: {fault}", page.slug)),
            );
            assert!(is_untouched(&bytes));
            count += 1;
        }
        assert!(count > 1, "{folder}: {count}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn many_answers_of_one_step_all_begin_at_its_border() {
    let portal = small(
        "---\ntitle: Alt\nsteps:\n  - id: svar\n    wait: Svar\n    by: sagsbehandler\n    for: borger\n    within: 2 uger\n    \
         late: {to: d, say: Intet}\n    answers: {Ja: a, Nej: b, Måske: c, Senere: e}\n  - {id: a, end: A}\n  \
         - {id: b, end: B}\n  - {id: c, end: C}\n  - {id: d, end: D}\n  - {id: e, end: E}\n---\n",
    );
    let found = faults(&Tree::read(&file(&portal, page(&portal, "alt"))));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_kind_of_step_holds_together_and_has_its_element() {
    let tree = everything();
    assert_eq!(faults(&tree), Vec::<String>::new());
    let expected = [
        "startEvent s-start",
        "task s-modtag",
        "exclusiveGateway s-slags",
        "inclusiveGateway s-flere",
        "receiveTask s-vent",
        "boundaryEvent late-vent",
        "callActivity s-hoer",
        "parallelGateway s-del",
        "task s-ring",
        "task s-skriv",
        "complexGateway s-foerst",
        "intermediateCatchEvent s-betaenk",
        "parallelGateway s-begge",
        "task s-en",
        "task s-to",
        "parallelGateway s-saml",
        "task s-svar",
        "endEvent s-svaret",
        "endEvent s-uden",
    ];
    assert_eq!(nodes(&tree), expected);
    let direction = |id: &str| tree.id(id).get("gatewayDirection").to_owned();
    assert_eq!(
        ["s-del", "s-saml", "s-foerst", "s-slags"].map(direction),
        ["Diverging", "Converging", "Converging", ""]
    );
    assert_eq!(tree.id("s-hoer").get("calledElement"), "p-anden");
    assert_eq!(tree.id("s-hoer").get("name"), "Partshøring");
    assert_eq!(tree.id("late-vent").get("attachedToRef"), "s-vent");
    assert_eq!(tree.texts(tree.id("late-vent"), "timeDuration"), ["P14D"]);
    assert_eq!(tree.texts(tree.id("s-betaenk"), "timeDuration"), ["P30M"]);
    assert_eq!(tree.named("participant").next().unwrap().get("name"), "Alt på én gang");
}

#[test]
fn answers_are_named_flows_with_their_conditions() {
    let tree = everything();
    let flow = |id: &str| {
        let flow = tree.id(id);
        let condition = tree.texts(flow, "conditionExpression").concat();
        [flow.get("name").to_owned(), flow.get("sourceRef").to_owned(), flow.get("targetRef").to_owned(), condition]
    };
    assert_eq!(flow("f-slags-1"), ["Let", "s-slags", "s-svar", "Alt er oplyst"]);
    assert_eq!(flow("f-slags-2"), ["Svær", "s-slags", "s-flere", ""]);
    // Out of an activity every answer has a condition.
    assert_eq!(flow("f-hoer-1"), ["Ja", "s-hoer", "s-svar", "Ja"]);
    assert_eq!(flow("f-hoer-2"), ["Nej", "s-hoer", "s-del", "Der er tvivl"]);
    let late = tree.named("sequenceFlow").find(|flow| flow.get("sourceRef") == "late-vent").unwrap();
    assert_eq!((late.get("name"), late.get("targetRef")), ("Intet svar", "s-uden"));
    assert_eq!(extension(&tree, "f-slags-1", "law").text, "LAS § 4");
}

#[test]
fn what_bpmn_cannot_say_is_an_extension_and_is_said_in_words() {
    let tree = everything();
    let step = extension(&tree, "s-modtag", "step");
    assert_eq!((step.get("id"), step.get("implied")), ("modtag", ""));
    assert_eq!(extension(&tree, "s-modtag", "tool").get("id"), "brev");
    let guidance = extension(&tree, "s-modtag", "guidance");
    assert_eq!((guidance.get("heading"), guidance.text.as_str()), ("Sådan læser du", "Læs **alt** & `<b>`."));
    assert_eq!(extension(&tree, "s-vent", "within").get("of"), "P14D");
    let said = "Redskaber: Brevet\nLov: LAS § 3, stk. 2\nFrist: samme dag\nHusk: Kvittér\nDeltagere: Borger\n\nLæs **alt** & `<b>`.";
    assert_eq!(tree.texts(tree.id("s-modtag"), "documentation"), [said]);
    assert_eq!(guidance.get("of"), digest(said));
    // Also where there is no guidance, and only the other lines could be changed.
    let guidance = extension(&tree, "s-vent", "guidance");
    assert_eq!((guidance.text.as_str(), guidance.get("of")), ("", digest("Frist: 14 dage").as_str()));
    assert!(tree.below(tree.id("s-svar")).iter().all(|element| element.name != "guidance"));
    assert_eq!(extension(&tree, "s-start", "step").get("implied"), "true");
    assert_eq!(extension(&tree, "s-vent", "step").get("for"), "borger");
    assert_eq!(extension(&tree, "s-svaret", "step").get("then"), "anden");

    let process = tree.id("p-alt");
    let workflow = extension(&tree, "p-alt", "workflow");
    assert_eq!((workflow.get("id"), workflow.get("section")), ("alt", "gange/penge"));
    assert_eq!(tree.texts(process, "body"), ["Før trinnene.\n\n## Til sidst\nEfter trinnene."]);
    let fields: Vec<(&str, &str)> = tree.named("field").map(|field| (field.get("name"), field.text.as_str())).collect();
    let expected = [
        ("lead", "bif"),
        ("law", "LAS § 3"),
        ("keywords", "hjælp"),
        ("review_every", "12 måneder"),
        ("deadline", ""),
        ("within", "4 uger"),
        ("from", "brevet"),
        ("law", "LAS § 3"),
        ("basis", "local"),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn actors_have_what_another_portal_needs_to_make_them() {
    let tree = everything();
    let said = |id: &str, name: &str| {
        let actor = extension(&tree, id, name);
        let own = if name == "actor" { "id" } else { "actor" };
        [actor.get(own), actor.get("administration"), actor.get("external"), &actor.text].map(str::to_owned)
    };
    assert_eq!(said("l-borger", "actor"), ["borger", "", "true", "Borger"]);
    assert_eq!(said("l-sagsbehandler", "actor"), ["sagsbehandler", "bif", "", "Sagsbehandler"]);
    assert_eq!(said("s-modtag", "with"), ["borger", "", "true", "Borger"]);
    assert_eq!(said("s-vent", "for"), ["borger", "", "true", "Borger"]);
}

/// What another modeller can change would be wrong in the extension after it.
#[test]
fn nothing_that_bpmn_says_is_said_again() {
    let tree = everything();
    for (step, attributes) in tree.named("step").map(|step| (step.get("id"), &step.attributes)) {
        let own: Vec<&str> = attributes.keys().map(String::as_str).filter(|name| *name != "id").collect();
        let expected: &[&str] = match step {
            "start" => &["implied"],
            "vent" => &["for"],
            "svaret" => &["then"],
            _ => &[],
        };
        assert_eq!(own, expected, "{step}");
    }
    // The name of the start that the program adds is the trigger; a start of its own leaves it unsaid.
    assert_eq!(tree.id("s-start").get("name"), "Brevet er kommet");
    let own = EVERYTHING.replace("steps:\n", "steps:\n  - {id: ind, start: Ind}\n");
    let portal = small(&own);
    let tree = Tree::read(&file(&portal, page(&portal, "alt")));
    assert!(tree.named("field").any(|field| field.text == "Brevet er kommet"));

    // Where the chart has a step in a lane of somebody else, the extension says who does it.
    let mut portal = small(EVERYTHING);
    let (borger, n) = (portal.portal.actors.iter().position(|actor| actor.id == "borger").unwrap(), 1);
    let changed = portal.portal.pages.iter_mut().find(|page| page.slug == "alt").unwrap();
    let chart = chart_of(&small(EVERYTHING), changed);
    let Content::Workflow(workflow) = &mut changed.content else { panic!("no workflow") };
    workflow.steps[n].by = Some(ActorId(borger));
    let (page, words) = (page(&portal, "alt"), words());
    let source = portal.sources.file(page.file).unwrap().text();
    let bytes = export(Subject { portal: &portal.portal, page, chart: &chart, source, words: &words }).unwrap();
    assert_eq!(extension(&Tree::read(&bytes), "s-modtag", "step").get("by"), "borger");
}

#[test]
fn a_step_moved_to_another_lane_belongs_to_it() {
    let portal = small(EVERYTHING);
    let xml = String::from_utf8(file(&portal, page(&portal, "alt"))).unwrap();
    let lane = |at: &str, xml: &str| {
        let known = Known {
            actors: portal.portal.actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect(),
            workflows: vec![("anden".to_owned(), "Partshøring".to_owned())],
            ..Known::default()
        };
        let definitions = read(FileId::new(0), "alt.bpmn", xml.as_bytes()).result.unwrap();
        let text = import(&definitions, FileId::new(0), "alt.bpmn", &known).unwrap().pages[0].text.clone();
        let step = text.split("  - id: ").find(|step| step.starts_with(&format!("{at}\n"))).unwrap().to_owned();
        step.lines().find_map(|line| line.trim().strip_prefix("by: ").map(str::to_owned)).unwrap()
    };
    let member = "<bpmn:flowNodeRef>s-modtag</bpmn:flowNodeRef>";
    let (first, second) = ("<bpmn:lane id=\"l-borger\"", "</bpmn:extensionElements>");
    let (before, after) = xml.split_once(first).unwrap();
    let (head, tail) = after.split_once(second).unwrap();
    let moved = format!("{before}{first}{head}{second}{member}{}", tail.replacen(member, "", 1));
    assert_eq!([lane("modtag", &xml), lane("modtag", &moved)], ["sagsbehandler", "borger"]);
}

#[test]
fn a_digest_is_of_the_words_and_not_of_the_lines() {
    assert_eq!(digest("Frist: 14 dage\n\nRing"), digest("  Frist: 14 dage Ring\r\n"));
    assert_ne!(digest("Frist: 14 dage"), digest("Frist: 15 dage"));
    assert_eq!(digest(""), "e3b0c44298fc1c14");
}

#[test]
fn the_diagram_is_the_chart_below_the_name_of_the_pool() {
    let portal = small(EVERYTHING);
    let page = page(&portal, "alt");
    let chart = chart_of(&portal, page);
    let tree = Tree::read(&file(&portal, page));
    let shape = |id: &str| {
        let shape = tree.named("BPMNShape").find(|shape| shape.get("bpmnElement") == id).unwrap();
        bounds(&tree.0[shape.children[0]])
    };
    let first = shape("l-borger");
    let (dx, dy) = (first.x - chart.lanes[0].rect.x, first.y - chart.lanes[0].rect.y);
    assert!(dx >= 0 && dy >= 30, "{dx} {dy}");
    let pool = shape("pool-alt");
    assert_eq!((pool.x, pool.y + 30, pool.h - 30), (first.x, first.y, first.h));
    for (step, node) in page.workflow().unwrap().steps.iter().zip(&chart.nodes) {
        let drawn = shape(&format!("s-{}", step.id));
        let middle = (drawn.x + drawn.w / 2 - dx, drawn.y + drawn.h / 2 - dy);
        assert_eq!(middle, (node.rect.center().x, node.rect.center().y), "{}", step.id);
        if node.shape == Shape::Action {
            assert_eq!((drawn.w, drawn.h), (node.rect.w, node.rect.h), "{}", step.id);
        }
    }
    let named = tree.named("BPMNShape").filter(|shape| shape.children.len() == 2).count();
    assert_eq!(named, 6, "events and decisions have a room for their name");
}

#[test]
fn whatever_an_editor_writes_the_file_can_be_read() {
    let hostile = "\"><x y='1'>]]> &#0; <!-- \u{1}\u{fffe}\n\t-->";
    let mut portal = small(EVERYTHING);
    let changed = portal.portal.pages.iter_mut().find(|page| page.slug == "alt").unwrap();
    changed.title = hostile.to_owned();
    changed.summary = Some(hostile.to_owned());
    let Content::Workflow(workflow) = &mut changed.content else { panic!("no workflow") };
    for (n, step) in workflow.steps.iter_mut().enumerate() {
        (step.id, step.title, step.remember) =
            (format!("{n} må {hostile}"), hostile.to_owned(), Some(hostile.to_owned()));
        step.exits.iter_mut().for_each(|exit| exit.say = Some(hostile.to_owned()));
    }
    let tree = Tree::read(&file(&portal, page(&portal, "alt")));
    assert_eq!(faults(&tree), Vec::<String>::new());
    let held = hostile.replace(['\u{1}', '\u{fffe}'], "");
    let named = ["participant", "task", "sequenceFlow"].map(|name| tree.named(name).next().unwrap().get("name"));
    assert_eq!(named, [held.as_str(); 3]);
    assert_eq!(tree.texts(tree.id("p-alt"), "documentation")[0], held);

    // Steps that share a name, and a page without any.
    let twice = EVERYTHING.replace("id: en\n", "id: to\n");
    let nothing = "---\ntitle: Intet\n---\n".to_owned();
    for text in [twice, nothing] {
        let portal = small(&text);
        let tree = Tree::read(&file(&portal, page(&portal, "alt")));
        assert_eq!(faults(&tree), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_same_workflow_gives_the_same_bytes() {
    let bytes = || {
        let portal = small(EVERYTHING);
        file(&portal, page(&portal, "alt"))
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_page_of_another_kind_has_no_file() {
    let portal = small(EVERYTHING);
    let page = portal.portal.find(Kind::Tool, "brev").unwrap();
    let chart = Chart::default();
    let subject = Subject { portal: &portal.portal, page, chart: &chart, source: "", words: &words() };
    assert!(export(subject).is_none());
    assert!(!is_untouched(&std::fs::read(Path::new(file!())).unwrap_or_default()));
}
