// The contrast of text that axe cannot judge: in drawings, and in boxes that have to be scrolled. Runs
// in the page, on computed colours; nothing in a portal lies on a picture or a gradient.

/** Sentences for texts below 4.5:1, whatever their size: those that `selectors` name, and all in drawings. */
export function contrast(page, selectors) {
  return page.evaluate(measure, { selectors, least: 4.5 });
}

/* Everything below is one function, because it is sent to the browser. */
function measure({ selectors, least }) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const opaque = (colour) => paint([colour])[3] === 255;
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  /** Colours behind an element of HTML, from the farthest to the nearest. */
  const behind = (element) => {
    if (!element) return ['white'];
    const colour = getComputedStyle(element).backgroundColor;
    return opaque(colour) ? [colour] : [...behind(element.parentElement), colour];
  };

  /** What is painted below a text of a drawing, at one place on the screen. */
  const below = (text, x, y) => {
    const svg = text.closest('svg');
    const covers = (shape) => {
      const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
      const style = getComputedStyle(shape);
      return style.fill !== 'none' && style.visibility === 'visible' && shape.isPointInFill(point);
    };
    const before = (shape) => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    const shapes = [...svg.querySelectorAll('rect, path, circle, polygon')].filter((shape) => !shape.closest('defs, marker'));
    const fills = shapes.filter((shape) => before(shape) && covers(shape)).map((shape) => getComputedStyle(shape).fill);
    return [...behind(svg.parentElement), ...fills];
  };

  const ofDrawing = (text) => {
    const lines = text.querySelector('tspan') ? [...text.querySelectorAll('tspan')] : [text];
    const boxes = lines.map((line) => line.getBoundingClientRect()).filter(({ width }) => width > 0);
    const fill = getComputedStyle(text).fill;
    return boxes.map(({ left, right, top, bottom }) => {
      const under = below(text, (left + right) / 2, (top + bottom) / 2);
      return ratio(paint([...under, fill]), paint(under));
    });
  };
  const ofPage = (element) => {
    const under = behind(element);
    return [ratio(paint([...under, getComputedStyle(element).color]), paint(under))];
  };

  const named = selectors.map((selector) => document.querySelector(selector)).filter((element) => !element.closest('svg'));
  const drawn = [...document.querySelectorAll('svg text')].filter((text) => text.checkVisibility());
  const judge = (element, ratios) => {
    const worst = Math.min(...ratios);
    return worst < least ? [`contrast ${worst.toFixed(2)}: ${element.outerHTML.slice(0, 100)}`] : [];
  };
  return [...named.flatMap((element) => judge(element, ofPage(element))), ...drawn.flatMap((text) => judge(text, ofDrawing(text)))];
}
