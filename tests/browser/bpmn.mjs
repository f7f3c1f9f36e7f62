// node bpmn.mjs <folder>: every .bpmn file below the folder of a built portal, read by the library
// that most modellers share and drawn by it in Chromium. A file says nothing that is not understood,
// and the drawing shows every element where the file puts it, with its text in its room.
// With SCREENSHOTS=<folder> it keeps pictures.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { launch } from './parts/chromium.mjs';
import { files } from './parts/folder.mjs';
import { Tally } from './parts/tally.mjs';

const PICTURES = process.env.SCREENSHOTS;
/** Lines are two pixels wide, half of it outside; edges are rounded. */
const NEAR = 2;
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
  const viewer = (globalThis.viewer = new globalThis.BpmnJS({ container: '#canvas' }));
  const { warnings } = await viewer.importXML(xml);
  const problems = warnings.map(({ message }) => message);
  const all = viewer.get('elementRegistry').filter((element) => element.parent && element.di);
  const measured = all.map((element) => {
    const visual = viewer.get('elementRegistry').getGraphics(element).querySelector('.djs-visual');
    const own = visual.querySelector(':scope > rect, :scope > circle, :scope > polygon')?.getBBox();
    const text = visual.querySelector(':scope > text')?.getBBox();
    const plain = (box) => box && { x: box.x, y: box.y, w: box.width, h: box.height };
    const { id, type, x, y, width, height, waypoints } = element;
    const { bounds, label } = element.di;
    const room = element.labelTarget ? label.bounds : bounds;
    return { id, type, label: Boolean(element.labelTarget), x, y, w: width, h: height, own: plain(own), text: plain(text),
      room: plain(room), points: waypoints?.length, said: element.di.waypoint?.length };
  });
  const { width, height } = viewer.get('canvas').viewbox().inner;
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
  if (text && (text.w > w + NEAR || text.h > h + NEAR)) wrong.push(`${id}: its text takes ${text.w} x ${text.h} of ${w} x ${h}`);
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

async function drawn(browser, root, file, tally) {
  const xml = readFileSync(join(root, file), 'utf8');
  const { problems, count } = await read(xml);
  tally.add(`/${file}: is understood`, problems);
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 900 } });
  await page.setContent(PAGE);
  await page.addStyleTag({ path: join(library, 'assets/diagram-js.css') });
  await page.addScriptTag({ path: join(library, 'bpmn-viewer.production.min.js') });
  const result = await page.evaluate(draw, xml);
  tally.add(`/${file}: is drawn without a warning`, result.problems);
  const shown = result.measured.filter(({ label }) => !label).length;
  const wrong = result.measured.flatMap(misplaced);
  tally.add(`/${file}: everything stands where the file says`, shown === count ? wrong : [...wrong, `${shown} of ${count} are drawn`]);
  if (PICTURES) await picture(page, basename(file, '.bpmn'), result);
  await page.close();
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
for (const file of all) await drawn(browser, root, file, tally);
await browser.close();
console.log(tally.summary.replace('browser:', 'bpmn:'));
process.exit(tally.failed > 0 ? 1 : 0);
