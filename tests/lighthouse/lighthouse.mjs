// npm run lighthouse -- <folder>: performance, accessibility and best practices of three pages of a
// built portal, by Lighthouse, as a telephone on a slow line sees them. Not a part of tests/run: a mark
// for speed depends on the machine that gives it. CHROME_PATH or CHROMIUM may name the browser.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import * as chrome from 'chrome-launcher';
import { serve } from '../browser/parts/folder.mjs';
import { samples } from '../browser/parts/types.mjs';

const TYPES = ['home', 'workflow-index', 'workflow'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const PLACES = [process.env.CHROME_PATH, process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** The audits that keep a category below 100, heaviest first. */
function lost({ lhr }, category) {
  const missed = lhr.categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
  return missed.map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? lhr.audits[id].score}`);
}

async function judge(port, { type, url }, origin) {
  const result = await lighthouse(`${origin}/${url}`, { port, onlyCategories: CATEGORIES, logLevel: 'error' });
  const marks = CATEGORIES.map((category) => [category, Math.round(result.lhr.categories[category].score * 100)]);
  console.log(`${type} /${url}: ${marks.map(([name, mark]) => `${name} ${mark}`).join(', ')}`);
  for (const [category] of marks) for (const audit of lost(result, category)) console.log(`    ${category}: ${audit}`);
  return Math.min(...marks.map(([, mark]) => mark));
}

const root = process.argv[2];
const chromePath = PLACES.find((path) => path && existsSync(path));
if (!root || !existsSync(join(root, 'index.html')) || !chromePath) {
  console.error('usage: npm run lighthouse -- <folder of a built portal>; needs Chromium');
  process.exit(2);
}
const { origin, close } = await serve(root);
const browser = await chrome.launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
let worst = 100;
try {
  const { pages } = samples(root);
  for (const type of TYPES) worst = Math.min(worst, await judge(browser.port, pages.find((page) => page.type === type), origin));
} finally {
  await browser.kill();
  close();
}
process.exit(worst < 100 ? 1 : 0);
