//! A chart as text that can be read and compared.

use std::fmt::Write;

use vejviser::model::chart::{Chart, ChartEdge, TextLine};

use super::faults::{bends, crossings};

pub fn dump(chart: &Chart) -> String {
    let mut out = String::new();
    let _ =
        writeln!(out, "chart {}x{}, {} crossings, {} bends", chart.width, chart.height, crossings(chart), bends(chart));
    for lane in &chart.lanes {
        let group = lane.group.as_ref().map(|group| format!(" | {}", group.text)).unwrap_or_default();
        let _ = writeln!(
            out,
            "lane {}..{} head {} {}{group}",
            lane.rect.x,
            lane.rect.right(),
            lane.head,
            joined(&lane.title)
        );
    }
    for (n, node) in chart.nodes.iter().enumerate() {
        let rect = node.rect;
        let number = node.number.map(|(number, _)| format!(" #{number}")).unwrap_or_default();
        let time = if node.time.is_empty() { String::new() } else { format!(" ({})", joined(&node.time)) };
        let text = joined(&node.text);
        let _ =
            writeln!(out, "{n} {:?}{number} at {},{} {}x{} {text}{time}", node.shape, rect.x, rect.y, rect.w, rect.h);
    }
    for edge in &chart.edges {
        line(&mut out, edge);
    }
    out
}

fn line(out: &mut String, edge: &ChartEdge) {
    let _ = write!(out, "{} -> {}", edge.from, edge.to);
    let marks = [(edge.main, "main"), (edge.handover, "handover"), (edge.late, "late"), (edge.back, "back")];
    for (_, mark) in marks.iter().filter(|(set, _)| *set) {
        let _ = write!(out, " {mark}");
    }
    let points: Vec<String> = edge.points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    let _ = write!(out, ": {}", points.join(" "));
    if let Some(label) = &edge.label {
        let _ = write!(out, " \"{}\" at {},{}", joined(&label.lines), label.rect.x, label.rect.y);
    }
    out.push('\n');
}

fn joined(lines: &[TextLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" / ")
}
