//! Charts as SVG: what readers and screen readers get, and what it weighs.

use std::collections::BTreeMap;

use vejviser::model::chart::{Chart, ChartEdge, ChartLabel, ChartLane, ChartNode, Flow, Point, Rect, Shape, TextLine};
use vejviser::render::svg::{ChartIds, Paper, Sheet, inline, paper, standalone};

fn line(text: &str, x: i32, y: i32) -> TextLine {
    TextLine { text: text.to_owned(), at: Point { x, y }, width: text.len() as i32 * 7 }
}

fn node(shape: Shape, lane: usize, rect: (i32, i32, i32, i32), text: &[&str], number: Option<u32>) -> ChartNode {
    let rect = Rect { x: rect.0, y: rect.1, w: rect.2, h: rect.3 };
    let middle = rect.center();
    let top = middle.y + 5 - 9 * (text.len() as i32 - 1);
    ChartNode {
        shape,
        rect,
        lane,
        text: text.iter().enumerate().map(|(n, text)| line(text, middle.x, top + 18 * n as i32)).collect(),
        number: number.map(|n| (n, Point { x: rect.x + 14, y: rect.y + 10 })),
        time: Vec::new(),
        any: false,
        tools: None,
        laws: None,
    }
}

fn edge(from: usize, to: usize, points: &[(i32, i32)]) -> ChartEdge {
    ChartEdge {
        from,
        to,
        points: points.iter().map(|&(x, y)| Point { x, y }).collect(),
        label: None,
        main: true,
        handover: false,
        late: false,
        back: false,
    }
}

/// Every shape and every kind of line.
fn sample() -> (Chart, Vec<&'static str>) {
    let mut lanes = Vec::new();
    for (n, (title, group)) in [("Borger", None), ("Ydelsessagsbehandler & co", Some("BIF"))].into_iter().enumerate() {
        let x = n as i32 * 240;
        lanes.push(ChartLane {
            rect: Rect { x, y: 0, w: 240, h: 640 },
            head: 44,
            title: vec![line(title, x + 120, 20)],
            group: group.map(|group| line(group, x + 120, 37)),
        });
    }
    let mut nodes = vec![
        node(Shape::Start, 0, (40, 64, 160, 36), &["Borgeren søger om", "hjælp"], None),
        node(Shape::Action, 1, (268, 64, 184, 48), &["Registrér", "ansøgningen"], Some(1)),
        node(Shape::Decision, 1, (268, 152, 184, 48), &["Er sagen oplyst?"], Some(2)),
        node(Shape::Wait, 0, (28, 152, 184, 48), &["Svar på partshøring"], Some(3)),
        node(Shape::Split, 1, (268, 240, 184, 8), &[], None),
        node(Shape::Run, 1, (268, 290, 184, 48), &["Afgørelse med", "klagevejledning"], Some(4)),
        node(Shape::Join, 1, (268, 380, 184, 8), &[], None),
        node(Shape::End, 1, (280, 430, 160, 36), &["Afgørelsen er sendt"], None),
    ];
    nodes[1].tools = Some((2, Point { x: 440, y: 112 }));
    nodes[1].laws = Some((1, Point { x: 412, y: 112 }));
    nodes[3].time = vec![line("14 dage", 120, 195)];
    let mut edges = vec![
        edge(0, 1, &[(200, 82), (268, 82)]),
        edge(1, 2, &[(360, 112), (360, 152)]),
        edge(2, 3, &[(268, 176), (212, 176)]),
        edge(3, 2, &[(120, 152), (120, 130), (320, 130), (320, 152)]),
        edge(2, 4, &[(360, 200), (360, 240)]),
        edge(4, 5, &[(360, 248), (360, 290)]),
        edge(5, 6, &[(360, 338), (360, 380)]),
        edge(3, 6, &[(120, 200), (120, 384), (268, 384)]),
        edge(6, 7, &[(360, 388), (360, 430)]),
    ];
    edges[0].handover = true;
    edges[2].label =
        Some(ChartLabel { rect: Rect { x: 225, y: 156, w: 30, h: 16 }, lines: vec![line("Nej", 240, 170)] });
    edges[3].back = true;
    edges[7].late = true;
    edges[7].main = false;
    let chart = Chart { flow: Flow::Down, width: 480, height: 640, lanes, nodes, edges };
    (chart, vec!["start", "modtag", "oplyst", "partshoering", "deling", "afslag", "samling", "slut"])
}

fn ids(steps: Vec<&'static str>) -> ChartIds<'static> {
    ChartIds { id: "diagram", title: "Diagram: Ansøgning <1>", steps, lanes: vec!["borger", "bif"] }
}

#[test]
fn numbered_nodes_are_links_named_by_their_text() {
    let (chart, steps) = sample();
    let svg = inline(&chart, &ids(steps));
    let links: Vec<&str> = svg.split("<a ").skip(1).map(|rest| rest.split("</a>").next().unwrap()).collect();
    assert_eq!(links.len(), 4);
    assert!(links[0].starts_with(
        "class=\"node node-action\" data-lane=\"1\" data-next=\"2\" href=\"#trin-modtag\" aria-describedby=\"kort-modtag\">"
    ));
    // The main path first, through bars; the last step leads nowhere.
    assert!(links[1].contains(" data-next=\"3 4\" ") && links[2].contains(" data-next=\"2\" "), "{}", links[1]);
    assert!(!links[3].contains("data-next"));
    let name = |link: &str| {
        let text = link.split("<text>").nth(1).unwrap().split("</text>").next().unwrap();
        let mut name = String::new();
        let mut inside = true;
        for c in text.chars() {
            match c {
                '<' => inside = false,
                '>' => inside = true,
                c if inside => name.push(c),
                _ => {}
            }
        }
        name
    };
    assert_eq!(name(links[0]), "1 Registrér ansøgningen");
    assert_eq!(name(links[2]), "3 Svar på partshøring 14 dage");
    assert!(!svg.contains("style=") && !svg.contains("aria-label=") && !svg.contains("role=\"img\""));
    assert!(svg.contains("<title id=\"diagram-t\">Diagram: Ansøgning &lt;1&gt;</title>"));
}

#[test]
fn lines_and_answers_say_which_lanes_they_join() {
    let (chart, steps) = sample();
    let svg = inline(&chart, &ids(steps));
    assert!(svg.contains("<path class=\"edge edge-main edge-handover\" data-lane=\"0 1\" d="), "{svg}");
    assert!(svg.contains("<path class=\"edge edge-main\" data-lane=\"1\" d="));
    assert!(svg.contains("<text class=\"edge-label\" data-lane=\"1 0\" x="));
}

#[test]
fn the_picture_of_its_own_has_no_classes_links_or_references() {
    let (chart, steps) = sample();
    let own = BTreeMap::from([("bif-tint".to_owned(), "#123456".to_owned()), ("edge".to_owned(), "url(x)".to_owned())]);
    let svg = standalone(&chart, &ids(steps), &own);
    for forbidden in ["class=", "data-", "style=", "href", "url(", "<script", "marker"] {
        assert!(!svg.contains(forbidden), "{forbidden}");
    }
    assert!(svg.contains("#123456") && svg.contains("stroke=\"#4A5866\""));
    let mut reader = quick_xml::Reader::from_str(&svg);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
}

#[test]
fn both_forms_stay_as_they_are() {
    let (chart, steps) = sample();
    let ids = ids(steps);
    let mut golden = insta::Settings::clone_current();
    golden.set_snapshot_path("golden");
    golden.set_prepend_module_to_snapshot(false);
    golden.set_omit_expression(true);
    golden.bind(|| {
        insta::assert_snapshot!("chart-inline", inline(&chart, &ids).replace("><", ">\n<"));
        insta::assert_snapshot!("chart-standalone", standalone(&chart, &ids, &BTreeMap::new()).replace("><", ">\n<"));
    });
}

/// The sample four times below itself.
fn long() -> (Chart, Vec<&'static str>) {
    let (chart, steps) = sample();
    let mut big = Chart { nodes: Vec::new(), edges: Vec::new(), ..chart.clone() };
    let mut names = Vec::new();
    for n in 0..4 {
        for (node, step) in chart.nodes.iter().zip(&steps) {
            let mut node = node.clone();
            node.rect.y += 640 * n;
            for line in &mut node.text {
                line.at.y += 640 * n;
                line.text.insert_str(0, ["Så ", "Herefter ", "Atter ", "Sidst "][n as usize]);
            }
            big.nodes.push(node);
            names.push(*step);
        }
        for edge in &chart.edges {
            let mut edge = edge.clone();
            edge.points.iter_mut().for_each(|point| point.y += 640 * n);
            edge.from += 8 * n as usize;
            edge.to += 8 * n as usize;
            big.edges.push(edge);
        }
    }
    big.height = 4 * 640;
    big.lanes.iter_mut().for_each(|lane| lane.rect.h = big.height);
    (big, names)
}

#[test]
fn twenty_five_steps_fit_the_budget() {
    use std::io::Write;
    let (big, names) = long();
    let svg = inline(&big, &ids(names));
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(svg.as_bytes()).unwrap();
    let packed = gzip.finish().unwrap().len();
    assert!(svg.len() <= 25_000 && packed <= 5_000, "{} bytes, {packed} packed", svg.len());
}

#[test]
fn a_chart_that_stays_legible_is_printed_on_one_sheet() {
    let printed = |width, height| paper(&Chart { width, height, ..Chart::default() }, "d");
    let one = |sheet| Paper { sheet, windows: String::new() };
    assert_eq!(printed(1_077, 1_467), one(Sheet::Portrait));
    assert_eq!(printed(1_132, 1_575), one(Sheet::Tight));
    assert_eq!(printed(1_077, 1_468), one(Sheet::Tight));
    assert_eq!(printed(1_626, 1_081), one(Sheet::Landscape));
    assert!(!printed(1_133, 1_575).windows.is_empty() && !printed(1_132, 1_576).windows.is_empty());
    // On no sheet legible, and on one all the same when it is not high.
    assert_eq!(printed(3_000, 900), one(Sheet::Landscape));
}

#[test]
fn narrow_margins_are_for_charts_that_need_fewer_sheets_with_them() {
    let printed = |width, height| paper(&Chart { width, height, ..Chart::default() }, "d");
    let windows = |paper: Paper| (paper.sheet, paper.windows.matches("<svg class").count());
    assert_eq!(windows(printed(1_000, 2_000)), (Sheet::Portrait, 2));
    assert_eq!(windows(printed(1_000, 3_000)), (Sheet::Tight, 2));
    assert_eq!(windows(printed(1_200, 2_000)), (Sheet::Landscape, 2));
}

/// The parts of a chart on its sheets, from the windows onto it. `44` is the height of the heads.
fn sheets(windows: &str) -> Vec<std::ops::Range<i32>> {
    let between = |text: &str, before: &str, after: char| -> String {
        text.split(before).nth(1).unwrap().split(after).next().unwrap().to_owned()
    };
    let number = |text: &str, before: &str| -> i32 { between(text, before, '"').parse().unwrap() };
    let mut scales = std::collections::BTreeSet::new();
    let sheet = |text: &str| {
        assert!(text.contains("<use href=\"#d-all\"/>") && text.contains("<use href=\"#d-heads\"/>"));
        let height = number(text, "viewBox=\"0 0 480 ");
        assert!(height <= 1_575);
        scales.insert(number(text, " height=\"") * 1_000 / height);
        // The part stands in a window of its own below the heads.
        let inner = between(text, "<svg y=\"44\" ", '>');
        let from: i32 = between(&inner, "viewBox=\"0 ", ' ').parse().unwrap();
        assert_eq!(number(&inner, "height=\""), height - 44);
        from..from + height - 44
    };
    let parts = windows.split("<svg class").skip(1).map(sheet).collect();
    assert!(scales.last() <= scales.first().map(|least| least + 2).as_ref(), "sheets differ in scale: {scales:?}");
    parts
}

#[test]
fn a_long_chart_is_cut_between_nodes() {
    let (chart, _) = long();
    let windows = paper(&chart, "d").windows;
    let mut end = 44;
    for sheet in sheets(&windows) {
        assert_eq!(sheet.start, end);
        end = sheet.end;
        let through = chart.nodes.iter().find(|node| node.rect.y < end && end < node.rect.bottom());
        assert!(end == chart.height || through.is_none(), "{end} is in {through:?}");
    }
    assert_eq!(end, chart.height);
}

#[test]
fn every_node_stands_whole_on_some_sheet_of_paper() {
    // Two lanes of nodes, each covering the gaps of the other: no cut is free.
    let (chart, _) = sample();
    let mut full = Chart { nodes: Vec::new(), edges: Vec::new(), height: 3_100, ..chart };
    for n in 0..50 {
        full.nodes.push(node(Shape::Action, n as usize % 2, (240 * (n % 2), 50 + 60 * n, 200, 70), &["Trin"], Some(1)));
    }
    let sheets = sheets(&paper(&full, "d").windows);
    let torn = |n: &&ChartNode| !sheets.iter().any(|part| part.start <= n.rect.y && n.rect.bottom() <= part.end);
    assert_eq!(full.nodes.iter().find(torn), None, "{sheets:?}");
    assert_eq!(sheets.last().map(|part| part.end), Some(full.height));
}
