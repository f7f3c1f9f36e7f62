//! The border of a shape, and how lines come to meet it.
//!
//! The chart's lines end at the rectangles and shapes of the chart. A shape of BPMN is a box, a
//! diamond or a circle within that room, so the ends are moved to its border.

use crate::model::chart::{Point, Rect};

/// Diameter of an event, as every modeller draws it.
pub(super) const EVENT: i32 = 36;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outline {
    Box(Rect),
    Diamond(Rect),
    Circle(Rect),
}

impl Outline {
    /// The circle of an event with its middle here.
    pub fn event(middle: Point) -> Self {
        Self::Circle(Rect { x: middle.x - EVENT / 2, y: middle.y - EVENT / 2, w: EVENT, h: EVENT })
    }

    pub fn rect(self) -> Rect {
        match self {
            Self::Box(rect) | Self::Diamond(rect) | Self::Circle(rect) => rect,
        }
    }

    /// Half the extent at a distance from the middle: the height at an x, or the width at a y.
    fn reach(self, off: i32, upright: bool) -> Option<i32> {
        let Rect { w, h, .. } = self.rect();
        let (across, along) = if upright { (w, h) } else { (h, w) };
        let off = off.abs();
        if off * 2 > across || across == 0 {
            return None;
        }
        Some(match self {
            Self::Box(_) => along / 2,
            Self::Diamond(_) => (along * (across - 2 * off)).div_euclid(2 * across),
            Self::Circle(_) => (across * across / 4 - off * off).isqrt(),
        })
    }

    /// Moves the beginning of a line to the border.
    pub fn meet_first(self, points: &mut Vec<Point>) {
        let &[first, second, ..] = points.as_slice() else { return };
        if matches!(self, Self::Box(_)) {
            return;
        }
        let upright = first.x == second.x;
        let c = self.rect().center();
        let (off, ahead) = if upright { (first.x - c.x, second.y - c.y) } else { (first.y - c.y, second.x - c.x) };
        let start = match self.reach(off, upright) {
            Some(reach) if ahead.abs() > reach => on(first, c, ahead.signum() * reach, upright),
            Some(_) => return,
            // The line leaves beside the shape: a corner leads there.
            None => {
                let reach = self.reach(0, !upright).unwrap_or_default() * off.signum();
                let corner = if upright { Point { x: first.x, y: c.y } } else { Point { x: c.x, y: first.y } };
                points.insert(1, corner);
                if upright { Point { x: c.x + reach, y: c.y } } else { Point { x: c.x, y: c.y + reach } }
            }
        };
        if let Some(first) = points.first_mut() {
            *first = start;
        }
    }

    /// Moves the end of a line to the border.
    pub fn meet_last(self, points: &mut Vec<Point>) {
        points.reverse();
        self.meet_first(points);
        points.reverse();
    }

    /// Cuts off what a line has within this circle around its first point.
    pub fn leave(self, points: &mut Vec<Point>) {
        let c = self.rect().center();
        let inside = |point: &Point| {
            let (dx, dy) = (i64::from(point.x - c.x), i64::from(point.y - c.y));
            4 * (dx * dx + dy * dy) <= i64::from(EVENT) * i64::from(EVENT)
        };
        let Some(out) = points.iter().position(|point| !inside(point)).filter(|out| *out > 0) else { return };
        points.drain(..out - 1);
        self.meet_first(points);
    }
}

/// The point of an upright or level line at this distance from the middle.
fn on(line: Point, middle: Point, distance: i32, upright: bool) -> Point {
    if upright { Point { x: line.x, y: middle.y + distance } } else { Point { x: middle.x + distance, y: line.y } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(of: &[(i32, i32)]) -> Vec<Point> {
        of.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn lines_meet_the_border() {
        let circle = Outline::event(Point { x: 100, y: 100 });
        let met = |from: &[(i32, i32)]| {
            let mut line = points(from);
            circle.meet_first(&mut line);
            line
        };
        assert_eq!(met(&[(100, 110), (100, 200)]), points(&[(100, 118), (100, 200)]));
        assert_eq!(met(&[(52, 100), (0, 100), (0, 9)]), points(&[(82, 100), (0, 100), (0, 9)]));
        assert_eq!(met(&[(140, 110), (140, 200)]), points(&[(118, 100), (140, 100), (140, 200)]));
        let diamond = Outline::Diamond(Rect { x: 0, y: 0, w: 100, h: 50 });
        let mut line = points(&[(75, 90), (75, 50)]);
        diamond.meet_last(&mut line);
        assert_eq!(line, points(&[(75, 90), (75, 37)]));
    }

    #[test]
    fn a_line_leaves_the_circle_around_its_beginning() {
        let circle = Outline::event(Point { x: 0, y: 0 });
        let mut line = points(&[(0, 0), (10, 0), (10, 90), (50, 90)]);
        circle.leave(&mut line);
        assert_eq!(line, points(&[(10, 14), (10, 90), (50, 90)]));
        let mut short = points(&[(0, 0), (10, 0)]);
        circle.leave(&mut short);
        assert_eq!(short, points(&[(0, 0), (10, 0)]));
    }
}
