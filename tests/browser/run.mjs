// node run.mjs <folder> [<files> [<posters>]]: opens one page of each type of a built portal in
// Chromium, in every width and colour scheme, with and without scripts; <files> is the portal built
// with --links file, which is read from the disk, <posters> with --wide. With SCREENSHOTS=<folder>
// it keeps pictures.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deadlines } from './checks/deadlines.mjs';
import { filter } from './checks/filter.mjs';
import { hours } from './checks/hours.mjs';
import { keys } from './checks/keys.mjs';
import { lanes } from './checks/lanes.mjs';
import { palette } from './checks/palette.mjs';
import { paper } from './checks/paper.mjs';
import { picture, posters } from './checks/picture.mjs';
import { preview } from './checks/preview.mjs';
import { search } from './checks/search.mjs';
import { steps } from './checks/steps.mjs';
import { theme } from './checks/theme.mjs';
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

/** Whole addresses of links; in a drawing `href` is no plain text, so the attribute is read. */
function addresses(links) {
  return links.evaluateAll((all) => all.map((link) => new URL(link.getAttribute('href'), document.baseURI).href));
}

/** What a page says and links to when scripts are off. */
async function withoutScripts(browser, origin, url) {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'da-DK' });
  const page = await context.newPage();
  await page.goto(`${origin}/${url}`);
  const main = page.locator('main');
  const text = await main.innerText();
  const links = await addresses(main.locator('a:visible'));
  const steps = await main.locator('svg a:visible').count();
  await context.close();
  return { text, links: new Set(links.map((link) => link.replace(`${origin}/`, ''))), steps };
}

/** Addresses of all pages with a chart. */
function workflowsOf(root) {
  return files(root).filter((file) => file.endsWith('/diagram.svg')).map((file) => file.replace(/diagram\.svg$/, ''));
}

async function plain(browser, origin, root, pages, tally) {
  const url = (type) => pages.find((page) => page.type === type)?.url;
  const workflows = workflowsOf(root);
  const index = await withoutScripts(browser, origin, url('workflow-index'));
  const absent = workflows.filter((workflow) => !index.links.has(workflow));
  tally.add('without scripts: the index lists every workflow', workflows.length ? absent : ['there are no workflows']);

  const address = url('workflow');
  const workflow = await withoutScripts(browser, origin, address);
  const linked = [...workflow.links].some((link) => link.startsWith(`${address}#trin-`));
  tally.add('without scripts: a workflow shows its chart', workflow.steps > 0 && linked ? [] : ['no step to follow']);
  const parts = ['Kort fortalt', 'Diagram', 'Trin'].filter((part) => !workflow.text.includes(part));
  tally.add('without scripts: a workflow says everything', parts.map((part) => `no "${part}"`));
}

/** The first stop of the keyboard leads past the header. */
async function keyboard(browser, origin, tally) {
  const page = await browser.newPage();
  await page.goto(`${origin}/`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const hash = await page.evaluate(() => document.querySelector(location.hash || 'nothing')?.closest('main') !== null);
  tally.add('keyboard: the first stop skips to the content', hash ? [] : ['it leads nowhere in main']);
  await page.close();
}

/** A copy on a shared drive: from the front page to a workflow, without a server. */
async function fromDisk(browser, root, workflow, tally) {
  const page = await browser.newPage();
  const complaints = await listen(page);
  await page.goto(pathToFileURL(join(root, 'index.html')).href);
  for (const step of ['arbejdsgange/index.html', `${workflow}index.html`]) {
    const links = await addresses(page.locator('a[href]'));
    const next = links.find((link) => link.endsWith(`/${step}`));
    if (next) await page.goto(next);
    else complaints.push(`no link to ${step} on ${page.url()}`);
  }
  const styled = await page.evaluate(() => document.styleSheets.length > 0);
  tally.add('from the disk: pages, links and styles', styled ? complaints : [...complaints, 'no style sheet']);
  await page.close();
}

/** What scripts add to charts, and charts outside of their pages. */
async function charts(browser, origin, root, pages, tally) {
  const url = (type) => pages.find((page) => page.type === type)?.url;
  await keys(browser, origin, url('workflow'), tally);
  await lanes(browser, origin, url('workflow'), tally);
  await preview(browser, origin, url('workflow-index'), tally);
  const workflows = workflowsOf(root);
  await picture(browser, origin, root, workflows.filter((_, n) => n % EVERY === 0), tally);
  await paper(browser, origin, workflows, tally);
}

/** What scripts add to pages without a chart, and to steps. */
async function extras(browser, origin, pages, copy, tally) {
  const url = (type) => pages.find((page) => page.type === type)?.url;
  const printed = ['workflow', 'guide', 'workflow-checklist', 'path', 'role'].map(url);
  await theme(browser, origin, tally);
  await palette(browser, origin, tally);
  await filter(browser, origin, url('workflow-index'), tally);
  await deadlines(browser, origin, url('deadlines'), tally);
  await hours(browser, origin, tally);
  await steps(browser, origin, url('workflow'), printed, tally);
  await search(browser, origin, url('workflow'), copy, tally);
}

async function everything(root, copy, wide) {
  const tally = new Tally();
  const { pages, missing } = samples(root);
  tally.add('there is a page of every type', missing.map((type) => `none of type ${type}`));
  const { origin, close } = await serve(root);
  const browser = await launch();
  try {
    const left = [...pages];
    const worker = async () => {
      while (left.length > 0) await look(browser, origin, left.shift(), tally);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    await plain(browser, origin, root, pages, tally);
    await keyboard(browser, origin, tally);
    await extras(browser, origin, pages, copy, tally);
    await charts(browser, origin, root, pages, tally);
    if (wide) await posters(browser, [root, wide], workflowsOf(root), tally);
    if (copy) await fromDisk(browser, copy, pages.find(({ type }) => type === 'workflow')?.url, tally);
  } finally {
    await browser.close();
    close();
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
