// node run.mjs <folder> [<files> [<posters>]]: opens one page of each type of a built portal in
// Chromium, in every width and colour scheme, enlarged, with and without scripts, by keyboard, and
// against `budgets.mjs`; walks the ways of `tasks.mjs`. <files> is the portal built with --links file,
// which is read from the disk, <posters> with --wide. With SCREENSHOTS=<folder> it keeps pictures.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deadlines } from './checks/deadlines.mjs';
import { disk, clicking, folder, BASE } from './checks/elsewhere.mjs';
import { filter } from './checks/filter.mjs';
import { hours } from './checks/hours.mjs';
import { keys } from './checks/keys.mjs';
import { lanes } from './checks/lanes.mjs';
import { palette } from './checks/palette.mjs';
import { paper } from './checks/paper.mjs';
import { picture, posters } from './checks/picture.mjs';
import { plain, whole } from './checks/plain.mjs';
import { preview } from './checks/preview.mjs';
import { search } from './checks/search.mjs';
import { steps } from './checks/steps.mjs';
import { tab } from './checks/tab.mjs';
import { tasks } from './checks/tasks.mjs';
import { theme } from './checks/theme.mjs';
import { figures, view } from './checks/view.mjs';
import { weight } from './checks/weight.mjs';
import { zoom } from './checks/zoom.mjs';
import { launch } from './parts/chromium.mjs';
import { files, serve } from './parts/folder.mjs';
import { axe, heading, listen, overflow } from './parts/look.mjs';
import { Tally } from './parts/tally.mjs';
import { samples } from './parts/types.mjs';

const WIDTHS = [1280, 360, 320];
const SCHEMES = ['light', 'dark'];
const HEIGHT = 900;
/** Pages looked at side by side; the machines that run this have two cores. */
const SIDE_BY_SIDE = 2;
/** Of the drawings every fifth is compared: between them they have every shape and line. */
const EVERY = 5;
/** Types whose letters stick to the top on wide screens; here the window just is wide, and they take two lines. */
const STICKY = { types: ['abc-index', 'workflow-index'], width: 1000 };
/** Types that the keyboard also walks through on a small screen: the menu is closed, the chart scrolls. */
const SMALL = { types: ['home', 'workflow', 'workflow-index', 'deadlines'], width: 360 };
/** Milliseconds between the halves of a page whose first view is judged. */
const PAUSE = 250;
const PICTURES = process.env.SCREENSHOTS;

/** One page of one type, in all its appearances. It is loaded once and resized, as a reader would. */
async function look(browser, origin, { type, url }, tally) {
  const context = await browser.newContext({ locale: 'da-DK', timezoneId: 'Europe/Copenhagen' });
  const page = await context.newPage();
  const complaints = await listen(page);
  await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
  await page.goto(`${origin}/${url}`, { waitUntil: 'load' });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) await appearance(page, { type, url, width, colorScheme }, tally);
  }
  tally.add(`${type} /${url}: nothing to complain of`, complaints);
  await context.close();
}

async function appearance(page, { type, url, width, colorScheme }, tally) {
  const what = `${type} /${url} at ${width}, ${colorScheme}`;
  await page.setViewportSize({ width, height: HEIGHT });
  const light = colorScheme === 'light';
  if (light) tally.add(`${what}: fits and has one heading`, [...(await overflow(page)), ...(await heading(page))]);
  if (width === 320) return;
  // Only colours differ between the schemes.
  tally.add(`${what}: accessible`, await axe(page, light ? undefined : 'color-contrast'));
  if (PICTURES) {
    await page.screenshot({ path: join(PICTURES, `${type}-${width}-${colorScheme}.png`), fullPage: true });
  }
}

/** Addresses of all pages with a chart. */
function workflowsOf(root) {
  return files(root).filter((file) => file.endsWith('/diagram.svg')).map((file) => file.replace(/diagram\.svg$/, ''));
}

/** Everything that is asked of one page of each type, as work that can be done side by side. */
function ofEachType(browser, origins, copy, pages, tally) {
  const { origin, below, slow } = origins;
  return pages.flatMap((page) => [
    () => look(browser, origin, page, tally),
    () => plain(browser, origin, page, tally),
    () => zoom(browser, origin, page, tally),
    () => view(browser, slow, page, tally),
    () => tab(browser, origin, page, WIDTHS[0], tally),
    ...[STICKY, SMALL].filter(({ types }) => types.includes(page.type)).map(({ width }) => () => tab(browser, origin, page, width, tally)),
    () => folder(browser, below, page, tally),
    ...(copy ? [() => disk(browser, copy, page, tally)] : []),
  ]);
}

/** The first stop of the keyboard leads past the header. */
async function skipping(browser, origin, tally) {
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const hash = await page.evaluate(() => document.querySelector(location.hash || 'nothing')?.closest('main') !== null);
  tally.add('keyboard: the first stop skips to the content', hash ? [] : ['it leads nowhere in main']);
  await page.close();
}

/** What is asked of charts and of what scripts add, once or of every workflow; what takes long comes first. */
function ofThePortal(browser, { origin }, [root, copy, wide], pages, tally) {
  const url = (type) => pages.find((page) => page.type === type)?.url;
  const printed = ['workflow', 'guide', 'workflow-checklist', 'path', 'role'].map(url);
  const workflows = workflowsOf(root);
  return [
    () => tasks(browser, origin, tally),
    () => paper(browser, origin, workflows, tally),
    () => picture(browser, origin, root, workflows.filter((_, n) => n % EVERY === 0), tally),
    ...(wide ? [() => posters(browser, [root, wide], workflows, tally)] : []),
    () => search(browser, origin, url('workflow'), copy, tally),
    () => lanes(browser, origin, url('workflow'), tally),
    () => keys(browser, origin, url('workflow'), tally),
    () => preview(browser, origin, url('workflow-index'), tally),
    () => palette(browser, origin, tally),
    () => filter(browser, origin, url('workflow-index'), tally),
    () => deadlines(browser, origin, url('deadlines'), tally),
    () => steps(browser, origin, url('workflow'), printed, tally),
    () => theme(browser, origin, tally),
    () => hours(browser, origin, tally),
    () => whole(browser, origin, pages, workflows, tally),
    () => skipping(browser, origin, tally),
    ...(copy ? [() => clicking(browser, copy, url('workflow'), tally)] : []),
  ];
}

async function sideBySide(jobs) {
  const left = [...jobs];
  const worker = async () => {
    while (left.length > 0) await left.shift()();
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

async function everything(root, copy, wide) {
  const tally = new Tally();
  const { pages, missing } = samples(root);
  tally.add('there is a page of every type', missing.map((type) => `none of type ${type}`));
  weight(root, tally);
  const { origin, close } = await serve(root);
  const { origin: below, close: closeBelow } = await serve(root, { base: BASE });
  const { origin: slow, close: closeSlow } = await serve(root, { pause: PAUSE });
  const browser = await launch();
  try {
    const origins = { origin, below, slow };
    const ofAll = ofThePortal(browser, origins, [root, copy, wide], pages, tally);
    await sideBySide([...ofAll, ...ofEachType(browser, origins, copy, pages, tally)]);
    console.log(figures());
  } finally {
    await browser.close();
    close();
    closeBelow();
    closeSlow();
  }
  return tally;
}

const [root, copy, wide] = process.argv.slice(2);
if (!root || !existsSync(join(root, 'index.html'))) {
  console.error('usage: node run.mjs <folder of a built portal> [<one built with --links file> [<one built with --wide>]]');
  process.exit(2);
}
if (PICTURES) mkdirSync(PICTURES, { recursive: true });
const tally = await everything(root, copy, wide);
console.log(tally.summary);
process.exit(tally.failed > 0 ? 1 : 0);
