//! The circle of an event on the border of an activity, and the line that begins there.

use crate::model::chart::{EVENT, Point, Rect};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Circle {
    pub middle: Point,
}

impl Circle {
    pub fn rect(self) -> Rect {
        Rect { x: self.middle.x - EVENT / 2, y: self.middle.y - EVENT / 2, w: EVENT, h: EVENT }
    }

    /// Cuts off what a line of upright and level parts has within this circle around its beginning.
    /// A line that never leaves the circle stays as it is.
    pub fn leave(self, points: &mut Vec<Point>) {
        let Some(out) = points.iter().position(|point| !self.holds(*point)).filter(|out| *out > 0) else { return };
        points.drain(..out - 1);
        let &[inside, outside, ..] = points.as_slice() else { return };
        let c = self.middle;
        let upright = inside.x == outside.x;
        let off = if upright { inside.x - c.x } else { inside.y - c.y };
        let reach = (EVENT * EVENT / 4 - off * off).max(0).isqrt();
        if let Some(first) = points.first_mut() {
            *first = if upright {
                Point { x: inside.x, y: c.y + reach * (outside.y - inside.y).signum() }
            } else {
                Point { x: c.x + reach * (outside.x - inside.x).signum(), y: inside.y }
            };
        }
    }

    fn holds(self, point: Point) -> bool {
        let (dx, dy) = (i64::from(point.x - self.middle.x), i64::from(point.y - self.middle.y));
        4 * (dx * dx + dy * dy) <= i64::from(EVENT * EVENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_the_circle_around_its_beginning() {
        let points = |of: &[(i32, i32)]| of.iter().map(|&(x, y)| Point { x, y }).collect::<Vec<_>>();
        let circle = Circle { middle: Point { x: 0, y: 0 } };
        let left = |from: &[(i32, i32)]| {
            let mut line = points(from);
            circle.leave(&mut line);
            line
        };
        assert_eq!(left(&[(0, 0), (0, 60)]), points(&[(0, 18), (0, 60)]));
        assert_eq!(left(&[(0, 0), (10, 0), (10, 90), (50, 90)]), points(&[(10, 14), (10, 90), (50, 90)]));
        assert_eq!(left(&[(0, 0), (10, 0)]), points(&[(0, 0), (10, 0)]));
    }
}
