//! Charts: nothing on top of anything else, on cases and on random graphs, and golden drawings.

mod dump;
mod faults;
mod notation;
mod random;

use std::fs;
use std::path::{Path, PathBuf};

use faults::faults;
use vejviser::chart::{Arrangement, Form, Notation, layout};
use vejviser::diag::Diagnostics;
use vejviser::model::Kind;
use vejviser::model::chart::{Chart, Flow, Graph, Rect};

fn check(what: &str, graph: &Graph) {
    let found = faults(graph, &layout(graph));
    assert!(found.is_empty(), "{what}: {found:#?}\n{graph:?}");
}

/// `UPDATE=1 cargo test charts` writes the drawings anew; look at the difference.
#[test]
fn golden_drawings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "graph"));
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let graph = notation::read(&fs::read_to_string(&file).unwrap());
        check(&file.display().to_string(), &graph);
        let drawn = dump::dump(&layout(&graph));
        let golden = file.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &drawn).unwrap();
        }
        assert_eq!(drawn, fs::read_to_string(&golden).unwrap_or_default(), "{}", golden.display());
    }
}

/// The poster, and what BPMN is exported with.
#[test]
fn golden_drawings_in_other_forms() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let graph = notation::read(&fs::read_to_string(folder.join("kontanthjaelp.graph")).unwrap());
    let arrangement = Arrangement::new(graph.clone());
    let wide = arrangement.chart(Form { flow: Flow::Right, ..Form::default() });
    assert_eq!(faults(&graph, &wide), Vec::<String>::new());
    let bpmn = arrangement.chart(Form { notation: Notation::Bpmn, ..Form::default() });
    for (name, chart) in [("wide", &wide), ("bpmn", &bpmn)] {
        let drawn = dump::dump(chart);
        let golden = folder.join(format!("kontanthjaelp.{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &drawn).unwrap();
        }
        assert_eq!(drawn, fs::read_to_string(&golden).unwrap_or_default(), "{}", golden.display());
    }
    // Nobody stands elsewhere: in the poster as on the page, and in other shapes.
    let page = arrangement.chart(Form::default());
    let order = |chart: &Chart, key: fn(Rect) -> i32| -> Vec<usize> {
        let mut nodes: Vec<usize> = (0..chart.nodes.len()).collect();
        nodes.sort_by_key(|&n| key(chart.nodes[n].rect));
        nodes
    };
    assert_eq!(order(&page, |rect| rect.center().y), order(&wide, |rect| rect.center().x));
    assert_eq!(order(&page, |rect| rect.center().y), order(&bpmn, |rect| rect.center().y));
}

/// The portal this program ships with.
#[test]
fn shipped_workflows_have_no_faults() {
    let sources = vejviser::source::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut found = Diagnostics::default();
    let site = vejviser::config::read(&sources).into(&mut found);
    let documents = vejviser::parse::parse(&sources).into(&mut found);
    let options = vejviser::assemble::Options { today: "2026-11-22".parse().unwrap(), drafts: true };
    let portal = vejviser::assemble::assemble(site, &documents, options);
    let (mut charts, mut crossings, mut bends, mut edges) = (0, 0, 0, 0);
    for page in portal.of_kind(Kind::Workflow) {
        let graph = vejviser::chart::graph(&portal, page);
        check(&page.slug, &graph);
        let chart = layout(&graph);
        charts += 1;
        crossings += faults::crossings(&chart);
        bends += faults::bends(&chart);
        edges += chart.edges.len();
    }
    // As good as drawings by hand, or nearly so: experts need 0.4 bends per line and one crossing per chart.
    assert!(crossings * 10 <= charts * 10, "{crossings} crossings in {charts} charts");
    assert!(bends * 100 <= edges * 55, "{bends} bends in {edges} lines");
}

#[test]
fn random_graphs_have_no_faults() {
    let count = if crate::faults::soaking() { 2000 } else { 400 };
    let mut bad = Vec::new();
    for seed in 0..count {
        let graph = random::graph(seed, if seed % 20 == 0 { 60 } else { 26 });
        for flow in [Flow::Down, Flow::Right] {
            let found = faults(&graph, &Arrangement::new(graph.clone()).chart(Form { flow, ..Form::default() }));
            if let Some(first) = found.first() {
                bad.push(format!(
                    "seed {seed}, {flow:?}, {} nodes: {} faults, {first}",
                    graph.nodes.len(),
                    found.len()
                ));
            }
        }
    }
    assert!(bad.is_empty(), "{} of {count}: {bad:#?}", bad.len());
    crate::faults::figure("random charts", &format!("{count} graphs, two ways; 0 faults"));
}

/// A question with more answers than a chart has columns for.
#[test]
fn forty_answers_are_drawn() {
    let mut text = String::from("lane Sagsbehandler\n_start start 1 Start\nhvad ask 1 Hvad gælder?\n");
    (0..40).for_each(|n| text += &format!("svar{n} do 1 Gør det {n}\n"));
    text += "slut end 1 Slut\n_start => hvad\n";
    (0..40).for_each(|n| text += &format!("hvad -> svar{n}: Svar {n}\nsvar{n} -> slut\n"));
    check("forty answers", &notation::read(&text));
}

/// What the checks refuse must be drawn all the same: an editor looks at the chart to see what is wrong.
#[test]
fn odd_graphs_are_drawn() {
    let cases = [
        ("nothing", ""),
        ("no nodes", "lane A\nlane B"),
        ("one node", "lane A\na do 1 Alene"),
        ("a step that leads to itself", "lane A\na do 1 Igen\na => a: igen"),
        ("twice to itself", "lane A\na ask 1 Igen?\na => a: Ja\na -> a: Nej\na -> a: Måske"),
        ("only a loop", "lane A\na do 1 Først\nb do 1 Så\na => b\nb => a"),
        ("nothing leads there", "lane A\nlane B\na do 1 Først\nb do 1 Forladt\nc end 2 Slut\na => c"),
        ("twice to the same", "lane A\na ask 1 Ja eller nej?\nb do 1 Det samme\na => b: Ja\na -> b: Nej"),
        ("empty lanes", "lane A\nlane B\nlane C\na do 2 Her\nb end 2 Slut\na => b"),
        (
            "five exits",
            "lane A\na ask 1 Hvad?\nb do 1 B\nc do 1 C\nd do 1 D\ne do 1 E\nf do 1 F\na => b: Et\na -> c: To\na -> d: Tre\na -> e: Fire\na -> f: Fem",
        ),
    ];
    for (what, text) in cases {
        check(what, &notation::read(text));
    }
}

#[test]
fn indices_that_do_not_exist_are_left_out() {
    let mut graph = notation::read("lane A\na do 1 Først\nb do 1 Så\na => b\nb => a");
    graph.edges[1].to = 7;
    graph.nodes[1].lane = 7;
    let chart = layout(&graph);
    assert!(chart.edges[1].points.is_empty());
    assert_eq!(chart.nodes[1].lane, 0);
    graph.lanes.clear();
    assert_eq!(layout(&graph).nodes.len(), 2);
}

#[test]
fn the_same_graph_gives_the_same_chart() {
    for seed in 0..50 {
        let graph = random::graph(seed, 40);
        assert_eq!(layout(&graph), layout(&graph));
    }
}

/// The judge sees what is wrong: a sound chart with one thing moved at a time.
#[test]
fn faults_are_seen() {
    let text = "lane A\nlane B\na ask 1 Er det rigtigt?\nb do 1 Ja\nc do 2 Nej\na => b: Ja\na -> c: Nej";
    let graph = notation::read(text);
    let sound = layout(&graph);
    let moved = |change: &dyn Fn(&mut vejviser::model::chart::Chart)| {
        let mut chart = sound.clone();
        change(&mut chart);
        faults(&graph, &chart).join("\n")
    };
    assert_eq!(moved(&|_| {}), "");
    assert!(moved(&|chart| chart.nodes[1].rect = chart.nodes[0].rect).contains("overlaps node"));
    assert!(moved(&|chart| chart.nodes[2].rect.x -= 60).contains("outside its lane"));
    assert!(
        moved(&|chart| chart.nodes[2].rect = {
            let mut r = chart.nodes[1].rect;
            r.y -= 30;
            r.h = 30;
            r
        })
        .contains("runs through node 2")
    );
    assert!(moved(&|chart| chart.edges[0].points[1].x += 5).contains("slants"));
    assert!(moved(&|chart| chart.edges[1].points[0] = chart.edges[0].points[0]).contains("slants"));
    assert!(moved(&|chart| chart.edges[1].points = chart.edges[0].points.clone()).contains("leave together"));
    assert!(
        moved(&|chart| chart.edges[1].label = chart.edges[0].label.clone())
            .contains("answers of edges 0 and 1 overlap")
    );
    assert!(moved(&|chart| chart.edges[0].label.as_mut().unwrap().rect.x -= 20).contains("runs through the answer"));
    assert!(moved(&|chart| chart.edges[0].label.as_mut().unwrap().rect.y -= 20).contains("lies on node"));
    assert!(
        moved(&|chart| chart.nodes[0].number.as_mut().unwrap().1 = chart.edges[1].points[1]).contains("mark of node 0")
    );
    assert!(moved(&|chart| chart.nodes[0].text[0].at.x += 60).contains("leaves its shape"));
}
