//! The room of each name that stands beside its shape or line, or within a gateway.
//!
//! The chart has found the places. A modeller breaks the text anew, in the room's width and from its
//! top, with letters of 11 or 12 pixels, and hyphenates nothing.

use super::circle::Circle;
use crate::model::chart::{ChartEdge, ChartNode, Rect, TextLine};

/// From the middle of a line of text down to its base line.
const ABOVE: i32 = 4;
/// Height of a line in a modeller.
const LINE: i32 = 14;
/// Width of a letter in a modeller, on average and a little more.
const LETTER: i32 = 7;
/// Added to the width, so that no modeller breaks a line that the chart does not.
const SLACK: i32 = 2;
/// Between an event and what stands beside it.
const GAP: i32 = 4;

/// The name of an event or gateway.
pub(super) fn of_node(node: &ChartNode, name: &str) -> Option<Rect> {
    let text = around(&node.text)?;
    Some(widened(text, name, text.center().x, i32::MAX))
}

/// The name of a flow; `event` is the one it leaves when it is a late branch.
pub(super) fn of_flow(edge: &ChartEdge, name: &str, event: Option<Circle>) -> Option<Rect> {
    let text = around(&edge.label.as_ref()?.lines)?;
    // It grows away from where the line begins, and not into what the line leads to.
    let start = edge.points.first()?.x;
    let room = match edge.points.as_slice() {
        [from, to, ..] if from.y == to.y => (from.x - to.x).abs() - 2 * GAP,
        _ => i32::MAX,
    };
    let text = widened(text, name, if text.center().x < start { text.right() } else { text.x }, room);
    match event.map(Circle::rect) {
        Some(event) if text.overlaps(event) => {
            let left = text.center().x < event.center().x;
            Some(Rect { x: if left { event.x - GAP - text.w } else { event.right() + GAP }, ..text })
        }
        _ => Some(text),
    }
}

/// The room of a text, as high as a modeller needs for it, in the middle of where the chart has it.
fn around(lines: &[TextLine]) -> Option<Rect> {
    let left = lines.iter().map(|line| line.at.x - (line.width + 1) / 2).min()?;
    let right = lines.iter().map(|line| line.at.x + (line.width + 1) / 2).max()?;
    let top = lines.iter().map(|line| line.at.y).min()? - ABOVE;
    let bottom = lines.iter().map(|line| line.at.y).max()? - ABOVE;
    let h = LINE * i32::try_from(lines.len()).unwrap_or(1);
    Some(Rect { x: left - SLACK / 2, y: (top + bottom - h) / 2, w: right - left + SLACK, h })
}

/// At least as wide as the longest word, which the chart may have hyphenated, but no wider than `room`;
/// x `keep` stays where it is.
fn widened(text: Rect, name: &str, keep: i32, room: i32) -> Rect {
    let longest = name.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or(0);
    let wanted = i32::try_from(longest).unwrap_or(0).min(MOST) * LETTER + SLACK;
    let more = (wanted.min(room) - text.w).max(0);
    let left = if text.w > 0 { more * (keep - text.x) / text.w } else { 0 };
    Rect { x: text.x - left, w: text.w + more, ..text }
}

/// Letters of a word for which room is made.
const MOST: i32 = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::chart::Point;

    #[test]
    fn a_label_is_the_room_of_its_lines() {
        let line = |y, width| TextLine { text: "x".into(), at: Point { x: 50, y }, width };
        assert_eq!(around(&[line(20, 40), line(36, 21)]), Some(Rect { x: 29, y: 10, w: 42, h: 28 }));
        assert_eq!(around(&[]), None);
    }

    #[test]
    fn a_long_word_gets_the_room_it_needs() {
        let text = Rect { x: 100, y: 0, w: 50, h: 14 };
        let wide = |keep| widened(text, "En partsrepræsentant", keep, i32::MAX);
        assert_eq!((wide(100).x, wide(100).w), (100, 121));
        assert_eq!((wide(150).x, wide(125).x), (29, 65));
        assert_eq!(widened(text, "Ja", 100, i32::MAX), text);
        // What the line leads to stands in the way.
        let kept = widened(text, "En partsrepræsentant", text.right(), text.w + 4);
        assert_eq!((kept.w, kept.right()), (text.w + 4, text.right()));
    }
}
