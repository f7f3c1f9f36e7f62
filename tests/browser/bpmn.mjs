// node bpmn.mjs <folder>: every .bpmn file below the folder of a built portal, read by the library
// that most modellers share and drawn by it in Chromium. A file says nothing that is not understood,
// and the drawing shows every element where the file puts it, with its text in its room. How often
// text meets lines, marks and circles is counted.
// With SCREENSHOTS=<folder> it keeps pictures.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { launch } from './parts/chromium.mjs';
import { files } from './parts/folder.mjs';
import { meetings } from './parts/meetings.mjs';
import { Tally } from './parts/tally.mjs';

const PICTURES = process.env.SCREENSHOTS;
/** Lines are two pixels wide, half of it outside; edges are rounded. */
const NEAR = 2;
/** The library counts the space at the end of a line as part of its width. */
const SPACE = 4;
/** How often text may meet something in all files of the shipped portal; only ever lowered. */
const MOST = { lines: 1, marks: 0, circles: 35 };
const WIDTH = 1280;
const MARGIN = 40;

const library = join(dirname(createRequire(import.meta.url).resolve('bpmn-js/package.json')), 'dist');

/** What the file says, as the library reads it: problems, and the diagram's shapes and edges. */
async function read(xml) {
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(xml);
  const problems = warnings.map(({ message }) => message);
  const [{ plane }] = rootElement.diagrams;
  const drawn = new Set(plane.planeElement.map(({ bpmnElement }) => bpmnElement?.id));
  const wanted = Object.values(elementsById).filter(
    (element) => element.$instanceOf('bpmn:FlowElement') || element.$instanceOf('bpmn:Lane') || element.$instanceOf('bpmn:Participant'),
  );
  for (const { id } of wanted) if (!drawn.has(id)) problems.push(`${id} has neither shape nor edge`);
  if (wanted.length !== plane.planeElement.length) problems.push(`${wanted.length} elements, ${plane.planeElement.length} drawn`);
  return { problems, count: wanted.length };
}

/** Runs in the page: draws the file and measures what is drawn. */
async function draw(xml) {
  globalThis.viewer?.destroy();
  const viewer = (globalThis.viewer = new globalThis.BpmnJS({ container: '#canvas' }));
  const { warnings } = await viewer.importXML(xml);
  const problems = warnings.map(({ message }) => message);
  const all = viewer.get('elementRegistry').filter((element) => element.parent && element.di);
  const canvas = viewer.get('canvas');
  const drawing = canvas.getDefaultLayer().getCTM().inverse();
  /** The room of a part of a shape, where it is in the drawing. */
  const placed = (part) => {
    const { x, y, width, height } = part.getBBox();
    const to = drawing.multiply(part.getCTM());
    const [a, b] = [new DOMPoint(x, y), new DOMPoint(x + width, y + height)].map((point) => point.matrixTransform(to));
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(b.x - a.x), h: Math.abs(b.y - a.y) };
  };
  const measured = all.map((element) => {
    const visual = viewer.get('elementRegistry').getGraphics(element).querySelector('.djs-visual');
    const lines = [...visual.querySelectorAll(':scope > text > tspan')].filter((line) => line.textContent.trim());
    // What stands in a shape beside its outline and its text; the whole of a boundary event counts for itself.
    const marked = /Task|Activity|Gateway/.test(element.type) && !element.labelTarget;
    const marks = marked ? [...visual.children].slice(1).filter((part) => part.tagName !== 'text') : [];
    const own = visual.querySelector(':scope > rect, :scope > circle, :scope > polygon')?.getBBox();
    const text = visual.querySelector(':scope > text')?.getBBox();
    const plain = (box) => box && { x: box.x, y: box.y, w: box.width, h: box.height };
    const { id, type, x, y, width, height, waypoints } = element;
    const { bounds, label } = element.di;
    const room = element.labelTarget ? label.bounds : bounds;
    return { id, type, label: Boolean(element.labelTarget), x, y, w: width, h: height, own: plain(own), text: plain(text),
      room: plain(room), points: waypoints?.length, said: element.di.waypoint?.length,
      lines: lines.map(placed), marks: marks.map(placed), way: waypoints?.map((point) => ({ x: point.x, y: point.y })) };
  });
  const { width, height } = canvas.viewbox().inner;
  return { problems, measured, width, height };
}

/** The shape of an element is where the file says, and its text within it. */
function misplaced({ id, label, x, y, w, h, own, text, room, points, said }) {
  const wrong = [];
  if (points !== undefined && !label) return points === said ? [] : [`${id}: ${said} waypoints, ${points} drawn`];
  const near = (a, b) => Math.abs(a - b) <= NEAR;
  // A label that takes fewer lines in the library's font is less high.
  const high = label ? h <= room.h + NEAR : near(h, room.h);
  if (!near(x, room.x) || !near(y, room.y) || !near(w, room.w) || !high) {
    wrong.push(`${id}: stands at ${[x, y, w, h]}, not at ${[room.x, room.y, room.w, room.h]}`);
  }
  if (own && !label && !(near(own.x, 0) && near(own.y, 0) && near(own.w, w) && near(own.h, h))) {
    wrong.push(`${id}: is drawn as ${JSON.stringify(own)} in ${[w, h]}`);
  }
  if (text && (text.w > w + SPACE || text.h > h + NEAR)) wrong.push(`${id}: its text takes ${text.w} x ${text.h} of ${w} x ${h}`);
  return wrong;
}

/** The whole drawing, as wide as the window at most. */
async function picture(page, name, drawing) {
  const height = Math.ceil((drawing.height + MARGIN) * Math.min(1, WIDTH / (drawing.width + MARGIN)));
  await page.setViewportSize({ width: WIDTH, height });
  await page.evaluate(() => {
    const canvas = globalThis.viewer.get('canvas');
    canvas.resized();
    canvas.zoom('fit-viewport');
  });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const PAGE = '<!doctype html><title>BPMN</title><style>body{margin:0}#canvas{height:100vh}</style><div id="canvas"></div>';

/** A window with the library, in which one drawing comes after the other. */
async function easel(browser) {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  await page.setContent(PAGE);
  await page.addStyleTag({ path: join(library, 'assets/diagram-js.css') });
  await page.addScriptTag({ path: join(library, 'bpmn-viewer.production.min.js') });
  return page;
}

async function drawn(page, root, file, tally) {
  const xml = readFileSync(join(root, file), 'utf8');
  const { problems, count } = await read(xml);
  tally.add(`/${file}: is understood`, problems);
  const result = await page.evaluate(draw, xml);
  tally.add(`/${file}: is drawn without a warning`, result.problems);
  const shown = result.measured.filter(({ label }) => !label).length;
  const wrong = result.measured.flatMap(misplaced);
  tally.add(`/${file}: everything stands where the file says`, shown === count ? wrong : [...wrong, `${shown} of ${count} are drawn`]);
  counted(file, meetings(result.measured));
  if (!PICTURES) return;
  await picture(page, basename(file, '.bpmn'), result);
  await page.setViewportSize({ width: WIDTH, height: 900 });
}

/** What text meets in all files. */
const met = { lines: [], marks: [], circles: [] };

function counted(file, found) {
  const counts = Object.entries(found).map(([kind, all]) => `${kind} ${all.length}`);
  if (Object.values(found).some(({ length }) => length > 0)) console.log(`bpmn: /${file}: text meets ${counts.join(', ')}`);
  for (const kind of Object.keys(met)) met[kind].push(...found[kind].map((what) => `/${file}: ${what}`));
}

const [root] = process.argv.slice(2);
const all = root ? files(root).filter((file) => file.endsWith('.bpmn')) : [];
if (all.length === 0) {
  console.error('usage: node bpmn.mjs <folder of a built portal, or of exported files>');
  process.exit(2);
}
if (PICTURES) mkdirSync(PICTURES, { recursive: true });
const tally = new Tally();
const browser = await launch();
const easels = await Promise.all([easel(browser), easel(browser)]);
const left = [...all];
await Promise.all(easels.map(async (page) => {
  while (left.length > 0) await drawn(page, root, left.shift(), tally);
}));
await browser.close();
for (const [kind, all] of Object.entries(met)) {
  console.log(`bpmn: text meets ${kind} ${all.length} in all, ${MOST[kind]} at most`);
  tally.add(`text meets ${kind} ${MOST[kind]} times at most`, all.length > MOST[kind] ? all : []);
}
console.log(tally.summary.replace('browser:', 'bpmn:'));
process.exit(tally.failed > 0 ? 1 : 0);
