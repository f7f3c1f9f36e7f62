// Where text meets what it should keep clear of: lines, the marks in shapes, and the circles of
// boundary events. Works on the figures that the page has measured; all are in the drawing's pixels.

/** The room of a line of text is higher than its letters, and a line that just touches it harms nobody. */
const TOUCH = 1;

/** A rectangle without its outermost pixels; null when nothing is left. */
function core({ x, y, w, h }) {
  const inner = { x: x + TOUCH, y: y + TOUCH, w: w - 2 * TOUCH, h: h - 2 * TOUCH };
  return inner.w > 0 && inner.h > 0 ? inner : null;
}

const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Whether a straight line from a to b has a part within a rectangle: what is left of it after each side. */
function crosses(a, b, { x, y, w, h }) {
  let [from, to] = [0, 1];
  for (const [start, way, low, high] of [[a.x, b.x - a.x, x, x + w], [a.y, b.y - a.y, y, y + h]]) {
    if (way === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [enter, leave] = [(low - start) / way, (high - start) / way].sort((one, two) => one - two);
    [from, to] = [Math.max(from, enter), Math.min(to, leave)];
  }
  return from < to;
}

function inCircle({ x, y, w, h }, circle) {
  const radius = circle.w / 2;
  const [cx, cy] = [circle.x + radius, circle.y + radius];
  const [dx, dy] = [cx - Math.max(x, Math.min(cx, x + w)), cy - Math.max(y, Math.min(cy, y + h))];
  return Math.hypot(dx, dy) < radius;
}

/** What the text of a drawing meets: sentences for each kind. A text counts once for each thing it meets. */
export function meetings(measured) {
  const texts = measured.map(({ id, lines }) => ({ id, lines: lines.map(core).filter(Boolean) }));
  const flows = measured.filter(({ type, way }) => type === 'bpmn:SequenceFlow' && way);
  const marked = measured.filter(({ marks }) => marks.length > 0);
  const circles = measured.filter(({ type, label }) => type === 'bpmn:BoundaryEvent' && !label);
  const found = (others, meets) => texts.flatMap(({ id, lines }) =>
    others.filter((other) => lines.some((line) => meets(line, other))).map((other) => `${id} meets ${other.id}`));
  return {
    lines: found(flows, (line, { way }) => way.some((point, n) => n > 0 && crosses(way[n - 1], point, line))),
    marks: found(marked, (line, { marks }) => marks.some((mark) => overlap(line, mark))),
    circles: found(circles, inCircle),
  };
}
